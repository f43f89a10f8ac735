use std::net::TcpListener;

use lineproof_hq::setup::{Setup, init};
use lineproof_hq::{Config, Tls, serve};
use lineproof_protocol::hello::Hello;
use tempfile::TempDir;

/// The way of a device: the CA from the server, believed by its fingerprint, then nothing but that CA.
#[tokio::test]
async fn the_own_certificate_is_trusted_by_the_own_ca_alone() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let data = TempDir::new().unwrap();
    let hq = init(&Setup {
        data: data.path().join("hq"),
        name: "总部".to_owned(),
        address: "https://127.0.0.1:8443".to_owned(),
        hosts: vec!["localhost".to_owned()],
        sample: true,
    })
    .unwrap();
    let ca = hq.ca_certificate().to_vec();
    drop(hq);
    let config = Config {
        data: data.path().join("hq"),
        tls: Tls::Own,
        stall_timeout: None,
    };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = serve(config, listener).await.unwrap();
    let port = server.address().port();
    let client = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_der(&ca).unwrap()])
        .build()
        .unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let url = format!("https://{host}:{port}/v1/hello");
        let hello: Hello = client.get(url).send().await.unwrap().json().await.unwrap();
        assert_eq!(hello.name, "总部");
        assert!(hello.sample);
    }
    server.stop().await.unwrap();
}
