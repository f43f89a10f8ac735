//! The HTTP server: TLS, time-outs, and what every handler shares.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::TokioTimer;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::attempts::Attempts;
use crate::device_api::{Uploads, sweep_expired};
use crate::headquarters::{Headquarters, OpenError};
use crate::keys::{Keys, KeysError};
use crate::{api, device_api, tls};

/// How long the head of a request may take.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// How long open requests may go on after the server was told to stop.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);
/// How often expired uploads are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(3600);
/// Wrong enrolment and recovery codes allowed from one address within [`ATTEMPT_WINDOW`].
const MAX_WRONG_CODES: u32 = 10;
/// Wrong passwords allowed for one name within [`ATTEMPT_WINDOW`].
const MAX_WRONG_PASSWORDS: u32 = 5;
/// Passwords hashed at once: each takes some 20 MiB and a processor for a moment.
const MAX_PASSWORD_CHECKS: usize = 2;
const ATTEMPT_WINDOW: Duration = Duration::from_secs(60);

/// How a headquarters is served.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its data folder.
    pub data: PathBuf,
    /// Its TLS.
    pub tls: Tls,
    /// How long a body may stand still; half a minute where absent.
    pub stall_timeout: Option<Duration>,
}

/// Where the server certificate comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// No TLS: on loopback only.
    Off,
    /// The one that headquarters' own CA issued.
    Own,
    /// A chain and a key as PEM files.
    Files {
        /// The chain.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
    },
}

/// Why a headquarters cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Passwords and customers' data would travel in the clear.
    #[error(
        "plain HTTP is for loopback only, and {0} is not: use the own certificate (an https address at init), or --tls-cert and --tls-key"
    )]
    PlainOutsideLoopback(SocketAddr),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The certificate.
    #[error(transparent)]
    Tls(#[from] tls::TlsError),
    /// The socket.
    #[error("the listening socket failed: {0}")]
    Listen(#[from] io::Error),
}

/// A running server.
pub struct ServerHandle {
    address: SocketAddr,
    headquarters: Arc<Headquarters>,
    handle: axum_server::Handle<SocketAddr>,
    stopping: watch::Sender<bool>,
    running: JoinHandle<io::Result<()>>,
}

impl ServerHandle {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The headquarters it serves.
    pub fn headquarters(&self) -> &Arc<Headquarters> {
        &self.headquarters
    }

    /// Ends it: waiting requests are answered, others get a few seconds.
    pub async fn stop(self) -> io::Result<()> {
        let _ = self.stopping.send(true);
        self.headquarters.live.ring();
        self.handle.graceful_shutdown(Some(STOP_TIMEOUT));
        self.running.await.map_err(io::Error::other)?
    }

    /// Cuts every connection at once, as a power failure would.
    pub async fn cut(self) {
        let _ = self.stopping.send(true);
        self.handle.shutdown();
        self.running.abort();
        let _ = self.running.await;
    }

    /// Runs until it ends by itself.
    pub async fn wait(self) -> io::Result<()> {
        self.running.await.map_err(io::Error::other)?
    }
}

/// What every handler shares.
#[derive(Clone)]
pub(crate) struct Server(Arc<Shared>);

struct Shared {
    headquarters: Arc<Headquarters>,
    is_secure: bool,
    stall_timeout: Duration,
    code_attempts: Attempts,
    login_attempts: Attempts,
    password_checks: Semaphore,
    uploads: Uploads,
    stopping: watch::Receiver<bool>,
}

impl Server {
    pub fn headquarters(&self) -> &Headquarters {
        &self.0.headquarters
    }

    /// Whether browsers reach it over TLS.
    pub fn is_secure(&self) -> bool {
        self.0.is_secure
    }

    pub fn stall_timeout(&self) -> Duration {
        self.0.stall_timeout
    }

    pub fn code_attempts(&self) -> &Attempts {
        &self.0.code_attempts
    }

    pub fn login_attempts(&self) -> &Attempts {
        &self.0.login_attempts
    }

    /// Turns at hashing a password.
    pub fn password_checks(&self) -> &Semaphore {
        &self.0.password_checks
    }

    pub fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }

    pub fn is_stopping(&self) -> bool {
        *self.0.stopping.borrow()
    }

    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.clone()
    }

    /// Runs what touches disk or much processor beside the asynchronous threads.
    pub async fn blocking<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Headquarters) -> T + Send + 'static,
    ) -> Result<T, tokio::task::JoinError> {
        let headquarters = self.0.headquarters.clone();
        tokio::task::spawn_blocking(move || act(&headquarters)).await
    }
}

