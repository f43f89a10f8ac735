//! What the tests of the store share: a device called alice, a headquarters that signs, and a job.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "every test file uses a part of it; tests fail by panicking"
)]

pub mod faults;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, FixedOffset, TimeDelta};
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, Event, EventDraft, OccurredAt, Precision, Recorded, Role, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::registry::body::{JobDispatched, NoteAdded};
use lineproof_domain::registry::plan::{Assignee, Contact, Customer, OfficeRole, Plan, Site};
use lineproof_domain::registry::{Body, NumberText, Origin};
use lineproof_protocol::chain::{entry_hash, genesis_hash};
use lineproof_protocol::feed::{
    FeedEntry, FeedHead, FeedItem, FeedPage, feed_genesis_hash, feed_hash,
};
use lineproof_protocol::hello::HeadquartersKey;
use lineproof_protocol::keys::public_key;
use lineproof_protocol::push::{Disposition, EntryDisposition, PushRequest, PushResponse};
use lineproof_protocol::receipt::{BlobClaim, BlobLevel, BlobReceipt, LogReceipt};
use lineproof_store::{Clock, DataKey, NewEvent, Options, Reading, Store};
use rusqlite::Connection;
use uuid::Uuid;

pub const KEY_ID: &str = "hq-1";

pub fn alice() -> Actor {
    Actor {
        person: PersonId(Uuid::from_u128(0xA11CE)),
        role: Role::Engineer,
    }
}

pub fn device() -> DeviceId {
    DeviceId(Uuid::from_u128(0xD1))
}

pub fn job() -> JobId {
    JobId(Uuid::from_u128(0x10B))
}

pub fn data_key() -> DataKey {
    DataKey::new([7; 32])
}

pub fn log_key() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

pub fn noon() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T12:00:00+08:00").unwrap()
}

pub fn occurred() -> OccurredAt {
    OccurredAt {
        at: noon(),
        precision: Precision::Second,
    }
}

/// A clock that moves a second at every look.
pub struct TestClock(AtomicU64);

impl Clock for TestClock {
    fn read(&self) -> Reading {
        let seconds = self.0.fetch_add(1, Ordering::Relaxed);
        Reading {
            wall: noon() + TimeDelta::seconds(i64::try_from(seconds).unwrap()),
            monotonic_ms: seconds * 1000,
            boot: "boot-1".to_owned(),
        }
    }
}

pub fn options() -> Options {
    Options {
        clock: Arc::new(TestClock(AtomicU64::new(0))),
        ballast_bytes: 1024 * 1024,
    }
}

pub fn create(dir: &Path) -> Store {
    let store = Store::create(dir, &data_key(), device(), options()).unwrap();
    store.pin_keys(&[Headquarters::new().key_record()]).unwrap();
    store
}

pub fn open(dir: &Path) -> Store {
    Store::open(dir, &data_key(), options()).unwrap()
}

pub fn note(text: &str) -> NewEvent {
    let mut event = NewEvent::new(
        alice(),
        occurred(),
        Body::NoteAdded(NoteAdded {
            text: text.to_owned(),
        }),
    );
    event.job = Some(job());
    event
}

pub fn plan(rev: u32) -> Plan {
    let contact = || Contact {
        name: "李雷".to_owned(),
        title: "经理".to_owned(),
        phone: "13800000000".to_owned(),
    };
    let site = |name: &str| Site {
        name: name.to_owned(),
        address: "示例路 1 号".to_owned(),
    };
    Plan {
        rev,
        order_no: "DD-1".to_owned(),
        kind: "install".to_owned(),
        service: "internet".to_owned(),
        level: "gold".to_owned(),
        circuit_no: "C-1".to_owned(),
        circuit_name: "示例专线".to_owned(),
        rate_mbps: NumberText::try_from("200".to_owned()).unwrap(),
        profiles: vec!["default".to_owned()],
        catalogue: Sha256Digest::of(b"catalogue"),
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: "示例公司".to_owned(),
            address: "示例路 2 号".to_owned(),
            contact: contact(),
        },
        manager: contact(),
        a_site: site("A"),
        z_site: site("Z"),
        distance_km: NumberText::try_from("3.5".to_owned()).unwrap(),
        order_received_at: noon(),
        appointment: None,
        promised_on: None,
        computed_due: None,
        assignee: Assignee {
            person: alice().person,
            name: "alice".to_owned(),
            title: "工程师".to_owned(),
            phone: "13900000000".to_owned(),
            company: "示例".to_owned(),
        },
        remark: None,
        details: Default::default(),
        sample: true,
    }
}

/// A headquarters that writes its log, feeds one device and signs receipts.
pub struct Headquarters {
    pub key: SigningKey,
    pub epoch: u64,
    pub feed: Vec<String>,
    seq: u64,
    hash: Sha256Digest,
}

