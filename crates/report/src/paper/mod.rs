//! Sheets of paper and the few things that can be drawn on them.
//!
//! Layout speaks to [`Canvas`] only; [`print`](print::objects) turns drawn sheets into PDF objects by
//! way of printpdf. Another back end would take the place of that one file.

mod print;

pub(crate) use print::{Printed, objects};

use crate::fonts::{Face, Fonts, Weight};

/// A place on a sheet in points: x from the left, y from the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub x: f32,
    pub y: f32,
}

/// A place in points.
pub(crate) const fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// A rectangle in points, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// The colours of a printed document: black, two greys and the verdicts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ink {
    /// What is read.
    First,
    /// Labels.
    Second,
    /// Hairlines.
    Rule,
    /// "pass".
    Pass,
    /// "fail".
    Fail,
}

impl Ink {
    pub(crate) const fn rgb(self) -> [f32; 3] {
        match self {
            Ink::First => [0.075, 0.094, 0.125],
            Ink::Second => [0.31, 0.345, 0.4],
            Ink::Rule => [0.6, 0.63, 0.67],
            Ink::Pass => [0.043, 0.42, 0.23],
            Ink::Fail => [0.72, 0.08, 0.1],
        }
    }
}

/// Size, weight and colour of a run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextStyle {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
}

impl TextStyle {
    /// The same style, made smaller where a line of text would be wider than `room` points.
    pub(crate) fn shrunk(self, text: &str, room: f32, fonts: &Fonts) -> Self {
        let natural = fonts.width(text, self.size, self.weight);
        TextStyle {
            size: self.size * (room / natural.max(f32::EPSILON)).min(1.0),
            ..self
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pen {
    pub width: f32,
    pub ink: Ink,
    /// Dots instead of a full line, as for a reference trace.
    pub dotted: bool,
}

/// Which of the document's pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PictureId(pub usize);

/// What layout may do to a sheet.
pub(crate) trait Canvas {
    /// Sets text with its baseline beginning at `start`. It went through [`Fonts::settable`].
    fn text(&mut self, start: Point, text: &str, style: TextStyle);
    /// Draws connected lines with round ends.
    fn polyline(&mut self, points: &[Point], pen: Pen);
    /// Fills closed shapes.
    fn fill(&mut self, shapes: &[Vec<Point>], ink: Ink);
    /// Puts a picture into an area, filling it.
    fn picture(&mut self, picture: PictureId, area: Area);

    /// Draws a straight line.
    fn line(&mut self, from: Point, to: Point, pen: Pen) {
        self.polyline(&[from, to], pen);
    }
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// Text of one face.
    Text {
        start: Point,
        text: String,
        face: Face,
        style: TextStyle,
    },
    Polyline {
        points: Vec<Point>,
        pen: Pen,
    },
    Fill {
        shapes: Vec<Vec<Point>>,
        ink: Ink,
    },
    Picture {
        picture: PictureId,
        area: Area,
    },
}

/// A sheet with what was drawn on it.
pub(crate) struct Sheet<'f> {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
    fonts: &'f Fonts,
}

impl Mark {
    /// The same mark further down.
    pub(crate) fn lowered(&self, by: f32) -> Mark {
        let lower = |place: &Point| at(place.x, place.y + by);
        match self {
            Mark::Text {
                start,
                text,
                face,
                style,
            } => Mark::Text {
                start: lower(start),
                text: text.clone(),
                face: *face,
                style: *style,
            },
            Mark::Polyline { points, pen } => Mark::Polyline {
                points: points.iter().map(lower).collect(),
                pen: *pen,
            },
            Mark::Fill { shapes, ink } => Mark::Fill {
                shapes: shapes
                    .iter()
                    .map(|shape| shape.iter().map(lower).collect())
                    .collect(),
                ink: *ink,
            },
            Mark::Picture { picture, area } => Mark::Picture {
                picture: *picture,
                area: Area {
                    y: area.y + by,
                    ..*area
                },
            },
        }
    }
}

impl<'f> Sheet<'f> {
    pub(crate) fn new(width: f32, height: f32, fonts: &'f Fonts) -> Self {
        Sheet {
            width,
            height,
            marks: Vec::new(),
            fonts,
        }
    }
}

impl Canvas for Sheet<'_> {
    fn text(&mut self, start: Point, text: &str, style: TextStyle) {
        let mut x = start.x;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let face = self.fonts.face_of(first, style.weight);
            let end = rest
                .char_indices()
                .find(|(_, c)| self.fonts.face_of(*c, style.weight) != face)
                .map_or(rest.len(), |(index, _)| index);
            let (run, after) = rest.split_at(end);
            if let Some(face) = face {
                self.marks.push(Mark::Text {
                    start: at(x, start.y),
                    text: run.to_owned(),
                    face,
                    style,
                });
            }
            x += self.fonts.width(run, style.size, style.weight);
            rest = after;
        }
    }

    fn polyline(&mut self, points: &[Point], pen: Pen) {
        self.marks.push(Mark::Polyline {
            points: points.to_vec(),
            pen,
        });
    }

    fn fill(&mut self, shapes: &[Vec<Point>], ink: Ink) {
        self.marks.push(Mark::Fill {
            shapes: shapes.to_vec(),
            ink,
        });
    }

    fn picture(&mut self, picture: PictureId, area: Area) {
        self.marks.push(Mark::Picture { picture, area });
    }
}
