use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset, Utc};
use data_encoding::BASE32_NOPAD;
use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, Attachment, EventDraft, Head, HeardTime, OccurredAt, Precision, Recorded, Role, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::registry::Body;
use lineproof_protocol::PROTOCOL_VERSION;
use lineproof_protocol::chain::{Checkpoint, Predecessor, entry_hash, genesis_hash};
use lineproof_protocol::enrolment::{EnrolProof, EnrolRequest, EnrolResponse, EnrolmentCode};
use lineproof_protocol::feed::{FeedItem, FeedPage};
use lineproof_protocol::keys::public_key;
use lineproof_protocol::push::{PushEntry, PushRequest, PushResponse, pack};
use lineproof_protocol::token::{Challenge, ChallengeRequest, Token, TokenRequest};
use lineproof_report::certificate::{DeviceKey, Subject};
use reqwest::{Client, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Office;

/// An entry of a device's log.
#[derive(Clone, Debug)]
pub struct Entry {
    pub raw: String,
    pub hash: Sha256Digest,
}

/// A device by hand: it can do what the real one never would.
#[derive(Clone)]
pub struct Device {
    pub id: DeviceId,
    pub person: PersonId,
    pub key: SigningKey,
    pub log: LogId,
    pub predecessor: Option<Predecessor>,
    pub entries: Vec<Entry>,
    pub token: String,
    pub enrolment: Option<EnrolResponse>,
    /// What its wall clock says, where that is not the truth.
    pub wall: Option<DateTime<FixedOffset>>,
    pub heard: Option<HeardTime>,
    base: String,
    client: Client,
    started: Instant,
}

impl Device {
    /// A device that is not enrolled yet.
    pub fn new(office: &Office) -> Device {
        let id = DeviceId(Uuid::now_v7());
        Device {
            id,
            person: PersonId(Uuid::nil()),
            key: SigningKey::from_bytes(&random()),
            log: LogId {
                device: id,
                incarnation: Incarnation(random()),
            },
            predecessor: None,
            entries: Vec::new(),
            token: String::new(),
            enrolment: None,
            wall: None,
            heard: None,
            base: office.url(""),
            client: super::client(),
            started: Instant::now(),
        }
    }

    /// An enrolled device of `person` that holds a token.
    pub async fn enrolled(office: &Office, person: PersonId) -> Device {
        let code = office.hq().enrolment_code(person, 1).unwrap();
        let mut device = Device::new(office);
        let response = device.enrol(&code).await;
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
        device.accept(response).await;
        device.fetch_token().await;
        device
    }

    /// The same device after headquarters came up at another address.
    pub fn moved_to(mut self, office: &Office) -> Device {
        self.base = office.url("");
        self
    }

    pub async fn accept(&mut self, response: Response) {
        let enrolment: EnrolResponse = response.json().await.unwrap();
        self.person = enrolment.person.id;
        self.enrolment = Some(enrolment);
    }

    pub async fn enrol(&self, code: &EnrolmentCode) -> Response {
        let request = self.enrol_request(code);
        self.post("/v1/enrol").json(&request).send().await.unwrap()
    }

    pub fn enrol_request(&self, code: &EnrolmentCode) -> EnrolRequest {
        let signing_request = DeviceKey::generate()
            .signing_request(&Subject::default())
            .unwrap();
        let proof = EnrolProof {
            secret: &code.secret,
            device: self.id,
            log_key: public_key(&self.key),
            signing_request: &signing_request,
        };
        EnrolRequest {
            person: None,
            protocol: PROTOCOL_VERSION,
            secret: BASE32_NOPAD.encode(&code.secret),
            device: self.id,
            device_name: "FIELD-07".to_owned(),
            log_key: public_key(&self.key),
            proof: proof.sign(&self.key),
            signing_request: STANDARD.encode(&signing_request),
        }
    }

    pub async fn fetch_token(&mut self) {
        let response = self.try_token().await;
        assert_eq!(response.status(), 200);
        self.token = response.json::<Token>().await.unwrap().token;
    }

    /// Asks for a challenge and answers it; the answer to the first question that failed.
    pub async fn try_token(&self) -> Response {
        let asked = ChallengeRequest { device: self.id };
        let response = self.post("/v1/token/challenge").json(&asked).send().await;
        let response = response.unwrap();
        if response.status() != 200 {
            return response;
        }
        let challenge: Challenge = response.json().await.unwrap();
        let answer = TokenRequest::sign(self.id, challenge.challenge, &self.key);
        self.post("/v1/token").json(&answer).send().await.unwrap()
    }

    fn post(&self, path: &str) -> RequestBuilder {
        self.request(reqwest::Method::POST, path)
    }

    /// Any request with this device's token.
    pub fn request(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        if self.token.is_empty() {
            request
        } else {
            request.bearer_auth(&self.token)
        }
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let response = self
            .request(reqwest::Method::GET, path)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }

    pub async fn ask<Q: Serialize, T: DeserializeOwned>(&self, path: &str, question: &Q) -> T {
        let response = self.post(path).json(question).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }

    /// Everything in its feed.
    pub async fn feed(&self) -> Vec<FeedItem> {
        let page: FeedPage = self.get("/v1/feed?cursor=0").await;
        page.items
            .iter()
            .map(|entry| serde_json::from_str(&entry.item).unwrap())
            .collect()
    }

    pub fn head(&self) -> Head {
        Head {
            log: self.log,
            seq: self.entries.len() as u64,
            hash: self.hash_at(self.entries.len()),
        }
    }

    fn hash_at(&self, seq: usize) -> Sha256Digest {
        match seq {
            0 => genesis_hash(self.log, self.predecessor.as_ref()),
            _ => self.entries[seq - 1].hash,
        }
    }

    /// Writes an event of its person.
    pub fn write(&mut self, job: Option<JobId>, body: Body) -> EventId {
        self.write_with(job, body, Vec::new())
    }

    pub fn write_with(
        &mut self,
        job: Option<JobId>,
        body: Body,
        attachments: Vec<Attachment>,
    ) -> EventId {
        let actor = Actor {
            person: self.person,
            role: Role::Engineer,
        };
        self.write_as(actor, job, body, attachments)
    }

    pub fn write_as(
        &mut self,
        actor: Actor,
        job: Option<JobId>,
        body: Body,
        attachments: Vec<Attachment>,
    ) -> EventId {
        let now = self.wall.unwrap_or_else(|| Utc::now().fixed_offset());
        let draft = EventDraft {
            id: EventId(Uuid::now_v7()),
            salt: Salt(random()),
            job,
            actor,
            occurred_at: OccurredAt {
                at: now,
                precision: Precision::Second,
            },
            recorded: Recorded {
                wall: now,
                monotonic_ms: self.started.elapsed().as_millis() as u64,
                boot: "boot".to_owned(),
                heard: self.heard.clone(),
            },
            assignment_epoch: job.map(|_| 1),
            base_rev: job.map(|_| 1),
            supersedes: Vec::new(),
            after: Vec::new(),
            attachments,
            body,
        };
        let (raw, event) = draft.encode().unwrap();
        self.write_raw(String::from_utf8(raw).unwrap());
        event.id
    }

    /// Puts any line at the end of the log.
    pub fn write_raw(&mut self, raw: String) {
        let seq = self.entries.len();
        let previous = self.hash_at(seq);
        let raw_hash = Sha256Digest::of(raw.as_bytes());
        let hash = entry_hash(self.log, seq as u64 + 1, previous, raw_hash);
        self.entries.push(Entry { raw, hash });
    }

    /// The batch from a number to the end.
    pub fn batch_from(&self, first: usize) -> PushRequest {
        PushRequest {
            protocol: PROTOCOL_VERSION,
            log: self.log,
            predecessor: self.predecessor,
            first_seq: first as u64,
            previous_hash: self.hash_at(first - 1),
            entries: self.entries[first - 1..]
                .iter()
                .map(|entry| PushEntry {
                    raw_hash: Sha256Digest::of(entry.raw.as_bytes()),
                    raw: Some(entry.raw.clone()),
                    tombstone: None,
                })
                .collect(),
            checkpoint: Checkpoint::sign(self.head(), &self.key),
        }
    }

    pub async fn send(&self, batch: &PushRequest) -> Response {
        let packed = pack(batch).unwrap();
        self.post("/v1/events").body(packed).send().await.unwrap()
    }

    /// Pushes the whole log.
    pub async fn push(&self) -> PushResponse {
        self.push_from(1).await
    }

    pub async fn push_from(&self, first: usize) -> PushResponse {
        let response = self.send(&self.batch_from(first)).await;
        assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}
