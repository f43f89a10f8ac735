//! Headquarters as its operator knows it: the program `lineproof-hq`.

use crate::built;
use crate::process::Program;
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Login name of the supervisor.
pub const LOGIN: &str = "chenmin";
/// Name of the engineer.
pub const ENGINEER: &str = "林晓";
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running headquarters.
pub struct Hq {
    /// Where browsers find it.
    pub console: String,
    /// The supervisor's password.
    pub password: String,
    data: PathBuf,
    engineer: String,
    server: Program,
}

impl Hq {
    /// Makes one with a supervisor and two engineers, and serves it; devices reach it at `public`.
    pub async fn start(data: &Path, listens_at: SocketAddr, public: SocketAddr) -> Result<Self> {
        let data_text = data.display().to_string();
        let address = format!("http://{public}");
        let name = "样例线路维护中心";
        let init = [
            "--data",
            &data_text,
            "--name",
            name,
            "--address",
            &address,
            "--sample",
        ];
        run("init", &init)?;
        let supervisor = [
            "add",
            LOGIN,
            "--data",
            &data_text,
            "--name",
            "陈敏",
            "--title",
            "值班长",
        ];
        let said = run(
            "user",
            &[&supervisor[..], &["--generate-password"]].concat(),
        )?;
        let password = said
            .rsplit_once(": ")
            .map(|(_, password)| password.trim().to_owned())
            .context("headquarters made no password")?;
        let engineer = add_engineer(&data_text, ENGINEER)?;
        add_engineer(&data_text, "周强")?;
        let server = serve(data, listens_at).await?;
        Ok(Self {
            console: format!("http://{listens_at}"),
            password,
            data: data.to_owned(),
            engineer,
            server,
        })
    }

    /// A one-time code for a laptop of the engineer.
    pub fn enrolment_code(&self) -> Result<String> {
        let data = self.data.display().to_string();
        run(
            "device",
            &["code", "--data", &data, "--person", &self.engineer],
        )
    }

    /// Writes the record of a job into a folder.
    pub fn export(&self, order: &str, out: &Path) -> Result<()> {
        let (data, out) = (self.data.display().to_string(), out.display().to_string());
        run("export", &["--data", &data, "--job", order, "--out", &out])?;
        Ok(())
    }

    /// Checks its own logs and blobs; fails with what does not fit.
    pub fn verify(&self) -> Result<()> {
        run("verify", &["--data", &self.data.display().to_string()])?;
        Ok(())
    }

    /// Asks it to end.
    pub fn end(self) -> Result<()> {
        self.server.end()?;
        Ok(())
    }
}

async fn serve(data: &Path, listens_at: SocketAddr) -> Result<Program> {
    let mut command = Command::new(built("lineproof-hq"));
    command.arg("serve").arg("--data").arg(data);
    command.args(["--listen", &listens_at.to_string()]);
    let log = data.with_extension("log");
    let mut server = Program::start("headquarters", &mut command, &log)?;
    server.wait_for_port(listens_at.port(), START_LIMIT).await?;
    Ok(server)
}

fn add_engineer(data: &str, name: &str) -> Result<String> {
    let words = [
        "--title",
        "装维工程师",
        "--phone",
        "000-0000-0002",
        "--company",
        "样例通信",
    ];
    run(
        "person",
        &[&["add", "--data", data, "--name", name][..], &words].concat(),
    )
}

/// Runs a command of headquarters and gives what it printed.
fn run(command: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(built("lineproof-hq"))
        .arg(command)
        .args(arguments)
        .output()
        .context("lineproof-hq could not be started")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("lineproof-hq {command} failed: {said}");
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
