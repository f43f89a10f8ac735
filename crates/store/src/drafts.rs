//! What the engineer is typing: kept field by field, so that a crash costs nothing.

use std::collections::BTreeMap;

use lineproof_domain::ids::JobId;

use crate::error::StoreError;
use crate::queries;
use crate::store::Store;

impl Store {
    /// Keeps what stands in a field; an empty text clears it.
    pub fn put_draft(&self, job: JobId, field: &str, value: &str) -> Result<(), StoreError> {
        let now = self.clock.read().wall.to_rfc3339();
        self.write("keeping a draft", |transaction| {
            if value.is_empty() {
                queries::draft::delete(transaction, job, field)
            } else {
                queries::draft::upsert(transaction, job, field, value, &now)
            }
        })
    }

    /// The drafts of a job by field.
    pub fn drafts(&self, job: JobId) -> Result<BTreeMap<String, String>, StoreError> {
        queries::draft::fetch_of_job(&*self.read()?, job)
    }
}
