//! Checks of photo slots, scripts and papers.

use super::{ANSWER, Checker, FORBIDDEN, METRIC, QUESTION, SIGNATURE};
use crate::catalogue::document::{DocumentKind, Section};
use crate::catalogue::error::Defect;
use crate::catalogue::job_kind::{Gate, Question, QuestionKind, QuestionName, Step};
use crate::catalogue::locate::Place;
use crate::catalogue::need::{Condition, Measured, Need};
use crate::catalogue::photo::PhotoSlot;
use crate::catalogue::record::Record;
use crate::catalogue::script::{CARD_FAMILIES, ScriptCard, ScriptVariable, variables};
use crate::catalogue::template::Metric;

impl Checker<'_> {
    pub(super) fn check_slot(&mut self, place: &Place, slot: &PhotoSlot) {
        self.check_need(&place.key("need"), &slot.need);
        for (index, shot) in slot.shots.iter().enumerate() {
            let place = place.item("shot", index);
            if slot.shots[..index]
                .iter()
                .any(|before| before.key == shot.key)
            {
                let first = place.file.clone();
                let defect = Defect::Duplicate {
                    what: "shot",
                    code: shot.key.clone(),
                    first,
                };
                self.report(place.key("key"), defect);
            }
            if let Some(need) = &shot.need {
                self.check_need(&place.key("need"), need);
            }
        }
    }

    /// A condition must name a question that some job kind asks, and an answer it offers.
    pub(super) fn check_need(&mut self, place: &Place, need: &Need) {
        match need {
            Need::When(condition) => self.check_condition(&place.key("when"), condition),
            Need::WhenNot(condition) => self.check_condition(&place.key("when_not"), condition),
            Need::WhenRecord(record) => self.check_offered(place, *record),
            Need::UnlessMeasured(answers) => {
                for (index, measured) in answers.iter().enumerate() {
                    self.check_measured(&place.item("unless_measured", index), measured);
                }
            }
            Need::WhenGoesOn(metric) => self.refer(METRIC, metric, place.key("when_goes_on")),
            Need::WhenClock(clock) => self.refer_to_clock(clock, place.key("when_clock")),
            Need::WhenLate(clock) => self.refer_to_clock(clock, place.key("when_late")),
            Need::Must
            | Need::Should
            | Need::Info
            | Need::ByLevel(_)
            | Need::ForRole(_)
            | Need::WhenWatched => {}
        }
    }

    pub(super) fn check_condition(&mut self, place: &Place, condition: &Condition) {
        let Condition {
            step,
            question,
            answer,
        } = condition;
        let asked = self
            .files
            .iter()
            .flat_map(|file| &file.content.job_kind)
            .flat_map(|kind| &kind.steps)
            .filter(|candidate| candidate.key == *step)
            .flat_map(|step| &step.questions)
            .find(|candidate| candidate.key == *question);
        let missing = match asked {
            None => Some((QUESTION, format!("{step}/{question}"))),
            Some(asked) if offers(asked, answer) => None,
            Some(_) => Some((ANSWER, answer.clone())),
        };
        if let Some((what, code)) = missing {
            self.report(place.clone(), Defect::Undefined { what, code });
        }
    }

    fn check_measured(&mut self, place: &Place, measured: &Measured) {
        self.refer(METRIC, &measured.metric, place.key("metric"));
        let mut rows = self
            .files
            .iter()
            .flat_map(|file| &file.content.template)
            .flat_map(|template| &template.metrics);
        let row = rows.find(|row| row.key == measured.metric);
        let lacks = |row: &Metric| {
            !row.choices
                .iter()
                .any(|choice| choice.key == measured.answer)
        };
        if row.is_some_and(lacks) {
            let code = measured.answer.clone();
            self.report(
                place.key("answer"),
                Defect::Undefined { what: ANSWER, code },
            );
        }
    }

    fn check_offered(&mut self, place: &Place, record: Record) {
        let mut steps = self
            .files
            .iter()
            .flat_map(|file| &file.content.job_kind)
            .flat_map(|kind| &kind.steps);
        if !steps.any(|step| step.offers(record)) {
            let reason = "no step of any job kind offers this record";
            self.report(place.key("when_record"), Defect::DoesNotFit(reason));
        }
    }

    pub(super) fn check_script(&mut self, place: &Place, script: &ScriptCard) {
        let read = |text: &str| {
            variables(text).map(|mut found| {
                found.sort_unstable();
                found.dedup();
                found
            })
        };
        match (read(&script.say.zh), read(&script.say.en)) {
            (Ok(zh), Ok(en)) if zh != en => {
                let words = |list: &[ScriptVariable]| {
                    list.iter()
                        .map(|variable| format!("{{{variable}}}"))
                        .collect::<Vec<_>>()
                        .join(" ")
                };
                let defect = Defect::VariablesDiffer {
                    zh: words(&zh),
                    en: words(&en),
                };
                self.report(place.key("say"), defect);
            }
            (Ok(_), Ok(_)) => {}
            (Err(error), _) | (_, Err(error)) => self.report(place.key("say"), error.into()),
        }
        for (index, family) in script.jobs.iter().enumerate() {
            if !CARD_FAMILIES.contains(&family.as_str()) {
                let reason = "the families of jobs are install, fault and inspection";
                self.report(place.item("jobs", index), Defect::DoesNotFit(reason));
            }
        }
        if let Some(category) = &script.avoid_category {
            self.refer(FORBIDDEN, category, place.key("avoid_category"));
        }
    }

    pub(super) fn check_document(&mut self, place: &Place, document: &DocumentKind) {
        let sections = &document.sections;
        if sections.is_empty() {
            let reason = "a document needs at least one section";
            self.report(place.key("sections"), Defect::DoesNotFit(reason));
        }
        for (index, section) in sections.iter().enumerate() {
            if sections[..index].contains(section) {
                let reason = "a section stands on a document once";
                self.report(place.item("sections", index), Defect::DoesNotFit(reason));
            }
        }
        if sections.contains(&Section::Answers) == document.questions.is_empty() {
            let reason =
                "the section `answers` needs its `questions`, and only that section has them";
            self.report(place.key("questions"), Defect::DoesNotFit(reason));
        }
        for (index, name) in document.questions.iter().enumerate() {
            self.check_asked(&place.item("questions", index), document, name);
        }
        for (index, field) in document.signatures.iter().enumerate() {
            let place = place.item("signature", index);
            self.check_need(&place.key("need"), &field.need);
            if let Some(other) = &field.alternative {
                let mut others = document.signatures.iter();
                if *other == field.key || !others.any(|known| known.key == *other) {
                    let defect = Defect::Undefined {
                        what: SIGNATURE,
                        code: other.clone(),
                    };
                    self.report(place.key("or"), defect);
                }
            }
        }
    }
}

