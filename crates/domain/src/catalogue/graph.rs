//! The steps of a job kind as a graph: every step leads on, none leads back.

use std::collections::BTreeSet;

use super::error::Defect;
use super::job_kind::{JobKind, State, Step};
use super::load::Finding;
use super::locate::Place;

/// What is wrong with the ways between the steps of a job kind.
pub(super) fn check_ways(kind: &JobKind, place: &Place) -> Vec<Finding> {
    let mut findings = Vec::new();
    let reached = reached_from_first(kind);
    for (index, step) in kind.steps.iter().enumerate() {
        let place = place.item("step", index);
        if step.next.is_empty() != step.last {
            findings.push((place.key("next"), Defect::NoWayOn(step.key.clone())));
        }
        if !reached.contains(step.key.as_str()) {
            findings.push((place.key("key"), Defect::NeverReached(step.key.clone())));
        }
    }
    if let Some((index, circle)) = first_cycle(kind) {
        findings.push((place.item("step", index).key("next"), Defect::Cycle(circle)));
    }
    findings
}

/// What is wrong with the states of a job kind: each is come to, each leads on or is the end of the last step.
pub(super) fn check_states(kind: &JobKind, place: &Place) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut reached = BTreeSet::new();
    let mut open: Vec<&State> = kind.states.first().into_iter().collect();
    while let Some(state) = open.pop() {
        if reached.insert(state.key.as_str()) {
            let following = kind.states.iter();
            open.extend(following.filter(|next| state.next.contains(&next.key)));
        }
    }
    let is_end = |state: &State| {
        let mut ends = kind.steps.iter().filter(|step| step.last);
        state.once.is_some() || ends.any(|step| step.reaches.as_deref() == Some(&state.key))
    };
    for (index, state) in kind.states.iter().enumerate() {
        let place = place.item("state", index);
        if !reached.contains(state.key.as_str()) {
            let defect = Defect::StateNeverReached(state.key.clone());
            findings.push((place.key("key"), defect));
        }
        if state.next.is_empty() && !is_end(state) {
            let defect = Defect::StateWithoutEnd(state.key.clone());
            findings.push((place.key("key"), defect));
        }
        if kind.states[..index]
            .iter()
            .any(|before| before.key == state.key)
        {
            let defect = Defect::Duplicate {
                what: "state",
                code: state.key.clone(),
                first: place.file.clone(),
            };
            findings.push((place.key("key"), defect));
        }
    }
    findings
}

fn reached_from_first(kind: &JobKind) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Step> = kind.steps.first().into_iter().collect();
    while let Some(step) = open.pop() {
        if reached.insert(step.key.as_str()) {
            open.extend(step.next.iter().filter_map(|next| kind.step(next)));
        }
    }
    reached
}

/// The first step found that leads back to itself, with its circle in words.
fn first_cycle(kind: &JobKind) -> Option<(usize, String)> {
    let mut finished = BTreeSet::new();
    kind.steps.iter().find_map(|step| {
        let circle = circle_from(kind, step, &mut Vec::new(), &mut finished)?;
        let index = kind.steps.iter().position(|step| step.key == circle[0])?;
        Some((index, circle.join(" -> ")))
    })
}

fn circle_from<'a>(
    kind: &'a JobKind,
    step: &'a Step,
    way: &mut Vec<&'a str>,
    finished: &mut BTreeSet<&'a str>,
) -> Option<Vec<&'a str>> {
    if let Some(start) = way.iter().position(|key| *key == step.key) {
        let mut circle = way[start..].to_vec();
        circle.push(&step.key);
        return Some(circle);
    }
    if finished.contains(step.key.as_str()) {
        return None;
    }
    way.push(&step.key);
    let following = step.next.iter().filter_map(|next| kind.step(next));
    let circle = following
        .into_iter()
        .find_map(|next| circle_from(kind, next, way, finished));
    way.pop();
    finished.insert(&step.key);
    circle
}