impl Headquarters {
    pub fn new() -> Self {
        Headquarters {
            key: SigningKey::from_bytes(&[22; 32]),
            epoch: 1,
            feed: Vec::new(),
            seq: 0,
            hash: genesis_hash(Self::log(), None),
        }
    }

    pub fn log() -> LogId {
        LogId {
            device: DeviceId(Uuid::from_u128(0x4051)),
            incarnation: Incarnation([5; 16]),
        }
    }

    pub fn key_record(&self) -> HeadquartersKey {
        HeadquartersKey {
            key_id: KEY_ID.to_owned(),
            public_key: public_key(&self.key),
        }
    }

    pub fn writes(&mut self, job: Option<JobId>, body: Body) -> EventId {
        let id = EventId(Uuid::from_u128(0xE000 + u128::from(self.seq)));
        let draft = EventDraft {
            id,
            salt: Salt([1; 16]),
            job,
            actor: Actor {
                person: PersonId(Uuid::from_u128(0x50)),
                role: body.role(Origin::Headquarters),
            },
            occurred_at: occurred(),
            recorded: Recorded {
                wall: noon(),
                monotonic_ms: 1,
                boot: "hq".to_owned(),
                heard: None,
            },
            assignment_epoch: None,
            base_rev: None,
            supersedes: Vec::new(),
            after: Vec::new(),
            attachments: Vec::new(),
            body,
        };
        let (raw, _) = draft.encode().unwrap();
        self.seq += 1;
        self.hash = entry_hash(Self::log(), self.seq, self.hash, Sha256Digest::of(&raw));
        self.sends(&FeedItem::Event {
            log: Self::log(),
            seq: self.seq,
            hash: self.hash,
            writer: Origin::Headquarters,
            raw: String::from_utf8(raw).unwrap(),
        });
        id
    }

    pub fn dispatches(&mut self) -> EventId {
        self.writes(
            Some(job()),
            Body::JobDispatched(JobDispatched { plan: plan(1) }),
        )
    }

    pub fn sends(&mut self, item: &FeedItem) {
        self.feed.push(serde_json::to_string(item).unwrap());
    }

    /// The page after `cursor`, of at most `most` items.
    pub fn page(&self, cursor: u64, most: usize) -> FeedPage {
        let mut hash = feed_genesis_hash(device(), self.epoch);
        let mut items = Vec::new();
        let mut last = (0, hash);
        for (pos, item) in (1..).zip(&self.feed) {
            hash = feed_hash(device(), self.epoch, pos, hash, item);
            if pos > cursor && items.len() < most {
                items.push(FeedEntry {
                    pos,
                    item: item.clone(),
                });
                last = (pos, hash);
            }
        }
        let head = (!items.is_empty())
            .then(|| FeedHead::sign(device(), self.epoch, last.0, last.1, KEY_ID, &self.key));
        FeedPage {
            epoch: self.epoch,
            more: (last.0 as usize) < self.feed.len(),
            items,
            head,
        }
    }

    /// The answer to a batch that is taken whole.
    pub fn accepts(&self, batch: &PushRequest) -> PushResponse {
        let ids = batch.entries.iter().map(|entry| {
            let raw = entry.raw.as_deref()?;
            Event::parse(raw.as_bytes()).ok().map(|event| event.id)
        });
        PushResponse {
            receipt: LogReceipt::sign(batch.checkpoint.head, self.epoch, KEY_ID, &self.key),
            dispositions: (batch.first_seq..)
                .zip(ids)
                .map(|(seq, id)| EntryDisposition {
                    seq,
                    id,
                    disposition: Disposition::Accepted,
                })
                .collect(),
            forked: false,
        }
    }

    pub fn blob_receipt(&self, sha256: Sha256Digest, len: u64) -> BlobReceipt {
        let claim = BlobClaim {
            device: device(),
            sha256,
            len,
            level: BlobLevel::Stored,
        };
        BlobReceipt::sign(claim, self.epoch, KEY_ID, &self.key)
    }
}

/// Sends everything, batch by batch, and takes the answers.
pub fn push_all(store: &Store, headquarters: &Headquarters) -> usize {
    let mut sent = 0;
    while let Some(batch) = store.make_batch(100, &log_key()).unwrap() {
        sent += batch.entries.len();
        store
            .record_push(&headquarters.accepts(&batch), alice())
            .unwrap();
    }
    sent
}

/// The database opened past the store, as a program with the key could.
pub fn outside(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("lineproof.db")).unwrap();
    let hex: String = data_key()
        .bytes()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{hex}'\"; PRAGMA recursive_triggers = ON;"
        ))
        .unwrap();
    connection
}
