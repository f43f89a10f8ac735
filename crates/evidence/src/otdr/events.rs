//! The instrument's event table.

use super::cursor::Cursor;
use super::error::SorError;
use super::map::BlockBody;
use lineproof_domain::trace::{TraceEvent, TraceEventKind, TraceWarning, distance_m};

/// Totals at the end of the table: loss, its two ends, return loss, its two ends.
const TOTALS_BYTES: usize = 4 + 4 + 4 + 2 + 4 + 4;

/// The event table and its totals.
#[derive(Debug, Default)]
pub(super) struct EventTable {
    pub(super) events: Vec<TraceEvent>,
    pub(super) total_loss_db: Option<f64>,
    pub(super) orl_db: Option<f64>,
}

pub(super) fn read(
    body: BlockBody<'_>,
    refractive_index: f64,
    warnings: &mut Vec<TraceWarning>,
) -> Result<EventTable, SorError> {
    let mut cursor = body.cursor;
    let count = cursor.u16("number of events")?;
    let mut table = EventTable::default();
    let mut starts = Vec::new();
    for _ in 0..count {
        let (event, is_start) = read_event(&mut cursor, body.is_version_2, refractive_index)?;
        if is_start {
            starts.push(event.distance_m);
        }
        table.events.push(event);
    }
    warn_of_events(&table.events, &starts, warnings);
    table
        .events
        .sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m));
    if cursor.remaining() < TOTALS_BYTES {
        warnings.push(TraceWarning::NoTotals);
        return Ok(table);
    }
    let total_loss = cursor.i32("total loss")?;
    cursor.bytes("ends of the total loss", 8)?;
    let orl = cursor.u16("return loss")?;
    // Zero and the largest values stand for "not measured".
    table.total_loss_db = (total_loss != 0).then(|| measured(total_loss)).flatten();
    table.orl_db = (orl != 0 && orl != u16::MAX).then(|| milli(i32::from(orl)));
    Ok(table)
}

/// Each oddity once, however many events have it.
fn warn_of_events(events: &[TraceEvent], starts: &[f64], warnings: &mut Vec<TraceWarning>) {
    let is_positive = |event: &&TraceEvent| event.reflectance_db.is_some_and(|db| db > 0.0);
    let positive: Vec<&TraceEvent> = events.iter().filter(is_positive).collect();
    if let Some(first) = positive.first() {
        warnings.push(TraceWarning::PositiveReflectance {
            event: first.number,
            count: u16::try_from(positive.len()).unwrap_or(u16::MAX),
        });
    }
    if let Some(&distance_m) = starts.first() {
        warnings.push(TraceWarning::StartMarked { distance_m });
    }
}

/// An event, and whether it is marked as a start that is not the zero of its distances.
fn read_event(
    cursor: &mut Cursor<'_>,
    is_version_2: bool,
    refractive_index: f64,
) -> Result<(TraceEvent, bool), SorError> {
    let number = cursor.u16("number of an event")?;
    let time_tenth_ns = cursor.u32("time of an event")?;
    let slope = cursor.i16("slope of an event")?;
    let loss = cursor.i16("loss of an event")?;
    let reflectance = cursor.i32("reflectance of an event")?;
    let code = cursor.bytes("code of an event", 8)?;
    if is_version_2 {
        cursor.bytes("markers of an event", 5 * 4)?;
    }
    let comment = cursor.text("comment of an event")?;

    let kind = kind(code);
    let distance_m = to_millimetre(distance_m(f64::from(time_tenth_ns), refractive_index));
    // No mirror reflects 0 dB: it stands for "none" on splices and "not measured" elsewhere.
    let reflectance_db = (reflectance != 0).then(|| measured(reflectance)).flatten();
    let mark = code.get(1);
    let is_start = mark.is_some_and(|mark| mark.eq_ignore_ascii_case(&b'S')) && time_tenth_ns > 0;
    // Behind its end a fibre has no level, so an end's loss of zero was not measured.
    let is_measured_loss = loss != 0 || kind != TraceEventKind::End;
    let event = TraceEvent {
        number,
        distance_m,
        loss_db: is_measured_loss.then(|| measured_16(loss)).flatten(),
        reflectance_db,
        slope_db_per_km: (slope != 0).then(|| measured_16(slope)).flatten(),
        kind,
        comment,
    };
    Ok((event, is_start))
}

/// The code is `R T 9999 XX`: R how it reflects, T how it was found; letters in either case.
fn kind(code: &[u8]) -> TraceEventKind {
    match code {
        [_, b'E' | b'e' | b'D' | b'd', ..] => TraceEventKind::End,
        [b'1', ..] => TraceEventKind::Reflective,
        [b'2', ..] => TraceEventKind::Saturated,
        _ => TraceEventKind::NonReflective,
    }
}

/// Thousandths, the unit of all levels in a file.
fn milli(value: i32) -> f64 {
    f64::from(value) / 1000.0
}

/// The lowest two and the highest value stand for "not measured".
fn measured(value: i32) -> Option<f64> {
    let is_marker = value <= -i32::MAX || value == i32::MAX;
    (!is_marker).then(|| milli(value))
}

fn measured_16(value: i16) -> Option<f64> {
    let is_marker = value == i16::MIN || value == i16::MAX;
    (!is_marker).then(|| milli(i32::from(value)))
}

/// The finest instruments resolve centimetres.
fn to_millimetre(distance_m: f64) -> f64 {
    (distance_m * 1000.0).round() / 1000.0
}
