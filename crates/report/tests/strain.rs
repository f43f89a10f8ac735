//! Every paper of every kind with nothing, with a line, with pages and with hundreds of things: not a character is
//! lost, nothing leaves the page, nothing lies on something else, and the judges of archives find nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::catalogue::Section;
use lineproof_i18n::Language;
use lineproof_report::render;
use lineproof_report::view::{Block, DocumentView};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::job::{CATALOGUE, Work};
use support::kinds::kinds_of;
use support::said::view;
use support::strain::{LINE, MANY};
use support::tools::{Word, path, pictures, said, tool, words};
use support::{fonts, out};

/// Margins of a page, its width and height, in points.
const MARGIN: f32 = 50.0;
const SIZE: (f32, f32) = (595.3, 841.9);

/// Every text that a paper shows.
fn texts(view: &DocumentView) -> Vec<&str> {
    view.blocks.iter().flat_map(texts_of).collect()
}

fn texts_of(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => vec![text],
        Block::Table(table) => {
            let cells = table.rows.iter().flatten().map(|cell| cell.text.as_str());
            cells.collect()
        }
        Block::Facts(facts) => {
            let facts = facts.iter();
            facts.flat_map(|fact| [&*fact.label, &fact.value]).collect()
        }
        Block::Photos(grid) => {
            let photos = grid.photos.iter();
            photos
                .flat_map(|photo| [&*photo.code, &photo.caption, &photo.detail])
                .collect()
        }
        Block::Trace(figure) => vec![&figure.caption],
        Block::Signatures(boxes) => boxes.iter().map(|one| one.role.as_str()).collect(),
    }
}

fn counted<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut count = BTreeMap::new();
    let characters = texts.into_iter().flat_map(str::chars);
    for character in characters.filter(|one| !one.is_whitespace()) {
        *count.entry(character).or_default() += 1;
    }
    count
}

fn overlaps(one: &Word, other: &Word) -> bool {
    // The boxes of neighbouring lines touch: what counts is the middle of a line.
    let middle = |word: &Word| {
        let quarter = (word.y.1 - word.y.0) / 4.0;
        (word.y.0 + quarter, word.y.1 - quarter)
    };
    let (above, below) = (middle(one), middle(other));
    let across = one.x.1.min(other.x.1) - one.x.0.max(other.x.0);
    let down = above.1.min(below.1) - above.0.max(below.0);
    across > 0.5 && down > 0.5
}

/// Makes a paper and looks at its pages; gives the file, or nothing where no tool can read it.
fn looked_at(name: &str, view: &DocumentView) -> Option<PathBuf> {
    let pdf = out(&format!("strain-{name}.pdf"));
    let rendered = render(view, fonts()).unwrap();
    std::fs::write(&pdf, &rendered.pdf).unwrap();
    let pages = words(&pdf)?;
    let printed = counted(pages.iter().flatten().map(|word| word.text.as_str()));
    for (character, count) in counted(texts(view)) {
        let found = printed.get(&character).copied().unwrap_or_default();
        assert!(found >= count, "{name}: {character} {found} of {count}");
    }
    for (index, page) in pages.iter().enumerate() {
        let place = format!("{name}, page {}", index + 1);
        for word in page {
            let fits = word.x.0 >= MARGIN
                && word.x.1 <= SIZE.0 - MARGIN + 1.0
                && word.y.0 >= 0.0
                && word.y.1 <= SIZE.1;
            assert!(fits, "{place}: {word:?}");
        }
        for (at, one) in page.iter().enumerate() {
            let other = page[at + 1..].iter().find(|other| overlaps(one, other));
            assert!(other.is_none(), "{place}: {one:?} {other:?}");
        }
    }
    let judged = said(Path::new("qpdf"), &["--check", path(&pdf)])?;
    assert!(
        !judged.to_lowercase().contains("warning"),
        "{name}: {judged}"
    );
    Some(pdf)
}

/// How many pictures a paper shows.
fn shown(view: &DocumentView) -> usize {
    let grids = view.blocks.iter().map(|block| match block {
        Block::Photos(grid) => grid.photos.len(),
        _ => 0,
    });
    grids.sum()
}

