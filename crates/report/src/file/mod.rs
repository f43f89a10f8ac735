//! The PDF file itself: how objects and sections are written, and how a finished file is taken apart.
//!
//! One writer serves the first revision and every signature after it, and it is canonical: what it
//! wrote and what is read back from it gives the same bytes again. Verification uses that: an added
//! section is accepted only if writing its objects again yields exactly the bytes in the file, so
//! nothing can hide between or beside them.

mod object;
mod revision;
mod section;

pub(crate) use object::text_string;
pub(crate) use revision::{PdfFile, Revision};
pub(crate) use section::{Section, Trailer};

/// Why a PDF cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is no PDF, or a broken one.
    #[error("the file is not a readable PDF: {problem}")]
    Unreadable {
        /// What the parser says.
        problem: String,
    },
    /// It is a PDF, but not in the form that Lineproof writes.
    #[error("the PDF is not in the form Lineproof writes: {what}")]
    OtherForm {
        /// What differs.
        what: &'static str,
    },
}
