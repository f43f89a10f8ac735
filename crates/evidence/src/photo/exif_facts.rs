//! Time, place and orientation from a photo's EXIF data.

use super::{PhotoFormat, PhotoWarning};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use exif::{Exif, Field, In, Rational, Reader, Tag, Value};
use serde::{Serialize, Serializer};
use std::fmt;
use std::io::Cursor;

/// No two places on earth are further apart in local time than 26 hours; a camera set right
/// differs from the satellites' time by at most 14.
const MOST_ZONE_HOURS: u32 = 15;
/// Positions are kept to about a centimetre.
const POSITION_STEPS_PER_DEGREE: f64 = 1e7;

/// When a camera took a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenAt {
    /// With the camera's zone.
    Zoned(DateTime<FixedOffset>),
    /// The camera's local time; the zone is unknown.
    Local(NaiveDateTime),
}

impl fmt::Display for TakenAt {
    /// RFC 3339, without offset where the zone is unknown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TakenAt::Zoned(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S%:z")),
            TakenAt::Local(at) => write!(f, "{}", at.format("%Y-%m-%dT%H:%M:%S")),
        }
    }
}

impl Serialize for TakenAt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What EXIF says.
#[derive(Debug)]
pub(super) struct ExifFacts {
    pub(super) orientation: u8,
    pub(super) size: Option<(u32, u32)>,
    pub(super) taken_at: Option<TakenAt>,
    pub(super) latitude: Option<f64>,
    pub(super) longitude: Option<f64>,
    pub(super) warnings: Vec<PhotoWarning>,
}

impl Default for ExifFacts {
    fn default() -> Self {
        let warnings = Vec::new();
        Self {
            orientation: 1,
            size: None,
            taken_at: None,
            latitude: None,
            longitude: None,
            warnings,
        }
    }
}

impl ExifFacts {
    pub(super) fn read(bytes: &[u8], format: PhotoFormat) -> Self {
        let mut facts = ExifFacts::default();
        if matches!(format, PhotoFormat::Empty | PhotoFormat::Unknown) {
            return facts;
        }
        let mut reader = Reader::new();
        reader.continue_on_error(true);
        match reader.read_from_container(&mut Cursor::new(bytes)) {
            Ok(exif) => facts.take(&exif),
            Err(exif::Error::PartialResult(partial)) => {
                facts.warnings.push(PhotoWarning::CameraDataDamaged);
                facts.take(&partial.into_inner().0);
            }
            Err(exif::Error::NotFound(_)) => facts.warnings.push(PhotoWarning::NoCameraData),
            Err(_) => facts.warnings.push(PhotoWarning::CameraDataDamaged),
        }
        facts
    }

    fn take(&mut self, exif: &Exif) {
        if let Some(orientation @ 1..=8) = number(exif, Tag::Orientation) {
            self.orientation = orientation as u8;
        }
        self.size = number(exif, Tag::PixelXDimension).zip(number(exif, Tag::PixelYDimension));
        self.take_time(exif);
        self.take_position(exif);
    }

