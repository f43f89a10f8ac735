//! Writing a log as a device or headquarters does.

use super::{EPOCH, KEY_ID, now};
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, Attachment, EventDraft, Head, OccurredAt, Precision, Recorded, Role, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::reduce::Entry;
use lineproof_domain::registry::plan::Plan;
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::chain::{Checkpoint, entry_hash, genesis_hash};
use lineproof_protocol::export::LogLine;
use lineproof_protocol::receipt::LogReceipt;
use uuid::Uuid;

pub struct Written {
    pub hash: Sha256Digest,
    pub raw_hash: Sha256Digest,
    pub raw: Option<String>,
}

pub struct LogWriter {
    pub log: LogId,
    pub writer: Origin,
    pub key: SigningKey,
    pub person: PersonId,
    pub entries: Vec<Written>,
}

impl LogWriter {
    pub fn new(device: DeviceId, writer: Origin, key: SigningKey, person: PersonId) -> LogWriter {
        let log = LogId {
            device,
            incarnation: Incarnation(*Uuid::now_v7().as_bytes()),
        };
        LogWriter {
            log,
            writer,
            key,
            person,
            entries: Vec::new(),
        }
    }

    pub fn append(
        &mut self,
        job: Option<JobId>,
        role: Role,
        body: Body,
        attachments: &[Attachment],
    ) -> (EventId, Sha256Digest) {
        let draft = EventDraft {
            id: EventId(Uuid::now_v7()),
            salt: Salt([3; 16]),
            job,
            actor: Actor {
                person: self.person,
                role,
            },
            occurred_at: OccurredAt {
                at: now(),
                precision: Precision::Minute,
            },
            recorded: Recorded {
                wall: now(),
                monotonic_ms: 1,
                boot: "boot".to_owned(),
                heard: None,
            },
            assignment_epoch: (self.writer == Origin::Device).then_some(1),
            base_rev: (self.writer == Origin::Device).then_some(1),
            supersedes: Vec::new(),
            after: Vec::new(),
            attachments: attachments.to_vec(),
            body,
        };
        let (raw, event) = draft.encode().unwrap();
        let raw_hash = Sha256Digest::of(&raw);
        self.push(raw_hash, Some(String::from_utf8(raw).unwrap()));
        (event.id, raw_hash)
    }

    /// An entry of another job.
    pub fn append_withheld(&mut self) {
        self.push(Sha256Digest::of(b"another job"), None);
    }

    fn push(&mut self, raw_hash: Sha256Digest, raw: Option<String>) {
        let before = self.head();
        self.entries.push(Written {
            hash: entry_hash(self.log, before.seq + 1, before.hash, raw_hash),
            raw_hash,
            raw,
        });
    }

    pub fn head(&self) -> Head {
        Head {
            log: self.log,
            seq: self.entries.len() as u64,
            hash: self
                .entries
                .last()
                .map_or_else(|| genesis_hash(self.log, None), |last| last.hash),
        }
    }

    pub fn receipt(&self, key: &SigningKey) -> LogReceipt {
        LogReceipt::sign(self.head(), EPOCH, KEY_ID, key)
    }

    pub fn of_job(&self, job: JobId) -> impl Iterator<Item = Entry> {
        (1..).zip(&self.entries).filter_map(move |(seq, entry)| {
            let raw = entry.raw.as_ref()?;
            let entry = Entry::read(self.log, seq, self.writer, raw.as_bytes()).ok()?;
            (entry.event.job == Some(job)).then_some(entry)
        })
    }

    pub fn hashes(&self) -> impl Iterator<Item = ((LogId, u64), Sha256Digest)> {
        (1..)
            .zip(&self.entries)
            .map(|(seq, entry)| ((self.log, seq), entry.hash))
    }

    pub fn lines(&self, receipt_key: Option<&SigningKey>) -> Vec<LogLine> {
        let genesis_hash = genesis_hash(self.log, None);
        let mut lines = vec![LogLine::Log {
            log: self.log,
            writer: self.writer,
            predecessor: None,
            genesis_hash,
        }];
        let mut before = genesis_hash;
        for (seq, entry) in (1..).zip(&self.entries) {
            lines.push(LogLine::Entry {
                log: self.log,
                seq,
                hash: entry.hash,
                previous_hash: Some(before),
                raw_hash: entry.raw_hash,
                raw: entry.raw.clone(),
                tombstone: None,
            });
            before = entry.hash;
        }
        lines.push(LogLine::Checkpoint(Checkpoint::sign(
            self.head(),
            &self.key,
        )));
        lines.extend(receipt_key.map(|key| LogLine::Receipt(self.receipt(key))));
        lines
    }
}

pub fn plan(person: PersonId, catalogue: Sha256Digest) -> Plan {
    let site =
        |name: &str| serde_json::json!({ "name": name, "address": "天津市东丽区一经路 12 号" });
    let contact = |name: &str, title: &str| serde_json::json!({ "name": name, "title": title, "phone": "138 0000 0001" });
    serde_json::from_value(serde_json::json!({
        "rev": 1,
        "order_no": "TJ-DL-2026-004178",
        "kind": "install",
        "service": "internet",
        "level": "gold",
        "circuit_no": "津东丽ZX20260417A",
        "circuit_name": "华明智造互联网专线",
        "rate_mbps": "500",
        "profiles": ["default"],
        "catalogue": catalogue,
        "office_role": "leading",
        "customer": { "name": "华明智造有限公司", "address": "天津市东丽区", "contact": contact("王雅婷", "网络主管") },
        "manager": contact("周启明", "客户经理"),
        "a_site": site("东丽综合楼"),
        "z_site": site("B6 座 3 层弱电间"),
        "distance_km": "12",
        "order_received_at": now(),
        "appointment": null,
        "promised_on": null,
        "computed_due": null,
        "assignee": { "person": person, "name": "许曼", "title": "维护工程师", "phone": "138 0000 0000", "company": "东丽代维一班" },
        "sample": true,
    }))
    .unwrap()
}
