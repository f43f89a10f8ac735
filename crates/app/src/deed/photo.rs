use lineproof_domain::job::Photo;
use lineproof_domain::registry::attachment_role::{
    PHOTO_ORIGINAL, PHOTO_RENDITION, PHOTO_THUMBNAIL,
};
use lineproof_domain::registry::body::{PhotoTaken, PhotoWithdrawn};
use lineproof_domain::registry::{Body, NumberText};
use lineproof_evidence::photo::{
    PhotoFormat, PhotoIntake, PhotoPictures, PhotoProblem, TakenAt, intake,
};
use lineproof_store::NewEvent;
use lineproof_store::blob::{BlobUse, StoredBlob};

use super::{MAX_NAME_CHARS, MAX_TEXT_CHARS, text};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{AppError, ErrorCode, JobView, UnfiledPhoto};
use crate::view::kilobytes;

/// Longest photo taken in, bytes.
const MAX_PHOTO_BYTES: usize = 64 * 1024 * 1024;
pub(super) const BYTES_PER_MEGABYTE: usize = 1024 * 1024;
/// The longest signature of a format that is known.
const BYTES_THAT_TELL_A_FORMAT: usize = 64;
const JPEG: &str = "image/jpeg";
/// Decimal places of a position: a tenth of a metre.
const POSITION_PLACES: usize = 6;

impl App {
    /// Takes in a photo. Any file is kept as it came; one that no picture can be made of leaves its slot unmet.
    pub fn put_photo(
        &self,
        job: &str,
        slot: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            if open.catalogue.photo_place(slot).is_none() {
                return Err(AppError::new(ErrorCode::SlotUnknown).with("slot", slot));
            }
            check_size(file_name, bytes)?;
            Ok(vec![taken(device, open, slot, file_name, bytes)?])
        })
    }

    /// Hides a photo; its bytes stay.
    pub fn withdraw_photo(
        &self,
        job: &str,
        photo: &str,
        reason: &str,
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let photo = Device::event_id(photo, ErrorCode::PhotoUnknown)?;
            let is_here = |taken: &Photo| taken.event == photo;
            if !open.state.photos.values().flatten().any(is_here) {
                return Err(ErrorCode::PhotoUnknown.into());
            }
            let reason = text(reason, MAX_TEXT_CHARS)?;
            if reason.is_empty() {
                return Err(ErrorCode::ReasonMissing.into());
            }
            Ok(vec![device.event(
                open,
                Body::PhotoWithdrawn(PhotoWithdrawn { photo, reason }),
            )])
        })
    }

    /// Pictures without an entry, the largest first: of one photo the original comes before what was made of it.
    pub fn unfiled_photos(&self) -> Result<Vec<UnfiledPhoto>, AppError> {
        let device = self.device()?;
        if device.health.findings().unfiled == 0 {
            return Ok(Vec::new());
        }
        let mut blobs = device.store.unfiled_blobs()?;
        blobs.sort_by_key(|blob| std::cmp::Reverse(blob.len));
        let mut found = Vec::new();
        let mut beginning = [0; BYTES_THAT_TELL_A_FORMAT];
        for blob in blobs {
            let read = device
                .store
                .blob_reader(blob.sha256)?
                .read_some(&mut beginning)?;
            let format = PhotoFormat::of(&beginning[..read]);
            if !matches!(format, PhotoFormat::Unknown | PhotoFormat::Empty) {
                found.push(UnfiledPhoto {
                    sha256: blob.sha256.to_string(),
                    size_kb: kilobytes(blob.len),
                });
            }
        }
        Ok(found)
    }

    /// Files a picture without an entry in a slot, as if it were taken in now.
    pub fn file_photo(&self, job: &str, slot: &str, sha256: &str) -> Result<JobView, AppError> {
        let device = self.device()?;
        let unfiled = device.store.unfiled_blobs()?;
        let is_it = |blob: &&StoredBlob| blob.sha256.to_string() == sha256;
        let blob = unfiled.iter().find(is_it).ok_or(ErrorCode::BlobMissing)?;
        let bytes = device.store.blob_bytes(blob.sha256)?;
        let format = PhotoFormat::of(&bytes);
        let name = format!("{}.{format}", &sha256[..8]);
        let view = self.put_photo(job, slot, &name, &bytes)?;
        // The picture is filed: a count that is not renewed now is renewed at the next start.
        if let Err(error) = device.health.look_for_unfiled(&device.store) {
            tracing::warn!(store.unfiled = %error);
        }
        Ok(view)
    }

    /// A stored rendition or thumbnail, while unlocked.
    pub fn picture(&self, sha256: &str) -> Result<Vec<u8>, AppError> {
        let sha256 = sha256
            .parse()
            .map_err(|_| AppError::new(ErrorCode::BlobMissing))?;
        Ok(self.device()?.store.blob_bytes(sha256)?)
    }
}

