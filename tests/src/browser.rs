//! A real browser without a screen, with a profile of its own.

use crate::driver;
use crate::page::Page;
use crate::process::{Program, free_port};
use anyhow::{Context, Result};
use serde_json::json;
use std::ops::Deref;
use std::path::Path;
use std::process::Command;

/// Programs that tests in the browser need, for [`crate::missing`].
pub const NEEDS: &[&str] = &["chromedriver", "chromium"];

/// An open browser. It is also a [`Page`].
pub struct Browser {
    page: Page,
    driver: Program,
}

impl Browser {
    /// Opens a browser of 1366 x 768 that keeps its profile and its log below `home` and prefers `language`
    /// (`zh-CN` or `en`).
    pub async fn open(home: &Path, language: &str) -> Result<Self> {
        std::fs::create_dir_all(home)
            .with_context(|| format!("cannot create {}", home.display()))?;
        let port = free_port()?;
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        let profile = home.join("profile");
        let arguments = [
            "--headless=new".to_owned(),
            // Tests run as root in containers, where Chromium's own sandbox and shared memory do not work.
            "--no-sandbox".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--window-size=1366,768".to_owned(),
            format!("--lang={language}"),
            format!("--user-data-dir={}", profile.display()),
        ];
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": arguments,
                "prefs": { "intl.accept_languages": language },
            },
        });
        let (driver, client) =
            driver::open("browser", &mut command, port, capabilities, home).await?;
        Ok(Self {
            page: Page::new(client),
            driver,
        })
    }

    /// Closes the browser and ends its driver.
    pub async fn close(self) -> Result<()> {
        self.page.client().clone().close().await?;
        self.driver.end()?;
        Ok(())
    }
}

impl Deref for Browser {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
