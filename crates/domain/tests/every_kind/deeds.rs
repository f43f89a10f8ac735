//! What an engineer does about one missing thing.

use lineproof_domain::catalogue::{Needed, Question, QuestionKind, Record};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::{Document, JobState, Standing};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::NumberText;
use lineproof_domain::registry::body::*;
use lineproof_domain::registry::trade::*;
use lineproof_domain::rules::{Missing, MissingItem, MissingReason, judge_context};

use crate::CATALOGUE;
use crate::engineer::{Engineer, now};
use crate::values::passing;

/// Gives it; `false` for the report itself, which is given last.
pub fn give(engineer: &mut Engineer, state: &JobState, lack: &Missing) -> bool {
    let body = match &lack.what {
        MissingItem::Mark { event } => match mark(event) {
            Some(body) => body,
            None => return false,
        },
        MissingItem::Answer { question } => answer(engineer, state, &lack.step, question),
        MissingItem::Inspection { item } => {
            let value = if engineer.taste == 0 {
                "ok"
            } else {
                "abnormal"
            };
            given(&lack.step, &format!("inspection.{item}"), value)
        }
        MissingItem::Triage { .. } => given(&lack.step, "triage.symptom", "Y01"),
        MissingItem::Photo { slot } => photo(slot),
        MissingItem::Metric { metric, scope } => {
            if let MissingReason::LimitUnknown { needs } = &lack.reason {
                for key in needs.iter().filter_map(metric_telling) {
                    let scope = scope_of(&key, *scope);
                    let known = engineer.state();
                    if known.measurements_of(scope.as_str(), &key).next().is_none() {
                        engineer.writes(measurement(state, &key, scope));
                    }
                }
            }
            let fields = state.measurements_of(scope.as_str(), metric);
            let earlier = fields.flat_map(|field| &field.values);
            let earlier = earlier.map(|current| current.event).collect();
            engineer.corrects(earlier, measurement(state, metric, *scope));
            return true;
        }
        MissingItem::TestRun { template, scope } => test_run(template, *scope),
        MissingItem::Trace { wavelength_nm } => trace(*wavelength_nm),
        MissingItem::Instrument { instrument } => Body::InstrumentNoted(InstrumentNoted {
            kind: instrument.clone(),
            model: "PM-1".into(),
            serial: "1".into(),
            calibrated_until: None,
            settings: None,
        }),
        MissingItem::Document { document } => Body::DocumentMade(DocumentMade {
            document: document.clone(),
            language: "zh-CN".into(),
            record_hash: Sha256Digest::of(b""),
            events: Vec::new(),
            shows: Vec::new(),
            layout_version: 1,
            pages: 1,
            fields: Vec::new(),
        }),
        // Its paper comes first, made anew where it no longer holds; the signature in the next round.
        MissingItem::Signature { document, field } => match standing(state, document) {
            None => return true,
            Some(made) => Body::SignatureGiven(SignatureGiven {
                document: made.event,
                field: field.clone(),
                name: "陈启明".into(),
                title: "陈工".into(),
                pages_hash: Sha256Digest::of(b""),
                signed_at: now(),
                satisfaction: None,
                remark: None,
            }),
        },
        MissingItem::Record { record } => entry(*record),
        MissingItem::Finding { item } => finding(item.clone()),
    };
    engineer.writes(body);
    true
}

fn standing<'a>(state: &'a JobState, document: &str) -> Option<&'a Document> {
    let made = state.document(document)?;
    matches!(made.standing, Standing::True | Standing::Overridden).then_some(made)
}

fn mark(event: &str) -> Option<Body> {
    Some(match event {
        "job.completed" => return None,
        "job.accepted" => Body::JobAccepted(JobAccepted {}),
        "fault.accepted" => Body::FaultAccepted(FaultAccepted {}),
        "fault.returned" => Body::FaultReturned(FaultReturned {}),
        "visit.departed" => Body::VisitDeparted(VisitDeparted {}),
        "visit.arrived" => Body::VisitArrived(VisitArrived {}),
        "visit.left" => Body::VisitLeft(VisitLeft {}),
        "circuit.opened" => Body::CircuitOpened(CircuitOpened {}),
        "service.restored" => Body::ServiceRestored(ServiceRestored {}),
        "service.stopped" => Body::ServiceStopped(ServiceStopped {}),
        "cutover.started" => Body::CutoverStarted(CutoverStarted {}),
        "cutover.finished" => Body::CutoverFinished(CutoverFinished {}),
        "cutover.rolled_back" => Body::CutoverRolledBack(CutoverRolledBack {}),
        "assurance.started" => Body::AssuranceStarted(AssuranceStarted {}),
        "assurance.ended" => Body::AssuranceEnded(AssuranceEnded {}),
        "rectified" => Body::Rectified(Rectified { text: None }),
        other => panic!("no engineer can record {other}"),
    })
}

fn given(step: &str, item: &str, value: &str) -> Body {
    Body::AnswerGiven(AnswerGiven {
        step: step.into(),
        item: item.into(),
        value: value.into(),
        remark: Some("记录".into()),
    })
}

