//! `reduce(set of events) -> JobState`: pure and total. Same set, same state, whatever the order of arrival.
//!
//! Order comes from the set alone: chain, `after` and `supersedes`, ties by event id; never from wall time.
//! Every event either shows in the state or stands in its flags.

mod admit;
mod conflicts;
mod documents;
mod fields;
mod order;
mod trade;

use crate::digest::Sha256Digest;
use crate::event::Event;
use crate::ids::{EventId, JobId, LogId};
use crate::job::{
    Current, Field, JobState, JobStatus, Milestone, Moment, REDUCER_VERSION, Said, TimelineEntry,
};
use crate::registry::{Body, Origin};

/// An event where it stands: in which log, at which number, written by which side.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The log.
    pub log: LogId,
    /// Its number there, from 1.
    pub seq: u64,
    /// SHA-256 of its raw bytes.
    pub raw_hash: Sha256Digest,
    /// Whose log it is.
    pub writer: Origin,
    /// What it says.
    pub event: Event,
}

impl Entry {
    /// Reads raw bytes that stand at a place in a log.
    pub fn read(
        log: LogId,
        seq: u64,
        writer: Origin,
        raw: &[u8],
    ) -> Result<Entry, crate::event::EventError> {
        Ok(Entry {
            log,
            seq,
            raw_hash: Sha256Digest::of(raw),
            writer,
            event: Event::parse(raw)?,
        })
    }
}

/// An entry whose body was read and which may have an effect.
struct Admitted<'a> {
    entry: &'a Entry,
    body: Body,
}

impl Admitted<'_> {
    fn id(&self) -> EventId {
        self.entry.event.id
    }

    fn current<T>(&self, value: T) -> Current<T> {
        Current {
            value,
            event: self.id(),
        }
    }

    fn said<T: Clone>(&self, value: &T) -> Said<T> {
        let event = &self.entry.event;
        Said {
            value: value.clone(),
            event: event.id,
            at: event.occurred_at,
            person: event.actor.person,
        }
    }
}

/// Computes the state of `job`. Entries of other jobs are left out.
pub fn reduce(job: JobId, entries: &[Entry]) -> JobState {
    let mut state = empty(job);
    let unique = order::unique(job, entries, &mut state.flags);
    let ordered = order::topological(&unique);
    let admitted = admit::admit(&ordered, &mut state);
    state.timeline = ordered
        .iter()
        .map(|entry| timeline_entry(entry, &admitted))
        .collect();
    let standing = fields::supersede(&admitted, &mut state);
    standing
        .iter()
        .for_each(|admitted| apply(admitted, &mut state));
    trade::attach(&standing, &mut state);
    conflicts::late_work(&admitted, &mut state);
    conflicts::older_plan(&standing, &mut state);
    conflicts::disputed_fields(&mut state);
    documents::judge(&admitted, &standing, &mut state);
    trade::out_of_place(&admitted, &standing, &mut state);
    state.status = conflicts::status(&standing, &mut state);
    state
}

fn empty(job: JobId) -> JobState {
    JobState {
        job,
        reducer_version: REDUCER_VERSION,
        status: JobStatus::AwaitingDispatch,
        plan: None,
        rescheduled_at: None,
        amendments: Default::default(),
        assignee: None,
        assignment_epoch: 0,
        assignees: Default::default(),
        cancelled: None,
        milestones: Default::default(),
        moments: Vec::new(),
        trade: Default::default(),
        extensions: Vec::new(),
        answers: Default::default(),
        photos: Default::default(),
        instruments: Vec::new(),
        measurements: Default::default(),
        test_runs: Default::default(),
        traces: Vec::new(),
        closed_steps: Default::default(),
        notes: Vec::new(),
        documents: Vec::new(),
        report_of_record: None,
        timeline: Vec::new(),
        superseded: Default::default(),
        flags: Default::default(),
    }
}

