//! Checks of job kinds, their steps and gates.

use super::{
    Checker, DOCUMENT, INSTRUMENT, PHOTO_SLOT, QUESTION, SCRIPT, SIGNATURE, STATE, STEP, TEMPLATE,
};
use crate::catalogue::error::Defect;
use crate::catalogue::graph::{check_states, check_ways};
use crate::catalogue::job_kind::{Gate, JobKind, Once, Question, QuestionKind, Step, TestOf};
use crate::catalogue::locate::Place;
use crate::catalogue::need::{Condition, Need};

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
            let place = place.item("state", index).key("once");
            let Some(once) = &state.once else { continue };
            if let Once::Event { kind, after, .. } = once {
                self.check_event(kind, place.clone());
                if let Some(after) = after {
                    self.check_event(after, place.clone());
                }
            }
            let reaches = |step: &Step| step.reaches.as_deref() == Some(&state.key);
            if kind.steps.iter().any(reaches) {
                let reason = "a state that waits for something else is reached by no step";
                self.report(place, Defect::DoesNotFit(reason));
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
            self.check_own_conditions(&place, kind, step);
        }
        self.findings.extend(check_ways(kind, place));
        self.findings.extend(check_states(kind, place));
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

    /// What a step of a kind hangs on is asked by that kind.
    fn check_own_conditions(&mut self, place: &Place, kind: &JobKind, step: &Step) {
        let of_question = |(index, question): (usize, &Question)| {
            let place = place.item("question", index).key("need");
            condition(&question.need).map(|condition| (place, condition.clone()))
        };
        let of_gate = |(index, gate): (usize, &Gate)| {
            let place = place.item("gates", index);
            condition(gate.need()?).map(|condition| (place, condition.clone()))
        };
        let mut conditions: Vec<(Place, Condition)> = step
            .questions
            .iter()
            .enumerate()
            .filter_map(of_question)
            .collect();
        conditions.extend(step.gates.iter().enumerate().filter_map(of_gate));
        if let Some(skip) = &step.skip_if {
            conditions.push((place.key("skip_if"), skip.clone()));
        }
        for (place, Condition { step, question, .. }) in conditions {
            let asked = kind
                .step(&step)
                .is_some_and(|step| step.questions.iter().any(|known| known.key == question));
            if !asked {
                let code = format!("{step}/{question}");
                let what = QUESTION;
                self.report(place, Defect::Undefined { what, code });
            }
        }
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

const fn condition(need: &Need) -> Option<&Condition> {
    match need {
        Need::When(condition) | Need::WhenNot(condition) => Some(condition),
        Need::Must
        | Need::Should
        | Need::Info
        | Need::ByLevel(_)
        | Need::ForRole(_)
        | Need::WhenClock(_)
        | Need::WhenLate(_)
        | Need::WhenRecord(_)
        | Need::WhenWatched
        | Need::WhenGoesOn(_)
        | Need::UnlessMeasured(_) => None,
    }
}