impl Checker<'_> {
    /// A paper shows answers to questions that a job making it asks, each asked in one step only.
    fn check_asked(&mut self, place: &Place, document: &DocumentKind, name: &str) {
        let makes = |step: &Step| {
            step.gates.iter().any(
                |gate| matches!(gate, Gate::Document { document: made, .. } if *made == document.key),
            )
        };
        let asked = QuestionName::of(name);
        let steps_asking = self
            .files
            .iter()
            .flat_map(|file| &file.content.job_kind)
            .filter(|kind| kind.steps.iter().any(makes))
            .map(|kind| {
                let asking = kind
                    .steps
                    .iter()
                    .filter(|step| asked.in_step(step).is_some());
                asking.count()
            });
        match steps_asking.max().unwrap_or_default() {
            0 => {
                let code = name.to_owned();
                let what = QUESTION;
                self.report(place.clone(), Defect::Undefined { what, code });
            }
            1 => {}
            _ => {
                let reason = "a job asks this in more than one step: name it as step/question";
                self.report(place.clone(), Defect::DoesNotFit(reason));
            }
        }
    }
}

fn offers(question: &Question, answer: &str) -> bool {
    match question.kind {
        QuestionKind::Check => matches!(answer, "yes" | "no"),
        QuestionKind::Choice => question.answers.iter().any(|offered| offered.key == answer),
        _ => false,
    }
}
