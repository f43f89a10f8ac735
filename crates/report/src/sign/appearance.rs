//! What a signed field shows: the handwriting over its rule, name and time below.

use super::{Field, SignError};
use crate::fonts::{Fonts, Weight};
use crate::layout::signature_box::{INK_AREA_TOP, RULE_FROM_BOTTOM, SIDE, TEXT_LEADING, TEXT_SIZE};
use crate::paper::{self, Area, Canvas, Ink, Pen, Point, Sheet, TextStyle, at};
use lopdf::{Dictionary, Object, Stream, dictionary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How thick handwriting is drawn, in points.
/// Farther than any pad reaches; beyond it the arithmetic of the drawing loses its digits.
const FARTHEST: f32 = 1e6;
const STROKE_WIDTH: f32 = 1.1;
/// The most points that are drawn; a pad gives a few hundred.
const MAX_POINTS: usize = 20_000;

/// What the field shows once it is signed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Appearance {
    /// The handwriting; empty where none was taken.
    pub strokes: Strokes,
    /// At most two lines under the rule: name and title, claimed time.
    pub lines: Vec<String>,
}

/// Handwriting as taken from a pad; the form kept in `signature.strokes`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Strokes {
    /// Width of the pad, in the unit of the points.
    pub width: f32,
    /// Height of the pad.
    pub height: f32,
    /// The strokes in the order they were drawn.
    pub strokes: Vec<Stroke>,
}

/// One stroke, from pen down to pen up.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stroke {
    /// Its points in order.
    pub points: Vec<StrokePoint>,
}

/// A point of a stroke: x from the left, y from the top of the pad.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct StrokePoint {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// Milliseconds since the pad was opened or since 1970, as the pad gives it.
    #[serde(default, alias = "time")]
    pub time_ms: f64,
    /// Pressure 0 to 1, 0 where the device gives none.
    #[serde(default)]
    pub pressure: f32,
}

/// The form's number and all objects it needs, numbered from `first`.
pub(super) fn objects(
    appearance: &Appearance,
    field: &Field,
    first: u32,
    fonts: &Fonts,
) -> Result<(u32, BTreeMap<u32, Object>), SignError> {
    let failed = |problem: &str| SignError::Appearance {
        problem: problem.to_owned(),
    };
    let (width, height) = field.size;
    let mut sheet = Sheet::new(width, height, fonts);
    draw(appearance, &mut sheet, fonts);
    let printed = paper::objects(&[sheet], &[], fonts).map_err(|problem| failed(&problem))?;
    form(printed, (width, height), first).ok_or_else(|| failed("the drawing has no page"))
}

fn draw(appearance: &Appearance, sheet: &mut Sheet<'_>, fonts: &Fonts) {
    let area = Area {
        x: SIDE,
        y: INK_AREA_TOP,
        width: sheet.width - 2.0 * SIDE,
        height: sheet.height - RULE_FROM_BOTTOM - INK_AREA_TOP - 2.0,
    };
    for stroke in fitted(&appearance.strokes, area) {
        let pen = Pen {
            width: STROKE_WIDTH,
            ink: Ink::First,
            dotted: false,
        };
        sheet.polyline(&stroke, pen);
    }
    let room = sheet.width - 2.0 * SIDE;
    for (index, line) in appearance.lines.iter().take(2).enumerate() {
        let text = fonts.settable(line);
        let style = TextStyle {
            size: TEXT_SIZE,
            weight: Weight::Regular,
            ink: Ink::First,
        }
        .shrunk(&text, room, fonts);
        #[expect(clippy::cast_precision_loss, reason = "0 or 1")]
        let y = sheet.height - RULE_FROM_BOTTOM + TEXT_LEADING * (index as f32 + 0.85);
        sheet.text(at(SIDE, y), &text, style);
    }
}

