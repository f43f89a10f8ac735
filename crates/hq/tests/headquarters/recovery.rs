use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crypto_box::{PublicKey, SecretKey};
use lineproof_domain::ids::DeviceId;
use lineproof_protocol::keys::SealingKey;
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::recovery::{RecoverRequest, RecoverResponse};
use rand_core::OsRng;

use crate::support::{Device, Office, problem};

/// What a device seals to headquarters' recovery key.
fn sealed(device: &Device, id: DeviceId, data_key: &[u8]) -> String {
    let recovery = device.enrolment.as_ref().unwrap().recovery_key;
    let plain = [id.0.as_bytes(), data_key].concat();
    let sealed = PublicKey::from(recovery.0).seal(&mut OsRng, &plain);
    STANDARD.encode(sealed.unwrap())
}

#[tokio::test]
async fn a_forgotten_pin_gives_the_data_key_back_once_to_the_key_of_this_answer() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let data_key = [42_u8; 32];
    let answer_key = SecretKey::generate(&mut OsRng);
    let code = office.hq().recovery_code(alice.id).unwrap();
    let request = RecoverRequest {
        device: alice.id,
        code: code.to_lowercase(),
        sealed_data_key: sealed(&alice, alice.id, &data_key),
        answer_key: SealingKey(answer_key.public_key().to_bytes()),
    };

    let answer: RecoverResponse = alice.ask("/v1/recover", &request).await;

    let opened = answer_key
        .unseal(&STANDARD.decode(answer.sealed_data_key).unwrap())
        .unwrap();
    assert_eq!(opened, data_key);
    let again = alice
        .request(reqwest::Method::POST, "/v1/recover")
        .json(&request)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(again).await, ProblemCode::RecoveryCodeRefused);
}

#[tokio::test]
async fn a_recovery_code_works_for_its_own_device_only() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bob = Device::enrolled(&office, office.bob).await;
    let request = RecoverRequest {
        device: bob.id,
        code: office.hq().recovery_code(alice.id).unwrap(),
        sealed_data_key: String::new(),
        answer_key: SealingKey([9; 32]),
    };
    let response = bob
        .request(reqwest::Method::POST, "/v1/recover")
        .json(&request)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::RecoveryCodeRefused);
}

#[tokio::test]
async fn a_code_does_not_open_the_key_of_a_colleagues_device() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let bob = Device::enrolled(&office, office.bob).await;
    let code = office.hq().recovery_code(alice.id).unwrap();
    let bobs_copied = sealed(&bob, bob.id, &[42; 32]);
    let nameless = STANDARD.encode(
        PublicKey::from(bob.enrolment.as_ref().unwrap().recovery_key.0)
            .seal(&mut OsRng, &[42; 32])
            .unwrap(),
    );
    for sealed_data_key in [bobs_copied, nameless, sealed(&alice, alice.id, &[42; 31])] {
        let request = RecoverRequest {
            device: alice.id,
            code: code.clone(),
            sealed_data_key,
            answer_key: SealingKey(SecretKey::generate(&mut OsRng).public_key().to_bytes()),
        };
        let response = alice
            .request(reqwest::Method::POST, "/v1/recover")
            .json(&request)
            .send()
            .await
            .unwrap();
        assert_eq!(problem(response).await, ProblemCode::BadRequest);
    }
}
