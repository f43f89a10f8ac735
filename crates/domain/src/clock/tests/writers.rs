//! Somebody can write what starts and ends each clock, in every kind of job it runs in.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue::{ClockRule, Gate, JobKind, Record};
use crate::registry::{Origin, REGISTRY, Writers};

/// The paper whose customer signature accepts a circuit.
const ACCEPTANCE: &str = "acceptance";

fn writers(event: &str) -> Writers {
    let known = REGISTRY.iter().find(|entry| entry.kind == event);
    known.unwrap().writers
}

/// What an engineer's steps let him write in a kind of job.
fn written_on_a_device(kind: &JobKind) -> BTreeSet<&str> {
    let mut events = BTreeSet::new();
    for step in &kind.steps {
        events.extend(step.records.iter().map(|record| record.event()));
        for gate in &step.gates {
            match gate {
                Gate::Mark(event) => events.insert(event.as_str()),
                Gate::Document { document, .. } if document == ACCEPTANCE => {
                    events.insert("acceptance.signed")
                }
                _ => false,
            };
        }
    }
    events
}

fn rules() -> impl Iterator<Item = (&'static ClockRule, &'static JobKind)> {
    let (catalogue, _) = &*RULES;
    let rules = catalogue
        .profiles
        .iter()
        .flat_map(|profile| &profile.clocks);
    rules.flat_map(|rule| {
        let kinds = rule.jobs.iter().map(|key| catalogue.job_kind(key).unwrap());
        kinds.map(move |kind| (rule, kind))
    })
}

#[test]
fn every_clock_can_be_started_and_ended_by_somebody_in_every_kind_of_job_it_runs_in() {
    for (rule, kind) in rules() {
        let on_a_device = written_on_a_device(kind);
        let again = rule.repeats.iter().map(|repeat| &repeat.on);
        for event in [&rule.starts, &rule.ends].into_iter().chain(again) {
            let by_headquarters = writers(event).include(Origin::Headquarters);
            let by_plan = kind.key == "acceptance" && event == "circuit.opened";
            assert!(
                by_headquarters || by_plan || on_a_device.contains(event.as_str()),
                "{}: nobody writes {event}, which {} waits for",
                kind.key,
                rule.clock
            );
        }
    }
}

#[test]
fn what_only_a_device_writes_ends_a_clock_before_the_job_is_complete_or_after_it_as_well() {
    for (rule, kind) in rules() {
        let event = rule.ends.as_str();
        if writers(event).include(Origin::Headquarters) || event == rule.starts {
            continue;
        }
        let mut records = kind.steps.iter().flat_map(|step| &step.records);
        let is_late = |record: &Record| record.event() == event && record.follows_completion();
        let mut gates = kind.steps.iter().flat_map(|step| &step.gates);
        let is_wanted = |gate: &Gate| match gate {
            Gate::Mark(mark) => mark == event,
            Gate::Record { record, need } => {
                record.event() == event && *need == crate::catalogue::Need::Must
            }
            // Papers are signed late as well.
            Gate::Document { document, .. } => {
                document == ACCEPTANCE && event == "acceptance.signed"
            }
            _ => false,
        };
        assert!(
            records.any(is_late) || gates.any(is_wanted),
            "{}: a finished job waits for {event} and nobody can write it any more",
            kind.key
        );
    }
}
