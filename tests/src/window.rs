//! The application in its real window, on a screen and with folders of its own.

use crate::page::Page;
use crate::process::{Program, free_port};
use crate::screen::Screen;
use crate::{driver, platform};
use anyhow::{Context, Result};
use serde_json::json;
use std::ops::Deref;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

const POLL: Duration = Duration::from_millis(20);

/// Programs that tests of the window need, for [`crate::missing`].
pub const NEEDS: &[&str] = &["WebKitWebDriver", "Xvfb"];

/// How the application is started.
#[derive(Debug, Clone)]
pub struct Start {
    /// The program, usually `built("lineproof")`.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its data, settings and cache stand below this folder, which is made when missing. Starting again
    /// with the same folder finds everything again.
    pub home: PathBuf,
    /// More variables of its environment.
    pub environment: Vec<(String, String)>,
}

/// An open window. It is also a [`Page`].
pub struct Window {
    page: Page,
    driver: Program,
    _screen: Screen,
}

impl Window {
    /// Starts the application and waits for its page.
    pub async fn open(start: &Start) -> Result<Self> {
        let home = &start.home;
        std::fs::create_dir_all(home)
            .with_context(|| format!("cannot create {}", home.display()))?;
        let screen = Screen::start(home).await?;
        let port = free_port()?;
        // The driver hands its environment down to the application.
        let mut command = Command::new("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .envs(platform::folders(home))
            .env("DISPLAY", &screen.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Saves memory elsewhere, but with it the driver never answers a request for a picture.
            .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
            .envs(start.environment.iter().cloned());
        let capabilities = json!({
            "webkitgtk:browserOptions": { "binary": start.program, "args": start.arguments },
        });
        let (driver, client) =
            driver::open("window", &mut command, port, capabilities, home).await?;
        Ok(Self {
            page: Page::new(client),
            driver,
            _screen: screen,
        })
    }

    /// The process id of the application itself.
    #[must_use]
    pub fn application(&self) -> Option<u32> {
        platform::children(self.driver.id()).first().copied()
    }

    /// Closes the window as a person would and ends the driver.
    pub async fn close(self) -> Result<()> {
        // The session may be gone when the application has ended by itself.
        self.page.client().clone().close().await.ok();
        self.driver.end()?;
        Ok(())
    }

    /// The battery is pulled: the application gets no chance to save.
    pub async fn kill(self) -> Result<()> {
        let application = self.application().context("the application does not run")?;
        platform::kill(application);
        while platform::is_alive(application) {
            tokio::time::sleep(POLL).await;
        }
        self.driver.end()?;
        Ok(())
    }
}

impl Deref for Window {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
