//! Proposals to stop the clocks: what they have to say, and how many a job may have.

use super::records::said;
use super::*;
use crate::job::Suspension;
use crate::registry::trade::{
    CustomerContacted, SuspendApproved, SuspendProposed, SuspendRejected,
};

fn fault(level: &str) -> Work {
    let mut work = Work::new();
    work.plan().kind = "fault_interruption".into();
    work.plan().level = level.into();
    work.plan().profiles = vec!["cm-transmission".into(), "cu-duty".into()];
    work
}

fn asked(reason: &str) -> SuspendProposed {
    SuspendProposed {
        reason: reason.into(),
        text: "门锁着".into(),
        consent: None,
        planned_resume: None,
        evidence: None,
    }
}

fn complete(reason: &str) -> SuspendProposed {
    SuspendProposed {
        consent: Some("王雅婷".into()),
        planned_resume: Some(now()),
        evidence: Some("K07".into()),
        ..asked(reason)
    }
}

fn lacks(work: &Work, asked: &SuspendProposed) -> Vec<RecordPart> {
    lacks_of_suspension(asked, &work.0, &CATALOGUE)
}

fn call(minute: i64, reached: bool) -> crate::job::Said<CustomerContacted> {
    let mut call = said(CustomerContacted {
        reached,
        person: None,
        text: None,
    });
    call.at.at += chrono::TimeDelta::minutes(minute);
    call
}

#[test]
fn a_proposal_names_consent_evidence_and_resumption_as_its_reason_wants() {
    let work = fault("silver");
    let always = [RecordPart::Evidence, RecordPart::PlannedResume];
    let with_consent = [&[RecordPart::Consent][..], &always[..]].concat();
    for reason in ["S01", "S02", "S03", "S04", "S06", "S07", "S09"] {
        assert_eq!(lacks(&work, &asked(reason)), with_consent, "{reason}");
    }
    for reason in ["S08", "S10"] {
        assert_eq!(lacks(&work, &asked(reason)), always, "{reason}");
    }
    for reason in ["S01", "S06", "S08", "S09", "S10"] {
        assert_eq!(lacks(&work, &complete(reason)), [], "{reason}");
    }
    let blank = SuspendProposed {
        consent: Some(" ".into()),
        ..complete("S01")
    };
    assert_eq!(lacks(&work, &blank), [RecordPart::Consent]);
}

#[test]
fn a_spare_part_is_no_reason_for_gold_and_neither_is_one_that_nobody_knows() {
    for level in ["gold", "金牌级", "集团级"] {
        assert_eq!(lacks(&fault(level), &complete("S10")), [RecordPart::Reason]);
    }
    assert_eq!(lacks(&fault("bronze"), &complete("S10")), []);
    assert_eq!(
        lacks(&fault("gold"), &complete("S99")),
        [RecordPart::Reason]
    );
}

#[test]
fn a_customer_who_cannot_be_reached_was_called_three_times_a_quarter_of_an_hour_apart() {
    let with = |calls: &[(i64, bool)]| {
        let mut work = fault("gold");
        let calls = calls
            .iter()
            .map(|(minute, reached)| call(*minute, *reached));
        work.0.trade.contacts = calls.collect();
        lacks(&work, &complete("S05"))
    };
    let calls = [RecordPart::Calls];
    assert_eq!(with(&[]), calls);
    assert_eq!(with(&[(0, false), (5, false), (10, false)]), calls);
    assert_eq!(with(&[(0, false), (15, true), (30, false)]), calls);
    assert_eq!(with(&[(30, false), (0, false), (15, false)]), []);
    assert_eq!(
        with(&[(0, false), (14, false), (16, false), (31, false)]),
        []
    );
}

#[test]
fn what_a_proposal_lacks_is_listed_until_headquarters_has_answered_and_keeps_nothing_open() {
    let mut work = fault("silver");
    let proposed = Suspension {
        proposal: Some(said(asked("S01"))),
        ..Suspension::default()
    };
    work.0.trade.suspensions.push(proposed.clone());
    let listed = |work: &Work| -> Vec<(RecordPart, Severity)> {
        let all = missing(&work.0, &CATALOGUE, None, now());
        all.into_iter()
            .filter_map(|lack| match lack.reason {
                MissingReason::Incomplete { part } => Some((part, lack.severity)),
                _ => None,
            })
            .collect()
    };
    let parts = [
        RecordPart::Consent,
        RecordPart::Evidence,
        RecordPart::PlannedResume,
    ];
    assert_eq!(listed(&work), parts.map(|part| (part, Severity::Should)));
    work.0.trade.suspensions[0].rejection = Some(said(SuspendRejected {
        proposal: EVENT,
        reason: "没有客户同意".into(),
    }));
    assert_eq!(listed(&work), []);
}

#[test]
fn of_two_profiles_the_smaller_figure_holds_and_refused_stops_are_not_counted() {
    let mut work = fault("gold");
    let mut catalogue = CATALOGUE.clone();
    let profile = catalogue
        .profiles
        .iter_mut()
        .find(|profile| profile.key == "cm-transmission");
    profile.unwrap().suspension.max_hours = Some(8);
    let terms = suspension_terms(work.plan(), &catalogue);
    assert_eq!((terms.max_hours, terms.max_count), (Some(8), Some(3)));
    let pending = Suspension {
        proposal: Some(said(asked("S01"))),
        ..Suspension::default()
    };
    let refused = Suspension {
        rejection: Some(said(SuspendRejected {
            proposal: EVENT,
            reason: String::new(),
        })),
        ..pending.clone()
    };
    let approved = Suspension {
        approval: Some(said(SuspendApproved {
            proposal: None,
            reason: "S01".into(),
            effective_from: None,
            until: None,
        })),
        ..Suspension::default()
    };
    work.0.trade.suspensions = vec![pending, refused, approved];
    assert_eq!(suspensions_taken(&work.0), 2);
}
