//! One test for each deviation that instruments are known for.

use crate::otdr::{SorError, read};
use crate::sor_writer::{
    SampleFibre, SorChecksum, SorEncoding, SorEvent, SorFile, SorPulse, SorVersion,
};
use lineproof_domain::trace::{OtdrTrace, TraceEventKind, TraceFacts, TraceWarning};

/// The sample fibre's length, within half a step of a file's clock.
const LENGTH_M: f64 = 7486.0;

fn trace_of(change: impl FnOnce(&mut SorFile)) -> OtdrTrace {
    let mut file = SorFile::default();
    change(&mut file);
    read(&file.write()).unwrap()
}

fn facts_of(change: impl FnOnce(&mut SorFile)) -> TraceFacts {
    trace_of(change).facts
}

fn events(file: &mut SorFile) -> &mut Vec<SorEvent> {
    file.events.as_mut().unwrap()
}

#[track_caller]
fn assert_metres(found: Option<f64>, expected: f64, tolerance_m: f64) {
    let found = found.expect("a length");
    assert!(
        (found - expected).abs() <= tolerance_m,
        "{found} is not {expected}"
    );
}

fn version_1(file: &mut SorFile) {
    file.version = SorVersion::One;
    file.events_after_curve = true;
}

#[test]
fn a_flawless_file_gives_every_fact_and_no_warning() {
    let facts = facts_of(|_| ());
    assert_eq!(
        facts.instrument.as_deref(),
        Some("Lineproof SAMPLE OTDR LP-1310")
    );
    assert_eq!(facts.serial.as_deref(), Some("LP-0001"));
    assert_eq!(facts.software.as_deref(), Some("1.0"));
    assert_eq!(facts.wavelength_nm, Some(1310.0));
    assert_eq!(facts.nominal_wavelength_nm, Some(1310));
    assert_eq!(facts.pulse_ns, Some(100));
    assert!((facts.refractive_index - 1.4677).abs() < 1e-12);
    assert!((facts.sample_spacing_m - 2.0).abs() < 0.001);
    assert_metres(facts.length_m, LENGTH_M, 0.01);
    assert_eq!(facts.total_loss_db, Some(2.905));
    assert_eq!(facts.orl_db, Some(32.45));
    assert_eq!(facts.cable.as_deref(), Some("SAMPLE-24"));
    assert_eq!(facts.fibre.as_deref(), Some("07"));
    assert_eq!(
        facts.measured_at.unwrap().to_string(),
        "2026-11-18 11:06:40"
    );
    assert_eq!(facts.points, 4865);
    assert_eq!(facts.warnings, []);

    let kinds: Vec<TraceEventKind> = facts.events.iter().map(|event| event.kind).collect();
    let (reflective, splice) = (TraceEventKind::Reflective, TraceEventKind::NonReflective);
    assert_eq!(
        kinds,
        [
            reflective,
            reflective,
            splice,
            splice,
            splice,
            TraceEventKind::End
        ]
    );
    assert_eq!(facts.events[1].loss_db, Some(0.31));
    assert_eq!(facts.events[1].reflectance_db, Some(-51.2));
    assert_eq!(facts.events[2].reflectance_db, None);
    assert_eq!(facts.events[2].slope_db_per_km, Some(0.334));
    assert_eq!(facts.events[3].loss_db, Some(-0.021));
    assert_eq!(facts.events[5].loss_db, None);
}

#[test]
fn version_1_without_the_name_of_its_map_reads_like_version_2() {
    let (one, two) = (trace_of(version_1), trace_of(|_| ()));
    assert_eq!(one, two);
}

#[test]
fn event_table_behind_the_curve_is_found_in_both_versions() {
    let two = facts_of(|file| file.events_after_curve = true);
    let one = facts_of(|file| file.version = SorVersion::One);
    assert_eq!(one.events.len(), 6);
    assert_eq!(one, two);
}

#[test]
fn wavelength_in_whole_nm_is_not_a_tenth_of_one() {
    assert_eq!(
        facts_of(|file| file.wavelength_field = 1550).wavelength_nm,
        Some(1550.0)
    );
    assert_eq!(
        facts_of(|file| file.wavelength_field = 13129).wavelength_nm,
        Some(1312.9)
    );
    assert_eq!(
        facts_of(|file| file.wavelength_field = 8500).wavelength_nm,
        Some(850.0)
    );
    let not_written = facts_of(|file| file.wavelength_field = 0);
    assert_eq!(not_written.wavelength_nm, Some(1310.0));
}

