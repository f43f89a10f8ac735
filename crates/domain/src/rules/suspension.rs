//! What a proposal to stop the clocks has to say, and how many stops a job may have (R-085, DOMAIN 5.4).

use chrono::TimeDelta;

use super::records::is_blank;
use super::{Bench, Missing, MissingItem, MissingReason, RecordPart};
use crate::catalogue::{
    CallLog, Catalogue, Consent, Level, Need, Record, Step, SuspendReason, SuspensionTerms,
};
use crate::job::{JobState, Suspension};
use crate::registry::plan::Plan;
use crate::registry::trade::SuspendProposed;

/// The parts that a proposal lacks: a reason of the list that fits the level, the consent that the reason wants,
/// what proves it, and when work goes on.
#[must_use]
pub fn lacks_of_suspension(
    asked: &SuspendProposed,
    job: &JobState,
    catalogue: &Catalogue,
) -> Vec<RecordPart> {
    let level = job.current_plan().map(|plan| catalogue.level(&plan.level));
    let is_gold = level == Some(Some(Level::Gold));
    let reason = catalogue.suspend_reason(&asked.reason);
    let fits = |reason: &SuspendReason| !(is_gold && reason.consent == Consent::NotGold);
    let Some(reason) = reason.filter(|reason| fits(reason)) else {
        return vec![RecordPart::Reason];
    };
    let wants_consent = matches!(reason.consent, Consent::Customer | Consent::DutyOfficer);
    let is_unsaid = |text: Option<&str>| text.is_none_or(is_blank);
    let lacks = [
        (
            RecordPart::Consent,
            wants_consent && is_unsaid(asked.consent.as_deref()),
        ),
        (RecordPart::Evidence, is_unsaid(asked.evidence.as_deref())),
        (
            RecordPart::Calls,
            reason.calls.is_some_and(|wanted| !are_made(wanted, job)),
        ),
        (RecordPart::PlannedResume, asked.planned_resume.is_none()),
    ];
    let lacking = lacks.into_iter().filter(|(_, is_lacking)| *is_lacking);
    lacking.map(|(part, _)| part).collect()
}

/// Whether the record holds so many calls that nobody answered, each far enough from the one before.
fn are_made(wanted: CallLog, job: &JobState) -> bool {
    let vain = job.trade.contacts.iter().filter(|call| !call.value.reached);
    let mut times: Vec<_> = vain.map(|call| call.at.at).collect();
    times.sort_unstable();
    let apart = TimeDelta::minutes(wanted.minutes_apart.into());
    let mut last = None;
    let far = times.into_iter().filter(|at| {
        let is_far = last.is_none_or(|last| *at >= last + apart);
        if is_far {
            last = Some(*at);
        }
        is_far
    });
    far.count() >= wanted.count
}

/// What the profiles of a job allow together: of two figures the smaller.
#[must_use]
pub fn suspension_terms(plan: &Plan, catalogue: &Catalogue) -> SuspensionTerms {
    let profiles = plan.profiles.iter();
    let terms = profiles.filter_map(|key| Some(&catalogue.profile(key)?.suspension));
    terms.fold(SuspensionTerms::default(), |all, one| SuspensionTerms {
        max_hours: smaller(all.max_hours, one.max_hours),
        max_count: smaller(all.max_count, one.max_count),
        lets_run: [all.lets_run, one.lets_run.clone()].concat(),
    })
}

/// Hours that a stop may last, by its reason and by the job's profiles.
#[must_use]
pub fn longest_stop(reason: &str, plan: &Plan, catalogue: &Catalogue) -> Option<u32> {
    let reason = catalogue.suspend_reason(reason);
    let by_reason = reason.and_then(|reason| reason.max_hours);
    smaller(by_reason, suspension_terms(plan, catalogue).max_hours)
}

fn smaller(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// How many stops a job has had or asked for; refused ones do not count.
#[must_use]
pub fn suspensions_taken(job: &JobState) -> usize {
    let taken = |one: &&Suspension| one.approval.is_some() || one.rejection.is_none();
    job.trade.suspensions.iter().filter(taken).count()
}

/// What proposals lack that headquarters has not answered, in the first step that takes any. Nothing waits for it:
/// the clocks run until the answer anyway.
pub(super) fn unfinished_proposals(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    let pending = bench
        .job
        .trade
        .suspensions
        .iter()
        .filter(|one| one.is_pending());
    pending
        .filter_map(|one| one.proposal.as_ref())
        .flat_map(|asked| lacks_of_suspension(&asked.value, bench.job, bench.catalogue))
        .filter_map(|part| {
            let what = MissingItem::Record {
                record: Record::Suspend,
            };
            let reason = MissingReason::Incomplete { part };
            bench.lack(step, &Need::Should, what, reason)
        })
        .collect()
}
