//! Cut, flipped and foreign bytes.

use crate::otdr::{MAX_FILE_BYTES, SorError, read};
use crate::random::{Random, seed};
use crate::sor_writer::{SampleFibre, SorFile, SorVersion};
use lineproof_domain::trace::{TracePlot, TraceWarning};

/// A file small enough to be cut at every byte.
fn small() -> SorFile {
    SampleFibre {
        length_m: 1500.0,
        spacing_m: 10.0,
        joints: Vec::new(),
        ..SampleFibre::default()
    }
    .file()
}

#[test]
fn every_cut_gives_an_error_or_a_whole_fibre_with_a_warning() {
    let mut version_1 = small();
    version_1.version = SorVersion::One;
    version_1.events_after_curve = true;
    for file in [small(), version_1] {
        let bytes = file.write();
        let whole = read(&bytes).unwrap();
        assert_eq!(whole.facts.warnings, []);
        for length in 0..bytes.len() {
            match read(&bytes[..length]) {
                Err(error) => assert!(!error.to_string().is_empty()),
                Ok(cut) => {
                    let expected_bytes = bytes.len() as u32;
                    let warning = TraceWarning::CutShort {
                        expected_bytes,
                        actual_bytes: length as u32,
                    };
                    assert_eq!(cut.facts.warnings, [warning], "cut at {length}");
                    assert_eq!(cut.facts.length_m, whole.facts.length_m, "cut at {length}");
                    assert!(
                        cut.polyline.last().unwrap().distance_m > 1500.0,
                        "cut at {length}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_file_cut_in_the_middle_of_the_fibre_says_where_it_ends() {
    let bytes = SorFile::default().write();
    let half = bytes.len() / 2;
    let expected_bytes = bytes.len() as u64;
    let error = SorError::CutShort {
        block: "DataPts".to_owned(),
        expected_bytes,
        actual_bytes: half,
    };
    assert_eq!(read(&bytes[..half]).unwrap_err(), error);
    let said = error.to_string();
    assert!(
        said.contains(&half.to_string()) && said.contains(&bytes.len().to_string()),
        "{said}"
    );
}

#[test]
fn foreign_files_are_told_from_damaged_ones() {
    assert_eq!(read(b"").unwrap_err(), SorError::Empty);
    assert_eq!(read(b"M").unwrap_err(), SorError::NotSor);
    assert_eq!(read(b"%PDF-1.7 ...").unwrap_err(), SorError::NotSor);
    assert_eq!(
        read(&[0xFF, 0xD8, 0xFF, 0xE1, 0, 16, b'E', b'x']).unwrap_err(),
        SorError::NotSor
    );
    // A text that happens to start like version 1.
    assert_eq!(
        read(b"d\0\x10\0\0\0\x01\0 nothing else").unwrap_err(),
        SorError::NotSor
    );
    let limit = MAX_FILE_BYTES;
    let error = SorError::TooLarge {
        bytes: limit + 1,
        limit,
    };
    assert_eq!(read(&vec![0; limit + 1]).unwrap_err(), error);
}

#[test]
fn damaged_fields_are_named_with_their_place() {
    let mut file = small();
    file.refractive_index_e5 = 0;
    let error = read(&file.write()).unwrap_err();
    let SorError::Impossible {
        block,
        field,
        offset,
        value: 0,
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!((block.as_str(), field), ("FxdParams", "refractive index"));
    assert_eq!(file.write()[offset..offset + 4], [0; 4]);

    let mut file = small();
    file.pulses[0].spacing_e14_s = 0;
    let error = read(&file.write()).unwrap_err();
    assert!(
        matches!(
            error,
            SorError::Impossible {
                field: "sample spacing",
                ..
            }
        ),
        "{error}"
    );

    let mut bytes = small().write();
    let at = bytes
        .windows(8)
        .rposition(|window| window == b"DataPts\0")
        .unwrap();
    bytes[at] = b'X';
    let error = SorError::BlockMisplaced {
        block: "DataPts".to_owned(),
        offset: at,
    };
    assert_eq!(read(&bytes).unwrap_err(), error);

    // More events stated than the block has room for.
    let mut bytes = small().write();
    let at = bytes
        .windows(10)
        .rposition(|window| window == b"KeyEvents\0")
        .unwrap();
    bytes[at + 10..at + 12].copy_from_slice(&u16::MAX.to_le_bytes());
    let error = read(&bytes).unwrap_err();
    assert!(
        matches!(&error, SorError::FieldCut { block, .. } if block == "KeyEvents"),
        "{error}"
    );

    // More points stated than the file has bytes: nothing is set aside for them.
    let mut bytes = small().write();
    let at = bytes
        .windows(8)
        .rposition(|window| window == b"DataPts\0")
        .unwrap();
    bytes[at + 14..at + 18].copy_from_slice(&u32::MAX.to_le_bytes());
    let error = read(&bytes).unwrap_err();
    assert!(
        matches!(
            error,
            SorError::FieldCut {
                field: "points",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn an_empty_curve_is_an_error() {
    let mut file = small();
    file.curve = vec![Vec::new()];
    let error = read(&file.write()).unwrap_err();
    assert!(
        matches!(
            error,
            SorError::Impossible {
                field: "number of points",
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn flipped_bytes_never_panic() {
    let seed = seed();
    println!("seed {seed}");
    let mut random = Random(seed);
    let clean = small().write();
    for _ in 0..20_000 {
        let mut bytes = clean.clone();
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        if let Ok(trace) = read(&bytes) {
            let _ = TracePlot::of(&trace, 300);
        }
    }
}

#[test]
fn random_bytes_never_panic() {
    let seed = seed();
    println!("seed {seed}");
    let mut random = Random(seed);
    for _ in 0..5_000 {
        let length = random.below(400);
        let mut bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
        let _ = read(&bytes);
        bytes.splice(0..0, *b"Map\0");
        let _ = read(&bytes);
    }
}
