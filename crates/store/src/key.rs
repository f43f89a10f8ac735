//! The data key, and what is derived from it.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::StoreError;

const KEY_ID_INFO: &[u8] = b"lineproof/key-id/1";
const BLOB_INFO: &[u8] = b"lineproof/blob/1";

/// Thirty-two random bytes that open a store. Wiped from memory when dropped; wrapping it is not the store's business.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}

/// Names a data key without telling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyId(pub [u8; 16]);

impl DataKey {
    /// Takes over 32 bytes.
    pub fn new(mut bytes: [u8; 32]) -> Self {
        let key = DataKey(Zeroizing::new(bytes));
        bytes.zeroize();
        key
    }

    /// A new random key.
    pub fn generate() -> Result<Self, StoreError> {
        let mut key = Zeroizing::new([0_u8; 32]);
        getrandom::fill(key.as_mut_slice()).map_err(StoreError::NoRandom)?;
        Ok(DataKey(key))
    }

    /// The bytes, for wrapping.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        KeyId(self.derive(&[], KEY_ID_INFO))
    }

    /// The statement that gives SQLCipher the raw key.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        text.push_str("'\";");
        text
    }

    /// The key of one blob file.
    pub(crate) fn blob_key(&self, salt: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.derive(salt, BLOB_INFO))
    }

    fn derive<const N: usize>(&self, salt: &[u8], info: &[u8]) -> [u8; N] {
        let mut derived = [0_u8; N];
        #[expect(
            clippy::expect_used,
            reason = "HKDF refuses only more than 255 hashes of output"
        )]
        Hkdf::<Sha256>::new(Some(salt), self.0.as_slice())
            .expand(info, &mut derived)
            .expect("16 and 32 bytes are within what HKDF gives");
        derived
    }
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(StoreError::NoRandom)?;
    Ok(bytes)
}
