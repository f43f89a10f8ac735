//! Taking a batch of a device's log: the chain is checked, every entry is kept, what does not fit is kept apart.

use std::collections::{BTreeMap, BTreeSet};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Event, Head};
use lineproof_domain::ids::{DeviceId, JobId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::{Body, BodyError, Origin, REGISTRY};
use lineproof_protocol::PROTOCOL_VERSION;
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{
    Disposition, EntryDisposition, MAX_BATCH_EVENTS, PushEntry, PushRequest, PushResponse,
    QuarantineReason,
};
use lineproof_protocol::receipt::LogReceipt;
use rusqlite::Connection;

use crate::device_api::{Because as _, Refusal};
use crate::headquarters::Headquarters;
use crate::storage::devices::Device;
use crate::storage::entries::{self, StoredEntry, StoredLog, quarantine_code};
use crate::storage::notices::{self, StoredNotice};
use crate::storage::{StorageError, attachments, jobs, receipts, tombstones};
use crate::{clock, projection, publication};

/// An entry with the hash of its place.
struct Placed<'a> {
    entry: &'a PushEntry,
    seq: u64,
    previous: Sha256Digest,
    hash: Sha256Digest,
}

impl Headquarters {
    /// Takes a batch in one transaction and answers with a receipt over all of it.
    pub(crate) fn receive(
        &self,
        device: &Device,
        request: &PushRequest,
    ) -> Result<PushResponse, Refusal> {
        check_form(device.id, request)?;
        let placed = place(request)?;
        let last = placed.last().map(|last| Head {
            log: request.log,
            seq: last.seq,
            hash: last.hash,
        });
        if last != Some(request.checkpoint.head) {
            return Err(ProblemCode::ChainBroken.because("the checkpoint names another end"));
        }
        request
            .checkpoint
            .verify(&device.log_key)
            .map_err(|bad| ProblemCode::BadSignature.because(bad.to_string()))?;
        let response = self
            .storage
            .write(|db| Batch::new(self, db, device, request).take(&placed))?;
        self.live.ring();
        Ok(response)
    }
}

fn check_form(device: DeviceId, request: &PushRequest) -> Result<(), Refusal> {
    if request.protocol != PROTOCOL_VERSION {
        return Err(ProblemCode::ProtocolUnsupported.because(format!(
            "the batch speaks {}, this headquarters {PROTOCOL_VERSION}",
            request.protocol
        )));
    }
    if request.log.device != device {
        return Err(ProblemCode::BadRequest.because("the log belongs to another device"));
    }
    if request.entries.is_empty() || request.first_seq == 0 {
        return Err(ProblemCode::BadRequest.because("a batch holds entries from number 1 on"));
    }
    if request.entries.len() > MAX_BATCH_EVENTS {
        return Err(
            ProblemCode::TooLarge.because(format!("{MAX_BATCH_EVENTS} entries make a batch"))
        );
    }
    if i64::try_from(request.first_seq).is_err() {
        return Err(ProblemCode::BadRequest.because("the number is too high"));
    }
    Ok(())
}

/// Follows the chain over the batch. A broken hash is never quarantined: it says that bytes were damaged.
fn place(request: &PushRequest) -> Result<Vec<Placed<'_>>, Refusal> {
    let mut placed = Vec::with_capacity(request.entries.len());
    let mut previous = request.previous_hash;
    for (seq, entry) in (request.first_seq..).zip(&request.entries) {
        let fits = entry
            .raw
            .as_ref()
            .is_none_or(|raw| Sha256Digest::of(raw.as_bytes()) == entry.raw_hash);
        if !fits {
            return Err(
                ProblemCode::ChainBroken.because(format!("entry {seq} is not what its hash says"))
            );
        }
        let hash = entry_hash(request.log, seq, previous, entry.raw_hash);
        placed.push(Placed {
            entry,
            seq,
            previous,
            hash,
        });
        previous = hash;
    }
    Ok(placed)
}

struct Batch<'a> {
    hq: &'a Headquarters,
    db: &'a Connection,
    device: &'a Device,
    request: &'a PushRequest,
    now_ms: i64,
    /// Jobs whose entries are new.
    jobs: BTreeSet<JobId>,
    /// Jobs as they were before this batch.
    known_jobs: BTreeMap<JobId, Option<JobState>>,
}

/// What an entry says, and why it is kept apart where it is.
struct Judged {
    event: Option<Event>,
    quarantine: Option<QuarantineReason>,
    is_twin: bool,
}

