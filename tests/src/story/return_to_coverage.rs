//! Above ground again: everything goes to headquarters, and the supervisor watches it come.

use super::stage::Stage;
use super::work_offline::open_job;
use crate::browser::Browser;
use crate::page::Page;
use crate::window::Window;
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// How long thirty photos may take.
const SEND_LIMIT: Duration = Duration::from_secs(180);
const POLL: Duration = Duration::from_millis(500);
/// Left on the page before the record comes: a reload would wipe it.
const MARK: &str = "window.lineproofWatched = true;";

/// The engineer looks whether his work is safe, until it is.
pub async fn send_everything(stage: &Stage, window: &Window) -> Result<()> {
    window.click("safe-badge").await?;
    window.by_testid("safe-on-device").await?;
    stage.shoot(window, "field-safe-offline-zh").await?;
    stage.way.restore();
    window.click("sync-now").await?;
    let started = Instant::now();
    while !is_all_safe(window).await? {
        if started.elapsed() > SEND_LIMIT {
            bail!("not everything arrives: {}", window.all_text().await?);
        }
        tokio::time::sleep(POLL).await;
    }
    stage.shoot(window, "field-safe-zh").await?;
    window.press_escape().await
}

async fn is_all_safe(page: &Page) -> Result<bool> {
    for id in ["safe-on-device", "safe-sending"] {
        let number: String = page
            .text_of(id)
            .await?
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if number != "0" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reports of both tests, work order, acceptance, opening record and form 2.
const PAPERS: usize = 6;

/// The page that was open at the dispatch shows the whole record, without a reload.
pub async fn see_the_record(stage: &Stage, browser: &Browser) -> Result<()> {
    browser
        .wait_for_attribute("record-verification", "data-state", "verified")
        .await?;
    let watched = browser
        .run_script("return window.lineproofWatched === true;", vec![])
        .await?;
    if watched != true {
        bail!("the page was loaded anew");
    }
    browser.by_testid("record-photos").await?;
    browser.by_testid("record-trace").await?;
    browser
        .wait("the six papers do not hold", async || {
            let mut valid = 0;
            for paper in browser.all_by_testid("document-check").await? {
                valid += usize::from(paper.attr("data-valid").await?.as_deref() == Some("true"));
            }
            Ok((valid == PAPERS).then_some(()))
        })
        .await?;
    stage.shoot(browser, "console-record-zh").await
}

/// Marks the page that waits for the record.
pub async fn watch(browser: &Browser) -> Result<()> {
    browser.run_script(MARK, vec![]).await?;
    Ok(())
}

/// The main screens once more, in English.
pub async fn in_english(stage: &Stage, window: &Window, browser: &Browser) -> Result<()> {
    window.click("back").await.ok();
    window.click("nav-settings").await?;
    window.click("language-en").await?;
    stage.shoot(window, "field-settings-en").await?;
    window.click("nav-documents").await?;
    window.by_testid("pdf-pages").await.ok();
    stage.shoot(window, "field-documents-en").await?;
    window.click("nav-today").await?;
    stage.shoot(window, "field-today-en").await?;
    open_job_in_english(stage, window).await?;

    browser.click("switch-language").await?;
    stage.shoot(browser, "console-record-en").await?;
    let console = &stage.headquarters.console;
    for (place, name) in [("/jobs", "list"), ("/jobs/new", "new-job")] {
        browser.go_to(&format!("{console}{place}")).await?;
        browser.by_testid("switch-language").await?;
        stage.shoot(browser, &format!("console-{name}-en")).await?;
    }
    browser.click("switch-language").await?;
    browser.go_to(&format!("{console}/jobs")).await?;
    browser.by_testid("switch-language").await?;
    stage.shoot(browser, "console-list-zh").await
}

async fn open_job_in_english(stage: &Stage, window: &Window) -> Result<()> {
    open_job(window).await?;
    for step in ["prepare", "arrive", "after_photos", "local_test", "sign"] {
        window.click(&format!("step-{step}")).await?;
        stage
            .shoot(window, &format!("field-step-{step}-en"))
            .await?;
    }
    Ok(())
}
