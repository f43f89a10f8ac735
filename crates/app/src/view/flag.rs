use std::collections::BTreeMap;

use lineproof_domain::job::{Field, Flag, JobStatus, OutOfPlace};
use lineproof_domain::rules::obstacles;

use super::ViewContext;
use super::subject::subject;
use super::words::words;
use crate::dto::{JobFlag, JobFlagCode};

/// What happened to the job beside the engineer, for his eyes. Flags for headquarters' eyes stay out.
pub(super) fn flags(context: &ViewContext<'_>) -> Vec<JobFlag> {
    let state = context.state;
    let found = state.flags.iter();
    let mut flags: Vec<JobFlag> = found.filter_map(|flag| of(flag, context)).collect();
    flags.extend(
        obstacles(state, context.catalogue)
            .into_iter()
            .map(|obstacle| JobFlag {
                subject: Some(words(&obstacle.answer.text)),
                ..flag(JobFlagCode::Blocked, [])
            }),
    );
    let cause = state.trade.cause.as_ref().and_then(Field::latest);
    let earlier = context.plan.details.earlier_faults.iter();
    let same = earlier.filter(|fault| cause.is_some_and(|cause| cause.value.cause == fault.cause));
    let orders: Vec<&str> = same.map(|fault| fault.order_no.as_str()).collect();
    if !orders.is_empty() {
        flags.push(flag(
            JobFlagCode::RepeatedFault,
            [("orders", orders.join("、"))],
        ));
    }
    if let Some(reason) = state.cancelled.as_ref() {
        flags.push(flag(JobFlagCode::Cancelled, [("reason", reason.clone())]));
    }
    let other = state
        .assignee
        .as_ref()
        .filter(|assignee| assignee.person != context.me);
    if let Some(assignee) = other {
        flags.push(flag(
            JobFlagCode::Reassigned,
            [("name", assignee.name.clone())],
        ));
    }
    if state.status == JobStatus::DoubleCompleted {
        flags.push(flag(JobFlagCode::DoubleCompleted, []));
    }
    flags.dedup();
    flags
}

fn of(found: &Flag, context: &ViewContext<'_>) -> Option<JobFlag> {
    match found {
        Flag::RecordedAgainstOlderPlan {
            recorded_rev,
            now_rev,
            ..
        } => Some(flag(
            JobFlagCode::PlanChanged,
            [
                ("from", recorded_rev.to_string()),
                ("to", now_rev.to_string()),
            ],
        )),
        Flag::ValuesDiffer { field, .. } => Some(JobFlag {
            subject: Some(subject(field, context)),
            ..flag(JobFlagCode::TwoValues, [])
        }),
        Flag::OutOfPlace { what, .. } => Some(flag(
            JobFlagCode::OutOfPlace,
            [("what", out_of_place(*what).to_owned())],
        )),
        Flag::Held { .. } => Some(flag(JobFlagCode::UpdateNeeded, [])),
        Flag::Malformed { .. }
        | Flag::WrongOrigin { .. }
        | Flag::WrongRole { .. }
        | Flag::NotAssigned { .. }
        | Flag::IdReused { .. }
        | Flag::DanglingReference { .. }
        | Flag::CancelledWithFieldWork { .. }
        | Flag::LateFromPreviousAssignee { .. }
        | Flag::NeedsReview { .. }
        | Flag::DoubleCompleted { .. }
        | Flag::ChangedAfterSignature { .. }
        | Flag::ClosedWithReason { .. } => None,
    }
}

fn out_of_place(what: OutOfPlace) -> &'static str {
    match what {
        OutOfPlace::SecondAcceptance => "second-acceptance",
        OutOfPlace::ResumeWithoutSuspension => "resume-without-suspension",
        OutOfPlace::SignatureBeforeTest => "signature-before-test",
        OutOfPlace::EndBeforeStart => "end-before-start",
        OutOfPlace::ReturnedWithoutCause => "returned-without-cause",
    }
}

fn flag<const N: usize>(code: JobFlagCode, args: [(&str, String); N]) -> JobFlag {
    let args: BTreeMap<_, _> = args
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    JobFlag {
        code,
        args,
        subject: None,
    }
}
