//! Lives of the database: a new one begins when the old log may not go on. The old one is kept and still sent.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Actor, Event, Head, OccurredAt, Precision};
use lineproof_domain::ids::{DeviceId, Incarnation, LogId};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{LogDamaged, LogForked, LogRestored};
use lineproof_protocol::chain::{Predecessor, entry_hash, genesis_hash};
use rusqlite::Connection;

use crate::append::{Appended, NewEvent, Written, current_life, end_of};
use crate::changes::Changes;
use crate::error::StoreError;
use crate::key::random;
use crate::queries;
use crate::queries::incarnation::Life;
use crate::queries::log::LogRow;
use crate::store::Store;
use crate::verify::{Finding, sendable_until};

/// Entries of a damaged life that are looked at together.
const CHUNK_ENTRIES: usize = 500;
pub(crate) const FIRST: &str = "first";
pub(crate) const DAMAGED: &str = "damaged";
const FORKED: &str = "forked";
pub(crate) const RESTORED: &str = "restored";

/// Why a new life begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// [`Store::verify`] found an entry that is not what was written.
    Damaged(Finding),
    /// Headquarters knows another entry at a number of this log: the folder was copied.
    Forked,
    /// Headquarters knew more than this folder, which was restored from an older copy; take back first.
    Restored,
}

/// The lives of this database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incarnations {
    /// The one written to.
    pub current: Incarnation,
    /// Every one, the oldest first.
    pub all: Vec<Incarnation>,
}

/// The first life, in a database that is being made.
pub(crate) fn begin_first(connection: &Connection, device: DeviceId) -> Result<(), StoreError> {
    begin(connection, device, FIRST, None).map(|_| ())
}

fn begin(
    connection: &Connection,
    device: DeviceId,
    reason: &str,
    predecessor: Option<Predecessor>,
) -> Result<Life, StoreError> {
    let log = LogId {
        device,
        incarnation: Incarnation(random()?),
    };
    let life = Life {
        incarnation: log.incarnation,
        genesis_hash: genesis_hash(log, predecessor.as_ref()),
        reason: reason.to_owned(),
        predecessor,
    };
    queries::incarnation::insert(connection, &life)?;
    Ok(life)
}

impl Store {
    /// The lives of this database.
    pub fn incarnations(&self) -> Result<Incarnations, StoreError> {
        let connection = self.read()?;
        Ok(Incarnations {
            current: current_life(&connection)?.incarnation,
            all: queries::incarnation::fetch_all(&connection)?
                .into_iter()
                .map(|life| life.incarnation)
                .collect(),
        })
    }

    /// The last entry of every life that has one, the oldest life first.
    pub fn heads(&self) -> Result<Vec<Head>, StoreError> {
        self.own_heads(&*self.read()?)
    }

    /// Begins a new life whose first entry says why. Entries that can no longer be sent in a damaged one are written again
    /// into the new one, with the same bytes. A damaged life is left once, however many find the damage.
    pub fn open_incarnation(&self, reason: &Reason, actor: Actor) -> Result<Appended, StoreError> {
        let ((entries, states), changes) = self.change("beginning a new log", |transaction| {
            if is_left(transaction, reason)? {
                return Ok(Default::default());
            }
            let mut changes = Changes::outbox();
            let written = self.begin_life(transaction, reason, actor, &mut changes)?;
            let states = changes
                .jobs
                .iter()
                .map(|job| self.project(transaction, *job))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(((vec![written], states), changes))
        })?;
        Ok(Appended {
            entries,
            states,
            changes,
        })
    }