fn timeline_entry(entry: &Entry, admitted: &[Admitted<'_>]) -> TimelineEntry {
    let event = &entry.event;
    TimelineEntry {
        event: event.id,
        kind: event.kind.clone(),
        person: event.actor.person,
        occurred_at: event.occurred_at,
        recorded_wall: event.recorded.wall,
        log: entry.log,
        seq: entry.seq,
        effective: admitted.iter().any(|candidate| candidate.id() == event.id),
    }
}

/// Lays one standing event into the state. Documents are judged afterwards, when every field is known.
fn apply(admitted: &Admitted<'_>, state: &mut JobState) {
    note_milestone(admitted, state);
    match &admitted.body {
        Body::JobDispatched(body) => fields::plan(admitted, &body.plan, state),
        Body::JobAmended(body) => {
            state.amendments.insert(body.plan.rev, body.what.clone());
            fields::plan(admitted, &body.plan, state);
        }
        Body::JobReassigned(body) => fields::assign(&body.assignee, body.assignment_epoch, state),
        Body::JobCancelled(body) => state.cancelled = Some(body.reason.clone()),
        Body::ExtensionApproved(body) => fields::extension(admitted, body, state),
        Body::AnswerGiven(body) => {
            let key = format!("{}/{}", body.step, body.item);
            push(&mut state.answers, key, admitted.current(body.clone()));
        }
        Body::MeasurementRecorded(body) => {
            push(
                &mut state.measurements,
                body.key(),
                admitted.current(body.clone()),
            );
        }
        Body::TestRunNoted(body) => {
            push(
                &mut state.test_runs,
                body.key(),
                admitted.current(body.clone()),
            );
        }
        Body::StepClosed(body) => {
            push(
                &mut state.closed_steps,
                body.step.clone(),
                admitted.current(body.clone()),
            );
        }
        Body::PhotoTaken(body) => fields::photo(admitted, body, state),
        Body::TraceImported(body) => fields::trace(admitted, body, state),
        Body::InstrumentNoted(body) => state.instruments.push(admitted.current(body.clone())),
        Body::NoteAdded(body) => state.notes.push(admitted.current(body.text.clone())),
        Body::PhotoWithdrawn(_)
        | Body::OrderReceived(_)
        | Body::JobAccepted(_)
        | Body::VisitDeparted(_)
        | Body::VisitArrived(_)
        | Body::VisitLeft(_)
        | Body::CircuitOpened(_)
        | Body::JobCompleted(_)
        | Body::ReportChosen(_)
        | Body::DocumentMade(_)
        | Body::DocumentOverridden(_)
        | Body::SignatureGiven(_)
        | Body::AcceptanceSigned(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::KeyRotated(_)
        | Body::LogDamaged(_)
        | Body::LogForked(_)
        | Body::LogRestored(_) => {}
        _ => trade::apply(admitted, state),
    }
}

fn push<T>(
    fields: &mut std::collections::BTreeMap<String, Field<T>>,
    key: String,
    current: Current<T>,
) {
    fields
        .entry(key)
        .or_insert_with(|| Field { values: Vec::new() })
        .values
        .push(current);
}

/// A milestone is the first standing event of its kind; every one of them is a moment.
fn note_milestone(admitted: &Admitted<'_>, state: &mut JobState) {
    let is_milestone = matches!(
        admitted.body,
        Body::OrderReceived(_)
            | Body::JobDispatched(_)
            | Body::JobAccepted(_)
            | Body::VisitDeparted(_)
            | Body::VisitArrived(_)
            | Body::VisitLeft(_)
            | Body::CircuitOpened(_)
            | Body::AcceptanceSigned(_)
            | Body::JobCompleted(_)
            | Body::JobCancelled(_)
    ) || trade::is_milestone(&admitted.body);
    if !is_milestone {
        return;
    }
    let event = &admitted.entry.event;
    let milestone = Milestone {
        occurred_at: event.occurred_at,
        event: event.id,
    };
    state
        .milestones
        .entry(event.kind.clone())
        .or_insert(milestone);
    state.moments.push(Moment {
        kind: event.kind.clone(),
        at: event.occurred_at,
        event: event.id,
    });
}

#[cfg(test)]
mod tests;
