//! A screen for one window: tests beside each other do not steal the focus.

use crate::process::Program;
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const START_LIMIT: Duration = Duration::from_secs(20);

/// A virtual screen of 1920 x 1200, gone when dropped.
pub struct Screen {
    /// The value of `DISPLAY` for programs that draw on it.
    pub display: String,
    _server: Program,
}

impl Screen {
    /// Starts Xvfb, which finds a free display itself and names it.
    pub async fn start(folder: &Path) -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1920x1200x24",
            "-nolisten",
            "tcp",
        ]);
        let log = folder.join("screen.log");
        std::fs::remove_file(&log).ok();
        let mut server = Program::start("Xvfb", &mut command, &log)?;
        let number = server
            .wait_until_said(START_LIMIT, |said| {
                // It complains first when another one starts at the same moment.
                let lines = said
                    .split_inclusive('\n')
                    .filter(|line| line.ends_with('\n'));
                lines
                    .filter_map(|line| line.trim().parse::<u32>().ok())
                    .next()
            })
            .await?;
        Ok(Self {
            display: format!(":{number}"),
            _server: server,
        })
    }
}
