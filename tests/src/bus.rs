//! A message bus of a desktop session, for what an operating system offers its programs.

use crate::process::Program;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const START_LIMIT: Duration = Duration::from_secs(20);

/// Nothing starts by itself on it: a test has the services that it starts.
const CONFIGURATION: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:dir=HOME</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A bus of its own, gone when dropped.
pub struct Bus {
    /// Where its programs keep what they need.
    pub home: PathBuf,
    address: String,
    _daemon: Program,
}

impl Bus {
    /// Starts one with everything below `home`.
    pub async fn start(home: &Path) -> Result<Self> {
        std::fs::create_dir_all(home)?;
        let configuration = home.join("bus.conf");
        let text = CONFIGURATION.replace("HOME", &home.display().to_string());
        std::fs::write(&configuration, text)?;
        let mut command = Command::new("dbus-daemon");
        command
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address=1"]);
        let mut daemon = Program::start("dbus-daemon", &mut command, &home.join("bus.log"))?;
        let address = daemon
            .wait_until_said(START_LIMIT, |said| {
                let line = said.lines().find(|line| line.starts_with("unix:"))?;
                Some(line.to_owned())
            })
            .await?;
        Ok(Self {
            home: home.to_path_buf(),
            address,
            _daemon: daemon,
        })
    }

    /// What a program needs to find it.
    #[must_use]
    pub fn environment(&self) -> Vec<(String, String)> {
        let address = ("DBUS_SESSION_BUS_ADDRESS", self.address.clone());
        let runtime = ("XDG_RUNTIME_DIR", self.home.display().to_string());
        let pairs = [address, runtime];
        pairs.map(|(name, value)| (name.to_owned(), value)).to_vec()
    }
}
