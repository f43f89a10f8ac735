//! [`Transport`] over HTTP.

mod answer;
mod client;
mod upload;

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
use lineproof_protocol::push::PushResponse;
use lineproof_protocol::receipt::Epoch;
use lineproof_protocol::recovery::{RecoverRequest, RecoverResponse};
use lineproof_protocol::token::{Challenge, ChallengeRequest, Token, TokenRequest};
use reqwest::Method;

use crate::transport::{Answer, Transport};

pub use client::{HttpTransport, HttpTransportError, fetch_ca};

#[async_trait]
impl Transport for HttpTransport {
    async fn hello(&self) -> Answer<Hello> {
        self.get_json("/v1/hello", None).await
    }

    async fn enrol(&self, request: &EnrolRequest) -> Answer<EnrolResponse> {
        self.post_json("/v1/enrol", None, request).await
    }

    async fn recover(&self, request: &RecoverRequest) -> Answer<RecoverResponse> {
        self.post_json("/v1/recover", None, request).await
    }

    async fn challenge(&self, request: &ChallengeRequest) -> Answer<Challenge> {
        self.post_json("/v1/token/challenge", None, request).await
    }

    async fn token(&self, request: &TokenRequest) -> Answer<Token> {
        self.post_json("/v1/token", None, request).await
    }

    async fn push(&self, token: &str, batch: Vec<u8>) -> Answer<PushResponse> {
        let request = self
            .request(Method::POST, "/v1/events", Some(token))
            .header("content-type", "application/json")
            .header("content-encoding", "zstd");
        answer::json(self.send_body(request, Bytes::from(batch)).await?).await
    }

    async fn heads(&self, token: &str, request: &HeadsRequest) -> Answer<HeadsResponse> {
        self.post_json("/v1/heads", Some(token), request).await
    }

    async fn log_page(
        &self,
        token: &str,
        log: Incarnation,
        after: u64,
        until: Sha256Digest,
    ) -> Answer<LogPage> {
        let path = format!("/v1/log?incarnation={log}&after={after}&until_hash={until}");
        self.get_json(&path, Some(token)).await
    }

    async fn feed(&self, token: &str, epoch: Epoch, cursor: u64, wait_s: u64) -> Answer<FeedPage> {
        let path = format!("/v1/feed?epoch={epoch}&cursor={cursor}&wait={wait_s}");
        self.get_json(&path, Some(token)).await
    }

    async fn return_feed(&self, token: &str, request: &FeedReturn) -> Answer<()> {
        self.post_json("/v1/feed/return", Some(token), request)
            .await
    }

    async fn snapshot(&self, token: &str, hash: Sha256Digest) -> Answer<Bundle> {
        self.get_json(&format!("/v1/snapshot/{hash}"), Some(token))
            .await
    }

    async fn have(&self, token: &str, request: &HaveRequest) -> Answer<HaveResponse> {
        self.post_json("/v1/blobs/have", Some(token), request).await
    }

    async fn create_upload(&self, token: &str, blob: BlobName) -> Answer<String> {
        upload::create(self, token, blob).await
    }

    async fn upload_offset(&self, token: &str, upload: &str) -> Answer<u64> {
        upload::offset(self, token, upload).await
    }

    async fn patch(&self, token: &str, upload: &str, offset: u64, bytes: Bytes) -> Answer<u64> {
        upload::patch(self, token, upload, offset, bytes).await
    }
}
