//! The opening and acceptance form (开通暨验收单): what was checked, which report it rests on, what the
//! customer's trial gave, what stays open.

use super::{Basis, BuildError, Evidence};
use crate::view::{Block, Cell, Column, DocumentView, Fact, Table, Tone};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::{Catalogue, Question, QuestionKind, Severity, Step};
use lineproof_domain::job::JobState;
use lineproof_domain::registry::body::AnswerGiven;
use lineproof_i18n::Language;

/// The step whose answer is the result of the customer's trial.
const TRIAL: &str = "trial";
const OPENED: &str = "circuit.opened";

/// The view of the acceptance form as the record stands at `made_at`. It names the newest test
/// report by its hash, so that report has to be made first.
///
/// # Errors
/// When the job has no plan or no test report, the catalogue no such paper, or the store lacks an event.
pub fn acceptance(
    job: &JobState,
    catalogue: &Catalogue,
    language: Language,
    made_at: DateTime<FixedOffset>,
    evidence: &dyn Evidence,
) -> Result<DocumentView, BuildError> {
    let mut basis = Basis::new(job, catalogue, "acceptance", language, made_at, evidence)?;
    let words = basis.words;
    let report = basis.test_report_facts()?;
    let mut facts = basis.circuit_facts();
    facts.extend(basis.people_facts());
    facts.extend(basis.time_facts());
    let (checked, pending) = basis.checked_items();
    let mut blocks: Vec<Block> = basis.sample_note().into_iter().collect();
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Heading(words.say("document-checked-title")));
    blocks.push(checked);
    blocks.push(Block::Heading(words.say("document-attached-title")));
    blocks.push(Block::Facts(report));
    blocks.push(Block::Heading(words.say("document-trial-title")));
    blocks.push(basis.trial());
    blocks.push(Block::Heading(words.say("document-pending-title")));
    blocks.push(if pending.is_empty() {
        Block::Paragraph(words.say("document-pending-nothing"))
    } else {
        Block::Paragraph(pending.join("\n"))
    });
    blocks.push(Block::Note(words.say("document-satisfaction-note")));
    blocks.extend(basis.signatures());
    basis.view(blocks)
}

impl Basis<'_> {
    fn test_report_facts(&mut self) -> Result<Vec<Fact>, BuildError> {
        let words = self.words;
        let report = self
            .job
            .document("test_report_e2e")
            .ok_or(BuildError::NoTestReport)?;
        self.read.insert(report.event);
        let kind = self.catalogue.document(&report.document);
        let title = kind.map_or(report.document.as_str(), |kind| words.of(&kind.title));
        Ok(vec![
            Fact::new(words.say("document-fact-report"), title),
            Fact::new(
                words.say("document-fact-report-made-at"),
                words.time(report.made_at.at),
            ),
            Fact::new(
                words.say("document-fact-report-pages"),
                words.with("document-pages", &[("pages", report.pages.into())]),
            ),
            Fact::new(
                words.say("document-fact-report-hash"),
                report.record_hash.to_string(),
            )
            .wide(),
        ])
    }

    fn time_facts(&mut self) -> Vec<Fact> {
        let words = self.words;
        let mut facts = Vec::new();
        if let Some(due) = &self.plan.computed_due {
            facts.push(Fact::new(
                words.say("document-fact-due"),
                words.time(due.at),
            ));
        }
        if let Some(promised) = self.plan.promised_on {
            let promised = promised.to_string();
            facts.push(Fact::new(words.say("document-fact-promised"), promised));
        }
        self.shows.insert(format!("milestone:{OPENED}"));
        if let Some(opened) = self.job.milestones.get(OPENED) {
            self.read.insert(opened.event);
            let at = words.time(opened.occurred_at.at);
            facts.push(Fact::new(words.say("document-fact-opened-at"), at));
        }
        facts
    }

    /// The table of answers, and what stays open by them.
    fn checked_items(&mut self) -> (Block, Vec<String>) {
        let words = self.words;
        let mut rows = Vec::new();
        let mut pending = Vec::new();
        for step in self.steps_on_site() {
            for question in &step.questions {
                if let Some(answer) = self.answer(step, question) {
                    let ask = words.of(&question.ask);
                    if step.key == TRIAL && question.kind == QuestionKind::Choice {
                        if let Some(remark) = &answer.remark {
                            pending.push(remark.clone());
                        }
                        continue;
                    }
                    rows.push(self.answer_row(words.of(&step.title), ask, question, &answer));
                }
            }
        }
        pending.extend(self.musts_open());
        let table = Table {
            columns: vec![
                Column::text(words.say("document-column-step"), 1.6),
                Column::text(words.say("document-column-item"), 3.8),
                Column::text(words.say("document-column-answer"), 2.6),
                Column::text(words.say("document-column-remark"), 3.0),
            ],
            rows,
        };
        (Block::Table(table), pending)
    }

    fn answer(&mut self, step: &Step, question: &Question) -> Option<AnswerGiven> {
        let job = self.job;
        let key = format!("{}/{}", step.key, question.key);
        let field = job.answers.get(&key)?;
        self.show(format!("answer:{key}"), field);
        Some(field.latest()?.value.clone())
    }

    fn answer_row(
        &self,
        step: &str,
        ask: &str,
        question: &Question,
        answer: &AnswerGiven,
    ) -> Vec<Cell> {
        let text = match question.kind {
            QuestionKind::Check => self.words.yes_no(&answer.value),
            QuestionKind::Choice => question
                .answers
                .iter()
                .find(|choice| choice.key == answer.value)
                .map_or_else(
                    || answer.value.clone(),
                    |choice| self.words.of(&choice.text).to_owned(),
                ),
            QuestionKind::Text => answer.value.clone(),
            QuestionKind::Number => super::words::quantity(
                &super::words::minus(&answer.value),
                question.unit.as_deref(),
            ),
        };
        let tone = if question.kind == QuestionKind::Check && answer.value == "no" {
            Tone::Strong
        } else {
            Tone::Plain
        };
        vec![
            Cell::new(step),
            Cell::new(ask),
            Cell::toned(text, tone),
            Cell::new(answer.remark.clone().unwrap_or_default()),
        ]
    }

    /// What the customer's trial gave.
    fn trial(&mut self) -> Block {
        let catalogue = self.catalogue;
        let kind = catalogue.job_kind(&self.plan.kind);
        let step = kind.and_then(|kind| kind.step(TRIAL));
        let asked = step.and_then(|step| {
            let choice = |question: &&Question| question.kind == QuestionKind::Choice;
            Some((step, step.questions.iter().find(choice)?))
        });
        let answer = asked.and_then(|(step, question)| {
            let given = self.answer(step, question)?;
            let choice = question.answers.iter().find(|one| one.key == given.value)?;
            Some(self.words.of(&choice.text).to_owned())
        });
        Block::Paragraph(answer.unwrap_or_else(|| self.words.say("document-trial-nothing")))
    }

    /// How many musts of the steps on site are still open, in one line.
    fn musts_open(&self) -> Option<String> {
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
}
