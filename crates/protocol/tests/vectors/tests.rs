//! What came after the trade: conditions of tests, the direction of values and traces, tickets given back.

use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::*;
use lineproof_domain::registry::trade::{ExtensionRequested, FaultReturned};

use super::{bodies, event_id};

/// A run with everything and one with nothing, a value and a trace that say their direction, a ticket given back, an
/// extension with its evidence.
pub fn all() -> Vec<Body> {
    let time = |text: &str| Some(text.parse().unwrap());
    let number = |text: &str| text.to_owned().try_into().ok();
    let full = TestRunNoted {
        template: "sdh".to_owned(),
        scope: Scope::EndToEnd,
        run: 1,
        direction: Direction::AToZ,
        pattern: Some("PRBS 2^15-1".to_owned()),
        start: time("2026-03-01T16:00:00+08:00"),
        end: time("2026-03-02T16:00:00+08:00"),
        loop_point: Some("乙端 DDF 远端硬环".to_owned()),
        temperature_c: number("23.5"),
        humidity_percent: number("48"),
        witness: Some("韩梅".to_owned()),
        instrument: Some(event_id(20)),
        file: Some(event_id(22)),
    };
    let bare = TestRunNoted {
        run: 2,
        direction: Direction::Both,
        pattern: None,
        start: None,
        end: None,
        loop_point: None,
        temperature_c: None,
        humidity_percent: None,
        witness: None,
        instrument: None,
        file: None,
        ..full.clone()
    };
    let directed = bodies::all().into_iter().filter_map(|body| match body {
        Body::MeasurementRecorded(body) => Some(Body::MeasurementRecorded(MeasurementRecorded {
            direction: Some(Direction::ZToA),
            ..body
        })),
        Body::TraceImported(body) => Some(Body::TraceImported(TraceImported {
            direction: Some(Direction::AToZ),
            ..body
        })),
        _ => None,
    });
    [full, bare]
        .map(Body::TestRunNoted)
        .into_iter()
        .chain(directed)
        .chain([
            Body::FaultReturned(FaultReturned {}),
            Body::ExtensionRequested(ExtensionRequested {
                new_due: "2026-03-27".parse().unwrap(),
                reason: "customer".to_owned(),
                text: "机房未装修完".to_owned(),
                consent: Some("李雷".to_owned()),
                evidence: Some("通话记录 0302-1".to_owned()),
            }),
        ])
        .collect()
}
