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
    let mut setter = Setter {
        width,
        style,
        fonts,
        lines: Vec::new(),
        line: String::new(),
        used: 0.0,
    };
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        setter.part(&text[start..end]);
        start = end;
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            setter.turn();
        }
    }
    setter.turn();
    for line in &mut setter.lines {
        line.truncate(line.trim_end().len());
    }
    setter.lines
}

/// Lines being filled. Each character is measured once, so that a text of any length takes its time and no more.
struct Setter<'f> {
    width: f32,
    style: TextStyle,
    fonts: &'f Fonts,
    lines: Vec<String>,
    line: String,
    /// Width of `line` with the blanks at its end.
    used: f32,
}

impl Setter<'_> {
    /// Sets what stands between two places to break: on this line, on the next, or cut where it must.
    fn part(&mut self, part: &str) {
        let said = part.trim_end();
        let needed = self.measure(said);
        if !self.line.is_empty() && !said.is_empty() && self.used + needed > self.width {
            self.turn();
        }
        if needed > self.width {
            self.cut(said);
        } else {
            self.line.push_str(said);
            self.used += needed;
        }
        let blanks = &part[said.len()..];
        self.line.push_str(blanks);
        self.used += self.measure(blanks);
    }

    /// An unbreakable text, cut into lines of at least one character.
    fn cut(&mut self, text: &str) {
        for c in text.chars() {
            let advance = self.measure(c.encode_utf8(&mut [0; 4]));
            if !self.line.is_empty() && self.used + advance > self.width {
                self.turn();
            }
            self.line.push(c);
            self.used += advance;
        }
    }

    fn turn(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0.0;
    }

    fn measure(&self, text: &str) -> f32 {
        self.fonts.width(text, self.style.size, self.style.weight)
    }
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
    fn a_text_of_a_megabyte_is_broken_without_measuring_it_again_and_again() {
        let unbreakable = "x".repeat(300_000);
        assert!(broken(&unbreakable, 400.0).len() > 1000);
        let long = "光缆 ".repeat(100_000);
        let lines = broken(&long, 400.0);
        assert_eq!(lines.concat().matches('光').count(), 100_000);
    }

    #[test]
    fn empty_lines_stay_and_the_last_newline_adds_one() {
        assert_eq!(broken("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(broken("", 100.0), [""]);
    }
}
