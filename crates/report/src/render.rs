//! From a view to the first revision of its PDF.

use crate::archive::{About, first_revision};
use crate::fonts::Fonts;
use crate::layout::{PAGE_HEIGHT, lay_out};
use crate::paper;
use crate::view::DocumentView;
use lineproof_domain::digest::Sha256Digest;

/// Grows when the same view would give other pages. It goes into the record's hash.
pub const LAYOUT_VERSION: u32 = 3;

/// A document ready to be shown and signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The unsigned revision: PDF/A-2b with every signature field open.
    pub pdf: Vec<u8>,
    /// Number of pages.
    pub pages: u32,
    /// Names of the signature fields in order.
    pub fields: Vec<String>,
    /// SHA-256 of `pdf`: what the first signer is shown.
    pub pages_hash: Sha256Digest,
}

/// The pages could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pages of `{number}` could not be made: {problem}")]
pub struct RenderError {
    /// The document's number.
    pub number: String,
    /// What went wrong.
    pub problem: String,
}

/// Makes the unsigned PDF of a view. The same view and fonts give the same bytes.
///
/// # Errors
/// When the pages cannot be put together; no content of a view is a reason.
pub fn render(view: &DocumentView, fonts: &Fonts) -> Result<Rendered, RenderError> {
    let failed = |problem: String| RenderError {
        number: view.number.clone(),
        problem,
    };
    let laid = lay_out(view, fonts);
    let printed = paper::objects(&laid.sheets, &laid.pictures, fonts).map_err(failed)?;
    let title = format!("{} {}", view.title, view.number);
    let about = About {
        title: &title,
        language: view.language.tag(),
        made_at: view.made_at,
        identity: &view.record_hash.0,
    };
    let pdf = first_revision(printed, &about, &laid.fields, PAGE_HEIGHT)
        .ok_or_else(|| failed("a page is missing".to_owned()))?;
    Ok(Rendered {
        pages: u32::try_from(laid.sheets.len()).unwrap_or(u32::MAX),
        fields: laid.fields.into_iter().map(|field| field.name).collect(),
        pages_hash: Sha256Digest::of(&pdf),
        pdf,
    })
}
