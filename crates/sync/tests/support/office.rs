//! Headquarters in memory.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use bytes::Bytes;
use ed25519_dalek::SigningKey;
use lineproof_domain::catalogue::Bundle;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Head;
use lineproof_domain::ids::{DeviceId, Incarnation, LogId};
use lineproof_protocol::blobs::{BlobName, BlobPresence, HaveRequest, HaveResponse};
use lineproof_protocol::chain::{Predecessor, entry_hash, genesis_hash};
use lineproof_protocol::enrolment::{EnrolRequest, EnrolResponse};
use lineproof_protocol::feed::{
    FeedEntry, FeedHead, FeedItem, FeedPage, FeedReturn, feed_genesis_hash, feed_hash,
};
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, LogComparison, LogPage, Relation};
use lineproof_protocol::hello::{HeadquartersKey, Hello, Limits};
use lineproof_protocol::keys::{SealingKey, public_key};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{PushEntry, PushRequest, PushResponse, unpack};
use lineproof_protocol::receipt::{BlobClaim, BlobLevel, BlobReceipt, Epoch, LogReceipt};
use lineproof_protocol::recovery::{RecoverRequest, RecoverResponse};
use lineproof_protocol::token::{Challenge, ChallengeRequest, Token, TokenRequest};
use lineproof_sync::transport::{Answer, Transport, TransportError};
use uuid::Uuid;

use super::{device, noon};

const KEY_ID: &str = "hq-1";
/// Entries of one page of a log: few, so that there are several.
const PAGE_ENTRIES: usize = 2;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[22; 32])
}

pub fn key_record() -> HeadquartersKey {
    HeadquartersKey {
        key_id: KEY_ID.to_owned(),
        public_key: public_key(&key()),
    }
}

/// A page of the feed with one item, after the hash before it.
pub fn page(epoch: Epoch, pos: u64, before: Option<Sha256Digest>) -> FeedPage {
    let item = FeedItem::Calendar {
        version: format!("calendar {pos}"),
        text: String::new(),
    };
    let item = serde_json::to_string(&item).unwrap();
    let before = before.unwrap_or_else(|| feed_genesis_hash(device(), epoch));
    let hash = feed_hash(device(), epoch, pos, before, &item);
    FeedPage {
        epoch,
        items: vec![FeedEntry { pos, item }],
        head: Some(FeedHead::sign(device(), epoch, pos, hash, KEY_ID, &key())),
        more: false,
    }
}

/// One log as it was pushed.
#[derive(Clone, Debug)]
pub struct OfficeLog {
    pub predecessor: Option<Predecessor>,
    pub genesis: Sha256Digest,
    pub entries: Vec<(PushEntry, Sha256Digest)>,
}

impl OfficeLog {
    fn hash_at(&self, seq: u64) -> Option<Sha256Digest> {
        match usize::try_from(seq).unwrap().checked_sub(1) {
            None => Some(self.genesis),
            Some(place) => self.entries.get(place).map(|entry| entry.1),
        }
    }

    fn end(&self) -> (u64, Sha256Digest) {
        let seq = self.entries.len() as u64;
        (seq, self.hash_at(seq).unwrap())
    }
}

/// What came of an upload.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub len: u64,
    pub bytes: Vec<u8>,
    pub stored: bool,
}

#[derive(Debug, Default)]
pub struct State {
    pub epoch: Epoch,
    pub logs: BTreeMap<Incarnation, OfficeLog>,
    /// The order in which logs are told of; the order of their names where empty.
    pub order: Vec<Incarnation>,
    pub uploads: BTreeMap<Sha256Digest, Upload>,
    /// Blobs whose bytes are refused, with the reason.
    pub refused: BTreeMap<Sha256Digest, ProblemCode>,
    /// Taken batches say that the log has branched.
    pub says_forked: Vec<Incarnation>,
    /// How often batches came.
    pub batches: usize,
    pub feed_returns: Vec<FeedReturn>,
    pub refuses_feed_returns: bool,
}

/// Headquarters in memory.
pub struct Office(pub Mutex<State>);

fn refused<T>(code: ProblemCode) -> Answer<T> {
    Err(TransportError::Refused { code, detail: None })
}

impl Office {
    pub fn new() -> Self {
        Office(Mutex::new(State {
            epoch: 1,
            ..State::default()
        }))
    }

