//! What the system says for the application: a real notification service on a bus of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use chrono::{Duration as Span, Local};
use lineproof_testkit::{World, order};
use lineproof_tests::bus::Bus;
use lineproof_tests::process::Program;
use lineproof_tests::screen::Screen;
use lineproof_tests::story::enrolled_window;
use lineproof_tests::{missing, platform, window};
use std::process::Command;
use std::time::Duration;

/// The watch looks every 20 s.
const SAID_LIMIT: Duration = Duration::from_secs(120);
/// Time for the job to come to the device before its clock warns.
const AHEAD: Span = Span::seconds(20);

/// An interruption whose clock of the first escalation, 120 min, has almost half of its time behind it.
fn half_gone(world: &World) -> lineproof_domain::registry::plan::Plan {
    let mut plan = order::sample(world.headquarters.alice);
    "fault_interruption".clone_into(&mut plan.kind);
    plan.profiles = vec!["cu-duty".to_owned()];
    plan.appointment = None;
    plan.promised_on = None;
    plan.order_received_at = Local::now().fixed_offset() - Span::minutes(60) + AHEAD;
    plan
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_comes_to_its_warn_point_is_told_by_the_system_without_a_network() {
    let test = "a_clock_that_comes_to_its_warn_point_is_told_by_the_system_without_a_network";
    let needs = [window::NEEDS, &["dbus-daemon", "dunst"]].concat();
    if missing(test, &needs) {
        return;
    }
    let world = World::start().await.unwrap();
    let bus = Bus::start(&world.folder("bus")).await.unwrap();
    let screen = Screen::start(&bus.home).await.unwrap();
    let mut service = Command::new("dunst");
    service
        .arg("-print")
        .envs(bus.environment())
        .env("DISPLAY", &screen.display);
    let log = bus.home.join("dunst.log");
    let mut service = Program::start("dunst", &mut service, &log).unwrap();

    let window = enrolled_window(&world, bus.environment()).await.unwrap();
    world.headquarters.dispatch(half_gone(&world)).unwrap();
    let row = format!("job-{}", order::ORDER_NO);
    window.by_testid(&row).await.unwrap();
    world.way.cut();

    let said = service
        .wait_until_said(SAID_LIMIT, |said| {
            said.contains(order::CUSTOMER).then(|| said.to_owned())
        })
        .await
        .unwrap();
    assert!(said.contains("上报"), "another clock was told: {said}");
    window.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_system_tells_nothing_the_window_says_so() {
    let test = "where_the_system_tells_nothing_the_window_says_so";
    if missing(test, window::NEEDS) {
        return;
    }
    let world = World::start().await.unwrap();
    let window = enrolled_window(&world, platform::without_keyring())
        .await
        .unwrap();
    world.headquarters.dispatch(half_gone(&world)).unwrap();
    window
        .wait("the window does not say that it alone warns", async || {
            let text = window.all_text().await?;
            Ok(text.contains("系统弹不出提醒").then_some(()))
        })
        .await
        .unwrap();
    window.close().await.unwrap();
}
