//! What holds for every set of marks.

use proptest::prelude::*;

use super::*;
use crate::calendar::CHINA;

const KINDS: [&str; 20] = [
    "order.received",
    "circuit.opened",
    "acceptance.signed",
    "extension.approved",
    "extension.requested",
    "visit.arrived",
    "fault.received",
    "fault.signed",
    "fault.dispatched",
    "fault.accepted",
    "customer.contacted",
    "progress.reported",
    "service.restored",
    "result.told",
    "report.submitted",
    "suspend.approved",
    "suspend.ended",
    "inspection.failed",
    "rectified",
    "job.cancelled",
];
const FIRST: &str = "2026-11-02T00:00:00+08:00";

fn moments(days: i64) -> impl Strategy<Value = DateTime<FixedOffset>> {
    (0..60 * 24 * days).prop_map(|minutes| at(FIRST) + TimeDelta::minutes(minutes))
}

fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
    let reasons = prop::sample::select(vec!["customer", "construction", "S01", "S09", "S10"]);
    let one = (
        prop::sample::select(KINDS.to_vec()),
        moments(40),
        0_u64..60,
        reasons,
        prop::option::of(moments(40)),
        prop::option::of(moments(40)),
        prop::option::of(moments(40)),
    );
    let mark = one.prop_map(
        |(kind, at, days, reason, effective_from, until, proposed_at)| Mark {
            new_due: Some(day("2026-11-02") + chrono::Days::new(days)),
            reason: Some(reason.to_owned()),
            effective_from,
            until,
            proposed_at,
            ..Mark::new(kind, at)
        },
    );
    proptest::collection::vec(mark, 0..12)
}

/// Marks, and the same ones as they arrive: in any order, some of them again.
fn arrivals() -> impl Strategy<Value = (Vec<Mark>, Vec<Mark>)> {
    some_marks().prop_flat_map(|marks| {
        let more = proptest::collection::vec(0..marks.len().max(1), 0..4);
        (Just(marks), more).prop_flat_map(|(marks, more)| {
            let again = more.iter().filter_map(|index| marks.get(*index).cloned());
            let all: Vec<Mark> = marks.iter().cloned().chain(again).collect();
            (Just(marks), Just(all).prop_shuffle())
        })
    })
}

/// The clocks of both that are one and the same: key, profile and start.
fn pairs<'a>(one: &'a [Clock], other: &'a [Clock]) -> Vec<(&'a Clock, &'a Clock)> {
    let same = |clock: &Clock, other: &Clock| {
        (&clock.clock, &clock.profile, clock.started)
            == (&other.clock, &other.profile, other.started)
    };
    let with_other = |clock: &'a Clock| Some((clock, other.iter().find(|it| same(clock, it))?));
    one.iter().filter_map(with_other).collect()
}

/// A job that every clock can run in.
fn everything(level: Level) -> JobFacts {
    let (catalogue, _) = &*RULES;
    JobFacts {
        kinds: ["fault_interruption", "install", "survey", "rectification"]
            .map(str::to_owned)
            .to_vec(),
        profiles: catalogue
            .profiles
            .iter()
            .map(|profile| profile.key.clone())
            .collect(),
        service: "centrex".into(),
        ..facts(level, "12")
    }
}

fn opening(level: Level, km: u32, marks: &[Mark]) -> Option<Clock> {
    let facts = facts(level, &km.to_string());
    reckon(&facts, marks, at("2026-12-24T09:00:00+08:00"))
        .into_iter()
        .find(|clock| clock.clock == "opening")
}

fn restore(facts: &JobFacts, marks: &[Mark], now: DateTime<FixedOffset>) -> Clock {
    let clocks = reckon(facts, marks, now);
    one(&clocks, "restore").clone()
}

