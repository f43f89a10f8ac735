use super::*;
use crate::archive::{About, OpenField, first_revision};
use crate::fonts::Weight;
use crate::paper::{self, Area, Canvas, Ink, Sheet, TextStyle, at};
use crate::sign::{Appearance, SignError, SignRequest, Stroke, StrokePoint, Strokes, sign};
use crate::testing::{authority, claimed, engineer, fonts, signer};
use crate::{DeviceSigner, KeySigner};

fn pages() -> Vec<u8> {
    let mut sheet = Sheet::new(300.0, 200.0, fonts());
    let style = TextStyle {
        size: 10.0,
        weight: Weight::Regular,
        ink: Ink::First,
    };
    sheet.text(at(20.0, 30.0), "验收单 acceptance", style);
    let printed = paper::objects(&[sheet], &[], fonts()).unwrap();
    let about = About {
        title: "验收单",
        language: "zh-CN",
        made_at: claimed(),
        identity: b"record",
    };
    let field = |name: &str, x| OpenField {
        name: name.to_owned(),
        label: name.to_owned(),
        page: 0,
        area: Area {
            x,
            y: 80.0,
            width: 120.0,
            height: 90.0,
        },
    };
    let fields = [field("tester", 20.0), field("customer", 150.0)];
    first_revision(printed, &about, &fields, 200.0).unwrap()
}

fn appearance() -> Appearance {
    let point = |x, y| StrokePoint {
        x,
        y,
        ..StrokePoint::default()
    };
    Appearance {
        strokes: Strokes {
            width: 100.0,
            height: 50.0,
            strokes: vec![Stroke {
                points: vec![point(1.0, 2.0), point(40.0, 30.0), point(70.0, 5.0)],
            }],
        },
        lines: vec![
            "许曼 · 维护工程师".to_owned(),
            "2026-11-22 10:00".to_owned(),
        ],
    }
}

fn signed(pdf: &[u8], field: &str, signer: &dyn DeviceSigner) -> Vec<u8> {
    let request = SignRequest {
        field,
        signer,
        appearance: &appearance(),
        claimed_at: claimed(),
        name: "许曼",
        reason: "测试",
    };
    sign(pdf, &request, fonts()).unwrap()
}

struct Case {
    pages: Vec<u8>,
    first: Vec<u8>,
    second: Vec<u8>,
    trusted: Vec<Vec<u8>>,
    signer: KeySigner,
}

fn case() -> Case {
    let authority = authority();
    let signer = signer(&authority);
    let pages = pages();
    let first = signed(&pages, "tester", &signer);
    let second = signed(&first, "customer", &signer);
    Case {
        pages,
        first,
        second,
        trusted: vec![authority.certificate_der().unwrap()],
        signer,
    }
}

#[test]
fn two_signatures_hold_and_each_names_the_pages_it_was_shown() {
    let case = case();
    let one = verify(&case.first, &case.trusted);
    assert!(one.ok, "{one:#?}");
    assert_eq!(one.open_fields, ["customer"]);
    let both = verify(&case.second, &case.trusted);
    assert!(both.ok, "{both:#?}");
    assert!(both.open_fields.is_empty());
    assert_eq!(both.signatures[0].subject, Some(engineer()));
    assert_eq!(both.signatures[0].pages_hash, Sha256Digest::of(&case.pages));
    assert_eq!(both.signatures[1].pages_hash, Sha256Digest::of(&case.first));
    assert!(!both.signatures[0].covers_whole_file && both.signatures[1].covers_whole_file);
    assert_eq!(both.signatures[1].claimed_at, Some(claimed()));
    assert!(case.second.starts_with(&case.first) && case.first.starts_with(&case.pages));
    let lengths: Vec<usize> = both.revisions.iter().map(|revision| revision.len).collect();
    assert_eq!(
        lengths,
        [case.pages.len(), case.first.len(), case.second.len()]
    );
}

