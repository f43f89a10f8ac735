//! The signature fields of a revision.

use crate::file::{FileError, PdfFile, Revision};
use lopdf::{Dictionary, Object};

/// A signature field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// Its name (`/T`): tester, customer, manager.
    pub name: String,
    /// Its object number; the widget is the same object.
    pub number: u32,
    /// Width and height on the page in points.
    pub size: (f32, f32),
    /// The number of its signature's object, once signed.
    pub signature: Option<u32>,
}

/// The names of the signature fields of a document and whether each is signed.
///
/// # Errors
/// When the file cannot be read.
pub fn field_names(pdf: &[u8]) -> Result<Vec<(String, bool)>, FileError> {
    let file = PdfFile::read(pdf)?;
    let all = fields(file.last())?;
    Ok(all
        .into_iter()
        .map(|field| (field.name, field.signature.is_some()))
        .collect())
}

/// All signature fields in the order of the form.
pub(crate) fn fields(revision: &Revision) -> Result<Vec<Field>, FileError> {
    let broken = FileError::OtherForm {
        what: "the list of signature fields is damaged",
    };
    read(revision).ok_or(broken)
}

fn read(revision: &Revision) -> Option<Vec<Field>> {
    let form = revision.catalogue()?.get(b"AcroForm").ok()?;
    let form = match form {
        Object::Reference((number, _)) => revision.dictionary(*number)?,
        Object::Dictionary(form) => form,
        _ => return None,
    };
    let list = form.get(b"Fields").ok()?.as_array().ok()?;
    list.iter()
        .map(|entry| {
            let number = entry.as_reference().ok()?.0;
            field(number, revision.dictionary(number)?)
        })
        .collect()
}

fn field(number: u32, widget: &Dictionary) -> Option<Field> {
    if widget.get(b"FT").ok()?.as_name().ok()? != b"Sig" {
        return None;
    }
    let rectangle: Vec<f32> = widget
        .get(b"Rect")
        .ok()?
        .as_array()
        .ok()?
        .iter()
        .map(|value| value.as_float().ok())
        .collect::<Option<_>>()?;
    let [left, bottom, right, top] = rectangle[..] else {
        return None;
    };
    let signature = match widget.get(b"V") {
        Ok(value) => Some(value.as_reference().ok()?.0),
        Err(_) => None,
    };
    let name = widget.get(b"T").ok()?.as_str().ok()?;
    Some(Field {
        name: String::from_utf8_lossy(name).into_owned(),
        number,
        size: (right - left, top - bottom),
        signature,
    })
}
