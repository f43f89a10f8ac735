//! Documents, their signatures, and whether they still say what the record says.

use std::collections::{BTreeMap, BTreeSet};

use super::Admitted;
use super::fields::{field_key, is_shown};
use crate::ids::EventId;
use crate::job::{Document, Flag, JobState, Signature, Standing};
use crate::registry::Body;
use crate::registry::attachment_role::{DOCUMENT_PAGES, DOCUMENT_SIGNED, SIGNATURE_STROKES};
use crate::registry::body::DocumentMade;

pub(super) fn judge(admitted: &[Admitted<'_>], standing: &[&Admitted<'_>], state: &mut JobState) {
    let overridden: BTreeSet<EventId> = admitted
        .iter()
        .filter_map(|candidate| match &candidate.body {
            Body::DocumentOverridden(body) => Some(body.document),
            _ => None,
        })
        .collect();
    for candidate in admitted {
        if let Body::DocumentMade(body) = &candidate.body {
            let differing = differences(body, standing, state);
            let document = document(candidate, body, signatures(candidate.id(), admitted));
            add(document, differing, &overridden, state);
        }
    }
    flag_dangling(admitted, state);
    mark_replaced(&mut state.documents);
}

/// The standing events of the fields a document shows, held against the events it read.
fn differences(
    body: &DocumentMade,
    standing: &[&Admitted<'_>],
    state: &JobState,
) -> BTreeSet<EventId> {
    let read: BTreeSet<EventId> = body.events.iter().copied().collect();
    let shows = |key: &str| {
        body.shows
            .iter()
            .any(|shown| match shown.strip_suffix('*') {
                Some(start) => key.starts_with(start),
                None => key == shown,
            })
    };
    let unread = standing
        .iter()
        .filter(|candidate| field_key(&candidate.body).is_some_and(|key| shows(&key)))
        .filter(|candidate| is_shown(candidate, state))
        .map(|candidate| candidate.id())
        .filter(|id| !read.contains(id));
    let corrected = read
        .iter()
        .filter_map(|id| state.superseded.get(id))
        .copied();
    unread.chain(corrected).collect()
}

fn signatures(document: EventId, admitted: &[Admitted<'_>]) -> Vec<Signature> {
    admitted
        .iter()
        .filter_map(|candidate| match &candidate.body {
            Body::SignatureGiven(body) if body.document == document => Some(Signature {
                event: candidate.id(),
                facts: body.clone(),
                file: candidate.entry.event.attachment(DOCUMENT_SIGNED).cloned(),
                strokes: candidate.entry.event.attachment(SIGNATURE_STROKES).cloned(),
            }),
            _ => None,
        })
        .collect()
}

fn document(candidate: &Admitted<'_>, body: &DocumentMade, signatures: Vec<Signature>) -> Document {
    let event = &candidate.entry.event;
    Document {
        event: event.id,
        document: body.document.clone(),
        language: body.language.clone(),
        record_hash: body.record_hash,
        pages: body.pages,
        made_at: event.occurred_at,
        fields: body.fields.clone(),
        signatures,
        pages_file: event.attachment(DOCUMENT_PAGES).cloned(),
        standing: Standing::True,
        replaced: false,
    }
}

fn add(
    mut document: Document,
    differing: BTreeSet<EventId>,
    overridden: &BTreeSet<EventId>,
    state: &mut JobState,
) {
    document.standing = match (differing.is_empty(), document.signatures.is_empty()) {
        (true, _) => Standing::True,
        (false, true) => Standing::Outdated,
        (false, false) if overridden.contains(&document.event) => Standing::Overridden,
        (false, false) => Standing::ChangedAfterSignature,
    };
    if document.standing == Standing::ChangedAfterSignature {
        let flag = Flag::ChangedAfterSignature {
            document: document.event,
            events: differing,
        };
        state.flags.insert(flag);
    }
    state.documents.push(document);
}

fn flag_dangling(admitted: &[Admitted<'_>], state: &mut JobState) {
    let known: BTreeSet<EventId> = state.documents.iter().map(|made| made.event).collect();
    for candidate in admitted {
        let target = match &candidate.body {
            Body::SignatureGiven(body) => body.document,
            Body::AcceptanceSigned(body) => body.document,
            Body::DocumentOverridden(body) => body.document,
            _ => continue,
        };
        if !known.contains(&target) {
            state.flags.insert(Flag::DanglingReference {
                event: candidate.id(),
                target,
            });
        }
    }
}

/// The last one made of a kind and language stands for it.
fn mark_replaced(documents: &mut [Document]) {
    let mut newest: BTreeMap<(String, String), EventId> = BTreeMap::new();
    for made in documents.iter() {
        newest.insert((made.document.clone(), made.language.clone()), made.event);
    }
    for made in documents {
        made.replaced =
            newest.get(&(made.document.clone(), made.language.clone())) != Some(&made.event);
    }
}
