//! The form of a blob file.

use chacha20poly1305::aead::stream::{NewStream as _, StreamBE32, StreamPrimitive as _};
use chacha20poly1305::aead::{KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305};
use lineproof_domain::digest::Sha256Digest;

use super::{PIECE_BYTES, StoredBlob};
use crate::key::DataKey;

const MAGIC: &[u8; 8] = b"LPBLOB1\n";
const TAG_BYTES: usize = 16;
const KEY_ID_AT: usize = MAGIC.len();
const SALT_AT: usize = KEY_ID_AT + 16;
const NAME_AT: usize = SALT_AT + 32;
const NAME_BYTES: usize = 32 + 8;
/// Pieces begin here.
pub(super) const HEADER_BYTES: usize = NAME_AT + NAME_BYTES + TAG_BYTES;
/// A full piece as it lies in the file.
pub(super) const SEALED_PIECE_BYTES: usize = PIECE_BYTES + TAG_BYTES;
const NAME_PIECE: u32 = u32::MAX;

/// Encrypts and decrypts the pieces of one file.
pub(super) struct Cipher {
    stream: StreamBE32<XChaCha20Poly1305>,
    bound: [u8; NAME_AT],
}

/// A header is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderFault {
    NotABlob,
    OtherKey,
    Damaged,
}

impl Cipher {
    /// For a new file.
    pub(super) fn new(key: &DataKey, salt: [u8; 32]) -> Self {
        let mut bound = [0; NAME_AT];
        bound[..KEY_ID_AT].copy_from_slice(MAGIC);
        bound[KEY_ID_AT..SALT_AT].copy_from_slice(&key.id().0);
        bound[SALT_AT..].copy_from_slice(&salt);
        let file_key = key.blob_key(&salt);
        let aead = XChaCha20Poly1305::new(Key::from_slice(file_key.as_slice()));
        Cipher {
            stream: StreamBE32::from_aead(aead, &[0; 19].into()),
            bound,
        }
    }

    /// For a file with this header, and what it says it holds.
    pub(super) fn open(
        key: &DataKey,
        header: &[u8; HEADER_BYTES],
    ) -> Result<(Self, StoredBlob), HeaderFault> {
        if header[..KEY_ID_AT] != *MAGIC {
            return Err(HeaderFault::NotABlob);
        }
        if header[KEY_ID_AT..SALT_AT] != key.id().0 {
            return Err(HeaderFault::OtherKey);
        }
        let mut salt = [0; 32];
        salt.copy_from_slice(&header[SALT_AT..NAME_AT]);
        let cipher = Cipher::new(key, salt);
        let name = cipher
            .unseal(NAME_PIECE, true, &header[NAME_AT..])
            .ok_or(HeaderFault::Damaged)?;
        let (sha256, len) = name.split_first_chunk::<32>().ok_or(HeaderFault::Damaged)?;
        let len: [u8; 8] = len.try_into().map_err(|_| HeaderFault::Damaged)?;
        let holds = StoredBlob {
            sha256: Sha256Digest(*sha256),
            len: u64::from_be_bytes(len),
        };
        Ok((cipher, holds))
    }

    /// The header of a finished file.
    pub(super) fn header(&self, holds: StoredBlob) -> Option<Vec<u8>> {
        let name = [holds.sha256.0.as_slice(), &holds.len.to_be_bytes()].concat();
        let sealed = self.seal(NAME_PIECE, true, &name)?;
        Some([self.bound.as_slice(), &sealed].concat())
    }

    pub(super) fn seal(&self, piece: u32, is_last: bool, plain: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload {
            msg: plain,
            aad: &self.bound,
        };
        self.stream.encrypt(piece, is_last, payload).ok()
    }

    pub(super) fn unseal(&self, piece: u32, is_last: bool, sealed: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload {
            msg: sealed,
            aad: &self.bound,
        };
        self.stream.decrypt(piece, is_last, payload).ok()
    }
}

/// How many pieces `len` plain bytes make: at least one, and the last is never empty unless it is the only one.
pub(super) fn pieces(len: u64) -> u64 {
    len.div_ceil(PIECE_BYTES as u64).max(1)
}

/// Length of the file that holds `len` plain bytes.
pub(super) fn file_bytes(len: u64) -> u64 {
    HEADER_BYTES as u64 + len + pieces(len) * TAG_BYTES as u64
}
