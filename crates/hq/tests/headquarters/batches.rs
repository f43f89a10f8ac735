use ed25519_dalek::SigningKey;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Actor, Attachment, Role};
use lineproof_domain::ids::Incarnation;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{
    ExtensionApproved, JobAccepted, NoteAdded, VisitArrived, VisitDeparted,
};
use lineproof_protocol::feed::FeedPage;
use lineproof_protocol::heads::LogPage;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::{Disposition, QuarantineReason};
use lineproof_protocol::tombstone::{Erasure, Tombstone};

use crate::support::{Browser, Device, Office, problem};

fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded {
        text: text.to_owned(),
    })
}

fn quarantined(reason: QuarantineReason) -> Disposition {
    Disposition::Quarantined { reason }
}

#[tokio::test]
async fn a_batch_sent_twice_is_stored_once_and_receipted_twice() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    alice.write(Some(job), Body::VisitDeparted(VisitDeparted {}));

    let first = alice.push().await;
    let second = alice.push().await;

    let key = alice.enrolment.as_ref().unwrap().keys[0].public_key;
    assert_eq!(first.receipt.head, alice.head());
    first.receipt.verify(&key).unwrap();
    assert_eq!(first.receipt, second.receipt);
    assert!(!first.forked && !second.forked);
    let dispositions = |answer: &lineproof_protocol::push::PushResponse| -> Vec<Disposition> {
        answer
            .dispositions
            .iter()
            .map(|entry| entry.disposition.clone())
            .collect()
    };
    assert_eq!(
        dispositions(&first),
        [Disposition::Accepted, Disposition::Accepted]
    );
    assert_eq!(
        dispositions(&second),
        [Disposition::Duplicate, Disposition::Duplicate]
    );
    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(record["timeline"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_device_that_claims_headquarters_approval_is_kept_apart() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    let approval = Body::ExtensionApproved(ExtensionApproved {
        new_due: "2027-01-01".parse().unwrap(),
        reason: "customer".to_owned(),
    });
    alice.write(Some(job), approval);
    alice.write(Some(job), Body::VisitArrived(VisitArrived {}));

    let answer = alice.push().await;

    assert_eq!(
        answer.dispositions[1].disposition,
        quarantined(QuarantineReason::WrongOrigin)
    );
    assert_eq!(answer.dispositions[2].disposition, Disposition::Accepted);
    assert_eq!(answer.receipt.head.seq, 3, "it is chained and receipted");
    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert_eq!(
        record["verification"]["quarantined"][0]["reason"],
        "wrong_origin"
    );
    assert_eq!(
        record["row"]["clock"]["dueAt"],
        record["clocks"][0]["dueAt"]
    );
    assert!(
        !record["clocks"][0]["dueAt"]
            .as_str()
            .unwrap()
            .starts_with("2027")
    );
    let notices = browser.get("/api/notices").await;
    assert_eq!(notices["notices"][0]["kind"], "quarantined");
}

#[tokio::test]
async fn unreadable_foreign_and_reused_entries_are_kept_apart_and_stop_nobody() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let mine = office.dispatch(office.alice);
    let _bob = Device::enrolled(&office, office.bob).await;
    let his = office.dispatch(office.bob);
    alice.write_raw("this is no event".to_owned());
    alice.write(Some(his), note("somebody else's job"));
    let stranger = Actor {
        person: office.bob,
        role: Role::Engineer,
    };
    alice.write_as(stranger, Some(mine), note("in another's name"), Vec::new());
    alice.write(Some(mine), note("first"));
    let reused = alice.entries[3].raw.replace("first", "other");
    alice.write_raw(reused);
    let unknown = alice.entries[3]
        .raw
        .replace("note.added", "note.sung")
        .replace("\"id\":\"", "\"id\":\"0");
    let unknown = unknown.replacen("\"id\":\"00", "\"id\":\"10", 1);
    alice.write_raw(unknown);
    alice.write(Some(mine), note("last"));

    let answer = alice.push().await;

    let found: Vec<Disposition> = answer
        .dispositions
        .iter()
        .map(|entry| entry.disposition.clone())
        .collect();
    assert_eq!(found[0], quarantined(QuarantineReason::Unreadable));
    assert_eq!(found[1], quarantined(QuarantineReason::NotAssigned));
    assert_eq!(found[2], quarantined(QuarantineReason::WrongRole));
    assert_eq!(found[3], Disposition::Accepted);
    assert_eq!(found[4], quarantined(QuarantineReason::IdReused));
    assert_eq!(found[6], Disposition::Accepted);
}

