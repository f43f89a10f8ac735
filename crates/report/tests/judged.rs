//! Signed documents before judges who know nothing of us: poppler, pyHanko, qpdf, veraPDF.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_report::view::Block;
use lineproof_report::{Fonts, render, unprintable, verify};
use std::path::{Path, PathBuf};
use support::tools::{path, run, said, tool};
use support::{authority, fonts, out, sample, signed, signer};

struct Signed {
    /// The unsigned pages and the file after each of three signatures.
    revisions: Vec<PathBuf>,
    authority_pem: PathBuf,
    other_pem: PathBuf,
}

fn three_signatures(name: &str) -> Signed {
    let authority = authority();
    let signer = signer(&authority);
    let mut pdf = render(&sample::report(), fonts()).unwrap().pdf;
    let mut revisions = Vec::new();
    let hands = [
        ("tester", "许曼"),
        ("customer", "王雅婷"),
        ("manager", "周启明"),
    ];
    for (index, (field, person)) in hands.into_iter().enumerate() {
        revisions.push(out(&format!("{name}-{index}.pdf")));
        std::fs::write(&revisions[index], &pdf).unwrap();
        pdf = signed(&pdf, field, person, &signer);
    }
    revisions.push(out(&format!("{name}-3.pdf")));
    std::fs::write(&revisions[3], &pdf).unwrap();
    let found = verify(&pdf, &[authority.certificate_der().unwrap()]);
    assert!(found.ok, "{found:#?}");
    let pem = |which: &str, authority: &lineproof_report::certificate::Authority| {
        let path = out(&format!("{name}-{which}.pem"));
        std::fs::write(&path, authority.certificate_pem().unwrap()).unwrap();
        path
    };
    Signed {
        authority_pem: pem("ca", &authority),
        other_pem: pem("other", &support::authority()),
        revisions,
    }
}

#[test]
fn poppler_finds_every_signature_valid_and_the_handwriting_on_the_page() {
    let files = three_signatures("poppler");
    for (signatures, pdf) in files.revisions.iter().enumerate().skip(1) {
        let Some(text) = said(Path::new("pdfsig"), &["-nocert", path(pdf)]) else {
            return;
        };
        assert_eq!(
            text.matches("Signature is Valid.").count(),
            signatures,
            "{text}"
        );
        assert_eq!(
            text.matches("ETSI.CAdES.detached").count(),
            signatures,
            "{text}"
        );
        assert!(text.contains("许曼"), "{text}");
    }
    let text = said(
        Path::new("pdftotext"),
        &["-layout", path(&files.revisions[3]), "-"],
    )
    .unwrap();
    assert!(text.contains("王雅婷 · 网络主管"), "{text}");
}

#[test]
fn qpdf_finds_nothing_wrong_in_any_revision() {
    for pdf in three_signatures("qpdf").revisions {
        let Some(text) = said(Path::new("qpdf"), &["--check", path(&pdf)]) else {
            return;
        };
        assert!(!text.to_lowercase().contains("warning"), "{text}");
    }
}

#[test]
fn pyhanko_trusts_our_authority_alone_and_refuses_another() {
    let files = three_signatures("pyhanko");
    let Some(pyhanko) = tool("venv/bin/pyhanko") else {
        return;
    };
    let validate = |pdf: &Path, pem: &Path| {
        let arguments = [
            "sign",
            "validate",
            "--trust-replace",
            "--trust",
            path(pem),
            "--pretty-print",
            path(pdf),
        ];
        let output = run(&pyhanko, &arguments).unwrap();
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        (output.status.success(), text)
    };
    for (signatures, pdf) in files.revisions.iter().enumerate().skip(1) {
        let (ok, text) = validate(pdf, &files.authority_pem);
        assert!(ok, "{text}");
        let valid = text.matches("The signature is judged VALID.").count();
        assert_eq!(valid, signatures, "{text}");
    }
    let (ok, text) = validate(&files.revisions[3], &files.other_pem);
    assert!(!ok && text.contains("INVALID"), "{text}");
}

#[test]
fn verapdf_finds_every_revision_archivable() {
    let files = three_signatures("verapdf");
    let Some(verapdf) = tool("verapdf/verapdf.sh") else {
        return;
    };
    let paths: Vec<&str> = files.revisions.iter().map(|pdf| path(pdf)).collect();
    let text = said(&verapdf, &paths).unwrap();
    assert_eq!(text.matches(": compliant").count(), 4, "{text}");
    // The judge does judge: without its colour profile the same file is refused.
    let mut spoilt = std::fs::read(&files.revisions[0]).unwrap();
    let at = spoilt
        .windows(14)
        .position(|part| part == b"/OutputIntents")
        .unwrap();
    spoilt[at + 1] = b'X';
    let path_of_spoilt = out("verapdf-spoilt.pdf");
    std::fs::write(&path_of_spoilt, spoilt).unwrap();
    let refused = run(&verapdf, &[path(&path_of_spoilt)]).unwrap();
    assert!(!refused.status.success());
}

#[test]
fn a_rare_character_is_set_in_the_systems_font_and_stays_archivable() {
    let Some(file) = said(
        Path::new("fc-match"),
        &["-f", "%{file}", "Noto Sans CJK SC"],
    ) else {
        return;
    };
    let rare = std::fs::read(&file).unwrap();
    let with_rare = Fonts::load(
        support::font("400Regular/NotoSansSC_400Regular.ttf"),
        support::font("700Bold/NotoSansSC_700Bold.ttf"),
        Some(rare),
    )
    .unwrap();
    if !unprintable("𠮷", &with_rare).is_empty() {
        println!("skipped: {file} has no 𠮷");
        return;
    }
    let view = sample::view(vec![
        Block::Paragraph("客户：𠮷野（先生）".to_owned()),
        sample::signatures(),
    ]);
    let pdf = out("rare-with-fallback.pdf");
    std::fs::write(&pdf, render(&view, &with_rare).unwrap().pdf).unwrap();
    let text = said(Path::new("pdftotext"), &[path(&pdf), "-"]).unwrap();
    assert!(text.contains("客户：𠮷野（先生）"), "{text}");
    if let Some(verapdf) = tool("verapdf/verapdf.sh") {
        said(&verapdf, &[path(&pdf)]).unwrap();
    }
}
