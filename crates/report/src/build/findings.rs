//! Inspection items, hazards and defects, and what the customer is advised to do.

use super::Basis;
use crate::view::{Block, Cell, Tone};
use lineproof_domain::job::Finding;

impl Basis<'_> {
    /// Hazards and defects with grade, measure, due date and what became of them.
    pub(super) fn findings(&mut self) -> Vec<Block> {
        let job = self.job;
        self.shows.insert("finding".to_owned());
        let mut rows = Vec::new();
        for (index, finding) in job.trade.findings.iter().enumerate() {
            self.read.insert(finding.found.event);
            self.read
                .extend(finding.fixed.as_ref().map(|one| one.event));
            rows.push(self.finding_row(index + 1, finding));
        }
        let columns = [
            ("document-column-number", 0.9),
            ("document-column-finding", 3.4),
            ("document-column-side", 1.65),
            ("document-column-grade", 1.9),
            ("document-column-measure", 2.5),
            ("document-column-due", 1.7),
            ("document-column-state", 1.9),
        ];
        self.listed(
            "document-findings-title",
            "document-findings-nothing",
            &columns,
            rows,
        )
    }

    fn finding_row(&self, number: usize, finding: &Finding) -> Vec<Cell> {
        let words = self.words;
        let found = &finding.found.value;
        let item = found
            .item
            .as_ref()
            .and_then(|key| self.inspection_title(key));
        let what = item.map_or_else(
            || found.text.clone(),
            |item| {
                let parts = [("what", item.into()), ("remark", found.text.clone().into())];
                words.with("document-remark-on", &parts)
            },
        );
        let urgent = if found.grade == 1 {
            Tone::Strong
        } else {
            Tone::Plain
        };
        let state = match &finding.fixed {
            Some(fixed) => {
                let done = words.with(
                    "document-finding-fixed",
                    &[("at", words.day(fixed.at.at).into())],
                );
                let text = fixed.value.text.clone().unwrap_or_default();
                Cell::toned(format!("{done}\n{text}").trim(), Tone::Pass)
            }
            None => Cell::new(words.say("document-finding-open")),
        };
        let due = found
            .due
            .map_or_else(|| "—".to_owned(), |due| due.to_string());
        vec![
            Cell::new(number.to_string()),
            Cell::new(what),
            Cell::new(words.side(&found.side)),
            Cell::toned(words.grade(found.grade), urgent),
            Cell::new(found.measure.clone().unwrap_or_else(|| "—".to_owned())),
            Cell::new(due),
            state,
        ]
    }

    /// What the customer is advised to do: the open findings on his side.
    pub(super) fn advice(&mut self) -> Vec<Block> {
        let job = self.job;
        let open =
            job.trade.findings.iter().filter(|finding| {
                finding.found.value.side == "customer" && finding.fixed.is_none()
            });
        let mut lines = Vec::new();
        for finding in open {
            self.note("finding", finding.found.event);
            let found = &finding.found.value;
            let parts = [
                ("what", found.text.clone().into()),
                ("remark", found.measure.clone().unwrap_or_default().into()),
            ];
            lines.push(if found.measure.is_some() {
                self.words.with("document-remark-on", &parts)
            } else {
                found.text.clone()
            });
        }
        let said = if lines.is_empty() {
            Block::Note(self.words.say("document-advice-nothing"))
        } else {
            Block::Paragraph(lines.join("\n"))
        };
        self.headed("document-advice-title", vec![said])
    }

    /// How each item of the visit was found.
    pub(super) fn inspection(&mut self) -> Vec<Block> {
        let rows = self.inspected_rows();
        let columns = [
            ("document-column-number", 0.9),
            ("document-column-item", 3.6),
            ("document-column-wanted", 3.0),
            ("document-column-found", 1.8),
            ("document-column-remark", 3.0),
        ];
        self.listed(
            "document-inspection-title",
            "document-inspection-nothing",
            &columns,
            rows,
        )
    }
}
