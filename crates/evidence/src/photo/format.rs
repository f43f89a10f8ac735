use serde::Serialize;
use std::fmt;

/// What a file is by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// HEIC or HEIF, as iPhones take by default.
    Heic,
    /// AVIF.
    Avif,
    /// WebP.
    Webp,
    /// A file without a byte.
    Empty,
    /// Anything else.
    Unknown,
}

impl PhotoFormat {
    /// Recognises a format by its first bytes.
    pub fn of(bytes: &[u8]) -> PhotoFormat {
        match bytes {
            [] => PhotoFormat::Empty,
            [0xFF, 0xD8, 0xFF, ..] => PhotoFormat::Jpeg,
            [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PhotoFormat::Png,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => PhotoFormat::Webp,
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => by_brand(brand),
            _ => PhotoFormat::Unknown,
        }
    }

    /// The name in records: `jpeg`, `png`, `heic`, `avif`, `webp`, `empty`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            PhotoFormat::Jpeg => "jpeg",
            PhotoFormat::Png => "png",
            PhotoFormat::Heic => "heic",
            PhotoFormat::Avif => "avif",
            PhotoFormat::Webp => "webp",
            PhotoFormat::Empty => "empty",
            PhotoFormat::Unknown => "unknown",
        }
    }
}

impl fmt::Display for PhotoFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Films have the same container as HEIC; the brand tells them apart.
fn by_brand(brand: &[u8]) -> PhotoFormat {
    match brand.first_chunk() {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
            PhotoFormat::Heic
        }
        Some(b"avif" | b"avis") => PhotoFormat::Avif,
        _ => PhotoFormat::Unknown,
    }
}
