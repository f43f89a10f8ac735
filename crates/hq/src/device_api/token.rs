//! Short-lived tokens. Nothing of them is stored: a challenge and a token carry headquarters' own seal.
//!
//! ```text
//! challenge = expires u64 BE (ms) | random 8 | first 16 bytes of SHA-256("lineproof/challenge/1" | receipt key 32 | device 16 | expires | random)
//! token     = base64url( device 16 | expires u64 BE (ms) | Ed25519("lineproof/bearer/1" | device | expires) )
//! ```

use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::keys::{SealingKey, Signature, public_key, sign};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::token::{Challenge, ChallengeRequest, Nonce, Token, TokenRequest};
use uuid::Uuid;

use super::body::read_json;
use super::{Because as _, Refusal};
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::accounts;
use crate::storage::devices::{self, Device};
use crate::{clock, random};

/// How long a challenge may be answered.
const CHALLENGE_VALID_S: u32 = 60;
/// How long a token holds.
const TOKEN_VALID_S: u32 = 15 * 60;
const CHALLENGE_PREFIX: &[u8] = b"lineproof/challenge/1";
const BEARER_PREFIX: &[u8] = b"lineproof/bearer/1";
/// Contact is noted at most this often, so that reading a feed does not write.
const CONTACT_EVERY_MS: i64 = 10_000;

pub(super) async fn challenge(
    State(server): State<Server>,
    body: Body,
) -> Result<Json<Challenge>, Refusal> {
    let request: ChallengeRequest = read_json(body, server.stall_timeout()).await?;
    let challenge = server
        .blocking(move |hq| {
            enrolled(hq, request.device)?;
            Ok::<_, Refusal>(make_challenge(hq, request.device))
        })
        .await??;
    Ok(Json(challenge))
}

pub(super) async fn token(
    State(server): State<Server>,
    body: Body,
) -> Result<Json<Token>, Refusal> {
    let request: TokenRequest = read_json(body, server.stall_timeout()).await?;
    let token = server
        .blocking(move |hq| {
            let device = enrolled(hq, request.device)?;
            check_challenge(hq, request.device, &request.challenge)?;
            request
                .verify(&device.log_key)
                .map_err(|bad| ProblemCode::BadSignature.because(bad.to_string()))?;
            Ok::<_, Refusal>(make_token(hq, device.id))
        })
        .await??;
    Ok(Json(token))
}

/// A device that may speak: enrolled, not revoked, and its person is still in use.
fn enrolled(hq: &Headquarters, id: DeviceId) -> Result<Device, Refusal> {
    let (device, is_active) = hq.storage.read(|db| {
        let device = devices::fetch(db, id)?
            .ok_or_else(|| ProblemCode::DeviceUnknown.because(format!("device {id}")))?;
        let is_active = accounts::is_active(db, device.person)?;
        Ok::<_, Refusal>((device, is_active))
    })?;
    if device.revoked {
        return Err(ProblemCode::DeviceRevoked.because(format!("device {id}")));
    }
    if !is_active {
        return Err(ProblemCode::DeviceRevoked
            .because(format!("the person of device {id} was taken out of use")));
    }
    Ok(device)
}

fn make_challenge(hq: &Headquarters, device: DeviceId) -> Challenge {
    let expires = expiry(CHALLENGE_VALID_S);
    let random: [u8; 8] = random::bytes();
    let mut bytes = [0_u8; 32];
    bytes[..8].copy_from_slice(&expires);
    bytes[8..16].copy_from_slice(&random);
    bytes[16..].copy_from_slice(&challenge_seal(hq, device, &expires, &random));
    Challenge {
        challenge: SealingKey(bytes),
        valid_s: CHALLENGE_VALID_S,
    }
}

fn check_challenge(hq: &Headquarters, device: DeviceId, challenge: &Nonce) -> Result<(), Refusal> {
    let invalid = || ProblemCode::TokenInvalid.because("the challenge ran out or is not ours");
    let (expires, rest) = challenge.0.split_first_chunk::<8>().ok_or_else(invalid)?;
    let (random, seal) = rest.split_first_chunk::<8>().ok_or_else(invalid)?;
    if *seal == challenge_seal(hq, device, expires, random) && !has_passed(expires) {
        Ok(())
    } else {
        Err(invalid())
    }
}

fn challenge_seal(hq: &Headquarters, device: DeviceId, expires: &[u8], random: &[u8]) -> [u8; 16] {
    let digest = Sha256Digest::of_parts(&[
        CHALLENGE_PREFIX,
        &hq.keys.receipt.to_bytes(),
        device.0.as_bytes(),
        expires,
        random,
    ]);
    let mut seal = [0; 16];
    seal.copy_from_slice(&digest.0[..16]);
    seal
}

fn make_token(hq: &Headquarters, device: DeviceId) -> Token {
    let expires = expiry(TOKEN_VALID_S);
    let seal = sign(
        &hq.keys.receipt,
        &[BEARER_PREFIX, device.0.as_bytes(), &expires],
    );
    let bytes = [device.0.as_bytes().as_slice(), &expires, &seal.0].concat();
    Token {
        token: URL_SAFE_NO_PAD.encode(bytes),
        valid_s: TOKEN_VALID_S,
    }
}

fn read_token(hq: &Headquarters, text: &str) -> Option<DeviceId> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (device, rest) = bytes.split_first_chunk::<16>()?;
    let (expires, seal) = rest.split_first_chunk::<8>()?;
    let seal = Signature(seal.try_into().ok()?);
    let parts: [&[u8]; 3] = [BEARER_PREFIX, device, expires];
    public_key(&hq.keys.receipt)
        .verify("a token", &parts, &seal)
        .ok()?;
    (!has_passed(expires)).then_some(DeviceId(Uuid::from_bytes(*device)))
}

fn expiry(valid_s: u32) -> [u8; 8] {
    let at = clock::now_ms() + i64::from(valid_s) * 1000;
    at.to_be_bytes()
}

fn has_passed(expires: &[u8; 8]) -> bool {
    i64::from_be_bytes(*expires) < clock::now_ms()
}

/// The device behind a request, by its token.
pub(super) struct Caller(pub Device);

impl FromRequestParts<Server> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Caller, Refusal> {
        let text = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(str::to_owned);
        server
            .blocking(move |hq| {
                let invalid = || ProblemCode::TokenInvalid.because("ask for a token anew");
                let text = text.ok_or_else(invalid)?;
                let device = enrolled(hq, read_token(hq, &text).ok_or_else(invalid)?)?;
                note_contact(hq, &device)?;
                Ok(Caller(device))
            })
            .await?
    }
}

fn note_contact(hq: &Headquarters, device: &Device) -> Result<(), Refusal> {
    let now_ms = clock::now_ms();
    let is_due = device
        .last_contact_at_ms
        .is_none_or(|last| now_ms - last >= CONTACT_EVERY_MS);
    if is_due {
        hq.storage
            .write(|db| devices::note_contact(db, device.id, now_ms))?;
    }
    Ok(())
}
