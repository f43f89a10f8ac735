//! Label and value in two columns.

use super::text::{lines, scratch};
use super::{BODY, MARGIN, Piece, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Canvas, Ink, TextStyle, at};
use crate::view::Fact;

/// Narrowest and widest column of labels; the longest label of the block decides.
const LABEL: (f32, f32) = (76.0, 112.0);
const AFTER_LABEL: f32 = 6.0;
const BETWEEN: f32 = 18.0;
const COLUMN: f32 = (WIDTH - BETWEEN) / 2.0;

/// A row of more lines, and a block of more rows, may go on on the next page.
const WHOLE: usize = 8;

/// One piece a row, or one a line where the row is long. Labels too long for their column wrap like values.
pub(super) fn pieces(facts: &[Fact], fonts: &Fonts) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let wide = |fact: &Fact| fonts.width(&fact.label, BODY.size, Weight::Regular) + AFTER_LABEL;
    let label = facts.iter().map(wide).fold(LABEL.0, f32::max).min(LABEL.1);
    let mut rest = facts;
    while let [first, after @ ..] = rest {
        let pair = match after {
            [second, ..] if !first.wide && !second.wide => Some(second),
            _ => None,
        };
        rest = &after[usize::from(pair.is_some())..];
        let width = if first.wide { WIDTH } else { COLUMN };
        let mut row = Row::default();
        row.set(first, MARGIN, (label, width), fonts);
        if let Some(second) = pair {
            row.set(second, MARGIN + COLUMN + BETWEEN, (label, COLUMN), fonts);
        }
        pieces.extend(row.pieces(fonts));
    }
    keep_together(&mut pieces);
    pieces
}

/// A short block stays whole; of a long one neither the first nor the last row stands alone on a page.
fn keep_together(pieces: &mut [Piece]) {
    let count = pieces.len();
    for (index, piece) in pieces.iter_mut().enumerate() {
        let is_edge = index == 0 || index + 2 == count;
        piece.with_next = index + 1 < count && (count <= WHOLE || is_edge);
    }
}

/// Labels and values side by side: left edge, look and lines of each.
#[derive(Default)]
struct Row {
    columns: Vec<(f32, TextStyle, Vec<String>)>,
}

impl Row {
    /// `widths`: of the label and of the whole.
    fn set(&mut self, fact: &Fact, left: f32, widths: (f32, f32), fonts: &Fonts) {
        let (before, width) = widths;
        let label = BODY.style(Weight::Regular, Ink::Second);
        let value = BODY.style(Weight::Regular, Ink::First);
        let parts = [
            (&fact.label, left, before - AFTER_LABEL, label),
            (&fact.value, left + before, width - before, value),
        ];
        for (text, x, width, style) in parts {
            self.columns
                .push((x, style, lines(text, width, style, fonts)));
        }
    }

    fn pieces(&self, fonts: &Fonts) -> Vec<Piece> {
        let columns = self.columns.iter();
        let tallest = columns.map(|(_, _, lines)| lines.len()).max();
        let tallest = tallest.unwrap_or(1).max(1);
        let step = if tallest > WHOLE { 1 } else { tallest };
        (0..tallest)
            .step_by(step)
            .map(|first| self.piece(first, step, first + step >= tallest, fonts))
            .collect()
    }

    fn piece(&self, first: usize, count: usize, last: bool, fonts: &Fonts) -> Piece {
        let mut sheet = scratch(fonts);
        for (x, style, lines) in &self.columns {
            let mut baseline = BODY.baseline();
            for line in lines.iter().skip(first).take(count) {
                sheet.text(at(*x, baseline), line, *style);
                baseline += BODY.leading;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height = count as f32 * BODY.leading + if last { 1.5 } else { 0.0 };
        Piece {
            height,
            marks: sheet.marks,
            ..Piece::default()
        }
    }
}
