//! What a section may change: it fills exactly one open signature field, and the first one certifies.

use crate::file::Revision;
use crate::sign::{Field, certification, fields};
use lopdf::{Dictionary, Object, dictionary};

/// A change that no signature of ours makes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ForbiddenChange {
    /// The catalogue, the information dictionary or the identifier was exchanged.
    #[error("the document's root, information or identifier was changed")]
    Trailer,
    /// An object of the pages, or another object that was there before, was changed.
    #[error("object {number} was changed after signing")]
    Object {
        /// Its number.
        number: u32,
    },
    /// Not exactly one open field was filled.
    #[error("an added section does not fill exactly one open signature field")]
    NotOneSignature,
    /// The list of fields was changed.
    #[error("the signature fields were changed")]
    Fields,
}

/// The field that `after` fills, if filling it is all that `after` does.
pub(super) fn added_signature(
    before: &Revision,
    after: &Revision,
    first: bool,
) -> Result<Field, ForbiddenChange> {
    let (old, new) = (&before.trailer, &after.trailer);
    if old.root != new.root || old.info != new.info || old.id != new.id || old.size > new.size {
        return Err(ForbiddenChange::Trailer);
    }
    let field = filled_field(before, after)?;
    for &number in &after.own {
        let fresh = number >= old.size && !before.objects.contains_key(&number);
        if fresh {
            continue;
        }
        let allowed = match number {
            _ if number == field.number => field_was_filled(before, after, &field),
            _ if number == old.root && first => catalogue_was_certified(before, after, &field),
            _ => false,
        };
        if !allowed {
            return Err(ForbiddenChange::Object { number });
        }
    }
    if first && !after.own.contains(&old.root) {
        return Err(ForbiddenChange::NotOneSignature);
    }
    Ok(field)
}

fn filled_field(before: &Revision, after: &Revision) -> Result<Field, ForbiddenChange> {
    let old = fields(before).map_err(|_| ForbiddenChange::Fields)?;
    let new = fields(after).map_err(|_| ForbiddenChange::Fields)?;
    if old.len() != new.len() {
        return Err(ForbiddenChange::Fields);
    }
    let mut filled = Vec::new();
    for (old, new) in old.iter().zip(new) {
        if old.name != new.name || old.number != new.number {
            return Err(ForbiddenChange::Fields);
        }
        match (old.signature, new.signature) {
            (None, Some(_)) => filled.push(new),
            (old, new) if old == new => {}
            _ => return Err(ForbiddenChange::Fields),
        }
    }
    match (filled.pop(), filled.is_empty()) {
        (Some(field), true) => Ok(field),
        _ => Err(ForbiddenChange::NotOneSignature),
    }
}

/// The widget gained its value and a new appearance, nothing else; both are new objects.
fn field_was_filled(before: &Revision, after: &Revision, field: &Field) -> bool {
    let (Some(old), Some(new)) = (
        before.dictionary(field.number),
        after.dictionary(field.number),
    ) else {
        return false;
    };
    let form = match new.get(b"AP").and_then(Object::as_dict) {
        Ok(appearance) if appearance.len() == 1 => appearance.get(b"N"),
        _ => return false,
    };
    let Ok(form) = form.and_then(Object::as_reference) else {
        return false;
    };
    let Some(signature) = field.signature else {
        return false;
    };
    let own_form = after.own.contains(&form.0)
        && form.0 >= before.trailer.size
        && is_form_of_size(after.objects.get(&form.0), field.size);
    let own_signature = after.own.contains(&signature) && signature >= before.trailer.size;
    own_form && own_signature && without(old, &[b"AP"]) == without(new, &[b"AP", b"V"])
}

/// A form of exactly the field's size, unturned: it cannot draw outside its box.
fn is_form_of_size(object: Option<&Object>, (width, height): (f32, f32)) -> bool {
    let Some(Object::Stream(form)) = object else {
        return false;
    };
    let subtype = form.dict.get(b"Subtype").and_then(Object::as_name);
    let corners: Option<Vec<f32>> = form
        .dict
        .get(b"BBox")
        .and_then(Object::as_array)
        .ok()
        .and_then(|values| values.iter().map(|value| value.as_float().ok()).collect());
    let close = |a: f32, b: f32| (a - b).abs() < 0.01;
    subtype.is_ok_and(|name| name == b"Form")
        && !form.dict.has(b"Matrix")
        && matches!(corners.as_deref(), Some(&[0.0, 0.0, right, top]) if close(right, width) && close(top, height))
}

fn catalogue_was_certified(before: &Revision, after: &Revision, field: &Field) -> bool {
    let (Some(old), Some(new), Some(signature)) =
        (before.catalogue(), after.catalogue(), field.signature)
    else {
        return false;
    };
    let permission = dictionary! { "DocMDP" => Object::Reference((signature, 0)) };
    let signed = after.dictionary(signature);
    let says_so =
        signed.is_some_and(|signed| signed.get(b"Reference").ok() == Some(&certification()));
    says_so
        && new.get(b"Perms").ok() == Some(&Object::Dictionary(permission))
        && !old.has(b"Perms")
        && *old == without(new, &[b"Perms"])
}

fn without(dictionary: &Dictionary, keys: &[&[u8]]) -> Dictionary {
    let mut copy = dictionary.clone();
    for key in keys {
        copy.remove(key);
    }
    copy
}
