//! JPEG: first the structure is walked, then the picture is decoded without mercy, as decoders
//! made for viewing paint damaged parts grey and say nothing.

mod scan;

use super::{Decoded, PhotoProblem, check_size};
use image::{DynamicImage, GrayImage, RgbImage};
use scan::{Frame, Tables};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The largest side a JPEG can state.
const MAX_SIDE_PX: usize = 65_535;

/// The most scans; progressive photos have about ten.
const MAX_SCANS: usize = 100;

/// The most blocks over all scans: sixteen passes over the largest picture. A few bytes can
/// state as many as they like.
const MAX_BLOCKS: u64 = 100_000_000;

const DEFINE_TABLES: u8 = 0xC4;
const DEFINE_RESTARTS: u8 = 0xDD;
const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut structure = Structure::default();
    let image = structure
        .walk(bytes)
        .and_then(|()| decode_strictly(bytes).ok_or(PhotoProblem::Damaged));
    let size = structure.frame.map(|frame| (frame.width, frame.height));
    Decoded { size, image }
}

fn decode_strictly(bytes: &[u8]) -> Option<DynamicImage> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(MAX_SIDE_PX)
        .set_max_height(MAX_SIDE_PX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let is_grey = decoder.input_colorspace()? == ColorSpace::Luma;
    let colours = if is_grey {
        ColorSpace::Luma
    } else {
        ColorSpace::RGB
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(colours));
    let samples = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    if is_grey {
        GrayImage::from_raw(width, height, samples).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, samples).map(DynamicImage::ImageRgb8)
    }
}

/// The segments of a JPEG from its start to its end mark. Bytes behind the end mark are no fault:
/// phones put second pictures there.
#[derive(Debug)]
struct Structure {
    frame: Option<Frame>,
    tables: Tables,
    scans: usize,
    /// Blocks that may still be walked through, over all scans.
    blocks_left: u64,
}

impl Default for Structure {
    fn default() -> Self {
        Structure {
            frame: None,
            tables: Tables::default(),
            scans: 0,
            blocks_left: MAX_BLOCKS,
        }
    }
}

impl Structure {
    fn walk(&mut self, bytes: &[u8]) -> Result<(), PhotoProblem> {
        let mut rest = bytes.get(2..).unwrap_or_default();
        loop {
            let marker = take_marker(&mut rest)?;
            if marker == END_OF_IMAGE {
                let is_whole = self.scans > 0;
                return if is_whole {
                    Ok(())
                } else {
                    Err(PhotoProblem::Damaged)
                };
            }
            if !has_length(marker) {
                return Err(PhotoProblem::Damaged);
            }
            let segment = take_segment(&mut rest)?;
            match marker {
                DEFINE_TABLES => self.tables.define(segment)?,
                DEFINE_RESTARTS => self.tables.define_restart_interval(segment),
                START_OF_SCAN => {
                    let (data, behind) = rest.split_at(scan_length(rest));
                    rest = behind;
                    if !rest.is_empty() {
                        self.check_scan(segment, data)?;
                    }
                }
                _ if is_frame(marker) => {
                    let frame = Frame::read(marker, segment).ok_or(PhotoProblem::Damaged)?;
                    let size = (frame.width, frame.height);
                    self.frame = Some(frame);
                    check_size(size)?;
                }
                _ => {}
            }
        }
    }

    fn check_scan(&mut self, header: &[u8], data: &[u8]) -> Result<(), PhotoProblem> {
        self.scans += 1;
        if self.scans > MAX_SCANS {
            return Err(PhotoProblem::Damaged);
        }
        let frame = self.frame.as_ref().ok_or(PhotoProblem::Damaged)?;
        self.tables
            .check_scan(frame, header, data, &mut self.blocks_left)
    }
}

/// The next marker; any number of `FF` may stand before it.
fn take_marker(rest: &mut &[u8]) -> Result<u8, PhotoProblem> {
    match rest.iter().position(|byte| *byte != 0xFF) {
        None => Err(PhotoProblem::CutShort),
        Some(0) => Err(PhotoProblem::Damaged),
        Some(at) => {
            let marker = rest[at];
            *rest = &rest[at + 1..];
            Ok(marker)
        }
    }
}

fn take_segment<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], PhotoProblem> {
    let length = rest.first_chunk().ok_or(PhotoProblem::CutShort)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (segment, behind) = rest
        .split_at_checked(length)
        .ok_or(PhotoProblem::CutShort)?;
    *rest = behind;
    segment.get(2..).ok_or(PhotoProblem::Damaged)
}

/// Where the coded data of a scan end: at the next marker but restarts and coded `FF`.
fn scan_length(rest: &[u8]) -> usize {
    let is_end = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF);
    rest.windows(2).position(is_end).unwrap_or(rest.len())
}

/// Markers of segments: frames, tables, scans, application data and comments. All others are
/// reserved, and in a photo a sign of damage.
fn has_length(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF | 0xDA..=0xDF | 0xE0..=0xEF | 0xFE)
}

/// Starts of frames; C4, C8 and CC are tables and a reserved one.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}
