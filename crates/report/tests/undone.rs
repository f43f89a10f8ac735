//! What was not done, what failed and what stays open stands on the papers, and never the opposite.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::registry::body::Scope;
use lineproof_i18n::Language;
use support::job::Work;
use support::said::{said, said_in, view};

const WHY: &str = "客户机房断电，今天测不了，已约 11-25 再来";

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
        assert_eq!(
            (said.matches(title).count(), said.matches(WHY).count()),
            (1, 1),
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

/// A visit that nobody told of failed points, with nothing found.
fn told_nothing(kind: &str) -> Work {
    let mut work = Work::rich(kind);
    work.job.trade.failures.clear();
    work.job.trade.findings.clear();
    work.job.trade.rectified = None;
    let plan = &mut work.job.plan.as_mut().unwrap().value;
    plan.details.failed_points.clear();
    work
}

#[test]
fn an_item_that_failed_on_site_is_a_failed_point() {
    for paper in ["site_acceptance_report", "acceptance_summary"] {
        let mut work = told_nothing("acceptance");
        work.answer("items", "labels", "fail", Some("尾纤两端没有标签"));
        work.answer("routes", "as_ordered", "no", Some("只有一条路由"));
        work.answer("result", "result", "failed", Some("标签和路由"));
        let said = said(&work, paper);
        let row = "标签齐全、和资料一致 | 现场核对 | 尾纤两端没有标签";
        assert!(said.contains(row), "{paper}\n{said}");
        assert!(said.contains("只有一条路由"), "{paper}\n{said}");
        assert!(!said.contains("没有记下不合格项"), "{paper}\n{said}");
    }
}

#[test]
fn a_value_that_fails_and_a_finding_not_mended_are_failed_points() {
    let mut work = told_nothing("acceptance");
    work.measure(Scope::Local, "light.rx_power", 1, "-33.5", "dBm", None);
    work.job.trade.findings = Work::rich("acceptance").job.trade.findings;
    let said = said(&work, "site_acceptance_report");
    assert!(said.contains("−33.5 dBm | 测试 | 不合格"), "{said}");
    assert!(
        said.contains("机房上方水管渗水 | 隐患与问题 | 未整改"),
        "{said}"
    );
    let mended = "光缆标牌缺失 2 块 | 隐患与问题";
    assert!(!said.contains(mended), "{said}");
}

#[test]
fn a_visit_that_did_not_pass_never_says_that_nothing_failed() {
    let mut work = told_nothing("acceptance");
    work.job.measurements.clear();
    work.answer("result", "result", "failed", Some("说不清"));
    let said = said(&work, "site_acceptance_report");
    assert!(said.contains("没有通过，但没有记下是哪几项"), "{said}");
    assert!(said.contains("验收结果：不通过\n说不清"), "{said}");
}

#[test]
fn a_rectification_names_its_points_or_says_that_no_list_came() {
    let mut work = told_nothing("rectification");
    work.job.measurements.clear();
    let none = said(&work, "rectification_report");
    assert!(none.contains("工单没有带不合格清单"), "{none}");
    work.job.plan.as_mut().unwrap().value.details.failed_points = vec!["接地线松动".to_owned()];
    let ordered = said(&work, "rectification_report");
    assert!(ordered.contains("接地线松动 | 工单"), "{ordered}");
    work.job.trade.findings = Work::rich("rectification").job.trade.findings;
    let found = said(&work, "rectification_report");
    assert!(
        found.contains("光缆标牌缺失 2 块 | 隐患与问题 | 已整改"),
        "{found}"
    );
}

#[test]
fn how_the_points_were_mended_is_taken_from_the_step_where_nobody_said_it_again() {
    let mut work = Work::rich("rectification");
    work.job.trade.rectified.as_mut().unwrap().value.text = None;
    work.answer("mend", "done", "补打标签，尾纤重新盘留", None);
    let said = said(&work, "rectification_report");
    assert!(said.contains("整改情况：补打标签，尾纤重新盘留"), "{said}");
}

#[test]
fn a_summary_says_passed_after_mending_only_where_nothing_failed_since_and_names_what_is_open() {
    let mut work = Work::rich("acceptance");
    let paper = said(&work, "acceptance_summary");
    assert!(
        paper.contains("整改后通过；还有 2 条隐患或问题没改好"),
        "{paper}"
    );
    let mut again = work.job.trade.failures[0].clone();
    again.at.at += chrono::TimeDelta::days(3);
    again.value.points.truncate(1);
    work.job.trade.failures.push(again);
    let paper = said(&work, "acceptance_summary");
    assert!(
        paper.contains("1 项不合格") && !paper.contains("整改后通过"),
        "only what was not mended counts\n{paper}"
    );
}
