//! Breaking text into lines.

use super::{MARGIN, Piece, Type, WIDTH};
use crate::fonts::{Fonts, Weight};
use crate::paper::{Canvas, Ink, Sheet, TextStyle, at};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Breaks text into lines no wider than `width` points, at the places Unicode allows: no line begins
/// with closing punctuation or ends with opening. What cannot be broken is cut where it must.
pub(super) fn lines(text: &str, width: f32, style: TextStyle, fonts: &Fonts) -> Vec<String> {
    let text = fonts.settable(text);
    text.split('\n')
        .flat_map(|paragraph| paragraph_lines(paragraph, width, style, fonts))
        .collect()
}

fn paragraph_lines(text: &str, width: f32, style: TextStyle, fonts: &Fonts) -> Vec<String> {
    let measure = |part: &str| fonts.width(part.trim_end(), style.size, style.weight);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let part = &text[start..end];
        start = end;
        if !line.is_empty() && measure(&format!("{line}{part}")) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(part);
        while measure(&line) > width && line.chars().nth(1).is_some() {
            let rest = line.split_off(longest_fitting(&line, width, style, fonts));
            lines.push(std::mem::replace(&mut line, rest));
        }
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// How many bytes of an unbreakable text fit, at least one character.
fn longest_fitting(text: &str, width: f32, style: TextStyle, fonts: &Fonts) -> usize {
    let mut used = 0.0;
    for (index, c) in text.char_indices() {
        used += fonts.width(c.encode_utf8(&mut [0; 4]), style.size, style.weight);
        if used > width && index > 0 {
            return index;
        }
    }
    text.len()
}

/// One line set into a cell of `width` points from `left`, standing right if `right`.
pub(super) fn set_line(
    sheet: &mut Sheet<'_>,
    line: &str,
    (left, width): (f32, f32),
    baseline: f32,
    style: TextStyle,
    right: bool,
    fonts: &Fonts,
) {
    let x = if right {
        left + width - fonts.width(line, style.size, style.weight)
    } else {
        left
    };
    sheet.text(at(x, baseline), line, style);
}

/// A sheet to draw one piece on.
pub(super) fn scratch(fonts: &Fonts) -> Sheet<'_> {
    Sheet::new(super::PAGE_WIDTH, super::PAGE_HEIGHT, fonts)
}

/// Text over the full width, each line a piece.
pub(super) fn lines_as_pieces(
    text: &str,
    size: Type,
    weight: Weight,
    ink: Ink,
    fonts: &Fonts,
) -> Vec<Piece> {
    let style = size.style(weight, ink);
    lines(text, WIDTH, style, fonts)
        .iter()
        .map(|line| {
            let mut sheet = scratch(fonts);
            sheet.text(at(MARGIN, size.baseline()), line, style);
            Piece {
                height: size.leading,
                marks: sheet.marks,
                ..Piece::default()
            }
        })
        .collect()
}

/// Running text. Neither its first line nor its last stands alone on a page.
pub(super) fn paragraph(text: &str, size: Type, ink: Ink, fonts: &Fonts) -> Vec<Piece> {
    let mut pieces = lines_as_pieces(text, size, Weight::Regular, ink, fonts);
    let count = pieces.len();
    for (index, piece) in pieces.iter_mut().enumerate() {
        piece.with_next = index + 1 < count && (index == 0 || index + 2 == count);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::BODY;
    use super::*;
    use crate::testing::fonts;

    fn broken(text: &str, width: f32) -> Vec<String> {
        lines(
            text,
            width,
            BODY.style(Weight::Regular, Ink::First),
            fonts(),
        )
    }

    #[test]
    fn no_line_begins_with_closing_punctuation_or_ends_with_opening() {
        let text = "客户（集团）要求：先测光功率，再测速率；“合格”后签字。地址：东丽区（华明）3号楼、4号楼。";
        for width in 20..200 {
            for line in broken(text, width as f32) {
                let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
                // One character wide columns leave no choice.
                if line.chars().count() > 1 && width > 40 {
                    assert!(!"，。；：、）”".contains(first), "{width}: {line}");
                    assert!(!"（“".contains(last), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn every_character_is_kept_and_no_line_is_too_wide() {
        let text =
            "https://example.invalid/a-very-long-address-without-any-place-to-break 端口GE0/0/1";
        for width in [12.0, 40.0, 90.0, 300.0] {
            let lines = broken(text, width);
            let style = BODY.style(Weight::Regular, Ink::First);
            for line in &lines {
                assert!(
                    fonts().width(line, style.size, style.weight) <= width,
                    "{line}"
                );
            }
            let kept: String = lines.concat().split_whitespace().collect();
            assert_eq!(kept, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn empty_lines_stay_and_the_last_newline_adds_one() {
        assert_eq!(broken("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(broken("", 100.0), [""]);
    }
}
