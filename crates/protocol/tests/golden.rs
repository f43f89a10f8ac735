//! Golden vectors: what the first version wrote. Every later version must read each of them and come to the same hashes
//! and signatures. A file in `golden/` may be added, none may change.
//!
//! `LINEPROOF_WRITE_GOLDEN=1` writes files that are missing and touches no other.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod vectors;

use std::collections::BTreeSet;
use std::path::PathBuf;

use data_encoding::BASE32_NOPAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Event, Head};
use lineproof_domain::registry::{Body, Origin, REGISTRY};
use lineproof_protocol::chain::{Checkpoint, genesis_hash};
use lineproof_protocol::enrolment::{EnrolProof, EnrolRequest, EnrolmentCode};
use lineproof_protocol::feed::{
    FeedEntry, FeedHead, FeedItem, FeedPage, feed_genesis_hash, feed_hash,
};
use lineproof_protocol::keys::{SealingKey, public_key};
use lineproof_protocol::push::{PushEntry, PushRequest, pack, unpack};
use lineproof_protocol::receipt::{BlobClaim, BlobLevel, BlobReceipt, LogReceipt};
use lineproof_protocol::token::TokenRequest;
use lineproof_protocol::tombstone::{Erasure, Tombstone};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use vectors::{
    EPOCH, KEY_ID, chain, device, events, headquarters_key, job, later_fields, log, log_key,
    predecessor, test_events, trade_events,
};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

/// The committed bytes of a vector; `made` writes it where it is missing and that was asked for.
fn golden(name: &str, made: &[u8]) -> Vec<u8> {
    let path = path(name);
    if !path.exists() && std::env::var_os("LINEPROOF_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn assert_golden(name: &str, made: &str) -> String {
    let text = String::from_utf8(golden(name, made.as_bytes())).unwrap();
    assert_eq!(text, made, "{name}");
    text
}

/// The committed JSON is what this program makes, and reads back as the same value.
fn assert_golden_json<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(
    name: &str,
    value: &T,
) {
    let made = serde_json::to_string_pretty(value).unwrap() + "\n";
    let text = assert_golden(name, &made);
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value, "{name}");
}

#[test]
fn keys_and_ids_are_fixed() {
    let keys = json!({
        "device": device(),
        "incarnation": log().incarnation,
        "job": job(),
        "log_key_seed": Sha256Digest([0x11; 32]),
        "log_key": public_key(&log_key()),
        "headquarters_key_id": KEY_ID,
        "headquarters_key_seed": Sha256Digest([0x22; 32]),
        "headquarters_key": public_key(&headquarters_key()),
        "epoch": EPOCH,
    });
    assert_golden_json("keys.json", &keys);
}

#[test]
fn one_event_of_every_kind_reads_and_is_written_the_same() {
    let lines =
        |raws: Vec<String>| -> String { raws.iter().map(|raw| format!("{raw}\n")).collect() };
    let first = assert_golden("events.ndjson", &lines(events()));
    let trade = assert_golden("trade-events.ndjson", &lines(trade_events()));
    let tests = assert_golden("test-events.ndjson", &lines(test_events()));
    let mut kinds = BTreeSet::new();
    for raw in first.lines().chain(trade.lines()).chain(tests.lines()) {
        let event = Event::parse(raw.as_bytes()).unwrap();
        let body = Body::of(&event).unwrap();
        assert_eq!(body.to_value().unwrap(), event.body, "{}", event.kind);
        kinds.insert(event.kind);
    }
    let registry: BTreeSet<String> = REGISTRY.iter().map(|entry| entry.kind.to_owned()).collect();
    assert_eq!(kinds, registry);
}

#[test]
fn fields_that_came_later_are_written_and_read_the_same() {
    let written: String = later_fields()
        .iter()
        .map(|raw| format!("{raw}\n"))
        .collect();
    let golden = assert_golden("later-fields.ndjson", &written);
    for raw in golden.lines() {
        let event = Event::parse(raw.as_bytes()).unwrap();
        let body = Body::of(&event).unwrap();
        assert_eq!(body.to_value().unwrap(), event.body, "{}", event.kind);
    }
}

