//! The blocks of settings: who measured what, with which instrument and how.

use super::error::SorError;
use super::map::BlockBody;
use chrono::{DateTime, NaiveDateTime};
use lineproof_domain::trace::distance_m;

/// Group indices of real fibres lie between 1.46 and 1.48; beyond these bounds a file is damaged.
const REFRACTIVE_INDEX_E5: std::ops::RangeInclusive<u32> = 100_000..=200_000;
/// A wavelength field below this holds whole nm instead of tenths (no OTDR works below 600 nm,
/// none above 2000 nm).
const WHOLE_NM_BELOW: u16 = 5000;
/// Sample spacings are in 10^-14 s, times in 10^-10 s.
const SPACING_UNITS_IN_TENTH_NS: f64 = 1e4;
/// Instruments whose clock was never set write dates around 1970 or 1980.
const CLOCKS_RUN_SINCE_UNIX: u32 = 631_152_000; // 1990-01-01

/// What the operator entered.
#[derive(Debug, Default)]
pub(super) struct GeneralParameters {
    pub(super) cable: Option<String>,
    pub(super) fibre: Option<String>,
    pub(super) nominal_wavelength_nm: Option<u16>,
    pub(super) location_a: Option<String>,
    pub(super) location_b: Option<String>,
    /// Time from the instrument's port to the start of the fibre (the launch fibre).
    pub(super) user_offset_tenth_ns: i32,
    pub(super) operator: Option<String>,
    pub(super) comment: Option<String>,
}

impl GeneralParameters {
    pub(super) fn read(body: BlockBody<'_>) -> Result<Self, SorError> {
        let mut cursor = body.cursor;
        cursor.bytes("language", 2)?;
        let cable = cursor.text("cable")?;
        let fibre = cursor.text("fibre")?;
        if body.is_version_2 {
            cursor.u16("fibre type")?;
        }
        let nominal = cursor.u16("nominal wavelength")?;
        let location_a = cursor.text("location A")?;
        let location_b = cursor.text("location B")?;
        cursor.text("cable code")?;
        cursor.bytes("build condition", 2)?;
        let user_offset_tenth_ns = cursor.i32("user offset")?;
        if body.is_version_2 {
            cursor.i32("user offset distance")?;
        }
        Ok(Self {
            cable,
            fibre,
            nominal_wavelength_nm: (nominal > 0).then_some(nominal),
            location_a,
            location_b,
            user_offset_tenth_ns,
            operator: cursor.text("operator")?,
            comment: cursor.text("comment")?,
        })
    }
}

/// The instrument.
#[derive(Debug, Default)]
pub(super) struct SupplierParameters {
    supplier: Option<String>,
    model: Option<String>,
    module: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) module_serial: Option<String>,
    pub(super) software: Option<String>,
}

impl SupplierParameters {
    pub(super) fn read(body: BlockBody<'_>) -> Result<Self, SorError> {
        let mut cursor = body.cursor;
        Ok(Self {
            supplier: cursor.text("supplier")?,
            model: cursor.text("model")?,
            serial: cursor.text("serial number")?,
            module: cursor.text("module")?,
            module_serial: cursor.text("serial number of the module")?,
            software: cursor.text("software version")?,
        })
    }

    pub(super) fn instrument(&self) -> Option<String> {
        let parts = [&self.supplier, &self.model, &self.module];
        let named: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!named.is_empty()).then(|| named.join(" "))
    }
}

/// How the curve was measured.
#[derive(Debug)]
pub(super) struct FixedParameters {
    unix_time: u32,
    pub(super) wavelength_nm: Option<f64>,
    pub(super) pulses: Vec<Pulse>,
    pub(super) refractive_index: f64,
    /// Time from the first point of the curve to the instrument's port.
    pub(super) lead_tenth_ns: f64,
}

/// One pulse width; a curve may be put together from several.
#[derive(Debug)]
pub(super) struct Pulse {
    pub(super) width_ns: u16,
    pub(super) spacing_tenth_ns: f64,
    pub(super) points: u32,
}

