//! What a supervisor adds to a job while it runs: answers to proposals and requests, calls, reports, confirmations.

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::{Catalogue, Consent, Level, Record, SuspensionTerms};
use lineproof_domain::clock::clocks_of_job;
use lineproof_domain::event::{Actor, Role};
use lineproof_domain::ids::{EventId, JobId, PersonId};
use lineproof_domain::job::{JobState, JobStatus};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::ExtensionApproved;
use lineproof_domain::registry::trade::SuspendApproved;
use lineproof_domain::rules::{longest_stop, suspension_terms};
use rusqlite::Connection;

use crate::acts::ActError;
use crate::api::dto::{FieldProblem, FieldProblemCode};
use crate::headquarters::Headquarters;
use crate::own_log::{self, Act};
use crate::storage::entries;
use crate::{clock, rules, standing};

/// A clock may run a little ahead of ours.
const FUTURE_SLACK: TimeDelta = TimeDelta::minutes(2);

/// How long a supervisor may take to write down a decision that holds from now.
const WRITING_SLACK: TimeDelta = TimeDelta::minutes(10);

/// Something a supervisor adds to a job.
pub(crate) struct Deed {
    /// Made by who asks, so that asking twice adds it once.
    pub id: EventId,
    /// When it happened; now where absent.
    pub at: Option<DateTime<FixedOffset>>,
    /// What.
    pub body: Body,
}

/// Every act of headquarters beside plan, assignee, choice of report and cancelling.
pub(crate) const KINDS: [&str; 15] = [
    "suspend.approved",
    "suspend.rejected",
    "suspend.ended",
    "extension.approved",
    "extension.rejected",
    "document.overridden",
    "recovery.confirmed",
    "result.told",
    "customer.contacted",
    "progress.reported",
    "resource.handed_over",
    "resource.updated",
    "inspection.failed",
    "rectified",
    "fault.signed",
];

impl Headquarters {
    /// Adds to a job what a supervisor says. The same id again changes nothing.
    pub(crate) fn deed(&self, by: PersonId, job: JobId, deed: Deed) -> Result<(), ActError> {
        self.change(job, |db, state| {
            if is_repeated(db, job, deed.id)? {
                return Ok(());
            }
            let now = clock::now();
            let at = deed.at.unwrap_or(now);
            if at > now + FUTURE_SLACK {
                return Err(wrong("at", FieldProblemCode::InFuture, None));
            }
            if moves_clocks(deed.body.kind()) && at < now - WRITING_SLACK {
                return Err(wrong("at", FieldProblemCode::TooEarly, None));
            }
            let plan = state.current_plan().ok_or(ActError::NoSuchJob(job))?;
            let catalogue = self
                .catalogues
                .get(db, plan.catalogue)?
                .ok_or(ActError::CatalogueMissing)?;
            let calendar = rules::calendar(db)?;
            let office = Office {
                catalogue: &catalogue,
                calendar: &calendar,
                now,
            };
            office.judge(&deed.body, state)?;
            let body = match deed.body {
                Body::SuspendApproved(body) => {
                    Body::SuspendApproved(with_an_end(body, state, &catalogue, at))
                }
                body => body,
            };
            let act = Act {
                job: Some(job),
                actor: Actor {
                    person: by,
                    role: Role::Supervisor,
                },
                occurred_at: at,
                body,
            };
            own_log::append_as(db, &self.keys, deed.id, act)?;
            Ok(())
        })
    }
}

fn is_repeated(db: &Connection, job: JobId, id: EventId) -> Result<bool, ActError> {
    if entries::fetch_raw_hashes_of_event(db, id)?.is_empty() {
        return Ok(false);
    }
    let is_here = entries::fetch_job(db, job)?
        .iter()
        .any(|entry| entry.event == Some(id));
    if is_here {
        Ok(true)
    } else {
        Err(ActError::NothingToDecide)
    }
}

