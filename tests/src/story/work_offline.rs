//! In the basement: every step up to the papers, without headquarters, and through the death of the application.

use super::enrol::unlock;
use super::pictures::Pictures;
use super::stage::Stage;
use crate::page::Page;
use crate::window::Window;
use anyhow::{Context, Result, bail};
use lineproof_testkit::order::ORDER_NO;
use lineproof_testkit::work::{VALUES, value_of};
use serde_json::Value;

/// The steps before the papers, in their order.
const STEPS: &[&str] = &[
    "prepare",
    "depart",
    "arrive",
    "before_photos",
    "install",
    "configure",
    "after_photos",
    "local_test",
    "e2e_test",
    "trial",
];
/// The application is killed behind this one.
const KILLED_AFTER: &str = "local_test";
/// The step whose test takes its time: how it ran is noted.
const TIMED_TEST: &str = "e2e_test";
/// What is answered where there is a choice; checks are answered with yes.
const CHOICES: &[(&str, &str)] = &[
    ("consent", "agreed"),
    ("supply", "ac"),
    ("hazards", "none"),
    ("new_earth", "no"),
    ("trial", "satisfied"),
];
const TEXT: &str = "样例 OLT-01，端口 0-1-2";
/// What is typed where a form is asked for.
const FORMED: &[(&str, &str)] = &[("works_window", "2026-12-01 09:00 到 11:00")];
/// More deeds than any step has.
const MAX_DEEDS: usize = 12;

/// Works through the steps; gives the window, which is another one than in the morning.
pub async fn work(stage: &Stage, mut window: Window) -> Result<Window> {
    open_job(&window).await?;
    for step in STEPS {
        if let Err(error) = work_on(stage, &window, step).await {
            stage.shoot(&window, "field-failed").await.ok();
            return Err(error).with_context(|| format!("step {step}"));
        }
        if *step == KILLED_AFTER {
            window = survive_a_kill(stage, window).await?;
        }
    }
    Ok(window)
}

/// Opens the job from the list.
pub async fn open_job(window: &Window) -> Result<()> {
    window.click(&format!("job-{ORDER_NO}")).await?;
    window.by_testid("step-prepare").await?;
    Ok(())
}

/// Gives a step everything it asks for, and closes it.
pub async fn work_on(stage: &Stage, page: &Page, step: &str) -> Result<()> {
    open_step(page, step).await?;
    fill(stage, page).await?;
    if step == TIMED_TEST {
        note_test_run(stage, page).await?;
    }
    stage.shoot(page, &format!("field-step-{step}-zh")).await?;
    for _ in 0..MAX_DEEDS {
        if is_done(page, step).await? {
            return Ok(());
        }
        press_main_action(page).await?;
    }
    bail!("the step does not close: {}", page.all_text().await?)
}

/// Everything on the screen that takes an answer, a file or a value.
pub async fn fill(stage: &Stage, page: &Page) -> Result<()> {
    let ids = testids(page).await?;
    if ids.iter().any(|id| id == "file-trace") {
        import_trace(&stage.pictures, page).await?;
    }
    if ids.iter().any(|id| id == "add-instrument") {
        note_instruments(page).await?;
    }
    for id in &ids {
        if let Some(item) = id.strip_prefix("answer-") {
            answer(page, item, &ids).await?;
        } else if let Some(metric) = id.strip_prefix("metric-") {
            measure(page, metric).await?;
        } else if let Some(slot) = id.strip_prefix("file-").filter(|slot| *slot != "trace") {
            photograph(&stage.pictures, page, slot).await?;
        }
    }
    Ok(())
}

async fn answer(page: &Page, item: &str, ids: &[String]) -> Result<()> {
    let text = format!("text-{item}");
    if ids.contains(&text) {
        let formed = FORMED.iter().find(|(known, _)| *known == item);
        let typed = formed.map_or(TEXT, |(_, typed)| *typed);
        page.type_into(&text, typed).await?;
        return page.leave_field().await;
    }
    let chosen = CHOICES.iter().find(|(known, _)| *known == item);
    let value = chosen.map_or("yes", |(_, value)| *value);
    let button = format!("answer-{item}-{value}");
    if ids.contains(&button) {
        page.click(&button).await?;
        page.wait_until_pressed(&button).await?;
    }
    Ok(())
}

/// Presses the value where it is a choice; types it where it is none.
async fn measure(page: &Page, metric: &str) -> Result<()> {
    let field = format!("metric-{metric}");
    let is_chosen = |(key, value): &(&str, &str)| metric == format!("{key}-{value}");
    if metric.ends_with("-yes") || VALUES.iter().any(is_chosen) {
        page.click(&field).await?;
        return page.wait_until_pressed(&field).await;
    }
    let Some(value) = value_of(metric) else {
        return Ok(());
    };
    if page.by_testid(&field).await?.tag_name().await? == "input" {
        page.type_into(&field, value).await?;
        page.leave_field().await?;
    }
    Ok(())
}

