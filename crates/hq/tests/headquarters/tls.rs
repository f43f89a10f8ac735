use std::net::TcpListener;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lineproof_hq::server::ServeError;
use lineproof_hq::setup::{Setup, init};
use lineproof_hq::{Config, ServerHandle, Tls, serve};
use lineproof_protocol::hello::Hello;
use tempfile::TempDir;

/// The way of a device: the CA from the server, believed by its fingerprint, then nothing but that CA.
#[tokio::test]
async fn the_own_certificate_is_trusted_by_the_own_ca_alone() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let data = secure();
    let ca = std::fs::read(data.path().join("hq/keys/ca.der")).unwrap();
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

/// A headquarters with a certificate of its own, made and not served.
fn secure() -> TempDir {
    let data = TempDir::new().unwrap();
    init(&Setup {
        data: data.path().join("hq"),
        name: "总部".to_owned(),
        address: "https://127.0.0.1:8443".to_owned(),
        hosts: vec!["localhost".to_owned()],
        sample: true,
    })
    .unwrap();
    data
}

/// Serves `data` with the server certificate of `issuer` as PEM files.
async fn served_with(data: &TempDir, issuer: &TempDir) -> Result<ServerHandle, ServeError> {
    let pem = |label: &str, file: &str| {
        let der = std::fs::read(issuer.path().join("hq/keys").join(file)).unwrap();
        let text = STANDARD.encode(der);
        let path = issuer.path().join(format!("{file}.pem"));
        let pem = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n");
        std::fs::write(&path, pem).unwrap();
        path
    };
    let config = Config {
        data: data.path().join("hq"),
        tls: Tls::Files {
            certificate: pem("CERTIFICATE", "tls.der"),
            key: pem("PRIVATE KEY", "tls.key"),
        },
        stall_timeout: None,
    };
    serve(config, TcpListener::bind("127.0.0.1:0").unwrap()).await
}

#[tokio::test]
async fn a_certificate_of_another_ca_is_refused_at_start_because_no_device_would_trust_it() {
    let own = secure();
    let other = secure();
    let Err(refused) = served_with(&own, &other).await else {
        panic!("no device would connect");
    };
    let words = refused.to_string();
    assert!(words.contains("own CA") && words.contains("--tls-cert"));
    let server = served_with(&own, &own).await.unwrap();
    server.stop().await.unwrap();
}
