//! What a paper says, as lines of text.

use super::evidence::Store;
use super::job::{CATALOGUE, Work, made_at};
use lineproof_i18n::Language;
use lineproof_report::build::document;
use lineproof_report::view::{Block, DocumentView};

pub fn view(work: &Work, paper: &str, language: Language) -> DocumentView {
    document(&work.job, &CATALOGUE, paper, language, made_at(), &Store).unwrap()
}

/// Everything a paper says, a line each, with plain spaces.
pub fn said(work: &Work, paper: &str) -> String {
    said_in(work, paper, Language::ZhCn)
}

pub fn said_in(work: &Work, paper: &str, language: Language) -> String {
    let view = view(work, paper, language);
    let lines = view.blocks.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => vec![text.clone()],
        Block::Table(table) => table
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
                cells.join(" | ").replace('\n', " ")
            })
            .collect(),
        Block::Facts(facts) => facts
            .iter()
            .map(|fact| format!("{}：{}", fact.label, fact.value))
            .collect(),
        Block::Photos(_) | Block::Trace(_) | Block::Signatures(_) => Vec::new(),
    });
    lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}
