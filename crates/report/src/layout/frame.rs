//! What stands on every page: the head, and the foot with number, page, hash and QR.

use super::text::set_line;
use super::{MARGIN, PAGE_HEIGHT, SMALL, Type, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Canvas, Ink, Pen, Point, Sheet, at};
use crate::view::DocumentView;
use lineproof_i18n::text;
use qrcode::{Color, EcLevel, QrCode};

/// Height of the head on the first page.
pub(super) const HEAD_HEIGHT_FIRST: f32 = 34.0;
const HEAD_HEIGHT_LATER: f32 = 24.0;
/// Height of the foot.
pub(super) const FOOT_HEIGHT: f32 = 52.0;
const QR_SIZE: f32 = 42.0;
const TITLE: Type = Type {
    size: 15.0,
    leading: 20.0,
};
const RUNNING_TITLE: Type = Type {
    size: 9.5,
    leading: 13.0,
};
/// How many digits of the hash people read; the QR holds all.
const SHORT_HASH_DIGITS: usize = 16;

/// Height of the head of a page.
pub(super) const fn head_height(page: usize) -> f32 {
    if page == 0 {
        HEAD_HEIGHT_FIRST
    } else {
        HEAD_HEIGHT_LATER
    }
}

/// Draws head and foot on every sheet.
pub(super) fn draw(sheets: &mut [Sheet<'_>], view: &DocumentView, fonts: &Fonts) {
    let pages = sheets.len();
    let code = qr_shapes(&format!("LINEPROOF:RECORD:{}", view.record_hash).to_ascii_uppercase());
    for (index, sheet) in sheets.iter_mut().enumerate() {
        head(index, sheet, view, fonts);
        foot((index + 1, pages), sheet, view, &code, fonts);
    }
}

fn head(page: usize, sheet: &mut Sheet<'_>, view: &DocumentView, fonts: &Fonts) {
    let size = if page == 0 { TITLE } else { RUNNING_TITLE };
    let number = fonts.settable(&view.number);
    let number_style =
        RUNNING_TITLE
            .style(Weight::Regular, Ink::First)
            .shrunk(&number, WIDTH / 2.0, fonts);
    let number_width = fonts.width(&number, number_style.size, number_style.weight);
    let baseline = MARGIN + size.baseline();
    let whole = (MARGIN, WIDTH);
    set_line(sheet, &number, whole, baseline, number_style, true, fonts);
    let title = fonts.settable(&view.title);
    let room = WIDTH - number_width - 14.0;
    let style = size
        .style(Weight::Bold, Ink::First)
        .shrunk(&title, room, fonts);
    sheet.text(at(MARGIN, baseline), &title, style);
    let y = MARGIN + size.leading + 3.0;
    sheet.line(at(MARGIN, y), at(MARGIN + WIDTH, y), pen(1.5));
}

fn foot(
    (page, pages): (usize, usize),
    sheet: &mut Sheet<'_>,
    view: &DocumentView,
    code: &[Vec<Point>],
    fonts: &Fonts,
) {
    let top = PAGE_HEIGHT - MARGIN - QR_SIZE;
    let bottom = PAGE_HEIGHT - MARGIN;
    let style = SMALL.style(Weight::Regular, Ink::Second);
    let right = WIDTH - QR_SIZE - 8.0;
    sheet.line(
        at(MARGIN, top + 18.0),
        at(MARGIN + right, top + 18.0),
        pen(0.25),
    );
    let [page, pages] = [page, pages].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let page = text(
        view.language,
        "document-foot-page",
        &[("page", page.into()), ("pages", pages.into())],
    );
    let hash = view.record_hash.to_string();
    let hash = text(
        view.language,
        "document-foot-record",
        &[("hash", hash[..SHORT_HASH_DIGITS].into())],
    );
    let first = bottom - 2.0 * SMALL.leading + SMALL.baseline();
    let second = first + SMALL.leading;
    let number = fonts.settable(&view.number);
    let number_style = style.shrunk(&number, right / 2.0, fonts);
    sheet.text(at(MARGIN, first), &number, number_style);
    set_line(
        sheet,
        &fonts.settable(&page),
        (MARGIN, right),
        first,
        style,
        true,
        fonts,
    );
    sheet.text(at(MARGIN, second), &fonts.settable(&hash), style);
    let left = MARGIN + WIDTH - QR_SIZE;
    let placed: Vec<Vec<Point>> = code
        .iter()
        .map(|shape| {
            shape
                .iter()
                .map(|corner| at(left + corner.x * QR_SIZE, top + corner.y * QR_SIZE))
                .collect()
        })
        .collect();
    sheet.fill(&placed, Ink::First);
}

fn pen(width: f32) -> Pen {
    Pen {
        width,
        ink: Ink::First,
        dotted: false,
    }
}

/// The dark parts of a QR code as rectangles in a square of side 1, runs of a row joined.
fn qr_shapes(content: &str) -> Vec<Vec<Point>> {
    let Ok(code) = QrCode::with_error_correction_level(content, EcLevel::M) else {
        return Vec::new();
    };
    let side = code.width();
    let colours = code.to_colors();
    let mut shapes = Vec::new();
    for (row, line) in colours.chunks(side).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                shapes.push(cells(row, column, run.len(), side));
            }
            column += run.len();
        }
    }
    shapes
}

#[expect(clippy::cast_precision_loss, reason = "some forty modules")]
fn cells(row: usize, column: usize, count: usize, side: usize) -> Vec<Point> {
    let unit = 1.0 / side as f32;
    let (left, top) = (column as f32 * unit, row as f32 * unit);
    let (right, bottom) = (left + count as f32 * unit, top + unit);
    vec![
        at(left, top),
        at(right, top),
        at(right, bottom),
        at(left, bottom),
    ]
}