pub(super) fn check_size(file_name: &str, bytes: &[u8]) -> Result<(), AppError> {
    if bytes.is_empty() {
        return Err(AppError::new(ErrorCode::FileEmpty).with("file", file_name));
    }
    if bytes.len() > MAX_PHOTO_BYTES {
        return Err(AppError::new(ErrorCode::FileTooLarge)
            .with("file", file_name)
            .with("limit", MAX_PHOTO_BYTES / BYTES_PER_MEGABYTE));
    }
    Ok(())
}

/// A file's own name, without folders and of a bearable length.
pub(super) fn base_name(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.chars()
        .filter(|character| !character.is_control())
        .take(MAX_NAME_CHARS)
        .collect()
}

fn taken(
    device: &Device,
    open: &OpenJob,
    slot: &str,
    file_name: &str,
    bytes: &[u8],
) -> Result<NewEvent, AppError> {
    let read = intake(bytes);
    let original = device.store.store_blob(BlobUse::Evidence, bytes)?;
    let body = Body::PhotoTaken(facts(&read, slot, file_name));
    let event =
        device
            .event(open, body)
            .with_blob(original, mime(read.facts.format), PHOTO_ORIGINAL);
    match &read.pictures {
        Ok(pictures) => with_pictures(device, event, pictures),
        Err(_) => Ok(event),
    }
}

fn with_pictures(
    device: &Device,
    event: NewEvent,
    pictures: &PhotoPictures,
) -> Result<NewEvent, AppError> {
    let rendition = device
        .store
        .store_blob(BlobUse::Evidence, &pictures.rendition.jpeg)?;
    let thumbnail = device
        .store
        .store_blob(BlobUse::Evidence, &pictures.thumbnail.jpeg)?;
    Ok(event.with_blob(rendition, JPEG, PHOTO_RENDITION).with_blob(
        thumbnail,
        JPEG,
        PHOTO_THUMBNAIL,
    ))
}

fn facts(read: &PhotoIntake, slot: &str, file_name: &str) -> PhotoTaken {
    let facts = &read.facts;
    PhotoTaken {
        slot: slot.to_owned(),
        file_name: base_name(file_name),
        format: facts.format.name().to_owned(),
        width: facts.width,
        height: facts.height,
        orientation: Some(facts.orientation),
        taken_at: facts.taken_at.map(|taken| match taken {
            TakenAt::Zoned(at) => at.naive_local(),
            TakenAt::Local(at) => at,
        }),
        latitude: facts.latitude.and_then(degrees),
        longitude: facts.longitude.and_then(degrees),
        problem: read
            .pictures
            .as_ref()
            .err()
            .map(|problem| code(problem).to_owned()),
    }
}

fn mime(format: PhotoFormat) -> &'static str {
    match format {
        PhotoFormat::Jpeg => JPEG,
        PhotoFormat::Png => "image/png",
        PhotoFormat::Heic => "image/heic",
        PhotoFormat::Avif => "image/avif",
        PhotoFormat::Webp => "image/webp",
        PhotoFormat::Empty | PhotoFormat::Unknown => "application/octet-stream",
    }
}

fn degrees(value: f64) -> Option<NumberText> {
    NumberText::try_from(format!("{value:.POSITION_PLACES$}")).ok()
}

fn code(problem: &PhotoProblem) -> &'static str {
    match problem {
        PhotoProblem::Empty => "empty",
        PhotoProblem::NotAPicture => "not_a_picture",
        PhotoProblem::FormatNotShown { .. } => "format_not_shown",
        PhotoProblem::CutShort => "cut_short",
        PhotoProblem::Damaged => "damaged",
        PhotoProblem::TooLarge { .. } => "too_large",
    }
}
