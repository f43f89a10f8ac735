//! At the depot: the engineer's laptop gets its keys, and the job arrives on it.

use super::stage::Stage;
use crate::built;
use crate::window::{Start, Window};
use anyhow::Result;
use lineproof_testkit::World;
use lineproof_testkit::order::ORDER_NO;

/// The engineer's passphrase: the stage has no keyring.
pub const PASSPHRASE: &str = "three quiet lanterns by the lake";

/// Opens the application for the first time and enrols it.
pub async fn enrol(stage: &Stage) -> Result<Window> {
    let window = Window::open(&stage.field()).await?;
    window.by_testid("enrol-code").await?;
    stage.shoot(&window, "field-enrol-zh").await?;
    give_code(&window, &stage.headquarters.enrolment_code()?).await?;
    stage.shoot(&window, "field-secret-zh").await?;
    window.click("secret-button").await?;
    window.by_testid("safe-badge").await?;
    Ok(window)
}

/// Alice's application, enrolled in its window; `environment` is added to its own.
pub async fn enrolled_window(world: &World, environment: Vec<(String, String)>) -> Result<Window> {
    let start = Start {
        program: built("lineproof"),
        arguments: Vec::new(),
        home: world.folder("field"),
        environment,
    };
    let window = Window::open(&start).await?;
    let code = world
        .headquarters
        .enrolment_code(world.headquarters.alice)?;
    give_code(&window, &code).await?;
    window.click("secret-button").await?;
    window.by_testid("safe-badge").await?;
    Ok(window)
}

/// Types the one-time code and a new passphrase twice.
pub async fn give_code(window: &Window, code: &str) -> Result<()> {
    window.type_into("enrol-code", code).await?;
    window.click("enrol-next").await?;
    window.type_into("pin-new", PASSPHRASE).await?;
    window.type_into("pin-again", PASSPHRASE).await
}

/// The list shows the job by itself, as soon as it is dispatched.
pub async fn see_the_job(stage: &Stage, window: &Window) -> Result<()> {
    window.by_testid(&format!("job-{ORDER_NO}")).await?;
    stage.shoot(window, "field-today-zh").await
}

/// The application was started again: the passphrase opens it.
pub async fn unlock(stage: &Stage, window: &Window) -> Result<()> {
    window.by_testid("pin-input").await?;
    stage.shoot(window, "field-unlock-zh").await?;
    window.type_into("pin-input", PASSPHRASE).await?;
    window.click("unlock-button").await?;
    window.by_testid("safe-badge").await?;
    Ok(())
}
