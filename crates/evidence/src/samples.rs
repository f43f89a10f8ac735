//! Draws pictures for tests and the demonstration: one that cannot be mistaken for another slot's,
//! nor for a real photo. The same wish gives the same bytes.

mod camera_data;
mod font;

use chrono::{DateTime, FixedOffset};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, Rgb, RgbImage};

const WIDTH_PX: u32 = 2048;
/// The height of a line of text on a picture of [`WIDTH_PX`].
const LINE_PX: u32 = 110;
const QUALITY: u8 = 85;
/// Rows and columns of the pattern that tells slots apart at a glance.
const PATTERN_COLUMNS: u32 = 8;
const PATTERN_ROWS: u32 = 6;
const INK: Rgb<u8> = Rgb([24, 28, 32]);
const PAPER: Rgb<u8> = Rgb([250, 250, 246]);

/// A sample picture: slot code in large letters, a pattern and a colour of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct SamplePicture {
    /// The slot's code, printed on the picture (`I07`).
    pub slot: String,
    /// EXIF orientation 1 to 8; the picture is stored turned so that it shows upright.
    pub orientation: u8,
    /// When it claims to be taken.
    pub taken_at: Option<DateTime<FixedOffset>>,
    /// Latitude and longitude in degrees, north and east positive.
    pub position: Option<(f64, f64)>,
    /// As wide when shown; the height is three quarters of it.
    pub width_px: u32,
}

impl SamplePicture {
    /// An upright picture without time and place.
    pub fn of_slot(slot: &str) -> Self {
        Self {
            slot: slot.to_owned(),
            orientation: 1,
            taken_at: None,
            position: None,
            width_px: WIDTH_PX,
        }
    }

    /// The JPEG file.
    pub fn jpeg(&self) -> Vec<u8> {
        let mut stored = DynamicImage::ImageRgb8(self.draw());
        stored.apply_orientation(undoing(self.orientation));
        let mut jpeg = Vec::new();
        #[expect(
            clippy::expect_used,
            reason = "the picture has three channels and memory takes any bytes"
        )]
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
            .encode_image(&stored)
            .expect("an RGB picture is encoded to memory");
        camera_data::insert(&mut jpeg, self, stored.width(), stored.height());
        jpeg
    }

    fn draw(&self) -> RgbImage {
        let hash = hash(&self.slot);
        let colour = |shift: u32| ((hash >> shift) % 128) as u8 + 64;
        let background = Rgb([colour(0), colour(8), colour(16)]);
        let lighter = Rgb(background.0.map(|channel| channel + 48));
        let (width, height) = (self.width_px, self.width_px * 3 / 4);
        let mut picture = RgbImage::from_pixel(width, height, background);
        let (cell_width, cell_height) = (width / PATTERN_COLUMNS, height / PATTERN_ROWS);
        for cell in 0..PATTERN_COLUMNS * PATTERN_ROWS {
            let (column, row) = (cell % PATTERN_COLUMNS, cell / PATTERN_COLUMNS);
            if hash >> cell & 1 == 1 {
                let place = (column * cell_width, row * cell_height);
                fill(&mut picture, place, (cell_width, cell_height), lighter);
            }
        }
        let band = (0, height / 4);
        fill(&mut picture, band, (width, height / 2), PAPER);
        write(&mut picture, &self.slot, height / 2, height * 3 / 8, INK);
        let line = LINE_PX * width / WIDTH_PX;
        for middle in [height / 8, height * 7 / 8] {
            fill(&mut picture, (0, middle - line), (width, line * 2), INK);
            write(&mut picture, "SAMPLE - NOT A PHOTO", middle, line, PAPER);
        }
        picture
    }
}

/// Writes a line centred on the row `middle`, as high as asked or as its length allows.
fn write(picture: &mut RgbImage, text: &str, middle: u32, height: u32, ink: Rgb<u8>) {
    let columns = font::COLUMNS_WITH_GAP * text.chars().count().max(1) as u32;
    let dot = (height / font::ROWS)
        .min((picture.width() * 9 / 10) / columns)
        .max(1);
    let left = (picture.width().saturating_sub(columns * dot)) / 2;
    let top = middle - font::ROWS * dot / 2;
    for (place, letter) in text.chars().enumerate() {
        let letter_left = left + place as u32 * font::COLUMNS_WITH_GAP * dot;
        for (column, row) in font::dots(letter) {
            fill(
                picture,
                (letter_left + column * dot, top + row * dot),
                (dot, dot),
                ink,
            );
        }
    }
}

