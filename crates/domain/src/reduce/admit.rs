//! Which events may have an effect. The others are kept and flagged.

use std::collections::BTreeSet;

use super::{Admitted, Entry};
use crate::event::Role;
use crate::ids::PersonId;
use crate::job::{Flag, JobState};
use crate::registry::{Body, BodyError, Origin};

pub(super) fn admit<'a>(ordered: &[&'a Entry], state: &mut JobState) -> Vec<Admitted<'a>> {
    let mut admitted = Vec::with_capacity(ordered.len());
    for entry in ordered {
        match judge(entry) {
            Ok(body) => admitted.push(Admitted { entry, body }),
            Err(flag) => {
                state.flags.insert(flag);
            }
        }
    }
    let assigned = assigned_persons(&admitted);
    admitted.retain(|candidate| {
        let person = candidate.entry.event.actor.person;
        let may = candidate.entry.writer == Origin::Headquarters || assigned.contains(&person);
        if !may {
            state.flags.insert(Flag::NotAssigned {
                event: candidate.id(),
                person,
            });
        }
        may
    });
    admitted
}

fn judge(entry: &Entry) -> Result<Body, Flag> {
    let event = &entry.event;
    let kind = || event.kind.clone();
    let body = Body::of(event).map_err(|error| match error {
        BodyError::Unknown { kind, version } => Flag::Held {
            event: event.id,
            kind,
            version,
        },
        BodyError::Malformed { kind, .. } => Flag::Malformed {
            event: event.id,
            kind,
        },
    })?;
    if !body.writers().include(entry.writer) {
        return Err(Flag::WrongOrigin {
            event: event.id,
            kind: kind(),
        });
    }
    let role = event.actor.role;
    let needed = body.role(entry.writer);
    let may_act = role == needed || (role == Role::System && needed == Role::Supervisor);
    if !may_act {
        return Err(Flag::WrongRole {
            event: event.id,
            kind: kind(),
        });
    }
    Ok(body)
}

/// Everyone the job was ever given to. Before a dispatch has arrived nobody is refused.
fn assigned_persons(admitted: &[Admitted<'_>]) -> BTreeSet<PersonId> {
    let given: BTreeSet<PersonId> = admitted
        .iter()
        .filter_map(|candidate| match &candidate.body {
            Body::JobDispatched(body) => Some(body.plan.assignee.person),
            Body::JobAmended(body) => Some(body.plan.assignee.person),
            Body::JobReassigned(body) => Some(body.assignee.person),
            _ => None,
        })
        .collect();
    if given.is_empty() {
        return admitted
            .iter()
            .map(|candidate| candidate.entry.event.actor.person)
            .collect();
    }
    given
}
