//! Reading OTDR trace files (`.sor`), versions 1 and 2 of the format.
//!
//! Instruments differ from the written format and from each other; what is known of that stands
//! beside the code that meets it. A checksum never decides: most makers compute their own.

mod blocks;
mod checksum;
mod cursor;
mod curve;
mod end;
mod error;
mod events;
mod map;
mod remark;
#[cfg(test)]
mod tests;
mod text;

pub use error::SorError;
pub use remark::Remark;

use blocks::{FixedParameters, GeneralParameters, SupplierParameters};
use curve::Curve;
use end::FibreEnd;
use lineproof_domain::trace::{OtdrTrace, TraceFacts, TracePoint, TraceWarning};
use map::{Block, SorMap};

#[cfg(any(test, feature = "sor-writer"))]
pub(crate) use checksum::crc16;

/// The largest trace file read. The largest ones seen have 0.4 MB.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;

/// The start of the names of blocks in which a maker keeps its own copy of the curve.
const OWN_CURVE_BLOCKS: [&str; 1] = ["ExfoNewProprietaryBlock"];

/// Reads a trace file.
///
/// # Errors
/// Where the bytes are not a trace file, or lack what the length of a fibre needs; a file that
/// ends early is read (with a warning) only if its curve reaches beyond the end of the fibre.
pub fn read(bytes: &[u8]) -> Result<OtdrTrace, SorError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(SorError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_FILE_BYTES,
        });
    }
    let map = SorMap::read(bytes)?;
    let mut warnings = Vec::new();

    let general = map.optional(bytes, "GenParams")?;
    let general = general
        .map(GeneralParameters::read)
        .transpose()?
        .unwrap_or_default();
    let supplier = map.optional(bytes, "SupParams")?;
    let supplier = supplier
        .map(SupplierParameters::read)
        .transpose()?
        .unwrap_or_default();
    let fixed = FixedParameters::read(map.required(bytes, "FxdParams")?)?;
    let table = match map.optional(bytes, "KeyEvents")? {
        Some(block) => events::read(block, fixed.refractive_index, &mut warnings)?,
        None => {
            warnings.push(TraceWarning::NoEventTable);
            events::EventTable::default()
        }
    };
    let curve = Curve::read(map.curve(bytes)?, &fixed)?;
    let polyline = curve.polyline(&fixed, general.user_offset_tenth_ns);

    let end = FibreEnd::find(&table.events, &polyline, fixed.pulse_m());
    end.warn(&table.events, &mut warnings);
    let length_m = end.distance_m();
    if curve.is_cut && !reaches_beyond(&polyline, length_m) {
        return Err(map.cut_short("DataPts", bytes.len()));
    }
    curve.warn(&fixed, &mut warnings);
    warn_of_file(&map, bytes, &mut warnings);
    warn_of_values(&fixed, &table, length_m, &mut warnings);

    let mut facts = TraceFacts {
        instrument: supplier.instrument(),
        serial: supplier.serial.or(supplier.module_serial),
        software: supplier.software,
        wavelength_nm: fixed
            .wavelength_nm
            .or(general.nominal_wavelength_nm.map(f64::from)),
        nominal_wavelength_nm: general.nominal_wavelength_nm,
        pulse_ns: fixed.pulses.first().map(|pulse| pulse.width_ns),
        refractive_index: fixed.refractive_index,
        length_m,
        total_loss_db: table.total_loss_db,
        orl_db: table.orl_db,
        events: table.events,
        points: curve.point_count(),
        sample_spacing_m: fixed.sample_spacing_m(),
        measured_at: fixed.measured_at(),
        cable: general.cable,
        fibre: general.fibre,
        location_a: general.location_a,
        location_b: general.location_b,
        operator: general.operator,
        comment: general.comment,
        warnings,
    };
    clip_texts(&mut facts);
    Ok(OtdrTrace { facts, polyline })
}

/// Cuts every text to what an operator may have named: a file can hold megabytes where a name belongs.
fn clip_texts(facts: &mut TraceFacts) {
    let comments = facts.events.iter_mut().map(|event| &mut event.comment);
    let texts = [
        &mut facts.instrument,
        &mut facts.serial,
        &mut facts.software,
        &mut facts.cable,
        &mut facts.fibre,
        &mut facts.location_a,
        &mut facts.location_b,
        &mut facts.operator,
        &mut facts.comment,
    ];
    let mut count = 0;
    for written in texts.into_iter().chain(comments).flatten() {
        let clipped = text::clipped(written);
        if clipped.len() < written.len() {
            *written = clipped;
            count += 1;
        }
    }
    if count > 0 {
        facts.warnings.push(TraceWarning::TextsClipped { count });
    }
}

fn reaches_beyond(polyline: &[TracePoint], length_m: Option<f64>) -> bool {
    match (polyline.last(), length_m) {
        (Some(last), Some(length_m)) => last.distance_m > length_m,
        _ => false,
    }
}

fn warn_of_file(map: &SorMap, bytes: &[u8], warnings: &mut Vec<TraceWarning>) {
    let (stated, actual) = (map.file_bytes(), bytes.len());
    if stated > actual as u64 {
        warnings.push(TraceWarning::CutShort {
            expected_bytes: u32::try_from(stated).unwrap_or(u32::MAX),
            actual_bytes: u32::try_from(actual).unwrap_or(u32::MAX),
        });
    } else {
        warnings.extend(checksum::warning(map, bytes));
        let count = u32::try_from(actual as u64 - stated).unwrap_or(u32::MAX);
        if count > 0 {
            warnings.push(TraceWarning::TrailingBytes { count });
        }
    }
    let is_own = |block: &&Block| {
        OWN_CURVE_BLOCKS
            .iter()
            .any(|own| block.name.starts_with(own))
    };
    if let Some(Block { name, .. }) = map.blocks.iter().find(is_own) {
        warnings.push(TraceWarning::SecondCurveCopy {
            block: text::clipped(name),
        });
    }
}

/// Less than any fibre attenuates, dB/km (the best cables have 0.15 at 1550 nm).
const LEAST_ATTENUATION_DB_PER_KM: f64 = 0.1;
/// Below this length a total loss near zero is possible.
const SHORT_FIBRE_M: f64 = 1000.0;

fn warn_of_values(
    fixed: &FixedParameters,
    table: &events::EventTable,
    length_m: Option<f64>,
    warnings: &mut Vec<TraceWarning>,
) {
    if fixed.clock_was_not_set() {
        warnings.push(TraceWarning::ClockNotSet);
    }
    let Some(loss_db) = table.total_loss_db else {
        return;
    };
    if loss_db.fract() == 0.0 {
        warnings.push(TraceWarning::TotalLossRounded);
    }
    let least_db = length_m.unwrap_or(0.0) / 1000.0 * LEAST_ATTENUATION_DB_PER_KM;
    if length_m.is_some_and(|length_m| length_m > SHORT_FIBRE_M) && loss_db < least_db {
        warnings.push(TraceWarning::TotalLossImplausible);
    }
}
