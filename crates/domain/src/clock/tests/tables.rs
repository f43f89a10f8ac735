//! The figures of the profiles, each from its table in the carriers' rules.

use super::*;

const RECEIVED: &str = "2026-09-30T16:50:00+08:00";
/// Levels of S2 and of S1 with the level of S2 that each stands for.
const WORDS: [(&str, usize); 18] = [
    ("gold", 0),
    ("金牌级", 0),
    ("金牌", 0),
    ("集团级", 0),
    ("group", 0),
    ("省级", 0),
    ("provincial", 0),
    ("silver", 1),
    ("银牌级", 1),
    ("本地A级", 1),
    ("local_a", 1),
    ("Local A", 1),
    ("bronze", 2),
    ("铜牌级", 2),
    ("本地B级", 2),
    ("standard", 3),
    ("标准级", 3),
    ("本地Ｃ级", 3),
];

fn limit_s(facts: &JobFacts, marks: &[Mark], key: &str) -> Option<Span> {
    let clocks = run(facts, marks, RECEIVED);
    clocks.iter().find(|clock| clock.clock == key)?.limit
}

fn repaired(facts: &JobFacts, key: &str) -> Option<Span> {
    let marks = [
        mark("fault.received", RECEIVED),
        mark("fault.signed", "2026-09-30T16:52:00+08:00"),
        mark("fault.dispatched", "2026-09-30T16:55:00+08:00"),
        mark("service.restored", "2026-10-08T09:00:00+08:00"),
    ];
    limit_s(facts, &marks, key)
}

#[test]
fn every_level_word_gives_the_repair_figures_of_its_level() {
    let hours = [3, 4, 5, 6];
    let targets = [1, 2, 3, 4];
    let progress = [Some(30), Some(60), None, None];
    let verbal = [30, 30, 30, 60];
    let report = [Some(3), Some(7), None, None];
    for (word, index) in WORDS {
        let facts = fault("cm-transmission", word);
        let seconds = |minutes: u64| Some(Span::S(minutes * 60));
        let limit = |key: &str| repaired(&facts, key);
        assert_eq!(limit("restore"), seconds(hours[index] * 60), "{word}");
        assert_eq!(
            limit("restore_target"),
            seconds(targets[index] * 60),
            "{word}"
        );
        assert_eq!(
            limit("progress_customer"),
            progress[index].and_then(seconds),
            "{word}"
        );
        assert_eq!(limit("result_verbal"), seconds(verbal[index]), "{word}");
        assert_eq!(
            limit("fault_report"),
            report[index].map(Span::Workdays),
            "{word}"
        );
    }
}

#[test]
fn duty_and_dispatch_have_their_minutes() {
    let cases = [
        ("cu-duty", "sign", 10),
        ("cu-duty", "contact", 15),
        ("cu-duty", "progress", 30),
        ("cu-duty", "escalate_1", 120),
        ("cu-duty", "escalate_2", 180),
        ("ct-dispatch", "dispatch", 15),
        ("ct-dispatch", "accept", 30),
        ("ct-dispatch", "recovery_confirm", 15),
    ];
    for (profile, key, minutes) in cases {
        let found = repaired(&fault(profile, "gold"), key);
        assert_eq!(found, Some(Span::S(minutes * 60)), "{key}");
    }
    let found = repaired(&fault("cu-duty", "gold"), "fault_report");
    assert_eq!(found, Some(Span::Workdays(2)));
}

#[test]
fn a_resource_check_is_answered_by_level_and_distance() {
    let near = [3, 4, 5, 6];
    let far = [7, 8, 9, 10];
    for (km, days) in [("50", near), ("50.01", far)] {
        for (level, workdays) in Level::ALL.into_iter().zip(days) {
            let facts = JobFacts {
                kinds: vec!["survey".into()],
                ..facts(level, km)
            };
            let clocks = run(&facts, &[mark("order.received", ORDERED)], ORDERED);
            let clock = clocks
                .iter()
                .find(|clock| clock.profile.as_deref() == Some("cm-transmission"));
            let found = clock.map(|clock| (clock.clock.as_str(), clock.limit));
            let wanted = ("resource_answer", Some(Span::Workdays(workdays)));
            assert_eq!(found, Some(wanted), "{level} {km} km");
        }
    }
}

