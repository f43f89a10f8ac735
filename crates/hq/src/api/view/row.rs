//! One row of the list.

use std::sync::Arc;

use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::job::{JobState, JobStatus};
use lineproof_domain::rules::{self, MissingCount, StepState};

use super::{Desk, clock, flag, subject};
use crate::api::dto::{self, JobPhase, JobRow, PersonRef, WhereNow};
use crate::storage::jobs::StoredJob;
use crate::storage::{StorageError, feeds, scopes};
use crate::{publication, standing};

impl Desk<'_> {
    /// The row of a job; none before its dispatch is known here.
    pub fn row(&self, job: &StoredJob) -> Result<Option<JobRow>, StorageError> {
        let Some(catalogue) = self.catalogue_of(&job.state)? else {
            return Ok(None);
        };
        self.row_with(job, &catalogue)
    }

    pub(super) fn row_with(
        &self,
        job: &StoredJob,
        catalogue: &Arc<Catalogue>,
    ) -> Result<Option<JobRow>, StorageError> {
        let state = &job.state;
        let Some(plan) = state.current_plan() else {
            return Ok(None);
        };
        let phase = self.phase(state)?;
        let missing = if phase.is_open() {
            MissingCount::of(&rules::missing(state, catalogue, None, self.now)).musts
        } else {
            0
        };
        let flags = flag::of_job(self, job, catalogue)?.len();
        let clocks = clock::of_job(self, state, catalogue);
        let running = || {
            clocks
                .iter()
                .filter(|clock| clock.state != dto::ClockState::Done)
        };
        let decisions = if state.status >= JobStatus::Cancelled {
            0
        } else {
            standing::pending_suspensions(state).count()
                + standing::pending_extensions(state).count()
                + standing::changed_documents(state).count()
        };
        Ok(Some(JobRow {
            id: state.job.0,
            order_no: plan.order_no.clone(),
            kind: plan.kind.clone(),
            kind_name: catalogue.job_kind(&plan.kind).map_or_else(
                || subject::unlisted(&plan.kind),
                |kind| subject::text(&kind.title),
            ),
            level: level(&plan.level),
            customer: plan.customer.name.clone(),
            circuit_no: plan.circuit_no.clone(),
            where_now: self.where_now(state, catalogue, phase),
            assignee: state.assignee.as_ref().map(|assignee| PersonRef {
                id: assignee.person.0,
                name: assignee.name.clone(),
                company: Some(assignee.company.clone()).filter(|company| !company.is_empty()),
            }),
            clocks_running: count(running().count()),
            clocks_over: count(
                running()
                    .filter(|clock| clock.state == dto::ClockState::Overdue)
                    .count(),
            ),
            decisions: count(decisions),
            clock: clocks.into_iter().next(),
            missing: count(missing),
            flags: count(flags),
            device: state
                .assignee
                .as_ref()
                .and_then(|assignee| self.directory.device_of(assignee.person)),
            change: job.change,
        }))
    }

    fn where_now(&self, state: &JobState, catalogue: &Catalogue, phase: JobPhase) -> WhereNow {
        let steps = rules::overview(state, catalogue, self.now);
        let has_begun = phase.is_open() && state.status >= JobStatus::Accepted;
        let newest = state
            .timeline
            .iter()
            .filter(|entry| entry.effective)
            .map(|entry| entry.occurred_at.at)
            .max();
        WhereNow {
            phase,
            state: rules::state_reached(state, catalogue, self.now)
                .map(|state| subject::text(&state.title)),
            step: steps
                .iter()
                .find(|status| has_begun && status.is_current)
                .map(|status| subject::text(&status.step.title)),
            steps_done: count(
                steps
                    .iter()
                    .filter(|status| status.state != StepState::Open)
                    .count(),
            ),
            steps_total: count(steps.len()),
            since: newest.map(crate::clock::local),
        }
    }

    fn phase(&self, state: &JobState) -> Result<JobPhase, StorageError> {
        Ok(match state.status {
            JobStatus::AwaitingDispatch | JobStatus::Dispatched => {
                if self.is_delivered(state)? {
                    JobPhase::Delivered
                } else {
                    JobPhase::Dispatched
                }
            }
            JobStatus::Accepted => JobPhase::Accepted,
            JobStatus::Departed => JobPhase::Departed,
            JobStatus::OnSite => JobPhase::OnSite,
            JobStatus::Opened => JobPhase::Opened,
            JobStatus::Restored => JobPhase::Restored,
            JobStatus::Completed => JobPhase::Completed,
            JobStatus::DoubleCompleted => JobPhase::DoubleCompleted,
            JobStatus::Cancelled => JobPhase::Cancelled,
            JobStatus::CancelledWithFieldWork => JobPhase::CancelledWithFieldWork,
        })
    }

    /// Whether a device has asked for what follows the job in its feed, and so has the job.
    fn is_delivered(&self, state: &JobState) -> Result<bool, StorageError> {
        let epoch = publication::epoch(self.db)?;
        for scope in scopes::fetch_of_job(self.db, state.job, epoch)? {
            let subject = publication::scope_subject(state.job, scope.turns);
            let sent = feeds::fetch_pos_of(self.db, scope.device, epoch, &subject)?;
            let fetched = feeds::fetch_cursor(self.db, scope.device, epoch)?;
            if scope.active && sent.is_some_and(|sent| sent <= fetched) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl JobPhase {
    /// Neither completed nor cancelled; a job completed twice still waits for a choice.
    pub(in crate::api) fn is_open(self) -> bool {
        match self {
            JobPhase::Dispatched
            | JobPhase::Delivered
            | JobPhase::Accepted
            | JobPhase::Departed
            | JobPhase::OnSite
            | JobPhase::Opened
            | JobPhase::Restored
            | JobPhase::DoubleCompleted => true,
            JobPhase::Completed | JobPhase::Cancelled | JobPhase::CancelledWithFieldWork => false,
        }
    }
}

/// A level in a vocabulary that this program does not know counts as standard, as in every rule.
pub(super) fn level(word: &str) -> dto::Level {
    match word {
        "gold" => dto::Level::Gold,
        "silver" => dto::Level::Silver,
        "bronze" => dto::Level::Bronze,
        _ => dto::Level::Standard,
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
