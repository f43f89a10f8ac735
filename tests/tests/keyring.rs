//! The way of the PIN through a real keyring: Secret Service on a bus of its own, in the real window.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use lineproof_testkit::World;
use lineproof_testkit::device::PIN;
use lineproof_tests::bus::Bus;
use lineproof_tests::window::{self, Start, Window};
use lineproof_tests::{built, missing};
use std::process::{Command, Stdio};

const TEST: &str = "a_pin_opens_the_profile_after_a_kill_because_the_keyring_holds_its_other_half";

/// Starts the keyring's daemon on the bus; it ends with it.
fn unlock(bus: &Bus) {
    let mut daemon = Command::new("gnome-keyring-daemon")
        .args(["--unlock", "--components=secrets", "--daemonize"])
        .envs(bus.environment())
        .env("XDG_DATA_HOME", bus.home.join("keyring"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    use std::io::Write as _;
    daemon.stdin.take().unwrap().write_all(b"login\n").unwrap();
    assert!(daemon.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_opens_the_profile_after_a_kill_because_the_keyring_holds_its_other_half() {
    let needs = [window::NEEDS, &["dbus-daemon", "gnome-keyring-daemon"]].concat();
    if missing(TEST, &needs) {
        return;
    }
    assert!(built("lineproof").is_file(), "lineproof has not been built");
    let world = World::start().await.unwrap();
    let bus = Bus::start(&world.folder("bus")).await.unwrap();
    unlock(&bus);
    let start = Start {
        program: built("lineproof"),
        arguments: Vec::new(),
        home: world.folder("field"),
        environment: bus.environment(),
    };
    let window = Window::open(&start).await.unwrap();
    let code = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    window.type_into("enrol-code", &code).await.unwrap();
    window.click("enrol-next").await.unwrap();
    for field in ["pin-new", "pin-again"] {
        let field = window.by_testid(field).await.unwrap();
        field.send_keys(PIN).await.unwrap();
    }
    window.by_testid("safe-badge").await.unwrap();
    window.kill().await.unwrap();

    let window = Window::open(&start).await.unwrap();
    let pin = window.by_testid("pin-input").await.unwrap();
    pin.send_keys("135790").await.unwrap();
    window
        .wait("a wrong PIN is not refused", async || {
            let script = "return document.querySelector('.PinEntry [role=alert]') !== null;";
            let refused = window.run_script(script, vec![]).await?;
            Ok((refused == true).then_some(()))
        })
        .await
        .unwrap();
    let pin = window.by_testid("pin-input").await.unwrap();
    pin.send_keys(PIN).await.unwrap();
    window.by_testid("safe-badge").await.unwrap();
    window.close().await.unwrap();
}
