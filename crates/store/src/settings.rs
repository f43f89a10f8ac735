//! The application's own values: bytes by key, encrypted like everything else.

use crate::error::StoreError;
use crate::queries;
use crate::store::Store;

impl Store {
    /// Keeps a value.
    pub fn put_setting(&self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        self.write("keeping a setting", |transaction| {
            queries::settings::upsert(transaction, key, value)
        })
    }

    /// Removes a value.
    pub fn remove_setting(&self, key: &str) -> Result<(), StoreError> {
        self.write("removing a setting", |transaction| {
            queries::settings::delete(transaction, key)
        })
    }

    /// A value; none if it was never kept.
    pub fn setting(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        queries::settings::fetch(&*self.read()?, key)
    }
}