fn fill(
    picture: &mut RgbImage,
    (left, top): (u32, u32),
    (width, height): (u32, u32),
    colour: Rgb<u8>,
) {
    for y in top..(top + height).min(picture.height()) {
        for x in left..(left + width).min(picture.width()) {
            picture.put_pixel(x, y, colour);
        }
    }
}

/// The turn that a viewer's turn for this orientation undoes.
fn undoing(orientation: u8) -> Orientation {
    match Orientation::from_exif(orientation) {
        Some(Orientation::Rotate90) => Orientation::Rotate270,
        Some(Orientation::Rotate270) => Orientation::Rotate90,
        Some(itself) => itself,
        None => Orientation::NoTransforms,
    }
}

/// FNV-1a with a final mix, so that codes that differ in one digit differ in every cell.
fn hash(text: &str) -> u64 {
    let fnv = text.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    let mixed = (fnv ^ (fnv >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    mixed ^ (mixed >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::{PhotoWarning, intake};

    #[test]
    fn every_slot_has_its_own_picture_and_always_the_same() {
        let slots: Vec<Vec<u8>> = (1..=27)
            .map(|slot| SamplePicture::of_slot(&format!("I{slot:02}")).jpeg())
            .collect();
        for (index, jpeg) in slots.iter().enumerate() {
            assert!(!slots[..index].contains(jpeg), "I{:02}", index + 1);
        }
        assert_eq!(slots[6], SamplePicture::of_slot("I07").jpeg());
    }

    #[test]
    fn a_sample_carries_the_time_place_and_orientation_wished_for() {
        let taken_at = DateTime::parse_from_rfc3339("2026-11-20T10:31:02+08:00").unwrap();
        for orientation in 1..=8 {
            let position = Some((-38.915_5, 121.637_4));
            let slot = "I07".to_owned();
            let picture = SamplePicture {
                slot,
                orientation,
                taken_at: Some(taken_at),
                position,
                width_px: WIDTH_PX,
            };
            let intake = intake(&picture.jpeg());
            let facts = &intake.facts;
            assert_eq!(facts.orientation, orientation);
            assert_eq!(
                facts.taken_at.unwrap().to_string(),
                "2026-11-20T10:31:02+08:00"
            );
            assert_eq!(facts.latitude.zip(facts.longitude), position);
            assert_eq!(facts.warnings, []);
            let rendition = intake.pictures.unwrap().rendition;
            assert_eq!((rendition.width, rendition.height), (1600, 1200));
        }
    }

    #[test]
    fn every_orientation_shows_the_same_upright_picture() {
        let shown = |orientation| {
            let picture = SamplePicture {
                orientation,
                ..SamplePicture::of_slot("I01")
            };
            let thumbnail = intake(&picture.jpeg()).pictures.unwrap().thumbnail;
            image::load_from_memory(&thumbnail.jpeg)
                .unwrap()
                .into_luma8()
        };
        let upright = shown(1);
        for orientation in 2..=8 {
            let turned = shown(orientation);
            assert_eq!(turned.dimensions(), upright.dimensions());
            let apart: u64 = upright
                .pixels()
                .zip(turned.pixels())
                .map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0])))
                .sum();
            let mean = apart / u64::from(upright.width() * upright.height());
            assert!(mean < 6, "orientation {orientation}: {mean}");
        }
    }

    #[test]
    fn a_sample_without_wishes_has_no_time_and_place() {
        let facts = intake(&SamplePicture::of_slot("I12").jpeg()).facts;
        assert_eq!(
            (facts.taken_at, facts.latitude, facts.longitude),
            (None, None, None)
        );
        assert!(!facts.warnings.contains(&PhotoWarning::CameraDataDamaged));
    }
}
