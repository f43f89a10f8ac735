//! Points that failed an acceptance or a spot check, and how they were mended.

use super::Basis;
use super::sections::facts;
use crate::view::{Block, Cell, Fact};

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
        let columns = [
            ("document-column-at", 2.2),
            ("document-column-point", 5.2),
            ("document-column-remark", 3.6),
        ];
        let mut blocks = self.listed(
            "document-failed-title",
            "document-failed-nothing",
            &columns,
            rows,
        );
        if let Some(mended) = &job.trade.rectified {
            self.note("milestone:rectified", mended.event);
            let text = mended.value.text.clone().unwrap_or_default();
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
}
