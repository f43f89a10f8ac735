//! Who is let in.

use crate::tools::code;
use lineproof_app::dto::{EnrolInput, ErrorCode, LockState};
use lineproof_testkit::device::PIN;
use lineproof_testkit::net::Stranger;
use lineproof_testkit::{Device, World};

fn enrol(code: &str) -> EnrolInput {
    EnrolInput {
        code: code.to_owned(),
        secret: PIN.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrolment_code_works_once_and_only_as_it_was_given() {
    let world = World::start().await.unwrap();
    let given = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    let device = Device::at(&world.folder("first")).unwrap();

    let mut mistyped = given.clone();
    let wrong = if mistyped.ends_with('A') { "B" } else { "A" };
    mistyped.replace_range(mistyped.len() - 1.., wrong);
    assert_eq!(
        code(device.enrol(&enrol(&mistyped)).await),
        ErrorCode::EnrolCodeForm
    );
    assert_eq!(
        code(device.enrol(&enrol("hello")).await),
        ErrorCode::EnrolCodeForm
    );
    let weak = EnrolInput {
        secret: "123456".to_owned(),
        ..enrol(&given)
    };
    assert_eq!(code(device.enrol(&weak).await), ErrorCode::PinForm);

    let as_people_type = given.to_lowercase().replace('-', " ");
    device.enrol(&enrol(&as_people_type)).await.unwrap();
    let second = Device::at(&world.folder("second")).unwrap();
    assert_eq!(
        code(second.enrol(&enrol(&given)).await),
        ErrorCode::EnrolCodeUsed
    );
    assert_eq!(second.lock_view().unwrap().state, LockState::NotEnrolled);

    let invented: lineproof_protocol::enrolment::EnrolmentCode = given.parse().unwrap();
    let invented = lineproof_protocol::enrolment::EnrolmentCode {
        secret: [7; 10],
        ..invented
    };
    let answer = second.enrol(&enrol(&invented.to_string())).await;
    assert_eq!(code(answer), ErrorCode::EnrolCodeUnknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_enrolment_cut_short_after_headquarters_answered_goes_on_with_the_same_code() {
    let world = World::start().await.unwrap();
    let alice = world.headquarters.alice;
    let given = world.headquarters.enrolment_code(alice).unwrap();
    let folder = world.folder("first");
    let device = Device::at(&folder).unwrap();
    let in_the_way = folder.join("data/profiles");
    std::fs::write(&in_the_way, "a file where the profile's folder would be").unwrap();
    device.enrol(&enrol(&given)).await.unwrap_err();
    assert_eq!(world.headquarters.itself().devices().unwrap().len(), 1);
    std::fs::remove_file(&in_the_way).unwrap();
    drop(device);

    let device = Device::at(&folder).unwrap();
    let view = device.enrol(&enrol(&given)).await.unwrap();
    assert_eq!(view.state, LockState::Open);
    assert_eq!(world.headquarters.itself().devices().unwrap().len(), 1);
    let left = std::fs::read_dir(folder.join("data")).unwrap();
    let pending = left.filter(|found| {
        let name = found.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("enrolment-")
    });
    assert_eq!(pending.count(), 0, "nothing is left of the question");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_of_another_headquarters_and_a_silent_one_are_told_apart() {
    let world = World::start().await.unwrap();
    let other = World::start().await.unwrap();
    let given = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    let device = Device::at(&world.folder("first")).unwrap();
    let mut crossed: lineproof_protocol::enrolment::EnrolmentCode = given.parse().unwrap();
    crossed.address = format!("http://{}", other.way.address());
    let answer = device.enrol(&enrol(&crossed.to_string())).await;
    assert_eq!(code(answer), ErrorCode::EnrolCaMismatch);

    world.way.answer_as(Stranger::LoginPage);
    assert_eq!(
        code(device.enrol(&enrol(&given)).await),
        ErrorCode::HqNotOurs
    );
    world.way.cut();
    assert_eq!(
        code(device.enrol(&enrol(&given)).await),
        ErrorCode::HqUnreachable
    );
    world.way.restore();
    device.enrol(&enrol(&given)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_pin_opens_nothing_and_many_of_them_must_wait() {
    let world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let profile = alice.profile().unwrap();
    alice.close();
    for left in (1..5).rev() {
        let refused = alice.unlock(&profile, "135790").unwrap_err();
        assert_eq!(refused.code, ErrorCode::PinWrong);
        assert_eq!(refused.args["left"], left.to_string());
    }
    assert_eq!(code(alice.unlock(&profile, "135790")), ErrorCode::PinWrong);
    assert_eq!(code(alice.unlock(&profile, PIN)), ErrorCode::PinLocked);
    assert_eq!(code(alice.today()), ErrorCode::Locked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_pin_costs_a_code_from_headquarters_and_no_work() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    alice.add_note(&job, "客户机房在三楼").unwrap();
    let alice = {
        let folder = alice.folder.clone();
        alice.gone().await.unwrap();
        Device::at(&folder).unwrap()
    };
    let profile = alice.profile().unwrap();
    let headquarters = world.headquarters.itself();
    let device = headquarters.devices().unwrap()[0].id;
    let given = headquarters.recovery_code(device).unwrap();

    let wrong = alice
        .recover(&profile, "AAAA-AAAA-AAAA-AAAA", "951753")
        .await;
    assert_eq!(code(wrong), ErrorCode::RecoveryCodeWrong);
    alice.recover(&profile, &given, "951753").await.unwrap();
    assert_eq!(
        alice.job_view(&job).unwrap().notes[0].text,
        "客户机房在三楼"
    );
    alice.close();
    assert_eq!(code(alice.unlock(&profile, PIN)), ErrorCode::PinWrong);
    alice.unlock(&profile, "951753").unwrap();
    alice.close();
    let again = alice.recover(&profile, &given, "864209").await;
    assert!(
        matches!(
            code(again),
            ErrorCode::RecoveryCodeWrong | ErrorCode::RecoveryCodeSpent
        ),
        "a recovery code works once"
    );
}
