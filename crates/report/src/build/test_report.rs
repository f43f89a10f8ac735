//! The end-to-end test report (全程测试报告) of the leading office, its local section included.

use super::measured::Tally;
use super::{Basis, BuildError, Evidence};
use crate::view::{Block, DocumentView, Fact};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::JobState;
use lineproof_domain::registry::body::Scope;
use lineproof_i18n::Language;

/// The view of the test report as the record stands at `made_at`. What is missing is said on it.
///
/// # Errors
/// When the job has no plan, the catalogue no such paper, or the store lacks an event.
pub fn test_report(
    job: &JobState,
    catalogue: &Catalogue,
    language: Language,
    made_at: DateTime<FixedOffset>,
    evidence: &dyn Evidence,
) -> Result<DocumentView, BuildError> {
    let document = "test_report_e2e";
    let mut basis = Basis::new(job, catalogue, document, language, made_at, evidence)?;
    let words = basis.words;
    let local = basis.measured_section(Scope::Local, &words.say("document-local-title"));
    let through = basis.measured_section(Scope::EndToEnd, &words.say("document-e2e-title"));
    // Later values change what the report says, so every measurement belongs to it.
    basis.shows.insert("measurement:*".to_owned());
    let mut tally = Tally::default();
    tally.add(&local.tally);
    tally.add(&through.tally);

    let mut facts = basis.circuit_facts();
    facts.extend(basis.people_facts());
    facts.push(Fact::new(words.say("document-fact-result"), basis.result(&tally)).wide());
    let mut blocks: Vec<Block> = basis.sample_note().into_iter().collect();
    blocks.push(Block::Facts(facts));
    blocks.extend(basis.instruments());
    blocks.extend(local.blocks);
    blocks.extend(through.blocks);
    blocks.extend(basis.trace_section());
    blocks.extend(basis.photo_section());
    let remarks = [local.remarks, through.remarks].concat();
    blocks.push(Block::Heading(words.say("document-remarks-title")));
    blocks.push(if remarks.is_empty() {
        Block::Note(words.say("document-remarks-nothing"))
    } else {
        Block::Paragraph(remarks.join("\n"))
    });
    blocks.extend(basis.signatures());
    basis.view(blocks)
}

impl Basis<'_> {
    /// The sum of all verdicts in one sentence.
    fn result(&self, tally: &Tally) -> String {
        let counts = [
            ("pass", tally.pass.into()),
            ("fail", tally.fail.into()),
            ("flag", tally.flag.into()),
            ("missing", tally.missing.into()),
        ];
        let key = if tally.fail + tally.flag + tally.missing == 0 {
            "document-result-good"
        } else {
            "document-result-open"
        };
        self.words
            .with(key, &counts[..if key.ends_with("good") { 1 } else { 4 }])
    }
}
