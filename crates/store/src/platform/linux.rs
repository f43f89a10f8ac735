//! Linux: `CLOCK_BOOTTIME` counts sleep; the kernel names each boot.

use rustix::time::{ClockId, clock_gettime};

pub(super) fn monotonic_ms() -> u64 {
    let now = clock_gettime(ClockId::Boottime);
    u64::try_from(now.tv_sec).unwrap_or(0) * 1000
        + u64::try_from(now.tv_nsec / 1_000_000).unwrap_or(0)
}

pub(super) fn boot_id() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(text.trim().to_owned()).filter(|id| !id.is_empty())
}
