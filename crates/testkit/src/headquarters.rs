//! A headquarters in this process, with sample people.

use anyhow::{Context, Result};
use lineproof_domain::ids::{JobId, PersonId};
use lineproof_domain::registry::plan::Plan;
use lineproof_hq::people::NewPerson;
use lineproof_hq::setup::{self, Setup};
use lineproof_hq::{Config, ServerHandle, Tls, serve};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Password of the sample supervisor.
pub const PASSWORD: &str = "cloudy-harbour-lantern-42";
/// Login name of the sample supervisor.
pub const LOGIN: &str = "chenmin";
/// A body that stands still is given up soon, so that tests of cut uploads are quick.
const STALL: Duration = Duration::from_secs(2);
/// How long a taken port, or work that goes on, is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(50);

/// A running headquarters on loopback.
pub struct Headquarters {
    /// Its data folder.
    pub folder: PathBuf,
    /// Who dispatches.
    pub supervisor: PersonId,
    /// An engineer.
    pub alice: PersonId,
    /// Another one.
    pub bob: PersonId,
    listens_at: SocketAddr,
    server: Option<ServerHandle>,
}

impl Headquarters {
    /// Makes and starts one in an empty `folder`, on a socket that clients reach at `public`.
    pub async fn start(folder: &Path, listener: TcpListener, public: SocketAddr) -> Result<Self> {
        let listens_at = listener.local_addr()?;
        let hq = setup::init(&Setup {
            data: folder.to_owned(),
            name: "样例线路维护中心".to_owned(),
            address: format!("http://{public}"),
            hosts: Vec::new(),
            sample: true,
        })?;
        let supervisor = hq.add_supervisor(&person("陈敏", "值班长"), LOGIN, PASSWORD)?;
        let alice = hq.add_engineer(&person("林晓", "装维工程师"))?;
        let bob = hq.add_engineer(&person("周强", "装维工程师"))?;
        drop(hq);
        let mut started = Self {
            folder: folder.to_owned(),
            supervisor,
            alice,
            bob,
            listens_at,
            server: None,
        };
        started.serve(listener).await?;
        Ok(started)
    }

    async fn serve(&mut self, listener: TcpListener) -> Result<()> {
        let config = Config {
            data: self.folder.clone(),
            tls: Tls::Off,
            stall_timeout: Some(STALL),
        };
        self.server = Some(serve(config, listener).await?);
        Ok(())
    }

    /// The headquarters itself, for what its command line would do.
    #[must_use]
    pub fn itself(&self) -> &Arc<lineproof_hq::Headquarters> {
        #[expect(
            clippy::expect_used,
            reason = "a test that stopped headquarters starts it before asking"
        )]
        self.server
            .as_ref()
            .map(ServerHandle::headquarters)
            .expect("headquarters runs")
    }

    /// Pulls its plug. What it was writing has come to its end, and its files are closed, when this returns.
    pub async fn stop(&mut self) {
        let Some(server) = self.server.take() else {
            return;
        };
        let itself = Arc::clone(server.headquarters());
        server.cut().await;
        let started = Instant::now();
        while Arc::strong_count(&itself) > 1 && started.elapsed() < PATIENCE {
            tokio::time::sleep(POLL).await;
        }
    }

    /// Starts it again where it was, on the folder as it is now.
    pub async fn restart(&mut self) -> Result<()> {
        self.stop().await;
        let started = Instant::now();
        // A connection of another test may have been given its port meanwhile; it is soon over.
        let listener = loop {
            match TcpListener::bind(self.listens_at) {
                Err(_) if started.elapsed() < PATIENCE => tokio::time::sleep(POLL).await,
                bound => break bound.context("its port is taken")?,
            }
        };
        self.serve(listener).await
    }

    /// A one-time code for a device of `engineer`.
    pub fn enrolment_code(&self, engineer: PersonId) -> Result<String> {
        Ok(self.itself().enrolment_code(engineer, 1)?.to_string())
    }

    /// Dispatches a job; gives its id.
    pub fn dispatch(&self, plan: Plan) -> Result<JobId> {
        let job = JobId(Uuid::now_v7());
        self.itself().dispatch(self.supervisor, job, plan)?;
        Ok(job)
    }

    /// The job's record as headquarters exports it, written to `out`.
    pub async fn export(
        &self,
        job: JobId,
        out: &Path,
    ) -> Result<lineproof_protocol::export::ExportRecord> {
        self.itself().export(&job.to_string(), out).await?;
        let file = out.join(lineproof_protocol::export::RECORD_FILE);
        Ok(serde_json::from_slice(&std::fs::read(file)?)?)
    }
}

fn person(name: &str, title: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        title: title.to_owned(),
        phone: "000-0000-0002".to_owned(),
        company: "样例通信".to_owned(),
    }
}
