//! What was answered on site, the customer's trial, what stays open, and the report it rests on.

use super::words::{minus, quantity};
use super::{Basis, BuildError};
use crate::view::{Block, Cell, Fact, Tone};
use lineproof_domain::catalogue::{
    Gate, Need, Question, QuestionKind, QuestionName, Section, Severity, Step,
};
use lineproof_domain::job::Document;
use lineproof_domain::registry::body::AnswerGiven;
use lineproof_domain::rules::{severity, steps_of};

/// The step whose choice is the result of the customer's trial.
const TRIAL: &str = "trial";
/// The answer that puts an item off, and the question when it is tried.
const PENDING: &str = "pending";
const PENDING_ON: &str = "pending_on";
/// Test reports that another document can rest on, the fuller first.
const TEST_REPORTS: [&str; 2] = ["test_report_e2e", "test_report_local"];

impl<'a> Basis<'a> {
    /// The answers of the steps on site until it is left, but for the result of the trial, what concerns the works
    /// alone, and what the paper asks by name.
    pub(super) fn checked(&mut self) -> Vec<Block> {
        let mut rows = Vec::new();
        let leaves = |step: &&Step| step.gates.contains(&Gate::Mark("visit.left".to_owned()));
        let steps = self.steps_on_site().into_iter();
        for step in steps.filter(|step| !leaves(step)) {
            for question in &step.questions {
                if self.stands_elsewhere(step, question) {
                    continue;
                }
                if let Some(answer) = self.answer(step, &question.key) {
                    let title = Cell::new(self.words.of(&step.title));
                    let mut row = vec![title];
                    row.extend(self.answer_cells(question, &answer));
                    rows.push(row);
                }
            }
        }
        let columns = [
            ("document-column-step", 1.6),
            ("document-column-item", 3.8),
            ("document-column-answer", 2.6),
            ("document-column-remark", 3.0),
        ];
        let title = if self.kind.sections.contains(&Section::Inspection) {
            "document-visit-title"
        } else {
            "document-checked-title"
        };
        self.listed(title, "document-checked-nothing", &columns, rows)
    }

    fn stands_elsewhere(&self, step: &Step, question: &Question) -> bool {
        let means = |name: &String| QuestionName::of(name).means(&step.key, &question.key);
        let shows_trial = self.kind.sections.contains(&Section::Trial);
        (shows_trial && is_trial(step, question))
            || question.internal
            || self.kind.questions.iter().any(means)
    }

    /// The answers to the questions that the document names. One that is open is shown as open, unless the job does
    /// not ask it; nothing where the job asks none.
    pub(super) fn asked(&mut self) -> Vec<Block> {
        let mut rows = Vec::new();
        for key in &self.kind.questions {
            let Some((step, question)) = self.question(key) else {
                continue;
            };
            self.shows
                .insert(format!("answer:{}/{}", step.key, question.key));
            match self.answer(step, &question.key) {
                Some(answer) => rows.push(self.answer_cells(question, &answer).to_vec()),
                None if self.is_asked(question) => rows.push(self.open_cells(question).to_vec()),
                None => {}
            }
        }
        let columns = [
            ("document-column-item", 3.8),
            ("document-column-answer", 4.2),
            ("document-column-remark", 3.0),
        ];
        let title = if self.kind.sections.contains(&Section::Fault) {
            "document-repair-title"
        } else {
            "document-asked-title"
        };
        if rows.is_empty() {
            return Vec::new();
        }
        let table = self.table(&columns, rows);
        self.headed(title, vec![table])
    }

    /// Whether a question is put to this job. A free word is asked of nobody.
    fn is_asked(&self, question: &Question) -> bool {
        match question.need {
            Need::Info => !question.kind.is_typed(),
            ref need => severity(need, self.job, self.catalogue) != Severity::Info,
        }
    }

    /// The answer to the question of this name.
    pub(super) fn answer_to(&mut self, name: &str) -> Option<(&'a Question, AnswerGiven)> {
        let (step, question) = self.question(name)?;
        Some((question, self.answer(step, &question.key)?))
    }

    /// The question of this name among the steps of the job, and its step.
    fn question(&self, name: &str) -> Option<(&'a Step, &'a Question)> {
        let name = QuestionName::of(name);
        let steps = steps_of(self.job, self.catalogue);
        steps
            .into_iter()
            .find_map(|step| Some((step, name.in_step(step)?)))
    }

    fn open_cells(&self, question: &Question) -> [Cell; 3] {
        [
            Cell::new(self.words.of(&question.ask)),
            Cell::new(self.words.say("document-answer-open")),
            Cell::new(String::new()),
        ]
    }

    /// A standing answer to an item of a step, noted as shown.
    pub(super) fn answer(&mut self, step: &Step, item: &str) -> Option<AnswerGiven> {
        let job = self.job;
        let key = format!("{}/{item}", step.key);
        let field = job.answers.get(&key)?;
        self.show(format!("answer:{key}"), field);
        Some(field.latest()?.value.clone())
    }

    /// Question, answer and remark.
    fn answer_cells(&self, question: &Question, answer: &AnswerGiven) -> [Cell; 3] {
        let text = match question.kind {
            QuestionKind::Check => self.words.yes_no(&answer.value),
            QuestionKind::Choice => self.choice(question, &answer.value),
            QuestionKind::Text
            | QuestionKind::Day
            | QuestionKind::Period
            | QuestionKind::Coordinates => answer.value.clone(),
            QuestionKind::Number => quantity(&minus(&answer.value), question.unit.as_deref()),
        };
        let tone = if question.kind == QuestionKind::Check && answer.value == "no" {
            Tone::Strong
        } else {
            Tone::Plain
        };
        [
            Cell::new(self.words.of(&question.ask)),
            Cell::toned(text, tone),
            Cell::new(answer.remark.clone().unwrap_or_default()),
        ]
    }

