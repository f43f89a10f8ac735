//! Authority, signing request, leaf: what is issued, and what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_report::certificate::{
    Authority, CertificateError, DeviceKey, Subject, authorities_from_pem, facts,
};
use support::{authority, out, sample, signer};

fn alice() -> Subject {
    Subject {
        name: "爱丽丝, O=冒名 + \"引号\"".to_owned(),
        person: "01930000-0000-7000-8000-0000000000a1".to_owned(),
        device: "01930000-0000-7000-8000-0000000000d1".to_owned(),
        organisation: None,
    }
}

#[test]
fn a_leaf_names_engineer_and_device_as_headquarters_says() {
    let authority = authority();
    let key = DeviceKey::generate();
    let believed = Subject {
        name: "somebody else".to_owned(),
        ..Subject::default()
    };
    let request = key.signing_request(&believed).unwrap();
    let leaf = authority
        .issue(&request, &alice(), sample::made_at().to_utc())
        .unwrap();
    let facts = facts(&leaf).unwrap();
    assert_eq!(facts.subject, alice());
    assert_eq!(facts.issuer, "Lineproof test authority");
    assert_eq!(facts.not_before.to_rfc3339(), "1980-01-01T00:00:00+00:00");
    assert_eq!(facts.not_after.to_rfc3339(), "2036-12-31T23:59:59+00:00");
}

#[test]
fn a_request_that_its_key_did_not_sign_is_refused() {
    let authority = authority();
    let now = sample::made_at().to_utc();
    let request = DeviceKey::generate().signing_request(&alice()).unwrap();
    for place in [20, request.len() / 2, request.len() - 1] {
        let mut changed = request.clone();
        changed[place] ^= 1;
        assert!(
            authority.issue(&changed, &alice(), now).is_err(),
            "byte {place}"
        );
    }
    let cut = authority.issue(&request[..40], &alice(), now);
    assert!(matches!(cut, Err(CertificateError::Unreadable { .. })));
}

#[test]
fn an_authority_is_kept_and_read_back_and_a_foreign_key_refused() {
    let one = authority();
    let certificate = one.certificate_der().unwrap();
    let key = one.key_pkcs8_der().unwrap();
    let again = Authority::from_der(&certificate, &key).unwrap();
    assert_eq!(again.certificate_der().unwrap(), certificate);
    let pem = again.certificate_pem().unwrap();
    assert_eq!(
        authorities_from_pem(&pem).unwrap(),
        std::slice::from_ref(&certificate)
    );
    assert!(authorities_from_pem("no certificate here").is_err());

    let foreign = authority().key_pkcs8_der().unwrap();
    let mixed = Authority::from_der(&certificate, &foreign);
    assert!(matches!(mixed, Err(CertificateError::KeyMismatch)));
    let device = signer(&one);
    let key = device.key.to_pkcs8_der().unwrap();
    let leaf = Authority::from_der(&device.certificate, &key);
    assert!(matches!(leaf, Err(CertificateError::NotAnAuthority)));
}

#[test]
fn openssl_reads_the_chain_and_finds_it_whole() {
    use std::path::Path;
    use support::tools::{path, said};
    let authority = authority();
    let device = signer(&authority);
    let (ca, leaf) = (out("openssl-ca.pem"), out("openssl-leaf.der"));
    std::fs::write(&ca, authority.certificate_pem().unwrap()).unwrap();
    std::fs::write(&leaf, &device.certificate).unwrap();
    let arguments = ["verify", "-x509_strict", "-CAfile", path(&ca), path(&leaf)];
    let Some(text) = said(Path::new("openssl"), &arguments) else {
        return;
    };
    assert!(text.contains("OK"), "{text}");
}
