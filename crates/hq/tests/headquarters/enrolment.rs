use lineproof_protocol::enrolment::EnrolResponse;
use lineproof_protocol::problem::ProblemCode;

use crate::support::{Device, Office, problem};

#[tokio::test]
async fn a_code_lets_one_device_in_and_a_lost_answer_is_given_again() {
    let office = Office::open().await;
    let code = office.hq().enrolment_code(office.alice, 1).unwrap();
    let device = Device::new(&office);
    let request = device.enrol_request(&code);
    let first: EnrolResponse = device.ask("/v1/enrol", &request).await;
    let again: EnrolResponse = device.ask("/v1/enrol", &request).await;
    assert_eq!(first, again, "the same certificate, not a second one");
    assert_eq!(first.person.name, "许曼");
    assert!(first.sample);

    let second = Device::new(&office);
    assert_eq!(
        problem(second.enrol(&code).await).await,
        ProblemCode::EnrolmentCodeUsed
    );
}

#[tokio::test]
async fn an_unknown_or_expired_code_is_refused_with_its_reason() {
    let office = Office::open().await;
    let mut code = office.hq().enrolment_code(office.alice, 0).unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    let device = Device::new(&office);
    assert_eq!(
        problem(device.enrol(&code).await).await,
        ProblemCode::EnrolmentCodeExpired
    );
    code.secret[0] ^= 1;
    assert_eq!(
        problem(device.enrol(&code).await).await,
        ProblemCode::EnrolmentCodeUnknown
    );
}

#[tokio::test]
async fn a_request_without_the_log_key_is_refused() {
    let office = Office::open().await;
    let code = office.hq().enrolment_code(office.alice, 1).unwrap();
    let device = Device::new(&office);
    let mut request = device.enrol_request(&code);
    request.log_key = Device::new(&office).enrol_request(&code).log_key;
    let response = device
        .request(reqwest::Method::POST, "/v1/enrol")
        .json(&request)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::BadSignature);
}

#[tokio::test]
async fn trying_codes_is_stopped() {
    let office = Office::open().await;
    let mut code = office.hq().enrolment_code(office.alice, 1).unwrap();
    let right = code.clone();
    let device = Device::new(&office);
    for guess in 1..=10_u8 {
        code.secret[0] = right.secret[0].wrapping_add(guess);
        assert_eq!(
            problem(device.enrol(&code).await).await,
            ProblemCode::EnrolmentCodeUnknown
        );
    }
    assert_eq!(
        problem(device.enrol(&right).await).await,
        ProblemCode::TooManyAttempts
    );
}

#[tokio::test]
async fn codes_tried_all_at_once_are_counted_too() {
    let office = Office::open().await;
    let mut code = office.hq().enrolment_code(office.alice, 1).unwrap();
    code.secret[0] ^= 1;
    let device = Device::new(&office);
    let tries = (0..40).map(|_| async { problem(device.enrol(&code).await).await });
    let answers = futures::future::join_all(tries).await;
    let tried = answers
        .iter()
        .filter(|answer| **answer == ProblemCode::EnrolmentCodeUnknown);
    assert_eq!(tried.count(), 10);
}

#[tokio::test]
async fn a_revoked_device_gets_no_token_and_its_token_dies() {
    let office = Office::open().await;
    let device = Device::enrolled(&office, office.alice).await;
    office
        .hq()
        .revoke_device(device.id, "lost in a taxi")
        .unwrap();
    assert_eq!(
        problem(device.try_token().await).await,
        ProblemCode::DeviceRevoked
    );
    let response = device
        .request(reqwest::Method::GET, "/v1/feed")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::DeviceRevoked);
}

#[tokio::test]
async fn the_device_of_a_person_taken_out_of_use_gets_no_token_and_its_token_dies() {
    let office = Office::open().await;
    let device = Device::enrolled(&office, office.alice).await;
    office.dispatch(office.alice);
    office.hq().disable(&office.alice.to_string()).unwrap();
    assert_eq!(
        problem(device.try_token().await).await,
        ProblemCode::DeviceRevoked
    );
    let response = device
        .request(reqwest::Method::GET, "/v1/feed")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::DeviceRevoked);
}

#[tokio::test]
async fn a_forged_or_foreign_token_is_refused() {
    let office = Office::open().await;
    let mut device = Device::enrolled(&office, office.alice).await;
    let mut token = device.token.clone().into_bytes();
    token[5] = if token[5] == b'A' { b'B' } else { b'A' };
    device.token = String::from_utf8(token).unwrap();
    let response = device
        .request(reqwest::Method::GET, "/v1/feed")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::TokenInvalid);
    let stranger = Device::new(&office);
    assert_eq!(
        problem(stranger.try_token().await).await,
        ProblemCode::DeviceUnknown
    );
}