/// The strokes moved and scaled into `area`, their shape kept. What is no number, or far from any pad, is left out.
fn fitted(strokes: &Strokes, area: Area) -> Vec<Vec<Point>> {
    let mut left = MAX_POINTS;
    let mut kept: Vec<Vec<Point>> = Vec::new();
    for stroke in &strokes.strokes {
        let points: Vec<Point> = stroke
            .points
            .iter()
            .filter(|point| point.x.abs() <= FARTHEST && point.y.abs() <= FARTHEST)
            .take(left)
            .map(|point| at(point.x, point.y))
            .collect();
        left -= points.len();
        if !points.is_empty() {
            kept.push(points);
        }
    }
    let all = || kept.iter().flatten();
    let low = all().fold(at(f32::MAX, f32::MAX), |a, b| {
        at(a.x.min(b.x), a.y.min(b.y))
    });
    let high = all().fold(at(f32::MIN, f32::MIN), |a, b| {
        at(a.x.max(b.x), a.y.max(b.y))
    });
    let (wide, tall) = ((high.x - low.x).max(1.0), (high.y - low.y).max(1.0));
    let scale = (area.width / wide).min(area.height / tall);
    let top = area.y + (area.height - tall * scale);
    for points in &mut kept {
        for point in points.iter_mut() {
            *point = at(
                area.x + (point.x - low.x) * scale,
                top + (point.y - low.y) * scale,
            );
        }
        if let [only] = points[..] {
            points.push(at(only.x + 0.1, only.y));
        }
    }
    kept
}

/// Turns a printed page of its own into a form and renumbers what it uses.
fn form(
    printed: paper::Printed,
    (width, height): (f32, f32),
    first: u32,
) -> Option<(u32, BTreeMap<u32, Object>)> {
    let page = printed
        .objects
        .get(printed.pages.first()?)?
        .as_dict()
        .ok()?;
    let follow = |key: &[u8]| match page.get(key).ok()? {
        Object::Reference((number, _)) => printed.objects.get(number),
        other => Some(other),
    };
    let Object::Stream(contents) = follow(b"Contents")? else {
        return None;
    };
    let mut form = Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => follow(b"Resources")?.clone(),
        },
        contents.get_plain_content().ok()?,
    );
    form.compress().ok()?;
    let used = crate::archive::reachable(&printed.objects, &Object::Stream(form.clone()));
    let numbers: BTreeMap<u32, u32> = used.into_iter().zip(first + 1..).collect();
    let mut objects = BTreeMap::from([(first, Object::Stream(form))]);
    for (old, new) in &numbers {
        let mut object = printed.objects.get(old)?.clone();
        crate::archive::compress(&mut object);
        objects.insert(*new, object);
    }
    for object in objects.values_mut() {
        crate::archive::renumber(object, &numbers);
    }
    Some((first, objects))
}

/// An empty appearance for a field that nobody signed yet.
pub(crate) fn empty_form((width, height): (f32, f32)) -> Object {
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
        "Resources" => Dictionary::new(),
    };
    Object::Stream(Stream::new(dictionary, Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(points: &[(f32, f32)]) -> Stroke {
        let points = points.iter().map(|&(x, y)| StrokePoint {
            x,
            y,
            ..StrokePoint::default()
        });
        Stroke {
            points: points.collect(),
        }
    }

    #[test]
    fn handwriting_keeps_its_shape_and_stays_in_its_area() {
        let strokes = Strokes {
            width: 600.0,
            height: 200.0,
            strokes: vec![
                stroke(&[(100.0, 50.0), (300.0, 150.0)]),
                stroke(&[(f32::NAN, 1.0), (3e38, 1.0), (-2e6, 1.0)]),
                stroke(&[(120.0, 60.0)]),
            ],
        };
        let area = Area {
            x: 4.0,
            y: 10.0,
            width: 100.0,
            height: 40.0,
        };
        let drawn = fitted(&strokes, area);
        assert_eq!(drawn.len(), 2, "a stroke without a number is left out");
        let [from, to] = drawn[0][..] else { panic!() };
        assert!(((to.x - from.x) / (to.y - from.y) - 2.0).abs() < 0.01);
        for point in drawn.iter().flatten() {
            assert!(point.x >= 4.0 && point.x <= 104.2 && point.y >= 10.0 && point.y <= 50.1);
        }
        assert_eq!(drawn[1].len(), 2, "a dot is drawn as a short line");
    }

    #[test]
    fn strokes_of_a_pad_are_read_with_or_without_pressure() {
        let json = r#"{"width":1,"height":1,"strokes":[{"points":[{"x":1,"y":2,"time":3},{"x":1,"y":2,"pressure":0.5}]}]}"#;
        let strokes: Strokes = serde_json::from_str(json).unwrap();
        assert!((strokes.strokes[0].points[0].time_ms - 3.0).abs() < f64::EPSILON);
    }
}
