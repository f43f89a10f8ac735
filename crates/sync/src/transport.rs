//! What the engine asks of a network, and how a network can fail.

use async_trait::async_trait;
use bytes::Bytes;
use lineproof_domain::catalogue::Bundle;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::Incarnation;
use lineproof_protocol::blobs::{BlobName, HaveRequest, HaveResponse};
use lineproof_protocol::enrolment::{EnrolRequest, EnrolResponse};
use lineproof_protocol::feed::{FeedPage, FeedReturn};
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, LogPage};
use lineproof_protocol::hello::Hello;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::PushResponse;
use lineproof_protocol::receipt::Epoch;
use lineproof_protocol::recovery::{RecoverRequest, RecoverResponse};
use lineproof_protocol::token::{Challenge, ChallengeRequest, Token, TokenRequest};

/// Why a request brought no answer of headquarters'.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum TransportError {
    /// Nobody answered.
    #[error("headquarters cannot be reached: {0}")]
    Unreachable(String),
    /// Nothing moved for too long.
    #[error("the connection stalled for {stall_s} s")]
    Stalled {
        /// For how long, seconds.
        stall_s: u64,
    },
    /// Somebody else answered: a login page, a proxy, a broken gateway.
    #[error("something else than headquarters answered: status {status}, {content_type}")]
    NotHeadquarters {
        /// HTTP status.
        status: u16,
        /// What it sent.
        content_type: String,
    },
    /// Headquarters itself said no.
    #[error("headquarters refused: {}", code.code())]
    Refused {
        /// Why.
        code: ProblemCode,
        /// Which.
        detail: Option<String>,
    },
}

impl TransportError {
    /// Whether the same request would fail again. Only headquarters' own word is final.
    pub fn is_permanent(&self) -> bool {
        matches!(self, TransportError::Refused { code, .. } if code.is_permanent())
    }

    /// Whether headquarters refused the device or its program, and so would refuse any other request of it.
    pub fn is_of_device(&self) -> bool {
        let TransportError::Refused { code, .. } = self else {
            return false;
        };
        matches!(
            code,
            ProblemCode::DeviceUnknown
                | ProblemCode::DeviceRevoked
                | ProblemCode::TokenInvalid
                | ProblemCode::ProtocolUnsupported
        )
    }
}

/// Result of a request.
pub type Answer<T> = Result<T, TransportError>;

/// The requests of protocol version 1. `token` is the bearer token.
#[async_trait]
pub trait Transport: Send + Sync {
    /// `GET /v1/hello`.
    async fn hello(&self) -> Answer<Hello>;
    /// `POST /v1/enrol`.
    async fn enrol(&self, request: &EnrolRequest) -> Answer<EnrolResponse>;
    /// `POST /v1/recover`.
    async fn recover(&self, request: &RecoverRequest) -> Answer<RecoverResponse>;
    /// `POST /v1/token/challenge`.
    async fn challenge(&self, request: &ChallengeRequest) -> Answer<Challenge>;
    /// `POST /v1/token`.
    async fn token(&self, request: &TokenRequest) -> Answer<Token>;
    /// `POST /v1/events` with a packed batch.
    async fn push(&self, token: &str, batch: Vec<u8>) -> Answer<PushResponse>;
    /// `POST /v1/heads`.
    async fn heads(&self, token: &str, request: &HeadsRequest) -> Answer<HeadsResponse>;
    /// `GET /v1/log`: the entries after a number, of the branch that ends with `until`.
    async fn log_page(
        &self,
        token: &str,
        log: Incarnation,
        after: u64,
        until: Sha256Digest,
    ) -> Answer<LogPage>;
    /// `GET /v1/feed`, waiting up to `wait_s` seconds for something new.
    async fn feed(&self, token: &str, epoch: Epoch, cursor: u64, wait_s: u64) -> Answer<FeedPage>;
    /// `POST /v1/feed/return`.
    async fn return_feed(&self, token: &str, request: &FeedReturn) -> Answer<()>;
    /// `GET /v1/snapshot/{hash}`: a catalogue.
    async fn snapshot(&self, token: &str, hash: Sha256Digest) -> Answer<Bundle>;
    /// `POST /v1/blobs/have`.
    async fn have(&self, token: &str, request: &HaveRequest) -> Answer<HaveResponse>;
    /// tus creation; gives the upload's path.
    async fn create_upload(&self, token: &str, blob: BlobName) -> Answer<String>;
    /// tus `HEAD`; gives the offset. Headquarters finishes an upload that has all its bytes.
    async fn upload_offset(&self, token: &str, upload: &str) -> Answer<u64>;
    /// tus `PATCH` with a checksum; gives the new offset.
    async fn patch(&self, token: &str, upload: &str, offset: u64, bytes: Bytes) -> Answer<u64>;
}
