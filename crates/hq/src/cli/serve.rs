use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use lineproof_hq::{Config, Tls, platform};
use tracing_subscriber::EnvFilter;

use super::Data;

/// Serves a headquarters until it is told to stop.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Certificate chain as PEM, issued by headquarters' own CA, the only one that devices trust; without it headquarters'
    /// own certificate is used where there is one.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key as PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Log lines as JSON.
    #[arg(long)]
    json_log: bool,
}

impl Serve {
    pub fn run(self) -> anyhow::Result<()> {
        self.start_log();
        let runtime = tokio::runtime::Runtime::new().context("no threads for the server")?;
        runtime.block_on(self.serve())
    }

    fn start_log(&self) {
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr);
        if self.json_log {
            log.json().init();
        } else {
            log.init();
        }
    }

    async fn serve(self) -> anyhow::Result<()> {
        let is_https = self.data.open()?.address().starts_with("https://");
        let tls = match (self.tls_cert, self.tls_key) {
            (Some(certificate), Some(key)) => Tls::Files { certificate, key },
            _ if is_https => Tls::Own,
            _ => Tls::Off,
        };
        let scheme = if tls == Tls::Off { "http" } else { "https" };
        let listener = TcpListener::bind(self.listen)
            .with_context(|| format!("{} cannot be listened at", self.listen))?;
        let config = Config {
            data: self.data.data,
            tls,
            stall_timeout: None,
        };
        let server = lineproof_hq::serve(config, listener).await?;
        println!("listening on {scheme}://{}", server.address());
        std::io::stdout().flush()?;
        platform::stop_signal().await?;
        tracing::info!("stopping");
        Ok(server.stop().await?)
    }
}
