//! A measured curve as vectors, with axes, marks and its two ends named.

use super::text::{lines, paragraph, scratch, set_line};
use super::{MARGIN, Piece, SMALL, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Area, Canvas, Ink, Pen, Point, Sheet, at};
use crate::view::TraceFigure;
use lineproof_domain::trace::{PlotPoint, TracePlot};

const PLOT_HEIGHT: f32 = 168.0;
const LEFT: f32 = 30.0;
const TOP: f32 = 16.0;

/// The plot as one piece, and its caption line by line below.
pub(super) fn pieces(figure: &TraceFigure, fonts: &Fonts) -> Vec<Piece> {
    let plot = Piece {
        with_next: true,
        ..plot(figure, fonts)
    };
    let caption = paragraph(&figure.caption, SMALL, Ink::Second, fonts);
    std::iter::once(plot).chain(caption).collect()
}

fn plot(figure: &TraceFigure, fonts: &Fonts) -> Piece {
    let area = Area {
        x: MARGIN + LEFT,
        y: TOP,
        width: WIDTH - LEFT,
        height: PLOT_HEIGHT,
    };
    let mut sheet = scratch(fonts);
    axes(figure, area, &mut sheet, fonts);
    if let Some(reference) = &figure.reference {
        curve(reference, area, pen(0.9, Ink::Second, true), &mut sheet);
    }
    curve(&figure.plot, area, pen(0.9, Ink::First, false), &mut sheet);
    marks(&figure.plot, area, &mut sheet, fonts);
    ends(figure, area, &mut sheet, fonts);
    Piece {
        height: area.y + area.height + 2.0 * SMALL.leading + 8.0,
        marks: sheet.marks,
        ..Piece::default()
    }
}

fn pen(width: f32, ink: Ink, dotted: bool) -> Pen {
    Pen { width, ink, dotted }
}

#[expect(clippy::cast_possible_truncation, reason = "shares from 0 to 1")]
fn place(point: &PlotPoint, area: Area) -> Point {
    let (x, y) = (
        point.x.clamp(0.0, 1.0) as f32,
        point.y.clamp(0.0, 1.0) as f32,
    );
    at(area.x + area.width * x, area.y + area.height * (1.0 - y))
}

fn axes(figure: &TraceFigure, area: Area, sheet: &mut Sheet<'_>, fonts: &Fonts) {
    let style = SMALL.style(Weight::Regular, Ink::Second);
    let bottom = area.y + area.height;
    for tick in &figure.plot.level_db.ticks {
        let y = place(
            &PlotPoint {
                x: 0.0,
                y: tick.position,
            },
            area,
        )
        .y;
        let hairline = pen(0.25, Ink::Rule, false);
        sheet.line(at(area.x, y), at(area.x + area.width, y), hairline);
        let cell = (area.x - LEFT, LEFT - 5.0);
        set_line(sheet, &tick.label, cell, y + 2.6, style, true, fonts);
    }
    for tick in &figure.plot.distance_km.ticks {
        let x = place(
            &PlotPoint {
                x: tick.position,
                y: 0.0,
            },
            area,
        )
        .x;
        sheet.line(
            at(x, bottom),
            at(x, bottom + 3.0),
            pen(0.75, Ink::First, false),
        );
        let half = fonts.width(&tick.label, style.size, style.weight) / 2.0;
        sheet.text(
            at(x - half, bottom + 3.0 + SMALL.baseline()),
            &tick.label,
            style,
        );
    }
    let frame = pen(0.75, Ink::First, false);
    sheet.polyline(
        &[
            at(area.x, area.y),
            at(area.x, bottom),
            at(area.x + area.width, bottom),
        ],
        frame,
    );
    let below = bottom + SMALL.leading + 3.0 + SMALL.baseline();
    let label = fonts.settable(&figure.distance_label);
    set_line(
        sheet,
        &label,
        (area.x, area.width),
        below,
        style,
        true,
        fonts,
    );
    let label = fonts.settable(&figure.level_label);
    sheet.text(at(area.x - LEFT, area.y - 6.0), &label, style);
}

fn curve(plot: &TracePlot, area: Area, pen: Pen, sheet: &mut Sheet<'_>) {
    let points: Vec<Point> = plot.line.iter().map(|point| place(point, area)).collect();
    if points.len() > 1 {
        sheet.polyline(&points, pen);
    }
}

/// Each event of the instrument's table: a line down the plot and its number above the curve.
fn marks(plot: &TracePlot, area: Area, sheet: &mut Sheet<'_>, fonts: &Fonts) {
    let style = SMALL.style(Weight::Bold, Ink::First);
    for mark in &plot.marks {
        let on_curve = place(
            &PlotPoint {
                x: mark.x,
                y: mark.y,
            },
            area,
        );
        let bottom = at(on_curve.x, area.y + area.height);
        sheet.line(on_curve, bottom, pen(0.5, Ink::Second, true));
        let label = mark.number.to_string();
        let half = fonts.width(&label, style.size, style.weight) / 2.0;
        // Above a peak that fills the plot there is no room: the number stands over the plot.
        let inside = on_curve.y - 5.0;
        let y = if inside < area.y + SMALL.size {
            area.y - 3.0
        } else {
            inside
        };
        sheet.text(at(on_curve.x - half, y), &label, style);
    }
}

fn ends(figure: &TraceFigure, area: Area, sheet: &mut Sheet<'_>, fonts: &Fonts) {
    let style = SMALL.style(Weight::Bold, Ink::First);
    let baseline = area.y + area.height + SMALL.leading + 3.0 + SMALL.baseline();
    let half = area.width / 2.0 - 60.0;
    let near = lines(&figure.near_end, half, style, fonts);
    let far = lines(&figure.far_end, half, style, fonts);
    if let Some(line) = near.first() {
        sheet.text(at(area.x, baseline), line, style);
    }
    if let Some(line) = far.first() {
        let axis = fonts.width(&figure.distance_label, SMALL.size, Weight::Regular) + 12.0;
        let cell = (area.x + half, area.width - half - axis);
        set_line(sheet, line, cell, baseline, style, true, fonts);
    }
}
