//! The sRGB colour profile, computed from the figures of IEC 61966-2-1 (ICC version 2.1).

/// Samples of the tone curve.
const SAMPLES: u16 = 1024;
const TAGS: [&[u8; 4]; 9] = [
    b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC",
];

/// Primaries and white adapted to D50 (Bradford), as the profile connection space wants them.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
const RED: [f64; 3] = [0.436_07, 0.222_49, 0.013_92];
const GREEN: [f64; 3] = [0.385_15, 0.716_87, 0.097_08];
const BLUE: [f64; 3] = [0.143_07, 0.060_61, 0.714_10];

/// A display profile of sRGB.
pub(super) fn srgb_profile() -> Vec<u8> {
    let curve = curve();
    let data = [
        description("sRGB IEC61966-2.1"),
        text("No copyright, use freely"),
        xyz(WHITE),
        xyz(RED),
        xyz(GREEN),
        xyz(BLUE),
        curve,
    ];
    let mut table = Vec::new();
    let mut body = Vec::new();
    let start = 128 + 4 + 12 * TAGS.len();
    for (index, tag) in TAGS.iter().enumerate() {
        // The three curves are the same and stand there once.
        let element = &data[index.min(data.len() - 1)];
        let offset = if index < data.len() {
            let offset = start + body.len();
            body.extend_from_slice(element);
            offset
        } else {
            start + body.len() - element.len()
        };
        table.extend_from_slice(*tag);
        table.extend(number(offset));
        table.extend(number(element.len()));
    }
    let mut profile = header(start + body.len());
    profile.extend(number(TAGS.len()));
    profile.extend(table);
    profile.extend(body);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = Vec::with_capacity(128);
    header.extend(number(size));
    header.extend([0; 4]);
    header.extend(0x0210_0000_u32.to_be_bytes());
    header.extend(b"mntrRGB XYZ ");
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.resize(68, 0);
    for value in WHITE {
        header.extend(fixed(value));
    }
    header.resize(128, 0);
    header
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or_default().to_be_bytes()
}

/// s15Fixed16.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the figures lie between 0 and 1"
)]
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut element = b"XYZ \0\0\0\0".to_vec();
    element.extend(values.into_iter().flat_map(fixed));
    element
}

fn text(value: &str) -> Vec<u8> {
    let mut element = b"text\0\0\0\0".to_vec();
    element.extend(value.as_bytes());
    element.push(0);
    padded(element)
}

fn description(value: &str) -> Vec<u8> {
    let mut element = b"desc\0\0\0\0".to_vec();
    element.extend(number(value.len() + 1));
    element.extend(value.as_bytes());
    // End of text, then no Unicode (8 bytes) and no script code (2 + 1 + 67 bytes).
    element.extend([0; 1 + 8 + 70]);
    padded(element)
}

fn curve() -> Vec<u8> {
    let mut element = b"curv\0\0\0\0".to_vec();
    element.extend(u32::from(SAMPLES).to_be_bytes());
    for sample in 0..SAMPLES {
        let light = linear(f64::from(sample) / f64::from(SAMPLES - 1));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 65535"
        )]
        let value = (light * 65535.0).round() as u16;
        element.extend(value.to_be_bytes());
    }
    element
}

fn linear(value: f64) -> f64 {
    if value <= 0.040_45 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

/// Elements begin at multiples of four.
fn padded(mut element: Vec<u8>) -> Vec<u8> {
    element.resize(element.len().next_multiple_of(4), 0);
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_size_and_its_tags_lie_inside() {
        let profile = srgb_profile();
        assert_eq!(profile[..4], number(profile.len()));
        assert_eq!(&profile[36..40], b"acsp");
        for tag in profile[132..132 + 12 * TAGS.len()].chunks(12) {
            let field = |at: usize| u32::from_be_bytes(tag[at..at + 4].try_into().unwrap());
            assert_eq!(field(4) % 4, 0);
            assert!((field(4) + field(8)) as usize <= profile.len());
        }
    }

    #[test]
    fn the_curve_runs_from_black_to_white() {
        let curve = curve();
        assert_eq!(&curve[12..14], [0, 0]);
        assert_eq!(&curve[curve.len() - 2..], [0xff, 0xff]);
    }
}