#[test]
fn a_resource_check_is_answered_by_what_it_finds_and_its_points() {
    let cases = [
        (Some(ResourceCase::Existing), [2, 2]),
        (Some(ResourceCase::CoreMissing), [3, 3]),
        (Some(ResourceCase::ByOptimisation), [2, 5]),
        (Some(ResourceCase::Build), [2, 5]),
        (None, [2, 2]),
    ];
    for (resource_case, days) in cases {
        for (points, workdays) in [
            (None, days[0]),
            (Some(1), days[0]),
            (Some(2), days[1]),
            (Some(9), days[1]),
        ] {
            let facts = JobFacts {
                kinds: vec!["survey".into()],
                profiles: vec!["cm-anhui".into()],
                resource_case,
                points,
                ..JobFacts::default()
            };
            let clocks = run(&facts, &[mark("order.received", ORDERED)], ORDERED);
            assert_eq!(
                one(&clocks, "resource_answer").limit,
                Some(Span::Workdays(workdays))
            );
        }
    }
}

#[test]
fn what_follows_an_opening_and_a_failed_point_is_counted_in_working_days() {
    let job = |kind: &str, profile: &str| JobFacts {
        kinds: vec![kind.into()],
        profiles: vec![profile.into()],
        ..JobFacts::default()
    };
    let marks = [
        mark("circuit.opened", ORDERED),
        mark("resource.handed_over", "2026-11-24T10:00:00+08:00"),
        mark("inspection.failed", ORDERED),
    ];
    let cases = [
        ("install", "cm-anhui", "resource_handover", 2, "2026-11-25"),
        ("install", "cm-anhui", "resource_update", 1, "2026-11-25"),
        ("install", "cm-anhui", "acceptance", 5, "2026-11-30"),
        (
            "rectification",
            "cm-acceptance",
            "rectification",
            7,
            "2026-12-02",
        ),
    ];
    for (kind, profile, key, workdays, due) in cases {
        let clocks = run(&job(kind, profile), &marks, ORDERED);
        let clock = one(&clocks, key);
        assert_eq!(clock.limit, Some(Span::Workdays(workdays)));
        assert_eq!(clock.due_day, Some(day(due)), "{key}");
        assert_eq!(clock.due, crate::calendar::end_of_day(day(due)), "{key}");
    }
}

#[test]
fn points_that_fail_again_are_given_their_days_again() {
    let facts = JobFacts {
        kinds: vec!["acceptance".into()],
        profiles: vec!["cm-acceptance".into()],
        ..JobFacts::default()
    };
    let marks = [
        mark("inspection.failed", "2026-11-02T10:00:00+08:00"),
        mark("inspection.failed", "2026-11-03T10:00:00+08:00"),
        mark("rectified", "2026-11-05T10:00:00+08:00"),
        mark("inspection.failed", ORDERED),
    ];
    let found: Vec<_> = run(&facts, &marks, ORDERED)
        .into_iter()
        .map(|clock| (clock.state, clock.due_day.unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            (ClockState::Met, day("2026-11-11")),
            (ClockState::Running, day("2026-12-02"))
        ]
    );
}

#[test]
fn gold_with_a_cut_cable_120_km_away_has_8_4_hours() {
    let facts = JobFacts {
        distance_km: Some("120".parse().unwrap()),
        cable_cut: true,
        ..fault("cm-transmission", "gold")
    };
    let clocks = run(&facts, &[mark("fault.received", RECEIVED)], RECEIVED);
    let restore = one(&clocks, "restore");
    assert_eq!(restore.limit, Some(Span::S(10_800)));
    let addition = |reason: &str, s| Addition {
        reason: reason.into(),
        s,
    };
    assert_eq!(
        restore.additions,
        [addition("distance", 8640), addition("cable_cut", 10_800)]
    );
    let tenths_of_an_hour = (restore.due - restore.started).num_minutes() / 6;
    assert_eq!(tenths_of_an_hour, 84);
    assert_eq!(restore.due, at("2026-10-01T01:14:00+08:00"));
    assert_eq!(
        one(&clocks, "restore_target").due,
        at("2026-09-30T23:14:00+08:00")
    );
}

