//! What stands before the day begins: a headquarters with people, a way to it, pictures, a folder for results.

use super::headquarters::Hq;
use super::pictures::Pictures;
use super::results;
use crate::net::Proxy;
use crate::page::Page;
use crate::process::free_port;
use crate::window::Start;
use crate::{built, platform};
use anyhow::{Context, Result};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// Where the engineer works.
const TIME_ZONE: &str = "Asia/Shanghai";

/// What a play of the day is told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the results go.
    pub out: PathBuf,
    /// Photos in place of generated ones.
    pub photos: Option<PathBuf>,
    /// An OTDR trace in place of a generated one.
    pub trace: Option<PathBuf>,
}

/// The stage of one play.
pub struct Stage {
    /// Headquarters, a program of its own.
    pub headquarters: Hq,
    /// The way from the engineer's laptop to headquarters.
    pub way: Proxy,
    /// What he photographs and measures.
    pub pictures: Pictures,
    out: PathBuf,
    home: tempfile::TempDir,
}

impl Stage {
    pub async fn set_up(options: &Options) -> Result<Self> {
        let home = tempfile::tempdir()?;
        let out = &options.out;
        results::prepare(out).with_context(|| format!("{} cannot be used", out.display()))?;
        results::list_pictures(out)?;
        let listens_at = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let way = Proxy::start(listens_at).await?;
        let data = home.path().join("headquarters");
        let headquarters = Hq::start(&data, listens_at, way.address()).await?;
        let pictures = Pictures::gather(options, &home.path().join("pictures"))?;
        Ok(Self {
            headquarters,
            way,
            pictures,
            out: out.clone(),
            home,
        })
    }

    /// Says what happens now.
    pub fn tell(&self, what: &str) {
        println!("  {what}");
    }

    /// How the application is started on the engineer's laptop, each time.
    pub fn field(&self) -> Start {
        let mut environment = platform::without_keyring();
        environment.push(("TZ".to_owned(), TIME_ZONE.to_owned()));
        Start {
            program: built("lineproof"),
            arguments: Vec::new(),
            home: self.home.path().join("field"),
            environment,
        }
    }

    /// A folder that goes with the stage.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Where the results go.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Saves a picture of a page among the results.
    pub async fn shoot(&self, page: &Page, name: &str) -> Result<()> {
        page.screenshot(&self.out.join(format!("{name}.png")))
            .await?;
        results::list_pictures(&self.out)
    }
}
