//! Codes of the catalogue in words: symptoms, causes, suspend reasons, inspection items, triage. A code that
//! the catalogue does not know stands for itself.

use super::Basis;
use crate::view::{Cell, Tone};
use lineproof_domain::catalogue::{InspectionItem, MetricKind, Step};
use lineproof_domain::registry::body::Scope;
use lineproof_domain::rules::triage::{Asked, SYMPTOM, step_of, walk};
use lineproof_domain::rules::{MissingItem, steps_of};

impl Basis<'_> {
    pub(super) fn symptom(&self, code: &str) -> String {
        let known = self.catalogue.symptom(code);
        known.map_or_else(
            || code.to_owned(),
            |known| format!("{code} {}", self.words.of(&known.title)),
        )
    }

    pub(super) fn suspend_reason(&self, code: &str) -> String {
        let known = self.catalogue.suspend_reason(code);
        known.map_or_else(
            || code.to_owned(),
            |known| format!("{code} {}", self.words.of(&known.title)),
        )
    }

    pub(super) fn inspection_title(&self, key: &str) -> Option<String> {
        let item = self.catalogue.inspection_item(key)?;
        Some(self.words.of(&item.title).to_owned())
    }

    /// Title of a cause, and what keeps it from happening again.
    pub(super) fn known_cause(&self, code: &str) -> (String, Option<String>) {
        let words = self.words;
        let Some(known) = self.catalogue.cause(code) else {
            return (code.to_owned(), None);
        };
        let mut corrective = words.of(&known.action).to_owned();
        if known.prevention {
            corrective.push('\n');
            corrective.push_str(&words.say("document-cause-avoidable"));
        }
        let title = format!("{code} {}", words.of(&known.title));
        (title, Some(corrective))
    }

    /// The items of the visit as they were found: number, item, what is wanted, how it was found, remark.
    pub(super) fn inspected_rows(&mut self) -> Vec<Vec<Cell>> {
        let catalogue = self.catalogue;
        let steps = steps_of(self.job, catalogue);
        let visits = steps.into_iter().filter(|step| step.inspection.is_some());
        let mut rows = Vec::new();
        for step in visits {
            for item in &catalogue.inspection_items {
                rows.extend(self.inspected_row(step, item));
            }
        }
        rows
    }

    fn inspected_row(&mut self, step: &Step, item: &InspectionItem) -> Option<Vec<Cell>> {
        let words = self.words;
        let answer = self.answer(step, &format!("inspection.{}", item.key));
        let found = match &answer {
            Some(answer) => {
                let mut found = vec![words.inspected(&answer.value)];
                found.extend(item.metric.as_deref().and_then(|key| self.measured_at(key)));
                let tone = match answer.value.as_str() {
                    "ok" => Tone::Pass,
                    "abnormal" => Tone::Fail,
                    _ => Tone::Plain,
                };
                Cell::toned(found.join("\n"), tone)
            }
            None => {
                let wanted = MissingItem::Inspection {
                    item: item.key.clone(),
                };
                self.missed(&wanted)?;
                Cell::toned(words.say("document-inspected-missing"), Tone::Strong)
            }
        };
        let remark = answer.and_then(|answer| answer.remark);
        Some(vec![
            Cell::new(&item.key),
            Cell::new(words.of(&item.title)),
            Cell::new(words.of(&item.limit)),
            found,
            Cell::new(remark.unwrap_or_default()),
        ])
    }

    /// The newest number of a metric at this end, noted as shown. A yes or no says no more than the verdict.
    fn measured_at(&mut self, key: &str) -> Option<String> {
        let job = self.job;
        let metric = self.catalogue.metric(key)?;
        if metric.kind != MetricKind::Number {
            return None;
        }
        let field = job.measurements_of(Scope::Local.as_str(), key).last()?;
        let value = &field.latest()?.value;
        self.show(format!("measurement:{}", value.key()), field);
        Some(self.words.value(metric, &value.value, &value.unit))
    }

    /// The questions of the triage as they were walked through: question, answer, remark; and where they led.
    pub(super) fn triage_rows(&mut self) -> Vec<Vec<Cell>> {
        let (words, job, catalogue) = (self.words, self.job, self.catalogue);
        let (Some(step), Some(walk)) = (step_of(job, catalogue), walk(job, catalogue)) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        if let Some(symptom) = self.answer(step, SYMPTOM) {
            let symptom = self.symptom(&symptom.value);
            rows.push(row(&words.say("document-fact-symptom"), &symptom, None));
        }
        for (asked, answer) in &walk.answered {
            let remark = self.answer(step, &asked.item());
            let remark = remark.and_then(|given| given.remark);
            let text = self.triage_answer(asked, answer);
            rows.push(row(words.of(&asked.question.ask), &text, remark));
        }
        if let Some(led) = walk.outcome {
            let cause = led.cause.map(|code| self.known_cause(&code).0);
            let advice = led.advice.map(|advice| words.of(advice).to_owned());
            let led: Vec<String> = cause.into_iter().chain(advice).collect();
            rows.push(row(
                &words.say("document-triage-led"),
                &led.join("\n"),
                None,
            ));
        }
        rows
    }

    fn triage_answer(&self, asked: &Asked<'_>, key: &str) -> String {
        let mut answers = asked.question.answers.iter();
        let chosen = answers.find(|answer| answer.key == key);
        chosen
            .map_or(key, |answer| self.words.of(&answer.text))
            .to_owned()
    }
}

fn row(what: &str, answer: &str, remark: Option<String>) -> Vec<Cell> {
    vec![
        Cell::new(what),
        Cell::new(answer),
        Cell::new(remark.unwrap_or_default()),
    ]
}
