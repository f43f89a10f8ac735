//! The sections of a document, in the order its catalogue gives.

use super::measured::Tally;
use super::{Basis, BuildError};
use crate::view::{Block, Cell, Column, Fact, Table};
use lineproof_domain::catalogue::Section;
use lineproof_domain::registry::body::Scope;

impl Basis<'_> {
    /// Everything that stands on the document.
    pub(super) fn blocks(&mut self) -> Result<Vec<Block>, BuildError> {
        let sections = &self.kind.sections;
        // The sum of the verdicts stands above what it sums up. A value that fails is a failed point.
        let measures = |section| sections.contains(&section) || sections.contains(&Section::Failed);
        if measures(Section::Local) {
            self.local = self.measured(Scope::Local);
        }
        if measures(Section::EndToEnd) {
            self.end_to_end = self.measured(Scope::EndToEnd);
        }
        let mut blocks: Vec<Block> = self.sample_note().into_iter().collect();
        for section in sections {
            let mut parts = self.section(*section)?.into_iter();
            if let Some(first) = parts.next() {
                join(&mut blocks, first);
            }
            blocks.extend(parts);
        }
        blocks.extend(self.signatures());
        Ok(blocks)
    }

    fn section(&mut self, section: Section) -> Result<Vec<Block>, BuildError> {
        Ok(match section {
            Section::Circuit => facts(self.circuit_facts()),
            Section::People => facts(self.people_facts()),
            Section::Order => facts(self.order_facts()),
            Section::Times => facts(self.time_facts()),
            Section::Result => facts(self.result()),
            Section::Fault => facts(self.fault_facts()),
            Section::Stop => facts(self.stop_facts()),
            Section::Course => self.course(),
            Section::Progress => self.progress(),
            Section::Instruments => self.instruments(),
            Section::Local => {
                let blocks = self.local.blocks.clone();
                self.headed("document-local-title", blocks)
            }
            Section::EndToEnd => {
                let blocks = self.end_to_end.blocks.clone();
                self.headed("document-e2e-title", blocks)
            }
            Section::Traces => self.trace_section(),
            Section::Photos => self.photo_section(),
            Section::Remarks => self.remarks(),
            Section::Checked => self.checked(),
            Section::Answers => self.asked(),
            Section::TestReport => self.test_report()?,
            Section::Trial => self.trial(),
            Section::Pending => self.pending(),
            Section::Skipped => self.skipped(),
            Section::SatisfactionNote => {
                vec![Block::Note(self.words.say("document-satisfaction-note"))]
            }
            Section::Inspection => self.inspection(),
            Section::Findings => self.findings(),
            Section::Advice => self.advice(),
            Section::Triage => self.triage(),
            Section::Loops => self.loops(),
            Section::Cause => self.cause(),
            Section::Register => self.register(),
            Section::Suspensions => self.suspensions(),
            Section::Extensions => self.extensions(),
            Section::Clocks => self.clocks(),
            Section::Overtime => self.overtime(),
            Section::Resource => self.resource(),
            Section::Failed => self.failed(),
            Section::Works => self.works(),
            Section::Summary => self.summary(),
            Section::ServiceCard => self.service_card(),
        })
    }

    /// What the visit came to, and the sum of all verdicts in one sentence.
    fn result(&mut self) -> Vec<Fact> {
        let mut said = self.conclusions();
        let tally = Tally::of([&self.local.tally, &self.end_to_end.tally]);
        let open = tally.fail + tally.flag + tally.missing;
        let result = if self.local.blocks.is_empty() && self.end_to_end.blocks.is_empty() {
            self.words.say("document-measured-nothing")
        } else if open == 0 && tally.pass == 0 {
            self.words.say("document-result-recorded")
        } else if open == 0 {
            let pass = [("pass", tally.pass.into())];
            self.words.with("document-result-good", &pass)
        } else {
            let counts = [
                ("pass", tally.pass.into()),
                ("fail", tally.fail.into()),
                ("flag", tally.flag.into()),
                ("missing", tally.missing.into()),
            ];
            self.words.with("document-result-open", &counts)
        };
        said.push(Fact::new(self.words.say("document-fact-tests"), result).wide());
        said
    }

    fn remarks(&mut self) -> Vec<Block> {
        let mut remarks = [self.local.remarks.clone(), self.end_to_end.remarks.clone()].concat();
        // The carriers' form of a fault report asks for them. A note that comes later does not make the paper
        // untrue, so new ones are not watched.
        if self.kind.sections.contains(&Section::Fault) {
            let job = self.job;
            self.read.extend(job.notes.iter().map(|note| note.event));
            let notes = job.notes.iter().map(|note| note.value.clone());
            remarks.splice(0..0, self.plan.remark.clone().into_iter().chain(notes));
        }
        let said = if remarks.is_empty() {
            Block::Note(self.words.say("document-remarks-nothing"))
        } else {
            Block::Paragraph(remarks.join("\n"))
        };
        self.headed("document-remarks-title", vec![said])
    }

    /// Blocks under a heading; no heading over nothing.
    pub(super) fn headed(&self, heading: &str, blocks: Vec<Block>) -> Vec<Block> {
        if blocks.is_empty() {
            return Vec::new();
        }
        let heading = Block::Heading(self.words.say(heading));
        std::iter::once(heading).chain(blocks).collect()
    }

    /// A table under a heading, or a line that says that there is nothing.
    pub(super) fn listed(
        &self,
        heading: &str,
        nothing: &str,
        columns: &[(&str, f32)],
        rows: Vec<Vec<Cell>>,
    ) -> Vec<Block> {
        let said = if rows.is_empty() {
            Block::Note(self.words.say(nothing))
        } else {
            self.table(columns, rows)
        };
        self.headed(heading, vec![said])
    }

    /// A table of text columns: key of the head and share of the width. A column with nothing in it is left out.
    pub(super) fn table(&self, columns: &[(&str, f32)], rows: Vec<Vec<Cell>>) -> Block {
        let is_filled = |index: usize| {
            rows.iter()
                .any(|row| row.get(index).is_some_and(|cell| !cell.text.is_empty()))
        };
        let filled: Vec<bool> = (0..columns.len()).map(is_filled).collect();
        let kept = |index: &usize| filled.get(*index).copied().unwrap_or(false);
        let row = |cells: Vec<Cell>| {
            let cells = cells.into_iter().enumerate();
            cells
                .filter(|(index, _)| kept(index))
                .map(|(_, cell)| cell)
                .collect()
        };
        Block::Table(Table {
            columns: columns
                .iter()
                .enumerate()
                .filter(|(index, _)| kept(index))
                .map(|(_, (title, share))| Column::text(self.words.say(title), *share))
                .collect(),
            rows: rows.iter().cloned().map(row).collect(),
        })
    }
}

pub(super) fn facts(facts: Vec<Fact>) -> Vec<Block> {
    if facts.is_empty() {
        Vec::new()
    } else {
        vec![Block::Facts(facts)]
    }
}

/// Labels and values of neighbouring sections become one block.
fn join(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (Some(Block::Facts(before)), Block::Facts(more)) => before.extend(more),
        (_, block) => blocks.push(block),
    }
}
