//! What pages look like to tools that know nothing of us: text, pictures, page breaks.
//! The files stay in the target folder to be looked at.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_report::view::{Block, Cell, Column, DocumentView, Table};
use lineproof_report::{Fonts, Rendered, render, unprintable};
use support::sample;
use support::tools::{pages_as_text, pictures};
use support::{fonts, out};

fn made(name: &str, view: &DocumentView) -> (Rendered, Option<Vec<String>>) {
    let rendered = render(view, fonts()).unwrap();
    let path = out(&format!("{name}.pdf"));
    std::fs::write(&path, &rendered.pdf).unwrap();
    (rendered, pages_as_text(&path))
}

#[test]
fn a_whole_report_reads_back_with_the_right_chinese() {
    let (rendered, text) = made("report", &sample::report());
    assert_eq!(rendered.fields, ["tester", "customer", "manager"]);
    let Some(pages) = text else { return };
    assert_eq!(pages.len(), rendered.pages as usize);
    let all = pages.concat();
    for expected in [
        "全程测试报告",
        "津东丽ZX20260417A",
        "不合格 高 2.4",
        "默认限值",
        "客户经理",
    ] {
        assert!(all.contains(expected), "{expected}");
    }
    assert!(pages[1].contains(&format!("第 2 页，共 {} 页", pages.len())));
}

#[test]
fn a_table_of_200_rows_repeats_its_head_and_loses_no_row() {
    let (_, text) = made("table", &sample::view(vec![sample::table(200)]));
    let Some(pages) = text else { return };
    assert!(pages.len() > 5);
    for page in &pages {
        assert_eq!(page.matches("限值与来源").count(), 1, "{page}");
    }
    let all = pages.concat();
    for row in 1..=200 {
        if (row - 1) % 23 != 5 {
            assert!(all.contains(&format!("第 {row} 项往返时延")), "row {row}");
        }
    }
}

#[test]
fn a_row_taller_than_a_page_is_split_and_nothing_of_it_is_lost() {
    let text: Vec<String> = (1..=120).map(|line| format!("第{line}行备注")).collect();
    let table = Table {
        columns: vec![Column::text("项目", 1.0), Column::text("备注", 2.0)],
        rows: vec![vec![Cell::new("长"), Cell::new(text.join("\n"))]],
    };
    let (_, pages) = made("tall-row", &sample::view(vec![Block::Table(table)]));
    let Some(pages) = pages else { return };
    let all = pages.concat();
    assert!(text.iter().all(|line| all.contains(line)));
}

#[test]
fn neither_a_heading_nor_a_table_head_is_left_without_a_row() {
    let long: Vec<String> = (1..=120).map(|line| format!("第{line}行备注")).collect();
    let table = Table {
        columns: vec![Column::text("项目", 1.0), Column::text("备注", 2.0)],
        rows: vec![vec![Cell::new("长"), Cell::new(long.join("\n"))]],
    };
    for above in 20..50 {
        let view = sample::view(vec![
            Block::Paragraph(vec!["前文"; above].join("\n")),
            Block::Heading("检查项目".to_owned()),
            Block::Table(table.clone()),
        ]);
        let (_, pages) = made("head-and-row", &view);
        let Some(pages) = pages else { return };
        let headed = pages.iter().find(|page| page.contains("检查项目")).unwrap();
        assert!(headed.contains("第2行备注"), "{above} lines: {headed}");
    }
}

#[test]
fn photos_are_embedded_unchanged_and_never_fall_off_a_page() {
    let view = sample::view(vec![sample::photos(60, 3), sample::photos(4, 2)]);
    let (rendered, text) = made("photos", &view);
    let Some(pages) = text else { return };
    let all = pages.concat();
    assert_eq!(all.matches("装好后的机架正面").count(), 64);
    assert!(all.contains("没法印"));
    let file = sample::jpeg().bytes;
    let found = rendered
        .pdf
        .windows(file.len())
        .filter(|part| **part == *file)
        .count();
    assert_eq!(
        found, 63,
        "every usable picture stands in the file byte by byte"
    );
    assert_eq!(pictures(&out("photos.pdf")), Some(63));
}

#[test]
fn signature_boxes_are_never_alone_on_a_page() {
    for lines in 34..48 {
        let text = vec!["备注"; lines].join("\n");
        let view = sample::view(vec![
            Block::Paragraph(text),
            Block::Heading("签字".to_owned()),
            Block::Note("要签字的：测试人、客户。".to_owned()),
            sample::signatures(),
        ]);
        let (_, text) = made("signatures", &view);
        let Some(pages) = text else { return };
        let last = pages.last().unwrap();
        assert!(
            last.contains("客户经理") && last.contains("备注"),
            "{lines} lines: {last}"
        );
    }
}

#[test]
fn nothing_and_one_line_and_one_page_of_remarks_are_laid_out() {
    let (empty, _) = made("empty", &sample::view(Vec::new()));
    assert_eq!(empty.pages, 1);
    let (one, _) = made(
        "one-line",
        &sample::view(vec![sample::remarks(1), sample::signatures()]),
    );
    assert_eq!(one.pages, 1);
    let (many, _) = made(
        "one-page",
        &sample::view(vec![sample::remarks(24), sample::signatures()]),
    );
    assert!(many.pages >= 2);
}

#[test]
fn a_character_no_font_has_is_printed_as_its_code_point() {
    let name = "𠮷野🙂";
    assert_eq!(unprintable(name, fonts()), ['𠮷', '🙂']);
    let (_, text) = made(
        "rare",
        &sample::view(vec![Block::Paragraph(name.to_owned())]),
    );
    let Some(pages) = text else { return };
    assert!(
        pages[0].contains("〔U+20BB7〕野〔U+1F642〕"),
        "{}",
        pages[0]
    );
}

#[test]
fn very_long_title_and_number_stay_on_one_line_and_apart() {
    let mut view = sample::view(vec![sample::facts()]);
    view.title = sample::LONG_NAME.to_owned();
    view.number = "TJ-DL-2026-004178-".repeat(12);
    let (rendered, text) = made("long-head", &view);
    assert_eq!(rendered.pages, 1);
    let Some(pages) = text else { return };
    assert!(pages[0].contains(sample::LONG_NAME) && pages[0].contains(&view.number));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let view = sample::report();
    let again = Fonts::load(
        support::font("400Regular/NotoSansSC_400Regular.ttf"),
        support::font("700Bold/NotoSansSC_700Bold.ttf"),
        None,
    )
    .unwrap();
    assert_eq!(
        render(&view, fonts()).unwrap(),
        render(&view, &again).unwrap()
    );
}

#[test]
fn a_caption_longer_than_a_page_runs_on_below_its_curve() {
    let mut view = sample::view(vec![sample::trace()]);
    let Some(Block::Trace(figure)) = view.blocks.first_mut() else {
        panic!("no curve");
    };
    figure.caption = "城北机房至云汀支行。".repeat(1000);
    let (rendered, text) = made("caption", &view);
    assert!(rendered.pages > 2);
    let Some(pages) = text else { return };
    assert_eq!(pages.concat().matches('汀').count(), 1000);
}