/// Serves a headquarters on a bound socket.
pub async fn serve(config: Config, listener: TcpListener) -> Result<ServerHandle, ServeError> {
    let address = listener.local_addr()?;
    let tls = tls_config(&config, address)?;
    let data = config.data.clone();
    let headquarters = tokio::task::spawn_blocking(move || Headquarters::open(&data))
        .await
        .map_err(io::Error::other)??;
    let headquarters = Arc::new(headquarters);
    let (stopping, stopped) = watch::channel(false);
    let server = Server(Arc::new(Shared {
        headquarters: headquarters.clone(),
        is_secure: tls.is_some(),
        stall_timeout: config
            .stall_timeout
            .unwrap_or(crate::device_api::STALL_TIMEOUT),
        code_attempts: Attempts::new(MAX_WRONG_CODES, ATTEMPT_WINDOW),
        login_attempts: Attempts::new(MAX_WRONG_PASSWORDS, ATTEMPT_WINDOW),
        password_checks: Semaphore::new(MAX_PASSWORD_CHECKS),
        uploads: Uploads::default(),
        stopping: stopped,
    }));
    tokio::spawn(sweep(server.clone()));
    let handle = axum_server::Handle::new();
    let running = tokio::spawn(run(listener, tls, handle.clone(), router(server))?);
    Ok(ServerHandle {
        address,
        headquarters,
        handle,
        stopping,
        running,
    })
}

fn router(server: Server) -> Router {
    Router::new()
        .merge(device_api::routes())
        .merge(api::routes(server.clone()))
        .with_state(server)
}

fn tls_config(
    config: &Config,
    address: SocketAddr,
) -> Result<Option<Arc<rustls::ServerConfig>>, ServeError> {
    match &config.tls {
        Tls::Off if address.ip().is_loopback() => Ok(None),
        Tls::Off => Err(ServeError::PlainOutsideLoopback(address)),
        Tls::Own => {
            let folder = crate::headquarters::Folder::new(&config.data).keys();
            let server = Keys::own_tls(&folder)?.ok_or(tls::TlsError::None)?;
            let ca = Keys::ca(&folder)?;
            Ok(Some(tls::own_config(&server, &ca)?))
        }
        Tls::Files { certificate, key } => {
            let folder = crate::headquarters::Folder::new(&config.data).keys();
            let ca = Keys::ca(&folder)?;
            Ok(Some(tls::file_config(certificate, key, &ca)?))
        }
    }
}

type Running = std::pin::Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

fn run(
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
    handle: axum_server::Handle<SocketAddr>,
    router: Router,
) -> io::Result<Running> {
    listener.set_nonblocking(true)?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut plain = axum_server::from_tcp(listener)?.handle(handle);
    plain
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT);
    Ok(match tls {
        None => Box::pin(plain.serve(service)),
        Some(config) => {
            let acceptor =
                axum_server::tls_rustls::RustlsAcceptor::new(RustlsConfig::from_config(config));
            Box::pin(plain.acceptor(acceptor).serve(service))
        }
    })
}

async fn sweep(server: Server) {
    let mut stopping = server.stopping();
    loop {
        match server.blocking(sweep_expired).await {
            Ok(Ok(0)) | Err(_) => {}
            Ok(Ok(uploads)) => tracing::info!(uploads, "expired uploads were given up"),
            Ok(Err(error)) => tracing::warn!(%error, "expired uploads could not be swept"),
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}
