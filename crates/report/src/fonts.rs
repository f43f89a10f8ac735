//! The faces that documents are set in, and what to do about characters they lack.

use printpdf::ParsedFont;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How heavy a face is. The documents use these two only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700: title, heading, verdict.
    Bold,
}

/// Which file a glyph comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Fallback,
}

/// A font file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the {face} font cannot be used: {problem}")]
pub struct FontError {
    /// "regular" or "bold".
    pub face: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

/// The loaded faces: Noto Sans SC Regular and Bold, and perhaps a face of the system for rare characters.
///
/// Loading reads 20 MB of tables: do it once and keep it.
pub struct Fonts {
    regular: Loaded,
    bold: Loaded,
    fallback: Option<Loaded>,
}

struct Loaded {
    bytes: Vec<u8>,
    parsed: ParsedFont,
    units_per_em: f32,
    /// Advance in em by character; `None` where the face has no glyph.
    advances: Mutex<HashMap<char, Option<f32>>>,
}

impl Fonts {
    /// Loads the faces. A fallback that cannot be used is left out: the substitute takes its place.
    ///
    /// # Errors
    /// When the regular or the bold face cannot be used.
    pub fn load(
        regular: Vec<u8>,
        bold: Vec<u8>,
        fallback: Option<Vec<u8>>,
    ) -> Result<Self, FontError> {
        let load = |bytes, face| Loaded::load(bytes).map_err(|problem| FontError { face, problem });
        Ok(Fonts {
            regular: load(regular, "regular")?,
            bold: load(bold, "bold")?,
            fallback: fallback.and_then(|bytes| Loaded::load(bytes).ok()),
        })
    }

    /// The face a character is set in, if any has it.
    pub(crate) fn face_of(&self, character: char, weight: Weight) -> Option<Face> {
        let (loaded, face) = match weight {
            Weight::Regular => (&self.regular, Face::Regular),
            Weight::Bold => (&self.bold, Face::Bold),
        };
        if loaded.advance(character).is_some() {
            return Some(face);
        }
        let fallback = self.fallback.as_ref()?;
        fallback.advance(character).map(|_| Face::Fallback)
    }

    /// Whether a character can be set, whatever the weight.
    fn has(&self, character: char) -> bool {
        [Weight::Regular, Weight::Bold]
            .into_iter()
            .all(|weight| self.face_of(character, weight).is_some())
    }

    /// The text as it can be set: characters without a glyph become their code point in marked
    /// brackets, marks without a picture of their own vanish, other blanks become a space.
    #[must_use]
    pub fn settable<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let fine = |c: char| c == '\n' || (!vanishes(c) && self.has(c));
        if text.chars().all(fine) {
            return Cow::Borrowed(text);
        }
        let mut set = String::new();
        for c in text.chars() {
            match c {
                _ if vanishes(c) => {}
                _ if fine(c) => set.push(c),
                _ if c.is_whitespace() || c.is_control() => set.push(' '),
                _ => set.push_str(&substitute(c)),
            }
        }
        Cow::Owned(set)
    }

    /// The width in points of text that went through [`Fonts::settable`].
    pub(crate) fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        text.chars().map(|c| self.advance(c, weight)).sum::<f32>() * size
    }

    fn advance(&self, character: char, weight: Weight) -> f32 {
        self.face_of(character, weight)
            .and_then(|face| self.loaded(face)?.advance(character))
            .unwrap_or_default()
    }

    pub(crate) fn parsed(&self, face: Face) -> Option<&ParsedFont> {
        Some(&self.loaded(face)?.parsed)
    }

    fn loaded(&self, face: Face) -> Option<&Loaded> {
        match face {
            Face::Regular => Some(&self.regular),
            Face::Bold => Some(&self.bold),
            Face::Fallback => self.fallback.as_ref(),
        }
    }
}

impl Loaded {
    fn load(bytes: Vec<u8>) -> Result<Self, String> {
        let face = ttf_parser::Face::parse(&bytes, 0).map_err(|problem| problem.to_string())?;
        let units_per_em = f32::from(face.units_per_em());
        let parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
            .ok_or_else(|| "it cannot be embedded".to_owned())?;
        Ok(Loaded {
            bytes,
            parsed,
            units_per_em,
            advances: Mutex::default(),
        })
    }

    fn advance(&self, character: char) -> Option<f32> {
        let mut advances = self.advances.lock().unwrap_or_else(PoisonError::into_inner);
        *advances
            .entry(character)
            .or_insert_with(|| self.read_advance(character))
    }

    fn read_advance(&self, character: char) -> Option<f32> {
        let face = ttf_parser::Face::parse(&self.bytes, 0).ok()?;
        let glyph = face.glyph_index(character)?;
        Some(f32::from(face.glyph_hor_advance(glyph)?) / self.units_per_em)
    }
}

/// The characters of `text` that no face has, each once: the screen says so where they are typed.
/// They are still accepted and printed as their code point.
#[must_use]
pub fn unprintable(text: &str, fonts: &Fonts) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        let shown = c.is_whitespace() || c.is_control() || vanishes(c);
        if !shown && !fonts.has(c) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

/// What stands on paper for a character that no face has: 〔U+20BB7〕.
#[must_use]
pub fn substitute(character: char) -> String {
    format!("〔U+{:04X}〕", u32::from(character))
}

/// Joiners, direction marks and variation selectors change others and have no picture of their own.
fn vanishes(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}' | '\r')
}