#[test]
fn the_chain_over_these_events_comes_to_the_same_hashes() {
    let (genesis, hashes) = chain(&events());
    let after_another_life = genesis_hash(log(), Some(&predecessor()));
    let chain = json!({
        "log": log(),
        "genesis": genesis,
        "predecessor": predecessor(),
        "genesis_with_predecessor": after_another_life,
        "hashes": hashes,
    });
    assert_golden_json("chain.json", &chain);
}

fn last_head() -> Head {
    let (_, hashes) = chain(&events());
    Head {
        log: log(),
        seq: hashes.len() as u64,
        hash: *hashes.last().unwrap(),
    }
}

#[test]
fn the_checkpoint_holds() {
    let checkpoint = Checkpoint::sign(last_head(), &log_key());
    assert_golden_json("checkpoint.json", &checkpoint);
    checkpoint.verify(&public_key(&log_key())).unwrap();
    let mut moved = checkpoint;
    moved.head.seq += 1;
    assert!(moved.verify(&public_key(&log_key())).is_err());
    assert!(checkpoint.verify(&public_key(&headquarters_key())).is_err());
}

#[test]
fn the_log_receipt_holds() {
    let receipt = LogReceipt::sign(last_head(), EPOCH, KEY_ID, &headquarters_key());
    assert_golden_json("log-receipt.json", &receipt);
    let key = public_key(&headquarters_key());
    receipt.verify(&key).unwrap();
    let mut other_epoch = receipt.clone();
    other_epoch.epoch += 1;
    assert!(other_epoch.verify(&key).is_err());
    let mut other_key = receipt;
    other_key.key_id = "hq-2".to_owned();
    assert!(other_key.verify(&key).is_err());
}

#[test]
fn the_tombstone_holds_and_says_nothing_else() {
    let order = Erasure {
        log: log(),
        seq: 1,
        raw_hash: Sha256Digest::of(events()[0].as_bytes()),
        statement: "个人信息删除 2026-03-02 法务部".to_owned(),
    };
    let tombstone = Tombstone::sign(order, KEY_ID, &headquarters_key());
    assert_golden_json("tombstone.json", &tombstone);
    let key = public_key(&headquarters_key());
    tombstone.verify(&key).unwrap();
    let changes: [fn(&mut Tombstone); 5] = [
        |other| other.order.seq += 1,
        |other| other.order.log.incarnation.0[0] ^= 1,
        |other| other.order.raw_hash.0[0] ^= 1,
        |other| other.order.statement.push('.'),
        |other| other.key_id.push('2'),
    ];
    for change in changes {
        let mut other = tombstone.clone();
        change(&mut other);
        assert!(other.verify(&key).is_err(), "{other:?}");
    }
}

#[test]
fn the_blob_receipts_hold_and_their_levels_differ() {
    let sign = |level| {
        let claim = BlobClaim {
            device: device(),
            sha256: Sha256Digest::of(b"photo.original"),
            len: 123_456,
            level,
        };
        BlobReceipt::sign(claim, EPOCH, KEY_ID, &headquarters_key())
    };
    let receipts = [sign(BlobLevel::Stored), sign(BlobLevel::Durable)];
    assert_golden_json("blob-receipts.json", &receipts);
    let key = public_key(&headquarters_key());
    for receipt in &receipts {
        receipt.verify(&key).unwrap();
    }
    let mut raised = receipts[0].clone();
    raised.level = BlobLevel::Durable;
    assert!(raised.verify(&key).is_err());
}

fn feed_items() -> Vec<FeedItem> {
    let raws = events();
    let (_, hashes) = chain(&raws);
    vec![
        FeedItem::Catalogue {
            hash: Sha256Digest::of(b"catalogue"),
        },
        FeedItem::Calendar {
            version: "cn-2026".to_owned(),
            text: "{\"version\":\"cn-2026\"}".to_owned(),
        },
        FeedItem::Scope {
            job: job(),
            in_scope: true,
        },
        FeedItem::Event {
            log: log(),
            seq: 2,
            hash: hashes[1],
            writer: Origin::Headquarters,
            raw: raws[1].clone(),
        },
        FeedItem::Blob {
            job: job(),
            sha256: Sha256Digest::of(b"photo.original"),
            len: 123_456,
        },
    ]
}

