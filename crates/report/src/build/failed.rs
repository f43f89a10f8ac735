//! Points that failed an acceptance or a spot check, and how they were mended.

use super::Basis;
use super::sections::facts;
use crate::view::{Block, Cell, Fact};
use lineproof_domain::rules::steps_of;

/// The kind of job that mends failed points.
const RECTIFICATION: &str = "rectification";
/// What was done about them.
const MENDED: &str = "mend/done";
/// Where a visit is judged as a whole, and the answer that says it failed.
const VERDICTS: [&str; 2] = ["result/result", "re_inspect/seen"];
const FAILED: &str = "failed";
/// The answer to a single item that failed.
const FAILED_ITEM: &str = "fail";

impl Basis<'_> {
    /// The failed points as they are known now; a later spot check does not make the document untrue.
    pub(super) fn failed(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        let mut rows = Vec::new();
        for failure in &job.trade.failures {
            self.read.insert(failure.event);
            let at = words.time(failure.at.at);
            let remark = failure.value.text.clone().unwrap_or_default();
            for point in &failure.value.points {
                rows.push(vec![Cell::new(&at), Cell::new(point), Cell::new(&remark)]);
            }
        }
        rows.extend(self.failed_answers());
        rows.extend(self.open_findings());
        let columns = [
            ("document-column-at", 2.2),
            ("document-column-point", 5.2),
            ("document-column-remark", 3.6),
        ];
        let nothing = if self.has_failed() {
            "document-failed-unnamed"
        } else {
            "document-failed-nothing"
        };
        let mut blocks = self.listed("document-failed-title", nothing, &columns, rows);
        if let Some(mended) = &job.trade.rectified {
            self.note("milestone:rectified", mended.event);
            let said = self.answer_to(MENDED).map(|(_, answer)| answer.value);
            let text = mended.value.text.clone().or(said).unwrap_or_default();
            let said = vec![
                Fact::new(
                    words.say("document-fact-rectified"),
                    words.time(mended.at.at),
                ),
                Fact::new(words.say("document-fact-rectified-how"), text).wide(),
            ];
            blocks.extend(facts(said));
        }
        blocks
    }

    /// Items that were answered as failed: point and remark.
    fn failed_answers(&mut self) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        for step in steps_of(self.job, self.catalogue) {
            for question in &step.questions {
                let Some(answer) = self.answer(step, &question.key) else {
                    continue;
                };
                if answer.value == FAILED_ITEM {
                    rows.push(vec![
                        Cell::new(String::new()),
                        Cell::new(self.words.of(&question.ask)),
                        Cell::new(answer.remark.unwrap_or_default()),
                    ]);
                }
            }
        }
        rows
    }

    /// Findings that nobody has mended: what was found and what is to be done.
    fn open_findings(&mut self) -> Vec<Vec<Cell>> {
        let (words, job) = (self.words, self.job);
        self.shows.insert("finding".to_owned());
        let open = job.trade.findings.iter();
        let open = open.filter(|finding| finding.fixed.is_none());
        let mut rows = Vec::new();
        for finding in open {
            self.read.insert(finding.found.event);
            let found = &finding.found.value;
            rows.push(vec![
                Cell::new(words.time(finding.found.at.at)),
                Cell::new(&found.text),
                Cell::new(found.measure.clone().unwrap_or_default()),
            ]);
        }
        rows
    }

    /// Whether the visit judged "failed", or only mends what failed before.
    fn has_failed(&mut self) -> bool {
        let judged = VERDICTS.iter().any(|name| {
            let answer = self.answer_to(name);
            answer.is_some_and(|(_, answer)| answer.value == FAILED)
        });
        judged || self.plan.kind == RECTIFICATION
    }
}
