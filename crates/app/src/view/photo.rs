use lineproof_domain::catalogue::PhotoPlace;
use lineproof_domain::job;
use lineproof_domain::registry::attachment_role::{
    PHOTO_ORIGINAL, PHOTO_RENDITION, PHOTO_THUMBNAIL,
};

use super::ViewContext;
use super::words::{kilobytes, time, words};
use crate::dto::{Photo, PhotoProblem, PhotoSlot, SlotState};

pub(super) fn slot(place: PhotoPlace<'_>, context: &ViewContext<'_>) -> PhotoSlot {
    let code = place.key();
    let taken = context
        .state
        .photos
        .get(&code)
        .map_or(&[][..], Vec::as_slice);
    let state = match (taken.iter().any(job::Photo::is_usable), taken.is_empty()) {
        (true, _) => SlotState::Met,
        (false, false) => SlotState::Unusable,
        (false, true) => SlotState::Missing,
    };
    PhotoSlot {
        name: words(place.title()),
        hint: words(place.must_show()),
        why: words(&place.slot.why),
        required: context.is_required(place.need()),
        wanted: 1,
        state,
        photos: taken
            .iter()
            .rev()
            .map(|taken| photo(taken, context))
            .collect(),
        code,
    }
}

fn photo(taken: &job::Photo, context: &ViewContext<'_>) -> Photo {
    let named = |role: &str| {
        taken
            .attachments
            .iter()
            .find(|attachment| attachment.role == role)
    };
    let original = named(PHOTO_ORIGINAL);
    let blobs: Vec<_> = taken
        .attachments
        .iter()
        .map(|attachment| attachment.sha256)
        .collect();
    Photo {
        event: taken.event.to_string(),
        file_name: taken.facts.file_name.clone(),
        size_kb: kilobytes(original.map_or(0, |original| original.len)),
        recorded_at: time(taken.occurred_at.at),
        taken_at: taken
            .facts
            .taken_at
            .map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        has_position: taken.facts.latitude.is_some() && taken.facts.longitude.is_some(),
        usable: taken.is_usable(),
        problem: taken
            .facts
            .problem
            .as_deref()
            .map(|code| problem(code, &taken.facts.format)),
        storage: context.storage_with(taken.event, &blobs),
        thumbnail: named(PHOTO_THUMBNAIL).map(|attachment| attachment.sha256.to_string()),
        rendition: named(PHOTO_RENDITION).map(|attachment| attachment.sha256.to_string()),
    }
}

/// The codes are those of the photo reader; a newer program may write others.
fn problem(code: &str, format: &str) -> PhotoProblem {
    match (code, format) {
        ("format_not_shown", "heic") => PhotoProblem::Heic,
        ("format_not_shown" | "not_a_picture", _) => PhotoProblem::UnknownFormat,
        ("too_large", _) => PhotoProblem::TooManyPixels,
        _ => PhotoProblem::Damaged,
    }
}