impl FixedParameters {
    pub(super) fn read(body: BlockBody<'_>) -> Result<Self, SorError> {
        let mut cursor = body.cursor;
        let unix_time = cursor.u32("date")?;
        cursor.bytes("unit", 2)?;
        let wavelength = cursor.u16("wavelength")?;
        let acquisition_offset = cursor.i32("acquisition offset")?;
        if body.is_version_2 {
            cursor.i32("acquisition offset distance")?;
        }
        let pulse_count = cursor.u16("number of pulse widths")?;
        let widths = each(pulse_count, || cursor.u16("pulse width"))?;
        let spacings = each(pulse_count, || cursor.u32("sample spacing"))?;
        if spacings.is_empty() || spacings.contains(&0) {
            return Err(cursor.impossible("sample spacing", 4 * spacings.len(), 0));
        }
        let points = each(pulse_count, || cursor.u32("number of points"))?;
        let index_e5 = cursor.u32("refractive index")?;
        if !REFRACTIVE_INDEX_E5.contains(&index_e5) {
            return Err(cursor.impossible("refractive index", 4, index_e5));
        }
        cursor.u16("backscatter")?;
        cursor.u32("averages")?;
        if body.is_version_2 {
            cursor.u16("averaging time")?;
        }
        cursor.u32("range")?;
        if body.is_version_2 {
            cursor.i32("range distance")?;
        }
        let front_panel_offset = cursor.i32("front panel offset")?;
        let pulses = widths.into_iter().zip(spacings).zip(points);
        Ok(Self {
            unix_time,
            wavelength_nm: wavelength_nm(wavelength),
            pulses: pulses
                .map(|((width_ns, spacing), points)| Pulse {
                    width_ns,
                    spacing_tenth_ns: f64::from(spacing) / SPACING_UNITS_IN_TENTH_NS,
                    points,
                })
                .collect(),
            refractive_index: f64::from(index_e5) / 1e5,
            lead_tenth_ns: lead_tenth_ns(front_panel_offset, acquisition_offset),
        })
    }

    pub(super) fn sample_spacing_m(&self) -> f64 {
        self.in_metres(
            self.pulses
                .first()
                .map_or(0.0, |pulse| pulse.spacing_tenth_ns),
        )
    }

    /// Length of the longest pulse in the fibre (a pulse travels there and back).
    pub(super) fn pulse_m(&self) -> f64 {
        let widest_ns = self
            .pulses
            .iter()
            .map(|pulse| pulse.width_ns)
            .max()
            .unwrap_or(0);
        self.in_metres(f64::from(widest_ns) * 10.0 / 2.0)
    }

    pub(super) fn in_metres(&self, time_tenth_ns: f64) -> f64 {
        distance_m(time_tenth_ns, self.refractive_index)
    }

    pub(super) fn stated_points(&self) -> u32 {
        self.pulses
            .iter()
            .fold(0, |sum, pulse| sum.saturating_add(pulse.points))
    }

    /// Date and time as written, without a zone.
    pub(super) fn measured_at(&self) -> Option<NaiveDateTime> {
        let written = DateTime::from_timestamp(i64::from(self.unix_time), 0)?;
        (self.unix_time > 0).then(|| written.naive_utc())
    }

    pub(super) fn clock_was_not_set(&self) -> bool {
        self.unix_time < CLOCKS_RUN_SINCE_UNIX
    }
}

/// The curve starts before the instrument's port: makers write that as a positive offset of the
/// front panel, some (also or only) as a negative acquisition offset.
fn lead_tenth_ns(front_panel_offset: i32, acquisition_offset: i32) -> f64 {
    match front_panel_offset {
        0 => -f64::from(acquisition_offset),
        offset => f64::from(offset),
    }
}

fn wavelength_nm(written: u16) -> Option<f64> {
    match written {
        0 => None,
        whole if whole < WHOLE_NM_BELOW => Some(f64::from(whole)),
        tenths => Some(f64::from(tenths) / 10.0),
    }
}

/// Reads a value `count` times; a wrong count ends with the block.
fn each<T>(count: u16, mut read: impl FnMut() -> Result<T, SorError>) -> Result<Vec<T>, SorError> {
    (0..count).map(|_| read()).collect()
}
