//! Under what conditions a test ran (DOMAIN 2.0): the head of each of its runs.

use super::Basis;
use super::words::{minus, quantity};
use crate::view::{Block, Fact};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{Severity, TestTemplate, TestTime};
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::body::{Scope, TestRunNoted};
use lineproof_domain::rules::MissingItem;

impl Basis<'_> {
    /// The head of every run of a template, or that it is missing where the test takes time.
    pub(super) fn test_runs(&mut self, template: &TestTemplate, scope: Scope) -> Vec<Block> {
        let job = self.job;
        let mut blocks = Vec::new();
        for field in job.test_runs_of(scope, &template.key) {
            let Some(noted) = field.latest() else {
                continue;
            };
            self.show(format!("test_run:{}", noted.value.key()), field);
            let wanted = self.seconds_wanted(template, scope);
            blocks.push(Block::Facts(self.conditions(&noted.value, wanted)));
        }
        let lacking = MissingItem::TestRun {
            template: template.key.clone(),
            scope,
        };
        if self.missed(&lacking) == Some(Severity::Should) {
            blocks.push(Block::Note(self.words.say("document-run-missing")));
        }
        blocks
    }

    fn conditions(&self, run: &TestRunNoted, wanted_s: Option<i64>) -> Vec<Fact> {
        let words = self.words;
        let which = [
            ("run", run.run.into()),
            ("direction", words.direction(run.direction).into()),
        ];
        let mut facts = vec![
            Fact::new(
                words.say("document-run-title"),
                words.with("document-run-which", &which),
            )
            .wide(),
        ];
        let time = |at: Option<DateTime<FixedOffset>>| at.map(|at| words.time(at));
        let said = [
            ("document-run-start", time(run.start)),
            ("document-run-end", time(run.end)),
            ("document-run-duration", self.lasted(run, wanted_s)),
            ("document-run-pattern", run.pattern.clone()),
            ("document-run-loop", run.loop_point.clone()),
            ("document-run-climate", climate(run)),
            ("document-run-witness", run.witness.clone()),
        ];
        // Names of instruments and files are long.
        let named = [
            ("document-run-instrument", self.ran_on(run)),
            (
                "document-run-file",
                run.file.and_then(|file| self.file_of(file)),
            ),
        ];
        let fact = |(key, value): (&str, Option<String>)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(Fact::new(words.say(key), value))
        };
        facts.extend(said.into_iter().filter_map(fact));
        facts.extend(named.into_iter().filter_map(fact).map(Fact::wide));
        facts
    }

    /// How long it ran; that it was shorter than the template asks is said.
    fn lasted(&self, run: &TestRunNoted, wanted_s: Option<i64>) -> Option<String> {
        let lasted_s = (run.end? - run.start?).num_seconds();
        if lasted_s < 0 {
            return Some(self.words.say("document-run-end-first"));
        }
        let lasted = self.words.duration(lasted_s);
        let is_short = wanted_s.is_some_and(|wanted| lasted_s < wanted);
        Some(if is_short {
            self.words
                .with("document-run-short", &[("lasted", lasted.into())])
        } else {
            lasted
        })
    }

    fn seconds_wanted(&self, template: &TestTemplate, scope: Scope) -> Option<i64> {
        let level = self.catalogue.level(&self.plan.level)?;
        match template.time(scope, level)? {
            TestTime::Minutes(minutes) => Some(i64::from(*minutes) * 60),
            TestTime::Spot | TestTime::Calls(_) | TestTime::ByLevel(_) => None,
        }
    }

    /// Maker, model, serial number and the last day of the calibration.
    fn ran_on(&self, run: &TestRunNoted) -> Option<String> {
        let words = self.words;
        let mut noted = self.job.instruments.iter();
        let found = noted.find(|noted| Some(noted.event) == run.instrument)?;
        let instrument = &found.value;
        let name = [&instrument.model[..], &instrument.serial].join(" ");
        let name = name.trim().to_owned();
        let Some(until) = instrument.calibrated_until else {
            return Some(name);
        };
        let ran_on = run.end.or(run.start).unwrap_or(self.made_at);
        let key = if instrument.is_run_out(local_day(ran_on)) {
            "document-run-instrument-expired"
        } else {
            "document-run-instrument-until"
        };
        let said = [("name", name.into()), ("until", until.to_string().into())];
        Some(words.with(key, &said))
    }

    fn file_of(&self, imported: EventId) -> Option<String> {
        let mut traces = self.job.traces.iter();
        let trace = traces.find(|trace| trace.event == imported)?;
        Some(trace.facts.file_name.clone())
    }
}

/// Temperature and humidity, as far as they were read.
fn climate(run: &TestRunNoted) -> Option<String> {
    let said = |number: &lineproof_domain::registry::NumberText, unit| {
        quantity(&minus(number.as_str()), Some(unit))
    };
    let temperature = run.temperature_c.as_ref().map(|number| said(number, "°C"));
    let humidity = run
        .humidity_percent
        .as_ref()
        .map(|number| said(number, "%"));
    let read: Vec<String> = temperature.into_iter().chain(humidity).collect();
    (!read.is_empty()).then(|| read.join(" / "))
}