fn answer(engineer: &Engineer, state: &JobState, step: &str, question: &str) -> Body {
    let kind = &state.current_plan().unwrap().kind;
    let step = CATALOGUE.job_kind(kind).unwrap().step(step).unwrap();
    let asked = step
        .questions
        .iter()
        .find(|asked| asked.key == question)
        .unwrap();
    given(&step.key, question, &liked(asked, engineer.taste))
}

/// The answer after his taste among those that do not block.
fn liked(asked: &Question, taste: usize) -> String {
    match asked.kind {
        QuestionKind::Check => "yes".into(),
        QuestionKind::Text => "记录".into(),
        QuestionKind::Number => "12".into(),
        QuestionKind::Day => "2026-12-01".into(),
        QuestionKind::Period => "2026-12-01 22:00 – 2026-12-02 04:00".into(),
        QuestionKind::Coordinates => "25.04, 102.71".into(),
        QuestionKind::Choice => {
            let open: Vec<_> = asked
                .answers
                .iter()
                .filter(|answer| !answer.blocks)
                .collect();
            open[taste.min(open.len() - 1)].key.clone()
        }
    }
}

fn photo(slot: &str) -> Body {
    Body::PhotoTaken(PhotoTaken {
        slot: slot.into(),
        file_name: "a.jpg".into(),
        format: "jpeg".into(),
        width: Some(1600),
        height: Some(1200),
        orientation: None,
        taken_at: None,
        latitude: None,
        longitude: None,
        problem: None,
    })
}

fn measurement(state: &JobState, metric: &str, scope: Scope) -> Body {
    let asked = CATALOGUE.metric(metric).unwrap();
    Body::MeasurementRecorded(MeasurementRecorded {
        metric: metric.into(),
        scope,
        run: 1,
        value: passing(asked, &judge_context(state, &CATALOGUE)),
        unit: asked.unit.clone().unwrap_or_default(),
        source: ValueSource::Typed,
        trace: None,
        instrument: None,
        remark: Some("记录".into()),
        direction: None,
    })
}

/// The metric that tells what a limit needs.
fn metric_telling(needed: &Needed) -> Option<String> {
    match needed {
        Needed::Metric(key) => Some(key.clone()),
        Needed::Circuit(field) => {
            let mut rows = CATALOGUE.templates.iter().flat_map(|sheet| &sheet.metrics);
            let row = rows.find(|row| row.gives == Some(*field))?;
            Some(row.key.clone())
        }
    }
}

/// The scope it is measured in, the wished one where it can be.
fn scope_of(metric: &str, wished: Scope) -> Scope {
    let asked = CATALOGUE.metric(metric).unwrap();
    let mut scopes = [wished, Scope::Local, Scope::EndToEnd].into_iter();
    scopes.find(|scope| asked.scope.includes(*scope)).unwrap()
}

fn trace(wavelength_nm: u32) -> Body {
    let number = |text: String| NumberText::try_from(text).unwrap();
    Body::TraceImported(TraceImported {
        file_name: "a.sor".into(),
        facts: TraceFacts {
            wavelength_nm: Some(number(wavelength_nm.to_string())),
            length_m: Some(number("3210".into())),
            ..TraceFacts::default()
        },
        direction: None,
    })
}

fn test_run(template: &str, scope: Scope) -> Body {
    Body::TestRunNoted(TestRunNoted {
        template: template.into(),
        scope,
        run: 1,
        direction: Direction::Both,
        pattern: None,
        start: Some(now()),
        end: Some(now()),
        loop_point: None,
        temperature_c: None,
        humidity_percent: None,
        witness: None,
        instrument: None,
        file: None,
    })
}

fn entry(record: Record) -> Body {
    match record {
        Record::People => Body::PersonNoted(PersonNoted {
            name: "王工".into(),
            role: "duty".into(),
            organisation: None,
            phone: None,
        }),
        Record::Progress => Body::ProgressReported(ProgressReported {
            text: "正在量光".into(),
            told_customer: true,
        }),
        Record::Contact => Body::CustomerContacted(CustomerContacted {
            reached: true,
            person: Some("陈工".into()),
            text: None,
        }),
        Record::Findings => finding(None),
        Record::Cause => Body::CauseDetermined(CauseDetermined {
            cause: "C-UNK-01".into(),
            side: "unknown".into(),
            action: "观察".into(),
            text: None,
            confirmed_by: Some("王工".into()),
        }),
        Record::ResourceAnswer => Body::ResourceAnswered(ResourceAnswered {
            result: "by_optimisation".into(),
            text: "末端缺一段".into(),
            ready_on: Some("2026-12-04".parse().unwrap()),
        }),
        Record::Result => Body::ResultTold(ResultTold {
            person: Some("陈工".into()),
            text: None,
        }),
        Record::Report => Body::ReportSubmitted(ReportSubmitted { document: None }),
        Record::Handover => Body::ResourceHandedOver(ResourceHandedOver { text: None }),
        Record::Loops | Record::Suspend | Record::Extension => {
            panic!("no step may insist on {record:?}: it is not for every job")
        }
    }
}

fn finding(item: Option<String>) -> Body {
    Body::FindingRecorded(FindingRecorded {
        item,
        side: "carrier".into(),
        grade: 2,
        text: "地线锈蚀".into(),
        measure: Some("换地线".into()),
        due: Some("2026-12-03".parse().unwrap()),
    })
}
