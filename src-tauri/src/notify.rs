//! Notifications of the system when a clock comes to a warning point.

use std::convert::Infallible;
use std::thread;
use std::time::Duration;

use lineproof_app::{App, ClockWatch, Spoken};
use notify_rust::Notification;

use crate::platform;

/// Clocks warn to the minute.
const LOOK_EVERY: Duration = Duration::from_secs(20);

/// Looks at the clocks as long as the program runs, on a thread of its own: showing waits for the system.
pub fn watch(app: App, identifier: String) -> std::io::Result<()> {
    let mut clocks = ClockWatch::new(app);
    let looking = move || -> Infallible {
        loop {
            thread::sleep(LOOK_EVERY);
            clocks.look(|spoken| show(spoken, &identifier));
        }
    };
    thread::Builder::new()
        .name("clocks".to_owned())
        .spawn(looking)
        .map(drop)
}

fn show(spoken: &Spoken, identifier: &str) -> notify_rust::error::Result<()> {
    let mut notification = Notification::new();
    notification
        .appname("线证 Lineproof")
        .summary(&spoken.title)
        .body(&spoken.body);
    platform::sign_notification(&mut notification, identifier);
    notification.show().map(drop)
}
