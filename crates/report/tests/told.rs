//! What was recorded stands on the papers: nothing that a step asked is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use support::job::Work;
use support::said::said;

/// A job with every answer its own text, so that it can be found on a paper.
fn answered(kind: &str, answers: &[(&str, &str)]) -> Work {
    let mut work = Work::rich(kind);
    for (name, value) in answers {
        let (step, question) = name.split_once('/').unwrap();
        work.answer(step, question, value, None);
    }
    work
}

fn tells(kind: &str, paper: &str, answers: &[(&str, &str)]) {
    let said = said(&answered(kind, answers), paper);
    for (name, value) in answers {
        assert!(said.contains(value), "{paper}: {name}\n{said}");
    }
}

#[test]
fn the_fault_report_says_what_was_found_done_and_confirmed() {
    let interruption = [
        ("contact/said", "早上六点起全断"),
        ("locate/spot", "一经路路口，离机房 3.2 km"),
        ("repair/done", "熔接 12 芯，换接头盒"),
        ("repair/parts", "接头盒 GJS-24 一个"),
    ];
    tells("fault_interruption", "fault_report", &interruption);
    let assist = [
        ("contact/said", "下午会卡"),
        ("locate/spot", "客户侧水晶头"),
        ("restore/done", "重做水晶头"),
    ];
    tells("fault_assist", "fault_report", &assist);
    let said = said(&Work::rich("fault_interruption"), "fault_report");
    for expected in ["查修经过", "客服已和用户确认", "回访：客户满意吗 | 满意"]
    {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn a_cutover_report_says_what_was_approved_planned_and_agreed_before() {
    let answers = [
        ("prepare/approval", "津网割〔2026〕118 号"),
        ("prepare/window", "11-22 00:00 到 04:00"),
        ("prepare/circuits", "津东丽ZX20260417A 等 3 条"),
        ("prepare/roll_back_plan", "跳回旧尾纤，最晚 03:00"),
    ];
    tells("cutover", "cutover_report", &answers);
    let said = said(&Work::rich("cutover"), "cutover_report");
    for expected in ["客户同意吗 | 同意", "人员登记", "马志国", "三条都割完"] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn an_assurance_report_says_when_was_watched_and_by_whom() {
    let answers = [
        ("prepare/period", "11-21 18:00 到 11-22 02:00"),
        ("prepare/crew", "许曼、刘锐，替班吴岭"),
        ("after/lessons", "备一台发电机"),
    ];
    tells("assurance", "assurance_report", &answers);
}

#[test]
fn a_site_acceptance_report_names_everybody_who_accepted() {
    let said = said(&Work::rich("acceptance"), "site_acceptance_report");
    assert!(said.contains("马志国 | 值班人员"), "{said}");
}

#[test]
fn form_1_says_by_when_an_answer_is_due_and_whether_it_came_in_time() {
    let said = said(&Work::rich("survey"), "resource_answer");
    assert!(said.contains("按规定应完成："), "{said}");
    let clock = said.lines().find(|line| line.contains("工作日"));
    assert!(
        clock.is_some_and(|line| line.contains("2026-11-")),
        "{said}"
    );
}

#[test]
fn what_was_said_and_agreed_before_the_visit_stands_on_its_papers() {
    let wanted = [("contact/wanted", "12 月 1 日前开通")];
    tells("survey", "survey_report", &wanted);
    tells("survey", "resource_answer", &wanted);
    let opinion = [("tell/opinion", "上次漏水还没修")];
    tells("inspection", "inspection_report", &opinion);
    tells("health_check", "health_report", &opinion);
    let advice = [("advice/advice", "换一台带双电源的交换机")];
    tells("health_check", "health_report", &advice);
    let stop = said(&Work::rich("stop_permanent"), "stop_form");
    assert!(stop.contains("客户确认停吗 | 确认"), "{stop}");
}

#[test]
fn a_customers_paper_keeps_what_concerns_the_works_alone_to_the_crews_papers() {
    let answers = [
        ("before_photos/works_crew", "东丽代维一班三人"),
        ("install/obstacle_agreed", "和周启明商定改走二层桥架"),
    ];
    let mut work = answered("install", &answers);
    work.answer("install", "obstacle", "blocked", Some("弱电间上锁"));
    let form = said(&work, "acceptance");
    for internal in ["施工单：", "受阻", "弱电间上锁", "东丽代维一班三人"] {
        assert!(!form.contains(internal), "{internal}\n{form}");
    }
    let order = said(&work, "work_order");
    let answer = said(&work, "opening_answer");
    assert!(order.contains("东丽代维一班三人"), "{order}");
    for paper in [order, answer] {
        assert!(paper.contains("和周启明商定改走二层桥架"), "{paper}");
        assert!(paper.contains("弱电间上锁"), "{paper}");
    }
}

#[test]
fn nobody_who_builds_nothing_is_of_a_building_company() {
    for (kind, paper) in [
        ("survey", "survey_report"),
        ("inspection", "inspection_report"),
        ("cutover", "cutover_report"),
        ("acceptance", "site_acceptance_report"),
    ] {
        let said = said(&Work::rich(kind), paper);
        assert!(said.contains("\n单位：东丽代维一班"), "{paper}\n{said}");
        assert!(!said.contains("施工单位："), "{paper}\n{said}");
    }
}

#[test]
fn what_else_the_customer_said_stands_on_the_survey_form_where_he_said_something() {
    for (kind, step) in [("install", "sign"), ("fault_interruption", "tell")] {
        let mut work = Work::rich(kind);
        work.answer(step, "survey_remark", "师傅很耐心", None);
        assert!(said(&work, "satisfaction").contains("客户还想说什么 | 师傅很耐心"));
        work.job.answers.remove(&format!("{step}/survey_remark"));
        assert!(!said(&work, "satisfaction").contains("客户还想说什么"));
    }
}

#[test]
fn why_it_took_longer_stands_on_the_report_where_the_clock_was_missed_and_nowhere_else() {
    let late = Work::rich("fault_interruption");
    let late_said = said(&late, "fault_report");
    assert!(
        late_said.contains("超时原因：断点在施工坑内"),
        "{late_said}"
    );
    let mut silent = Work::rich("fault_interruption");
    silent.job.answers.remove("report/why_late");
    assert!(said(&silent, "fault_report").contains("超时原因：没有写。"));
    let mut in_time = late;
    let received = in_time.job.milestones["fault.received"].occurred_at;
    let restored = "service.restored";
    in_time
        .job
        .milestones
        .get_mut(restored)
        .unwrap()
        .occurred_at = received;
    for moment in &mut in_time.job.moments {
        if moment.kind == restored {
            moment.at = received;
        }
    }
    let said = said(&in_time, "fault_report");
    assert!(
        !said.contains("超时说明") && !said.contains("没有写"),
        "{said}"
    );
}

#[test]
fn a_service_card_says_whom_to_call_and_leaves_out_a_hotline_that_nobody_set() {
    let mut work = Work::rich("install");
    let card = said(&work, "service_card");
    for expected in [
        "服务人员：许曼",
        "服务热线：10000 转 9",
        "客户经理电话：",
        "电路编号：",
    ] {
        assert!(card.contains(expected), "{expected}\n{card}");
    }
    work.job.plan.as_mut().unwrap().value.details.hotline = None;
    let card = said(&work, "service_card");
    assert!(!card.contains("热线"), "{card}");
}

#[test]
fn how_an_instrument_was_set_stands_beside_it() {
    let report = said(&Work::rich("install"), "test_report_local");
    assert!(report.contains("1310 nm，参考值归零"), "{report}");
}

#[test]
fn a_paper_leaves_out_what_its_job_does_not_ask_and_what_the_crew_ticks_on_leaving() {
    let moved = said(&Work::rich("adjust_move"), "stop_form");
    assert!(!moved.contains("登记内容"), "{moved}");
    let answer = said(&Work::rich("survey"), "resource_answer");
    assert!(!answer.contains("服务卡留给客户"), "{answer}");
    let tests = said(&Work::rich("acceptance"), "test_report_local");
    assert!(!tests.contains("验收结果"), "{tests}");
}

#[test]
fn an_acceptance_knows_the_day_of_an_opening_that_was_another_jobs() {
    for paper in ["acceptance", "site_acceptance_report", "acceptance_summary"] {
        let said = said(&Work::rich("acceptance"), paper);
        assert!(said.contains("2026-11-16"), "{paper}\n{said}");
    }
}
