//! From drawn sheets to PDF objects, by way of printpdf's low-level operations.

use super::{Area, Mark, Pen, Point as Place, Sheet};
use crate::fonts::{Face, Fonts};
use crate::jpeg::Jpeg;
use lopdf::{Document, Object};
use printpdf::{
    Color, DictItem, ExternalStream, ExternalXObject, FontId, Line, LineCapStyle, LineDashPattern,
    LineJoinStyle, LinePoint, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage,
    PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rgb, TextItem, WindingOrder, XObject,
    XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;

/// The objects of a small PDF that shows the sheets: catalogue and pages as printpdf makes them.
pub(crate) struct Printed {
    /// All objects by number.
    pub objects: BTreeMap<u32, Object>,
    /// The pages' object numbers in order.
    pub pages: Vec<u32>,
    /// The catalogue's object number.
    pub root: u32,
}

/// Prints sheets with the pictures they refer to.
pub(crate) fn objects(
    sheets: &[Sheet<'_>],
    pictures: &[Jpeg],
    fonts: &Fonts,
) -> Result<Printed, String> {
    let mut document = PdfDocument::new("");
    for face in [Face::Regular, Face::Bold, Face::Fallback] {
        if let Some(parsed) = fonts.parsed(face) {
            let font = PdfFont::new(parsed.clone());
            document.resources.fonts.map.insert(font_id(face), font);
        }
    }
    for (index, picture) in pictures.iter().enumerate() {
        let object = XObject::External(embedded(picture));
        document
            .resources
            .xobjects
            .map
            .insert(picture_id(index), object);
    }
    document.pages = sheets.iter().map(page).collect();
    let options = PdfSaveOptions {
        optimize: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    // Through bytes, because printpdf brings its own version of the object library.
    let mut bytes = Vec::new();
    document
        .to_lopdf_document(&options, &mut Vec::new())
        .save_to(&mut bytes)
        .map_err(|problem| problem.to_string())?;
    let parsed = Document::load_mem(&bytes).map_err(|problem| problem.to_string())?;
    let pages = parsed.get_pages().into_values().map(|id| id.0).collect();
    let root = parsed.trailer.get(b"Root").and_then(Object::as_reference);
    Ok(Printed {
        root: root.map_err(|problem| problem.to_string())?.0,
        pages,
        objects: parsed
            .objects
            .into_iter()
            .map(|((number, _), object)| (number, object))
            .collect(),
    })
}

/// Six capitals: printpdf uses them as the tag of the subset.
fn font_id(face: Face) -> FontId {
    FontId(
        match face {
            Face::Regular => "LPREGU",
            Face::Bold => "LPBOLD",
            Face::Fallback => "LPRARE",
        }
        .to_owned(),
    )
}

fn picture_id(index: usize) -> XObjectId {
    XObjectId(format!("P{index:04}"))
}

/// The picture's file as it is: no viewer needs it re-encoded, and its hash stays that of the record.
fn embedded(picture: &Jpeg) -> ExternalXObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let colours = if picture.grey {
        "DeviceGray"
    } else {
        "DeviceRGB"
    };
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(picture.width))),
        (
            "Height".to_owned(),
            DictItem::Int(i64::from(picture.height)),
        ),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), name(colours)),
        ("Filter".to_owned(), name("DCTDecode")),
    ]);
    ExternalXObject {
        stream: ExternalStream {
            dict,
            content: picture.bytes.to_vec(),
            compress: false,
        },
        width: None,
        height: None,
        dpi: None,
    }
}

fn page(sheet: &Sheet<'_>) -> PdfPage {
    let mut ops = vec![
        Op::SetLineCapStyle {
            cap: LineCapStyle::Round,
        },
        Op::SetLineJoinStyle {
            join: LineJoinStyle::Round,
        },
    ];
    for mark in &sheet.marks {
        draw(mark, sheet.height, &mut ops);
    }
    PdfPage::new(Pt(sheet.width).into(), Pt(sheet.height).into(), ops)
}

fn draw(mark: &Mark, sheet_height: f32, ops: &mut Vec<Op>) {
    let turned = |place: &Place| Point {
        x: Pt(rounded(place.x)),
        y: Pt(rounded(sheet_height - place.y)),
    };
    let path = |points: &[Place]| -> Vec<LinePoint> {
        points
            .iter()
            .map(|place| LinePoint {
                p: turned(place),
                bezier: false,
            })
            .collect()
    };
    match mark {
        Mark::Text {
            start,
            text,
            face,
            style,
        } => ops.extend([
            Op::StartTextSection,
            Op::SetFillColor {
                col: colour(style.ink.rgb()),
            },
            Op::SetFont {
                font: PdfFontHandle::External(font_id(*face)),
                size: Pt(style.size),
            },
            Op::SetTextCursor { pos: turned(start) },
            Op::ShowText {
                items: vec![TextItem::Text(text.clone())],
            },
            Op::EndTextSection,
        ]),
        Mark::Polyline { points, pen } => {
            use_pen(*pen, ops);
            ops.push(Op::DrawLine {
                line: Line {
                    points: path(points),
                    is_closed: false,
                },
            });
        }
        Mark::Fill { shapes, ink } => ops.extend([
            Op::SetFillColor {
                col: colour(ink.rgb()),
            },
            Op::DrawPolygon {
                polygon: Polygon {
                    rings: shapes
                        .iter()
                        .map(|shape| PolygonRing {
                            points: path(shape),
                        })
                        .collect(),
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                },
            },
        ]),
        Mark::Picture { picture, area } => ops.push(Op::UseXobject {
            id: picture_id(picture.0),
            transform: placed(*area, sheet_height),
        }),
    }
}

fn use_pen(pen: Pen, ops: &mut Vec<Op>) {
    let dotted: &[f32] = if pen.dotted { &[0.1, 2.4] } else { &[] };
    let dash = LineDashPattern::new(0.0, dotted);
    ops.extend([
        Op::SetOutlineColor {
            col: colour(pen.ink.rgb()),
        },
        Op::SetOutlineThickness { pt: Pt(pen.width) },
        Op::SetLineDashPattern { dash },
    ]);
}

/// A picture is one unit square; this stretches and moves it.
fn placed(area: Area, sheet_height: f32) -> XObjectTransform {
    XObjectTransform {
        translate_x: Some(Pt(rounded(area.x))),
        translate_y: Some(Pt(rounded(sheet_height - area.y - area.height))),
        scale_x: Some(rounded(area.width)),
        scale_y: Some(rounded(area.height)),
        no_auto_scale: true,
        ..XObjectTransform::default()
    }
}

fn colour([r, g, b]: [f32; 3]) -> Color {
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}

/// Thousandths of a point: finer is invisible and only makes the file longer.
fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
