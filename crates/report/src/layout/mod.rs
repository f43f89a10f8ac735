//! Flow layout: from the blocks of a view to sheets of A4.
//!
//! Every block becomes pieces that are never split: a line of a paragraph, a row of a table or a line of a
//! long one, a row of pictures. Pieces flow down the pages; a piece may ask to stay with the next one.

mod facts;
mod flow;
mod frame;
mod photos;
pub(crate) mod signature_box;
mod table;
mod text;
mod trace;

use crate::archive::OpenField;
use crate::fonts::{Fonts, Weight};
use crate::jpeg::Jpeg;
use crate::paper::{Ink, Mark, Sheet, TextStyle};
use crate::view::{Block, DocumentView};

/// A4 and its margins in points (18 mm).
pub(crate) const PAGE_WIDTH: f32 = 595.276;
/// Height of A4.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
const MARGIN: f32 = 51.02;
const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;

/// Size and distance of lines, from the design: body 9.5/14, table 9/13, title 15, foot 7.5.
const BODY: Type = Type {
    size: 9.5,
    leading: 14.0,
};
const TABLE: Type = Type {
    size: 9.0,
    leading: 13.0,
};
const SMALL: Type = Type {
    size: 7.5,
    leading: 11.0,
};
const HEADING: Type = Type {
    size: 11.0,
    leading: 16.0,
};
const BLOCK_GAP: f32 = 10.0;

/// A size of type with the distance of its lines, in points.
#[derive(Clone, Copy)]
struct Type {
    size: f32,
    leading: f32,
}

impl Type {
    const fn style(self, weight: Weight, ink: Ink) -> TextStyle {
        TextStyle {
            size: self.size,
            weight,
            ink,
        }
    }

    /// The baseline's distance from the top of its line: the ideographic square stands in the middle.
    fn baseline(self) -> f32 {
        (self.leading - self.size) / 2.0 + 0.88 * self.size
    }
}

/// A document on its sheets.
pub(crate) struct Laid<'f> {
    pub sheets: Vec<Sheet<'f>>,
    pub pictures: Vec<Jpeg>,
    pub fields: Vec<OpenField>,
}

/// Something that is never split. Its marks and fields count from its own upper edge.
#[derive(Default)]
struct Piece {
    height: f32,
    /// Distance to what stands above, dropped at the top of a page.
    gap: f32,
    marks: Vec<Mark>,
    fields: Vec<OpenField>,
    /// A heading or note: not enough to stand with signatures on a page.
    is_light: bool,
    /// Not to be parted from the piece that follows.
    with_next: bool,
    /// Repeated above this piece when it begins a page: height and marks.
    head: Option<std::rc::Rc<(f32, Vec<Mark>)>>,
}

/// Lays a view out.
pub(crate) fn lay_out<'f>(view: &DocumentView, fonts: &'f Fonts) -> Laid<'f> {
    let mut pictures = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for block in &view.blocks {
        let before = pieces.len();
        let mut new = pieces_of(block, fonts, &mut pictures);
        if matches!(block, Block::Signatures(_)) {
            keep_something_with_signatures(&mut pieces);
        }
        pieces.append(&mut new);
        if let Some(first) = pieces.get_mut(before) {
            first.gap = first.gap.max(BLOCK_GAP);
        }
    }
    let (mut sheets, fields) = flow::onto_sheets(pieces, fonts);
    frame::draw(&mut sheets, view, fonts);
    Laid {
        sheets,
        pictures,
        fields,
    }
}

/// Signatures are never alone on a page: what stands before them goes with them, beyond headings and
/// notes back to the last piece that says something.
fn keep_something_with_signatures(before: &mut [Piece]) {
    for piece in before.iter_mut().rev() {
        piece.with_next = true;
        if !piece.is_light {
            return;
        }
    }
}

fn pieces_of(block: &Block, fonts: &Fonts, pictures: &mut Vec<Jpeg>) -> Vec<Piece> {
    match block {
        Block::Heading(text) => heading(text, fonts),
        Block::Paragraph(text) => text::paragraph(text, BODY, Ink::First, fonts),
        Block::Note(text) => light(text::paragraph(text, SMALL, Ink::Second, fonts)),
        Block::Facts(facts) => facts::pieces(facts, fonts),
        Block::Table(table) => table::pieces(table, fonts),
        Block::Photos(grid) => photos::pieces(grid, fonts, pictures),
        Block::Trace(figure) => trace::pieces(figure, fonts),
        Block::Signatures(boxes) => signature_box::pieces(boxes, fonts),
    }
}

fn heading(text: &str, fonts: &Fonts) -> Vec<Piece> {
    let mut pieces = text::lines_as_pieces(text, HEADING, Weight::Bold, Ink::First, fonts);
    for piece in &mut pieces {
        piece.with_next = true;
    }
    if let Some(first) = pieces.first_mut() {
        first.gap = 1.6 * BLOCK_GAP;
    }
    light(pieces)
}

fn light(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        piece.is_light = true;
    }
    pieces
}