    fn take_time(&mut self, exif: &Exif) {
        // The shutter's time first; the last is the time of the last change to the file.
        let sources = [
            (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
            (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
            (Tag::DateTime, Tag::OffsetTime),
        ];
        let written = sources
            .into_iter()
            .find_map(|(time, zone)| Some((time, text(exif, time)?, zone)));
        let Some((tag, time, zone)) = written else {
            return;
        };
        let zone = text(exif, zone).unwrap_or_default();
        self.taken_at = taken_at(time, zone);
        match self.taken_at {
            None => self.warnings.push(PhotoWarning::TimeUnreadable),
            Some(TakenAt::Local(_)) => self.warnings.push(PhotoWarning::NoTimeZone),
            Some(TakenAt::Zoned(_)) => {}
        }
        if tag == Tag::DateTime && self.taken_at.is_some() {
            self.warnings.push(PhotoWarning::TimeOfFile);
        }
        if let Some(hours) = self.hours_from_satellites(exif)
            && hours >= MOST_ZONE_HOURS
        {
            self.warnings
                .push(PhotoWarning::SatelliteTimeDiffers { hours });
        }
    }

    fn hours_from_satellites(&self, exif: &Exif) -> Option<u32> {
        let satellites = satellite_time(exif)?;
        let apart = match self.taken_at? {
            TakenAt::Zoned(at) => at.naive_utc() - satellites,
            TakenAt::Local(at) => at - satellites,
        };
        u32::try_from(apart.num_hours().unsigned_abs()).ok()
    }

    fn take_position(&mut self, exif: &Exif) {
        let degrees = [Tag::GPSLatitude, Tag::GPSLongitude].map(|tag| field(exif, tag));
        if degrees.iter().all(Option::is_none) {
            return;
        }
        let latitude = signed_degrees(
            exif,
            Tag::GPSLatitude,
            Tag::GPSLatitudeRef,
            [b'N', b'S'],
            90.0,
        );
        let longitude = signed_degrees(
            exif,
            Tag::GPSLongitude,
            Tag::GPSLongitudeRef,
            [b'E', b'W'],
            180.0,
        );
        match latitude.zip(longitude) {
            // Receivers without a fix write zeroes; nobody works in the Gulf of Guinea.
            Some(position) if position != (0.0, 0.0) => {
                (self.latitude, self.longitude) = (Some(position.0), Some(position.1));
            }
            _ => self.warnings.push(PhotoWarning::PositionUnreadable),
        }
    }
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

fn number(exif: &Exif, tag: Tag) -> Option<u32> {
    field(exif, tag)?.value.get_uint(0)
}

/// The first text of a field; blanks and zeroes mean that the camera wrote nothing.
fn text(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    let Value::Ascii(texts) = &field(exif, tag)?.value else {
        return None;
    };
    let text = texts.first()?.trim_ascii();
    let is_blank = text
        .iter()
        .all(|byte| matches!(byte, b' ' | b':' | b'0' | 0));
    (!is_blank).then_some(text)
}

fn rationals(exif: &Exif, tag: Tag) -> Option<[f64; 3]> {
    let Value::Rational(parts) = &field(exif, tag)?.value else {
        return None;
    };
    let part = |index: usize| match parts.get(index) {
        None => Some(0.0),
        Some(Rational { denom: 0, num: 0 }) => Some(0.0),
        Some(Rational { denom: 0, .. }) => None,
        Some(part) => Some(part.to_f64()),
    };
    (!parts.is_empty()).then_some([part(0)?, part(1)?, part(2)?])
}

fn signed_degrees(
    exif: &Exif,
    tag: Tag,
    side_tag: Tag,
    [positive, negative]: [u8; 2],
    limit: f64,
) -> Option<f64> {
    let [degrees, minutes, seconds] = rationals(exif, tag)?;
    let value = degrees + minutes / 60.0 + seconds / 3600.0;
    let side = text(exif, side_tag)?.first()?.to_ascii_uppercase();
    let sign = if side == positive {
        1.0
    } else if side == negative {
        -1.0
    } else {
        return None;
    };
    let rounded = (value * POSITION_STEPS_PER_DEGREE).round() / POSITION_STEPS_PER_DEGREE;
    (0.0..=limit).contains(&rounded).then_some(sign * rounded)
}

fn taken_at(time: &[u8], zone: &[u8]) -> Option<TakenAt> {
    let mut written = exif::DateTime::from_ascii(time).ok()?;
    let local = naive_date(&written)?.and_hms_opt(
        u32::from(written.hour),
        u32::from(written.minute),
        u32::from(written.second),
    )?;
    let zone_minutes = written.parse_offset(zone).ok().and(written.offset);
    let zone = zone_minutes.and_then(|minutes| FixedOffset::east_opt(i32::from(minutes) * 60));
    Some(
        match zone.and_then(|zone| local.and_local_timezone(zone).single()) {
            Some(zoned) => TakenAt::Zoned(zoned),
            None => TakenAt::Local(local),
        },
    )
}

fn naive_date(written: &exif::DateTime) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        i32::from(written.year),
        u32::from(written.month),
        u32::from(written.day),
    )
}

/// The satellites' time, always in UTC.
fn satellite_time(exif: &Exif) -> Option<NaiveDateTime> {
    let date = str::from_utf8(text(exif, Tag::GPSDateStamp)?).ok()?;
    let date = NaiveDate::parse_from_str(date, "%Y:%m:%d").ok()?;
    let [hour, minute, second] = rationals(exif, Tag::GPSTimeStamp)?;
    let time = NaiveTime::from_hms_opt(hour as u32, minute as u32, second as u32)?;
    Some(date.and_time(time))
}
