use lineproof_domain::catalogue::{DocumentKind, StepGroup};
use lineproof_domain::job::{self, Standing};
use lineproof_domain::rules;

use super::ViewContext;
use super::words::{time, words};
use crate::dto::{Document, DocumentState, MissingItem, SignatureField, SignerRole, UiLanguage};

/// A document as a step shows it, with what is missing before it can be made.
pub(super) fn document(
    kind: &DocumentKind,
    missing: Vec<MissingItem>,
    context: &ViewContext<'_>,
) -> Document {
    let made = context.state.document(&kind.key);
    Document {
        kind: kind.key.clone(),
        name: words(&kind.title),
        wanted: rules::wants_document(context.state, context.catalogue, &kind.key),
        state: state(made, missing.is_empty()),
        document: made.map(|made| made.event.to_string()),
        pages: made.map(|made| made.pages),
        made_at: made.map(|made| time(made.made_at.at)),
        language: made.map(|made| language(&made.language)),
        fields: fields(kind, made, context),
        missing,
        substituted: context.substituted.to_vec(),
        storage: made.map(|made| storage(made, context)),
    }
}

pub(super) fn language(name: &str) -> UiLanguage {
    if name == "en" {
        UiLanguage::En
    } else {
        UiLanguage::ZhCn
    }
}

fn state(made: Option<&job::Document>, ready: bool) -> DocumentState {
    match made.map(|made| made.standing) {
        Some(Standing::True | Standing::Overridden) => DocumentState::Made,
        Some(Standing::ChangedAfterSignature) => DocumentState::ChangedAfterSignature,
        Some(Standing::Outdated) => DocumentState::Outdated,
        None if ready => DocumentState::Ready,
        None => DocumentState::NotReady,
    }
}

fn storage(made: &job::Document, context: &ViewContext<'_>) -> crate::dto::Storage {
    let newest: Vec<_> = made
        .newest_file()
        .map(|file| file.sha256)
        .into_iter()
        .collect();
    let event = made
        .signatures
        .last()
        .map_or(made.event, |signature| signature.event);
    context.storage_with(event, &newest)
}

fn fields(
    kind: &DocumentKind,
    made: Option<&job::Document>,
    context: &ViewContext<'_>,
) -> Vec<SignatureField> {
    let mut turn_taken = made.is_none();
    kind.signatures
        .iter()
        .filter_map(|field| {
            let role = signer_role(&field.key)?;
            let signed = made.and_then(|made| {
                made.signatures
                    .iter()
                    .rev()
                    .find(|signature| signature.facts.field == field.key)
            });
            let is_met = made.is_some_and(|made| {
                let mut given = made.signatures.iter();
                given.any(|signature| field.is_met_by(&signature.facts.field))
            });
            let turn = !is_met && !turn_taken;
            turn_taken |= turn;
            let expected = expected_name(role, context);
            Some(SignatureField {
                field: role,
                name: signed.map_or(expected, |signature| Some(signature.facts.name.clone())),
                signed_at: signed.map(|signature| time(signature.facts.signed_at)),
                may_stay_open: field.group == StepGroup::Afterwards || is_met,
                turn,
            })
        })
        .collect()
}

/// The signature fields of the catalogue as the screens name them.
pub(crate) fn signer_role(key: &str) -> Option<SignerRole> {
    match key {
        "tester" => Some(SignerRole::Tester),
        "acceptor" => Some(SignerRole::Acceptor),
        "customer" => Some(SignerRole::Customer),
        "manager" => Some(SignerRole::Manager),
        _ => None,
    }
}

/// The same the other way.
pub(crate) fn field_key(role: SignerRole) -> &'static str {
    match role {
        SignerRole::Tester => "tester",
        SignerRole::Acceptor => "acceptor",
        SignerRole::Customer => "customer",
        SignerRole::Manager => "manager",
    }
}

fn expected_name(role: SignerRole, context: &ViewContext<'_>) -> Option<String> {
    let plan = context.plan;
    let name = match role {
        SignerRole::Acceptor => return None,
        SignerRole::Tester => {
            &context
                .state
                .assignee
                .as_ref()
                .unwrap_or(&plan.assignee)
                .name
        }
        SignerRole::Customer => &plan.customer.contact.name,
        SignerRole::Manager => &plan.manager.name,
    };
    Some(name.clone()).filter(|name| !name.is_empty())
}
