use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use lineproof_hq::server::ServeError;
use lineproof_hq::{Config, Tls, serve};
use lineproof_protocol::problem::ProblemCode;
use lineproof_protocol::push::MAX_BATCH_BYTES;
use reqwest::Method;

use crate::support::{Browser, Device, Office, code, problem};

#[tokio::test]
async fn a_body_too_large_gets_our_own_word_for_it() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let response = alice
        .request(Method::POST, "/v1/events")
        .body(vec![0_u8; MAX_BATCH_BYTES + 1])
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::TooLarge);
    let bomb = zstd::encode_all(vec![b' '; 64 * 1024 * 1024].as_slice(), 3).unwrap();
    assert!(bomb.len() < 100_000);
    let response = alice
        .request(Method::POST, "/v1/events")
        .body(bomb)
        .send()
        .await
        .unwrap();
    assert_eq!(problem(response).await, ProblemCode::TooLarge);
    let browser = Browser::new(&office);
    let long = "x".repeat(100_000);
    assert_eq!(
        code(browser.login(&long, "password").await).await,
        (413, "body-too-large".to_owned())
    );
}

#[tokio::test]
async fn garbage_and_unknown_routes_get_our_own_word_too() {
    let office = Office::open().await;
    let alice = Device::enrolled(&office, office.alice).await;
    let post = |path: &'static str, body: &'static str| {
        alice.request(Method::POST, path).body(body).send()
    };
    assert_eq!(
        problem(post("/v1/events", "not zstd").await.unwrap()).await,
        ProblemCode::BadRequest
    );
    assert_eq!(
        problem(post("/v1/enrol", "{").await.unwrap()).await,
        ProblemCode::BadRequest
    );
    assert_eq!(
        problem(post("/v1/no/such/route", "").await.unwrap()).await,
        ProblemCode::NotFound
    );
}

#[tokio::test]
async fn a_body_that_drips_does_not_hold_the_server() {
    let office = Office::open_with_stall(Some(Duration::from_millis(200))).await;
    let address = office.server.address();
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        stream
            .write_all(b"POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{")
            .unwrap();
        let mut answer = [0_u8; 64];
        let read = stream.read(&mut answer).unwrap_or(0);
        String::from_utf8_lossy(&answer[..read]).into_owned()
    });
    let answer = answer.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer:?}");
}

#[tokio::test]
async fn plain_http_outside_loopback_is_refused_with_what_to_do() {
    let office = Office::open().await;
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let config = Config {
        data: office.data.path().join("hq"),
        tls: Tls::Off,
        stall_timeout: None,
    };
    let Err(error) = serve(config, listener).await else {
        panic!("passwords would travel in the clear");
    };
    assert!(matches!(error, ServeError::PlainOutsideLoopback(_)));
    assert!(error.to_string().contains("--tls-cert"), "{error}");
}
