//! PNG: screenshots of instruments and of the network's own systems.

use super::{Decoded, MAX_PIXELS, PhotoProblem, check_size};
use image::codecs::png::PngDecoder;
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// The most memory for a decoded picture: four bytes a pixel.
const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 4;
const SIGNATURE_BYTES: usize = 8;
/// Length and name before a chunk's data, checksum behind them.
const CHUNK_FRAME_BYTES: usize = 4 + 4 + 4;

pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let size = size(bytes);
    let image = check_end(bytes)
        .and_then(|()| check_size(size.ok_or(PhotoProblem::Damaged)?))
        .and_then(|()| decode_within_limits(bytes, size.unwrap_or_default()));
    Decoded { size, image }
}

/// Width and height stand in the first chunk.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(SIGNATURE_BYTES..)?;
    let (b"IHDR", sides) = (header.get(4..8)?, header.get(8..16)?) else {
        return None;
    };
    let (width, height) = sides.split_first_chunk::<4>()?;
    Some((
        u32::from_be_bytes(*width),
        u32::from_be_bytes(*height.first_chunk()?),
    ))
}

/// Decoders are content once they have all rows; a file without its end is cut all the same.
fn check_end(bytes: &[u8]) -> Result<(), PhotoProblem> {
    let mut rest = bytes.get(SIGNATURE_BYTES..).unwrap_or_default();
    loop {
        let Some((length, named)) = rest.split_first_chunk::<4>() else {
            return Err(PhotoProblem::CutShort);
        };
        let length = u32::from_be_bytes(*length) as usize;
        if rest.len() < CHUNK_FRAME_BYTES || rest.len() - CHUNK_FRAME_BYTES < length {
            return Err(PhotoProblem::CutShort);
        }
        if named.starts_with(b"IEND") {
            return Ok(());
        }
        rest = &rest[CHUNK_FRAME_BYTES + length..];
    }
}

fn decode_within_limits(
    bytes: &[u8],
    (width, height): (u32, u32),
) -> Result<DynamicImage, PhotoProblem> {
    let problem = |error: ImageError| match error {
        ImageError::Limits(_) => PhotoProblem::TooLarge { width, height },
        _ => PhotoProblem::Damaged,
    };
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut decoder =
        PngDecoder::with_limits(Cursor::new(bytes), limits.clone()).map_err(problem)?;
    limits.reserve(decoder.total_bytes()).map_err(problem)?;
    decoder.set_limits(limits).map_err(problem)?;
    DynamicImage::from_decoder(decoder).map_err(problem)
}
