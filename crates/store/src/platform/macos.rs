//! macOS: `CLOCK_MONOTONIC` counts sleep there; the kernel names each boot session.

use std::process::Command;

use rustix::time::{ClockId, clock_gettime};

pub(super) fn monotonic_ms() -> u64 {
    let now = clock_gettime(ClockId::Monotonic);
    u64::try_from(now.tv_sec).unwrap_or(0) * 1000
        + u64::try_from(now.tv_nsec / 1_000_000).unwrap_or(0)
}

pub(super) fn boot_id() -> Option<String> {
    let output = Command::new("/usr/sbin/sysctl")
        .args(["-n", "kern.bootsessionuuid"])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|id| !id.is_empty())
}
