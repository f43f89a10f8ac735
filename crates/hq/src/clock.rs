//! Headquarters' clock: the one place where time is read.

use std::sync::OnceLock;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, SubsecRound as _, Utc};
use lineproof_domain::calendar::CHINA;
use lineproof_domain::event::Recorded;

/// Headquarters' time to the millisecond, in the zone of every rule, whatever zone its machine is set to.
pub(crate) fn now() -> DateTime<FixedOffset> {
    Utc::now().with_timezone(&CHINA).trunc_subsecs(3)
}

/// A moment that somebody else wrote down, as headquarters writes moments: a laptop set to another zone said the same.
pub(crate) fn local(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    at.with_timezone(&CHINA).trunc_subsecs(3)
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    now().timestamp_millis()
}

/// A stored time.
pub(crate) fn from_ms(ms: i64) -> DateTime<FixedOffset> {
    let utc = DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH);
    utc.with_timezone(&CHINA)
}

/// The machine's witness for an event that headquarters writes now.
pub(crate) fn recorded() -> Recorded {
    let run = run();
    Recorded {
        wall: now(),
        monotonic_ms: u64::try_from(run.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        boot: run.name.clone(),
        heard: None,
    }
}

struct Run {
    started: Instant,
    name: String,
}

fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| Run {
        started: Instant::now(),
        name: uuid::Uuid::new_v4().to_string(),
    })
}
