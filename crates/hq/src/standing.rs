//! What stands open in a job and only headquarters can answer. The screens offer what this finds, and an act is judged by it.

use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Catalogue;
use lineproof_domain::clock::{self, Clock};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Document, ExtensionRequest, JobState, Said, Standing, Suspension};
use lineproof_domain::registry::trade::SuspendProposed;

/// The clocks that lead a job, whichever of them it has first.
const LEADING: [&str; 5] = [
    "restore",
    "opening",
    "resource_answer",
    "rectification",
    "acceptance",
];

/// The clock that says by when the job itself must be done: of several profiles the strictest.
pub(crate) fn leading(clocks: &[Clock]) -> Option<&Clock> {
    LEADING.iter().find_map(|key| {
        clocks
            .iter()
            .filter(|clock| clock.profile.is_some() && clock.clock == *key)
            .min_by_key(|clock| clock.due)
    })
}

/// Whether a kind of job begins with a fault ticket.
pub(crate) fn is_fault(kind: &str) -> bool {
    matches!(kind, "fault_assist" | "fault_interruption")
}

/// Proposals to stop the clocks without an answer.
pub(crate) fn pending_suspensions(
    state: &JobState,
) -> impl Iterator<Item = &Said<SuspendProposed>> {
    state
        .trade
        .suspensions
        .iter()
        .filter(|suspension| suspension.is_pending())
        .filter_map(|suspension| suspension.proposal.as_ref())
}

/// Requests for a later date without an answer. An extension approved later answers every request before it.
pub(crate) fn pending_extensions(state: &JobState) -> impl Iterator<Item = &ExtensionRequest> {
    state.trade.extension_requests.iter().filter(|asked| {
        let is_approved = state
            .extensions
            .iter()
            .any(|extension| extension.approved_at >= asked.request.at.at);
        asked.rejection.is_none() && !is_approved
    })
}

/// Signed documents that no longer say what the record says.
pub(crate) fn changed_documents(state: &JobState) -> impl Iterator<Item = &Document> {
    state
        .documents
        .iter()
        .filter(|document| document.standing == Standing::ChangedAfterSignature)
        .filter(|document| !document.replaced)
}

/// From when to when an approved suspension holds.
pub(crate) struct Held {
    pub from: DateTime<FixedOffset>,
    /// None while nothing has ended it.
    pub to: Option<DateTime<FixedOffset>>,
}

/// The time of an approved suspension, as the clocks reckon it; none before its approval.
pub(crate) fn held(
    suspension: &Suspension,
    state: &JobState,
    catalogue: &Catalogue,
) -> Option<Held> {
    clock::held(suspension, state, catalogue).map(|(from, to)| Held { from, to })
}

/// Whether an approved suspension holds now.
pub(crate) fn is_suspended(
    state: &JobState,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> bool {
    state
        .trade
        .suspensions
        .iter()
        .filter_map(|suspension| held(suspension, state, catalogue))
        .any(|held| held.from <= now && held.to.is_none_or(|to| now < to))
}

/// Whether something happened and nothing of `answer` came after it.
pub(crate) fn awaits(state: &JobState, cause: &str, answer: &str) -> bool {
    let last = |kind: &str| state.moments.iter().rposition(|moment| moment.kind == kind);
    last(cause).is_some_and(|cause| last(answer).is_none_or(|answer| answer < cause))
}

/// Whether an event of a kind stands.
pub(crate) fn has(state: &JobState, kind: &str) -> bool {
    state.milestones.contains_key(kind)
}

/// Whether an event is one of them.
pub(crate) fn is_among<T>(
    mut among: impl Iterator<Item = T>,
    event: EventId,
    id: impl Fn(&T) -> EventId,
) -> bool {
    among.any(|one| id(&one) == event)
}