/// Of how many papers a short run makes one; the conditions take different ones.
const SLICE: usize = 6;

/// `cargo xtask soak`: every paper of every kind of job in both languages. A short run makes its slice in Chinese.
fn is_long_run() -> bool {
    std::env::var_os("LINEPROOF_SOAK").is_some()
}

/// Makes the papers of the jobs that `work` gives, and has the archive's judge look at them all.
fn strain(
    how: &str,
    slice: usize,
    work: impl Fn(&str) -> Work,
    holds: impl Fn(&DocumentView, &Path),
) {
    let mut files = Vec::new();
    let papers = CATALOGUE.documents.iter().enumerate();
    let wanted = papers.filter(|(index, _)| is_long_run() || index % SLICE == slice);
    for (_, paper) in wanted {
        let kinds = kinds_of(paper);
        let most = if is_long_run() { kinds.len() } else { 1 };
        for (index, kind) in kinds.into_iter().take(most).enumerate() {
            let work = work(kind);
            if paper.sections.contains(&Section::TestReport) && work.job.documents.is_empty() {
                continue;
            }
            let languages = if is_long_run() && index == 0 {
                &[Language::ZhCn, Language::En][..]
            } else {
                &[Language::ZhCn]
            };
            for &language in languages {
                let view = view(&work, &paper.key, language);
                let name = format!("{how}-{}-{kind}-{language}", paper.key);
                let Some(pdf) = looked_at(&name, &view) else {
                    return;
                };
                holds(&view, &pdf);
                files.push(pdf);
            }
        }
    }
    if let Some(verapdf) = tool("verapdf/verapdf.sh") {
        let paths: Vec<&str> = files.iter().map(|pdf| path(pdf)).collect();
        let judged = said(&verapdf, &paths).unwrap();
        let compliant = judged.matches(": compliant").count();
        assert_eq!(compliant, files.len(), "{judged}");
    }
}

#[test]
fn every_paper_holds_with_nothing_recorded() {
    let bare = |kind: &str| {
        let mut bare = Work::dispatched();
        bare.job.plan.as_mut().unwrap().value.kind = kind.to_owned();
        bare
    };
    strain("nothing", 0, bare, |view, _| {
        let blocks = view.blocks.windows(2);
        let alone = blocks.filter(|two| matches!(two, [Block::Heading(_), Block::Heading(_)]));
        assert_eq!(alone.count(), 0, "{}: {:#?}", view.document, view.blocks);
    });
}

#[test]
fn every_paper_holds_with_a_line_of_remark_on_everything() {
    let answers = ["checked", "answers", "inspection", "local"];
    strain("line", 1, Work::remarked, |view, _| {
        let paper = CATALOGUE.document(&view.document).unwrap();
        let shows = paper.sections.iter().any(|section| {
            let name = serde_json::to_value(section).unwrap();
            answers.iter().any(|one| name == *one)
        });
        let is_said = texts(view).iter().any(|text| text.contains(LINE));
        assert!(is_said || !shows, "{}", view.document);
    });
}

#[test]
fn every_paper_holds_with_pages_of_remarks_and_very_long_names() {
    strain("long", 2, Work::long, |_, _| {});
}

#[test]
fn every_paper_holds_with_two_hundred_rows_and_sixty_pictures() {
    let last = MANY - 1;
    let growing = [
        (Section::Progress, format!("第{last}条进展")),
        (Section::Findings, format!("第{last}处隐患")),
        (Section::Register, format!("第{last}人")),
        (Section::Extensions, format!("第{last}次申请")),
    ];
    strain("many", 0, Work::many, |view, pdf| {
        let paper = CATALOGUE.document(&view.document).unwrap();
        if let Some(printed) = pictures(pdf) {
            assert_eq!(printed, shown(view), "{}", view.document);
        }
        for (section, wanted) in &growing {
            let is_said = texts(view)
                .iter()
                .any(|text| text.contains(wanted.as_str()));
            let is_shown = paper.sections.contains(section);
            assert!(is_said || !is_shown, "{}: {wanted}", view.document);
        }
    });
}
