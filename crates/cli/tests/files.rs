//! `verify FILE.pdf`, `inspect` and `catalogue check`: good input, and everything that can be wrong with it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_evidence::samples::SamplePicture;
use lineproof_evidence::sor_writer::SorFile;
use std::path::{Path, PathBuf};
use support::{Export, answer, cli, files_of, text};

/// A folder with one file.
fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn keys_of(json: &serde_json::Value) -> Vec<&str> {
    json.as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_signed_document_holds_and_a_changed_one_does_not() {
    let export = Export::new();
    let (_ca_folder, ca) = file(
        "ca.pem",
        export.authority.certificate_pem().unwrap().as_bytes(),
    );
    let pdf = &export.papers[0].1;
    let (_folder, path) = file("acceptance.pdf", pdf);
    let (status, json) = answer(&["verify", text(&path), "--ca", text(&ca)]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json["signatures"].as_array().unwrap().len(), 2);
    assert_eq!(json["signatures"][1]["name"], "王雅婷");
    assert_eq!(json["open_fields"][0], "manager");
    assert_eq!(json["last_covers_whole_file"], true);

    let appended = [pdf.as_slice(), b"\n% more\n"].concat();
    let (_folder, path) = file("appended.pdf", &appended);
    assert_eq!(answer(&["verify", text(&path), "--ca", text(&ca)]).0, 1);
    let other = Export::new();
    let (_folder, other_ca) = file(
        "ca.pem",
        other.authority.certificate_pem().unwrap().as_bytes(),
    );
    let (_folder, path) = file("acceptance.pdf", pdf);
    let (status, json) = answer(&["verify", text(&path), "--ca", text(&other_ca)]);
    assert_eq!(status, 1);
    assert_eq!(
        json["signatures"][0]["problems"][0]["code"],
        "certificate-unknown"
    );
}

#[test]
fn what_cannot_be_judged_ends_with_2_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let (_pdf_folder, pdf) = file("a.pdf", b"%PDF-1.7");
    let (_ca_folder, no_ca) = file("ca.pem", b"not a certificate");
    let missing = folder.path().join("missing.pdf");
    let cases: [(&[&str], &str); 5] = [
        (&["verify", text(&missing), "--ca", text(&no_ca)], "missing"),
        (&["verify", text(&pdf)], "authority-needed"),
        (
            &["verify", text(&pdf), "--ca", text(&no_ca)],
            "no-authority",
        ),
        (&["inspect", text(&missing)], "missing"),
        (&["inspect", text(folder.path())], "is-folder"),
    ];
    for (arguments, code) in cases {
        let (status, json) = answer(arguments);
        assert_eq!(
            (status, json["error"]["code"].as_str()),
            (2, Some(code)),
            "{arguments:?}"
        );
        let said = cli(arguments);
        assert!(said.stdout.is_empty());
        let said = String::from_utf8(said.stderr).unwrap();
        assert!(
            !said.contains("panicked") && said.trim().len() > 10,
            "{said}"
        );
    }
    assert_eq!(cli(&["verify"]).status.code(), Some(2));
    assert_eq!(cli(&["frobnicate"]).status.code(), Some(2));
    assert_eq!(
        cli(&["inspect", "x", "--lang", "fr"]).status.code(),
        Some(2)
    );
}

#[test]
fn a_trace_gives_exactly_the_named_facts() {
    let (_folder, path) = file("trace.bin", &SorFile::default().write());
    let (status, json) = answer(&["inspect", text(&path)]);
    assert_eq!(status, 0, "{json:#}");
    let mut wanted = [
        "instrument",
        "serial",
        "wavelength_nm",
        "pulse_ns",
        "refractive_index",
        "length_m",
        "total_loss_db",
        "orl_db",
        "events",
        "points",
        "warnings",
    ];
    wanted.sort_unstable();
    assert_eq!(keys_of(&json), wanted);
    let event = &json["events"][0];
    assert_eq!(
        keys_of(event),
        ["distance_m", "kind", "loss_db", "reflectance_db"]
    );
    let last = json["events"].as_array().unwrap().last().unwrap();
    assert_eq!(last["kind"], "end");
}

