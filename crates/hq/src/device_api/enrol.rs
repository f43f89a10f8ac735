//! `POST /v1/enrol`: a one-time code becomes a device with a certificate.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::BASE32_NOPAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::registry::Body as EventBody;
use lineproof_domain::registry::body::DeviceEnrolled;
use lineproof_protocol::enrolment::{EnrolProof, EnrolRequest, EnrolResponse, PersonRecord};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::{OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION};
use lineproof_report::certificate::Subject;
use rusqlite::Connection;

use super::body::read_json;
use super::{Because as _, Refusal};
use crate::headquarters::Headquarters;
use crate::own_log::{self, Act};
use crate::server::Server;
use crate::storage::accounts::{self, Person};
use crate::storage::codes::{self, OneTimeCode, Purpose};
use crate::storage::devices::{self, Device};
use crate::{clock, publication};

/// Longest name of a device, characters.
const MAX_DEVICE_NAME_CHARS: usize = 80;

pub(super) async fn enrol(
    State(server): State<Server>,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    body: Body,
) -> Result<Json<EnrolResponse>, Refusal> {
    let request: EnrolRequest = read_json(body, server.stall_timeout()).await?;
    let sender = client.ip().to_string();
    server.code_attempts().admit(&sender)?;
    let answer = server.blocking(move |hq| hq.enrol(&request)).await??;
    server.code_attempts().take_back(&sender);
    server.headquarters().live.ring();
    Ok(Json(answer))
}

impl Headquarters {
    fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, Refusal> {
        let signing_request = check_form(request)?;
        let secret = BASE32_NOPAD
            .decode(request.secret.to_ascii_uppercase().as_bytes())
            .map_err(|_| ProblemCode::EnrolmentCodeUnknown.because("it is not base32"))?;
        let proof = EnrolProof {
            secret: &secret,
            device: request.device,
            log_key: request.log_key,
            signing_request: &signing_request,
        };
        proof
            .verify(&request.proof)
            .map_err(|bad| ProblemCode::BadSignature.because(bad.to_string()))?;
        self.storage.write(|db| {
            let code = codes::fetch(db, Sha256Digest::of(&secret))?;
            let (code, person) = usable(db, code, request)?;
            let device = match devices::fetch(db, request.device)? {
                Some(known) => repeated(known, &code, request)?,
                None => self.admit(db, &code, &person, request, &signing_request)?,
            };
            self.answer(db, &person, &device)
        })
    }

    fn admit(
        &self,
        db: &Connection,
        code: &OneTimeCode,
        person: &Person,
        request: &EnrolRequest,
        signing_request: &[u8],
    ) -> Result<Device, Refusal> {
        let now = clock::now();
        let subject = Subject {
            name: person.name.clone(),
            person: person.id.to_string(),
            device: request.device.to_string(),
            organisation: Some(person.company.clone()).filter(|company| !company.is_empty()),
        };
        let certificate = self
            .keys
            .authority
            .issue(signing_request, &subject, now.to_utc())
            .map_err(|error| ProblemCode::BadRequest.because(error.to_string()))?;
        let device = Device {
            id: request.device,
            person: person.id,
            name: request.device_name.trim().to_owned(),
            log_key: request.log_key,
            certificate,
            revoked: false,
            enrolled_at_ms: now.timestamp_millis(),
            last_contact_at_ms: None,
        };
        devices::insert(db, &device)?;
        let used_by = device.id.to_string();
        codes::mark_used(db, code.secret_hash, &used_by, device.enrolled_at_ms)?;
        let enrolled = DeviceEnrolled {
            device: device.id,
            person: person.id,
            log_key: device.log_key.to_string(),
            certificate: Sha256Digest::of(&device.certificate),
        };
        let act = Act {
            job: None,
            actor: own_log::system_actor(self.device),
            occurred_at: now,
            body: EventBody::DeviceEnrolled(enrolled),
        };
        own_log::append(db, &self.keys, act)?;
        publication::begin_feed(db, device.id, person.id)?;
        Ok(device)
    }

    fn answer(
        &self,
        db: &Connection,
        person: &Person,
        device: &Device,
    ) -> Result<EnrolResponse, Refusal> {
        Ok(EnrolResponse {
            person: PersonRecord {
                id: person.id,
                name: person.name.clone(),
                title: person.title.clone(),
                phone: person.phone.clone(),
                company: person.company.clone(),
            },
            certificate: STANDARD.encode(&device.certificate),
            ca_certificate: STANDARD.encode(&self.keys.ca_certificate),
            headquarters_log: own_log::log_id(db)?,
            keys: self.keys.published(),
            recovery_key: self.keys.sealing_key(),
            epoch: publication::epoch(db)?,
            headquarters_name: self.name().to_owned(),
            sample: self.sample,
        })
    }
}

fn check_form(request: &EnrolRequest) -> Result<Vec<u8>, Refusal> {
    if !(OLDEST_PROTOCOL_VERSION..=PROTOCOL_VERSION).contains(&request.protocol) {
        let detail = format!("the device speaks version {}", request.protocol);
        return Err(ProblemCode::ProtocolUnsupported.because(detail));
    }
    let name = request.device_name.trim();
    if name.is_empty() || name.chars().count() > MAX_DEVICE_NAME_CHARS {
        return Err(ProblemCode::BadRequest.because(format!(
            "a device name has 1 to {MAX_DEVICE_NAME_CHARS} characters"
        )));
    }
    STANDARD
        .decode(&request.signing_request)
        .map_err(|_| ProblemCode::BadRequest.because("the signing request is not base64"))
}

/// The code with its person, unless it is unknown, used by another device, or ran out.
fn usable(
    db: &Connection,
    code: Option<OneTimeCode>,
    request: &EnrolRequest,
) -> Result<(OneTimeCode, Person), Refusal> {
    let unknown = || ProblemCode::EnrolmentCodeUnknown.because("ask for a new code");
    let code = code.ok_or_else(unknown)?;
    let Purpose::Enrolment(person) = code.purpose else {
        return Err(unknown());
    };
    match &code.used_by {
        Some(device) if *device == request.device.to_string() => {}
        Some(_) => {
            return Err(ProblemCode::EnrolmentCodeUsed.because("another device used it"));
        }
        None if code.expires_at_ms < clock::now_ms() => {
            return Err(ProblemCode::EnrolmentCodeExpired.because("ask for a new code"));
        }
        None => {}
    }
    if request.person.is_some_and(|expected| expected != person) {
        return Err(ProblemCode::EnrolmentCodeOfAnother.because(format!("it is for {person}")));
    }
    let person = accounts::fetch_person(db, person)?.filter(|person| person.active);
    Ok((code, person.ok_or_else(unknown)?))
}

/// An answer that was lost on the way is given again; any other use of a known id is refused.
fn repeated(known: Device, code: &OneTimeCode, request: &EnrolRequest) -> Result<Device, Refusal> {
    let is_same = code.used_by.as_ref() == Some(&known.id.to_string())
        && known.log_key == request.log_key
        && !known.revoked;
    if is_same {
        Ok(known)
    } else {
        Err(ProblemCode::BadRequest.because("a device with this id is enrolled already"))
    }
}
