//! One headquarters, a way to it that can fail, and laptops.

use crate::device::Device;
use crate::headquarters::Headquarters;
use crate::net::Proxy;
use crate::order;
use anyhow::Result;
use lineproof_domain::ids::{JobId, PersonId};
use std::net::TcpListener;
use std::path::PathBuf;

/// Everything of a test, in a folder of its own that goes with it.
pub struct World {
    /// The way from the devices to headquarters.
    pub way: Proxy,
    /// Headquarters.
    pub headquarters: Headquarters,
    folder: tempfile::TempDir,
}

impl World {
    /// A headquarters with sample people behind an open way.
    pub async fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let way = Proxy::start(listener.local_addr()?).await?;
        let data = folder.path().join("headquarters");
        let headquarters = Headquarters::start(&data, listener, way.address()).await?;
        Ok(Self {
            way,
            headquarters,
            folder,
        })
    }

    /// A folder of this world.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The enrolled laptop of `engineer`, kept in the folder `name`.
    pub async fn device(&self, name: &str, engineer: PersonId) -> Result<Device> {
        let code = self.headquarters.enrolment_code(engineer)?;
        Device::enrolled(&self.folder(name), &code).await
    }

    /// The enrolled laptop of Alice.
    pub async fn alice(&self) -> Result<Device> {
        self.device("alice", self.headquarters.alice).await
    }

    /// The enrolled laptop of Bob.
    pub async fn bob(&self) -> Result<Device> {
        self.device("bob", self.headquarters.bob).await
    }

    /// Alice's laptop with the sample job on it.
    pub async fn alice_with_job(&self) -> Result<(Device, JobId)> {
        let alice = self.alice().await?;
        let plan = order::sample(self.headquarters.alice);
        let job = self.headquarters.dispatch(plan)?;
        alice.sync_job(&job.to_string()).await?;
        Ok((alice, job))
    }
}
