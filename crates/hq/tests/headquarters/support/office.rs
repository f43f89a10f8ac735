use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lineproof_domain::event::Role;
use lineproof_domain::ids::{JobId, PersonId};
use lineproof_hq::people::NewPerson;
use lineproof_hq::setup::{Setup, init};
use lineproof_hq::{Config, Headquarters, ServerHandle, Tls, serve};
use tempfile::TempDir;
use uuid::Uuid;

use super::plan;

pub const PASSWORD: &str = "correct horse battery";

/// A served headquarters with a supervisor and two engineers.
pub struct Office {
    pub data: TempDir,
    pub server: ServerHandle,
    pub alice: PersonId,
    pub bob: PersonId,
}

impl Office {
    pub async fn open() -> Office {
        Office::open_with_stall(None).await
    }

    /// Bodies may stand still for `stall` only.
    pub async fn open_with_stall(stall: Option<Duration>) -> Office {
        let data = TempDir::new().unwrap();
        let hq = init(&Setup {
            data: data.path().join("hq"),
            name: "东丽分公司".to_owned(),
            address: "http://127.0.0.1:1".to_owned(),
            hosts: Vec::new(),
            sample: true,
        })
        .unwrap();
        let engineer = |name: &str| NewPerson {
            name: name.to_owned(),
            title: "维护工程师".to_owned(),
            phone: "138 0000 0000".to_owned(),
            company: String::new(),
        };
        let alice = hq.add_engineer(&engineer("许曼")).unwrap();
        let bob = hq.add_engineer(&engineer("周平")).unwrap();
        let supervisor = NewPerson {
            name: "沈若溪".to_owned(),
            ..NewPerson::default()
        };
        hq.add_supervisor(&supervisor, "shen", PASSWORD).unwrap();
        drop(hq);
        let server = start(&data, stall).await;
        Office {
            data,
            server,
            alice,
            bob,
        }
    }

    /// A data folder served anew.
    pub async fn serve(data: TempDir, alice: PersonId, bob: PersonId) -> Office {
        let server = start(&data, None).await;
        Office {
            data,
            server,
            alice,
            bob,
        }
    }

    /// The same data folder served anew, as after a power failure.
    pub async fn restart(self) -> Office {
        let Office {
            data,
            server,
            alice,
            bob,
        } = self;
        server.cut().await;
        Office::serve(data, alice, bob).await
    }

    /// A copy of the database as it is now.
    pub fn back_up(&self) -> PathBuf {
        let backup = self.data.path().join("backup.db");
        let copy = rusqlite::Connection::open(self.data.path().join("hq/headquarters.db")).unwrap();
        copy.execute("VACUUM INTO ?1", [backup.to_str().unwrap()])
            .unwrap();
        backup
    }

    /// The same served on that copy, of which nobody has said yet that it is one.
    pub async fn restore(self, backup: &Path) -> Office {
        let Office {
            data,
            server,
            alice,
            bob,
        } = self;
        server.cut().await;
        let database = data.path().join("hq/headquarters.db");
        for beside in ["headquarters.db-wal", "headquarters.db-shm"] {
            let _ = std::fs::remove_file(database.with_file_name(beside));
        }
        std::fs::copy(backup, &database).unwrap();
        Office::serve(data, alice, bob).await
    }

    pub fn hq(&self) -> &Headquarters {
        self.server.headquarters()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.address())
    }

    pub fn supervisor(&self) -> PersonId {
        let people = self.hq().people().unwrap();
        people
            .iter()
            .find(|person| person.role == Role::Supervisor)
            .unwrap()
            .id
    }

    /// Dispatches an install job.
    pub fn dispatch(&self, to: PersonId) -> JobId {
        let job = JobId(Uuid::now_v7());
        let order_no = format!("T-{}", &job.to_string()[24..]);
        let plan = plan::install(&order_no, to);
        self.hq().dispatch(self.supervisor(), job, plan).unwrap();
        job
    }
}

async fn start(data: &TempDir, stall_timeout: Option<Duration>) -> ServerHandle {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = Config {
        data: data.path().join("hq"),
        tls: Tls::Off,
        stall_timeout,
    };
    serve(config, listener).await.unwrap()
}