#[tokio::test]
async fn a_batch_that_does_not_chain_is_refused_and_nothing_of_it_stored() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(None, note("one"));
    alice.write(None, note("two"));
    let mut gap = alice.batch_from(2);
    assert_eq!(
        problem(alice.send(&gap).await).await,
        ProblemCode::ChainBroken,
        "entry 1 is missing"
    );
    gap = alice.batch_from(1);
    gap.entries[1].raw = Some(gap.entries[0].raw.clone().unwrap());
    assert_eq!(
        problem(alice.send(&gap).await).await,
        ProblemCode::ChainBroken,
        "the bytes are not what their hash says"
    );
    let mut forged = alice.batch_from(1);
    forged.checkpoint.signature.0[3] ^= 1;
    assert_eq!(
        problem(alice.send(&forged).await).await,
        ProblemCode::BadSignature
    );
    let answer = alice.push().await;
    assert_eq!(answer.dispositions[0].disposition, Disposition::Accepted);
}

#[tokio::test]
async fn a_cloned_device_makes_a_branch_both_stay_and_a_new_life_goes_on() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(None, note("shared"));
    alice.push().await;
    let mut clone = alice.clone();
    alice.write(None, note("the original goes on"));
    clone.write(None, note("the clone goes on"));
    assert!(!alice.push_from(2).await.forked);

    let answer = clone.push_from(2).await;

    assert!(answer.forked);
    assert_eq!(answer.dispositions[0].disposition, Disposition::Accepted);
    assert!(
        clone.push_from(2).await.forked,
        "told again until it opens a new life"
    );
    let left = clone.head();
    clone.predecessor = Some(lineproof_protocol::chain::Predecessor {
        incarnation: left.log.incarnation,
        seq: left.seq,
        hash: left.hash,
    });
    clone.log.incarnation = Incarnation([7; 16]);
    clone.entries.clear();
    clone.write(None, note("a new life"));
    assert!(!clone.push().await.forked);
    let browser = Browser::logged_in(&office).await;
    let notices = browser.get("/api/notices").await;
    assert_eq!(notices["notices"][0]["kind"], "forked");
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}

#[tokio::test]
async fn what_one_copy_of_a_device_wrote_comes_to_the_other_by_the_feed() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));
    alice.push().await;
    let mut clone = alice.clone();
    alice.write(Some(job), note("the original goes on"));
    clone.write(Some(job), note("the clone goes on"));
    alice.push_from(2).await;
    let brought = |page: &FeedPage| {
        let items = page.items.iter();
        items.filter(|entry| entry.item.contains("goes on")).count()
    };
    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    assert_eq!(brought(&page), 0, "one chain has it all");

    clone.push_from(2).await;

    let page: FeedPage = alice.get("/v1/feed?cursor=0").await;
    assert_eq!(brought(&page), 2);
    assert!(
        !page
            .items
            .iter()
            .any(|entry| entry.item.contains("job.accepted"))
    );
}

#[tokio::test]
async fn a_wrong_clock_is_named_and_never_refused() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    alice.heard = Some(lineproof_domain::event::HeardTime {
        headquarters: chrono::Utc::now().fixed_offset(),
        monotonic_ms: 0,
        boot: "boot".to_owned(),
    });
    alice.wall = Some("1980-01-01T00:00:00+08:00".parse().unwrap());
    alice.write(Some(job), Body::JobAccepted(JobAccepted {}));

    let answer = alice.push().await;

    assert_eq!(answer.dispositions[0].disposition, Disposition::Accepted);
    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    let flags = record["flags"].as_array().unwrap();
    assert!(
        flags.iter().any(|flag| flag["kind"] == "clockFarOff"),
        "{flags:?}"
    );
    let accepted = &record["timeline"][2];
    assert_eq!(accepted["kind"], "job.accepted");
    let this_year = chrono::Utc::now().format("%Y").to_string();
    assert!(accepted["time"]["at"].as_str().unwrap().starts_with("1980"));
    assert!(
        accepted["time"]["earliest"]
            .as_str()
            .unwrap()
            .starts_with(&this_year)
    );
}

#[tokio::test]
async fn an_entry_without_its_bytes_gets_no_receipt() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(None, note("one"));
    let mut batch = alice.batch_from(1);
    batch.entries[0].raw = None;
    let answer = alice.send(&batch).await;
    assert_eq!(problem(answer).await, ProblemCode::ChainBroken);
    let answer = alice.push().await;
    assert_eq!(answer.dispositions[0].disposition, Disposition::Accepted);
}

