//! Is everything still what was written? Slow: run it in the background.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::Incarnation;
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use rusqlite::Connection;

use crate::error::{During as _, StoreError};
use crate::incarnation::DAMAGED;
use crate::queries;
use crate::queries::incarnation::Life;
use crate::queries::log::LogRow;
use crate::store::Store;

/// Entries read together.
const CHUNK_ENTRIES: usize = 500;

/// What a check of the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that hold.
    pub entries: u64,
    /// The first entry that does not; begin a new life with it ([`crate::Reason::Damaged`]).
    pub finding: Option<Finding>,
}

/// An entry that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The life it stands in.
    pub incarnation: Incarnation,
    /// The last number that still holds; 0 for none.
    pub last_good_seq: u64,
    /// The chain's hash there.
    pub last_good_hash: Sha256Digest,
    /// What was found, in English, for the record.
    pub what: String,
}

impl Store {
    /// Checks every page of the file and every entry of the log. Damage of the file itself is an error
    /// ([`StoreError::Damaged`], cured by [`Store::salvage`]); damage of an entry is a finding.
    pub fn verify(&self) -> Result<Verdict, StoreError> {
        check_pages(&*self.read()?)?;
        self.verify_log()
    }

    /// Hashes every entry of the log again, life by life. What a life before `log.damaged` lost is not found again.
    pub fn verify_log(&self) -> Result<Verdict, StoreError> {
        let connection = self.read()?;
        let lives = queries::incarnation::fetch_all(&connection)?;
        let mut entries = 0;
        for life in &lives {
            let until = sendable_until(&lives, life.incarnation);
            let (good, finding) = self.verify_life(&connection, life, until)?;
            entries += good;
            if finding.is_some() {
                return Ok(Verdict { entries, finding });
            }
        }
        Ok(Verdict {
            entries,
            finding: None,
        })
    }

    fn verify_life(
        &self,
        connection: &Connection,
        life: &Life,
        until: Option<u64>,
    ) -> Result<(u64, Option<Finding>), StoreError> {
        let log = self.log(life.incarnation);
        let mut good = (0, genesis_hash(log, life.predecessor.as_ref()));
        let finding = |good: (u64, Sha256Digest), what: String| Finding {
            incarnation: life.incarnation,
            last_good_seq: good.0,
            last_good_hash: good.1,
            what,
        };
        // Left at its very beginning: nothing of it is sent any more.
        if until == Some(0) {
            return Ok((0, None));
        }
        if good.1 != life.genesis_hash {
            let what = "the beginning of the log has another hash".to_owned();
            return Ok((0, Some(finding(good, what))));
        }
        loop {
            let rows =
                queries::log::fetch_after(connection, life.incarnation, good.0, CHUNK_ENTRIES)?;
            if rows.is_empty() {
                return Ok((good.0, None));
            }
            for row in rows {
                if until.is_some_and(|until| row.seq > until) {
                    return Ok((good.0, None));
                }
                if let Some(what) = self.fault(connection, &row, good.0)? {
                    return Ok((good.0, Some(finding(good, what))));
                }
                let hash = entry_hash(log, row.seq, good.1, row.raw_hash);
                if hash != row.hash {
                    let what = format!("entry {} does not follow the one before", row.seq);
                    return Ok((good.0, Some(finding(good, what))));
                }
                good = (row.seq, hash);
            }
        }
    }

    fn fault(
        &self,
        connection: &Connection,
        row: &LogRow,
        before: u64,
    ) -> Result<Option<String>, StoreError> {
        let seq = row.seq;
        if seq != before + 1 {
            return Ok(Some(format!("entry {} is missing", before + 1)));
        }
        let Some(raw) = row.raw.as_deref() else {
            let is_erased = self.is_erased(connection, row)?;
            return Ok((!is_erased)
                .then(|| format!("the bytes of entry {seq} are gone without a signed order")));
        };
        let is_changed = Sha256Digest::of(raw) != row.raw_hash;
        Ok(is_changed.then(|| format!("the bytes of entry {seq} have another hash")))
    }
}

/// The last number of a life that can still be sent in its own chain, where it was left because of damage.
pub(crate) fn sendable_until(lives: &[Life], incarnation: Incarnation) -> Option<u64> {
    lives
        .iter()
        .filter(|later| later.reason == DAMAGED)
        .filter_map(|later| later.predecessor)
        .filter(|left| left.incarnation == incarnation)
        .map(|left| left.seq)
        .min()
}

/// SQLCipher's own check of every page, then SQLite's check of how they hang together.
fn check_pages(connection: &Connection) -> Result<(), StoreError> {
    let what = "checking every page";
    let mut findings = Vec::new();
    for check in ["PRAGMA cipher_integrity_check", "PRAGMA quick_check"] {
        let mut statement = connection.prepare(check).during(what)?;
        let mut rows = statement.query([]).during(what)?;
        while let Some(row) = rows.next().during(what)? {
            let line: String = row.get(0).during(what)?;
            if line != "ok" {
                findings.push(line);
            }
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    let failure = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(StoreError::Damaged {
        what,
        source: rusqlite::Error::SqliteFailure(failure, Some(findings.join("; "))),
    })
}
