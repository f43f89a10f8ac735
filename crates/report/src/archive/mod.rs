//! From printed objects to the first revision: an archivable PDF (PDF/A-2b) with its open fields.

mod icc;
mod xmp;

use crate::file::{Section, Trailer, text_string};
use crate::paper::{Area, Printed};
use crate::sign::{empty_form, pdf_date};
use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What is written about the document beside its pages.
pub(crate) struct About<'a> {
    pub title: &'a str,
    /// Language tag.
    pub language: &'a str,
    /// Every date in the file.
    pub made_at: DateTime<FixedOffset>,
    /// What the file's identifier is made of: the record's hash.
    pub identity: &'a [u8],
}

/// An open signature field and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OpenField {
    pub name: String,
    /// What a reader shows as its name.
    pub label: String,
    /// Index of its page.
    pub page: usize,
    pub area: Area,
}

const PRODUCER: &str = concat!("Lineproof ", env!("CARGO_PKG_VERSION"));

/// The first revision. The same input gives the same bytes.
pub(crate) fn first_revision(
    mut printed: Printed,
    about: &About<'_>,
    fields: &[OpenField],
    page_height: f32,
) -> Option<Vec<u8>> {
    let next = |objects: &BTreeMap<u32, Object>| objects.keys().max().copied().unwrap_or(0) + 1;
    for field in fields {
        let page = *printed.pages.get(field.page)?;
        let number = next(&printed.objects);
        printed
            .objects
            .insert(number, empty_form((field.area.width, field.area.height)));
        let widget = widget(field, page, number, page_height);
        printed.objects.insert(number + 1, widget.into());
        let page = printed.objects.get_mut(&page)?.as_dict_mut().ok()?;
        let annotations = page.get_mut(b"Annots").ok()?.as_array_mut().ok()?;
        annotations.push(Object::Reference((number + 1, 0)));
    }
    let first = next(&printed.objects);
    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp::packet(about, PRODUCER).into_bytes(),
    );
    let profile = Stream::new(dictionary! { "N" => 3 }, icc::srgb_profile());
    let mut profile = Object::Stream(profile);
    compress(&mut profile);
    printed.objects.insert(first, Object::Stream(metadata));
    printed.objects.insert(first + 1, profile);
    printed.objects.insert(first + 2, information(about).into());
    let catalogue = printed.objects.get_mut(&printed.root)?.as_dict_mut().ok()?;
    complete_catalogue(catalogue, about, first, first + 1);
    if !fields.is_empty() {
        let widgets = widget_numbers(&printed.objects);
        let catalogue = printed.objects.get_mut(&printed.root)?.as_dict_mut().ok()?;
        let fields: Vec<Object> = widgets
            .into_iter()
            .map(|n| Object::Reference((n, 0)))
            .collect();
        // 3 = signature fields exist, and the file may only be appended to.
        catalogue.set(
            "AcroForm",
            dictionary! { "Fields" => fields, "SigFlags" => 3 },
        );
    }
    Some(written(printed, first + 2, about))
}

/// Drops what nothing uses, numbers the rest from 1, and writes it.
fn written(printed: Printed, info: u32, about: &About<'_>) -> Vec<u8> {
    let roots = Object::Array(vec![
        Object::Reference((printed.root, 0)),
        Object::Reference((info, 0)),
    ]);
    let used = reachable(&printed.objects, &roots);
    let numbers: BTreeMap<u32, u32> = used.into_iter().zip(1..).collect();
    let mut objects = BTreeMap::new();
    for (number, mut object) in printed.objects {
        if let Some(new) = numbers.get(&number) {
            compress(&mut object);
            renumber(&mut object, &numbers);
            objects.insert(*new, object);
        }
    }
    let digest = Sha256::digest([b"lineproof/pdf-id/1", about.identity].concat());
    let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
    let trailer = Trailer {
        size: u32::try_from(objects.len()).unwrap_or(u32::MAX - 1) + 1,
        root: numbers[&printed.root],
        info: numbers[&info],
        id: Object::Array(vec![id.clone(), id]),
        previous: None,
    };
    Section {
        objects: &objects,
        trailer: &trailer,
    }
    .to_bytes(0)
}

