//! Another receipt key. Earlier keys stay for what they signed; every device hears of the new one in its feed.

use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::KeyRotated;

use crate::headquarters::Headquarters;
use crate::keys::{Keys, KeysError};
use crate::own_log::{Act, OwnLogError};
use crate::storage::{StorageError, meta};
use crate::{clock, own_log, publication};

/// Where the database names the receipt key in use.
pub(crate) const KEY_IN_USE: &str = "receipt_key";

/// Why the receipt key cannot be rotated.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The new key cannot be written.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The act cannot be written.
    #[error(transparent)]
    OwnLog(#[from] OwnLogError),
}

impl Headquarters {
    /// Makes a new receipt key and gives its name. It signs from the next opening of this headquarters on.
    pub fn rotate_receipt_key(&self) -> Result<String, RotationError> {
        let key = Keys::add_receipt_key(&self.folder.keys())?;
        self.storage.write(|db| {
            let act = Act {
                job: None,
                actor: own_log::system_actor(self.device),
                occurred_at: clock::now(),
                body: Body::KeyRotated(KeyRotated {
                    key_id: key.key_id.clone(),
                    public_key: key.public_key.to_string(),
                }),
            };
            own_log::append(db, &self.keys, act)?;
            meta::upsert(db, KEY_IN_USE, &key.key_id)?;
            publication::publish_keys(db)?;
            Ok::<_, RotationError>(())
        })?;
        self.live.ring();
        Ok(key.key_id)
    }
}
