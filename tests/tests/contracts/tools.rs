//! What the sentences of this folder share.

use lineproof_app::dto::{AppError, ErrorCode};
use lineproof_app::keys::{FileKeyStore, KeyFile, Secret};
use lineproof_store::{DataKey, Options, Store};
use lineproof_testkit::Device;
use lineproof_testkit::device::PIN;
use std::path::{Path, PathBuf};

/// The code of an error that must have come.
pub fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> ErrorCode {
    answer.expect_err("this must be refused").code
}

/// The inside of a laptop whose application is not running.
pub struct Inside {
    pub store: PathBuf,
    pub data_key: [u8; 32],
}

impl Inside {
    /// Opens the laptop's keys with the sample PIN.
    pub fn of(folder: &Path) -> Self {
        let device = Device::at(folder).unwrap();
        let profile = device.profile().unwrap();
        let store = device.store_folder().unwrap();
        let file = KeyFile::read(&store.with_file_name("keys.json")).unwrap();
        let pin = Secret::new_pin(PIN).unwrap();
        let keyring = FileKeyStore::new(folder.join("keyring"));
        let data_key = file.open(&pin, &keyring, &profile).unwrap();
        Self {
            data_key: *data_key,
            store,
        }
    }

    pub fn open_store(&self) -> Store {
        let key = DataKey::new(self.data_key);
        Store::open(&self.store, &key, Options::default()).unwrap()
    }

    /// The database beneath the store, for harming it.
    pub fn database(&self) -> rusqlite::Connection {
        let file = self.store.join("lineproof.db");
        assert!(file.is_file(), "{} has another name", file.display());
        let database = rusqlite::Connection::open(file).unwrap();
        let key: String = self
            .data_key
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        database
            .execute_batch(&format!("PRAGMA key = \"x'{key}'\";"))
            .unwrap();
        database
    }
}
