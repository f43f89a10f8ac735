use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures::stream;
use reqwest::{Certificate, Client, Method, RequestBuilder, Response, redirect};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answer;
use crate::transport::{Answer, TransportError};

/// Time to reach headquarters at all.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Time without one byte moving, in either direction, after which a request is given up. There is no limit on the whole.
const STALL_TIMEOUT: Duration = Duration::from_secs(60);
/// Bodies are handed to the network in pieces of this many bytes, so that a stall is seen.
const BODY_PIECE_BYTES: usize = 16 * 1024;

/// Headquarters over HTTP. It trusts headquarters' own CA and nobody else.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: Client,
    address: String,
}

/// A transport that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum HttpTransportError {
    /// Plain HTTP to another machine.
    #[error("{address} is not encrypted; plain http is for this machine alone")]
    NotEncrypted {
        /// The address.
        address: String,
    },
    /// Not an address.
    #[error("{address} is not an http or https address")]
    Address {
        /// The address.
        address: String,
    },
    /// The CA certificate or the TLS library refused.
    #[error("the connection cannot be set up: {0}")]
    Tls(#[source] reqwest::Error),
}

/// Headquarters' CA certificate (DER), asked for without trusting the answer: the caller holds it against a fingerprint.
pub async fn fetch_ca(address: &str) -> Answer<Vec<u8>> {
    let address = checked_address(address).map_err(unreachable)?;
    let client = builder()
        .tls_danger_accept_invalid_certs(true)
        .build()
        .map_err(|error| TransportError::Unreachable(error.to_string()))?;
    let transport = HttpTransport { client, address };
    let request = transport.request(Method::GET, "/v1/ca", None);
    answer::certificate(transport.send(request).await?).await
}

fn unreachable(error: HttpTransportError) -> TransportError {
    TransportError::Unreachable(error.to_string())
}

fn builder() -> reqwest::ClientBuilder {
    // A provider set by somebody else in this process serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(STALL_TIMEOUT)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("lineproof/", env!("CARGO_PKG_VERSION")))
}

fn checked_address(address: &str) -> Result<String, HttpTransportError> {
    let fail = || HttpTransportError::Address {
        address: address.to_owned(),
    };
    let url = reqwest::Url::parse(address).map_err(|_| fail())?;
    let host = url.host_str().ok_or_else(fail)?;
    let number = host.trim_matches(['[', ']']).parse::<IpAddr>();
    let is_loopback = host == "localhost" || number.is_ok_and(|number| number.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if is_loopback => {}
        "http" => {
            return Err(HttpTransportError::NotEncrypted {
                address: address.to_owned(),
            });
        }
        _ => return Err(fail()),
    }
    Ok(address.trim_end_matches('/').to_owned())
}

impl HttpTransport {
    /// Speaks to `address` and trusts `ca_der` alone.
    pub fn new(address: &str, ca_der: &[u8]) -> Result<HttpTransport, HttpTransportError> {
        let address = checked_address(address)?;
        let ca = Certificate::from_der(ca_der).map_err(HttpTransportError::Tls)?;
        let mut builder = builder().tls_certs_only([ca]);
        if address.starts_with("http://") {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(HttpTransportError::Tls)?;
        Ok(HttpTransport { client, address })
    }

    /// Where headquarters answers.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn request(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
    ) -> RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}{path}", self.address));
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(super) async fn get_json<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
    ) -> Answer<T> {
        answer::json(self.send(self.request(Method::GET, path, token)).await?).await
    }

    pub(super) async fn post_json<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &impl Serialize,
    ) -> Answer<T> {
        let request = self.request(Method::POST, path, token).json(body);
        answer::json(self.send(request).await?).await
    }

    pub(super) async fn send(&self, request: RequestBuilder) -> Answer<Response> {
        request.send().await.map_err(|error| answer::failed(&error))
    }

    /// Sends a body piece by piece and gives up when no piece has moved for [`STALL_TIMEOUT`].
    pub(super) async fn send_body(&self, request: RequestBuilder, body: Bytes) -> Answer<Response> {
        let moved = Arc::new(AtomicU64::new(0));
        let length = body.len();
        let pieces = pieces(body, Arc::clone(&moved));
        let request = request
            .header("content-length", length)
            .body(reqwest::Body::wrap_stream(stream::iter(pieces)));
        tokio::select! {
            response = request.send() => response.map_err(|error| answer::failed(&error)),
            () = stalled(&moved) => Err(TransportError::Stalled { stall_s: STALL_TIMEOUT.as_secs() }),
        }
    }
}

fn pieces(
    body: Bytes,
    moved: Arc<AtomicU64>,
) -> impl Iterator<Item = Result<Bytes, std::convert::Infallible>> {
    let count = body.len().div_ceil(BODY_PIECE_BYTES);
    (0..count).map(move |piece| {
        moved.fetch_add(1, Ordering::Relaxed);
        let start = piece * BODY_PIECE_BYTES;
        Ok(body.slice(start..body.len().min(start + BODY_PIECE_BYTES)))
    })
}

async fn stalled(moved: &AtomicU64) {
    let mut before = moved.load(Ordering::Relaxed);
    loop {
        tokio::time::sleep(STALL_TIMEOUT).await;
        let now = moved.load(Ordering::Relaxed);
        if now == before {
            return;
        }
        before = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_spoken_to_without_tls() {
        for here in [
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
        ] {
            assert!(checked_address(here).is_ok(), "{here}");
        }
        for elsewhere in [
            "http://127.evil.example",
            "http://10.0.0.1",
            "http://127.1.example:80",
        ] {
            let refused = checked_address(elsewhere);
            assert!(
                matches!(refused, Err(HttpTransportError::NotEncrypted { .. })),
                "{elsewhere}"
            );
        }
    }
}
