//! A job of any kind in the real window, without coverage, from its first step to the report of completion.
//!
//! This file knows no kind by name: what a good day gives at each step is read off the same job on a second
//! device that has no window.

use super::enrol::enrolled_window;
use super::pictures::Pictures;
use super::sign::{draw_name, seal, wait_for_either_screen};
use super::stage::Options;
use super::work_offline::{
    import_trace, is_done, note_instrument, open_step, photograph, press_main_action,
};
use crate::page::Page;
use crate::platform;
use anyhow::{Context, Result, bail};
use lineproof_app::dto::{
    Block, FieldKind, InspectionLine, Metric, MetricInput, Milestone, Question, QuestionKind,
    RecordForm, SlotState, Step,
};
use lineproof_testkit::work::{answer, filled, good_value, keys_of};
use lineproof_testkit::{Device, World, order};
use std::path::Path;

/// More deeds than any step has.
const MAX_DEEDS: usize = 40;

/// Works a job of `kind` to its end and leaves a picture of every step in `out`.
pub async fn play_kind(kind: &str, out: &Path) -> Result<()> {
    let world = World::start().await?;
    let window = enrolled_window(&world, platform::without_keyring()).await?;
    let twin = world.bob().await?;
    let mut plan = order::sample(world.headquarters.alice);
    kind.clone_into(&mut plan.kind);
    world.headquarters.dispatch(plan.clone())?;
    plan.assignee = order::sample(world.headquarters.bob).assignee;
    "YN-2026-002".clone_into(&mut plan.order_no);
    let job = world.headquarters.dispatch(plan)?.to_string();
    twin.sync_job(&job).await?;
    window.click(&format!("job-{}", order::ORDER_NO)).await?;
    world.way.cut();
    let pictures = Pictures::gather(&Options::default(), &world.folder("pictures"))?;
    for step in keys_of(&twin.job_view(&job)?) {
        // An answer on the way may have made it needless.
        if !keys_of(&twin.job_view(&job)?).contains(&step) {
            continue;
        }
        let picture = out.join(format!("{kind}-{step}.png"));
        let filled = fill_step(&window, &pictures, &twin, &job, &step).await;
        window.screenshot(&picture).await?;
        filled.with_context(|| format!("filling step {step}"))?;
        if let Err(error) = close(&window, &step).await {
            window.screenshot(&picture).await?;
            return Err(error).with_context(|| format!("closing step {step}"));
        }
        twin.work_on(&job, &step)?;
    }
    window.wait_until_gone("blocked").await?;
    world.way.restore();
    window.click("safe-badge").await?;
    window.wait_for_text("safe-on-device", "0").await?;
    window.close().await
}

async fn fill_step(
    page: &Page,
    pictures: &Pictures,
    twin: &Device,
    job: &str,
    step: &str,
) -> Result<()> {
    open_step(page, step).await?;
    let steps = twin.job_view(job)?.steps;
    let shown: Option<Step> = steps.into_iter().find(|of| of.key == step);
    for block in shown.into_iter().flat_map(|step| step.blocks) {
        fill(page, pictures, step, &block).await?;
    }
    Ok(())
}

/// The main deed again and again: papers, signatures, and closing at last.
async fn close(page: &Page, step: &str) -> Result<()> {
    for _ in 0..MAX_DEEDS {
        wait_for_either_screen(page, step).await?;
        if page.has("signature-pad").await? {
            draw_name(page).await?;
            seal(page).await?;
        } else if is_done(page, step).await? || !page.has("blocked").await? {
            return Ok(());
        } else {
            press_main_action(page).await?;
        }
    }
    bail!("the step does not close: {}", page.all_text().await?)
}

