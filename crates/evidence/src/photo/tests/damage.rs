//! Damaged, cut and foreign files: never a panic, never a picture that is not whole.

use crate::photo::{PhotoFormat, PhotoProblem, PhotoWarning, intake};
use crate::random::{Random, seed};
use crate::samples::SamplePicture;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage};

/// A small photo-like JPEG.
fn small_jpeg() -> Vec<u8> {
    let picture = RgbImage::from_fn(90, 70, |x, y| {
        image::Rgb([(x * 3) as u8, (y * 3) as u8, (x * y * 7) as u8])
    });
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 90)
        .encode_image(&DynamicImage::ImageRgb8(picture))
        .unwrap();
    jpeg
}

#[test]
fn an_empty_file_is_stored_but_no_photo() {
    let intake = intake(b"");
    assert_eq!(intake.facts.format, PhotoFormat::Empty);
    assert_eq!(intake.pictures, Err(PhotoProblem::Empty));
}

#[test]
fn a_file_that_is_no_picture_is_told_apart_by_its_content() {
    for bytes in [
        b"%PDF-1.7".as_slice(),
        b"Map\0\xC8\0",
        b"\0\0\0\x18ftypmp42",
        b"\xFF\xD8",
    ] {
        let intake = intake(bytes);
        assert_eq!(intake.facts.format, PhotoFormat::Unknown);
        assert_eq!(intake.pictures, Err(PhotoProblem::NotAPicture));
    }
}

#[test]
fn pictures_that_cannot_be_shown_say_their_format() {
    let cases = [
        (b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), PhotoFormat::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", PhotoFormat::Heic),
        (b"\0\0\0\x18ftypavif\0\0\0\0", PhotoFormat::Avif),
        (b"RIFF\x04\0\0\0WEBP", PhotoFormat::Webp),
    ];
    for (bytes, format) in cases {
        let intake = intake(bytes);
        assert_eq!(intake.facts.format, format);
        let problem = PhotoProblem::FormatNotShown { format };
        assert!(problem.to_string().contains(format.name()));
        assert_eq!(intake.pictures, Err(problem));
    }
}

#[test]
fn a_jpeg_cut_anywhere_is_no_picture_and_keeps_its_facts() {
    let jpeg = small_jpeg();
    assert!(intake(&jpeg).pictures.is_ok());
    for length in 3..jpeg.len() {
        let cut = intake(&jpeg[..length]);
        assert_eq!(
            cut.pictures,
            Err(PhotoProblem::CutShort),
            "cut at {length} of {}",
            jpeg.len()
        );
    }
    let scan_start = jpeg.len() - 200;
    let cut = intake(&jpeg[..scan_start]);
    assert_eq!((cut.facts.width, cut.facts.height), (Some(90), Some(70)));
}

#[test]
fn a_jpeg_whose_scan_was_cut_and_closed_again_is_damaged() {
    let jpeg = small_jpeg();
    for lost in [20, 100, 1000] {
        let mut cut = jpeg[..jpeg.len() - 2 - lost].to_vec();
        cut.extend([0xFF, 0xD9]);
        assert_eq!(
            intake(&cut).pictures,
            Err(PhotoProblem::Damaged),
            "{lost} bytes lost"
        );
    }
}

#[test]
fn a_jpeg_with_a_part_lost_or_blanked_in_its_scan_is_damaged() {
    let jpeg = small_jpeg();
    let middle = jpeg.len() - 1500;
    let mut lost = jpeg.clone();
    lost.drain(middle..middle + 400);
    assert_eq!(intake(&lost).pictures, Err(PhotoProblem::Damaged));
    let mut blanked = jpeg.clone();
    blanked[middle..middle + 400].fill(0);
    assert_eq!(intake(&blanked).pictures, Err(PhotoProblem::Damaged));
    let mut foreign = jpeg;
    foreign[middle..middle + 2].copy_from_slice(&[0xFF, 0x9F]);
    assert_eq!(intake(&foreign).pictures, Err(PhotoProblem::Damaged));
}

#[test]
fn bytes_that_phones_add_are_no_damage() {
    let jpeg = small_jpeg();
    let mut with_second_picture = jpeg.clone();
    with_second_picture.extend(&jpeg);
    assert!(intake(&with_second_picture).pictures.is_ok());
    let mut padded = jpeg[..jpeg.len() - 2].to_vec();
    padded.extend([0; 64]);
    padded.extend([0xFF, 0xFF, 0xD9]);
    assert!(intake(&padded).pictures.is_ok());
}

