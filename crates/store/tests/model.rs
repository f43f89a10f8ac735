//! A device and a headquarters over a line that loses and repeats, against a model. Proptest prints the steps of a failure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::EventId;
use lineproof_store::blob::BlobUse;
use lineproof_store::{BlobState, Reason, Store};
use proptest::prelude::*;
use support::{Headquarters, alice, create, job, log_key, note, open};

#[derive(Clone, Debug)]
enum Step {
    Note,
    Photo(u8),
    Push { most: usize, answered: bool },
    Upload { answered: bool },
    Dispatch,
    Pull { cursor_back: u64, most: usize },
    Restart,
    RestoreHeadquarters,
    Fork,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => Just(Step::Note),
        3 => (0..4_u8).prop_map(Step::Photo),
        4 => (1..4_usize, any::<bool>()).prop_map(|(most, answered)| Step::Push { most, answered }),
        2 => any::<bool>().prop_map(|answered| Step::Upload { answered }),
        1 => Just(Step::Dispatch),
        2 => (0..3_u64, 1..4_usize).prop_map(|(cursor_back, most)| Step::Pull { cursor_back, most }),
        2 => Just(Step::Restart),
        1 => Just(Step::RestoreHeadquarters),
        1 => Just(Step::Fork),
    ];
    prop::collection::vec(step, 1..25)
}

/// What must be true, kept beside the store.
#[derive(Default)]
struct Model {
    saved: BTreeSet<EventId>,
    photos: BTreeSet<Sha256Digest>,
    /// What headquarters gave a receipt for in this epoch.
    received: BTreeSet<EventId>,
    photos_received: BTreeSet<Sha256Digest>,
    /// What headquarters holds, answered or not.
    held: BTreeMap<EventId, String>,
    pulled: u64,
}

struct Run {
    folder: tempfile::TempDir,
    store: Option<Store>,
    headquarters: Headquarters,
    model: Model,
}

impl Run {
    fn new() -> Run {
        let folder = tempfile::tempdir().unwrap();
        Run {
            store: Some(create(folder.path())),
            folder,
            headquarters: Headquarters::new(),
            model: Model::default(),
        }
    }

    fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Note => self.save(None),
            Step::Photo(content) => self.save(Some(*content)),
            Step::Push { most, answered } => self.push(*most, *answered),
            Step::Upload { answered } => self.upload(*answered),
            Step::Dispatch => drop(self.headquarters.dispatches()),
            Step::Pull { cursor_back, most } => self.pull(*cursor_back, *most),
            Step::Restart => {
                self.store = None;
                self.store = Some(open(self.folder.path()));
            }
            Step::RestoreHeadquarters => self.restore_headquarters(),
            Step::Fork => {
                let opened = self
                    .store()
                    .open_incarnation(&Reason::Forked, alice())
                    .unwrap();
                self.model.saved.insert(opened.entries[0].event.id);
            }
        }
    }

    fn save(&mut self, photo: Option<u8>) {
        let mut event = note("n");
        if let Some(content) = photo {
            let bytes = vec![content; 70_000];
            let blob = self.store().store_blob(BlobUse::Evidence, &bytes).unwrap();
            event = event.with_blob(blob, "image/jpeg", "photo.original");
            self.model.photos.insert(blob.sha256);
        }
        let appended = self.store().append(event).unwrap();
        self.model.saved.insert(appended.entries[0].event.id);
    }

    fn push(&mut self, most: usize, answered: bool) {
        let Some(batch) = self.store().make_batch(most, &log_key()).unwrap() else {
            return;
        };
        let answer = self.headquarters.accepts(&batch);
        let ids = answer.dispositions.iter().map(|answer| answer.id.unwrap());
        let ids: Vec<EventId> = ids.collect();
        for (id, entry) in ids.iter().zip(&batch.entries) {
            let raw = entry.raw.clone().unwrap();
            let before = self.model.held.insert(*id, raw.clone());
            assert!(
                before.is_none_or(|before| before == raw),
                "other bytes under one id"
            );
        }
        if answered {
            self.store().record_push(&answer, alice()).unwrap();
            self.model.received.extend(ids);
        }
    }

    fn upload(&mut self, answered: bool) {
        let Some(blob) = self.store().pending_blobs().unwrap().into_iter().next() else {
            return;
        };
        let half = blob.len / 2;
        self.store()
            .note_transfer(blob.sha256, Some("/v1/files/1"), half, None)
            .unwrap();
        let mut reader = self.store().blob_reader(blob.sha256).unwrap();
        reader.seek_to(half);
        let mut rest = Vec::new();
        std::io::Read::read_to_end(&mut reader, &mut rest).unwrap();
        assert_eq!(rest.len() as u64, blob.len - half);
        if answered {
            let receipt = self.headquarters.blob_receipt(blob.sha256, blob.len);
            self.store().record_blob_receipt(&receipt).unwrap();
            self.model.photos_received.insert(blob.sha256);
        }
    }

    fn pull(&mut self, cursor_back: u64, most: usize) {
        let cursor = self.model.pulled.saturating_sub(cursor_back);
        let page = self.headquarters.page(cursor, most);
        self.store().apply_feed_page(&page).unwrap();
        if let Some(last) = page.items.last() {
            self.model.pulled = self.model.pulled.max(last.pos);
        }
    }

    /// Headquarters comes back from a backup without anything of this device.
    fn restore_headquarters(&mut self) {
        self.headquarters.epoch += 1;
        self.model.received.clear();
        self.model.photos_received.clear();
        self.model.held.clear();
        self.model.pulled = 0;
        self.store().note_epoch(self.headquarters.epoch).unwrap();
    }

    fn check(&self) {
        let (store, model) = (self.store(), &self.model);
        let outbox: BTreeSet<EventId> = store
            .outbox()
            .unwrap()
            .into_iter()
            .map(|entry| entry.event)
            .collect();
        let unreceived: BTreeSet<EventId> =
            model.saved.difference(&model.received).copied().collect();
        assert_eq!(outbox, unreceived);
        let safety = store.safety().unwrap();
        assert_eq!(safety.entries, model.saved.len() as u64);
        assert_eq!(safety.entries_received, model.received.len() as u64);
        assert_eq!(safety.blobs, model.photos.len() as u64);
        assert_eq!(safety.blobs_received, model.photos_received.len() as u64);
        for photo in &model.photos {
            let at_headquarters = matches!(
                store.blob_state(*photo).unwrap(),
                BlobState::AtHeadquarters { .. }
            );
            assert_eq!(at_headquarters, model.photos_received.contains(photo));
        }
        for event in &model.received {
            assert!(model.held.contains_key(event), "a receipt for nothing");
        }
        assert_eq!(store.feed_cursor().unwrap().pos, model.pulled);
        assert_eq!(store.missing_blobs().unwrap(), []);
        assert_eq!(store.unfiled_blobs().unwrap(), []);
        let verdict = store.verify_log().unwrap();
        assert_eq!((verdict.finding, verdict.entries), (None, safety.entries));
    }

    /// In the end headquarters has everything that was ever called saved.
    fn settle(&mut self) {
        while !self.store().outbox().unwrap().is_empty() {
            self.push(100, true);
        }
        for event in &self.model.saved {
            assert!(self.model.held.contains_key(event));
        }
        let state = self.store().job_state(job()).unwrap();
        let own = state.iter().flat_map(|state| &state.timeline);
        for entry in own.filter(|entry| entry.log.device == support::device()) {
            assert!(self.model.saved.contains(&entry.event));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if std::env::var_os("LINEPROOF_SOAK").is_some() { 400 } else { 16 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_on_the_line_nothing_saved_is_lost_or_called_received_too_soon(steps in steps()) {
        let mut run = Run::new();
        for step in &steps {
            run.take(step);
            run.check();
        }
        run.settle();
        run.check();
    }
}
