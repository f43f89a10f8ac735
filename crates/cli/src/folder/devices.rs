//! The devices: whose key signs a log is said by headquarters' own log (`device.enrolled`), nowhere else.

use super::Examination;
use super::logs::{Logs, shown};
use crate::answer::Problem;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Event;
use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_domain::registry::{Body, Origin};
use lineproof_protocol::export::{ExportKeys, KEYS_FILE};
use lineproof_protocol::keys::PublicKey;
use std::collections::BTreeMap;

/// What headquarters' log says of a device.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Enrolled {
    pub person: PersonId,
    pub log_key: PublicKey,
    /// SHA-256 of its certificate.
    pub certificate: Sha256Digest,
}

/// The devices that headquarters' log enrols, compared with those that the list of keys names.
pub fn check(
    found: &mut Examination,
    logs: &Logs,
    keys: &ExportKeys,
) -> BTreeMap<DeviceId, Enrolled> {
    let enrolled = enrolled(found, logs, keys.headquarters);
    for device in &keys.devices {
        let listed = Enrolled {
            person: device.person,
            log_key: device.log_key,
            certificate: device.certificate,
        };
        match enrolled.get(&device.device) {
            Some(said) if *said == listed => {}
            Some(_) => {
                let problem = Problem::new("device-differs", device.device).because(KEYS_FILE);
                found.found(problem);
            }
            None => found.found(Problem::new("device-not-enrolled", device.device)),
        }
    }
    enrolled
}

fn enrolled(
    found: &mut Examination,
    logs: &Logs,
    headquarters: DeviceId,
) -> BTreeMap<DeviceId, Enrolled> {
    let mut enrolled = BTreeMap::new();
    for ((log, seq, _), entry) in logs.written_by(Origin::Headquarters) {
        if log.device != headquarters {
            continue;
        }
        let event = entry
            .raw
            .as_ref()
            .and_then(|raw| Event::parse(raw.as_bytes()).ok());
        let Some(Ok(Body::DeviceEnrolled(body))) = event.as_ref().map(Body::of) else {
            continue;
        };
        let Ok(log_key) = body.log_key.parse() else {
            found.found(Problem::new("device-key", shown(*log, *seq)));
            continue;
        };
        let said = Enrolled {
            person: body.person,
            log_key,
            certificate: body.certificate,
        };
        enrolled.insert(body.device, said);
    }
    enrolled
}
