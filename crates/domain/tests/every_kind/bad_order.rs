//! What comes in an order that cannot be is kept and flagged, and the gates go on as if nothing were odd.

use lineproof_domain::catalogue::Level;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::{Flag, JobStatus, OutOfPlace};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{DocumentMade, JobAccepted, SignatureGiven};
use lineproof_domain::registry::plan::OfficeRole;
use lineproof_domain::registry::trade::SuspendEnded;
use lineproof_domain::rules::{MissingItem, MissingReason, missing};

use crate::CATALOGUE;
use crate::engineer::{Engineer, now};

fn installer() -> Engineer {
    Engineer::given("install", "internet", Level::Gold, OfficeRole::Leading, 0)
}

fn report() -> Body {
    Body::DocumentMade(DocumentMade {
        document: "test_report_e2e".into(),
        language: "zh-CN".into(),
        record_hash: Sha256Digest::of(b""),
        events: Vec::new(),
        shows: vec!["measurement:*".into()],
        layout_version: 1,
        pages: 1,
        fields: vec!["tester".into(), "customer".into()],
    })
}

fn out_of_place(engineer: &Engineer) -> Vec<OutOfPlace> {
    let flags = engineer.state().flags;
    flags
        .into_iter()
        .filter_map(|flag| match flag {
            Flag::OutOfPlace { what, .. } => Some(what),
            _ => None,
        })
        .collect()
}

#[test]
fn two_acceptances_and_a_resume_of_nothing_are_flagged_and_the_job_can_still_be_finished() {
    let mut engineer = installer();
    engineer.writes(Body::JobAccepted(JobAccepted {}));
    engineer.writes(Body::JobAccepted(JobAccepted {}));
    engineer.writes(Body::SuspendEnded(SuspendEnded { text: None }));
    engineer.finishes();
    let state = engineer.state();
    assert_eq!(state.status, JobStatus::Completed);
    let mut flagged = out_of_place(&engineer);
    flagged.sort();
    assert_eq!(
        flagged,
        [
            OutOfPlace::SecondAcceptance,
            OutOfPlace::ResumeWithoutSuspension
        ]
    );
    assert!(state.timeline.iter().all(|entry| entry.effective));
}

#[test]
fn a_report_signed_before_anything_was_measured_has_to_be_made_and_signed_anew() {
    let mut engineer = installer();
    let document = engineer.writes(report());
    engineer.writes(Body::SignatureGiven(SignatureGiven {
        document,
        field: "customer".into(),
        name: "陈启明".into(),
        title: "陈工".into(),
        pages_hash: Sha256Digest::of(b""),
        signed_at: now(),
        satisfaction: None,
        remark: None,
    }));
    while engineer.way().last().map(String::as_str) != Some("trial") {
        engineer.does_a_step();
    }
    assert_eq!(out_of_place(&engineer), [OutOfPlace::SignatureBeforeTest]);
    let paper = MissingItem::Document {
        document: "test_report_e2e".into(),
    };
    let state = engineer.state();
    let lack = missing(&state, &CATALOGUE, None, now())
        .into_iter()
        .find(|lack| lack.what == paper);
    assert_eq!(
        lack.map(|lack| lack.reason),
        Some(MissingReason::ChangedAfterSignature)
    );
    engineer.finishes();
    let state = engineer.state();
    assert_eq!(state.status, JobStatus::Completed);
    let old = state.documents.iter().find(|made| made.event == document);
    assert_eq!(
        old.unwrap().signatures.len(),
        1,
        "the early signature is kept where it was given"
    );
}
