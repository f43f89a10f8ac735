//! What a supervisor does to a job: each act is an event in headquarters' own log, and goes to the devices at once.

use chrono::{DateTime, FixedOffset, NaiveDate};
use lineproof_domain::calendar::{Calendar, start_of_day};
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::clock::{Clock, Mark, clocks, facts_of_plan};
use lineproof_domain::event::{Actor, Role};
use lineproof_domain::ids::{EventId, JobId, PersonId};
use lineproof_domain::job::{JobState, JobStatus};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{
    JobAmended, JobCancelled, JobDispatched, JobReassigned, OrderReceived, ReportChosen,
};
use lineproof_domain::registry::plan::{Assignee, ComputedDue, Details, Plan};
use lineproof_domain::registry::trade::{
    FaultDispatched, FaultReceived, FaultSigned, InspectionFailed,
};
use rusqlite::Connection;

use crate::api::dto::FieldProblem;
use crate::headquarters::{Headquarters, fetch_hotline};
use crate::own_log::{self, Act, OwnLogError};
use crate::repeats::Repeats;
use crate::storage::accounts::{self, Person};
use crate::storage::{StorageError, devices, jobs};
use crate::{clock, projection, publication, rules, standing};

/// The kind of job that mends what an inspection found.
const RECTIFICATION: &str = "rectification";

/// Why an act is refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Headquarters' log failed.
    #[error(transparent)]
    OwnLog(#[from] OwnLogError),
    /// No such job.
    #[error("there is no job {0}")]
    NoSuchJob(JobId),
    /// Another job has the order number.
    #[error("another job has this order number")]
    OrderNoTaken {
        /// That job.
        job: JobId,
    },
    /// No such engineer, or one who left.
    #[error("there is no active engineer {0}")]
    AssigneeUnknown(PersonId),
    /// He has no device that could receive the job.
    #[error("the engineer {0} has no enrolled device")]
    AssigneeWithoutDevice(PersonId),
    /// Somebody else changed the plan meanwhile.
    #[error("the plan is at revision {now}, not {base}")]
    PlanChanged {
        /// The revision the change was made from.
        base: u32,
        /// The revision in force.
        now: u32,
    },
    /// The job is completed or cancelled.
    #[error("the job is closed")]
    JobClosed,
    /// The job was not completed twice, or the report is chosen.
    #[error("there is no report to choose")]
    NothingToChoose,
    /// What the act answers is not there, or is answered already.
    #[error("there is nothing that this could answer")]
    NothingToDecide,
    /// Some of what was said cannot be taken.
    #[error("some fields cannot be taken")]
    Wrong(Vec<FieldProblem>),
    /// There are no rules to compute with.
    #[error("no catalogue is published")]
    CatalogueMissing,
}

/// What a fault ticket says beside the plan.
#[derive(Clone, Debug, Default)]
pub struct Ticket {
    /// What the customer said.
    pub text: Option<String>,
    /// When the duty officer signed for it; without it, at the dispatch.
    pub signed_at: Option<DateTime<FixedOffset>>,
}

impl Headquarters {
    /// Dispatches a job. The same id with the same order number again changes nothing.
    ///
    /// `plan` comes as typed: revision, catalogue, computed due date and the assignee's words are filled in here.
    pub fn dispatch(&self, by: PersonId, job: JobId, plan: Plan) -> Result<Dispatch, ActError> {
        self.dispatch_ticket(by, job, plan, Ticket::default())
    }