#[test]
fn checksum_that_was_never_computed_is_only_a_warning() {
    let facts = facts_of(|file| file.checksum = SorChecksum::Zero);
    assert_eq!(facts.warnings, [TraceWarning::ChecksumNotComputed]);
    let facts = facts_of(|file| file.checksum = SorChecksum::NoBlock);
    assert_eq!(facts.warnings, [TraceWarning::ChecksumMissing]);
}

#[test]
fn checksum_by_a_makers_own_algorithm_is_only_a_warning() {
    let facts = facts_of(|file| file.checksum = SorChecksum::Other);
    assert_eq!(facts.warnings, [TraceWarning::ChecksumDiffers]);
    assert_metres(facts.length_m, LENGTH_M, 0.01);
}

#[test]
fn second_copy_of_the_curve_is_named_and_the_standard_one_counts() {
    let block = "ExfoNewProprietaryBlock 01".to_owned();
    let own = (block.clone(), vec![0xAB; 500]);
    let facts = facts_of(|file| file.own_blocks.push(own));
    assert_eq!(facts.warnings, [TraceWarning::SecondCurveCopy { block }]);
    assert_eq!(facts.points, 4865);
}

#[test]
fn end_before_a_receive_reel_is_the_end() {
    let facts = facts_of(|file| {
        let mut reel = events(file).last().unwrap().clone();
        reel.time_tenth_ns += 20_000;
        reel.code = *b"1F9999LS";
        events(file).push(reel);
    });
    assert_metres(facts.length_m, LENGTH_M, 0.01);
    assert_eq!(facts.warnings, [TraceWarning::EventsBeyondEnd { count: 1 }]);
}

#[test]
fn without_a_marked_end_the_farthest_reflection_is_taken() {
    let facts = facts_of(|file| events(file).last_mut().unwrap().code = *b"2O9999LS");
    assert_metres(facts.length_m, LENGTH_M, 0.01);
    assert_eq!(
        facts.warnings,
        [TraceWarning::EndFromReflection { event: 6 }]
    );
    assert_eq!(facts.events[5].kind, TraceEventKind::Saturated);
}

#[test]
fn end_moved_by_hand_is_an_end() {
    let facts = facts_of(|file| events(file).last_mut().unwrap().code = *b"1D9999LS");
    assert_eq!(facts.events[5].kind, TraceEventKind::End);
    assert_eq!(facts.warnings, []);
}

#[test]
fn reflectance_not_measured_is_none() {
    for marker in [i32::MIN, -i32::MAX, i32::MAX, 0] {
        let facts = facts_of(|file| events(file)[1].reflectance_mdb = marker);
        assert_eq!(facts.events[1].reflectance_db, None, "{marker}");
    }
    let facts = facts_of(|file| {
        events(file)[1].loss_mdb = i16::MIN;
        events(file)[2].slope_mdb_per_km = i16::MAX;
    });
    assert_eq!(facts.events[1].loss_db, None);
    assert_eq!(facts.events[2].slope_db_per_km, None);
}

#[test]
fn positive_reflectance_is_shown_as_written_with_a_warning() {
    let facts = facts_of(|file| events(file)[1].reflectance_mdb = 40_000);
    assert_eq!(facts.events[1].reflectance_db, Some(40.0));
    assert_eq!(
        facts.warnings,
        [TraceWarning::PositiveReflectance { event: 2, count: 1 }]
    );
    let facts = facts_of(|file| {
        for event in &mut events(file)[1..4] {
            event.reflectance_mdb = 40_000;
        }
    });
    assert_eq!(
        facts.warnings,
        [TraceWarning::PositiveReflectance { event: 2, count: 3 }]
    );
}

#[test]
fn texts_of_megabytes_are_cut_to_a_name_with_one_warning() {
    let facts = facts_of(|file| {
        file.cable = "光".repeat(500_000);
        file.comment = "x".repeat(1_000_000);
        for event in events(file) {
            event.comment = "y".repeat(10_000);
        }
    });
    assert_eq!(facts.cable, Some("光".repeat(120)));
    assert_eq!(facts.comment, Some("x".repeat(120)));
    assert_eq!(facts.events[0].comment, Some("y".repeat(120)));
    let count = 2 + u32::try_from(facts.events.len()).unwrap();
    assert_eq!(facts.warnings, [TraceWarning::TextsClipped { count }]);
}