#[test]
fn a_page_of_the_feed_with_every_item_chains_and_is_signed() {
    let mut hash = feed_genesis_hash(device(), EPOCH);
    let mut hashes = vec![hash];
    let mut items = Vec::new();
    for (pos, item) in (1..).zip(feed_items()) {
        let item = serde_json::to_string(&item).unwrap();
        hash = feed_hash(device(), EPOCH, pos, hash, &item);
        hashes.push(hash);
        items.push(FeedEntry { pos, item });
    }
    let pos = items.len() as u64;
    let head = FeedHead::sign(device(), EPOCH, pos, hash, KEY_ID, &headquarters_key());
    head.verify(&public_key(&headquarters_key())).unwrap();
    let page = FeedPage {
        epoch: EPOCH,
        items,
        head: Some(head),
        more: false,
    };
    assert_golden_json("feed-page.json", &page);
    assert_golden_json("feed-hashes.json", &hashes);
    for (entry, item) in page.items.iter().zip(feed_items()) {
        let read: FeedItem = serde_json::from_str(&entry.item).unwrap();
        assert_eq!(read, item);
    }
}

fn batch() -> PushRequest {
    let (genesis, _) = chain(&events());
    PushRequest {
        protocol: 1,
        log: log(),
        predecessor: None,
        first_seq: 1,
        previous_hash: genesis,
        entries: events()
            .into_iter()
            .map(|raw| PushEntry {
                raw_hash: Sha256Digest::of(raw.as_bytes()),
                raw: Some(raw),
                tombstone: None,
            })
            .collect(),
        checkpoint: Checkpoint::sign(last_head(), &log_key()),
    }
}

/// The packed bytes may differ between versions of zstd; what they unpack to may not.
#[test]
fn the_batch_unpacks_to_the_same() {
    let batch = batch();
    assert_golden_json("batch.json", &batch);
    let packed = golden("batch.json.zst", &pack(&batch).unwrap());
    assert_eq!(unpack(&packed).unwrap(), batch);
    assert_eq!(unpack(&pack(&batch).unwrap()).unwrap(), batch);
}

#[test]
fn the_enrolment_code_reads_as_typed() {
    let code = EnrolmentCode {
        secret: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        ca_fingerprint: [0xCA; 16],
        address: "https://hq.example:8443".to_owned(),
    };
    let text = assert_golden("enrolment-code.txt", &code.to_string());
    assert_eq!(text.parse::<EnrolmentCode>().unwrap(), code);
    let typed = text.to_lowercase().replace('-', " ");
    assert_eq!(typed.parse::<EnrolmentCode>().unwrap(), code);
    let wrong = text.replacen('A', "B", 1);
    assert!(wrong.parse::<EnrolmentCode>().is_err());
}

#[test]
fn the_enrolment_request_proves_the_log_key() {
    let secret = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    let proof = EnrolProof {
        secret: &secret,
        device: device(),
        log_key: public_key(&log_key()),
        signing_request: b"request",
    };
    let request = EnrolRequest {
        person: None,
        protocol: 1,
        secret: BASE32_NOPAD.encode(&secret),
        device: device(),
        device_name: "王芳的笔记本".to_owned(),
        log_key: public_key(&log_key()),
        signing_request: "cmVxdWVzdA==".to_owned(),
        proof: proof.sign(&log_key()),
    };
    assert_golden_json("enrol-request.json", &request);
    proof.verify(&request.proof).unwrap();
}

#[test]
fn the_token_request_answers_its_challenge() {
    let challenge = SealingKey([0xCC; 32]);
    let request = TokenRequest::sign(device(), challenge, &log_key());
    assert_golden_json("token-request.json", &request);
    request.verify(&public_key(&log_key())).unwrap();
    let other = TokenRequest {
        challenge: SealingKey([0xCD; 32]),
        ..request
    };
    assert!(other.verify(&public_key(&log_key())).is_err());
}