    /// Dispatches a job as [`Self::dispatch`] does. A fault begins with its ticket, whose number is the plan's order number;
    /// every other kind with its order. Points to rectify failed when they were handed on: their days run from there.
    pub fn dispatch_ticket(
        &self,
        by: PersonId,
        job: JobId,
        plan: Plan,
        ticket: Ticket,
    ) -> Result<Dispatch, ActError> {
        let mut plan = plan;
        if standing::is_fault(&plan.kind) {
            // Every job is looked through: not while nobody else can write.
            let (all, catalogue) = self.storage.read(|db| {
                Ok::<_, StorageError>((jobs::fetch_all(db)?, self.catalogues.current(db)?))
            })?;
            let days = catalogue.map_or(0, |catalogue| catalogue.repeat_days());
            let repeats = Repeats::of(&all, days);
            let earlier = repeats.on_circuit(&plan.circuit_no, plan.order_received_at);
            plan.details.earlier_faults = earlier;
        }
        let outcome = self.storage.write(|db| {
            if let Some(known) = jobs::fetch(db, job)? {
                return repeated(known.state, &plan);
            }
            check_order_no(db, &plan.order_no, job)?;
            let person = assignable(db, plan.assignee.person)?;
            let catalogue = self
                .catalogues
                .current(db)?
                .ok_or(ActError::CatalogueMissing)?;
            let calendar = rules::calendar(db)?;
            let plan = Plan {
                rev: 1,
                catalogue: catalogue.hash,
                computed_due: computed_due(&plan, &catalogue, &calendar),
                assignee: assignee(person),
                sample: self.sample,
                details: Details {
                    hotline: fetch_hotline(db)?,
                    ..plan.details
                },
                ..plan
            };
            let is_fault = standing::is_fault(&plan.kind);
            if is_fault {
                self.open_ticket(db, by, job, &plan, ticket)?;
            } else {
                let received = Body::OrderReceived(OrderReceived {
                    order_no: plan.order_no.clone(),
                });
                self.act(db, by, job, plan.order_received_at, received)?;
                if plan.kind == RECTIFICATION {
                    let failed = Body::InspectionFailed(InspectionFailed {
                        points: plan.details.failed_points.clone(),
                        text: None,
                    });
                    self.act(db, by, job, plan.order_received_at, failed)?;
                }
            }
            let dispatched = Body::JobDispatched(JobDispatched { plan });
            let now = clock::now();
            self.act(db, by, job, now, dispatched)?;
            if is_fault {
                self.act(db, by, job, now, Body::FaultDispatched(FaultDispatched {}))?;
            }
            self.settle(db, job)?;
            Ok(Dispatch::New)
        })?;
        self.live.ring();
        Ok(outcome)
    }

    fn open_ticket(
        &self,
        db: &Connection,
        by: PersonId,
        job: JobId,
        plan: &Plan,
        ticket: Ticket,
    ) -> Result<(), ActError> {
        let received = Body::FaultReceived(FaultReceived {
            ticket_no: plan.order_no.clone(),
            symptom: plan.details.symptom.clone(),
            text: ticket.text,
        });
        self.act(db, by, job, plan.order_received_at, received)?;
        let signed_at = ticket.signed_at.unwrap_or_else(clock::now);
        self.act(db, by, job, signed_at, Body::FaultSigned(FaultSigned {}))
    }

    /// Changes the plan. The assignee, the kind of job and the pinned catalogue stay; so does the time of a fault, which its
    /// ticket says, and of a rectification, whose points say when they failed.
    pub fn amend(
        &self,
        by: PersonId,
        job: JobId,
        base_rev: u32,
        what: &str,
        plan: Plan,
    ) -> Result<(), ActError> {
        self.change(job, |db, state| {
            let old = open_plan(state)?;
            if old.rev != base_rev {
                return Err(ActError::PlanChanged {
                    base: base_rev,
                    now: old.rev,
                });
            }
            check_order_no(db, &plan.order_no, job)?;
            let catalogue = self
                .catalogues
                .get(db, old.catalogue)?
                .ok_or(ActError::CatalogueMissing)?;
            let calendar = rules::calendar(db)?;
            let plan = Plan {
                kind: old.kind.clone(),
                order_received_at: if is_dated_by_event(&old.kind) {
                    old.order_received_at
                } else {
                    plan.order_received_at
                },
                details: Details {
                    earlier_faults: old.details.earlier_faults.clone(),
                    hotline: old.details.hotline.clone(),
                    ..plan.details
                },
                ..plan
            };
            let plan = Plan {
                rev: old.rev + 1,
                catalogue: old.catalogue,
                computed_due: computed_due(&plan, &catalogue, &calendar),
                assignee: state
                    .assignee
                    .clone()
                    .unwrap_or_else(|| old.assignee.clone()),
                sample: old.sample,
                ..plan
            };
            let what = what.to_owned();
            let body = Body::JobAmended(JobAmended { plan, what });
            self.act(db, by, job, clock::now(), body)
        })
    }

    /// Gives the job to somebody else.
    pub fn reassign(
        &self,
        by: PersonId,
        job: JobId,
        to: PersonId,
        reason: &str,
    ) -> Result<(), ActError> {
        self.change(job, |db, state| {
            open_plan(state)?;
            let person = assignable(db, to)?;
            let body = JobReassigned {
                assignee: assignee(person),
                assignment_epoch: state.assignment_epoch + 1,
                reason: reason.to_owned(),
            };
            self.act(db, by, job, clock::now(), Body::JobReassigned(body))
        })
    }

    /// Calls the job off.
    pub fn cancel(&self, by: PersonId, job: JobId, reason: &str) -> Result<(), ActError> {
        self.change(job, |db, state| {
            open_plan(state)?;
            let reason = reason.to_owned();
            let body = Body::JobCancelled(JobCancelled { reason });
            self.act(db, by, job, clock::now(), body)
        })
    }

