//! `POST /v1/recover`: a forgotten PIN loses nothing.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crypto_box::PublicKey;
use data_encoding::BASE32_NOPAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::recovery::{RecoverRequest, RecoverResponse};
use rand_core::OsRng;
use zeroize::Zeroizing;

use super::body::read_json;
use super::{Because as _, Refusal};
use crate::clock;
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::codes::{self, Purpose};
use crate::storage::{devices, notices};

/// Length of a device's data key.
const DATA_KEY_BYTES: usize = 32;

pub(super) async fn recover(
    State(server): State<Server>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    body: Body,
) -> Result<Json<RecoverResponse>, Refusal> {
    let request: RecoverRequest = read_json(body, server.stall_timeout()).await?;
    let sender = client.ip().to_string();
    server.code_attempts().admit(&sender)?;
    let answer = server.blocking(move |hq| hq.recover(&request)).await??;
    server.code_attempts().take_back(&sender);
    Ok(Json(answer))
}

impl Headquarters {
    fn recover(&self, request: &RecoverRequest) -> Result<RecoverResponse, Refusal> {
        let refused = || ProblemCode::RecoveryCodeRefused.because("ask for a new code");
        let secret = typed_secret(&request.code).ok_or_else(refused)?;
        let sealed = STANDARD
            .decode(&request.sealed_data_key)
            .map_err(|_| ProblemCode::BadRequest.because("the sealed key is not base64"))?;
        self.storage.write(|db| {
            let now_ms = clock::now_ms();
            let code = codes::fetch(db, Sha256Digest::of(&secret))?.ok_or_else(refused)?;
            let fits = code.purpose == Purpose::Recovery(request.device)
                && code.used_by.is_none()
                && code.expires_at_ms > now_ms;
            let device = devices::fetch(db, request.device)?.filter(|device| !device.revoked);
            if !fits || device.is_none() {
                return Err(refused());
            }
            let unsealed = self.keys.recovery.unseal(&sealed).map(Zeroizing::new);
            let unsealed = unsealed.map_err(|_| {
                ProblemCode::BadRequest.because("the data key was sealed for another headquarters")
            })?;
            let data_key = key_of(request.device, &unsealed).ok_or_else(|| {
                ProblemCode::BadRequest.because("the data key was sealed for another device")
            })?;
            let answer = PublicKey::from(request.answer_key.0)
                .seal(&mut OsRng, data_key)
                .map_err(|_| ProblemCode::BadRequest.because("the answer key cannot be used"))?;
            let used_by = request.device.to_string();
            codes::mark_used(db, code.secret_hash, &used_by, now_ms)?;
            notices::insert_audit(db, None, "device.recovered", Some(used_by), now_ms)?;
            Ok(RecoverResponse {
                sealed_data_key: STANDARD.encode(answer),
            })
        })
    }
}

/// The data key in what a device sealed: its id, then the key. Without the id anybody with a code of his own could have
/// the key of a colleague's laptop opened.
fn key_of(device: DeviceId, unsealed: &[u8]) -> Option<&[u8; DATA_KEY_BYTES]> {
    let key = unsealed.strip_prefix(device.0.as_bytes())?;
    key.try_into().ok()
}

/// The secret of a recovery code as a person typed it: spaces, dashes and lower case do not matter.
fn typed_secret(code: &str) -> Option<Zeroizing<Vec<u8>>> {
    let plain: String = code
        .chars()
        .filter(|typed| !typed.is_whitespace() && *typed != '-')
        .map(|typed| typed.to_ascii_uppercase())
        .collect();
    BASE32_NOPAD
        .decode(plain.as_bytes())
        .ok()
        .map(Zeroizing::new)
}
