//! Face to face: the papers are made, tester and customer sign, and the job is reported complete.

use super::stage::Stage;
use super::work_offline::{fill, is_done, press_main_action, work_on};
use crate::page::Page;
use anyhow::{Result, bail};

/// More deeds than the step of the papers has.
const MAX_DEEDS: usize = 20;
/// The tester's on six papers, the customer's on two of them.
const SIGNATURES: usize = 8;
/// Two strokes that could be a name.
const NAME: &[&[(f64, f64)]] = &[
    &[
        (0.2, 0.45),
        (0.3, 0.25),
        (0.36, 0.6),
        (0.44, 0.3),
        (0.5, 0.55),
    ],
    &[(0.55, 0.4), (0.62, 0.62), (0.7, 0.35), (0.8, 0.58)],
];

/// The papers with the signatures they want on the spot; the account manager's fields stay open. Then the site is left.
pub async fn sign_and_complete(stage: &Stage, page: &Page) -> Result<()> {
    page.click("step-sign").await?;
    fill(stage, page).await?;
    stage.shoot(page, "field-step-sign-zh").await?;
    let on_site = settle(stage, page, "sign", 0).await?;
    work_on(stage, page, "clear").await?;
    page.click("step-complete").await?;
    let signed = settle(stage, page, "complete", on_site).await?;
    if signed != SIGNATURES {
        bail!("{signed} signatures were asked for, not {SIGNATURES}");
    }
    page.wait_until_gone("blocked").await?;
    stage.shoot(page, "field-complete-zh").await
}

/// Makes and signs the papers of a step and closes it; gives how many signatures there are then.
async fn settle(stage: &Stage, page: &Page, step: &str, before: usize) -> Result<usize> {
    let mut signed = before;
    for _ in 0..MAX_DEEDS {
        wait_for_either_screen(page, step).await?;
        if page.has("signature-pad").await? {
            signed += 1;
            sign(stage, page, signed).await?;
        } else if is_done(page, step).await? {
            return Ok(signed);
        } else {
            press_main_action(page).await?;
        }
    }
    bail!("{step} takes more than {MAX_DEEDS} deeds")
}

/// Between the step and the page for signing there is a moment with neither.
pub async fn wait_for_either_screen(page: &Page, step: &str) -> Result<()> {
    let step = format!("step-{step}");
    page.wait("neither the step nor its papers show", async || {
        let shows = page.has("signature-pad").await? || page.has(&step).await?;
        Ok(shows.then_some(()))
    })
    .await
}

/// One signature: the pages are read, the name is drawn, and it is sealed.
async fn sign(stage: &Stage, page: &Page, number: usize) -> Result<()> {
    draw_name(page).await?;
    stage
        .shoot(page, &format!("field-sign-{number}-zh"))
        .await?;
    seal(page).await
}

/// The page for signing with everything it asks for, ready to be sealed.
pub async fn draw_name(page: &Page) -> Result<()> {
    if page.has("satisfaction-satisfied").await? {
        page.click("satisfaction-satisfied").await?;
    }
    page.draw("signature-pad", NAME).await?;
    page.by_testid("pdf-pages").await?;
    page.wait_until_free("main-action").await
}

/// Seals what was drawn; the step shows again.
pub async fn seal(page: &Page) -> Result<()> {
    page.click("main-action").await?;
    page.wait_until_gone("signature-pad").await?;
    page.by_testid("main-action").await?;
    Ok(())
}
