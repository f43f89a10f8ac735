//! Narrowing down: the symptom blocks, the questions guide.

use super::super::triage::{symptom, walk};
use super::*;

fn fault() -> Work {
    let mut work = Work::new();
    work.plan().kind = "fault_interruption".into();
    work
}

fn question(question: &str) -> MissingItem {
    MissingItem::Triage {
        question: question.into(),
    }
}

#[test]
fn the_symptom_comes_from_the_step_else_from_the_plan_and_is_a_must() {
    let mut work = fault();
    assert_eq!(
        work.reason(&question("symptom")),
        Some((Severity::Must, MissingReason::Absent))
    );
    work.plan().details.symptom = Some("Y03".into());
    assert_eq!(work.reason(&question("symptom")), None);
    let of = |work: &Work| symptom(&work.0, &CATALOGUE, "triage").map(|found| found.code.as_str());
    assert_eq!(of(&work), Some("Y03"));
    work.answer("triage", "triage.symptom", "Y01", None);
    assert_eq!(of(&work), Some("Y01"), "what the engineer noted counts");
}

#[test]
fn every_way_through_every_table_ends_with_a_cause_or_advice() {
    for noticed in &CATALOGUE.symptoms {
        let mut open = vec![fault()];
        open[0].answer("triage", "triage.symptom", &noticed.code, None);
        let mut ways = 0;
        while let Some(work) = open.pop() {
            let walk = walk(&work.0, &CATALOGUE).unwrap();
            let Some(asked) = walk.current else {
                let led = walk.outcome.unwrap();
                assert!(
                    led.cause.is_some() || led.advice.is_some(),
                    "{}",
                    noticed.code
                );
                ways += 1;
                assert!(ways < 10_000, "{}: too many ways", noticed.code);
                continue;
            };
            for answer in &asked.question.answers {
                let mut next = Work(work.0.clone());
                next.answer("triage", &asked.item(), &answer.key, None);
                open.push(next);
            }
        }
        assert!(ways > 0);
    }
}

#[test]
fn an_answer_that_the_question_does_not_offer_is_asked_again() {
    let mut work = fault();
    work.answer("triage", "triage.symptom", "Y01", None);
    let first = walk(&work.0, &CATALOGUE).unwrap().current.unwrap();
    let key = format!("{}.{}", first.table, first.question.key);
    assert_eq!(
        work.reason(&question(&key)),
        Some((Severity::Should, MissingReason::Absent)),
        "it guides and blocks nothing"
    );
    work.answer("triage", &first.item(), "perhaps", None);
    assert_eq!(
        work.reason(&question(&key)),
        Some((Severity::Should, MissingReason::Unreadable))
    );
}
