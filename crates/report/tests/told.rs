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
