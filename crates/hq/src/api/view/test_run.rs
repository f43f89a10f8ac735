//! Under what conditions tests ran: the head of each run.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::Field;
use lineproof_domain::registry::body::TestRunNoted;

use super::record::Record;
use super::subject::{self, word};
use super::trade::{fact, facts, moment, row};
use crate::api::dto::{Text, TradeRow};
use crate::clock::local;

/// The standing heads, by test, direction and run.
pub(super) fn rows(record: &Record<'_>, catalogue: &Catalogue) -> Vec<TradeRow> {
    let standing = record.job.state.test_runs.values();
    standing
        .flat_map(|field: &Field<TestRunNoted>| &field.values)
        .map(|current| {
            let run = &current.value;
            TradeRow {
                facts: conditions(record, run, catalogue),
                ..row(record, current.event, title(run, catalogue))
            }
        })
        .collect()
}

fn conditions(record: &Record<'_>, run: &TestRunNoted, catalogue: &Catalogue) -> Vec<Text> {
    let state = &record.job.state;
    let ran_on = state
        .instruments
        .iter()
        .find(|noted| Some(noted.event) == run.instrument)
        .map(|noted| {
            let kind = subject::instrument(catalogue, &noted.value.kind);
            let own = format!("{} {}", noted.value.model, noted.value.serial);
            Text {
                zh: format!("{} {own}", kind.zh),
                en: format!("{} {own}", kind.en),
            }
        });
    let file = state
        .traces
        .iter()
        .find(|trace| Some(trace.event) == run.file);
    let temperature = run.temperature_c.as_ref();
    let temperature = temperature.map(|read| format!("{} °C", read.as_str()));
    let humidity = run.humidity_percent.as_ref();
    let humidity = humidity.map(|read| format!("{}%", read.as_str()));
    facts([
        (run.run > 1)
            .then(|| fact("console-test-run", Some(&run.run.to_string())))
            .flatten(),
        moment("console-test-start", run.start),
        moment("console-test-end", run.end),
        fact("console-test-pattern", run.pattern.as_deref()),
        fact("console-test-loop", run.loop_point.as_deref()),
        ran_on,
        fact(
            "console-test-file",
            file.map(|trace| &*trace.facts.file_name),
        ),
        fact("console-test-temperature", temperature.as_deref()),
        fact("console-test-humidity", humidity.as_deref()),
        fact("console-test-witness", run.witness.as_deref()),
    ])
}

/// Which test, and which way it ran.
pub(super) fn title(run: &TestRunNoted, catalogue: &Catalogue) -> Text {
    let test = subject::test(catalogue, &run.template, run.scope);
    let way = word("direction", run.direction.as_str());
    Text {
        zh: format!("{}，{}", test.zh, way.zh),
        en: format!("{}, {}", test.en, way.en),
    }
}

/// From when to when, as far as it was said.
pub(super) fn span(run: &TestRunNoted) -> Option<String> {
    let hour = |at: DateTime<FixedOffset>| local(at).format("%m-%d %H:%M").to_string();
    match (run.start, run.end) {
        (Some(start), Some(end)) => Some(format!("{} – {}", hour(start), hour(end))),
        (start, end) => start.or(end).map(hour),
    }
}
