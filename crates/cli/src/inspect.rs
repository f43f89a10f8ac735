//! `inspect FILE`: what a trace or a photo says of itself. Its kind is found by its content, never by its name.

use crate::answer::{Answer, Remark, line};
use crate::failure::Failure;
use crate::files;
use lineproof_domain::trace::{TraceEventKind, TraceFacts};
use lineproof_evidence::otdr::{self, SorError};
use lineproof_evidence::photo::{PhotoFormat, PhotoIntake, intake};
use lineproof_i18n::{Language, text};
use serde_json::json;
use std::path::Path;

pub fn inspect(path: &Path, language: Language) -> Result<Answer, Failure> {
    let bytes = files::read(path)?;
    let path = path.to_owned();
    match PhotoFormat::of(&bytes) {
        PhotoFormat::Empty => Err(Failure::Empty { path }),
        PhotoFormat::Jpeg
        | PhotoFormat::Png
        | PhotoFormat::Heic
        | PhotoFormat::Avif
        | PhotoFormat::Webp => Ok(photo(&intake(&bytes), language)),
        PhotoFormat::Unknown => match otdr::read(&bytes) {
            Ok(read) => Ok(trace(&read.facts, language)),
            Err(SorError::NotSor) => Err(Failure::NeitherTraceNorPhoto { path }),
            Err(source) => Err(Failure::Trace { path, source }),
        },
    }
}

fn trace(facts: &TraceFacts, language: Language) -> Answer {
    let warnings = remarks(&facts.warnings, "document-trace-warning-", language);
    let events: Vec<serde_json::Value> = facts
        .events
        .iter()
        .map(|event| {
            json!({
                "distance_m": event.distance_m,
                "loss_db": event.loss_db,
                "reflectance_db": event.reflectance_db,
                "kind": event.kind,
            })
        })
        .collect();
    let json = json!({
        "instrument": facts.instrument,
        "serial": facts.serial,
        "wavelength_nm": facts.wavelength_nm,
        "pulse_ns": facts.pulse_ns,
        "refractive_index": facts.refractive_index,
        "length_m": facts.length_m,
        "total_loss_db": facts.total_loss_db,
        "orl_db": facts.orl_db,
        "events": events,
        "points": facts.points,
        "warnings": warnings,
    });
    Answer {
        holds: true,
        json,
        text: trace_in_words(facts, &warnings, language),
    }
}

fn trace_in_words(facts: &TraceFacts, warnings: &[Remark], language: Language) -> String {
    let fact = |key: &str, value: Option<String>| fact_line(language, key, value);
    let mut said = text(language, "cli-trace-title", &[]) + "\n";
    said += &fact("cli-trace-instrument", facts.instrument.clone());
    said += &fact("cli-trace-serial", facts.serial.clone());
    said += &fact(
        "cli-trace-wavelength",
        with_unit(facts.wavelength_nm, 1, "nm"),
    );
    said += &fact(
        "cli-trace-pulse",
        with_unit(facts.pulse_ns.map(f64::from), 0, "ns"),
    );
    said += &fact(
        "cli-trace-index",
        with_unit(Some(facts.refractive_index), 5, ""),
    );
    said += &fact("cli-trace-length", with_unit(facts.length_m, 1, "m"));
    said += &fact(
        "cli-trace-total-loss",
        with_unit(facts.total_loss_db, 3, "dB"),
    );
    said += &fact("cli-trace-orl", with_unit(facts.orl_db, 3, "dB"));
    said += &fact("cli-trace-points", Some(facts.points.to_string()));
    for event in &facts.events {
        let kind = match event.kind {
            TraceEventKind::Reflective => "cli-trace-reflective",
            TraceEventKind::NonReflective => "cli-trace-non-reflective",
            TraceEventKind::Saturated => "cli-trace-saturated",
            TraceEventKind::End => "cli-trace-end",
        };
        let unmeasured = || "-".to_owned();
        said += &format!(
            "{:>12.1} m  {:>10}  {:>10}  {}\n",
            event.distance_m,
            with_unit(event.loss_db, 3, "dB").unwrap_or_else(unmeasured),
            with_unit(event.reflectance_db, 1, "dB").unwrap_or_else(unmeasured),
            text(language, kind, &[]),
        );
    }
    said + &warning_lines(warnings)
}

fn photo(read: &PhotoIntake, language: Language) -> Answer {
    let facts = &read.facts;
    let mut warnings = remarks(&facts.warnings, "cli-photo-warning-", language);
    if let Err(problem) = &read.pictures {
        warnings.push(Remark::new(problem, "cli-photo-problem-", language));
    }
    let json = json!({
        "format": facts.format,
        "width": facts.width,
        "height": facts.height,
        "orientation": facts.orientation,
        "taken_at": facts.taken_at,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "warnings": warnings,
    });
    let fact = |key: &str, value: Option<String>| fact_line(language, key, value);
    let size = facts.width.zip(facts.height);
    let place = facts.latitude.zip(facts.longitude);
    let mut said = text(language, "cli-photo-title", &[]) + "\n";
    said += &fact("cli-photo-format", Some(facts.format.to_string()));
    said += &fact(
        "cli-photo-size",
        size.map(|(width, height)| format!("{width} × {height}")),
    );
    said += &fact("cli-photo-orientation", Some(facts.orientation.to_string()));
    said += &fact(
        "cli-photo-taken-at",
        facts.taken_at.map(|at| at.to_string()),
    );
    said += &fact(
        "cli-photo-place",
        place.map(|(north, east)| format!("{north:.6}, {east:.6}")),
    );
    said += &warning_lines(&warnings);
    Answer {
        holds: true,
        json,
        text: said,
    }
}

fn remarks(found: &[impl serde::Serialize], beginning: &str, language: Language) -> Vec<Remark> {
    found
        .iter()
        .map(|remark| Remark::new(remark, beginning, language))
        .collect()
}

fn warning_lines(warnings: &[Remark]) -> String {
    warnings
        .iter()
        .map(|warning| line("!", warning.text()))
        .collect()
}

fn fact_line(language: Language, key: &str, value: Option<String>) -> String {
    let value = value.unwrap_or_else(|| text(language, "cli-not-measured", &[]));
    text(language, key, &[("value", value.into())]) + "\n"
}

fn with_unit(value: Option<f64>, decimals: usize, unit: &str) -> Option<String> {
    let text = format!("{:.decimals$} {unit}", value?);
    Some(text.trim_end().to_owned())
}
