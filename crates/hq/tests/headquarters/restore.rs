use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::NoteAdded;

use crate::support::{Device, Office};

fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded {
        text: text.to_owned(),
    })
}

/// Integers of our JSON stay below this.
const MAX_JSON_INTEGER: u64 = 1 << 53;

#[tokio::test]
async fn the_same_copy_restored_twice_begins_two_epochs() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let backup = office.back_up();
    alice.write(None, note("after the backup"));

    let office = office.restore(&backup).await;
    let first = office.hq().begin_epoch().unwrap();
    alice = alice.moved_to(&office);
    assert_eq!(alice.push().await.receipt.epoch, first);
    let office = office.restore(&backup).await;
    let second = office.hq().begin_epoch().unwrap();

    assert!(first > 1);
    assert!(second > first, "receipts of the first do not count here");
    assert!(second < MAX_JSON_INTEGER);
    alice = alice.moved_to(&office);
    assert_eq!(alice.push().await.receipt.epoch, second);
}