#[test]
fn a_curve_of_more_points_than_any_instrument_writes_is_refused() {
    let file = SorFile {
        curve: vec![vec![40_000; 2_000_001]],
        ..SorFile::default()
    };
    let refused = read(&file.write()).unwrap_err();
    assert!(
        matches!(
            refused,
            SorError::Impossible {
                value: 2_000_001,
                ..
            }
        ),
        "{refused}"
    );
}

#[test]
fn event_letters_in_lower_case_mean_the_same() {
    let lower = facts_of(|file| {
        for event in events(file) {
            event.code.make_ascii_lowercase();
        }
    });
    assert_eq!(lower, facts_of(|_| ()));
}

#[test]
fn event_numbers_with_gaps_or_from_zero_stay_as_written() {
    let numbers = [0, 2, 4, 5, 9, 21];
    let facts = facts_of(|file| {
        for (event, number) in events(file).iter_mut().zip(numbers) {
            event.number = number;
        }
    });
    let found: Vec<u16> = facts.events.iter().map(|event| event.number).collect();
    assert_eq!(found, numbers);
    assert_eq!(facts.warnings, []);
}

#[test]
fn total_loss_zero_was_not_measured_and_whole_db_are_rounded() {
    let zero = facts_of(|file| (file.total_loss_mdb, file.orl_mdb) = (0, 0));
    assert_eq!((zero.total_loss_db, zero.orl_db), (None, None));
    assert_eq!(zero.mean_attenuation_db_per_km(), None);
    let whole = facts_of(|file| file.total_loss_mdb = 3000);
    assert_eq!(whole.total_loss_db, Some(3.0));
    assert_eq!(whole.warnings, [TraceWarning::TotalLossRounded]);
    // 9 dB written where thousandths belong.
    let dwarf = facts_of(|file| file.total_loss_mdb = 9);
    assert_eq!(dwarf.warnings, [TraceWarning::TotalLossImplausible]);
}

#[test]
fn without_an_event_table_the_curve_shows_the_end() {
    let facts = facts_of(|file| file.events = None);
    assert_eq!(
        facts.warnings,
        [TraceWarning::NoEventTable, TraceWarning::EndFromCurve]
    );
    assert_metres(facts.length_m, LENGTH_M, 15.0);
    assert_eq!((facts.total_loss_db, facts.events.len()), (None, 0));
}

#[test]
fn a_fibre_longer_than_the_measured_range_has_no_end() {
    let facts = facts_of(|file| {
        file.events = None;
        let curve = &mut file.curve[0];
        curve.truncate(3000);
        file.pulses[0].points = 3000;
    });
    assert_eq!(
        facts.warnings,
        [TraceWarning::NoEventTable, TraceWarning::NoEnd]
    );
    assert_eq!(facts.length_m, None);
}

#[test]
fn bytes_after_the_last_block_are_left_alone() {
    let facts = facts_of(|file| file.trailing = vec![7; 103]);
    assert_eq!(facts.warnings, [TraceWarning::TrailingBytes { count: 103 }]);
}

#[test]
fn junk_in_the_language_field_changes_nothing() {
    assert_eq!(facts_of(|file| file.language = [0, b'k']), facts_of(|_| ()));
    assert_eq!(facts_of(|file| file.language = [0, 0]), facts_of(|_| ()));
}

#[test]
fn a_clock_never_set_is_told() {
    let facts = facts_of(|file| file.unix_time = 315_532_800);
    assert_eq!(
        facts.measured_at.unwrap().to_string(),
        "1980-01-01 00:00:00"
    );
    assert_eq!(facts.warnings, [TraceWarning::ClockNotSet]);
    assert_eq!(facts_of(|file| file.unix_time = 0).measured_at, None);
}

#[test]
fn another_refractive_index_changes_length_and_can_be_undone() {
    let facts = facts_of(|file| file.refractive_index_e5 = 147_500);
    assert_metres(facts.length_m, LENGTH_M * 1.4677 / 1.4750, 0.01);
    assert_metres(facts.length_m_at(1.4677), LENGTH_M, 0.01);
}

#[test]
fn range_averages_and_fibre_type_of_zero_change_nothing() {
    let zeroes = facts_of(|file| {
        (file.range_tenth_ns, file.averages, file.fibre_type) = (0, 0, 0);
    });
    assert_eq!(zeroes, facts_of(|_| ()));
}

