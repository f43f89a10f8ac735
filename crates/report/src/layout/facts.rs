//! Label and value in two columns.

use super::text::{lines, scratch};
use super::{BODY, MARGIN, Piece, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Canvas, Ink, at};
use crate::view::Fact;

const LABEL: f32 = 76.0;
const BETWEEN: f32 = 18.0;
const COLUMN: f32 = (WIDTH - BETWEEN) / 2.0;

/// One piece a row. Labels too long for their column wrap like values.
pub(super) fn pieces(facts: &[Fact], fonts: &Fonts) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = facts;
    while let [first, after @ ..] = rest {
        let pair = match after {
            [second, ..] if !first.wide && !second.wide => Some(second),
            _ => None,
        };
        rest = &after[usize::from(pair.is_some())..];
        let width = if first.wide { WIDTH } else { COLUMN };
        let mut row = Row::new(fonts);
        row.set(first, MARGIN, width);
        if let Some(second) = pair {
            row.set(second, MARGIN + COLUMN + BETWEEN, COLUMN);
        }
        pieces.push(row.piece());
    }
    pieces
}

struct Row<'f> {
    sheet: crate::paper::Sheet<'f>,
    lines: usize,
    fonts: &'f Fonts,
}

impl<'f> Row<'f> {
    fn new(fonts: &'f Fonts) -> Self {
        Row {
            sheet: scratch(fonts),
            lines: 1,
            fonts,
        }
    }

    fn set(&mut self, fact: &Fact, left: f32, width: f32) {
        let label = BODY.style(Weight::Regular, Ink::Second);
        let value = BODY.style(Weight::Regular, Ink::First);
        let parts = [
            (&fact.label, left, LABEL - 6.0, label),
            (&fact.value, left + LABEL, width - LABEL, value),
        ];
        for (text, x, width, style) in parts {
            let lines = lines(text, width, style, self.fonts);
            let mut baseline = BODY.baseline();
            for line in &lines {
                self.sheet.text(at(x, baseline), line, style);
                baseline += BODY.leading;
            }
            self.lines = self.lines.max(lines.len());
        }
    }

    fn piece(self) -> Piece {
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height = self.lines as f32 * BODY.leading + 1.5;
        Piece {
            height,
            marks: self.sheet.marks,
            ..Piece::default()
        }
    }
}
