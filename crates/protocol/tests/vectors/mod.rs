//! The parts that every golden vector is made of: fixed keys, fixed ids, one event of every kind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

pub mod bodies;
pub mod tests;
pub mod trade;

use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, Attachment, EventDraft, Head, HeardTime, OccurredAt, Precision, Recorded, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::chain::{Predecessor, entry_hash, genesis_hash};
use uuid::Uuid;

pub fn log_key() -> SigningKey {
    SigningKey::from_bytes(&[0x11; 32])
}

pub fn headquarters_key() -> SigningKey {
    SigningKey::from_bytes(&[0x22; 32])
}

pub const KEY_ID: &str = "hq-1";
pub const EPOCH: u64 = 3;

pub fn device() -> DeviceId {
    DeviceId(Uuid::from_bytes([0xD1; 16]))
}

pub fn alice() -> PersonId {
    PersonId(Uuid::from_bytes([0xA1; 16]))
}

pub fn job() -> JobId {
    JobId(Uuid::from_bytes([0x0B; 16]))
}

pub fn log() -> LogId {
    LogId {
        device: device(),
        incarnation: Incarnation([0x1C; 16]),
    }
}

pub fn predecessor() -> Predecessor {
    Predecessor {
        incarnation: Incarnation([0x07; 16]),
        seq: 41,
        hash: Sha256Digest::of(b"left here"),
    }
}

/// The id of the event at a place of [`events`], from 0: a UUIDv7 of 2026-03-02.
pub fn event_id(index: u128) -> EventId {
    EventId(Uuid::from_u128(
        0x019c_ac0a_5e80_7000_8000_0000_0000_0000 + index,
    ))
}

/// The raw bytes of one event of every kind of the first version, in the order of the registry.
pub fn events() -> Vec<String> {
    bodies::all()
        .into_iter()
        .enumerate()
        .map(|(index, body)| raw(index, body))
        .collect()
}

/// The same for the kinds that came with faults, inspections, cutovers and resources.
pub fn trade_events() -> Vec<String> {
    trade::all()
        .into_iter()
        .enumerate()
        .map(|(index, body)| raw(100 + index, body))
        .collect()
}

/// Kinds that were given an optional field later, with that field.
pub fn later_fields() -> Vec<String> {
    let bodies = trade::with_later_fields().into_iter().enumerate();
    bodies.map(|(index, body)| raw(200 + index, body)).collect()
}

/// What came later than the trade.
pub fn test_events() -> Vec<String> {
    tests::all()
        .into_iter()
        .enumerate()
        .map(|(index, body)| raw(200 + index, body))
        .collect()
}

fn raw(index: usize, body: Body) -> String {
    let at = "2026-03-02T15:04:05+08:00".parse().unwrap();
    let has_job = !matches!(
        body.kind().split('.').next(),
        Some("device" | "key" | "log")
    );
    let is_full = body.kind() == "measurement.recorded";
    let draft = EventDraft {
        id: event_id(index as u128),
        salt: Salt([index as u8; 16]),
        job: has_job.then(job),
        actor: Actor {
            person: alice(),
            role: body.role(Origin::Device),
        },
        occurred_at: OccurredAt {
            at,
            precision: if index.is_multiple_of(2) {
                Precision::Minute
            } else {
                Precision::Second
            },
        },
        recorded: Recorded {
            wall: at,
            monotonic_ms: 86_400_000 + index as u64,
            boot: "0f3c6a52-8d52-4a4e-9d2b-6f2f5a1b7c11".to_owned(),
            heard: is_full.then(|| HeardTime {
                headquarters: "2026-03-02T07:00:00+00:00".parse().unwrap(),
                monotonic_ms: 80_000_000,
                boot: "0f3c6a52-8d52-4a4e-9d2b-6f2f5a1b7c11".to_owned(),
            }),
        },
        assignment_epoch: is_full.then_some(1),
        base_rev: is_full.then_some(2),
        supersedes: is_full.then(|| event_id(3)).into_iter().collect(),
        after: is_full.then(head_seen).into_iter().collect(),
        attachments: attachments(&body),
        body,
    };
    String::from_utf8(draft.encode().unwrap().0).unwrap()
}

fn head_seen() -> Head {
    Head {
        log: LogId {
            device: DeviceId(Uuid::from_bytes([0x40; 16])),
            incarnation: Incarnation([0x41; 16]),
        },
        seq: 17,
        hash: Sha256Digest::of(b"seen"),
    }
}

fn attachments(body: &Body) -> Vec<Attachment> {
    let role = match body.kind() {
        "photo.taken" => "photo.original",
        "trace.imported" => "trace.original",
        "document.made" => "document.pages",
        _ => return Vec::new(),
    };
    vec![Attachment {
        sha256: Sha256Digest::of(role.as_bytes()),
        len: 123_456,
        mime: "application/octet-stream".to_owned(),
        role: role.to_owned(),
    }]
}

/// The hash before the first entry and after every one, over [`events`] as one log.
pub fn chain(raws: &[String]) -> (Sha256Digest, Vec<Sha256Digest>) {
    let genesis = genesis_hash(log(), None);
    let mut hash = genesis;
    let mut hashes = Vec::new();
    for (seq, raw) in (1..).zip(raws) {
        hash = entry_hash(log(), seq, hash, Sha256Digest::of(raw.as_bytes()));
        hashes.push(hash);
    }
    (genesis, hashes)
}
