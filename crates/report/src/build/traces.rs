//! Imported traces: the curve, and the instrument's table of events.

use super::Basis;
use super::words::{minus, minute, quantity};
use crate::view::{Block, Cell, Column, Table, TraceFigure};
use lineproof_domain::job::Trace;
use lineproof_domain::trace::{OtdrTrace, TraceEvent, TraceEventKind, TraceFacts, TracePlot};

/// Points of the curve across the page: finer than a printer's dots is of no use.
const PLOT_COLUMNS: usize = 1000;
/// Events of a file that are printed: a long line has some twenty, a damaged file may claim 65,535.
const MAX_EVENTS: usize = 100;

impl Basis<'_> {
    /// Every imported trace that can still be read, in order.
    pub(super) fn trace_section(&mut self) -> Vec<Block> {
        self.shows.insert("trace".to_owned());
        let traces = &self.job.traces;
        if traces.is_empty() {
            return Vec::new();
        }
        self.read.extend(traces.iter().map(|trace| trace.event));
        let mut blocks = vec![Block::Heading(self.words.say("document-traces-title"))];
        for trace in traces {
            let file = trace.file.as_ref();
            match file.and_then(|file| self.evidence.trace(file)) {
                Some(read) => blocks.extend(self.trace_blocks(trace, &read)),
                None => blocks.push(Block::Note(self.words.with(
                    "document-trace-unreadable",
                    &[("file", trace.facts.file_name.clone().into())],
                ))),
            }
        }
        blocks
    }

    fn trace_blocks(&self, trace: &Trace, read: &OtdrTrace) -> Vec<Block> {
        let words = self.words;
        let mut blocks = Vec::new();
        let caption = self.trace_caption(&trace.facts.file_name, &read.facts);
        match TracePlot::of(read, PLOT_COLUMNS) {
            Some(plot) => blocks.push(Block::Trace(Box::new(TraceFigure {
                plot,
                reference: None,
                near_end: end(&read.facts.location_a, words.say("document-trace-near-end")),
                far_end: end(&read.facts.location_b, words.say("document-trace-far-end")),
                distance_label: words.say("document-trace-distance"),
                level_label: words.say("document-trace-level"),
                caption,
            }))),
            None => blocks.push(Block::Note(caption)),
        }
        blocks.extend(self.trace_warnings(&read.facts.warnings));
        let events = &read.facts.events;
        let shown = &events[..events.len().min(MAX_EVENTS)];
        if !shown.is_empty() {
            blocks.push(Block::Table(self.event_table(shown)));
        }
        let left = u32::try_from(events.len() - shown.len()).unwrap_or(u32::MAX);
        if left > 0 {
            let count = [("count", left.into())];
            blocks.push(Block::Note(
                words.with("document-trace-more-events", &count),
            ));
        }
        blocks
    }

    fn trace_caption(&self, file_name: &str, facts: &TraceFacts) -> String {
        let words = self.words;
        let mut parts = vec![file_name.to_owned()];
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                parts.push(words.with(key, &[("value", value.into())]));
            }
        };
        let device = [facts.instrument.clone(), facts.serial.clone()];
        let device: Vec<String> = device.into_iter().flatten().collect();
        let number = |value: Option<f64>, decimals: usize, unit: &str| {
            value.map(|value| quantity(&fixed(value, decimals), Some(unit)))
        };
        add(
            "document-trace-instrument",
            (!device.is_empty()).then(|| device.join(" ")),
        );
        add(
            "document-trace-wavelength",
            number(facts.wavelength_nm, 1, "nm"),
        );
        let pulse = facts
            .pulse_ns
            .map(|ns| quantity(&ns.to_string(), Some("ns")));
        add("document-trace-pulse", pulse);
        add(
            "document-trace-index",
            Some(fixed(facts.refractive_index, 4)),
        );
        let length_km = facts.length_m.map(|metres| metres / 1000.0);
        add("document-trace-length", number(length_km, 4, "km"));
        add(
            "document-trace-total-loss",
            number(facts.total_loss_db, 3, "dB"),
        );
        add("document-trace-orl", number(facts.orl_db, 1, "dB"));
        let measured = facts.measured_at;
        add("document-trace-measured-at", measured.map(minute));
        let end = words.say("document-sentence-end");
        format!("{}{end}", parts.join(&words.say("document-list-comma")))
    }

    fn event_table(&self, events: &[TraceEvent]) -> Table {
        let words = self.words;
        let number = |value: Option<f64>, decimals| {
            Cell::new(value.map_or_else(|| "—".to_owned(), |value| fixed(value, decimals)))
        };
        let row = |event: &TraceEvent| {
            vec![
                Cell::new(event.number.to_string()),
                Cell::new(fixed(event.distance_m / 1000.0, 4)),
                number(event.loss_db, 3),
                number(event.reflectance_db, 1),
                number(event.slope_db_per_km, 3),
                Cell::new(words.say(match event.kind {
                    TraceEventKind::Reflective => "document-trace-reflective",
                    TraceEventKind::NonReflective => "document-trace-non-reflective",
                    TraceEventKind::Saturated => "document-trace-saturated",
                    TraceEventKind::End => "document-trace-end",
                })),
            ]
        };
        Table {
            columns: vec![
                Column::number(words.say("document-column-event"), 0.9),
                Column::number(words.say("document-column-distance"), 1.6),
                Column::number(words.say("document-column-loss"), 1.5),
                Column::number(words.say("document-column-reflectance"), 1.7),
                Column::number(words.say("document-column-slope"), 1.8),
                Column::text(words.say("document-column-kind"), 2.2),
            ],
            rows: events.iter().map(row).collect(),
        }
    }
}

fn end(named: &Option<String>, otherwise: String) -> String {
    named
        .clone()
        .filter(|name| !name.trim().is_empty())
        .unwrap_or(otherwise)
}

fn fixed(value: f64, decimals: usize) -> String {
    minus(&format!("{value:.decimals$}"))
}