#[test]
fn every_flipped_byte_is_caught() {
    let case = case();
    let (pages, first, whole) = (case.pages.len(), case.first.len(), case.second.len());
    let contents = |section: std::ops::Range<usize>| {
        let mark = b"/Contents <3";
        let within = &case.second[section.clone()];
        section.start
            + within
                .windows(mark.len())
                .position(|window| window == mark)
                .unwrap()
    };
    let (one, two) = (contents(pages..first), contents(first..whole));
    // Tables and trailers, the beginning of both messages and of both dictionaries in full or nearly
    // so, and a sample of everything else: the long streams are all alike to the digest.
    let places = (0..whole)
        .step_by(607)
        .chain((one - 300)..(one + 40))
        .chain((one..one + 4500).step_by(29))
        .chain((two..two + 4500).step_by(31))
        .chain((first - 500..first).step_by(3))
        .chain((whole - 500)..whole);
    for place in places {
        let mut flipped = case.second.clone();
        flipped[place] ^= if place % 2 == 0 { 0x01 } else { 0x20 };
        let found = verify(&flipped, &case.trusted);
        assert!(!found.ok, "byte {place} of {whole}: {found:#?}");
    }
}

#[test]
fn the_wrong_authority_is_refused() {
    let case = case();
    let other = vec![authority().certificate_der().unwrap()];
    let found = verify(&case.second, &other);
    assert!(!found.ok);
    assert_eq!(
        found.signatures[0].problems,
        [SignatureProblem::Certificate(LeafProblem::UnknownAuthority)]
    );
    assert_eq!(found.signatures[0].subject, None);
    assert!(!verify(&case.second, &[]).ok);
}

#[test]
fn an_unsigned_document_and_a_file_that_is_none_are_not_ok() {
    let case = case();
    let unsigned = verify(&case.pages, &case.trusted);
    assert!(!unsigned.ok && unsigned.open_fields.len() == 2);
    assert!(matches!(unsigned.problems[..], [DocumentProblem::Unsigned]));
    for bytes in [
        &b""[..],
        b"%PDF-1.7\n",
        b"<html>",
        &case.second[..case.second.len() / 2],
    ] {
        assert!(!verify(bytes, &case.trusted).ok);
    }
}

/// Appends a section that replaces the page's contents: what a reader shows as "valid".
fn overlay(signed: &[u8]) -> Vec<u8> {
    let file = PdfFile::read(signed).unwrap();
    let last = file.last();
    let (number, page) = last
        .objects
        .iter()
        .find(|(_, object)| {
            let kind = object.as_dict().and_then(|page| page.get(b"Type"));
            kind.and_then(lopdf::Object::as_name)
                .is_ok_and(|name| name == b"Page")
        })
        .unwrap();
    let mut page = page.as_dict().unwrap().clone();
    let fresh = last.trailer.size;
    page.set("Contents", lopdf::Object::Reference((fresh, 0)));
    let contents = lopdf::Stream::new(lopdf::Dictionary::new(), b"0 0 300 200 re f".to_vec());
    let objects = [(*number, page.into()), (fresh, contents.into())].into();
    let trailer = crate::file::Trailer {
        size: fresh + 1,
        previous: Some(last.table_at),
        ..last.trailer.clone()
    };
    let section = crate::file::Section {
        objects: &objects,
        trailer: &trailer,
    };
    [signed, &section.to_bytes(signed.len())].concat()
}

#[test]
fn an_appended_overlay_is_caught() {
    let case = case();
    let found = verify(&overlay(&case.second), &case.trusted);
    assert!(!found.ok && !found.last_covers_whole_file && !found.only_allowed_changes);
    assert!(found.signatures.iter().all(|signature| signature.valid));
    let appended = [&case.second[..], b"\n% note\n%%EOF\n"].concat();
    let found = verify(&appended, &case.trusted);
    assert!(!found.ok && found.signatures.len() == 2 && !found.last_covers_whole_file);
}

