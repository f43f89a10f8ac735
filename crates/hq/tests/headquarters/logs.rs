use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;
use lineproof_protocol::heads::{HeadsRequest, HeadsResponse, LogPage, Relation};

use crate::support::{Device, Office};

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
