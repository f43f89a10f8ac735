//! The wide signs of a Chinese keyboard.

/// The ASCII sign of a full-width one; every other sign as it is.
pub(crate) fn narrow(sign: char) -> char {
    match sign {
        // The block repeats ASCII from '!' on at a fixed distance.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xff01 + 0x21).unwrap_or(sign),
        '\u{3000}' => ' ',
        other => other,
    }
}