#[test]
fn the_way_counts_whole_once_it_is_longer_than_50_km() {
    let added = |km: &str| {
        let facts = JobFacts {
            distance_km: Some(km.parse().unwrap()),
            ..fault("cm-transmission", "silver")
        };
        let clocks = run(&facts, &[mark("fault.received", RECEIVED)], RECEIVED);
        let restore = one(&clocks, "restore");
        restore
            .additions
            .iter()
            .map(|addition| addition.s)
            .sum::<u64>()
    };
    let cases = [
        ("0", 0),
        ("49.9", 0),
        ("50", 0),
        ("50.00", 0),
        ("50.01", 3601),
        ("50.5", 3636),
        ("120", 8640),
        ("999999999999999", 2_880_000),
    ];
    for (km, s) in cases {
        assert_eq!(added(km), s, "{km} km");
    }
}

#[test]
fn the_dispatch_table_speaks_where_it_has_service_and_level() {
    let hours = |hours: u64| Span::S(hours * 3600);
    let cases = [
        ("centrex", "本地A级", hours(20)),
        ("虚拟网(Centrex)", "本地B级", hours(24)),
        ("Centrex", "本地C级", hours(48)),
        ("NGN虚拟网", "local_a", hours(20)),
        ("ngn", "bronze", hours(24)),
        ("NGN虚拟网", "standard", hours(48)),
        ("企业彩铃", "本地A级", hours(20)),
        ("ring-back tone", "silver", hours(20)),
        ("企业彩铃", "本地B级", hours(24)),
        ("800", "行业及高端聚类", hours(12)),
        ("800", "品牌政企", hours(24)),
        ("4008", "行业及高端聚类", hours(12)),
        ("4008业务", "brand", hours(24)),
        ("物流E通", "gold", Span::Workdays(3)),
        ("销售管家", "", Span::Workdays(3)),
    ];
    for (service, level, limit) in cases {
        let facts = JobFacts {
            service: service.into(),
            ..fault("ct-dispatch", level)
        };
        let clocks = run(&facts, &[mark("fault.received", RECEIVED)], RECEIVED);
        let restore = one(&clocks, "restore");
        assert_eq!(restore.limit, Some(limit), "{service} {level}");
        assert_eq!(restore.profile.as_deref(), Some("ct-dispatch"));
        assert!(!has(&clocks, "restore_target"));
    }
}

#[test]
fn where_the_dispatch_table_is_silent_the_line_levels_stand_in() {
    let cases = [
        ("sdh", "集团级", 3),
        ("sdh", "省级", 3),
        ("mpls_vpn", "本地A级", 4),
        ("sdh", "本地B级", 5),
        ("sdh", "本地C级", 6),
        ("centrex", "集团级", 3),
        ("企业彩铃", "本地C级", 6),
        ("800", "本地A级", 4),
        ("", "gold", 3),
    ];
    for (service, level, hours) in cases {
        let facts = JobFacts {
            service: service.into(),
            ..fault("ct-dispatch", level)
        };
        let clocks = run(&facts, &[mark("fault.received", RECEIVED)], RECEIVED);
        let restore = one(&clocks, "restore");
        assert_eq!(
            restore.limit,
            Some(Span::S(hours * 3600)),
            "{service} {level}"
        );
        assert_eq!(restore.profile.as_deref(), Some("cm-transmission"));
        assert!(has(&clocks, "restore_target"));
    }
}