async fn fill(page: &Page, pictures: &Pictures, step: &str, block: &Block) -> Result<()> {
    match block {
        Block::Questions(block) => {
            for question in &block.items {
                give_answer(page, step, question).await?;
            }
        }
        Block::Photos(block) => {
            for slot in block.slots.iter().filter(|of| of.state != SlotState::Met) {
                photograph(pictures, page, &slot.code).await?;
            }
        }
        Block::Traces(_) => import_trace(pictures, page).await?,
        Block::Metrics(block) => {
            for kind in block
                .instrument_kinds
                .iter()
                .filter(|_| block.instruments.is_empty())
            {
                note_instrument(page, &kind.kind).await?;
            }
            for metric in block.items.iter().filter(|metric| metric.value.is_none()) {
                measure(page, metric).await?;
            }
        }
        Block::Records(block) => {
            let wanted = |form: &&RecordForm| form.required && form.entries.is_empty();
            for form in block.forms.iter().filter(wanted) {
                write_down(page, form).await?;
            }
        }
        Block::Inspection(block) => {
            for line in block.items.iter().filter(|line| line.value.is_none()) {
                find_in_order(page, line).await?;
            }
        }
        Block::Triage(_) => narrow_down(page).await?,
        Block::Milestone(block) if block.milestone != Milestone::Complete => {
            press_main_action(page).await?;
        }
        Block::Milestone(_)
        | Block::Documents(_)
        | Block::Facts
        | Block::Script(_)
        | Block::Deeds(_) => {}
    }
    Ok(())
}

async fn give_answer(page: &Page, step: &str, question: &Question) -> Result<()> {
    let given = answer(step, question).value;
    if !matches!(question.kind, QuestionKind::Check | QuestionKind::Choice) {
        return type_and_leave(page, &format!("text-{}", question.item), &given).await;
    }
    press(page, &format!("answer-{}-{given}", question.item)).await
}

async fn measure(page: &Page, metric: &Metric) -> Result<()> {
    let Some(value) = good_value(metric) else {
        return Ok(());
    };
    let place = format!("metric-{}", metric.key);
    match metric.input {
        MetricInput::YesNo | MetricInput::Choice => press(page, &format!("{place}-{value}")).await,
        _ if is_read_from_a_file(page, &place).await? => Ok(()),
        _ => type_and_leave(page, &place, &value).await,
    }
}

/// What a trace has told is not typed.
async fn is_read_from_a_file(page: &Page, place: &str) -> Result<bool> {
    Ok(page.by_testid(place).await?.tag_name().await? != "input")
}

async fn write_down(page: &Page, form: &RecordForm) -> Result<()> {
    let kind = serde_json::to_value(form.kind)?;
    let kind = kind.as_str().context("a form without a name")?;
    page.click(&format!("record-add-{kind}")).await?;
    let values = filled(form).values;
    for field in &form.fields {
        let place = format!("record-field-{}", field.key);
        match values.get(&field.key).map(String::as_str) {
            None | Some("") => {}
            Some(value) => match field.kind {
                FieldKind::Choice => press(page, &format!("{place}-{value}")).await?,
                FieldKind::Pick => page.choose(&place, value).await?,
                _ => page.type_into(&place, value).await?,
            },
        }
    }
    page.click("record-save").await?;
    page.wait_until_gone("record-save").await
}

async fn find_in_order(page: &Page, line: &InspectionLine) -> Result<()> {
    press(page, &format!("inspect-{}-ok", line.key)).await
}

/// The first symptom, and the first answer to every question until they end.
async fn narrow_down(page: &Page) -> Result<()> {
    let script = "return [...document.querySelectorAll('main [data-testid^=\"symptom-\"],\
        main [data-testid^=\"triage-answer-\"]')].map(e => e.dataset.testid);";
    let mut before = serde_json::Value::Null;
    for _ in 0..MAX_DEEDS {
        let choices = page
            .wait("the next question does not show", async || {
                let choices = page.run_script(script, vec![]).await?;
                let is_new = choices != before || page.has("triage-outcome").await?;
                Ok(is_new.then_some(choices))
            })
            .await?;
        if page.has("triage-outcome").await? {
            return Ok(());
        }
        let first = choices[0].as_str().context("nothing to choose")?;
        page.click(first).await?;
        before = choices;
    }
    bail!("the questions do not end")
}

async fn press(page: &Page, button: &str) -> Result<()> {
    page.click(button).await?;
    page.wait_until_pressed(button).await
}

async fn type_and_leave(page: &Page, field: &str, text: &str) -> Result<()> {
    page.type_into(field, text).await?;
    page.leave_field().await
}