impl<'a> Batch<'a> {
    fn new(
        hq: &'a Headquarters,
        db: &'a Connection,
        device: &'a Device,
        request: &'a PushRequest,
    ) -> Batch<'a> {
        Batch {
            hq,
            db,
            device,
            request,
            now_ms: clock::now_ms(),
            jobs: BTreeSet::new(),
            known_jobs: BTreeMap::new(),
        }
    }

    fn take(mut self, placed: &[Placed<'_>]) -> Result<PushResponse, Refusal> {
        self.check_beginning()?;
        let mut dispositions = Vec::with_capacity(placed.len());
        for place in placed {
            dispositions.push(self.take_entry(place)?);
        }
        entries::insert_checkpoint(self.db, &self.request.checkpoint)?;
        let receipt = self.give_receipt()?;
        let forked = self.notice_fork(placed)?;
        for job in &self.jobs {
            let state = projection::recompute(self.db, *job)?;
            publication::publish_job(self.db, &state)?;
        }
        Ok(PushResponse {
            receipt,
            dispositions,
            forked,
        })
    }

    /// The batch must go on from something stored, on whatever branch, or begin a log.
    fn check_beginning(&self) -> Result<(), Refusal> {
        let before = Head {
            log: self.request.log,
            seq: self.request.first_seq - 1,
            hash: self.request.previous_hash,
        };
        let genesis = genesis_hash(self.request.log, self.request.predecessor.as_ref());
        if before.seq == 0 && before.hash == genesis {
            let log = StoredLog {
                log: self.request.log,
                genesis_hash: genesis,
                writer: Origin::Device,
                predecessor: self.request.predecessor,
            };
            entries::insert_log(self.db, &log, self.now_ms)?;
        }
        if entries::is_known(self.db, &before)? {
            return Ok(());
        }
        Err(ProblemCode::ChainBroken.because(format!(
            "nothing is stored under entry {} with that hash",
            before.seq
        )))
    }

    fn take_entry(&mut self, place: &Placed<'_>) -> Result<EntryDisposition, Refusal> {
        let head = Head {
            log: self.request.log,
            seq: place.seq,
            hash: place.hash,
        };
        let known = entries::fetch(self.db, &head)?;
        let is_erased = self.take_tombstone(place)?;
        match (&known, &place.entry.raw) {
            (Some(known), raw) if known.is_whole() || raw.is_none() || is_erased => {
                return Ok(EntryDisposition {
                    seq: place.seq,
                    id: known.event,
                    disposition: match known.quarantine {
                        Some(reason) => Disposition::Quarantined { reason },
                        None => Disposition::Duplicate,
                    },
                });
            }
            // A receipt would say that headquarters has what nobody sent.
            (None, None) if !is_erased => {
                return Err(ProblemCode::ChainBroken
                    .because(format!("entry {} comes without its bytes", place.seq)));
            }
            (Some(_), _) | (None, _) => {}
        }
        let judged = self.judge(place.entry)?;
        let entry = self.stored(place, &judged);
        if known.is_some() {
            entries::fill(self.db, &entry)?;
            notices::delete(self.db, &notices::quarantine_id(entry.hash))?;
        } else {
            entries::insert(self.db, &entry)?;
        }
        self.note_consequences(&head, &judged)?;
        Ok(EntryDisposition {
            seq: place.seq,
            id: entry.event,
            disposition: match (judged.quarantine, judged.is_twin) {
                (Some(reason), _) => Disposition::Quarantined { reason },
                (None, true) => Disposition::Duplicate,
                (None, false) => Disposition::Accepted,
            },
        })
    }

    /// Whether the bytes of an entry were erased by headquarters' own order, which comes with the entry or is here.
    fn take_tombstone(&self, place: &Placed<'_>) -> Result<bool, Refusal> {
        let (log, raw_hash) = (self.request.log, place.entry.raw_hash);
        if let Some(tombstone) = &place.entry.tombstone {
            let order = &tombstone.order;
            let key = self.hq.keys.receipt_key(&tombstone.key_id);
            let is_ours = (order.log, order.seq, order.raw_hash) == (log, place.seq, raw_hash)
                && key.is_some_and(|key| tombstone.verify(&key).is_ok());
            if !is_ours {
                return Err(ProblemCode::BadSignature.because(format!(
                    "the tombstone of entry {} does not hold",
                    place.seq
                )));
            }
            tombstones::insert(self.db, tombstone)?;
            return Ok(true);
        }
        Ok(tombstones::fetch(self.db, log, place.seq, raw_hash)?.is_some())
    }

    fn stored(&self, place: &Placed<'_>, judged: &Judged) -> StoredEntry {
        let event = judged.event.as_ref();
        StoredEntry {
            log: self.request.log,
            seq: place.seq,
            hash: place.hash,
            previous_hash: Some(place.previous),
            raw_hash: place.entry.raw_hash,
            raw: place.entry.raw.as_ref().map(|raw| raw.as_bytes().to_vec()),
            writer: Origin::Device,
            event: event.map(|event| event.id),
            kind: event.map(|event| event.kind.clone()),
            job: event.and_then(|event| event.job),
            quarantine: judged.quarantine,
            received_at_ms: self.now_ms,
        }
    }

    fn judge(&mut self, entry: &PushEntry) -> Result<Judged, Refusal> {
        let Some(raw) = entry.raw.as_deref() else {
            return Ok(Judged {
                event: None,
                quarantine: None,
                is_twin: false,
            });
        };
        let Ok(event) = Event::parse(raw.as_bytes()) else {
            return Ok(Judged {
                event: None,
                quarantine: Some(QuarantineReason::Unreadable),
                is_twin: false,
            });
        };
        let twins = entries::fetch_raw_hashes_of_event(self.db, event.id)?;
        let is_twin = twins.contains(&entry.raw_hash);
        let quarantine = if !twins.is_empty() && !is_twin {
            Some(QuarantineReason::IdReused)
        } else {
            self.fault(&event)?
        };
        Ok(Judged {
            event: Some(event),
            quarantine,
            is_twin,
        })
    }

    fn fault(&mut self, event: &Event) -> Result<Option<QuarantineReason>, Refusal> {
        let registered = REGISTRY.iter().find(|known| known.kind == event.kind);
        if registered.is_some_and(|known| !known.writers.include(Origin::Device)) {
            return Ok(Some(QuarantineReason::WrongOrigin));
        }
        if matches!(Body::of(event), Err(BodyError::Malformed { .. })) {
            return Ok(Some(QuarantineReason::Malformed));
        }
        let wrong_role = registered.is_some_and(|known| known.role != event.actor.role);
        if wrong_role || event.actor.person != self.device.person {
            return Ok(Some(QuarantineReason::WrongRole));
        }
        match event.job {
            Some(job) if !self.may_work(job, event.actor.person)? => {
                Ok(Some(QuarantineReason::NotAssigned))
            }
            _ => Ok(None),
        }
    }

    fn may_work(&mut self, job: JobId, person: PersonId) -> Result<bool, Refusal> {
        if !self.known_jobs.contains_key(&job) {
            let known = jobs::fetch(self.db, job)?;
            self.known_jobs.insert(job, known.map(|known| known.state));
        }
        let known = self.known_jobs.get(&job).and_then(Option::as_ref);
        Ok(known.is_none_or(|state| projection::may_work(state, person)))
    }

    fn note_consequences(&mut self, head: &Head, judged: &Judged) -> Result<(), Refusal> {
        if let Some(event) = &judged.event {
            self.jobs.extend(event.job);
            // What the reducer hears may count later, when nobody sends its attachments' names again.
            if judged
                .quarantine
                .is_none_or(QuarantineReason::is_heard_by_reducer)
            {
                attachments::insert_all(self.db, event, self.device.id)?;
            }
        }
        let job = judged.event.as_ref().and_then(|event| event.job);
        let kind = judged.event.as_ref().map(|event| event.kind.as_str());
        let (notice, reason) = match (judged.quarantine, kind) {
            (Some(reason), _) => ("quarantined", Some(quarantine_code(reason))),
            (None, Some("log.damaged")) => ("logDamaged", None),
            (None, Some("log.restored")) => ("logRestored", None),
            (None, _) => return Ok(()),
        };
        let id = match judged.quarantine {
            Some(_) => notices::quarantine_id(head.hash),
            None => format!("{notice}:{}", head.hash),
        };
        let notice = StoredNotice {
            id,
            kind: notice,
            at_ms: self.now_ms,
            device: Some(self.device.id),
            job,
            seq: Some(head.seq),
            reason: reason.map(str::to_owned),
        };
        Ok(notices::insert(self.db, &notice)?)
    }

    fn give_receipt(&self) -> Result<LogReceipt, StorageError> {
        let keys = &self.hq.keys;
        let receipt = LogReceipt::sign(
            self.request.checkpoint.head,
            publication::epoch(self.db)?,
            &keys.receipt_key_id,
            &keys.receipt,
        );
        receipts::insert_log_receipt(self.db, &receipt, self.now_ms)?;
        Ok(receipt)
    }

    fn notice_fork(&mut self, placed: &[Placed<'_>]) -> Result<bool, StorageError> {
        let log = self.request.log;
        let last = placed.last().map_or(0, |last| last.seq);
        let forked = entries::has_branches(self.db, log, self.request.first_seq, last)?;
        if forked {
            let notice = StoredNotice {
                id: format!("forked:{}:{}", log.device, log.incarnation),
                kind: "forked",
                at_ms: self.now_ms,
                device: Some(log.device),
                job: None,
                seq: Some(self.request.first_seq),
                reason: None,
            };
            notices::insert(self.db, &notice)?;
            // Neither copy has what the other wrote: it comes back to both by the feed.
            let branched = entries::fetch_first_branched(self.db, log)?;
            let first = branched.unwrap_or(self.request.first_seq);
            self.jobs
                .extend(entries::fetch_jobs_from(self.db, log, first)?);
        }
        Ok(forked)
    }
}
