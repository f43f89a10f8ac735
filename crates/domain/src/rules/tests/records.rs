//! Short forms: what must stand, and what an entry must say.

use super::super::records::{missing_records, part_of_finding};
use super::*;
use crate::catalogue::Record;
use crate::job::{Finding, LoopPoint, Said};
use crate::registry::trade::{
    CauseDetermined, CustomerContacted, FindingFixed, FindingRecorded, LoopSet, ResourceAnswered,
};

pub(super) fn said<T>(value: T) -> Said<T> {
    Said {
        value,
        event: EVENT,
        at: moment(),
        person: PersonId(Uuid::nil()),
    }
}

/// What a step lacks that is written in TOML here.
fn lacking(work: &Work, step: &str) -> Vec<(MissingItem, MissingReason)> {
    let step: Step = toml::from_str(&format!(
        "key = \"repair\"\ntitle = {{ zh = \"修\", en = \"Repair\" }}\n{step}"
    ))
    .unwrap();
    let bench = Bench {
        job: &work.0,
        plan: work.0.current_plan().unwrap(),
        catalogue: &CATALOGUE,
        now: now(),
    };
    missing_records(&bench, &step)
        .into_iter()
        .map(|missing| (missing.what, missing.reason))
        .collect()
}

fn record(record: Record) -> MissingItem {
    MissingItem::Record { record }
}

fn lacks(record_: Record, part: RecordPart) -> Vec<(MissingItem, MissingReason)> {
    vec![(record(record_), MissingReason::Incomplete { part })]
}

#[test]
fn a_record_that_is_asked_for_is_missing_until_one_entry_stands() {
    let step =
        "records = [\"contact\"]\ngates = [{ record = { record = \"contact\", need = \"must\" } }]";
    let mut work = Work::new();
    assert_eq!(
        lacking(&work, step),
        [(record(Record::Contact), MissingReason::Absent)]
    );
    work.0.trade.contacts.push(said(CustomerContacted {
        reached: false,
        person: None,
        text: Some("没人接".into()),
    }));
    assert_eq!(lacking(&work, step), []);
    assert_eq!(
        lacking(&Work::new(), "records = [\"people\", \"progress\"]"),
        [],
        "what is only offered is never missing"
    );
}

#[test]
fn a_fault_closes_on_a_cause_with_side_action_and_where_it_stays_unknown_a_second_person() {
    let step =
        "records = [\"cause\"]\ngates = [{ record = { record = \"cause\", need = \"must\" } }]";
    let mut work = Work::new();
    let mut determined = |cause: &str, side: &str, action: &str, by: Option<&str>| {
        work.0.trade.cause = Some(single(CauseDetermined {
            cause: cause.into(),
            side: side.into(),
            action: action.into(),
            text: None,
            confirmed_by: by.map(str::to_owned),
        }));
        lacking(&work, step)
    };
    assert_eq!(
        determined("C-OPT-06", "", "重新插紧", None),
        lacks(Record::Cause, RecordPart::Side)
    );
    assert_eq!(
        determined("C-OPT-06", "carrier", " ", None),
        lacks(Record::Cause, RecordPart::Action)
    );
    assert_eq!(determined("C-OPT-06", "carrier", "重新插紧", None), []);
    assert_eq!(
        determined("C-UNK-01", "unknown", "观察", None),
        lacks(Record::Cause, RecordPart::ConfirmedBy)
    );
    let own = plan().assignee.name;
    assert_eq!(
        determined("C-UNK-01", "unknown", "观察", Some(&own)),
        lacks(Record::Cause, RecordPart::ConfirmedBy),
        "nobody is his own second person"
    );
    assert_eq!(
        determined("C-UNK-01", "unknown", "观察", Some("值班王工")),
        []
    );
}

#[test]
fn two_causes_that_nobody_decided_between_are_disputed() {
    let step =
        "records = [\"cause\"]\ngates = [{ record = { record = \"cause\", need = \"must\" } }]";
    let mut work = Work::new();
    let cause = |cause: &str| Current {
        value: CauseDetermined {
            cause: cause.into(),
            side: "carrier".into(),
            action: "换模块".into(),
            text: None,
            confirmed_by: None,
        },
        event: EVENT,
    };
    work.0.trade.cause = Some(Field {
        values: vec![cause("C-EQP-01"), cause("C-EQP-02")],
    });
    assert_eq!(
        lacking(&work, step),
        [(record(Record::Cause), MissingReason::Disputed)]
    );
}

#[test]
fn an_answer_that_promises_work_names_the_day() {
    let step = "records = [\"resource_answer\"]\n\
                gates = [{ record = { record = \"resource_answer\", need = \"must\" } }]";
    let mut work = Work::new();
    let mut answered = |result: &str, ready_on: Option<&str>| {
        work.0.trade.resource_answer = Some(single(ResourceAnswered {
            result: result.into(),
            text: "末端缺一段".into(),
            ready_on: ready_on.map(|day| day.parse().unwrap()),
        }));
        lacking(&work, step)
    };
    assert_eq!(answered("existing", None), []);
    assert_eq!(answered("not_feasible", None), []);
    assert_eq!(
        answered("by_optimisation", None),
        lacks(Record::ResourceAnswer, RecordPart::ReadyOn)
    );
    assert_eq!(answered("by_optimisation", Some("2026-12-04")), []);
    assert_eq!(
        answered("maybe", None),
        lacks(Record::ResourceAnswer, RecordPart::Result)
    );
}

