//! When a document no longer says what the record says.

use super::world::{
    Alice, AliceTablet, Headquarters, World, amended, answer, arrived, attachment, completed, made,
    measured, note, photo, signed, withdrawn,
};
use crate::ids::EventId;
use crate::job::{Document, Flag, Standing};
use crate::registry::Body;
use crate::registry::attachment_role::{DOCUMENT_PAGES, DOCUMENT_SIGNED};
use crate::registry::body::{AcceptanceSigned, DocumentOverridden, VisitLeft};

/// A signed document that shows the plan, the measurements, the arrival and slot I07.
fn signed_report() -> (World, EventId) {
    let mut world = World::dispatched();
    let plan = world.state().plan.unwrap().event;
    let arrival = world.writes(Alice, arrived());
    let value = world.writes(Alice, measured("-18.4"));
    let picture = world.writes(Alice, photo("I07"));
    let shows = [
        "plan",
        "measurement:*",
        "photo:I07",
        "milestone:visit.arrived",
    ];
    let read = [plan, arrival, value, picture];
    let document = world.writes(Alice, made(&shows, &read));
    world.writes(Alice, signed(document, "customer"));
    (world, document)
}

fn document(world: &World, event: EventId) -> Document {
    let documents = world.state().documents;
    documents
        .into_iter()
        .find(|made| made.event == event)
        .unwrap()
}

#[test]
fn a_freshly_signed_document_stands() {
    let (world, event) = signed_report();
    let made = document(&world, event);
    assert_eq!(made.standing, Standing::True);
    assert!(made.is_signed_by("customer"));
    assert_eq!(made.open_fields().collect::<Vec<_>>(), ["tester"]);
}

#[test]
fn signatures_documents_closing_and_photos_of_other_slots_never_change_it() {
    let (mut world, event) = signed_report();
    world.writes(Alice, signed(event, "tester"));
    let acceptance = AcceptanceSigned { document: event };
    world.writes(Alice, Body::AcceptanceSigned(acceptance));
    world.writes(Alice, made(&["measurement:*"], &[]));
    world.writes(Alice, photo("I08"));
    world.writes(Alice, note("after the signature"));
    world.writes(Alice, answer("power", "ok"));
    world.writes(Alice, completed());
    world.writes(Alice, Body::VisitLeft(VisitLeft {}));
    assert_eq!(document(&world, event).standing, Standing::True);
    let changed = |flag: &Flag| matches!(flag, Flag::ChangedAfterSignature { .. });
    assert!(!world.flags().iter().any(changed));
}

#[test]
fn a_photo_added_to_or_withdrawn_from_a_slot_it_shows_changes_it() {
    let (mut world, event) = signed_report();
    let more = world.writes(Alice, photo("I07"));
    assert_eq!(
        document(&world, event).standing,
        Standing::ChangedAfterSignature
    );
    world.writes(Alice, withdrawn(more));
    assert_eq!(document(&world, event).standing, Standing::True);
    let shown = world.state().photos["I07"][0].event;
    world.writes(Alice, withdrawn(shown));
    assert_eq!(
        document(&world, event).standing,
        Standing::ChangedAfterSignature
    );
}

#[test]
fn an_amended_plan_changes_a_signed_document_and_outdates_an_unsigned_one() {
    let (mut world, event) = signed_report();
    let plan = world.state().plan.unwrap().event;
    let unsigned = world.writes(Alice, made(&["plan"], &[plan]));
    world.writes(Headquarters, amended(2));
    assert_eq!(
        document(&world, event).standing,
        Standing::ChangedAfterSignature
    );
    assert_eq!(document(&world, unsigned).standing, Standing::Outdated);
}

#[test]
fn a_document_made_from_the_amended_plan_need_not_read_the_older_one() {
    let mut world = World::dispatched();
    let amendment = world.writes(Headquarters, amended(2));
    world.sync(Alice);
    let event = world.writes(Alice, made(&["plan"], &[amendment]));
    world.writes(Alice, signed(event, "customer"));
    assert_eq!(document(&world, event).standing, Standing::True);
}

#[test]
fn a_second_arrival_does_not_change_a_document_that_shows_the_first() {
    let (mut world, event) = signed_report();
    world.writes(Alice, arrived());
    assert_eq!(document(&world, event).standing, Standing::True);
}

#[test]
fn a_value_from_the_other_device_that_the_document_did_not_read_changes_it() {
    let (mut world, event) = signed_report();
    world.writes(AliceTablet, measured("-20.1"));
    assert_eq!(
        document(&world, event).standing,
        Standing::ChangedAfterSignature
    );
}

#[test]
fn headquarters_may_let_a_changed_document_stand() {
    let (mut world, event) = signed_report();
    world.writes(Alice, photo("I07"));
    let body = DocumentOverridden {
        document: event,
        reason: "same cabinet".to_owned(),
    };
    world.writes(Headquarters, Body::DocumentOverridden(body));
    assert_eq!(document(&world, event).standing, Standing::Overridden);
    let changed = |flag: &Flag| matches!(flag, Flag::ChangedAfterSignature { .. });
    assert!(!world.flags().iter().any(changed));
}

#[test]
fn a_newer_document_of_its_kind_replaces_it_and_both_stay() {
    let (mut world, event) = signed_report();
    let newer = world.writes(Alice, made(&[], &[]));
    assert!(document(&world, event).replaced);
    assert!(!document(&world, newer).replaced);
    assert_eq!(
        world.state().document("test_report_e2e").unwrap().event,
        newer
    );
}

#[test]
fn the_newest_file_is_the_last_signature_else_the_bare_pages() {
    let mut world = World::dispatched();
    let event = world.writes_with(Alice, made(&[], &[]), |draft| {
        draft.attachments.push(attachment(DOCUMENT_PAGES));
    });
    let role = |world: &World| document(world, event).newest_file().unwrap().role.clone();
    assert_eq!(role(&world), DOCUMENT_PAGES);
    world.writes_with(Alice, signed(event, "tester"), |draft| {
        draft.attachments.push(attachment(DOCUMENT_SIGNED));
    });
    assert_eq!(role(&world), DOCUMENT_SIGNED);
}

#[test]
fn a_signature_on_a_document_that_is_not_there_is_flagged() {
    let mut world = World::dispatched();
    let photo = world.writes(Alice, photo("I01"));
    let signature = world.writes(Alice, signed(photo, "tester"));
    let flag = Flag::DanglingReference {
        event: signature,
        target: photo,
    };
    assert_eq!(world.flags(), [flag]);
}
