//! A laptop becomes a device of an engineer: keys on this device, a certificate from headquarters, an empty store.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_encoding::BASE32_NOPAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_protocol::PROTOCOL_VERSION;
use lineproof_protocol::enrolment::{EnrolProof, EnrolRequest, EnrolResponse, EnrolmentCode};
use lineproof_protocol::keys::public_key;
use lineproof_protocol::problem::ProblemCode;
use lineproof_report::certificate::Subject;
use lineproof_store::{DataKey, Options, Store};
use lineproof_sync::http::{HttpTransport, fetch_ca};
use lineproof_sync::{Transport as _, TransportError};

use crate::app::App;
use crate::dto::{AppError, EnrolInput, EnrolPreview, ErrorCode, LockView};
use crate::fault::{internal, network};
use crate::keys::{DeviceKeys, KeyFile, PendingEnrolment, Secret, random_key};
use crate::lock::{fingerprint, key_file_error};
use crate::platform;
use crate::profile::Profile;

impl App {
    /// What an enrolment code says before anything is sent.
    pub fn enrol_preview(&self, code: &str) -> Result<EnrolPreview, AppError> {
        let code = enrolment_code(code)?;
        Ok(EnrolPreview {
            ca_fingerprint: fingerprint(&code.ca_fingerprint),
            address: code.address,
        })
    }

    /// Makes a profile and opens it. The keys are on the disk before headquarters hears of them: where its answer is lost,
    /// the same code gives the same answer again.
    pub async fn enrol(&self, input: &EnrolInput) -> Result<LockView, AppError> {
        let secret = self.new_secret(&input.secret)?;
        let code = enrolment_code(&input.code)?;
        let transport = headquarters_of(&code).await?;
        let pending =
            PendingEnrolment::begin(&self.shared.config.folder, &code).map_err(key_file_error)?;
        let request = enrol_request(&code, pending.device, &pending.keys, None)?;
        let response = transport.enrol(&request).await;
        let response = response.map_err(|error| network(&code.address, &error))?;
        let app = self.clone();
        tokio::task::spawn_blocking(move || {
            let view = app.keep_profile(&code, &pending, &secret, request.device_name, response)?;
            pending.end()?;
            Ok(view)
        })
        .await
        .map_err(|error| internal("keeping the profile")(&error))?
    }

    fn keep_profile(
        &self,
        code: &EnrolmentCode,
        pending: &PendingEnrolment,
        secret: &Secret,
        device_name: String,
        response: EnrolResponse,
    ) -> Result<LockView, AppError> {
        let device = pending.device;
        let profile = Profile {
            id: device.to_string(),
            device,
            device_name,
            person: response.person,
            headquarters_address: code.address.clone(),
            headquarters_name: response.headquarters_name,
            headquarters_log: response.headquarters_log,
            headquarters_keys: response.keys,
            recovery_key: response.recovery_key,
            ca_certificate: response.ca_certificate,
            certificate: response.certificate,
            sample: response.sample,
        };
        let folder = self.folder_of(&profile.id)?;
        folder.discard_unfinished()?;
        let data_key = random_key().map_err(|error| internal("making the data key")(&error))?;
        let place = (self.key_store(), profile.id.as_str());
        let recovery = (device, &profile.recovery_key);
        KeyFile::wrap(&data_key, &pending.keys, recovery, secret, place)
            .and_then(|file| file.write(&folder.key_file()))
            .map_err(key_file_error)?;
        let store_key = DataKey::new(*data_key);
        drop(Store::create(
            &folder.store(),
            &store_key,
            device,
            Options::default(),
        )?);
        folder.write_profile(&profile)?;
        self.open_profile(&folder, data_key)
    }

    /// A headquarters whose store is older than this device's enrolment does not know it: a new code makes the open
    /// profile known again, with its own keys, and what it holds goes on its way after the next unlocking.
    pub async fn enrol_again(&self, code: &str) -> Result<LockView, AppError> {
        let device = self.device()?;
        let code = enrolment_code(code)?;
        let transport = headquarters_of(&code).await?;
        let (id, person) = (device.profile.device, device.profile.person.id);
        let request = enrol_request(&code, id, &device.keys, Some(person))?;
        let response = transport.enrol(&request).await;
        let response = response.map_err(|error| match error {
            TransportError::Refused {
                code: ProblemCode::EnrolmentCodeOfAnother,
                ..
            } => AppError::new(ErrorCode::EnrolOtherPerson).with("person", person),
            error => network(&code.address, &error),
        })?;
        let profile = Profile {
            headquarters_address: code.address,
            ca_certificate: response.ca_certificate,
            headquarters_log: response.headquarters_log,
            headquarters_keys: response.keys,
            certificate: response.certificate,
            ..device.profile.clone()
        };
        device.folder.write_profile(&profile)?;
        self.close();
        self.lock_view()
    }
}

/// The headquarters that a code speaks of: the one whose CA certificate has the fingerprint in it.
async fn headquarters_of(code: &EnrolmentCode) -> Result<HttpTransport, AppError> {
    let ca = fetch_ca(&code.address)
        .await
        .map_err(|error| network(&code.address, &error))?;
    if Sha256Digest::of(&ca).0[..code.ca_fingerprint.len()] != code.ca_fingerprint {
        return Err(ErrorCode::EnrolCaMismatch.into());
    }
    HttpTransport::new(&code.address, &ca)
        .map_err(|error| internal("setting up the connection")(&error))
}

fn enrolment_code(typed: &str) -> Result<EnrolmentCode, AppError> {
    typed.parse().map_err(|_| ErrorCode::EnrolCodeForm.into())
}

/// `person` is named where the device is his already: a code of somebody else is refused.
fn enrol_request(
    code: &EnrolmentCode,
    device: DeviceId,
    keys: &DeviceKeys,
    person: Option<PersonId>,
) -> Result<EnrolRequest, AppError> {
    let device_name = platform::machine_name();
    let subject = Subject {
        name: device_name.clone(),
        person: String::new(),
        device: device.to_string(),
        organisation: None,
    };
    let signing_request = keys
        .document_key
        .signing_request(&subject)
        .map_err(|error| internal("making the signing request")(&error))?;
    let log_key = public_key(&keys.log_key);
    let proof = EnrolProof {
        secret: &code.secret,
        device,
        log_key,
        signing_request: &signing_request,
    };
    Ok(EnrolRequest {
        protocol: PROTOCOL_VERSION,
        secret: BASE32_NOPAD.encode(&code.secret),
        device,
        device_name,
        person,
        log_key,
        proof: proof.sign(&keys.log_key),
        signing_request: STANDARD.encode(&signing_request),
    })
}
