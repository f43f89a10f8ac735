//! Traces: read again from the file, compared with what the device said.

use bytes::Bytes;
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::attachment_role::TRACE_ORIGINAL;
use lineproof_domain::registry::{Body, NumberText, body};
use lineproof_domain::trace::{self, OtdrTrace, decimate};
use lineproof_evidence::otdr::{self, Remark};

use super::record::{Files, Record};
use super::subject;
use crate::api::dto::{Text, Trace, TraceEvent, TraceEventKind, TraceFacts};

/// Points that thinning keeps of one column of a drawing: its first, lowest, highest and last.
const POINTS_A_COLUMN: usize = 4;

/// The traces of a job, newest first.
pub(super) fn of_job(record: &Record<'_>, files: &Files) -> Vec<Trace> {
    let mut traces: Vec<Trace> = record
        .bodies()
        .filter_map(|(id, body)| match body {
            Body::TraceImported(body) => shown(record, files, id, body),
            _ => None,
        })
        .collect();
    traces.reverse();
    traces
}

fn shown(
    record: &Record<'_>,
    files: &Files,
    id: EventId,
    said: body::TraceImported,
) -> Option<Trace> {
    let (_, event) = record.entry(id)?;
    let original = event.attachment(TRACE_ORIGINAL)?;
    let found = files.bytes.get(&original.sha256).map(read);
    let (read, is_unreadable) = match found {
        Some(Some(read)) => (Some(read), false),
        Some(None) => (None, true),
        None => (None, false),
    };
    let points = read.as_ref().map_or_else(Vec::new, |read| {
        decimate(&read.polyline, Trace::MAX_POINTS / POINTS_A_COLUMN)
    });
    Some(Trace {
        event: id.0,
        time: record.time(id)?,
        by: record.author(id),
        file_name: said.file_name,
        original: files.blob(original),
        facts: read
            .as_ref()
            .map_or_else(|| as_said(&said.facts), |read| as_read(&read.facts)),
        distance_m: points.iter().map(|point| point.distance_m).collect(),
        level_db: points.iter().map(|point| point.level_db).collect(),
        events: read.as_ref().map_or_else(Vec::new, events),
        warnings: read.as_ref().map_or_else(
            || said.facts.warnings.iter().map(|one| warning(one)).collect(),
            |read| {
                let found = read.facts.warnings.iter();
                found.map(|one| warning(&one.to_string())).collect()
            },
        ),
        disagrees: (is_unreadable && says_anything(&said.facts))
            || read
                .as_ref()
                .is_some_and(|read| disagree(&said.facts, &read.facts)),
        superseded_by: record.job.state.superseded.get(&id).map(|event| event.0),
    })
}

fn read(bytes: &Bytes) -> Option<OtdrTrace> {
    otdr::read(bytes).ok()
}

fn as_read(facts: &trace::TraceFacts) -> TraceFacts {
    TraceFacts {
        instrument: facts.instrument.clone(),
        serial: facts.serial.clone(),
        wavelength_nm: facts.wavelength_nm,
        pulse_ns: facts.pulse_ns.map(f64::from),
        refractive_index: Some(facts.refractive_index),
        length_m: facts.length_m,
        total_loss_db: facts.total_loss_db,
        orl_db: facts.orl_db,
        measured_at: facts
            .measured_at
            .map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()),
    }
}

fn as_said(facts: &body::TraceFacts) -> TraceFacts {
    let number = |text: &Option<NumberText>| text.as_ref().map(NumberText::approximate);
    TraceFacts {
        instrument: facts.instrument.clone(),
        serial: facts.serial.clone(),
        wavelength_nm: number(&facts.wavelength_nm),
        pulse_ns: facts.pulse_ns.map(f64::from),
        refractive_index: number(&facts.refractive_index),
        length_m: number(&facts.length_m),
        total_loss_db: number(&facts.total_loss_db),
        orl_db: number(&facts.orl_db),
        measured_at: facts
            .measured_at
            .map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string()),
    }
}

/// A file that was damaged already when the device took it says nothing but that.
fn says_anything(said: &body::TraceFacts) -> bool {
    let nothing = body::TraceFacts {
        warnings: said.warnings.clone(),
        ..body::TraceFacts::default()
    };
    *said != nothing
}

/// Whether the file says otherwise than the device's event, beyond the digits that were written down.
fn disagree(said: &body::TraceFacts, found: &trace::TraceFacts) -> bool {
    [
        (&said.wavelength_nm, found.wavelength_nm),
        (&said.length_m, found.length_m),
        (&said.total_loss_db, found.total_loss_db),
        (&said.orl_db, found.orl_db),
    ]
    .into_iter()
    .any(|(said, found)| match (said, found) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(said), Some(found)) => (said.approximate() - found).abs() > last_digit(said),
    })
}

/// The worth of the last digit written.
fn last_digit(text: &NumberText) -> f64 {
    let decimals = text
        .as_str()
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    10_f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

fn events(read: &OtdrTrace) -> Vec<TraceEvent> {
    (1..)
        .zip(&read.facts.events)
        .map(|(number, event)| TraceEvent {
            number,
            distance_m: event.distance_m,
            loss_db: event.loss_db,
            reflectance_db: event.reflectance_db,
            kind: match event.kind {
                trace::TraceEventKind::Reflective => TraceEventKind::Reflective,
                trace::TraceEventKind::NonReflective => TraceEventKind::NonReflective,
                trace::TraceEventKind::Saturated => TraceEventKind::Saturated,
                trace::TraceEventKind::End => TraceEventKind::End,
            },
        })
        .collect()
}

/// The record keeps the reader's sentence; a newer program may write one that this one does not know.
fn warning(sentence: &str) -> Text {
    let Some(remark) = Remark::of(sentence) else {
        return subject::message("document-trace-warning-other");
    };
    let args: Vec<(&str, &str)> = remark
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    subject::told(&format!("document-trace-warning-{}", remark.code), &args)
}
