//! Steps that were closed although something was missing, and why.

use lineproof_domain::catalogue::Section;
use lineproof_domain::rules::steps_of;

use super::Basis;
use crate::view::{Block, Cell};

/// Papers with one of these speak of the work done.
const OF_WORK: [Section; 10] = [
    Section::Result,
    Section::Checked,
    Section::Inspection,
    Section::Pending,
    Section::TestReport,
    Section::Cause,
    Section::Resource,
    Section::Stop,
    Section::Failed,
    Section::Works,
];

impl Basis<'_> {
    /// Every step that was closed with a reason, on papers about the work; nothing where there is none.
    pub(super) fn skipped(&mut self) -> Vec<Block> {
        let sections = &self.kind.sections;
        if !OF_WORK.iter().any(|section| sections.contains(section)) {
            return Vec::new();
        }
        let job = self.job;
        let mut rows = Vec::new();
        for step in steps_of(job, self.catalogue) {
            let Some(field) = job.closed_steps.get(&step.key) else {
                continue;
            };
            let reason = field
                .latest()
                .and_then(|closed| closed.value.reason.clone());
            if let Some(reason) = reason {
                self.show(format!("step:{}", step.key), field);
                rows.push(vec![
                    Cell::new(self.words.of(&step.title)),
                    Cell::new(reason),
                ]);
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-column-step", 2.6),
            ("document-column-reason", 8.4),
        ];
        let table = self.table(&columns, rows);
        self.headed("document-skipped-title", vec![table])
    }
}