#[test]
fn two_hundred_thousand_points_are_read() {
    let fibre = SampleFibre {
        length_m: 50_000.0,
        spacing_m: 0.325,
        ..SampleFibre::default()
    };
    let trace = read(&fibre.file().write()).unwrap();
    assert!(trace.polyline.len() >= 199_000, "{}", trace.polyline.len());
    assert_metres(trace.facts.length_m, 50_000.0, 0.01);
}

#[test]
fn chinese_names_are_read_from_either_encoding() {
    for encoding in [SorEncoding::Gbk, SorEncoding::Utf8] {
        let facts = facts_of(|file| {
            file.encoding = encoding;
            file.cable = "城北机房至云汀支行 24 芯".to_owned();
            file.operator = "朱镕".to_owned();
        });
        assert_eq!(facts.cable.as_deref(), Some("城北机房至云汀支行 24 芯"));
    }
}

#[test]
fn blank_instrument_fields_leave_the_module_to_speak() {
    let facts = facts_of(|file| {
        file.instrument = [" ", " ", " ", "MODULE", "77", " ", " "].map(str::to_owned);
    });
    assert_eq!(facts.instrument.as_deref(), Some("MODULE"));
    assert_eq!(facts.serial.as_deref(), Some("77"));
    assert_eq!(facts.software, None);
}

#[test]
fn distances_count_from_behind_the_launch_fibre() {
    // 100 points of 2 m before the port, and a launch fibre of 1 km: the fibre starts at point 600.
    let plain = trace_of(|_| ());
    let lead = |file: &mut SorFile| {
        let spacing_tenth_ns = f64::from(file.pulses[0].spacing_e14_s) / 1e4;
        file.curve[0].splice(0..0, [60_000_u16; 600]);
        file.user_offset_tenth_ns = (spacing_tenth_ns * 500.0).round() as i32;
        (spacing_tenth_ns * 100.0).round() as i32
    };
    let by_front_panel = trace_of(|file| file.front_panel_offset_tenth_ns = lead(file));
    let by_acquisition = trace_of(|file| file.acquisition_offset_tenth_ns = -lead(file));
    let by_both = trace_of(|file| {
        file.front_panel_offset_tenth_ns = lead(file);
        file.acquisition_offset_tenth_ns = -file.front_panel_offset_tenth_ns;
    });
    for trace in [by_front_panel, by_acquisition, by_both] {
        assert!(
            (trace.polyline[0].distance_m + 1200.0).abs() < 0.5,
            "{:?}",
            trace.polyline[0]
        );
        assert!(
            (trace.polyline[600].distance_m).abs() < 0.02,
            "{:?}",
            trace.polyline[600]
        );
        assert_eq!(trace.polyline[700].level_db, plain.polyline[100].level_db);
        assert_eq!(trace.facts.length_m, plain.facts.length_m);
        let differs = TraceWarning::PointCountDiffers {
            stated: 4865,
            found: 5465,
        };
        assert_eq!(trace.facts.warnings, [differs]);
    }
}

#[test]
fn several_pulse_widths_make_one_curve_each_with_its_own_spacing() {
    let trace = trace_of(|file| {
        let first = file.pulses[0];
        let second = SorPulse {
            width_ns: 500,
            spacing_e14_s: first.spacing_e14_s * 3,
            points: first.points - 1000,
        };
        file.pulses = vec![
            SorPulse {
                points: 1000,
                ..first
            },
            second,
        ];
        let rest = file.curve[0].split_off(1000);
        file.curve.push(rest);
    });
    let spacing =
        |index: usize| trace.polyline[index + 1].distance_m - trace.polyline[index].distance_m;
    assert!((spacing(998) - 2.0).abs() < 0.001 && (spacing(1000) - 6.0).abs() < 0.001);
    assert_eq!(trace.facts.pulse_ns, Some(100));
    assert_eq!(trace.facts.points, 4865);
    assert_eq!(
        trace.facts.warnings,
        [TraceWarning::SeveralPulses { count: 2 }]
    );
}

#[test]
fn a_marked_start_is_told() {
    let facts = facts_of(|file| events(file)[1].code = *b"1S9999LS");
    let [TraceWarning::StartMarked { distance_m }] = facts.warnings[..] else {
        panic!("{:?}", facts.warnings)
    };
    assert_metres(Some(distance_m), 1020.0, 0.01);
}
