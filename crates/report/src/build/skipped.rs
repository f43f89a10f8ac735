//! Steps closed with a reason: what they lack, why, and who closed them.

use super::Basis;
use super::words::quantity;
use crate::view::{Block, Cell, Tone};
use lineproof_domain::catalogue::{Record, Step};
use lineproof_domain::ids::EventId;
use lineproof_domain::rules::{Missing, MissingItem, MissingReason, steps_of};

impl Basis<'_> {
    /// Every step that was closed with something missing; nothing where none was.
    pub(super) fn skipped(&mut self) -> Vec<Block> {
        let job = self.job;
        let mut rows = Vec::new();
        for step in steps_of(job, self.catalogue) {
            let closed = job.closed_steps.get(&step.key);
            let latest = closed.and_then(|field| Some((field, field.latest()?)));
            let Some((field, current)) = latest else {
                continue;
            };
            let Some(reason) = &current.value.reason else {
                continue;
            };
            self.show(format!("step:{}", step.key), field);
            rows.push(vec![
                Cell::new(self.words.of(&step.title)),
                Cell::toned(self.lacks(step), Tone::Strong),
                Cell::new(reason),
                Cell::new(self.closed_by(current.event)),
            ]);
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-column-step", 1.6),
            ("document-column-lacks", 4.4),
            ("document-column-reason", 3.4),
            ("document-column-closed-by", 1.9),
        ];
        let table = self.table(&columns, rows);
        self.headed("document-skipped-title", vec![table])
    }

    /// The musts that a step lacks; this very paper is not one of them.
    fn lacks(&self, step: &Step) -> String {
        let of_step = self
            .missing
            .iter()
            .filter(|one| one.is_must() && one.step == step.key);
        let is_this = |item: &MissingItem| matches!(item, MissingItem::Document { document } if *document == self.kind.key);
        let said: Vec<String> = of_step
            .filter(|one| !is_this(&one.what))
            .map(|one| self.lack(step, one))
            .collect();
        said.join(&self.words.say("document-list-comma"))
    }

    fn lack(&self, step: &Step, missing: &Missing) -> String {
        let what = self.title_of(step, &missing.what);
        if missing.reason == MissingReason::Absent {
            return what;
        }
        self.words
            .with("document-lack-unfit", &[("what", what.into())])
    }

    /// The thing that is missing, in the words of the catalogue.
    fn title_of(&self, step: &Step, item: &MissingItem) -> String {
        let (words, catalogue) = (self.words, self.catalogue);
        let known = match item {
            MissingItem::Answer { question } => step
                .questions
                .iter()
                .find(|one| one.key == *question)
                .map(|one| words.of(&one.ask)),
            MissingItem::Photo { slot } => {
                let place = catalogue
                    .photos_of(step)
                    .find(|place| place.key() == *slot)
                    .map(|place| words.of(place.title()));
                let what = place.unwrap_or(slot);
                return words.with("document-lack-photo", &[("what", what.to_owned().into())]);
            }
            MissingItem::Metric { metric, .. } => {
                catalogue.metric(metric).map(|one| words.of(&one.title))
            }
            MissingItem::TestRun { template, .. } => {
                catalogue.template(template).map(|one| words.of(&one.title))
            }
            MissingItem::Trace { wavelength_nm } => {
                let wavelength = quantity(&wavelength_nm.to_string(), Some("nm"));
                let parts = [("wavelength", wavelength.into())];
                return words.with("document-lack-trace", &parts);
            }
            MissingItem::Instrument { instrument } => catalogue
                .instrument(instrument)
                .map(|one| words.of(&one.title)),
            MissingItem::Document { document } => {
                catalogue.document(document).map(|one| words.of(&one.title))
            }
            MissingItem::Signature { document, field } => {
                let paper = catalogue.document(document);
                let of = |key: &str| {
                    let mut fields = paper.into_iter().flat_map(|paper| &paper.signatures);
                    Some(words.of(&fields.find(|one| one.key == key)?.title))
                };
                let paper = paper.map_or(document.as_str(), |paper| words.of(&paper.title));
                let role = of(field).unwrap_or(field);
                let parts = [
                    ("role", role.to_owned().into()),
                    ("document", paper.to_owned().into()),
                ];
                return words.with("document-signature-reason", &parts);
            }
            MissingItem::Mark { event } => {
                return words.milestone(event).unwrap_or_else(|| event.clone());
            }
            MissingItem::Record { record } => return words.say(record_key(*record)),
            MissingItem::Inspection { item } => catalogue
                .inspection_item(item)
                .map(|one| words.of(&one.title)),
            MissingItem::Finding { .. } => return words.say("document-findings-title"),
            MissingItem::Triage { .. } => return words.say("document-triage-title"),
        };
        known.unwrap_or_else(|| words.of(&step.title)).to_owned()
    }

    /// Who closed a step, and when; nothing where the record does not tell.
    fn closed_by(&self, event: EventId) -> String {
        let mut told = self.job.timeline.iter();
        let Some(entry) = told.find(|entry| entry.event == event) else {
            return String::new();
        };
        let at = self.words.time(entry.occurred_at.at);
        match self.name_of(entry.person) {
            Some(name) => format!("{name}\n{at}"),
            None => at,
        }
    }
}

fn record_key(record: Record) -> &'static str {
    match record {
        Record::People => "document-register-title",
        Record::Loops => "document-loops-title",
        Record::Progress => "document-event-progress",
        Record::Contact => "document-event-contacted",
        Record::Findings => "document-findings-title",
        Record::Cause => "document-cause-title",
        Record::Suspend => "document-suspensions-title",
        Record::Extension => "document-extensions-title",
        Record::ResourceAnswer => "document-resource-title",
        Record::Result => "document-event-result-told",
        Record::Report => "document-event-reported",
        Record::Handover => "document-event-handed-over",
    }
}
