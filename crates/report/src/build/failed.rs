//! Points that failed an acceptance or a spot check, and how they were mended.

use super::Basis;
use super::sections::facts;
use crate::view::{Block, Cell, Fact};
use lineproof_domain::catalogue::{Gate, Need, Question, QuestionKind, Section, Step};
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::body::AnswerGiven;

/// The kind of job that there is only where points failed.
const RECTIFICATION: &str = "rectification";
/// The answer of an item that failed.
const FAIL: &str = "fail";
/// Questions what a visit came to, and their answer that it did not pass.
const RESULTS: [&str; 2] = ["result", "seen"];
const FAILED: &str = "failed";
/// The question how the points were mended.
const MENDED: &str = "mend/done";

/// A point that failed.
struct Point {
    at: String,
    what: String,
    from: &'static str,
    remark: String,
}

impl<'a> Basis<'a> {
    /// The failed points as they are known now; a later spot check does not make the document untrue.
    pub(super) fn failed(&mut self) -> Vec<Block> {
        let mut points = self.points_told();
        points.extend(self.points_answered());
        points.extend(self.points_measured());
        points.extend(self.points_found());
        let rows = points.into_iter().map(|point| {
            vec![
                Cell::new(point.at),
                Cell::new(point.what),
                Cell::new(self.words.say(point.from)),
                Cell::new(point.remark),
            ]
        });
        let rows = rows.collect();
        let columns = [
            ("document-column-at", 2.2),
            ("document-column-point", 4.2),
            ("document-column-from", 1.6),
            ("document-column-remark", 3.2),
        ];
        let nothing = self.no_points();
        let mut blocks = self.listed("document-failed-title", nothing, &columns, rows);
        blocks.extend(self.rectified());
        blocks
    }

    /// Points that headquarters or the order named.
    fn points_told(&mut self) -> Vec<Point> {
        let job = self.job;
        let mut points: Vec<Point> = Vec::new();
        for failure in &job.trade.failures {
            self.read.insert(failure.event);
            let remark = failure.value.text.clone().unwrap_or_default();
            points.extend(failure.value.points.iter().map(|what| Point {
                at: self.words.time(failure.at.at),
                what: what.clone(),
                from: "document-failed-told",
                remark: remark.clone(),
            }));
        }
        for what in &self.plan.details.failed_points {
            if points.iter().all(|point| point.what != *what) {
                points.push(Point {
                    at: String::new(),
                    what: what.clone(),
                    from: "document-failed-ordered",
                    remark: String::new(),
                });
            }
        }
        points
    }

    /// Items that the visit itself found failing.
    fn points_answered(&mut self) -> Vec<Point> {
        let job = self.job;
        let mut points = Vec::new();
        for step in self.steps_judged() {
            for question in &step.questions {
                let Some(answer) = self.answer(step, &question.key) else {
                    continue;
                };
                if !fails(question, &answer) {
                    continue;
                }
                let field = job.answers.get(&format!("{}/{}", step.key, question.key));
                let event = field.and_then(|field| Some(field.latest()?.event));
                points.push(Point {
                    at: event
                        .and_then(|event| self.time_of(event))
                        .unwrap_or_default(),
                    what: self.words.of(&question.ask).to_owned(),
                    from: "document-failed-answered",
                    remark: answer.remark.unwrap_or_default(),
                });
            }
        }
        points
    }

    fn points_measured(&self) -> Vec<Point> {
        let failed = [&self.local.failed, &self.end_to_end.failed];
        let failed = failed.into_iter().flatten();
        failed
            .map(|(what, verdict)| Point {
                at: String::new(),
                what: what.clone(),
                from: "document-failed-measured",
                remark: verdict.clone(),
            })
            .collect()
    }

    /// Findings: of a rectification all of them, for they are what it mends; else those that are not mended.
    fn points_found(&mut self) -> Vec<Point> {
        let (words, job) = (self.words, self.job);
        self.shows.insert("finding".to_owned());
        let mends = self.plan.kind == RECTIFICATION;
        let mut points = Vec::new();
        for finding in &job.trade.findings {
            self.read.insert(finding.found.event);
            self.read
                .extend(finding.fixed.as_ref().map(|one| one.event));
            let remark = match &finding.fixed {
                Some(fixed) if mends => {
                    let at = [("at", words.day(fixed.at.at).into())];
                    words.with("document-finding-fixed", &at)
                }
                Some(_) => continue,
                None => words.say("document-finding-open"),
            };
            points.push(Point {
                at: words.time(finding.found.at.at),
                what: finding.found.value.text.clone(),
                from: "document-failed-found",
                remark,
            });
        }
        points
    }

    /// What stands where no point is known: never that nothing failed where something must have.
    fn no_points(&mut self) -> &'static str {
        let has_failed = |basis: &mut Self, question| {
            basis
                .answer_to(question)
                .is_some_and(|(_, answer)| answer.value == FAILED)
        };
        if self.plan.kind == RECTIFICATION {
            "document-failed-no-list"
        } else if RESULTS.iter().any(|question| has_failed(self, question)) {
            "document-failed-unnamed"
        } else {
            "document-failed-nothing"
        }
    }

    /// When everything was mended, and how: in the words said then, else as the step of mending was answered.
    fn rectified(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        let Some(mended) = &job.trade.rectified else {
            return Vec::new();
        };
        self.note("milestone:rectified", mended.event);
        let at = words.time(mended.at.at);
        let mut said = vec![Fact::new(words.say("document-fact-rectified"), at)];
        let text = mended.value.text.clone();
        let how = text.or_else(|| Some(self.answer_to(MENDED)?.1.value));
        if let Some(how) = how {
            said.push(Fact::new(words.say("document-fact-rectified-how"), how).wide());
        }
        facts(said)
    }

    /// The conclusion of the visit: what it was asked, and what was answered. A report of tests alone has none.
    pub(super) fn conclusions(&mut self) -> Vec<Fact> {
        let mut said = Vec::new();
        if !self.kind.sections.contains(&Section::Checked) {
            return said;
        }
        for question in RESULTS {
            if let Some((question, answer)) = self.answer_to(question) {
                let chosen = self.choice(question, &answer.value);
                let lines: Vec<String> = [chosen].into_iter().chain(answer.remark).collect();
                let asked = self.words.of(&question.ask);
                said.push(Fact::new(asked, lines.join("\n")).wide());
            }
        }
        said
    }

    /// The steps on site before anybody signs.
    fn steps_judged(&self) -> Vec<&'a Step> {
        let signs = |step: &&Step| {
            let is_signature = |gate: &Gate| matches!(gate, Gate::Signature { .. });
            step.gates.iter().any(is_signature)
        };
        let steps = self.steps_on_site().into_iter();
        steps.take_while(|step| !signs(step)).collect()
    }

    /// When an event happened, where the record tells.
    fn time_of(&self, event: EventId) -> Option<String> {
        let mut told = self.job.timeline.iter();
        let entry = told.find(|entry| entry.event == event)?;
        Some(self.words.time(entry.occurred_at.at))
    }
}

/// Whether an answer says that an item is not as it must be.
fn fails(question: &Question, answer: &AnswerGiven) -> bool {
    match question.kind {
        QuestionKind::Choice => answer.value == FAIL,
        QuestionKind::Check => question.need == Need::Must && answer.value == "no",
        _ => false,
    }
}
