//! What a person must look at.

use lineproof_domain::catalogue::{Catalogue, Outcome, judge};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Field, Flag, JobState};
use lineproof_domain::rules::{judge_context, obstacles};

use super::{Desk, subject};
use crate::api::dto::{FlagKind, JobFlag, Text};
use crate::storage::StorageError;
use crate::storage::jobs::StoredJob;

/// The flags of a job: the reducer's, and what rules and clocks add.
pub(super) fn of_job(
    desk: &Desk<'_>,
    job: &StoredJob,
    catalogue: &Catalogue,
) -> Result<Vec<JobFlag>, StorageError> {
    let state = &job.state;
    let mut flags: Vec<JobFlag> = state
        .flags
        .iter()
        .map(|flag| named(flag, state, catalogue))
        .collect();
    flags.extend(blocked(state, catalogue));
    flags.extend(outside_limits(state, catalogue));
    flags.extend(unusable_photos(state, catalogue));
    if !job.far_off.is_empty() {
        flags.push(plain(FlagKind::ClockFarOff, job.far_off.iter().copied()));
    }
    let is_fault = state.trade.cause.is_some();
    let earlier = if is_fault {
        desk.repeats()?.before(state)
    } else {
        Vec::new()
    };
    if !earlier.is_empty() {
        let cause = state.trade.cause.as_ref().and_then(Field::latest);
        flags.push(JobFlag {
            subject: cause.map(|cause| subject::cause(catalogue, &cause.value.cause)),
            note: Some(earlier.join("、")),
            ..plain(FlagKind::RepeatedFault, cause.map(|cause| cause.event))
        });
    }
    Ok(flags)
}

/// Why an event has no effect, when it has none.
pub(super) fn without_effect(state: &JobState, event: EventId) -> Option<FlagKind> {
    state.flags.iter().find_map(|flag| match flag {
        Flag::Held { event: id, .. } if *id == event => Some(FlagKind::Held),
        Flag::Malformed { event: id, .. } if *id == event => Some(FlagKind::Malformed),
        Flag::WrongOrigin { event: id, .. } if *id == event => Some(FlagKind::WrongOrigin),
        Flag::WrongRole { event: id, .. } if *id == event => Some(FlagKind::WrongRole),
        Flag::NotAssigned { event: id, .. } if *id == event => Some(FlagKind::NotAssigned),
        _ => None,
    })
}

fn plain(kind: FlagKind, events: impl IntoIterator<Item = EventId>) -> JobFlag {
    JobFlag {
        kind,
        events: events.into_iter().map(|event| event.0).collect(),
        subject: None,
        note: None,
    }
}

fn noted(kind: FlagKind, event: EventId, note: &str) -> JobFlag {
    JobFlag {
        note: Some(note.to_owned()),
        ..plain(kind, [event])
    }
}

fn about(kind: FlagKind, events: impl IntoIterator<Item = EventId>, subject: Text) -> JobFlag {
    JobFlag {
        subject: Some(subject),
        ..plain(kind, events)
    }
}

