//! Checks of job kinds, their steps and gates.

use super::{Checker, DOCUMENT, INSTRUMENT, PHOTO_SLOT, SCRIPT, SIGNATURE, STATE, STEP, TEMPLATE};
use crate::catalogue::error::Defect;
use crate::catalogue::graph::check_ways;
use crate::catalogue::job_kind::{Gate, JobKind, Question, QuestionKind, Step, TestOf};
use crate::catalogue::locate::Place;

impl Checker<'_> {
    pub(super) fn check_job_kind(&mut self, place: &Place, kind: &JobKind) {
        for (index, state) in kind.states.iter().enumerate() {
            for (position, next) in state.next.iter().enumerate() {
                if !kind.states.iter().any(|state| state.key == *next) {
                    let defect = Defect::Undefined {
                        what: STATE,
                        code: next.clone(),
                    };
                    self.report(place.item("state", index).item("next", position), defect);
                }
            }
        }
        for (index, step) in kind.steps.iter().enumerate() {
            let place = place.item("step", index);
            if kind.steps[..index]
                .iter()
                .any(|before| before.key == step.key)
            {
                let first = place.file.clone();
                let defect = Defect::Duplicate {
                    what: STEP,
                    code: step.key.clone(),
                    first,
                };
                self.report(place.key("key"), defect);
            }
            self.check_step_ways(&place, kind, step);
            self.check_skip(&place, kind, index);
            self.check_step(&place, step);
        }
        self.findings.extend(check_ways(kind, place));
    }

    /// A step can fall away after an earlier answer only, and never the last one: the job would have no end.
    fn check_skip(&mut self, place: &Place, kind: &JobKind, index: usize) {
        let step = &kind.steps[index];
        let Some(condition) = &step.skip_if else {
            return;
        };
        let place = place.key("skip_if");
        let mut before = kind.steps[..index].iter();
        if !before.any(|before| before.key == condition.step) || step.last {
            let reason =
                "a step falls away after an answer of an earlier step, and never the last one";
            self.report(place.clone(), Defect::DoesNotFit(reason));
        }
        self.check_condition(&place, condition);
    }

    fn check_step_ways(&mut self, place: &Place, kind: &JobKind, step: &Step) {
        for (position, next) in step.next.iter().enumerate() {
            if kind.step(next).is_none() {
                let defect = Defect::Undefined {
                    what: STEP,
                    code: next.clone(),
                };
                self.report(place.item("next", position), defect);
            }
        }
        if let Some(state) = &step.reaches
            && !kind.states.iter().any(|candidate| candidate.key == *state)
        {
            let defect = Defect::Undefined {
                what: STATE,
                code: state.clone(),
            };
            self.report(place.key("reaches"), defect);
        }
    }

    fn check_step(&mut self, place: &Place, step: &Step) {
        for (index, script) in step.scripts.iter().enumerate() {
            self.refer(SCRIPT, script, place.item("scripts", index));
        }
        for (index, slot) in step.photos.iter().enumerate() {
            self.refer(PHOTO_SLOT, slot, place.item("photos", index));
        }
        for (index, test) in step.tests.iter().enumerate() {
            if let TestOf::Template(template) = &test.of {
                self.refer(TEMPLATE, template, place.item("tests", index).key("of"));
            }
        }
        for (index, question) in step.questions.iter().enumerate() {
            self.check_question(&place.item("question", index), question);
        }
        for (index, gate) in step.gates.iter().enumerate() {
            let place = place.item("gates", index);
            if let Gate::Record { record, .. } = gate
                && !step.offers(*record)
            {
                let reason = "the step asks for a record it does not offer: add it to records";
                self.report(place.clone(), Defect::DoesNotFit(reason));
            }
            self.check_gate(place, gate);
        }
    }

    fn check_question(&mut self, place: &Place, question: &Question) {
        if (question.kind == QuestionKind::Choice) == question.answers.is_empty() {
            let reason = "a choice needs its [[..answer]] list, and only a choice has one";
            self.report(place.key("kind"), Defect::DoesNotFit(reason));
        }
        if question.kind == QuestionKind::Number
            && question.unit.as_deref().is_none_or(str::is_empty)
        {
            self.report(place.key("unit"), Defect::NoUnit);
        }
        self.check_need(&place.key("need"), &question.need);
    }

    fn check_gate(&mut self, place: Place, gate: &Gate) {
        match gate {
            Gate::Mark(kind) => self.check_event(kind, place),
            Gate::Trace { need, .. } => self.check_need(&place, need),
            Gate::Instrument { instrument, need } => {
                self.refer(INSTRUMENT, instrument, place.clone());
                self.check_need(&place, need);
            }
            Gate::Document { document, need } => {
                self.refer(DOCUMENT, document, place.clone());
                self.check_need(&place, need);
            }
            Gate::Record { need, .. } => self.check_need(&place, need),
            Gate::Signature { document, field } => {
                let known = self
                    .files
                    .iter()
                    .flat_map(|file| &file.content.document)
                    .filter(|candidate| candidate.key == *document)
                    .flat_map(|document| &document.signatures)
                    .any(|candidate| candidate.key == *field);
                if !known {
                    let code = format!("{document}/{field}");
                    self.report(
                        place,
                        Defect::Undefined {
                            what: SIGNATURE,
                            code,
                        },
                    );
                }
            }
        }
    }
}
