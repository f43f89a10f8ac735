//! Against real photos of cameras and phones, where the folder of samples is at hand.

use crate::photo::{PhotoFormat, PhotoProblem, PhotoWarning, intake};
use crate::sample_files::sample_file;

/// What a file must give.
struct Expected {
    file: &'static str,
    size: (u32, u32),
    orientation: u8,
    taken_at: Option<&'static str>,
    position: Option<(f64, f64)>,
    /// Size of the picture shown.
    shown: Result<(u32, u32), PhotoProblem>,
}

const HEIC: PhotoProblem = PhotoProblem::FormatNotShown {
    format: PhotoFormat::Heic,
};

#[rustfmt::skip]
const FILES: [Expected; 9] = [
    Expected { file: "heic_mobile_iphone_13_pro_max.HEIC", size: (4032, 3024), orientation: 6, taken_at: Some("2022-02-16T12:55:41+01:00"), position: None, shown: Err(HEIC) },
    Expected { file: "jpg_corrupted.jpg", size: (3648, 2736), orientation: 1, taken_at: Some("2015-09-08T11:02:17"), position: None, shown: Err(PhotoProblem::Damaged) },
    Expected { file: "jpg_gps_DSCN0010.jpg", size: (640, 480), orientation: 1, taken_at: Some("2008-10-22T16:28:39"), position: Some((43.467_448_3, 11.885_126_7)), shown: Ok((640, 480)) },
    Expected { file: "jpg_gps_DSCN0021.jpg", size: (640, 480), orientation: 1, taken_at: Some("2008-10-22T16:38:20"), position: Some((43.467_081_7, 11.884_538_3)), shown: Ok((640, 480)) },
    Expected { file: "jpg_hdr_iphone_hdr_NO.jpg", size: (3264, 2448), orientation: 1, taken_at: Some("2015-04-10T20:12:23"), position: Some((40.446_972_2, -3.724_752_8)), shown: Ok((1600, 1200)) },
    Expected { file: "jpg_mobile_jolla.jpg", size: (3264, 2448), orientation: 1, taken_at: Some("2014-09-21T16:00:56"), position: None, shown: Ok((1600, 1200)) },
    Expected { file: "jpg_orientation_landscape_6.jpg", size: (450, 600), orientation: 6, taken_at: None, position: None, shown: Ok((600, 450)) },
    Expected { file: "jpg_orientation_portrait_8.jpg", size: (600, 450), orientation: 8, taken_at: None, position: None, shown: Ok((450, 600)) },
    Expected { file: "jpg_xmp_no_exif.jpg", size: (322, 466), orientation: 1, taken_at: Some("2014-09-22T10:56:35"), position: None, shown: Ok((322, 466)) },
];

#[test]
fn real_photos_give_their_facts() {
    for expected in FILES {
        let Some(bytes) = sample(expected.file) else {
            return;
        };
        let intake = intake(&bytes);
        let facts = &intake.facts;
        let file = expected.file;
        assert_eq!(facts.width.zip(facts.height), Some(expected.size), "{file}");
        assert_eq!(facts.orientation, expected.orientation, "{file}");
        let taken_at = facts.taken_at.map(|taken_at| taken_at.to_string());
        assert_eq!(taken_at.as_deref(), expected.taken_at, "{file}");
        assert_eq!(
            facts.latitude.zip(facts.longitude),
            expected.position,
            "{file}"
        );
        let shown = intake
            .pictures
            .map(|pictures| (pictures.rendition.width, pictures.rendition.height));
        assert_eq!(shown, expected.shown, "{file}");
    }
}

#[test]
fn a_camera_clock_a_day_off_the_satellites_is_told() {
    let Some(bytes) = sample("jpg_gps_DSCN0021.jpg") else {
        return;
    };
    let told = PhotoWarning::SatelliteTimeDiffers { hours: 21 };
    assert_eq!(
        intake(&bytes).facts.warnings,
        [PhotoWarning::NoTimeZone, told]
    );
}

fn sample(file: &str) -> Option<Vec<u8>> {
    sample_file(&format!("photos/exif-samples__{file}"))
}