#[test]
fn a_loop_left_on_the_line_keeps_its_step_open_until_it_is_released() {
    let mut work = Work::new();
    work.0.trade.loops.push(LoopPoint {
        set: said(LoopSet {
            place: "机房".into(),
            device: "OLT-3".into(),
            port: "0/1/4".into(),
            loop_kind: "near".into(),
        }),
        released: None,
    });
    let standing = MissingReason::LoopStanding {
        place: "机房".into(),
        device: "OLT-3".into(),
        port: "0/1/4".into(),
    };
    let step = "records = [\"loops\"]";
    assert_eq!(lacking(&work, step), [(record(Record::Loops), standing)]);
    work.0.trade.loops[0].released = Some((moment(), EVENT));
    assert_eq!(lacking(&work, step), []);
}

#[test]
fn a_finding_says_whose_it_is_how_bad_what_to_do_and_by_when() {
    // The install kind takes no findings; rectification by its first step does.
    let mut work = Work::new();
    let finding = |side: &str, grade: u8, measure: Option<&str>, due: Option<&str>| Finding {
        found: said(FindingRecorded {
            item: Some("15".into()),
            side: side.into(),
            grade,
            text: "地线锈蚀".into(),
            measure: measure.map(str::to_owned),
            due: due.map(|day| day.parse().unwrap()),
        }),
        fixed: None,
    };
    let mut lacks = |finding: Finding| {
        work.0.trade.findings = vec![finding];
        part_of_finding(&work.0.trade.findings[0])
    };
    let day = Some("2026-12-03");
    assert_eq!(
        lacks(finding("", 2, Some("换"), day)),
        Some(RecordPart::Side)
    );
    assert_eq!(
        lacks(finding("carrier", 4, Some("换"), day)),
        Some(RecordPart::Grade)
    );
    assert_eq!(
        lacks(finding("carrier", 2, None, day)),
        Some(RecordPart::Measure)
    );
    assert_eq!(
        lacks(finding("carrier", 2, Some("换"), None)),
        Some(RecordPart::Due)
    );
    assert_eq!(
        lacks(finding("customer", 2, Some("建议换"), None)),
        None,
        "the customer's own day is his"
    );
    let mut mended = finding("carrier", 2, None, None);
    mended.fixed = Some(said(FindingFixed {
        finding: EVENT,
        text: None,
    }));
    assert_eq!(lacks(mended), None, "mended on the spot");
}

#[test]
fn needs_can_hang_on_a_record_or_on_a_cause_to_be_watched() {
    let mut work = Work::new();
    let severity = |work: &Work, need: &Need| super::severity(need, &work.0, &CATALOGUE);
    let when_contact = Need::WhenRecord(Record::Contact);
    assert_eq!(severity(&work, &when_contact), Severity::Info);
    work.0.trade.contacts.push(said(CustomerContacted {
        reached: true,
        person: None,
        text: None,
    }));
    assert_eq!(severity(&work, &when_contact), Severity::Must);
    assert_eq!(severity(&work, &Need::WhenWatched), Severity::Info);
    work.0.trade.cause = Some(single(CauseDetermined {
        cause: "C-UNK-01".into(),
        side: "unknown".into(),
        action: "观察".into(),
        text: None,
        confirmed_by: None,
    }));
    assert_eq!(severity(&work, &Need::WhenWatched), Severity::Must);
}

#[test]
fn the_result_of_a_watch_counts_once_a_day_has_passed_since_the_service_came_back() {
    let mut work = Work::new();
    work.plan().kind = "fault_interruption".into();
    work.0.trade.cause = Some(single(CauseDetermined {
        cause: "C-UNK-01".into(),
        side: "unknown".into(),
        action: "观察".into(),
        text: None,
        confirmed_by: Some("值班王工".into()),
    }));
    work.mark("service.restored");
    work.answer("report", "watched", "stable", None);
    let until = moment().at + chrono::TimeDelta::hours(24);
    let reason = |at: DateTime<FixedOffset>| {
        let watched = MissingItem::Answer {
            question: "watched".into(),
        };
        let all = missing(&work.0, &CATALOGUE, None, at);
        let lack = all.into_iter().find(|lack| lack.what == watched)?;
        Some((lack.group, lack.severity, lack.reason))
    };
    let early = until - chrono::TimeDelta::seconds(1);
    assert_eq!(
        reason(early),
        Some((
            MissingGroup::Afterwards,
            Severity::Must,
            MissingReason::TooEarly { until }
        ))
    );
    assert_eq!(reason(until), None);
}

#[test]
fn a_failed_acceptance_asks_for_no_acceptance_form_and_no_signature_on_it() {
    let mut work = Work::new();
    work.plan().kind = "acceptance".into();
    let wanted = |work: &Work| {
        let of_form = |what: &MissingItem| match what {
            MissingItem::Document { document } | MissingItem::Signature { document, .. } => {
                document == "acceptance"
            }
            _ => false,
        };
        let all = missing(&work.0, &CATALOGUE, None, now());
        let lacks = all.iter().filter(|lack| of_form(&lack.what));
        lacks.count()
    };
    work.answer("result", "result", "passed", None);
    assert_eq!(wanted(&work), 4);
    assert!(wants_document(&work.0, &CATALOGUE, "acceptance"));
    work.answer("result", "result", "failed", Some("标签"));
    assert_eq!(wanted(&work), 0);
    assert!(!wants_document(&work.0, &CATALOGUE, "acceptance"));
}
