//! Pictures in rows of two or three, 4:3, with code, caption and time below.

use super::text::{lines, scratch};
use super::{MARGIN, Piece, SMALL, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::jpeg::Jpeg;
use crate::paper::{Area, Canvas, Ink, Pen, PictureId, Sheet, at};
use crate::view::{Photo, PhotoGrid};

const BETWEEN: f32 = 12.0;
const CAPTION_LINES: usize = 3;

/// One piece a row of pictures.
pub(super) fn pieces(grid: &PhotoGrid, fonts: &Fonts, pictures: &mut Vec<Jpeg>) -> Vec<Piece> {
    let across = grid.across.clamp(2, 3);
    #[expect(clippy::cast_precision_loss, reason = "two or three")]
    let width = (WIDTH - BETWEEN * (across - 1) as f32) / across as f32;
    grid.photos
        .chunks(across)
        .map(|row| {
            let mut sheet = scratch(fonts);
            let mut lowest: f32 = 0.0;
            let mut left = MARGIN;
            for photo in row {
                let bottom = set(photo, left, width, &mut sheet, fonts, pictures);
                lowest = lowest.max(bottom);
                left += width + BETWEEN;
            }
            Piece {
                height: lowest,
                gap: BETWEEN,
                marks: sheet.marks,
                ..Piece::default()
            }
        })
        .collect()
}

/// Draws one picture with its texts and says how far down they reach.
fn set(
    photo: &Photo,
    left: f32,
    width: f32,
    sheet: &mut Sheet<'_>,
    fonts: &Fonts,
    pictures: &mut Vec<Jpeg>,
) -> f32 {
    let frame = Area {
        x: left,
        y: 0.0,
        width,
        height: width * 0.75,
    };
    match &photo.picture {
        Ok(jpeg) => {
            sheet.picture(PictureId(pictures.len()), fitted(jpeg, frame));
            pictures.push(jpeg.clone());
        }
        Err(why) => empty_frame(why, frame, sheet, fonts),
    }
    let code = SMALL.style(Weight::Bold, Ink::First);
    let caption = SMALL.style(Weight::Regular, Ink::First);
    let detail = SMALL.style(Weight::Regular, Ink::Second);
    let mut baseline = frame.height + 3.0 + SMALL.baseline();
    let indent = fonts.width(&photo.code, code.size, code.weight) + 5.0;
    sheet.text(at(left, baseline), &fonts.settable(&photo.code), code);
    let texts = lines(&photo.caption, width - indent, caption, fonts);
    for line in texts.iter().take(CAPTION_LINES) {
        sheet.text(at(left + indent, baseline), line, caption);
        baseline += SMALL.leading;
    }
    for line in lines(&photo.detail, width, detail, fonts)
        .iter()
        .take(CAPTION_LINES)
    {
        sheet.text(at(left, baseline), line, detail);
        baseline += SMALL.leading;
    }
    baseline - SMALL.baseline() + 2.0
}

/// The whole picture, undistorted, in the middle of its frame.
fn fitted(jpeg: &Jpeg, frame: Area) -> Area {
    let (wide, tall) = (f32::from(jpeg.width), f32::from(jpeg.height));
    let scale = (frame.width / wide).min(frame.height / tall);
    let (width, height) = (wide * scale, tall * scale);
    Area {
        x: frame.x + (frame.width - width) / 2.0,
        y: frame.y + (frame.height - height) / 2.0,
        width,
        height,
    }
}

fn empty_frame(why: &str, frame: Area, sheet: &mut Sheet<'_>, fonts: &Fonts) {
    let (right, bottom) = (frame.x + frame.width, frame.y + frame.height);
    let corners = [
        at(frame.x, frame.y),
        at(right, frame.y),
        at(right, bottom),
        at(frame.x, bottom),
        at(frame.x, frame.y),
    ];
    let pen = Pen {
        width: 0.75,
        ink: Ink::Second,
        dotted: true,
    };
    sheet.polyline(&corners, pen);
    let style = SMALL.style(Weight::Regular, Ink::Second);
    let mut baseline = frame.height / 2.0;
    for line in lines(why, frame.width - 16.0, style, fonts) {
        sheet.text(at(frame.x + 8.0, baseline), &line, style);
        baseline += SMALL.leading;
    }
}