    pub fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap());
    }

    pub fn get<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.0.lock().unwrap())
    }

    fn take(state: &mut State, batch: &PushRequest) -> Answer<PushResponse> {
        state.batches += 1;
        let log = state
            .logs
            .entry(batch.log.incarnation)
            .or_insert_with(|| OfficeLog {
                predecessor: batch.predecessor,
                genesis: genesis_hash(batch.log, batch.predecessor.as_ref()),
                entries: Vec::new(),
            });
        if log.hash_at(batch.first_seq - 1) != Some(batch.previous_hash) {
            return refused(ProblemCode::ChainBroken);
        }
        let mut hash = batch.previous_hash;
        for (seq, entry) in (batch.first_seq..).zip(&batch.entries) {
            hash = entry_hash(batch.log, seq, hash, entry.raw_hash);
            let place = usize::try_from(seq).unwrap() - 1;
            let is_whole = entry
                .raw
                .as_ref()
                .is_some_and(|raw| Sha256Digest::of(raw.as_bytes()) == entry.raw_hash);
            if !is_whole {
                return refused(ProblemCode::ChainBroken);
            }
            if place == log.entries.len() {
                log.entries.push((entry.clone(), hash));
            }
        }
        if batch.checkpoint.head.hash != hash {
            return refused(ProblemCode::ChainBroken);
        }
        Ok(PushResponse {
            receipt: LogReceipt::sign(batch.checkpoint.head, state.epoch, KEY_ID, &key()),
            dispositions: Vec::new(),
            forked: state.says_forked.contains(&batch.log.incarnation),
        })
    }

    fn compare(log: Option<&OfficeLog>, said: Option<&Head>) -> (Relation, u64) {
        let end = log.map_or(0, |log| log.end().0);
        let relation = match (log, said) {
            (None, _) => Relation::Unknown,
            (Some(_), None) => Relation::HeadquartersAhead,
            (Some(log), Some(said)) => match log.hash_at(said.seq) {
                Some(hash) if hash == said.hash && end == said.seq => Relation::Equal,
                Some(hash) if hash == said.hash => Relation::HeadquartersAhead,
                Some(_) => Relation::Forked,
                None => Relation::DeviceAhead,
            },
        };
        (relation, end)
    }
}

#[async_trait]
impl Transport for Office {
    async fn hello(&self) -> Answer<Hello> {
        Ok(Hello {
            name: "office".to_owned(),
            oldest_protocol: 1,
            newest_protocol: 1,
            time: noon(),
            epoch: self.get(|state| state.epoch),
            log: LogId {
                device: DeviceId(Uuid::from_u128(0x4051)),
                incarnation: Incarnation([5; 16]),
            },
            keys: vec![key_record()],
            limits: Limits {
                batch_events: 500,
                batch_bytes: 1 << 20,
                blob_bytes: 1 << 20,
                patch_bytes: 1 << 20,
            },
            sample: true,
        })
    }

    async fn enrol(&self, _: &EnrolRequest) -> Answer<EnrolResponse> {
        refused(ProblemCode::Internal)
    }

    async fn recover(&self, _: &RecoverRequest) -> Answer<RecoverResponse> {
        refused(ProblemCode::Internal)
    }

    async fn challenge(&self, _: &ChallengeRequest) -> Answer<Challenge> {
        Ok(Challenge {
            challenge: SealingKey([1; 32]),
            valid_s: 60,
        })
    }

    async fn token(&self, _: &TokenRequest) -> Answer<Token> {
        Ok(Token {
            token: "token".to_owned(),
            valid_s: 3600,
        })
    }

    async fn push(&self, _: &str, batch: Vec<u8>) -> Answer<PushResponse> {
        let batch = unpack(&batch).unwrap();
        Office::take(&mut self.0.lock().unwrap(), &batch)
    }

    async fn heads(&self, _: &str, request: &HeadsRequest) -> Answer<HeadsResponse> {
        Ok(self.get(|state| {
            let said = request.heads.iter().map(|head| head.log.incarnation);
            let mut known = state.order.clone();
            known.extend(state.logs.keys().copied().chain(said));
            let mut logs: Vec<LogComparison> = Vec::new();
            for incarnation in known {
                if logs.iter().any(|told| told.incarnation == incarnation) {
                    continue;
                }
                let log = state.logs.get(&incarnation);
                let said = request
                    .heads
                    .iter()
                    .find(|head| head.log.incarnation == incarnation);
                let (relation, known_seq) = Office::compare(log, said);
                logs.push(LogComparison {
                    incarnation,
                    relation,
                    known_seq,
                    known_hash: log.map(|log| log.end().1).filter(|_| known_seq > 0),
                });
            }
            HeadsResponse {
                epoch: state.epoch,
                logs,
            }
        }))
    }

