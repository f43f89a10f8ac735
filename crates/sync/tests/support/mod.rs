//! A device with a store, and a headquarters in memory that keeps logs and blobs and can be made to fail.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "every test file uses a part of it; tests fail by panicking"
)]

pub mod office;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use ed25519_dalek::SigningKey;
use lineproof_domain::event::{Actor, OccurredAt, Precision, Role};
use lineproof_domain::ids::{DeviceId, JobId, PersonId};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;
use lineproof_store::{DataKey, NewEvent, Options, Store};
use lineproof_sync::{Engine, EngineKeys};
use office::Office;
use uuid::Uuid;

pub fn alice() -> Actor {
    Actor {
        person: PersonId(Uuid::from_u128(0xA11CE)),
        role: Role::Engineer,
    }
}

pub fn device() -> DeviceId {
    DeviceId(Uuid::from_u128(0xD1))
}

pub fn log_key() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

pub fn noon() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T12:00:00+08:00").unwrap()
}

fn options() -> Options {
    Options {
        ballast_bytes: 0,
        ..Options::default()
    }
}

pub fn create(dir: &Path) -> Arc<Store> {
    let store = Store::create(dir, &DataKey::new([7; 32]), device(), options()).unwrap();
    store.pin_keys(&[office::key_record()]).unwrap();
    Arc::new(store)
}

pub fn open(dir: &Path) -> Arc<Store> {
    Arc::new(Store::open(dir, &DataKey::new([7; 32]), options()).unwrap())
}

pub fn note(text: &str) -> NewEvent {
    let now = OccurredAt {
        at: noon(),
        precision: Precision::Second,
    };
    let text = text.to_owned();
    let mut event = NewEvent::new(alice(), now, Body::NoteAdded(NoteAdded { text }));
    event.job = Some(JobId(Uuid::from_u128(0x10B)));
    event
}

pub fn engine(store: &Arc<Store>, office: &Arc<Office>) -> Engine {
    let keys = EngineKeys {
        device: device(),
        person: alice().person,
        log_key: log_key(),
    };
    Engine::new(Arc::clone(store), Arc::<Office>::clone(office), keys)
}