#[test]
fn a_photo_gives_exactly_the_named_facts() {
    let (_folder, path) = file("photo.txt", &SamplePicture::of_slot("I02").jpeg());
    let (status, json) = answer(&["inspect", text(&path)]);
    assert_eq!(status, 0, "{json:#}");
    let wanted = [
        "format",
        "height",
        "latitude",
        "longitude",
        "orientation",
        "taken_at",
        "warnings",
        "width",
    ];
    assert_eq!(keys_of(&json), wanted);
    assert_eq!(json["format"], "jpeg");
    assert!(json["taken_at"].is_null());
}

#[test]
fn a_trace_cut_anywhere_is_read_or_refused_with_a_message() {
    let whole = SorFile::default().write();
    for part in 0..16 {
        let (_folder, path) = file("cut.sor", &whole[..whole.len() * part / 16]);
        let (status, json) = answer(&["inspect", text(&path), "--lang", "en"]);
        assert!(status == 0 || status == 1, "{json:#}");
        if status == 1 {
            let said = json["error"]["message"].as_str().unwrap();
            assert!(said.contains("cut.sor"), "{said}");
        }
    }
}

#[test]
fn neither_trace_nor_photo_is_said() {
    for (bytes, code) in [
        (b"hello".as_slice(), "neither-trace-nor-photo"),
        (b"", "empty"),
        (b"{}", "neither-trace-nor-photo"),
    ] {
        let (_folder, path) = file("a.sor", bytes);
        let (status, json) = answer(&["inspect", text(&path)]);
        assert_eq!((status, json["error"]["code"].as_str()), (1, Some(code)));
    }
}

#[test]
fn every_sample_file_is_inspected() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !samples.is_dir() {
        let reason = format!("no folder of samples at {}", samples.display());
        println!("SKIPPED: every_sample_file_is_inspected: {reason}");
        return;
    }
    for folder in ["otdr", "photos"] {
        for path in files_of(&samples.join(folder)) {
            for language in ["zh-CN", "en"] {
                let said = cli(&["inspect", text(&path), "--lang", language]);
                assert_eq!(said.status.code(), Some(0), "{}", path.display());
                assert!(said.stdout.len() > 40);
            }
        }
    }
}

#[test]
fn the_shipped_catalogue_is_counted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/catalogue");
    let (status, json) = answer(&["catalogue", "check", text(&folder)]);
    assert_eq!(status, 0, "{json:#}");
    let shipped = Catalogue::load(&shipped::bundle()).unwrap();
    let counts = shipped.counts();
    assert!(counts.len() >= 15, "{counts:?}");
    for (key, count) in counts {
        assert_eq!(json[key], count, "{key}");
        assert_eq!(count == 0, key == "missing_translations", "{key}");
    }
    let years = Calendar::import(shipped::CALENDAR, Default::default()).unwrap();
    assert_eq!(json["calendar_years"], years.years().count());
    assert_eq!(
        cli(&["catalogue", "check", text(&folder)]).status.code(),
        Some(0)
    );
}

#[test]
fn every_defect_of_a_catalogue_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), "[[profile]]\nkey = 3\n").unwrap();
    std::fs::write(folder.path().join("b.toml"), "x = = 1\n").unwrap();
    std::fs::write(folder.path().join("c.toml"), [0xff, 0xfe]).unwrap();
    std::fs::create_dir(folder.path().join("calendar")).unwrap();
    std::fs::write(folder.path().join("calendar/cn.json"), "[]").unwrap();
    let (status, json) = answer(&["catalogue", "check", text(folder.path())]);
    assert_eq!(status, 1);
    let defects = json["defects"].as_array().unwrap();
    assert_eq!(defects.len(), 4, "{json:#}");
    for defect in defects {
        assert!(defect["line"].as_u64().unwrap() > 0);
        assert!(!defect["key"].as_str().unwrap().is_empty());
        assert!(!defect["reason"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        answer(&["catalogue", "check", text(&folder.path().join("no"))]).0,
        2
    );
}
