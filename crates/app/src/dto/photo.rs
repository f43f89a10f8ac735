use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Storage, Words};

/// A photo that the job asks for, and what there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoSlot {
    /// `I09`.
    pub code: String,
    /// 设备标签
    pub name: Words,
    /// What must be seen, short.
    pub hint: Words,
    /// What the picture proves.
    pub why: Words,
    /// Must be there.
    pub required: bool,
    /// How many are wanted.
    pub wanted: u32,
    /// How it stands.
    pub state: SlotState,
    /// What there is, newest first, without the withdrawn.
    pub photos: Vec<Photo>,
}

/// A picture without an entry: it was being saved when the power went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnfiledPhoto {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its length, KB.
    pub size_kb: u32,
}

/// How a slot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SlotState {
    /// Nothing, or too few.
    Missing,
    /// Enough usable photos.
    Met,
    /// Only files that no picture can be made of.
    Unusable,
}

/// A photo on this device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// Names it in `withdraw_photo`.
    pub event: String,
    /// Name of the file as it came.
    pub file_name: String,
    /// Size of the original, KB.
    pub size_kb: u32,
    /// When it was recorded.
    pub recorded_at: String,
    /// When the camera says it was taken.
    pub taken_at: Option<String>,
    /// The file carries a position.
    pub has_position: bool,
    /// A picture could be made of it.
    pub usable: bool,
    /// Why not.
    pub problem: Option<PhotoProblem>,
    /// Where it is.
    pub storage: Storage,
    /// SHA-256 of the thumbnail, at `lineproof://blob/<sha256>`.
    pub thumbnail: Option<String>,
    /// SHA-256 of the rendition.
    pub rendition: Option<String>,
}

/// Why no picture could be made of a file; words under `field-photo-problem-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoProblem {
    /// HEIC, which this program cannot open yet.
    Heic,
    /// A format that is no photo, or one we do not read.
    UnknownFormat,
    /// The file is cut or damaged.
    Damaged,
    /// More pixels than a camera makes.
    TooManyPixels,
}