    async fn log_page(
        &self,
        _: &str,
        log: Incarnation,
        after: u64,
        until: Sha256Digest,
    ) -> Answer<LogPage> {
        self.get(|state| {
            let known = &state.logs[&log];
            if known.end().1 != until {
                return refused(ProblemCode::NotFound);
            }
            let left: Vec<PushEntry> = known.entries[usize::try_from(after).unwrap()..]
                .iter()
                .map(|entry| entry.0.clone())
                .collect();
            Ok(LogPage {
                incarnation: log,
                predecessor: known.predecessor,
                first_seq: after + 1,
                more: left.len() > PAGE_ENTRIES,
                entries: left.into_iter().take(PAGE_ENTRIES).collect(),
            })
        })
    }

    async fn feed(&self, _: &str, _: Epoch, _: u64, _: u64) -> Answer<FeedPage> {
        Ok(FeedPage {
            epoch: self.get(|state| state.epoch),
            items: Vec::new(),
            head: None,
            more: false,
        })
    }

    async fn return_feed(&self, _: &str, request: &FeedReturn) -> Answer<()> {
        let mut state = self.0.lock().unwrap();
        state.feed_returns.push(request.clone());
        if state.refuses_feed_returns {
            return refused(ProblemCode::BadRequest);
        }
        Ok(())
    }

    async fn snapshot(&self, _: &str, _: Sha256Digest) -> Answer<Bundle> {
        refused(ProblemCode::NotFound)
    }

    async fn have(&self, _: &str, request: &HaveRequest) -> Answer<HaveResponse> {
        Ok(self.get(|state| {
            let presence = |blob: &BlobName| match state.uploads.get(&blob.sha256) {
                None => BlobPresence::Absent,
                Some(upload) if upload.stored => BlobPresence::Stored {
                    receipt: receipt(*blob, state.epoch),
                },
                Some(upload) => BlobPresence::Partial {
                    upload: format!("/v1/files/{}", blob.sha256),
                    offset: upload.bytes.len() as u64,
                },
            };
            HaveResponse {
                blobs: request.blobs.iter().map(presence).collect(),
            }
        }))
    }

    async fn create_upload(&self, _: &str, blob: BlobName) -> Answer<String> {
        let mut state = self.0.lock().unwrap();
        let upload = state.uploads.entry(blob.sha256).or_default();
        upload.len = blob.len;
        Ok(format!("/v1/files/{}", blob.sha256))
    }

    async fn upload_offset(&self, _: &str, upload: &str) -> Answer<u64> {
        let mut state = self.0.lock().unwrap();
        let upload = state.uploads.get_mut(&named(upload)).unwrap();
        upload.stored = upload.bytes.len() as u64 == upload.len;
        Ok(upload.bytes.len() as u64)
    }

    async fn patch(&self, _: &str, upload: &str, offset: u64, bytes: Bytes) -> Answer<u64> {
        let mut state = self.0.lock().unwrap();
        let sha256 = named(upload);
        if let Some(code) = state.refused.get(&sha256) {
            return refused(*code);
        }
        let upload = state.uploads.get_mut(&sha256).unwrap();
        if offset != upload.bytes.len() as u64 {
            return refused(ProblemCode::OffsetConflict);
        }
        upload.bytes.extend_from_slice(&bytes);
        upload.stored = upload.bytes.len() as u64 == upload.len;
        Ok(upload.bytes.len() as u64)
    }
}

fn named(upload: &str) -> Sha256Digest {
    upload.rsplit('/').next().unwrap().parse().unwrap()
}

fn receipt(blob: BlobName, epoch: Epoch) -> BlobReceipt {
    let claim = BlobClaim {
        device: device(),
        sha256: blob.sha256,
        len: blob.len,
        level: BlobLevel::Stored,
    };
    BlobReceipt::sign(claim, epoch, KEY_ID, &key())
}
