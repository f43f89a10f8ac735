//! Programs of the system under test: started, asked to end, killed.

use crate::platform;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to end after it was asked to.
const END_LIMIT: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(20);

/// A running program. Dropping it asks it to end and waits.
pub struct Program {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Program {
    /// Starts `command`; what it says goes to the file `log`, never to a pipe that could fill up.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::options()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("cannot write {}", log.display()))?;
        let errors = file.try_clone()?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(errors)
            .spawn()
            .with_context(|| {
                format!(
                    "{name}: {} could not be started",
                    command.get_program().display()
                )
            })?;
        Ok(Self {
            name: name.to_owned(),
            child,
            log: log.to_path_buf(),
        })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has not ended.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Everything it has said since the log file began.
    #[must_use]
    pub fn said(&self) -> String {
        let bytes = fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Waits until `find` finds something in what the program says; fails when the program ends first.
    pub async fn wait_until_said<T>(
        &mut self,
        limit: Duration,
        find: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        let started = Instant::now();
        loop {
            let running = self.is_running();
            let said = self.said();
            if let Some(found) = find(&said) {
                return Ok(found);
            }
            if !running {
                bail!("{} ended before it was ready:\n{said}", self.name);
            }
            if started.elapsed() > limit {
                bail!(
                    "{} was not ready after {} s:\n{said}",
                    self.name,
                    limit.as_secs()
                );
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Waits until something listens on a port of this machine.
    pub async fn wait_for_port(&mut self, port: u16, limit: Duration) -> Result<()> {
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port))
            .await
            .is_err()
        {
            if !self.is_running() {
                bail!("{} ended before it was ready:\n{}", self.name, self.said());
            }
            if started.elapsed() > limit {
                bail!(
                    "{} does not listen on port {port}:\n{}",
                    self.name,
                    self.said()
                );
            }
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    }

    /// Asks it to end and waits; kills it when it does not. Gives its exit status.
    pub fn end(mut self) -> Result<ExitStatus> {
        self.ask_and_wait()?;
        self.child
            .wait()
            .with_context(|| format!("{} is lost", self.name))
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }

    fn ask_and_wait(&mut self) -> Result<()> {
        if !self.is_running() {
            return Ok(());
        }
        platform::ask_to_end(&mut self.child);
        let started = Instant::now();
        while self.is_running() {
            if started.elapsed() > END_LIMIT {
                self.child.kill()?;
                break;
            }
            std::thread::sleep(POLL);
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.ask_and_wait().ok();
        self.child.wait().ok();
    }
}

/// A port of this machine that nobody uses now.
pub fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