/// Whether an act of a kind has its place in the present state, whatever it says.
pub(crate) fn is_possible(
    kind: &str,
    state: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> bool {
    check_state(kind, state).is_ok() && has_place(kind, state, catalogue, now)
}

fn check_state(kind: &str, state: &JobState) -> Result<(), ActError> {
    let is_called_off = matches!(
        state.status,
        JobStatus::Cancelled | JobStatus::CancelledWithFieldWork
    );
    let is_done = state.status >= JobStatus::Completed;
    if is_called_off || (is_done && moves_clocks(kind)) {
        return Err(ActError::JobClosed);
    }
    Ok(())
}

fn moves_clocks(kind: &str) -> bool {
    kind.starts_with("suspend.") || kind.starts_with("extension.")
}

/// Whether a job of this kind passes resources on without opening a circuit: a stop, a cutover.
fn hands_over(state: &JobState, catalogue: &Catalogue) -> bool {
    let is_done = standing::has(state, "job.completed");
    let kind = state
        .current_plan()
        .and_then(|plan| catalogue.job_kind(&plan.kind));
    let mut steps = kind.into_iter().flat_map(|kind| &kind.steps);
    is_done && steps.any(|step| step.offers(Record::Handover))
}

fn has_place(
    kind: &str,
    state: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> bool {
    let is_fault = state
        .current_plan()
        .is_some_and(|plan| standing::is_fault(&plan.kind));
    match kind {
        "suspend.approved" => {
            is_fault && !standing::is_suspended(state, catalogue, now)
                || standing::pending_suspensions(state).next().is_some()
        }
        "suspend.rejected" => standing::pending_suspensions(state).next().is_some(),
        "suspend.ended" => standing::is_suspended(state, catalogue, now),
        "extension.approved" => !is_fault && !standing::has(state, "circuit.opened"),
        "extension.rejected" => standing::pending_extensions(state).next().is_some(),
        "document.overridden" => standing::changed_documents(state).next().is_some(),
        "recovery.confirmed" => standing::awaits(state, "service.restored", "recovery.confirmed"),
        "result.told" => standing::has(state, "service.restored"),
        "resource.updated" => standing::awaits(state, "resource.handed_over", "resource.updated"),
        "resource.handed_over" => {
            (standing::has(state, "circuit.opened") || hands_over(state, catalogue))
                && !standing::has(state, "resource.handed_over")
        }
        "rectified" => standing::awaits(state, "inspection.failed", "rectified"),
        "fault.signed" => is_fault && !standing::has(state, "fault.signed"),
        "progress.reported" => state.status < JobStatus::Completed,
        _ => true,
    }
}

/// What an act is judged by.
struct Office<'a> {
    catalogue: &'a Catalogue,
    calendar: &'a Calendar,
    now: DateTime<FixedOffset>,
}

impl Office<'_> {
    fn judge(&self, body: &Body, state: &JobState) -> Result<(), ActError> {
        let kind = body.kind();
        check_state(kind, state)?;
        if !has_place(kind, state, self.catalogue, self.now) {
            return Err(ActError::NothingToDecide);
        }
        let is_open = match body {
            Body::SuspendApproved(body) => {
                let is_open = body
                    .proposal
                    .is_none_or(|proposal| is_proposed(state, proposal));
                if is_open {
                    self.check_suspension(body, state)?;
                }
                is_open
            }
            Body::SuspendRejected(body) => is_proposed(state, body.proposal),
            Body::ExtensionApproved(body) => {
                self.check_extension(body, state)?;
                true
            }
            Body::ExtensionRejected(body) => {
                let pending = standing::pending_extensions(state);
                standing::is_among(pending, body.request, |asked| asked.request.event)
            }
            Body::DocumentOverridden(body) => {
                let changed = standing::changed_documents(state);
                standing::is_among(changed, body.document, |document| document.event)
            }
            _ => true,
        };
        if is_open {
            Ok(())
        } else {
            Err(ActError::NothingToDecide)
        }
    }

    /// The reason must be one of the catalogue's and one for this level. The stop begins with its proposal at the earliest,
    /// now where nobody proposed it; it ends after its beginning and within the longest stop.
    fn check_suspension(&self, body: &SuspendApproved, state: &JobState) -> Result<(), ActError> {
        let reason = self.catalogue.suspend_reason(&body.reason);
        let is_gold = state
            .current_plan()
            .is_some_and(|plan| self.catalogue.level(&plan.level) == Some(Level::Gold));
        let is_allowed = match reason {
            Some(reason) => !(is_gold && reason.consent == Consent::NotGold),
            None => self.catalogue.suspend_reasons.is_empty(),
        };
        if !is_allowed {
            return Err(wrong("reason", FieldProblemCode::Unknown, None));
        }
        let proposal = body.proposal.and_then(|proposal| {
            standing::pending_suspensions(state).find(|said| said.event == proposal)
        });
        let earliest = proposal.map_or(self.now - WRITING_SLACK, |said| said.at.at);
        let from = body.effective_from.unwrap_or(self.now);
        if from < earliest {
            return Err(wrong("from", FieldProblemCode::TooEarly, None));
        }
        let planned = proposal.and_then(|said| said.value.planned_resume);
        let until = body.until.or(planned);
        if until.is_some_and(|until| until <= from) {
            return Err(wrong("until", FieldProblemCode::EndBeforeStart, None));
        }
        let longest = hours_at_most(body, state, self.catalogue);
        let is_too_long = longest
            .zip(body.until)
            .is_some_and(|(hours, until)| until - from > TimeDelta::hours(hours.into()));
        if is_too_long {
            let limit = longest.map(|hours| hours.to_string());
            return Err(wrong("until", FieldProblemCode::OutOfRange, limit));
        }
        let most = terms_of(state, self.catalogue).max_count;
        let taken = state.trade.suspensions.iter();
        let taken = taken.filter(|one| one.approval.is_some()).count();
        if most.is_some_and(|most| usize::try_from(most).is_ok_and(|most| taken >= most)) {
            let limit = most.map(|most| most.to_string());
            return Err(wrong("reason", FieldProblemCode::TooOften, limit));
        }
        Ok(())
    }

    /// A date only moves on: the new day lies after the one in force.
    fn check_extension(&self, body: &ExtensionApproved, state: &JobState) -> Result<(), ActError> {
        let reckoned = clocks_of_job(state, self.catalogue, self.calendar, self.now);
        let in_force = standing::leading(&reckoned).and_then(|clock| clock.due_day);
        if in_force.is_some_and(|day| body.new_due <= day) {
            return Err(wrong("day", FieldProblemCode::TooEarly, None));
        }
        Ok(())
    }
}