#[tokio::test]
async fn an_erased_entry_is_taken_with_headquarters_own_order_and_its_bytes_do_not_come_back() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    alice.write(None, note("erased by law"));
    let whole = alice.batch_from(1);
    let order = Erasure {
        log: alice.log,
        seq: 1,
        raw_hash: whole.entries[0].raw_hash,
        statement: "by law".to_owned(),
    };
    let key = std::fs::read(office.data.path().join("hq/keys/receipt.key")).unwrap();
    let key = SigningKey::from_bytes(&key.try_into().unwrap());
    let key_id = alice.enrolment.as_ref().unwrap().keys[0].key_id.clone();
    let erased_by = |key: &SigningKey| {
        let mut batch = whole.clone();
        batch.entries[0].raw = None;
        batch.entries[0].tombstone = Some(Tombstone::sign(order.clone(), &key_id, key));
        batch
    };
    let forged = alice.send(&erased_by(&alice.key)).await;
    assert_eq!(problem(forged).await, ProblemCode::BadSignature);
    let taken = erased_by(&key);
    assert_eq!(alice.send(&taken).await.status(), 200);
    assert_eq!(alice.send(&whole).await.status(), 200, "it is known");

    let path = format!("/v1/log?incarnation={}&after=0", alice.log.incarnation);
    let page: LogPage = alice.get(&path).await;
    assert_eq!(page.entries, taken.entries);
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
}

/// What headquarters of version 1 stored of an entry that came without its bytes.
const EMPTIED: &str = "DROP TRIGGER entry_is_fixed;
    UPDATE entry SET raw = NULL, event = NULL, kind = NULL, job = NULL, quarantine = 'unreadable' WHERE writer = 'device';
    CREATE TRIGGER entry_is_fixed
    BEFORE UPDATE OF device, incarnation, seq, hash, previous_hash, raw_hash, raw, writer, position, received_at_ms ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
    PRAGMA user_version = 1;";

#[tokio::test]
async fn an_entry_taken_without_its_bytes_is_filled_when_they_come() {
    let office = Office::open().await;
    let mut alice = Device::enrolled(&office, office.alice).await;
    let job = office.dispatch(office.alice);
    alice.write(Some(job), note("the bytes came late"));
    alice.push().await;
    let database = office.data.path().join("hq/headquarters.db");
    let db = rusqlite::Connection::open(&database).unwrap();
    db.execute_batch(EMPTIED).unwrap();
    let office = office.restart().await;
    let alice = alice.moved_to(&office);

    let answer = alice.push().await;

    assert_eq!(answer.dispositions[0].disposition, Disposition::Accepted);
    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert!(record.to_string().contains("the bytes came late"));
    assert!(office.hq().verify().await.unwrap().findings.is_empty());
    let again = db.execute("UPDATE entry SET raw = NULL", []);
    assert!(again.is_err(), "entries are never changed");
}

#[tokio::test]
async fn work_that_a_later_reassignment_makes_right_counts_with_its_photo() {
    let office = Office::open().await;
    let _alice = Device::enrolled(&office, office.alice).await;
    let mut bob = Device::enrolled(&office, office.bob).await;
    let job = office.dispatch(office.alice);
    let photo = Attachment {
        sha256: Sha256Digest::of(b"photo"),
        len: 5,
        mime: "image/jpeg".to_owned(),
        role: "photo.original".to_owned(),
    };
    bob.write_with(
        Some(job),
        note("before the reassignment is known"),
        vec![photo],
    );
    let early = bob.push().await;
    let apart = quarantined(QuarantineReason::NotAssigned);
    assert_eq!(early.dispositions[0].disposition, apart);

    let reassigned = office
        .hq()
        .reassign(office.supervisor(), job, office.bob, "许曼请假");
    reassigned.unwrap();

    let browser = Browser::logged_in(&office).await;
    let record = browser.get(&format!("/api/jobs/{job}")).await;
    assert!(
        record["verification"]["quarantined"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let notices = browser.get("/api/notices").await;
    assert_eq!(notices["notices"].as_array().unwrap().len(), 0);
    let out = office.data.path().join("out");
    office.hq().export(&job.to_string(), &out).await.unwrap();
    let record = std::fs::read_to_string(out.join("record.json")).unwrap();
    assert!(record.contains(&Sha256Digest::of(b"photo").to_string()));
}