proptest! {
    #[test]
    fn order_and_repetition_of_marks_change_nothing(
        (marks, arrived) in arrivals(), now in moments(60)
    ) {
        let facts = everything(Level::Silver);
        prop_assert_eq!(reckon(&facts, &marks, now), reckon(&facts, &arrived, now));
    }

    #[test]
    fn the_zone_times_are_told_in_changes_nothing(
        marks in some_marks(), now in moments(60), hours in -12_i32..=14
    ) {
        let zone = FixedOffset::east_opt(hours * 3600).unwrap();
        let elsewhere = |at: DateTime<FixedOffset>| at.with_timezone(&zone);
        let told: Vec<Mark> = marks.iter().cloned().map(|mark| Mark {
            at: elsewhere(mark.at),
            effective_from: mark.effective_from.map(elsewhere),
            until: mark.until.map(elsewhere),
            proposed_at: mark.proposed_at.map(elsewhere),
            ..mark
        }).collect();
        let facts = everything(Level::Gold);
        let written = |clocks: Vec<Clock>| serde_json::to_string(&clocks).unwrap();
        let (here, there) = (reckon(&facts, &marks, now), reckon(&facts, &told, elsewhere(now)));
        prop_assert_eq!(written(here), written(there));
    }

    #[test]
    fn every_clock_is_told_in_chinese_time_and_its_state_fits_its_times(
        marks in some_marks(), now in moments(60)
    ) {
        for clock in reckon(&everything(Level::Gold), &marks, now) {
            for time in [clock.started, clock.due, clock.computed_due].iter().chain(&clock.warn_at) {
                prop_assert_eq!(time.offset(), &CHINA);
            }
            match clock.state {
                ClockState::Met => prop_assert!(clock.met_at.is_some()),
                ClockState::Paused => prop_assert!(clock.met_at.is_none() && now <= clock.due),
                ClockState::Running => prop_assert!(clock.met_at.is_none() && now <= clock.due),
                ClockState::Breached => {
                    prop_assert!(clock.missed > 0 || clock.met_at.unwrap_or(now) > clock.due);
                }
            }
            prop_assert!(clock.warn_at.is_sorted());
            if clock.due >= clock.started {
                prop_assert!(clock.warn_at.iter().all(|warn| *warn >= clock.started && *warn <= clock.due));
            }
        }
    }

    #[test]
    fn a_better_level_or_a_nearer_site_is_never_due_later(minutes in 0_i64..60 * 24 * 40, km in 0_u32..200) {
        let started = at(FIRST) + TimeDelta::minutes(minutes);
        let marks = [Mark::new("order.received", started)];
        let dues: Vec<_> = Level::ALL.into_iter().map(|level| opening(level, km, &marks).unwrap().due).collect();
        prop_assert!(dues.is_sorted());
        let farther = opening(Level::Gold, km + 40, &marks).unwrap();
        prop_assert!(farther.due >= dues[0]);
    }

    #[test]
    fn an_addition_never_shortens_a_repair(
        received in moments(1), km in 0_u32..400, more_km in 0_u32..400, suspended in moments(1)
    ) {
        let marks = [Mark::new("fault.received", received), Mark::new("suspend.approved", suspended), Mark::new("suspend.ended", suspended + TimeDelta::hours(2))];
        let now = at("2026-11-04T00:00:00+08:00");
        let due = |km: u32, cable_cut| {
            let distance_km = Some(Decimal::from(km));
            let facts = JobFacts { distance_km, cable_cut, ..fault("cm-transmission", "silver") };
            restore(&facts, &marks, now).due
        };
        prop_assert!(due(km + more_km, false) >= due(km, false));
        prop_assert!(due(km, true) >= due(km, false) + TimeDelta::hours(3));
    }

    #[test]
    fn a_pause_never_shortens_and_a_longer_one_never_either(
        marks in some_marks(), received in moments(20), suspended in moments(40), minutes in 0_i64..3000, more in 0_i64..3000, now in moments(60)
    ) {
        let marks: Vec<Mark> = marks.into_iter().filter(|mark| {
            !matches!(mark.kind.as_str(), "fault.received" | "suspend.ended" | "job.cancelled")
        }).chain([Mark::new("fault.received", received)]).collect();
        let facts = fault("cm-transmission", "gold");
        let with = |minutes: Option<i64>| {
            let pause = minutes.map(|minutes| Mark {
                until: Some(suspended + TimeDelta::minutes(minutes)),
                ..Mark::new("suspend.approved", suspended)
            });
            restore(&facts, &marks.iter().cloned().chain(pause).collect::<Vec<_>>(), now)
        };
        let (without, short, long) = (with(None), with(Some(minutes)), with(Some(minutes + more)));
        prop_assert!(without.due <= short.due && short.due <= long.due);
        prop_assert!(without.paused_s <= short.paused_s && short.paused_s <= long.paused_s);
    }

    #[test]
    fn no_stop_makes_any_clock_due_sooner(
        marks in some_marks(), stopped in moments(40), minutes in 1_i64..9000, now in moments(60), level in prop::sample::select(Level::ALL.to_vec())
    ) {
        let stop = Mark {
            until: Some(stopped + TimeDelta::minutes(minutes)),
            reason: Some("S01".to_owned()),
            ..Mark::new("suspend.approved", stopped)
        };
        for service in ["centrex", "e_application"] {
            let facts = JobFacts { service: service.into(), ..everything(level) };
            let without = reckon(&facts, &marks, now);
            let with = reckon(&facts, &marks.iter().cloned().chain([stop.clone()]).collect::<Vec<_>>(), now);
            for (running, stopped) in pairs(&without, &with) {
                prop_assert!(stopped.due >= running.due, "{running:?} {stopped:?}");
                prop_assert!(stopped.paused_s >= running.paused_s);
            }
        }
    }

    #[test]
    fn time_that_passes_brings_no_due_time_nearer(marks in some_marks(), now in moments(60), minutes in 0_i64..9000) {
        let facts = everything(Level::Gold);
        let later = now + TimeDelta::minutes(minutes);
        for (before, after) in pairs(&reckon(&facts, &marks, now), &reckon(&facts, &marks, later)) {
            prop_assert!(after.due >= before.due && after.paused_s >= before.paused_s);
            prop_assert!(after.missed >= before.missed);
        }
    }

    #[test]
    fn what_begins_days_later_is_never_due_sooner(minutes in 0_i64..60 * 24 * 40, days in 0_i64..10) {
        let began = at(FIRST) + TimeDelta::minutes(minutes);
        let dues = |began: DateTime<FixedOffset>| -> Vec<_> {
            let starts = ["order.received", "fault.received", "fault.signed", "fault.dispatched", "service.restored", "circuit.opened", "resource.handed_over", "inspection.failed"];
            let marks = starts.map(|kind| Mark::new(kind, began));
            let mut found = reckon(&everything(Level::Gold), &marks, began);
            found.sort_by(|one, other| (&one.clock, &one.profile).cmp(&(&other.clock, &other.profile)));
            found.into_iter().map(|clock| (clock.clock, clock.profile, clock.due)).collect()
        };
        let (first, second) = (dues(began), dues(began + TimeDelta::days(days)));
        prop_assert_eq!(first.len(), second.len());
        for (one, other) in first.iter().zip(&second) {
            prop_assert_eq!((&one.0, &one.1), (&other.0, &other.1));
            prop_assert!(other.2 >= one.2, "{one:?} {other:?}");
        }
    }

    #[test]
    fn due_is_the_limit_the_additions_and_the_pauses(marks in some_marks(), km in 0_u32..200, now in moments(60)) {
        let facts = JobFacts { distance_km: Some(Decimal::from(km)), ..everything(Level::Gold) };
        for clock in reckon(&facts, &marks, now) {
            if let (Some(Span::S(seconds)), None) = (clock.limit, clock.next_due)
                && !clock.clock.starts_with("progress")
            {
                let all = seconds + clock.additions.iter().map(|addition| addition.s).sum::<u64>() + clock.paused_s;
                prop_assert_eq!((clock.due - clock.started).num_seconds().unsigned_abs(), all);
            }
        }
    }

    #[test]
    fn once_met_in_time_a_clock_stays_met(later_s in 0_i64..100_000_000) {
        let marks = [mark("order.received", ORDERED), mark("circuit.opened", "2026-11-24T09:00:00+08:00")];
        let now = at("2026-11-24T09:00:00+08:00") + TimeDelta::seconds(later_s);
        let clocks = reckon(&facts(Level::Gold, "1"), &marks, now);
        prop_assert!(clocks.iter().all(|clock| clock.clock != "opening" || clock.state == ClockState::Met));
    }
}
