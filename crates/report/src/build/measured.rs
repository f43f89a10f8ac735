//! Measured values against their limits, and the instruments they were read on.

use super::Basis;
use crate::view::{Block, Cell, Column, Table, Tone};
use chrono::NaiveDate;
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{
    JudgeContext, LimitShown, Metric, Outcome, Severity, TestTemplate, judge,
};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Current, Field};
use lineproof_domain::registry::body::{InstrumentNoted, MeasurementRecorded, Scope};
use lineproof_domain::rules::{MissingItem, judge_context, steps_of};

/// How many values came to which end.
#[derive(Default)]
pub(super) struct Tally {
    pub pass: u32,
    pub fail: u32,
    pub flag: u32,
    pub missing: u32,
}

/// The rows of a scope with what came of them.
#[derive(Default)]
pub(super) struct Measured {
    pub blocks: Vec<Block>,
    pub tally: Tally,
    /// Remarks as "metric: remark".
    pub remarks: Vec<String>,
    /// Values that fail, with the verdict.
    pub failed: Vec<(String, String)>,
}

impl Basis<'_> {
    /// Every template that is measured in `scope`, as tables; none where nothing is to be measured.
    pub(super) fn measured(&mut self, scope: Scope) -> Measured {
        // Later values of the scope change what the document says, so every measurement of it belongs to it.
        self.shows
            .insert(format!("measurement:{}/*", scope.as_str()));
        self.shows.insert(format!("test_run:{}/*", scope.as_str()));
        let mut section = Measured::default();
        let context = judge_context(self.job, self.catalogue);
        let catalogue = self.catalogue;
        let templates: Vec<(&TestTemplate, Scope)> = steps_of(self.job, catalogue)
            .into_iter()
            .flat_map(|step| catalogue.templates_of(step, &self.plan.service))
            .filter(|(_, of)| *of == scope)
            .collect();
        for (template, _) in templates {
            let rows: Vec<Vec<Cell>> = template
                .rows(scope, &self.plan.service)
                .flat_map(|metric| self.rows(metric, scope, &context, &mut section))
                .collect();
            if !rows.is_empty() {
                let title = self.words.of(&template.title);
                let conditions = self.test_runs(template, scope);
                section.blocks.extend(conditions);
                section
                    .blocks
                    .push(Block::Table(self.value_table(title, rows)));
                let time = context.level.and_then(|level| template.time(scope, level));
                let wanted = time.and_then(|time| self.words.time_wanted(time));
                section.blocks.extend(wanted.map(Block::Note));
            }
        }
        section
    }

    fn value_table(&self, title: &str, rows: Vec<Vec<Cell>>) -> Table {
        Table {
            columns: vec![
                Column::text(title, 4.4),
                Column::number(self.words.say("document-column-value"), 2.2),
                Column::text(self.words.say("document-column-limit"), 2.5),
                Column::text(self.words.say("document-column-verdict"), 2.0),
            ],
            rows,
        }
    }

    /// One row a run; a value that is wanted and not there has its row too.
    fn rows(
        &mut self,
        metric: &Metric,
        scope: Scope,
        context: &JudgeContext,
        section: &mut Measured,
    ) -> Vec<Vec<Cell>> {
        let job = self.job;
        let recorded: Vec<&Field<MeasurementRecorded>> =
            job.measurements_of(scope.as_str(), &metric.key).collect();
        if recorded.is_empty() {
            return self.missing_row(metric, scope, context, section);
        }
        let several = recorded.len() > 1;
        let mut rows = Vec::new();
        for field in recorded {
            let Some(current) = field.latest() else {
                continue;
            };
            self.show(format!("measurement:{}", current.value.key()), field);
            rows.push(self.row(metric, current, several, context, section));
        }
        rows
    }

    fn row(
        &self,
        metric: &Metric,
        current: &Current<MeasurementRecorded>,
        several: bool,
        context: &JudgeContext,
        section: &mut Measured,
    ) -> Vec<Cell> {
        let words = self.words;
        let recorded = &current.value;
        let verdict = judge(metric, &recorded.value, context);
        match verdict.outcome {
            Outcome::Pass => section.tally.pass += 1,
            Outcome::Fail => section.tally.fail += 1,
            Outcome::RemarkNeeded | Outcome::GoOn | Outcome::Undecided(_) | Outcome::Unreadable => {
                section.tally.flag += 1;
            }
            Outcome::Recorded => {}
        }
        let mut title = words.of(&metric.title).to_owned();
        if several {
            title.push(' ');
            title.push_str(&words.with("document-run", &[("run", recorded.run.into())]));
        }
        if let Some(direction) = recorded.direction {
            title.push(' ');
            title.push_str(&words.direction(direction));
        }
        if let Some(remark) = &recorded.remark {
            section.remarks.push(words.with(
                "document-remark-on",
                &[
                    ("what", title.clone().into()),
                    ("remark", remark.clone().into()),
                ],
            ));
        }
        let mut said = words.verdict(&verdict, &recorded.value, self.catalogue);
        let value = words.value(metric, &recorded.value, &recorded.unit);
        if verdict.outcome == Outcome::Fail {
            let failed = (format!("{title} {value}"), said.text.clone());
            section.failed.push(failed);
        }
        if let Some(instrument) = self.read_on(recorded) {
            let name = [&instrument.model[..], &instrument.serial].join(" ");
            let read_on = [("instrument", name.trim().to_owned().into())];
            title.push('\n');
            title.push_str(&words.with("document-read-on", &read_on));
            if instrument.is_run_out(self.day_of(current.event)) {
                said.text.push('\n');
                said.text
                    .push_str(&words.say("document-calibration-was-expired"));
                if said.tone != Tone::Fail {
                    said.tone = Tone::Strong;
                }
            }
        }
        vec![
            Cell::new(title),
            Cell::new(value),
            Cell::new(words.limit(&verdict.limit, metric)),
            said,
        ]
    }

    /// The instrument that a value was read on, where it was noted.
    fn read_on(&self, recorded: &MeasurementRecorded) -> Option<&InstrumentNoted> {
        let mut noted = self.job.instruments.iter();
        let found = noted.find(|noted| Some(noted.event) == recorded.instrument)?;
        Some(&found.value)
    }

    /// The local day on which an event happened; of one that is not told, the day of the paper.
    fn day_of(&self, event: EventId) -> NaiveDate {
        let mut told = self.job.timeline.iter();
        let entry = told.find(|entry| entry.event == event);
        local_day(entry.map_or(self.made_at, |entry| entry.occurred_at.at))
    }

    /// The last day on which a value was read on an instrument; of one that was not used, the day of the paper.
    fn last_used(&self, instrument: EventId) -> NaiveDate {
        let values = self.job.measurements.values().filter_map(Field::latest);
        values
            .filter(|current| current.value.instrument == Some(instrument))
            .map(|current| self.day_of(current.event))
            .max()
            .unwrap_or_else(|| local_day(self.made_at))
    }

    fn missing_row(
        &self,
        metric: &Metric,
        scope: Scope,
        context: &JudgeContext,
        section: &mut Measured,
    ) -> Vec<Vec<Cell>> {
        let item = MissingItem::Metric {
            metric: metric.key.clone(),
            scope,
        };
        let words = self.words;
        let verdict = match self.missed(&item) {
            None | Some(Severity::Info) => return Vec::new(),
            Some(Severity::Must) => {
                section.tally.missing += 1;
                Cell::toned(words.say("document-verdict-unmeasured"), Tone::Fail)
            }
            Some(Severity::Should) => Cell::new(words.say("document-verdict-not-measured")),
        };
        vec![vec![
            Cell::new(words.of(&metric.title)),
            Cell::new("—"),
            Cell::new(words.limit(&LimitShown::of(metric, context), metric)),
            verdict,
        ]]
    }

    /// Instruments with their calibration; one that has run out is said. Where nothing is measured,
    /// none is missed.
    pub(super) fn instruments(&mut self) -> Vec<Block> {
        let words = self.words;
        self.shows.insert("instrument".to_owned());
        let heading = Block::Heading(words.say("document-instruments-title"));
        if self.job.instruments.is_empty() {
            let measures = !(self.local.blocks.is_empty() && self.end_to_end.blocks.is_empty());
            let nothing = Block::Note(words.say("document-instruments-nothing"));
            return if measures {
                vec![heading, nothing]
            } else {
                Vec::new()
            };
        }
        let noted = self.job.instruments.iter();
        self.read.extend(noted.clone().map(|current| current.event));
        let rows = noted.map(|current| self.instrument_row(current)).collect();
        let columns = [
            ("document-column-instrument", 2.2),
            ("document-column-model", 2.4),
            ("document-column-serial", 2.2),
            ("document-column-calibrated", 2.8),
            ("document-column-settings", 2.6),
        ];
        vec![heading, self.table(&columns, rows)]
    }

    fn instrument_row(&self, current: &Current<InstrumentNoted>) -> Vec<Cell> {
        let words = self.words;
        let noted = &current.value;
        let kind = self.catalogue.instrument(&noted.kind);
        let name = kind.map_or(noted.kind.as_str(), |kind| words.of(&kind.title));
        let calibrated = match noted.calibrated_until {
            Some(until) if noted.is_run_out(self.last_used(current.event)) => Cell::toned(
                words.with(
                    "document-calibration-expired",
                    &[("until", until.to_string().into())],
                ),
                Tone::Fail,
            ),
            Some(until) => Cell::new(until.to_string()),
            None if kind.is_some_and(|kind| kind.calibrated) => {
                Cell::new(words.say("document-calibration-unknown"))
            }
            None => Cell::new("—"),
        };
        vec![
            Cell::new(name),
            Cell::new(&noted.model),
            Cell::new(&noted.serial),
            calibrated,
            Cell::new(noted.settings.as_deref().unwrap_or_default()),
        ]
    }
}

impl Tally {
    pub(super) fn of(parts: [&Tally; 2]) -> Self {
        let sum = |count: fn(&Tally) -> u32| parts.into_iter().map(count).sum();
        Tally {
            pass: sum(|tally| tally.pass),
            fail: sum(|tally| tally.fail),
            flag: sum(|tally| tally.flag),
            missing: sum(|tally| tally.missing),
        }
    }
}
