//! The box a signature goes into: role above, handwriting over a rule, name and time below.

use super::text::{lines, scratch};
use super::{MARGIN, Piece, SMALL, WIDTH};
use crate::archive::OpenField;
use crate::fonts::{Fonts, Weight};
use crate::paper::{Area, Canvas, Ink, Pen, at};
use crate::view::SignatureBox;

/// Empty space left and right inside a box, in points.
pub(crate) const SIDE: f32 = 4.0;
/// Where handwriting may begin, below the role.
pub(crate) const INK_AREA_TOP: f32 = 14.0;
/// The rule's distance from the lower edge; name and time stand below it.
pub(crate) const RULE_FROM_BOTTOM: f32 = 25.0;
/// Size and leading of name and time.
pub(crate) const TEXT_SIZE: f32 = 8.0;
/// Distance between the lines of name and time.
pub(crate) const TEXT_LEADING: f32 = 11.0;

const ACROSS: usize = 3;
const BETWEEN: f32 = 14.0;
const HEIGHT: f32 = 92.0;

/// One piece a row of boxes; all rows stay together.
pub(super) fn pieces(boxes: &[SignatureBox], fonts: &Fonts) -> Vec<Piece> {
    let across = boxes.len().clamp(2, ACROSS);
    #[expect(clippy::cast_precision_loss, reason = "two or three")]
    let width = (WIDTH - BETWEEN * (across - 1) as f32) / across as f32;
    let mut pieces: Vec<Piece> = boxes
        .chunks(across)
        .map(|row| {
            let mut piece = Piece {
                height: HEIGHT,
                gap: BETWEEN,
                with_next: true,
                ..Piece::default()
            };
            let mut left = MARGIN;
            for one in row {
                set(one, left, width, fonts, &mut piece);
                left += width + BETWEEN;
            }
            piece
        })
        .collect();
    if let Some(last) = pieces.last_mut() {
        last.with_next = false;
    }
    pieces
}

fn set(one: &SignatureBox, left: f32, width: f32, fonts: &Fonts, piece: &mut Piece) {
    let mut sheet = scratch(fonts);
    let style = SMALL.style(Weight::Bold, Ink::First);
    if let Some(role) = lines(&one.role, width - 2.0 * SIDE, style, fonts).first() {
        sheet.text(at(left + SIDE, SMALL.baseline()), role, style);
    }
    let rule = Pen {
        width: 0.75,
        ink: Ink::First,
        dotted: false,
    };
    let y = HEIGHT - RULE_FROM_BOTTOM;
    sheet.line(at(left + SIDE, y), at(left + width - SIDE, y), rule);
    piece.marks.append(&mut sheet.marks);
    piece.fields.push(OpenField {
        name: one.field.clone(),
        label: one.role.clone(),
        page: 0,
        area: Area {
            x: left,
            y: 0.0,
            width,
            height: HEIGHT,
        },
    });
}