/// Puts a slot's picture into it.
pub async fn photograph(pictures: &Pictures, page: &Page, slot: &str) -> Result<()> {
    let picture = pictures.of_slot(slot)?;
    page.send_files(&format!("file-{slot}"), &[&picture])
        .await?;
    page.wait_until_pictured(&format!("slot-{slot}")).await
}

/// Imports the trace.
pub async fn import_trace(pictures: &Pictures, page: &Page) -> Result<()> {
    let trace = &pictures.trace;
    page.send_files("file-trace", &[trace]).await?;
    let name = trace.file_name().unwrap_or_default().to_string_lossy();
    page.by_testid(&format!("trace-{name}")).await?;
    Ok(())
}

async fn note_instruments(page: &Page) -> Result<()> {
    for kind in ["power_meter", "otdr", "laptop"] {
        note_instrument(page, kind).await?;
    }
    Ok(())
}

/// Writes down under what conditions the test ran; times, direction and instrument stand there already.
async fn note_test_run(stage: &Stage, page: &Page) -> Result<()> {
    page.click("record-add-test_runs").await?;
    page.type_into("record-field-pattern", "1518 B").await?;
    page.type_into("record-field-temperature", "23.5").await?;
    stage.shoot(page, "field-test-run-zh").await?;
    page.click("record-save").await?;
    page.wait_until_gone("record-save").await
}

/// Writes an instrument down.
pub async fn note_instrument(page: &Page, kind: &str) -> Result<()> {
    page.click("add-instrument").await?;
    page.click(&format!("instrument-kind-{kind}")).await?;
    page.type_into("instrument-model", "SAMPLE-1").await?;
    page.type_into("instrument-serial", "LP-0001").await?;
    page.set_value("instrument-until", "2099-12-31").await?;
    page.click("instrument-save").await?;
    page.wait_until_gone("instrument-save").await
}

/// Presses the main button and waits until it names another deed.
pub async fn press_main_action(page: &Page) -> Result<()> {
    let before = what_stands(page).await?;
    page.click("main-action").await?;
    page.wait("the main button does nothing", async || {
        Ok((what_stands(page).await? != before).then_some(()))
    })
    .await
}

/// The open step and the name of its main deed.
async fn what_stands(page: &Page) -> Result<Value> {
    let script = "const button = document.querySelector('[data-testid=main-action]');\
        const step = document.querySelector('[aria-current=step]');\
        const busy = button?.getAttribute('aria-busy') === 'true';\
        return [busy ? 'busy' : button?.innerText ?? null, step?.dataset.testid ?? null,\
            [...document.querySelectorAll('.Step.did')].length];";
    page.wait("the main button stays busy", async || {
        let stands = page.run_script(script, vec![]).await?;
        Ok((stands[0] != "busy").then_some(stands))
    })
    .await
}

/// Opens a step from the rail.
pub async fn open_step(page: &Page, step: &str) -> Result<()> {
    page.click(&format!("step-{step}")).await?;
    page.wait(&format!("{step} does not open"), async || {
        let element = page.by_testid(&format!("step-{step}")).await?;
        let is_current = element.attr("aria-current").await?.is_some();
        Ok(is_current.then_some(()))
    })
    .await
}

/// Whether the rail shows a step as done.
pub async fn is_done(page: &Page, step: &str) -> Result<bool> {
    let element = page.by_testid(&format!("step-{step}")).await?;
    let class = element.attr("class").await?.unwrap_or_default();
    Ok(class.split(' ').any(|name| name == "did"))
}

async fn testids(page: &Page) -> Result<Vec<String>> {
    let script =
        "return [...document.querySelectorAll('main [data-testid]')].map(e => e.dataset.testid);";
    let ids = page.run_script(script, vec![]).await?;
    Ok(serde_json::from_value(ids)?)
}

/// The battery is pulled; after a new start everything is there.
async fn survive_a_kill(stage: &Stage, window: Window) -> Result<Window> {
    stage.tell("the application is killed and started again");
    let before = whole_job(&window).await?;
    window.kill().await?;
    let window = Window::open(&stage.field()).await?;
    unlock(stage, &window).await?;
    open_job(&window).await?;
    let after = whole_job(&window).await?;
    if before != after {
        bail!("after the kill the job is another one:\n{before:?}\n{after:?}");
    }
    Ok(window)
}

/// What each step of the job shows on screen, step by step, once its pictures have come.
async fn whole_job(page: &Page) -> Result<Vec<Value>> {
    let script = "return [document.querySelector('[aria-current=step]').dataset.testid,\
        [...document.querySelectorAll('main input, main [aria-pressed], main .PhotoSlot')]\
            .map(e => [e.dataset.testid, e.value ?? '', e.getAttribute('aria-pressed'),\
                e.classList.contains('PhotoSlot') && e.querySelector('img') !== null])];";
    let mut steps = Vec::new();
    for step in STEPS {
        open_step(page, step).await?;
        steps.push(page.when_still(script).await?);
    }
    Ok(steps)
}
