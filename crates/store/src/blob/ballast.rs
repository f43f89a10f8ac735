//! A reserve on the disk that is given up when the disk is full, so that the current save can finish.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Mutex;

use crate::database::lock;
use crate::error::StoreError;

const CHUNK_BYTES: usize = 1024 * 1024;

pub(crate) struct Ballast {
    path: PathBuf,
    bytes: u64,
    in_place: Mutex<bool>,
}

impl Ballast {
    pub(crate) fn new(path: PathBuf, bytes: u64) -> Self {
        Ballast {
            path,
            bytes,
            in_place: Mutex::new(false),
        }
    }

    pub(crate) fn is_in_place(&self) -> bool {
        *lock(&self.in_place)
    }

    /// Puts the reserve in place if there is room; a full disk is an answer, not an error.
    pub(crate) fn restore(&self) -> Result<bool, StoreError> {
        let mut in_place = lock(&self.in_place);
        if *in_place {
            return Ok(true);
        }
        let present = fs::metadata(&self.path).map_or(0, |found| found.len());
        if present != self.bytes {
            match self.fill() {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                    self.remove()?;
                    return Ok(false);
                }
                Err(source) => {
                    return Err(StoreError::io("reserving room in", &self.path, source));
                }
            }
        }
        *in_place = true;
        Ok(true)
    }

    /// Gives the reserve up. Returns whether that made room.
    pub(crate) fn release(&self) -> Result<bool, StoreError> {
        let mut in_place = lock(&self.in_place);
        if !*in_place || self.bytes == 0 {
            return Ok(false);
        }
        *in_place = false;
        self.remove()?;
        Ok(true)
    }

    /// Does what needs room; on a full disk the reserve is given up and it is tried once more.
    pub(crate) fn with_room<T>(
        &self,
        mut work: impl FnMut() -> io::Result<T>,
    ) -> Result<io::Result<T>, StoreError> {
        match work() {
            Err(error) if error.kind() == io::ErrorKind::StorageFull && self.release()? => {
                Ok(work())
            }
            done => Ok(done),
        }
    }

    /// Gives up what an earlier run left in place, before this one has looked.
    pub(crate) fn give_up_left_over(&self) -> Result<(), StoreError> {
        self.remove()
    }

    fn remove(&self) -> Result<(), StoreError> {
        match fs::remove_file(&self.path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::io("giving up", &self.path, source))
            }
            _ => Ok(()),
        }
    }

    /// Written with bytes that no file system packs away, so that the room is really taken.
    fn fill(&self) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK_BYTES];
        getrandom::fill(&mut chunk).map_err(|error| io::Error::other(error.to_string()))?;
        let mut file = File::create(&self.path)?;
        let mut left = self.bytes;
        while left > 0 {
            let count = left.min(CHUNK_BYTES as u64);
            chunk[..8].copy_from_slice(&left.to_be_bytes());
            file.write_all(&chunk[..usize::try_from(count).unwrap_or(CHUNK_BYTES)])?;
            left -= count;
        }
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> io::Error {
        io::ErrorKind::StorageFull.into()
    }

    #[test]
    fn a_full_disk_costs_the_reserve_once_and_then_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ballast");
        let ballast = Ballast::new(path.clone(), 4096);
        assert!(ballast.restore().unwrap());
        let mut tries = 0;
        let named = ballast.with_room(|| {
            tries += 1;
            if path.exists() {
                Err(full())
            } else {
                Ok("named")
            }
        });
        assert_eq!(named.unwrap().unwrap(), "named");
        assert_eq!(tries, 2);

        let again: io::Result<()> = ballast.with_room(|| Err(full())).unwrap();
        assert_eq!(again.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
