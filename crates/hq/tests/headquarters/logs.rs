use lineproof_domain::ids::Incarnation;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;
use lineproof_protocol::chain::Predecessor;
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, LogPage, Relation};
use lineproof_protocol::problem::ProblemCode;

use crate::support::{Device, Office, problem};

fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded {
        text: text.to_owned(),
    })
}

async fn relation(device: &Device) -> (Relation, u64) {
    let asked = HeadsRequest {
        heads: vec![device.head()],
    };
    let answer: HeadsResponse = device.ask("/v1/heads", &asked).await;
    let compared = answer
        .logs
        .iter()
        .find(|log| log.incarnation == device.log.incarnation)
        .unwrap();
    (compared.relation, compared.known_seq)
}

#[tokio::test]
async fn heads_tell_equal_ahead_behind_and_forked_apart() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(None, note("one"));
    assert_eq!(relation(&alice).await, (Relation::Unknown, 0));
    alice.push().await;
    assert_eq!(relation(&alice).await, (Relation::Equal, 1));
    let old_copy = alice.clone();
    alice.write(None, note("two"));
    assert_eq!(relation(&alice).await, (Relation::DeviceAhead, 1));
    alice.push_from(2).await;
    assert_eq!(relation(&old_copy).await, (Relation::HeadquartersAhead, 2));
    let mut clone = old_copy;
    clone.write(None, note("other"));
    assert_eq!(relation(&clone).await, (Relation::Forked, 2));
}

#[tokio::test]
async fn a_device_restored_from_a_backup_takes_its_own_entries_back() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    for text in ["one", "two", "three"] {
        alice.write(None, note(text));
    }
    alice.push().await;
    let path = format!("/v1/log?incarnation={}&after=1", alice.log.incarnation);
    let page: LogPage = alice.get(&path).await;
    assert_eq!((page.first_seq, page.more), (2, false));
    let raws: Vec<&str> = page
        .entries
        .iter()
        .map(|entry| entry.raw.as_deref().unwrap())
        .collect();
    assert_eq!(raws, [&alice.entries[1].raw, &alice.entries[2].raw]);
}

/// The next life of a device, opened under `incarnation`.
fn next_life(device: &Device, incarnation: [u8; 16]) -> Device {
    let left = device.head();
    let mut next = device.clone();
    next.log.incarnation = Incarnation(incarnation);
    next.predecessor = Some(Predecessor {
        incarnation: left.log.incarnation,
        seq: left.seq,
        hash: left.hash,
    });
    next.entries.clear();
    next
}

#[tokio::test]
async fn a_life_is_told_of_after_the_one_it_goes_on_from() {
    let office = Office::open().await;
    let mut first = Device::enrolled(&office, office.alice).await;
    first.log.incarnation = Incarnation([9; 16]);
    first.write(None, note("first"));
    let mut second = next_life(&first, [5; 16]);
    second.write(None, note("second"));
    let mut third = next_life(&second, [1; 16]);
    third.write(None, note("third"));
    for life in [&third, &second, &first] {
        life.push().await;
    }
    let asked = HeadsRequest { heads: Vec::new() };
    let answer: HeadsResponse = first.ask("/v1/heads", &asked).await;
    let told: Vec<Incarnation> = answer.logs.iter().map(|log| log.incarnation).collect();
    assert_eq!(told, [[9; 16], [5; 16], [1; 16]].map(Incarnation));
}

#[tokio::test]
async fn the_branch_that_was_told_of_or_asked_for_comes_back_with_its_own_root() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let mut clone = alice.clone();
    alice.write(None, note("one"));
    let mut other_root = next_life(&alice, alice.log.incarnation.0);
    for text in ["of the original", "and on"] {
        alice.write(None, note(text));
    }
    for text in ["of", "the", "clone"] {
        clone.write(None, note(text));
    }
    other_root.write(None, note("under another root"));
    for device in [&alice, &clone, &other_root] {
        device.push().await;
    }
    let asked = HeadsRequest { heads: Vec::new() };
    let told: HeadsResponse = alice.ask("/v1/heads", &asked).await;
    assert_eq!(told.logs[0].known_hash, Some(alice.head().hash));
    let path = format!("/v1/log?incarnation={}", alice.log.incarnation);
    let raws = |page: &LogPage| -> Vec<String> {
        let raws = page.entries.iter().map(|entry| entry.raw.clone().unwrap());
        raws.collect()
    };
    let written = |device: &Device| -> Vec<String> {
        let entries = device.entries.iter();
        entries.map(|entry| entry.raw.clone()).collect()
    };
    let longest: LogPage = alice.get(&path).await;
    assert_eq!(raws(&longest), written(&alice));
    for branch in [&alice, &clone, &other_root] {
        let until = branch.head().hash;
        let page: LogPage = alice.get(&format!("{path}&until_hash={until}")).await;
        assert_eq!(raws(&page), written(branch));
        assert_eq!(page.predecessor, branch.predecessor);
    }
    let nowhere = format!("{path}&until_hash={}", "0".repeat(64));
    let response = alice.request(reqwest::Method::GET, &nowhere).send().await;
    assert_eq!(problem(response.unwrap()).await, ProblemCode::NotFound);
}
