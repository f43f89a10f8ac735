//! Files as an engineer brings them: photos that tell slots apart, a trace, and bad ones.

use lineproof_evidence::samples::SamplePicture;
use lineproof_evidence::sor_writer::SampleFibre;

/// A photo that cannot be mistaken for another slot's.
#[must_use]
pub fn photo(slot: &str) -> Vec<u8> {
    SamplePicture {
        position: Some((25.0433, 102.7065)),
        ..SamplePicture::of_slot(&slot.replace('.', "-").to_uppercase())
    }
    .jpeg()
}

/// The same, small: for days with hundreds of photos.
#[must_use]
pub fn small_photo(slot: &str) -> Vec<u8> {
    SamplePicture {
        width_px: 640,
        ..SamplePicture::of_slot(&slot.replace('.', "-").to_uppercase())
    }
    .jpeg()
}

/// A trace of 7.486 km at 1310 nm.
#[must_use]
pub fn trace() -> Vec<u8> {
    SampleFibre::default().file().write()
}

/// The beginning of a HEIC photo, as phones write it.
#[must_use]
pub fn heic() -> Vec<u8> {
    let mut file = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    file.resize(4096, 7);
    file
}
