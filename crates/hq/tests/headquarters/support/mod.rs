//! A headquarters and its devices for tests.

mod browser;
mod device;
mod office;
pub mod plan;

pub use browser::{Browser, code};
pub use device::Device;
pub use office::{Office, PASSWORD};

use std::sync::{Arc, Mutex, OnceLock};

use lineproof_protocol::problem::{Problem, ProblemCode};

/// An HTTP client; reqwest is built without a TLS provider of its own.
pub fn client() -> reqwest::Client {
    // A second installation fails, and the first one stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

/// The code of headquarters' own problem; panics on anything else.
pub async fn problem(response: reqwest::Response) -> ProblemCode {
    let status = response.status();
    let media_type = response
        .headers()
        .get("content-type")
        .map(|value| value.to_str().unwrap().to_owned());
    let body = response.text().await.unwrap();
    assert_eq!(
        media_type.as_deref(),
        Some("application/problem+json"),
        "{status} {body}"
    );
    let problem: Problem = serde_json::from_str(&body).unwrap();
    assert_eq!(problem.status, status.as_u16());
    ProblemCode::of(&problem).expect("a code of the closed list")
}

/// Everything logged in this process from now on.
pub fn log() -> Arc<Mutex<Vec<u8>>> {
    static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    let log = LOG.get_or_init(|| {
        let log = Arc::<Mutex<Vec<u8>>>::default();
        let target = log.clone();
        tracing_subscriber::fmt()
            .with_env_filter("trace")
            .with_writer(move || Written(target.clone()))
            .init();
        log
    });
    log.clone()
}

struct Written(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