    /// Chooses the report of record of a job that was completed twice.
    pub fn choose_report(
        &self,
        by: PersonId,
        job: JobId,
        completed: EventId,
        reason: &str,
    ) -> Result<(), ActError> {
        self.change(job, |db, state| {
            let is_choice = state.status == JobStatus::DoubleCompleted
                && state
                    .timeline
                    .iter()
                    .any(|entry| entry.event == completed && entry.kind == "job.completed");
            if !is_choice {
                return Err(ActError::NothingToChoose);
            }
            let reason = reason.to_owned();
            let body = Body::ReportChosen(ReportChosen { completed, reason });
            self.act(db, by, job, clock::now(), body)
        })
    }

    pub(crate) fn change(
        &self,
        job: JobId,
        act: impl FnOnce(&Connection, &JobState) -> Result<(), ActError>,
    ) -> Result<(), ActError> {
        self.storage.write(|db| {
            let known = jobs::fetch(db, job)?.ok_or(ActError::NoSuchJob(job))?;
            act(db, &known.state)?;
            self.settle(db, job)
        })?;
        self.live.ring();
        Ok(())
    }

    fn act(
        &self,
        db: &Connection,
        by: PersonId,
        job: JobId,
        occurred_at: DateTime<FixedOffset>,
        body: Body,
    ) -> Result<(), ActError> {
        let act = Act {
            job: Some(job),
            actor: Actor {
                person: by,
                role: Role::Supervisor,
            },
            occurred_at,
            body,
        };
        own_log::append(db, &self.keys, act)?;
        Ok(())
    }

    fn settle(&self, db: &Connection, job: JobId) -> Result<(), ActError> {
        let state = projection::recompute(db, job)?;
        Ok(publication::publish_job(db, &state)?)
    }
}

/// What came of a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispatch {
    /// The job is new.
    New,
    /// The same form came before.
    Repeated,
}

fn repeated(known: JobState, plan: &Plan) -> Result<Dispatch, ActError> {
    let is_same = known
        .current_plan()
        .is_some_and(|known| known.order_no == plan.order_no);
    if is_same {
        Ok(Dispatch::Repeated)
    } else {
        Err(ActError::OrderNoTaken { job: known.job })
    }
}

fn check_order_no(db: &Connection, order_no: &str, job: JobId) -> Result<(), ActError> {
    match jobs::fetch_by_order_no(db, order_no)? {
        Some(taken) if taken != job => Err(ActError::OrderNoTaken { job: taken }),
        _ => Ok(()),
    }
}

fn assignable(db: &Connection, person: PersonId) -> Result<Person, ActError> {
    let known = accounts::fetch_person(db, person)?
        .filter(|known| known.active && known.role == Role::Engineer)
        .ok_or(ActError::AssigneeUnknown(person))?;
    let has_device = devices::fetch_of_person(db, person)?
        .iter()
        .any(|device| !device.revoked);
    if has_device {
        Ok(known)
    } else {
        Err(ActError::AssigneeWithoutDevice(person))
    }
}

fn assignee(person: Person) -> Assignee {
    Assignee {
        person: person.id,
        name: person.name,
        title: person.title,
        phone: person.phone,
        company: person.company,
    }
}

fn open_plan(state: &JobState) -> Result<&Plan, ActError> {
    let is_closed = matches!(
        state.status,
        JobStatus::Completed
            | JobStatus::DoubleCompleted
            | JobStatus::Cancelled
            | JobStatus::CancelledWithFieldWork
    );
    match state.current_plan() {
        Some(plan) if !is_closed => Ok(plan),
        Some(_) => Err(ActError::JobClosed),
        None => Err(ActError::NoSuchJob(state.job)),
    }
}

/// By when the job itself must be done, after the strictest of the plan's profiles.
fn computed_due(plan: &Plan, catalogue: &Catalogue, calendar: &Calendar) -> Option<ComputedDue> {
    let received_at = plan.order_received_at;
    let reckoned = clocks(
        &facts_of_plan(plan),
        catalogue,
        calendar,
        &beginning(&plan.kind, received_at, plan.details.opened_on),
        received_at,
    );
    standing::leading(&reckoned).map(Clock::to_computed_due)
}

/// The marks of a job that has just come in.
pub(crate) fn beginning(
    kind: &str,
    received_at: DateTime<FixedOffset>,
    opened_on: Option<NaiveDate>,
) -> Vec<Mark> {
    let kinds: &[&str] = if standing::is_fault(kind) {
        &["fault.received"]
    } else if kind == RECTIFICATION {
        &["order.received", "inspection.failed"]
    } else {
        &["order.received"]
    };
    let mark = |kind: &&str| Mark::new(kind, received_at);
    let opened = opened_on.map(|day| Mark::new("circuit.opened", start_of_day(day)));
    kinds.iter().map(mark).chain(opened).collect()
}

/// Whether an event besides the plan says when the work came in.
fn is_dated_by_event(kind: &str) -> bool {
    standing::is_fault(kind) || kind == RECTIFICATION
}
