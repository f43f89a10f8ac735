//! What differs between operating systems.

use std::path::{Path, PathBuf};
use std::process::Child;

/// Identifier of the field application.
const IDENTIFIER: &str = "cn.lineproof.field";
const DATA: &str = "XDG_DATA_HOME";

/// Variables that keep an application's data, settings and cache below `home`, where the system knows such.
#[must_use]
pub fn folders(home: &Path) -> [(&'static str, PathBuf); 3] {
    [
        (DATA, home.join("data")),
        ("XDG_CONFIG_HOME", home.join("config")),
        ("XDG_CACHE_HOME", home.join("cache")),
    ]
}

/// Where the field application started with [`folders`] keeps its data; none where the system decides that alone.
#[must_use]
pub fn application_data(home: &Path) -> Option<PathBuf> {
    cfg!(target_os = "linux").then(|| home.join("data").join(IDENTIFIER))
}

/// Variables that hide the person's own keyring from a program under test.
#[must_use]
pub fn without_keyring() -> Vec<(String, String)> {
    vec![(
        "DBUS_SESSION_BUS_ADDRESS".to_owned(),
        "disabled:".to_owned(),
    )]
}

/// Asks a program to end, so that it can end its own children.
///
/// On Windows there is no such request for programs without a window: it is ended at once.
#[cfg(unix)]
pub fn ask_to_end(child: &mut Child) {
    signal(child.id(), rustix::process::Signal::TERM);
}

/// Asks a program to end, so that it can end its own children.
///
/// On Windows there is no such request for programs without a window: it is ended at once.
#[cfg(not(unix))]
pub fn ask_to_end(child: &mut Child) {
    child.kill().ok();
}

/// Ends the program with this process id as a power cut would: it gets no chance to save.
#[cfg(unix)]
pub fn kill(process: u32) {
    signal(process, rustix::process::Signal::KILL);
}

/// Ends the program with this process id as a power cut would: it gets no chance to save.
#[cfg(not(unix))]
pub fn kill(process: u32) {
    let mut command = std::process::Command::new("taskkill");
    command
        .args(["/F", "/PID", &process.to_string()])
        .status()
        .ok();
}

#[cfg(unix)]
fn signal(process: u32, signal: rustix::process::Signal) {
    let id = i32::try_from(process)
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    if let Some(id) = id {
        // A program that has ended already is what was asked for.
        rustix::process::kill_process(id, signal).ok();
    }
}

/// The process ids of the programs that `process` has started itself and that still run.
#[must_use]
pub fn children(process: u32) -> Vec<u32> {
    let list = format!("/proc/{process}/task/{process}/children");
    std::fs::read_to_string(list)
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|id| id.parse().ok())
        .collect()
}

/// Whether a program with this process id still runs; one that has ended and whose parent has not asked for
/// its status yet does not.
#[must_use]
pub fn is_alive(process: u32) -> bool {
    // "id (name) state ..", where the name may hold anything.
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    status
        .rsplit_once(") ")
        .is_some_and(|(_, rest)| !rest.starts_with('Z') && !rest.starts_with('X'))
}