#[test]
fn a_png_cut_or_flipped_anywhere_is_no_picture() {
    let png = small_png();
    assert!(intake(&png).pictures.is_ok());
    for length in 8..png.len() {
        assert_eq!(
            intake(&png[..length]).pictures,
            Err(PhotoProblem::CutShort),
            "cut at {length}"
        );
    }
    let mut flipped = png.clone();
    let middle = png.len() / 2;
    flipped[middle] ^= 0xFF;
    assert_eq!(intake(&flipped).pictures, Err(PhotoProblem::Damaged));
}

#[test]
fn a_picture_with_too_many_pixels_is_refused_before_it_takes_memory() {
    let mut png = small_png();
    png[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let problem = PhotoProblem::TooLarge {
        width: 65_535,
        height: 65_535,
    };
    let bomb = intake(&png);
    assert_eq!(bomb.pictures, Err(problem));
    assert_eq!(bomb.facts.width, Some(65_535));
    let mut jpeg = small_jpeg();
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .unwrap();
    jpeg[frame + 5..frame + 9].fill(0xFF);
    let bomb = intake(&jpeg);
    assert_eq!(
        bomb.pictures,
        Err(PhotoProblem::TooLarge {
            width: 65_535,
            height: 65_535
        })
    );
}

#[test]
fn a_jpeg_cut_behind_its_camera_data_keeps_time_and_place() {
    let taken_at = chrono::DateTime::parse_from_rfc3339("2026-11-20T10:31:02+08:00").unwrap();
    let position = Some((38.9155, 121.6374));
    let slot = SamplePicture {
        taken_at: Some(taken_at),
        position,
        ..SamplePicture::of_slot("I07")
    };
    let jpeg = slot.jpeg();
    let cut = intake(&jpeg[..jpeg.len() / 2]);
    assert_eq!(cut.pictures, Err(PhotoProblem::CutShort));
    assert_eq!(
        cut.facts.taken_at.unwrap().to_string(),
        "2026-11-20T10:31:02+08:00"
    );
    assert_eq!(cut.facts.latitude.zip(cut.facts.longitude), position);
}

#[test]
fn broken_camera_data_are_told_and_the_picture_is_shown() {
    let jpeg = SamplePicture::of_slot("I07").jpeg();
    let mut broken = jpeg.clone();
    let tiff = broken
        .windows(4)
        .position(|window| window == b"MM\0*")
        .unwrap();
    broken[tiff..tiff + 2].copy_from_slice(b"XX");
    let intake = intake(&broken);
    assert_eq!(intake.facts.warnings, [PhotoWarning::CameraDataDamaged]);
    assert!(intake.pictures.is_ok());
}

#[test]
fn flipped_bytes_never_panic() {
    let seed = seed();
    println!("seed {seed}");
    let mut random = Random(seed);
    let jpeg = SamplePicture::of_slot("I01").jpeg()[..600].to_vec();
    for clean in [small_jpeg(), small_png(), jpeg] {
        for _ in 0..700 {
            let mut bytes = clean.clone();
            for _ in 0..=random.below(6) {
                let at = random.below(bytes.len());
                bytes[at] = random.next() as u8;
            }
            let _ = intake(&bytes);
        }
    }
}

#[test]
fn random_bytes_never_panic() {
    let seed = seed();
    println!("seed {seed}");
    let mut random = Random(seed);
    let starts: [&[u8]; 6] = [
        b"",
        b"\xFF\xD8\xFF",
        b"\x89PNG\r\n\x1A\n",
        b"\0\0\0\x18ftypheic",
        b"RIFF\0\0\0\0WEBP",
        b"\xFF\xD8\xFF\xE1\0\xF0Exif\0\0MM\0*",
    ];
    for _ in 0..2_000 {
        for start in starts {
            let mut bytes = start.to_vec();
            bytes.extend((0..random.below(300)).map(|_| random.next() as u8));
            let _ = intake(&bytes);
        }
    }
}

fn small_png() -> Vec<u8> {
    let picture = RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * y) as u8, x as u8, y as u8]));
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}