fn named(flag: &Flag, state: &JobState, catalogue: &Catalogue) -> JobFlag {
    let job_kind = state.current_plan().map_or("", |plan| plan.kind.as_str());
    match flag {
        Flag::Held { event, kind, .. } => noted(FlagKind::Held, *event, kind),
        Flag::Malformed { event, kind } => noted(FlagKind::Malformed, *event, kind),
        Flag::WrongOrigin { event, kind } => noted(FlagKind::WrongOrigin, *event, kind),
        Flag::WrongRole { event, kind } => noted(FlagKind::WrongRole, *event, kind),
        Flag::NotAssigned { event, .. } => plain(FlagKind::NotAssigned, [*event]),
        Flag::IdReused { event } => plain(FlagKind::IdReused, [*event]),
        Flag::DanglingReference { event, .. } => plain(FlagKind::DanglingReference, [*event]),
        Flag::RecordedAgainstOlderPlan {
            recorded_rev,
            now_rev,
            events,
        } => JobFlag {
            note: Some(format!("{recorded_rev} → {now_rev}")),
            ..plain(FlagKind::RecordedAgainstOlderPlan, events.iter().copied())
        },
        Flag::CancelledWithFieldWork { event } => JobFlag {
            note: state.cancelled.clone(),
            ..plain(FlagKind::CancelledWithFieldWork, [*event])
        },
        Flag::LateFromPreviousAssignee { event, .. } => {
            plain(FlagKind::LateFromPreviousAssignee, [*event])
        }
        Flag::NeedsReview { event } => plain(FlagKind::NeedsReview, [*event]),
        Flag::DoubleCompleted { events } => {
            plain(FlagKind::DoubleCompleted, events.iter().copied())
        }
        Flag::ValuesDiffer { field, events } => about(
            FlagKind::ValuesDiffer,
            events.iter().copied(),
            subject::field(catalogue, job_kind, field),
        ),
        Flag::ChangedAfterSignature { document, events } => {
            let made = state.documents.iter().find(|made| made.event == *document);
            let title = made.map(|made| subject::document(catalogue, &made.document));
            JobFlag {
                subject: title,
                ..plain(
                    FlagKind::ChangedAfterSignature,
                    [*document].into_iter().chain(events.iter().copied()),
                )
            }
        }
        Flag::OutOfPlace { event, .. } => plain(FlagKind::OutOfPlace, [*event]),
        Flag::ClosedWithReason { event, step } => JobFlag {
            note: state
                .closed_steps
                .get(step)
                .and_then(|field| field.values.iter().find(|value| value.event == *event))
                .and_then(|closed| closed.value.reason.clone()),
            ..about(
                FlagKind::ClosedWithReason,
                [*event],
                subject::step(catalogue, job_kind, step),
            )
        },
    }
}

/// Work that stands still, in the words of the answer and of the engineer.
fn blocked(state: &JobState, catalogue: &Catalogue) -> Vec<JobFlag> {
    let obstacles = obstacles(state, catalogue).into_iter();
    obstacles
        .map(|obstacle| JobFlag {
            note: obstacle.remark.map(str::to_owned),
            ..about(
                FlagKind::Blocked,
                [obstacle.event],
                subject::text(&obstacle.answer.text),
            )
        })
        .collect()
}

/// Standing values that no limit allows.
fn outside_limits(state: &JobState, catalogue: &Catalogue) -> Vec<JobFlag> {
    let context = judge_context(state, catalogue);
    state
        .measurements
        .values()
        .filter_map(Field::latest)
        .filter_map(|current| {
            let metric = catalogue.metric(&current.value.metric)?;
            let verdict = judge(metric, &current.value.value, &context);
            let is_outside = matches!(
                verdict.outcome,
                Outcome::Fail | Outcome::RemarkNeeded | Outcome::GoOn
            );
            is_outside.then(|| JobFlag {
                note: Some(with_unit(&current.value.value, &current.value.unit)),
                ..about(
                    FlagKind::OutsideLimit,
                    [current.event],
                    subject::text(&metric.title),
                )
            })
        })
        .collect()
}

fn with_unit(value: &str, unit: &str) -> String {
    if unit.is_empty() {
        value.to_owned()
    } else {
        format!("{value} {unit}")
    }
}

fn unusable_photos(state: &JobState, catalogue: &Catalogue) -> Vec<JobFlag> {
    state
        .photos
        .values()
        .flatten()
        .filter_map(|photo| {
            let problem = photo.facts.problem.as_ref()?;
            Some(JobFlag {
                note: Some(problem.clone()),
                ..about(
                    FlagKind::UnusableFile,
                    [photo.event],
                    subject::photo(catalogue, &photo.facts.slot),
                )
            })
        })
        .collect()
}
