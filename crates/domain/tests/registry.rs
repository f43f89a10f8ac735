//! The registry of event kinds may grow; what stands in it never changes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use std::collections::BTreeSet;

use lineproof_domain::registry::REGISTRY;

const COMMITTED: &str = include_str!("golden/registry.txt");

#[test]
fn the_registry_is_what_was_committed() {
    let lines: String = REGISTRY
        .iter()
        .map(|entry| {
            let kind = entry.kind;
            let version = entry.version;
            let (writers, role) = (entry.writers, entry.role);
            format!("{kind} {version} {writers:?} {role:?}\n")
        })
        .collect();
    assert_eq!(
        lines, COMMITTED,
        "a kind may be added to golden/registry.txt, no line of it may change"
    );
}

#[test]
fn every_kind_stands_once_and_is_a_noun_and_a_verb() {
    let kinds: BTreeSet<&str> = REGISTRY.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds.len(), REGISTRY.len());
    // The trade's own word for the end of a rectification needs no noun.
    for kind in kinds.into_iter().filter(|kind| *kind != "rectified") {
        let (noun, verb) = kind.split_once('.').unwrap();
        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        let plain = |part: &str| !part.is_empty() && part.bytes().all(is_plain);
        assert!(plain(noun) && plain(verb), "{kind}");
    }
}
