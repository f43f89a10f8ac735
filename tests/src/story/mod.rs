//! The day that the product must make possible, played in the real window and a real browser: one file a chapter.
//!
//! The demo shows it, the end-to-end test proves it, both by [`play`].

mod any_kind;
mod check;
mod dispatch;
mod enrol;
mod headquarters;
mod pictures;
mod results;
mod return_to_coverage;
mod sign;
mod stage;
mod visit;
mod work_offline;

pub use any_kind::play_kind;
pub use check::Proven;
pub use enrol::enrolled_window;
pub use stage::Options;
pub use visit::visit;

use anyhow::{Context, Result};
use stage::Stage;

/// Programs that the day needs, for [`crate::missing`].
pub const NEEDS: &[&str] = &["WebKitWebDriver", "Xvfb", "chromedriver", "chromium"];

/// Plays the day, leaves its results in the folder that `options` name, and gives what was proven.
pub async fn play(options: &Options) -> Result<Proven> {
    let stage = Stage::set_up(options).await.context("setting up")?;
    stage.tell("a supervisor logs in at the console");
    let console = dispatch::log_in(&stage).await.context("logging in")?;
    stage.tell("the engineer enrols his laptop with a one-time code");
    let field = enrol::enrol(&stage).await.context("enrolling")?;
    stage.tell("the supervisor dispatches the job");
    let job = dispatch::dispatch(&stage, &console)
        .await
        .context("dispatching")?;
    enrol::see_the_job(&stage, &field)
        .await
        .context("seeing the job on the device")?;

    stage.way.cut();
    stage.tell("headquarters is out of reach; the engineer works through the steps");
    let field = work_offline::work(&stage, field)
        .await
        .context("working offline")?;
    stage.tell("tester and customer sign both papers; the engineer reports completion");
    let signed = sign::sign_and_complete(&stage, &field).await;
    if signed.is_err() {
        stage.shoot(&field, "field-failed").await.ok();
    }
    signed.context("signing")?;

    stage.tell("coverage returns");
    return_to_coverage::send_everything(&stage, &field)
        .await
        .context("sending")?;
    return_to_coverage::see_the_record(&stage, &console)
        .await
        .context("looking at the record")?;
    return_to_coverage::in_english(&stage, &field, &console)
        .await
        .context("looking at it in English")?;
    field.close().await?;
    console.close().await?;
    check::check(stage, &job).await.context("checking")
}