    /// [`Store::open_incarnation`] within a transaction that has more to do.
    pub(crate) fn begin_life(
        &self,
        connection: &Connection,
        reason: &Reason,
        actor: Actor,
        changes: &mut Changes,
    ) -> Result<Written, StoreError> {
        let left = self.place_left(connection, reason)?;
        let label = match reason {
            Reason::Damaged(_) => DAMAGED,
            Reason::Forked => FORKED,
            Reason::Restored => RESTORED,
        };
        begin(connection, self.device, label, Some(left))?;
        let occurred_at = OccurredAt {
            at: self.clock.read().wall,
            precision: Precision::Second,
        };
        let first = NewEvent::new(actor, occurred_at, first_body(reason, left));
        let written = self.write_event(connection, &first, changes)?;
        if matches!(reason, Reason::Damaged(_)) {
            self.write_again(connection, left, changes)?;
        }
        Ok(written)
    }

    fn place_left(
        &self,
        connection: &Connection,
        reason: &Reason,
    ) -> Result<Predecessor, StoreError> {
        if let Reason::Damaged(finding) = reason {
            return Ok(Predecessor {
                incarnation: finding.incarnation,
                seq: finding.last_good_seq,
                hash: finding.last_good_hash,
            });
        }
        let life = current_life(connection)?;
        let (seq, hash) = end_of(connection, &life)?;
        Ok(Predecessor {
            incarnation: life.incarnation,
            seq,
            hash,
        })
    }

    /// What stands after the damage, is whole itself and has no receipt: the bytes again, in the new chain.
    fn write_again(
        &self,
        connection: &Connection,
        left: Predecessor,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let epoch = queries::meta::epoch(connection)?;
        let received = queries::receipt::fetch_received(connection, left.incarnation, epoch)?;
        let mut after = left.seq.max(received);
        let mut previous = queries::log::fetch_hash(connection, left.incarnation, after)?;
        loop {
            let rows =
                queries::log::fetch_after(connection, left.incarnation, after, CHUNK_ENTRIES)?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.seq;
            for row in rows {
                if let Some(raw) = self.whole_raw(connection, &row, previous)?
                    && let Ok(event) = Event::parse(&raw)
                {
                    self.write_raw(connection, raw, &event)?;
                    changes.jobs.extend(event.job);
                }
                previous = Some(row.hash);
            }
        }
    }

    /// The bytes of an entry, or else of its spare, if their hash or the chain says that they are what was written.
    fn whole_raw(
        &self,
        connection: &Connection,
        row: &LogRow,
        previous: Option<Sha256Digest>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let log = self.log(row.incarnation);
        let is_whole = |raw: &Vec<u8>| {
            let raw_hash = Sha256Digest::of(raw);
            let chains = |previous| entry_hash(log, row.seq, previous, raw_hash) == row.hash;
            raw_hash == row.raw_hash || previous.is_some_and(chains)
        };
        if let Some(raw) = row.raw.as_ref().filter(|raw| is_whole(raw)) {
            return Ok(Some(raw.clone()));
        }
        let spare = queries::log::fetch_spare(connection, row.incarnation, row.seq)?;
        Ok(spare.filter(is_whole))
    }
}

/// Whether a damaged life was left already, no later than where the damage was found.
fn is_left(connection: &Connection, reason: &Reason) -> Result<bool, StoreError> {
    let Reason::Damaged(finding) = reason else {
        return Ok(false);
    };
    let lives = queries::incarnation::fetch_all(connection)?;
    let left_at = sendable_until(&lives, finding.incarnation);
    Ok(left_at.is_some_and(|seq| seq <= finding.last_good_seq))
}

fn first_body(reason: &Reason, left: Predecessor) -> Body {
    let Predecessor {
        incarnation: predecessor,
        seq,
        hash,
    } = left;
    match reason {
        Reason::Damaged(finding) => Body::LogDamaged(LogDamaged {
            predecessor,
            last_good_seq: seq,
            last_good_hash: hash,
            finding: finding.what.clone(),
        }),
        Reason::Forked => Body::LogForked(LogForked {
            predecessor,
            last_seq: seq,
            last_hash: hash,
        }),
        Reason::Restored => Body::LogRestored(LogRestored {
            predecessor,
            last_seq: seq,
            last_hash: hash,
        }),
    }
}