fn widget(field: &OpenField, page: u32, appearance: u32, page_height: f32) -> Dictionary {
    let area = field.area;
    let bottom = page_height - area.y - area.height;
    let corners = [area.x, bottom, area.x + area.width, bottom + area.height];
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text_string(&field.name),
        "TU" => text_string(&field.label),
        // 132 = printed, and locked in its place.
        "F" => 132,
        "P" => Object::Reference((page, 0)),
        "Rect" => corners.map(Object::Real).to_vec(),
        "AP" => dictionary! { "N" => Object::Reference((appearance, 0)) },
    }
}

fn widget_numbers(objects: &BTreeMap<u32, Object>) -> Vec<u32> {
    let is_widget = |object: &Object| {
        let subtype = object
            .as_dict()
            .and_then(|dictionary| dictionary.get(b"Subtype"));
        subtype
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Widget")
    };
    objects
        .iter()
        .filter(|(_, object)| is_widget(object))
        .map(|(number, _)| *number)
        .collect()
}

fn information(about: &About<'_>) -> Dictionary {
    let date = text_string(&pdf_date(about.made_at));
    dictionary! {
        "Title" => text_string(about.title),
        "Creator" => text_string(PRODUCER),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => date.clone(),
        "ModDate" => date,
    }
}

fn complete_catalogue(catalogue: &mut Dictionary, about: &About<'_>, metadata: u32, profile: u32) {
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("sRGB"),
        "Info" => text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference((profile, 0)),
    };
    catalogue.set("Metadata", Object::Reference((metadata, 0)));
    catalogue.set("OutputIntents", vec![intent.into()]);
    catalogue.set("Lang", text_string(about.language));
    catalogue.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
}

/// Compresses a stream that is not compressed yet. XMP stays readable, as archives want it.
pub(crate) fn compress(object: &mut Object) {
    if let Object::Stream(stream) = object {
        let plain = !stream.dict.has(b"Filter");
        let kind = stream.dict.get(b"Type").and_then(Object::as_name);
        let metadata = kind.is_ok_and(|name| name == b"Metadata");
        if plain && !metadata {
            // A stream that refuses stays as it is; it is valid either way.
            let _ = stream.compress();
        }
    }
}

/// The numbers of everything that `root` leads to, in ascending order.
pub(crate) fn reachable(objects: &BTreeMap<u32, Object>, root: &Object) -> BTreeSet<u32> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![root];
    while let Some(object) = waiting.pop() {
        match object {
            Object::Reference((number, _)) => {
                if seen.insert(*number) {
                    waiting.extend(objects.get(number));
                }
            }
            Object::Array(items) => waiting.extend(items),
            Object::Dictionary(dictionary) => waiting.extend(dictionary.iter().map(|(_, v)| v)),
            Object::Stream(stream) => waiting.extend(stream.dict.iter().map(|(_, v)| v)),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..) => {}
        }
    }
    seen.retain(|number| objects.contains_key(number));
    seen
}

/// Points every reference at the new number of what it means; one to nothing becomes null.
pub(crate) fn renumber(object: &mut Object, numbers: &BTreeMap<u32, u32>) {
    match object {
        Object::Reference((number, _)) => match numbers.get(number) {
            Some(new) => *object = Object::Reference((*new, 0)),
            None => *object = Object::Null,
        },
        Object::Array(items) => items.iter_mut().for_each(|item| renumber(item, numbers)),
        Object::Dictionary(dictionary) => renumber_values(dictionary, numbers),
        Object::Stream(stream) => renumber_values(&mut stream.dict, numbers),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn renumber_values(dictionary: &mut Dictionary, numbers: &BTreeMap<u32, u32>) {
    for (_, value) in dictionary.iter_mut() {
        renumber(value, numbers);
    }
}
