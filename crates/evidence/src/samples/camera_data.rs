//! The EXIF data of a sample picture.

use super::SamplePicture;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use std::io::Cursor;

/// Where a JPEG's first segment goes: behind its two bytes of start mark.
const BEHIND_START: usize = 2;

pub(super) fn insert(jpeg: &mut Vec<u8>, picture: &SamplePicture, width: u32, height: u32) {
    let mut values = vec![
        (
            Tag::ImageDescription,
            text(&format!("SAMPLE {}", picture.slot)),
        ),
        (Tag::Make, text("Lineproof")),
        (Tag::Model, text("SAMPLE")),
        (
            Tag::Orientation,
            Value::Short(vec![u16::from(picture.orientation)]),
        ),
        (Tag::PixelXDimension, Value::Long(vec![width])),
        (Tag::PixelYDimension, Value::Long(vec![height])),
    ];
    if let Some(taken_at) = picture.taken_at {
        values.push((
            Tag::DateTimeOriginal,
            text(&taken_at.format("%Y:%m:%d %H:%M:%S").to_string()),
        ));
        values.push((
            Tag::OffsetTimeOriginal,
            text(&taken_at.format("%:z").to_string()),
        ));
    }
    if let Some((latitude, longitude)) = picture.position {
        let side =
            |value: f64, positive, negative| text(if value < 0.0 { negative } else { positive });
        values.push((Tag::GPSLatitudeRef, side(latitude, "N", "S")));
        values.push((Tag::GPSLatitude, degrees(latitude)));
        values.push((Tag::GPSLongitudeRef, side(longitude, "E", "W")));
        values.push((Tag::GPSLongitude, degrees(longitude)));
    }
    let fields: Vec<Field> = values
        .into_iter()
        .map(|(tag, value)| Field {
            tag,
            ifd_num: In::PRIMARY,
            value,
        })
        .collect();
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut tiff = Cursor::new(Vec::new());
    #[expect(
        clippy::expect_used,
        reason = "the fields are well formed and memory takes any bytes"
    )]
    writer
        .write(&mut tiff, false)
        .expect("camera data are written to memory");
    jpeg.splice(BEHIND_START..BEHIND_START, segment(&tiff.into_inner()));
}

fn segment(tiff: &[u8]) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1];
    let body = [b"Exif\0\0".as_slice(), tiff].concat();
    let length = u16::try_from(body.len() + 2).unwrap_or(u16::MAX);
    segment.extend(length.to_be_bytes());
    segment.extend(body);
    segment
}

fn text(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

/// Degrees, minutes and hundred-thousandths of seconds.
fn degrees(value: f64) -> Value {
    let parts = (value.abs() * 3600.0 * 1e5).round() as u64;
    let (minutes, seconds) = (parts / 6_000_000, (parts % 6_000_000) as u32);
    let whole = |num: u64| Rational {
        num: num as u32,
        denom: 1,
    };
    Value::Rational(vec![
        whole(minutes / 60),
        whole(minutes % 60),
        Rational {
            num: seconds,
            denom: 100_000,
        },
    ])
}
