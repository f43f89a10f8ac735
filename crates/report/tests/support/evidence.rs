//! What stands behind a document: a store that has everything, and one that lost it.

use super::job::CALENDAR;
use super::sample;
use lineproof_domain::calendar::Calendar;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Attachment;
use lineproof_domain::ids::EventId;
use lineproof_domain::trace::{
    OtdrTrace, TraceEvent, TraceEventKind, TraceFacts as ReadFacts, TracePoint, TraceWarning,
};
use lineproof_report::build::Evidence;

/// Everything is in the store: each event, the same picture for every slot, one trace.
pub struct Store;

impl Evidence for Store {
    fn event_hash(&self, event: EventId) -> Option<Sha256Digest> {
        Some(Sha256Digest::of(event.0.as_bytes()))
    }
    fn bytes(&self, _: &Attachment) -> Option<Vec<u8>> {
        Some(sample::jpeg().bytes.to_vec())
    }
    fn trace(&self, _: &Attachment) -> Option<OtdrTrace> {
        Some(trace())
    }
    fn calendar(&self) -> &Calendar {
        &CALENDAR
    }
}

/// The same store after everything was lost.
pub struct Nothing;

impl Evidence for Nothing {
    fn event_hash(&self, _: EventId) -> Option<Sha256Digest> {
        None
    }
    fn bytes(&self, _: &Attachment) -> Option<Vec<u8>> {
        None
    }
    fn trace(&self, _: &Attachment) -> Option<OtdrTrace> {
        None
    }
    fn calendar(&self) -> &Calendar {
        &CALENDAR
    }
}
/// A fibre of 3.2 km with a connector at 1.2 km.
pub fn trace() -> OtdrTrace {
    let event = |number, distance_m, kind| TraceEvent {
        number,
        distance_m,
        loss_db: Some(0.42),
        reflectance_db: (kind != TraceEventKind::NonReflective).then_some(-45.2),
        slope_db_per_km: Some(0.334),
        kind,
        comment: None,
    };
    let level = |distance_m: f64| {
        let spike = if (distance_m - 1200.0).abs() < 12.0 {
            6.0
        } else {
            0.0
        };
        let step = if distance_m > 1200.0 { 0.42 } else { 0.0 };
        if distance_m > 3214.0 {
            -45.0
        } else {
            -20.0 - distance_m / 1000.0 * 0.334 + spike - step
        }
    };
    OtdrTrace {
        facts: ReadFacts {
            instrument: Some("EXFO FTB-720C".to_owned()),
            serial: Some("1093377".to_owned()),
            software: None,
            wavelength_nm: Some(1310.0),
            nominal_wavelength_nm: Some(1310),
            pulse_ns: Some(100),
            refractive_index: 1.4677,
            length_m: Some(3214.0),
            total_loss_db: Some(1.494),
            orl_db: Some(34.1),
            events: vec![
                event(1, 1200.0, TraceEventKind::Reflective),
                event(2, 3214.0, TraceEventKind::End),
            ],
            points: 8000,
            sample_spacing_m: 0.5,
            measured_at: None,
            cable: None,
            fibre: None,
            location_a: None,
            location_b: None,
            operator: None,
            comment: None,
            warnings: vec![TraceWarning::ChecksumNotComputed],
        },
        polyline: (0..8000)
            .map(|index| f64::from(index) * 0.5)
            .map(|distance_m| TracePoint {
                distance_m,
                level_db: level(distance_m),
            })
            .collect(),
    }
}