#[test]
fn with_both_profiles_in_force_both_are_kept_and_the_stricter_stands_in_front() {
    let facts = JobFacts {
        service: "centrex".into(),
        profiles: vec!["ct-dispatch".into(), "cm-transmission".into()],
        ..fault("", "本地A级")
    };
    let of = |facts: &JobFacts| -> Vec<(Option<String>, Option<Span>)> {
        run(facts, &[mark("fault.received", RECEIVED)], RECEIVED)
            .into_iter()
            .filter(|clock| clock.clock == "restore")
            .map(|clock| (clock.profile, clock.limit))
            .collect()
    };
    let line = (Some("cm-transmission".into()), Some(Span::S(4 * 3600)));
    let dispatch = (Some("ct-dispatch".into()), Some(Span::S(20 * 3600)));
    assert_eq!(of(&facts), [line.clone(), dispatch]);
    let of_a_line = JobFacts {
        service: "sdh".into(),
        ..facts
    };
    assert_eq!(of(&of_a_line), [line], "the fallback does not stand twice");
}

#[test]
fn signing_warns_at_our_own_target() {
    let clocks = run(
        &fault("cu-duty", "gold"),
        &[mark("fault.received", RECEIVED)],
        RECEIVED,
    );
    let sign = one(&clocks, "sign");
    assert_eq!(
        sign.warn_at,
        [
            at("2026-09-30T16:55:00+08:00"),
            at("2026-09-30T16:58:00+08:00")
        ]
    );
    assert_eq!(sign.due, at("2026-09-30T17:00:00+08:00"));
}

#[test]
fn in_time_up_to_the_second_and_breached_after_it() {
    let state = |signed: &str| {
        let marks = [
            mark("fault.received", RECEIVED),
            mark("fault.signed", signed),
        ];
        let clocks = run(
            &fault("cu-duty", "gold"),
            &marks,
            "2026-10-09T12:00:00+08:00",
        );
        let sign = one(&clocks, "sign");
        (sign.state, sign.met_at)
    };
    let (last, late) = ("2026-09-30T17:00:00+08:00", "2026-09-30T17:00:01+08:00");
    assert_eq!(state(last), (ClockState::Met, Some(at(last))));
    assert_eq!(state(late), (ClockState::Breached, Some(at(late))));
}

#[test]
fn an_overtime_fault_is_reported_a_day_sooner() {
    let facts = JobFacts {
        profiles: vec!["cu-duty".into(), "cm-transmission".into()],
        ..fault("", "gold")
    };
    let restored = |restored: &str| {
        let marks = [
            mark("fault.received", RECEIVED),
            mark("service.restored", restored),
        ];
        run(&facts, &marks, restored)
    };
    assert!(!has(
        &restored("2026-09-30T19:50:00+08:00"),
        "overtime_fault_report"
    ));
    let clocks = restored("2026-09-30T19:50:01+08:00");
    let overtime = one(&clocks, "overtime_fault_report");
    assert_eq!(overtime.limit, Some(Span::Workdays(1)));
    assert_eq!(overtime.started, at("2026-09-30T19:50:01+08:00"));
    // After the cut-off of the last day before the holidays: day zero is 8 October.
    assert_eq!(overtime.due_day, Some(day("2026-10-09")));
    let unfinished = run(
        &facts,
        &[mark("fault.received", RECEIVED)],
        "2026-10-09T12:00:00+08:00",
    );
    assert!(
        !has(&unfinished, "overtime_fault_report"),
        "it starts when the service works again"
    );
}

#[test]
fn a_report_is_counted_over_the_holidays_and_told_in_chinese_time() {
    let marks = [
        mark("fault.received", "2026-09-30T08:00:00Z"),
        mark("service.restored", "2026-09-30T08:50:00Z"),
    ];
    let clocks = run(&fault("cu-duty", ""), &marks, "2026-10-09T12:00:00+09:00");
    let report = one(&clocks, "fault_report");
    assert_eq!(report.due_day, Some(day("2026-10-09")));
    assert_eq!(report.started.to_rfc3339(), "2026-09-30T16:50:00+08:00");
    assert_eq!(report.due.to_rfc3339(), "2026-10-10T00:00:00+08:00");
    let met = one(&clocks, "escalate_1").met_at;
    assert_eq!(met.unwrap().to_rfc3339(), "2026-09-30T16:50:00+08:00");
}
