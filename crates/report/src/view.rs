//! What a document shows, before it has pages: plain texts and figures in reading order.

use crate::jpeg::Jpeg;
use chrono::{DateTime, FixedOffset};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::FieldKey;
use lineproof_domain::trace::TracePlot;
use lineproof_i18n::Language;

/// A document ready to be laid out. The same view always gives the same bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentView {
    /// Key of the document in the catalogue: `test_report_e2e`, `acceptance`.
    pub document: String,
    /// The language of its texts.
    pub language: Language,
    /// Title at the head, left.
    pub title: String,
    /// Number at the head, right, and in the foot.
    pub number: String,
    /// The time every date inside the file says.
    pub made_at: DateTime<FixedOffset>,
    /// Hash of what it was made from; foot, QR and file identifier.
    pub record_hash: Sha256Digest,
    /// The events it reads, sorted.
    pub sources: Vec<EventId>,
    /// The fields of the record it shows, as `document.made` names them.
    pub shows: Vec<FieldKey>,
    /// What it shows, in order.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; never the last thing on a page.
    Heading(String),
    /// Running text; a newline begins a paragraph.
    Paragraph(String),
    /// Running text in small second ink: a remark on what stands before it.
    Note(String),
    /// Label and value, in two columns.
    Facts(Vec<Fact>),
    /// A table whose head repeats on every page.
    Table(Table),
    /// Pictures side by side.
    Photos(PhotoGrid),
    /// A measured curve.
    Trace(Box<TraceFigure>),
    /// Boxes to sign in, never alone on a page.
    Signatures(Vec<SignatureBox>),
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Over both columns.
    pub wide: bool,
}

/// Rows under a head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows; each as long as `columns`, missing cells are empty.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its share of the width.
    pub share: f32,
    /// Numbers stand on the right.
    pub right: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// How it is said.
    pub tone: Tone,
}

/// How a text stands out. Colour never speaks alone: the word is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As everything else.
    #[default]
    Plain,
    /// A verdict that is good.
    Pass,
    /// A verdict that is bad.
    Fail,
    /// Bold, for what must be seen.
    Strong,
}

/// Pictures in rows of two or three.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoGrid {
    /// 2 or 3.
    pub across: usize,
    /// The pictures in order.
    pub photos: Vec<Photo>,
}

/// A picture with what stands below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// The rendition, embedded unchanged; without one the frame says why.
    pub picture: Result<Jpeg, String>,
    /// Code of the slot.
    pub code: String,
    /// What is to be seen.
    pub caption: String,
    /// When, and what else is known.
    pub detail: String,
}

/// A measured curve with its axes.
#[derive(Debug, Clone, PartialEq)]
pub struct TraceFigure {
    /// Geometry of curve, axes and marks.
    pub plot: TracePlot,
    /// An earlier curve to compare with, in the same plot, drawn dotted.
    pub reference: Option<TracePlot>,
    /// Name of the left end.
    pub near_end: String,
    /// Name of the right end.
    pub far_end: String,
    /// What the horizontal axis measures.
    pub distance_label: String,
    /// What the vertical axis measures.
    pub level_label: String,
    /// What stands below.
    pub caption: String,
}

/// A box to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureBox {
    /// Name of the field: tester, customer, manager.
    pub field: String,
    /// The role in words.
    pub role: String,
}

impl Fact {
    /// A fact in one column.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Fact {
            label: label.into(),
            value: value.into(),
            wide: false,
        }
    }

    /// The same over both columns.
    #[must_use]
    pub fn wide(self) -> Self {
        Fact { wide: true, ..self }
    }
}

impl Cell {
    /// A plain cell.
    pub fn new(text: impl Into<String>) -> Self {
        Cell {
            text: text.into(),
            tone: Tone::Plain,
        }
    }

    /// A cell that stands out.
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Cell {
            text: text.into(),
            tone,
        }
    }
}

impl Column {
    /// A column of texts.
    pub fn text(title: impl Into<String>, share: f32) -> Self {
        Column {
            title: title.into(),
            share,
            right: false,
        }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, share: f32) -> Self {
        Column {
            title: title.into(),
            share,
            right: true,
        }
    }
}
