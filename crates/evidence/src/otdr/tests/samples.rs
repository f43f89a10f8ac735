//! Against real files of twelve instruments, where the folder of samples is at hand.

use crate::otdr::read;
use crate::sample_files::sample_file;
use lineproof_domain::trace::{OtdrTrace, TraceEventKind, TracePlot, TracePoint};

/// File, wavelength in nm and number of events by the samples' own list, length in metres.
const FILES: [(&str, f64, usize, f64); 16] = [
    ("baldrai__A-B.1310.500nS.50Km.sor", 1310.0, 12, 25_509.99),
    ("baldrai__Dem013je.sor", 1310.0, 13, 31_391.24),
    ("baldrai__Dem013jo.sor", 1310.0, 13, 31_432.16),
    ("dasdae__ofl100_1.sor", 1550.0, 8, 2793.93),
    ("otdrparser__1310_0001.sor", 1310.0, 6, 8815.82),
    ("otdrparser__1310_0002.sor", 1310.0, 1, 867.68),
    ("otdrparser__example.sor", 1307.0, 4, 619.81),
    ("otdrparser__issue14.sor", 1625.0, 11, 42_131.30),
    ("otdrparser__issue15b.sor", 1625.0, 9, 42_141.50),
    ("otdrparser__otdr2.sor", 1310.0, 2, 4292.77),
    ("otdrparser__otdr3.sor", 1310.0, 2, 61.78),
    ("otdrs__example1-noyes-ofl280.sor", 1550.0, 3, 3734.42),
    ("otdrs__example2-exfo-maxtester730c.sor", 1312.9, 6, 3739.23),
    (
        "otdrs__example3-anritsu-accessmastermt9085.sor",
        1310.0,
        3,
        7984.62,
    ),
    (
        "otdrs__example4-exfo-ftb4ftbx730c-mfdgainer-1310nm.sor",
        1308.4,
        9,
        3628.64,
    ),
    ("pyotdr__M200_Sample_005_S13.sor", 1310.0, 5, 3787.23),
];

#[test]
fn real_files_give_the_facts_of_their_list() {
    for (name, wavelength_nm, events, length_m) in FILES {
        let Some(trace) = sample(name) else { return };
        let facts = &trace.facts;
        assert_eq!(facts.wavelength_nm, Some(wavelength_nm), "{name}");
        assert_eq!(facts.events.len(), events, "{name}");
        assert_eq!(facts.points as usize, trace.polyline.len(), "{name}");
        let found_m = facts.length_m.unwrap();
        assert!(
            (found_m - length_m).abs() < 0.01,
            "{name}: {found_m} is not {length_m}"
        );
        assert!(facts.instrument.is_some(), "{name}");
        assert!(TracePlot::of(&trace, 800).is_some(), "{name}");
    }
}

/// Distances of the event table and of the curve are computed from different fields: where the
/// table has the end, the curve must leave the fibre.
#[test]
fn curve_and_event_table_agree_on_the_end() {
    for (name, _, _, length_m) in FILES {
        let Some(trace) = sample(name) else { return };
        let left_m = leaves_fibre_m(&trace, length_m).unwrap();
        // The pulse and its rise, and what the instrument rounds its points to.
        let pulse_m = f64::from(trace.facts.pulse_ns.unwrap()) * 0.102;
        let tolerance_m = pulse_m * 2.0 + 3.0 * trace.facts.sample_spacing_m;
        // The emulator draws a pulse four times as long before the end it states.
        let tolerance_m = if name.starts_with("baldrai__A-B") {
            pulse_m * 4.0
        } else {
            tolerance_m
        };
        let apart_m = left_m - length_m;
        println!(
            "{name}: curve leaves the fibre {apart_m:.1} m from the end, allowed {tolerance_m:.1}"
        );
        assert!(apart_m.abs() <= tolerance_m, "{name}: {apart_m} m apart");
    }
}

#[test]
fn real_files_have_their_end_where_the_table_says() {
    for (name, _, _, length_m) in FILES {
        let Some(trace) = sample(name) else { return };
        let ends = trace
            .facts
            .events
            .iter()
            .filter(|event| event.kind == TraceEventKind::End);
        let ends: Vec<f64> = ends.map(|event| event.distance_m).collect();
        assert_eq!(ends.len(), 1, "{name}");
        assert!((ends[0] - length_m).abs() < 0.01, "{name}");
    }
}

/// The first point near the end whose level differs by a dB from the fibre's before it.
fn leaves_fibre_m(trace: &OtdrTrace, length_m: f64) -> Option<f64> {
    let facts = &trace.facts;
    let look_m = (f64::from(facts.pulse_ns?) * 0.102 * 5.0).max(facts.sample_spacing_m * 10.0);
    let look_m = look_m.min(length_m / 3.0);
    let between = |from: f64, until: f64| -> Vec<&TracePoint> {
        let within = |point: &&TracePoint| (from..until).contains(&point.distance_m);
        trace.polyline.iter().filter(within).collect()
    };
    let mut before = between(length_m - look_m * 2.0, length_m - look_m);
    before.sort_by(|a, b| a.level_db.total_cmp(&b.level_db));
    let fibre_db = before.get(before.len() / 2)?.level_db;
    let near_end = between(length_m - look_m, length_m + look_m * 4.0);
    let left = near_end
        .into_iter()
        .find(|point| (point.level_db - fibre_db).abs() > 1.0)?;
    Some(left.distance_m)
}

fn sample(name: &str) -> Option<OtdrTrace> {
    let bytes = sample_file(&format!("otdr/{name}"))?;
    Some(read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}")))
}
