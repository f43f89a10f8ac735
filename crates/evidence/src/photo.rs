//! Taking in photos: any file is accepted and stays as it came; what it shows and says is read here.

mod exif_facts;
mod format;
mod jpeg;
mod png;
mod rendition;
#[cfg(test)]
mod tests;

pub use exif_facts::TakenAt;
pub use format::PhotoFormat;

use exif_facts::ExifFacts;
use image::DynamicImage;
use serde::Serialize;
use thiserror::Error;

/// The most pixels decoded: phones take up to 108 million, a decompression bomb has more.
pub const MAX_PIXELS: u64 = 130_000_000;
/// The long side of the picture for screens and documents.
pub const RENDITION_LONG_SIDE_PX: u32 = 1600;
/// The long side of the picture for lists.
pub const THUMBNAIL_LONG_SIDE_PX: u32 = 320;

/// What came of a photo.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoIntake {
    /// What the file says of itself.
    pub facts: PhotoFacts,
    /// The pictures to show, or why there are none. The original is to be stored in either case.
    pub pictures: Result<PhotoPictures, PhotoProblem>,
}

/// What a photo's file says of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhotoFacts {
    /// Format by content, not by name.
    pub format: PhotoFormat,
    /// Width in pixels as stored, before the orientation is applied.
    pub width: Option<u32>,
    /// Height in pixels as stored.
    pub height: Option<u32>,
    /// EXIF orientation, 1 to 8; 1 (upright) where the file says nothing.
    pub orientation: u8,
    /// When the camera took it.
    pub taken_at: Option<TakenAt>,
    /// Degrees, north positive.
    pub latitude: Option<f64>,
    /// Degrees, east positive.
    pub longitude: Option<f64>,
    /// What a reader of these facts should know.
    pub warnings: Vec<PhotoWarning>,
}

/// Pictures made from a photo: upright, small, JPEG without any metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoPictures {
    /// For screens and documents, at most [`RENDITION_LONG_SIDE_PX`] on its long side.
    pub rendition: Picture,
    /// For lists, at most [`THUMBNAIL_LONG_SIDE_PX`] on its long side.
    pub thumbnail: Picture,
}

/// One JPEG picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file's bytes.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Why a photo cannot be shown. Its slot stays unmet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PhotoProblem {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// No format of pictures that we know.
    #[error("this is not a picture")]
    NotAPicture,
    /// A picture in a format that cannot be shown or printed here.
    #[error("{format} pictures cannot be shown or printed; take the photo as JPEG")]
    FormatNotShown {
        /// The format.
        format: PhotoFormat,
    },
    /// The file ends before the picture does.
    #[error("the file ends before the picture does; copy it again or take the photo again")]
    CutShort,
    /// The picture's data are broken.
    #[error("the picture's data are damaged; copy it again or take the photo again")]
    Damaged,
    /// More pixels than are decoded.
    #[error("the picture has {width} x {height} pixels, more than can be handled; take it smaller")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// What a reader of a photo's facts should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PhotoWarning {
    /// Neither time nor place nor orientation.
    #[error("the photo carries no camera data")]
    NoCameraData,
    /// Camera data only in part.
    #[error("the photo's camera data are damaged; only a part could be read")]
    CameraDataDamaged,
    /// The time is the camera's local time.
    #[error("the time has no zone: it is the camera's local time")]
    NoTimeZone,
    /// The time is not that of the shutter.
    #[error("the time of taking is missing; the time the file was written is shown")]
    TimeOfFile,
    /// A time is there but is none.
    #[error("the time in the photo cannot be read")]
    TimeUnreadable,
    /// A position is there but is none.
    #[error("the position in the photo cannot be read")]
    PositionUnreadable,
    /// Camera and satellites disagree by more than time zones can explain.
    #[error("the camera's time and the satellites' differ by {hours} hours")]
    SatelliteTimeDiffers {
        /// Whole hours between them.
        hours: u32,
    },
}

/// A decoded picture, or its size and what is wrong with it.
struct Decoded {
    size: Option<(u32, u32)>,
    image: Result<DynamicImage, PhotoProblem>,
}

/// Reads a photo. Never fails: what cannot be used is told in `pictures`.
pub fn intake(bytes: &[u8]) -> PhotoIntake {
    let format = PhotoFormat::of(bytes);
    let exif = ExifFacts::read(bytes, format);
    let decoded = decode(bytes, format);
    let (width, height) = decoded.size.or(exif.size).unzip();
    let facts = PhotoFacts {
        format,
        width,
        height,
        orientation: exif.orientation,
        taken_at: exif.taken_at,
        latitude: exif.latitude,
        longitude: exif.longitude,
        warnings: exif.warnings,
    };
    let orientation = facts.orientation;
    let pictures = decoded
        .image
        .and_then(|image| rendition::make(image, orientation));
    PhotoIntake { facts, pictures }
}

fn decode(bytes: &[u8], format: PhotoFormat) -> Decoded {
    let without_picture = |problem| Decoded {
        size: None,
        image: Err(problem),
    };
    match format {
        PhotoFormat::Jpeg => jpeg::decode(bytes),
        PhotoFormat::Png => png::decode(bytes),
        PhotoFormat::Heic | PhotoFormat::Avif | PhotoFormat::Webp => {
            without_picture(PhotoProblem::FormatNotShown { format })
        }
        PhotoFormat::Empty => without_picture(PhotoProblem::Empty),
        PhotoFormat::Unknown => without_picture(PhotoProblem::NotAPicture),
    }
}

/// Refuses what would take too much memory, before any of it is taken.
fn check_size((width, height): (u32, u32)) -> Result<(), PhotoProblem> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PhotoProblem::Damaged),
        1..=MAX_PIXELS => Ok(()),
        _ => Err(PhotoProblem::TooLarge { width, height }),
    }
}
