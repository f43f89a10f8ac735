//! What only headquarters can answer.

use super::record::Record;
use super::subject;
use crate::api::dto::{Decision, DecisionKind};
use crate::{deeds, standing};
use lineproof_domain::ids::EventId;

/// Open proposals, requests and changed documents, in that order.
pub(super) fn of_job(record: &Record<'_>) -> Vec<Decision> {
    let (state, catalogue) = (&record.job.state, record.catalogue());
    let is_possible = |kind| deeds::is_possible(kind, state, catalogue, record.desk.now);
    let mut decisions = Vec::new();
    if is_possible("suspend.rejected") {
        decisions.extend(standing::pending_suspensions(state).filter_map(|asked| {
            let said = &asked.value;
            Some(Decision {
                subject: Some(subject::suspend_reason(catalogue, &said.reason)),
                reason: Some(said.reason.clone()),
                text: Some(said.text.clone()),
                consent: said.consent.clone(),
                evidence: said.evidence.clone(),
                planned_resume: said.planned_resume,
                ..plain(record, DecisionKind::Suspension, asked.event)?
            })
        }));
    }
    if is_possible("extension.rejected") {
        decisions.extend(standing::pending_extensions(state).filter_map(|asked| {
            let said = &asked.request.value;
            Some(Decision {
                reason: Some(said.reason.clone()),
                text: Some(said.text.clone()),
                consent: said.consent.clone(),
                new_due: Some(said.new_due),
                ..plain(record, DecisionKind::Extension, asked.request.event)?
            })
        }));
    }
    if is_possible("document.overridden") {
        decisions.extend(standing::changed_documents(state).filter_map(|document| {
            Some(Decision {
                subject: Some(subject::document(catalogue, &document.document)),
                ..plain(record, DecisionKind::Document, document.event)?
            })
        }));
    }
    decisions
}

fn plain(record: &Record<'_>, kind: DecisionKind, event: EventId) -> Option<Decision> {
    Some(Decision {
        kind,
        event: event.0,
        time: record.time(event)?,
        by: record.author(event),
        subject: None,
        reason: None,
        text: None,
        consent: None,
        evidence: None,
        planned_resume: None,
        new_due: None,
    })
}