fn terms_of(state: &JobState, catalogue: &Catalogue) -> SuspensionTerms {
    state
        .current_plan()
        .map_or_else(SuspensionTerms::default, |plan| {
            suspension_terms(plan, catalogue)
        })
}

/// Hours that a stop may last by its reason and by the job's profiles.
fn hours_at_most(body: &SuspendApproved, state: &JobState, catalogue: &Catalogue) -> Option<u32> {
    longest_stop(&body.reason, state.current_plan()?, catalogue)
}

/// An approval without an end of its own ends when work is planned to go on, and with the longest stop at the latest.
fn with_an_end(
    mut body: SuspendApproved,
    state: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> SuspendApproved {
    let proposal = body.proposal.and_then(|proposal| {
        standing::pending_suspensions(state).find(|said| said.event == proposal)
    });
    let planned = proposal.and_then(|said| said.value.planned_resume);
    let from = body.effective_from.unwrap_or(now);
    let last = hours_at_most(&body, state, catalogue)
        .map(|hours| from + TimeDelta::hours(hours.into()))
        .filter(|last| planned.is_none_or(|planned| *last < planned));
    body.until = body.until.or(last);
    body
}

fn is_proposed(state: &JobState, proposal: EventId) -> bool {
    standing::is_among(standing::pending_suspensions(state), proposal, |said| {
        said.event
    })
}

fn wrong(field: &str, code: FieldProblemCode, limit: Option<String>) -> ActError {
    ActError::Wrong(vec![FieldProblem {
        field: field.to_owned(),
        code,
        limit,
    }])
}

#[cfg(test)]
mod tests;