#[test]
fn an_overlay_between_two_signatures_is_caught() {
    let case = case();
    let attacked = signed(&overlay(&case.first), "customer", &case.signer);
    let found = verify(&attacked, &case.trusted);
    assert!(found.last_covers_whole_file);
    assert!(!found.only_allowed_changes && !found.ok, "{found:#?}");
}

#[test]
fn a_field_is_signed_once_and_unknown_fields_are_refused() {
    let case = case();
    let blank = Appearance::default();
    let request = |field| SignRequest {
        field,
        signer: &case.signer,
        appearance: &blank,
        claimed_at: claimed(),
        name: "",
        reason: "",
    };
    let again = sign(&case.first, &request("tester"), fonts());
    assert!(matches!(again, Err(SignError::AlreadySigned { .. })));
    let unknown = sign(&case.first, &request("manager"), fonts());
    assert!(matches!(unknown, Err(SignError::UnknownField { .. })));
    let garbage = sign(b"not a pdf", &request("tester"), fonts());
    assert!(matches!(garbage, Err(SignError::File(_))));
}

#[test]
fn a_clock_in_1980_can_still_sign() {
    let case = case();
    let appearance = appearance();
    let request = SignRequest {
        field: "tester",
        signer: &case.signer,
        appearance: &appearance,
        claimed_at: chrono::DateTime::parse_from_rfc3339("1980-01-01T08:00:05+08:00").unwrap(),
        name: "许曼",
        reason: "",
    };
    let signed = sign(&case.pages, &request, fonts()).unwrap();
    assert!(verify(&signed, &case.trusted).ok);
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let case = case();
    assert_eq!(signed(&case.pages, "tester", &case.signer), case.first);
    assert_eq!(pages(), case.pages);
}

#[test]
fn a_first_signature_that_permits_more_than_filling_fields_does_not_hold() {
    let authority = authority();
    let signed = signed(&pages(), "tester", &signer(&authority));
    let at = signed
        .windows(5)
        .rposition(|window| window == b"/P 2/" || window == b"/P 2 " || window == b"/P 2>");
    let mut wider = signed.clone();
    wider[at.unwrap() + 3] = b'3';
    let found = verify(&wider, &[authority.certificate_der().unwrap()]);
    let is_change = |problem: &DocumentProblem| {
        matches!(
            problem,
            DocumentProblem::Change(ForbiddenChange::Object { .. })
        )
    };
    assert!(found.problems.iter().any(is_change), "{:?}", found.problems);
}

/// A device that writes the other form of every signature.
struct Upper(KeySigner);

impl DeviceSigner for Upper {
    fn certificate_der(&self) -> &[u8] {
        self.0.certificate_der()
    }

    fn chain_der(&self) -> &[Vec<u8>] {
        self.0.chain_der()
    }

    fn sign_digest(
        &self,
        digest: &[u8; 32],
    ) -> Result<Vec<u8>, crate::certificate::CertificateError> {
        let lower = p256::ecdsa::Signature::from_der(&self.0.sign_digest(digest)?).unwrap();
        let (r, s) = lower.split_scalars();
        let upper = p256::ecdsa::Signature::from_scalars(r, -s).unwrap();
        Ok(upper.to_der().as_bytes().to_vec())
    }
}

#[test]
fn a_signature_in_its_upper_form_does_not_hold() {
    let authority = authority();
    let trusted = [authority.certificate_der().unwrap()];
    let device = signer(&authority);
    let holds = verify(&signed(&pages(), "tester", &device), &trusted);
    assert!(holds.signatures[0].valid, "{:?}", holds.signatures);
    let found = verify(&signed(&pages(), "tester", &Upper(device)), &trusted);
    assert_eq!(found.signatures[0].problems, [SignatureProblem::Key]);
}

#[test]
fn a_signature_is_written_in_its_lower_form() {
    let key = crate::certificate::DeviceKey::generate();
    for index in 0..16_u8 {
        let der = key.sign_digest(&[index; 32]).unwrap();
        let signature = p256::ecdsa::Signature::from_der(&der).unwrap();
        assert_eq!(signature.normalize_s(), None);
    }
}
