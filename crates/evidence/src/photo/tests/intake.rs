//! Good photos.

use crate::photo::{PhotoFormat, PhotoWarning, Picture, RENDITION_LONG_SIDE_PX, intake};
use crate::samples::SamplePicture;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

/// Names of the segments between start and scan.
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let mut rest = &jpeg[2..];
    let mut markers = Vec::new();
    while rest[1] != 0xDA {
        markers.push(rest[1]);
        rest = &rest[2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]))..];
    }
    markers
}

#[test]
fn pictures_made_from_a_photo_carry_no_metadata() {
    let taken_at = chrono::DateTime::parse_from_rfc3339("2026-11-20T10:31:02+08:00").unwrap();
    let position = Some((38.9155, 121.6374));
    let photo = SamplePicture {
        taken_at: Some(taken_at),
        position,
        ..SamplePicture::of_slot("I07")
    };
    let pictures = intake(&photo.jpeg()).pictures.unwrap();
    for Picture { jpeg, .. } in [&pictures.rendition, &pictures.thumbnail] {
        // JFIF, tables and frame: no APP1 (EXIF, XMP), no APP2 (ICC), no comment.
        let known = [0xE0, 0xDB, 0xC0, 0xC4];
        assert!(
            segments(jpeg).iter().all(|marker| known.contains(marker)),
            "{:02X?}",
            segments(jpeg)
        );
        let facts = intake(jpeg).facts;
        assert_eq!(facts.warnings, [PhotoWarning::NoCameraData]);
        assert_eq!((facts.taken_at, facts.latitude), (None, None));
    }
}

#[test]
fn the_same_photo_gives_the_same_bytes() {
    let photo = SamplePicture::of_slot("I03").jpeg();
    assert_eq!(intake(&photo), intake(&photo));
}

#[test]
fn a_small_photo_is_not_blown_up() {
    let pictures = intake(&png(&DynamicImage::new_rgb8(200, 100)))
        .pictures
        .unwrap();
    assert_eq!(
        (pictures.rendition.width, pictures.rendition.height),
        (200, 100)
    );
    assert_eq!(
        (pictures.thumbnail.width, pictures.thumbnail.height),
        (200, 100)
    );
}

#[test]
fn long_sides_fit_in_both_directions() {
    for (width, height, expected) in [
        (3300, 20, (1600, 10)),
        (20, 3300, (10, 1600)),
        (1601, 800, (1600, 800)),
    ] {
        let pictures = intake(&png(&DynamicImage::new_rgb8(width, height)))
            .pictures
            .unwrap();
        let shown = pictures.rendition;
        assert_eq!((shown.width, shown.height), expected);
        assert!(shown.width.max(shown.height) <= RENDITION_LONG_SIDE_PX);
        let decoded = image::load_from_memory(&shown.jpeg).unwrap();
        assert_eq!((decoded.width(), decoded.height()), expected);
    }
}

#[test]
fn transparency_shows_white_paper() {
    let clear = RgbaImage::from_pixel(32, 32, Rgba([255, 0, 0, 0]));
    let intake = intake(&png(&DynamicImage::ImageRgba8(clear)));
    assert_eq!(intake.facts.format, PhotoFormat::Png);
    let rendition = intake.pictures.unwrap().rendition;
    let shown = image::load_from_memory(&rendition.jpeg)
        .unwrap()
        .into_rgb8();
    assert!(
        shown
            .get_pixel(16, 16)
            .0
            .iter()
            .all(|channel| *channel > 250)
    );
}

#[test]
fn grey_and_sixteen_bit_pictures_are_shown() {
    for image in [
        DynamicImage::new_luma8(40, 30),
        DynamicImage::new_rgb16(40, 30),
        DynamicImage::new_luma_a8(40, 30),
    ] {
        assert!(intake(&png(&image)).pictures.is_ok(), "{:?}", image.color());
    }
}