    pub(super) fn choice(&self, question: &Question, value: &str) -> String {
        let chosen = question.answers.iter().find(|choice| choice.key == value);
        chosen.map_or_else(
            || value.to_owned(),
            |choice| self.words.of(&choice.text).to_owned(),
        )
    }

    /// The question whose answer is the result of the trial, with that answer.
    fn tried(&mut self) -> Option<(&'a Question, AnswerGiven)> {
        let step = self.catalogue.job_kind(&self.plan.kind)?.step(TRIAL)?;
        let question = step.questions.iter().find(|one| is_trial(step, one))?;
        Some((question, self.answer(step, &question.key)?))
    }

    /// What the customer's trial gave; nothing where the job has none.
    pub(super) fn trial(&mut self) -> Vec<Block> {
        let words = self.words;
        let kind = self.catalogue.job_kind(&self.plan.kind);
        if kind.is_some_and(|kind| kind.step(TRIAL).is_none()) {
            return Vec::new();
        }
        let result = match self.tried() {
            Some((question, answer)) => self.choice(question, &answer.value),
            None => words.say("document-trial-nothing"),
        };
        self.headed("document-trial-title", vec![Block::Paragraph(result)])
    }

    /// What was put off, how many findings are not mended, and how many musts of the steps on site are open.
    pub(super) fn pending(&mut self) -> Vec<Block> {
        let mut pending = self.put_off();
        pending.extend(self.findings_open());
        pending.extend(self.musts_open());
        let pending = if pending.is_empty() {
            self.words.say("document-pending-nothing")
        } else {
            pending.join("\n")
        };
        self.headed("document-pending-title", vec![Block::Paragraph(pending)])
    }

    /// What could not be tried at once, with the day agreed for it.
    fn put_off(&mut self) -> Vec<String> {
        let mut said = Vec::new();
        for step in self.steps_on_site() {
            let choices = step.questions.iter();
            for question in choices.filter(|one| one.kind == QuestionKind::Choice) {
                let Some(answer) = self.answer(step, &question.key) else {
                    continue;
                };
                if answer.value == PENDING {
                    let chosen = self.choice(question, &answer.value);
                    said.push(answer.remark.unwrap_or(chosen));
                    let agreed = self.answer(step, PENDING_ON);
                    said.extend(agreed.map(|agreed| agreed.value));
                }
            }
        }
        said
    }

    pub(super) fn findings_open(&mut self) -> Option<String> {
        let job = self.job;
        let findings = job.trade.findings.iter();
        let open: Vec<_> = findings.filter(|one| one.fixed.is_none()).collect();
        self.shows.insert("finding".to_owned());
        self.read.extend(open.iter().map(|one| one.found.event));
        let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        (count > 0).then(|| {
            self.words
                .with("document-pending-findings", &[("count", count.into())])
        })
    }

    /// How many musts of the steps on site are still open, in one line.
    pub(super) fn musts_open(&self) -> Option<String> {
        let steps: Vec<&str> = self
            .steps_on_site()
            .iter()
            .map(|step| step.key.as_str())
            .collect();
        let open = self
            .missing
            .iter()
            .filter(|missing| missing.severity == Severity::Must)
            .filter(|missing| steps.contains(&missing.step.as_str()))
            .count();
        let count = u32::try_from(open).unwrap_or(u32::MAX);
        (count > 0).then(|| {
            self.words
                .with("document-pending-musts", &[("count", count.into())])
        })
    }

    /// The test report this document rests on. Where the job makes none, it rests on none.
    pub(super) fn test_report(&mut self) -> Result<Vec<Block>, BuildError> {
        let reports = TEST_REPORTS.iter();
        let made = reports.filter_map(|key| self.job.document(key)).next();
        let said = match made {
            Some(report) => vec![Block::Facts(self.report_facts(report))],
            None if self.makes_test_report() => return Err(BuildError::NoTestReport),
            None => vec![Block::Note(self.words.say("document-attached-nothing"))],
        };
        Ok(self.headed("document-attached-title", said))
    }

    fn makes_test_report(&self) -> bool {
        let is_made = |gate: &Gate| match gate {
            Gate::Document { document, .. } => TEST_REPORTS.contains(&document.as_str()),
            _ => false,
        };
        steps_of(self.job, self.catalogue)
            .into_iter()
            .any(|step| step.gates.iter().any(is_made))
    }

    fn report_facts(&mut self, report: &Document) -> Vec<Fact> {
        let words = self.words;
        self.read.insert(report.event);
        let kind = self.catalogue.document(&report.document);
        let title = kind.map_or(report.document.as_str(), |kind| words.of(&kind.title));
        let pages = words.with("document-pages", &[("pages", report.pages.into())]);
        vec![
            Fact::new(words.say("document-fact-report"), title),
            Fact::new(
                words.say("document-fact-report-made-at"),
                words.time(report.made_at.at),
            ),
            Fact::new(words.say("document-fact-report-pages"), pages),
            Fact::new(
                words.say("document-fact-report-hash"),
                report.record_hash.to_string(),
            )
            .wide(),
        ]
    }
}

fn is_trial(step: &Step, question: &Question) -> bool {
    step.key == TRIAL && question.kind == QuestionKind::Choice
}
