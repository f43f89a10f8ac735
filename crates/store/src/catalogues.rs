//! The data of the trade that jobs are pinned to, and the calendars, which are not.

use lineproof_domain::catalogue::Bundle;
use lineproof_domain::digest::Sha256Digest;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::queries;
use crate::store::Store;

const WHAT: &str = "a catalogue";

impl Store {
    /// Stores a catalogue under the hash of its files. Returns that hash.
    pub fn put_catalogue(&self, bundle: &Bundle) -> Result<Sha256Digest, StoreError> {
        let hash = bundle.hash();
        let text = serde_json::to_string(bundle)
            .map_err(|source| StoreError::Text { what: WHAT, source })?;
        self.change("storing a catalogue", |transaction| {
            queries::catalogue::upsert(transaction, hash, &text)?;
            let changes = Changes {
                rules: true,
                ..Changes::default()
            };
            Ok(((), changes))
        })?;
        Ok(hash)
    }

    /// The catalogue of a hash; none while it has not come.
    pub fn catalogue(&self, hash: Sha256Digest) -> Result<Option<Bundle>, StoreError> {
        queries::catalogue::fetch(&*self.read()?, hash)?
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|source| StoreError::Text { what: WHAT, source })
    }

    /// Catalogues that jobs or the feed name and that have not come.
    pub fn missing_catalogues(&self) -> Result<Vec<Sha256Digest>, StoreError> {
        queries::catalogue::fetch_missing(&*self.read()?)
    }

    /// Version and text of every calendar that headquarters sent, the newest first.
    pub fn calendars(&self) -> Result<Vec<(String, String)>, StoreError> {
        queries::feed::fetch_calendars(&*self.read()?)
    }
}
