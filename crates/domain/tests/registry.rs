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
            let (origin, role) = (entry.origin, entry.role);
            format!("{kind} {version} {origin:?} {role:?}\n")
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
    for kind in kinds {
        let (noun, verb) = kind.split_once('.').unwrap();
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(plain(noun) && plain(verb), "{kind}");
    }
}
