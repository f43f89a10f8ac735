//! The keys of a profile: the data key, how it is wrapped, and the device's own signing keys.
//!
//! The data key is 32 random bytes. It is wrapped by a key from the engineer's PIN and a secret in the system's keyring,
//! or, where there is no keyring, by a key from a passphrase; and it is sealed to headquarters' recovery key, so that a
//! forgotten PIN loses nothing. The signing keys are made on the device and stand sealed under the data key.

mod device_keys;
mod key_file;
mod key_store;
mod pending;
mod secret;
mod wrap;

pub use device_keys::DeviceKeys;
pub use key_file::{KeyFile, KeyFileError};
pub use key_store::{FileKeyStore, KeyStore, KeyStoreError};
pub use pending::PendingEnrolment;
pub use secret::{PASSPHRASE_MIN_CHARS, PIN_DIGITS, Secret, SecretError};
pub use wrap::{AnswerKey, Key, WrapError, random_key};
