//! The photo checklist with its photos.

use std::collections::BTreeMap;

use lineproof_domain::catalogue::{PhotoPlace, Severity};
use lineproof_domain::event::Event;
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::attachment_role::{
    PHOTO_ORIGINAL, PHOTO_RENDITION, PHOTO_THUMBNAIL,
};
use lineproof_domain::registry::body::PhotoTaken;
use lineproof_domain::rules::{severity, steps_of};

use super::record::{Files, Record};
use super::subject;
use crate::api::dto::{Photo, PhotoSlot, Withdrawal};

/// The slots of the job in the catalogue's order, then slots that the catalogue does not know but a photo names.
pub(super) fn of_job(record: &Record<'_>, files: &Files) -> Vec<PhotoSlot> {
    let mut by_slot = photos(record, files);
    let catalogue = record.catalogue();
    let mut slots: Vec<PhotoSlot> = Vec::new();
    for step in steps_of(&record.job.state, catalogue) {
        for place in catalogue.photos_of(step) {
            let key = place.key();
            if slots.iter().all(|slot| slot.key != key) {
                let photos = by_slot.remove(&key).unwrap_or_default();
                slots.push(slot(record, &place, key, photos));
            }
        }
    }
    slots.extend(by_slot.into_iter().map(|(key, photos)| PhotoSlot {
        code: key.clone(),
        name: subject::unlisted(&key),
        required: false,
        filled: is_filled(&photos),
        key,
        photos,
    }));
    slots
}

fn slot(record: &Record<'_>, place: &PhotoPlace<'_>, key: String, photos: Vec<Photo>) -> PhotoSlot {
    let severity = severity(place.need(), &record.job.state, record.catalogue());
    PhotoSlot {
        code: place.slot.code.clone(),
        name: subject::text(place.title()),
        required: severity == Severity::Must,
        filled: is_filled(&photos),
        key,
        photos,
    }
}

fn is_filled(photos: &[Photo]) -> bool {
    photos.iter().any(|photo| {
        photo.problem.is_none() && photo.withdrawn.is_none() && photo.superseded_by.is_none()
    })
}

fn photos(record: &Record<'_>, files: &Files) -> BTreeMap<String, Vec<Photo>> {
    let withdrawals: BTreeMap<EventId, (EventId, String)> = record
        .bodies()
        .filter_map(|(id, body)| match body {
            Body::PhotoWithdrawn(body) => Some((body.photo, (id, body.reason))),
            _ => None,
        })
        .collect();
    let mut by_slot: BTreeMap<String, Vec<Photo>> = BTreeMap::new();
    for (id, body) in record.bodies() {
        let Body::PhotoTaken(taken) = body else {
            continue;
        };
        let slot = taken.slot.clone();
        let withdrawn = withdrawals
            .get(&id)
            .and_then(|(event, reason)| withdrawal(record, *event, reason));
        if let Some(photo) = photo(record, files, id, taken, withdrawn) {
            by_slot.entry(slot).or_default().push(photo);
        }
    }
    by_slot
}

fn withdrawal(record: &Record<'_>, event: EventId, reason: &str) -> Option<Withdrawal> {
    Some(Withdrawal {
        reason: reason.to_owned(),
        at: record.time(event)?.at,
        by: record.author(event),
    })
}

fn photo(
    record: &Record<'_>,
    files: &Files,
    id: EventId,
    taken: PhotoTaken,
    withdrawn: Option<Withdrawal>,
) -> Option<Photo> {
    let (_, event) = record.entry(id)?;
    let blob = |event: &Event, role: &str| event.attachment(role).map(|found| files.blob(found));
    let is_turned = taken.orientation.is_some_and(|turn| turn >= 5);
    let (width, height) = if is_turned {
        (taken.height, taken.width)
    } else {
        (taken.width, taken.height)
    };
    Some(Photo {
        event: id.0,
        time: record.time(id)?,
        by: record.author(id),
        file_name: taken.file_name,
        format: taken.format,
        width,
        height,
        taken_at: taken
            .taken_at
            .map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()),
        latitude: taken.latitude.map(String::from),
        longitude: taken.longitude.map(String::from),
        problem: taken.problem,
        original: blob(event, PHOTO_ORIGINAL)?,
        rendition: blob(event, PHOTO_RENDITION),
        thumbnail: blob(event, PHOTO_THUMBNAIL),
        withdrawn,
        superseded_by: record.job.state.superseded.get(&id).map(|event| event.0),
    })
}
