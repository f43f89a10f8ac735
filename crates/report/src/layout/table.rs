//! Tables: the head repeats on every page, a row is not split unless it is long.

use super::text::{lines, scratch, set_line};
use super::{MARGIN, Piece, SMALL, TABLE, Type, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Canvas, Ink, Mark, Pen, Sheet, TextStyle, at};
use crate::view::{Cell, Column, Table, Tone};
use std::rc::Rc;

/// Empty space right of every column but the last.
const PADDING: f32 = 12.0;
const ABOVE_ROW: f32 = 1.5;
const BELOW_ROW: f32 = 1.5;

/// A row of more lines may go on on the next page.
const WHOLE: usize = 16;

/// The head and one piece a row.
pub(super) fn pieces(table: &Table, fonts: &Fonts) -> Vec<Piece> {
    let cells = places(&table.columns);
    let head = Rc::new(head(table, &cells, fonts));
    let mut pieces = vec![Piece {
        height: head.0,
        marks: head.1.clone(),
        with_next: true,
        ..Piece::default()
    }];
    for row in &table.rows {
        for mut piece in row_pieces(row, table, &cells, fonts) {
            piece.head = Some(Rc::clone(&head));
            pieces.push(piece);
        }
    }
    // Neither the first row nor the last is left alone on a page.
    if let [_, first, _, ..] = pieces.as_mut_slice() {
        first.with_next = true;
    }
    if let [_, .., before, _] = pieces.as_mut_slice() {
        before.with_next = true;
    }
    pieces
}

/// Left edge and width of each column's text.
fn places(columns: &[Column]) -> Vec<(f32, f32)> {
    let all: f32 = columns.iter().map(|column| column.share).sum();
    let mut left = MARGIN;
    columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let width = WIDTH * column.share / all.max(f32::EPSILON);
            let padding = if index + 1 < columns.len() {
                PADDING
            } else {
                0.0
            };
            let place = (left, (width - padding).max(8.0));
            left += width;
            place
        })
        .collect()
}

fn head(table: &Table, cells: &[(f32, f32)], fonts: &Fonts) -> (f32, Vec<Mark>) {
    let style = SMALL.style(Weight::Regular, Ink::Second);
    let titles: Vec<Vec<String>> = table
        .columns
        .iter()
        .zip(cells)
        .map(|(column, (_, width))| lines(&column.title, *width, style, fonts))
        .collect();
    let tallest = titles.iter().map(Vec::len).max().unwrap_or(1);
    let height = height_of(tallest, SMALL) + 3.0;
    let mut sheet = scratch(fonts);
    for ((column, place), title) in table.columns.iter().zip(cells).zip(&titles) {
        let first = height - 3.0 - height_of(title.len(), SMALL);
        set_lines(
            &mut sheet,
            title,
            *place,
            first,
            SMALL,
            style,
            column.right,
            fonts,
        );
    }
    rule(&mut sheet, height - 1.0, 0.75, Ink::First);
    (height, sheet.marks)
}

/// A row as one piece, or as one a line where it is long. Words in a column of numbers that run over
/// several lines stand on the left.
fn row_pieces(row: &[Cell], table: &Table, cells: &[(f32, f32)], fonts: &Fonts) -> Vec<Piece> {
    let texts: Vec<(Vec<String>, TextStyle)> = row
        .iter()
        .zip(cells)
        .map(|(cell, (_, width))| {
            let style = style_of(cell.tone);
            (lines(&cell.text, *width, style, fonts), style)
        })
        .collect();
    let tallest = texts
        .iter()
        .map(|(lines, _)| lines.len())
        .max()
        .unwrap_or(1);
    let most = if tallest > WHOLE { 1 } else { tallest };
    let mut pieces = Vec::new();
    let mut first = 0;
    while first < tallest.max(1) {
        let count = (tallest - first).min(most).max(1);
        let last = first + count >= tallest;
        let above = if first == 0 { ABOVE_ROW } else { 0.0 };
        let mut sheet = scratch(fonts);
        for (((lines, style), place), column) in texts.iter().zip(cells).zip(&table.columns) {
            let part = lines.get(first..).unwrap_or_default();
            let part = &part[..part.len().min(count)];
            set_lines(
                &mut sheet,
                part,
                *place,
                above,
                TABLE,
                *style,
                column.right && lines.len() == 1,
                fonts,
            );
        }
        let below = if last { BELOW_ROW } else { 0.0 };
        let height = height_of(count, TABLE) + above + below;
        if last {
            rule(&mut sheet, height, 0.25, Ink::Rule);
        }
        pieces.push(Piece {
            height,
            marks: sheet.marks,
            ..Piece::default()
        });
        first += count;
    }
    // Neither the first line of a long row nor its last is left alone on a page.
    if let [first, _, ..] = pieces.as_mut_slice() {
        first.with_next = true;
    }
    if let [.., before, _] = pieces.as_mut_slice() {
        before.with_next = true;
    }
    pieces
}

#[expect(
    clippy::too_many_arguments,
    reason = "text, place and look of one cell"
)]
fn set_lines(
    sheet: &mut Sheet<'_>,
    lines: &[String],
    place: (f32, f32),
    top: f32,
    size: Type,
    style: TextStyle,
    right: bool,
    fonts: &Fonts,
) {
    let mut baseline = top + size.baseline();
    for line in lines {
        set_line(sheet, line, place, baseline, style, right, fonts);
        baseline += size.leading;
    }
}

fn style_of(tone: Tone) -> TextStyle {
    match tone {
        Tone::Plain => TABLE.style(Weight::Regular, Ink::First),
        Tone::Strong => TABLE.style(Weight::Bold, Ink::First),
        Tone::Pass => TABLE.style(Weight::Bold, Ink::Pass),
        Tone::Fail => TABLE.style(Weight::Bold, Ink::Fail),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn height_of(lines: usize, size: Type) -> f32 {
    lines as f32 * size.leading
}

fn rule(sheet: &mut Sheet<'_>, y: f32, width: f32, ink: Ink) {
    let pen = Pen {
        width,
        ink,
        dotted: false,
    };
    sheet.line(at(MARGIN, y), at(MARGIN + WIDTH, y), pen);
}
