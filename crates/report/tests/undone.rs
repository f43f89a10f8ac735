//! What was not done, what failed and what stays open stands on the papers, and never the opposite.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::registry::body::Scope;
use lineproof_i18n::Language;
use lineproof_report::build::document;
use lineproof_report::view::{Block, DocumentView};
use support::evidence::Store;
use support::job::{CATALOGUE, Work, made_at};

const WHY: &str = "客户机房断电，今天测不了，已约 11-25 再来";

fn view(work: &Work, paper: &str, language: Language) -> DocumentView {
    document(&work.job, &CATALOGUE, paper, language, made_at(), &Store).unwrap()
}

/// Everything a paper says, a line each, with plain spaces.
fn said(work: &Work, paper: &str) -> String {
    said_in(work, paper, Language::ZhCn)
}

fn said_in(work: &Work, paper: &str, language: Language) -> String {
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

fn without_values(kind: &str, scope: Scope) -> Work {
    let mut work = Work::rich(kind);
    let prefix = format!("{}/", scope.as_str());
    work.job
        .measurements
        .retain(|key, _| !key.starts_with(&prefix));
    work
}

#[test]
fn a_step_closed_with_a_reason_stands_on_every_paper_about_the_work() {
    let papers = [
        ("install", "test_report_local", "local_test"),
        ("install", "test_report_e2e", "local_test"),
        ("install", "acceptance", "local_test"),
        ("install", "opening_record", "local_test"),
        ("install", "opening_answer", "local_test"),
        ("install", "work_order", "local_test"),
        ("acceptance", "site_acceptance_report", "local_test"),
        ("acceptance", "acceptance_summary", "local_test"),
        ("inspection", "inspection_report", "measure"),
        ("health_check", "health_report", "measure"),
        ("cutover", "cutover_report", "post_test"),
        ("assurance", "assurance_report", "before_photos"),
        ("rectification", "rectification_report", "test"),
        ("fault_interruption", "fault_report", "restore"),
    ];
    for (kind, paper, step) in papers {
        let mut work = without_values(kind, Scope::Local);
        work.close(step, Some(WHY));
        let said = said(&work, paper);
        let title = "没做全的步骤";
        assert!(
            said.contains(title) && said.contains(WHY),
            "{kind}: {paper}\n{said}"
        );
        assert!(said.contains("许曼 2026-11-22 10:00"), "{paper}\n{said}");
        assert!(said.contains("收光"), "{paper}\n{said}");
        let view = view(&work, paper, Language::En);
        assert!(view.shows.contains(&format!("step:{step}")), "{paper}");
    }
    for (kind, paper, step) in [
        ("stop_permanent", "stop_form", "remove"),
        ("survey", "survey_report", "route"),
        ("survey", "resource_answer", "route"),
    ] {
        let mut work = Work::rich(kind);
        work.job
            .answers
            .retain(|key, _| !key.starts_with(&format!("{step}/")));
        work.close(step, Some(WHY));
        let said = said(&work, paper);
        assert!(said.contains(WHY), "{kind}: {paper}\n{said}");
    }
}

#[test]
fn a_paper_says_nothing_of_steps_that_were_closed_with_everything_done() {
    let mut work = Work::rich("install");
    work.close("local_test", None);
    assert!(!said(&work, "test_report_local").contains("没做全的步骤"));
}

#[test]
fn a_reason_does_not_excuse_a_must_that_was_not_measured() {
    let mut work = without_values("install", Scope::Local);
    work.measure(Scope::Local, "internet.gateway_rtt", 1, "1.8", "ms", None);
    work.close("local_test", Some(WHY));
    let report = said(&work, "test_report_local");
    assert!(!report.contains("全部合格"), "{report}");
    assert!(report.contains("合格 1 项，不合格 0 项"), "{report}");
    assert!(!report.contains("该测没测 0 项"), "{report}");
    let rows = report.lines().filter(|line| line.ends_with("| 该测没测"));
    assert!(rows.count() > 3, "{report}");
    let english = said_in(&work, "test_report_local", Language::En);
    assert!(english.contains("Not measured, though a must"), "{english}");
    let form = said(&work, "acceptance");
    assert!(!form.contains("没有遗留事项"), "{form}");
    assert!(form.contains("项必做的没做完"), "{form}");
}

#[test]
fn a_report_of_which_nothing_was_judged_does_not_say_that_all_passes() {
    let mut work = without_values("install", Scope::Local);
    work.job.plan.as_mut().unwrap().value.level = "standard".to_owned();
    let report = said(&work, "test_report_local");
    assert!(!report.contains("测了 0 项"), "{report}");
}

#[test]
fn what_was_put_off_and_what_is_not_mended_stays_open_on_the_form() {
    let mut work = Work::rich("acceptance");
    work.job.trade.findings.clear();
    assert!(!said(&work, "acceptance").contains("没改好"));
    work.answer("result", "result", "pending", Some("视频会议室还没装好"));
    work.answer("result", "pending_on", "11-25 下午，王雅婷", None);
    let form = said(&work, "acceptance");
    assert!(
        form.contains("视频会议室还没装好\n11-25 下午，王雅婷"),
        "{form}"
    );
    let with_findings = said(&Work::rich("acceptance"), "acceptance");
    assert!(
        with_findings.contains("还有 2 条隐患或问题没改好"),
        "{with_findings}"
    );
    assert!(!with_findings.contains("没有遗留事项"), "{with_findings}");
}
