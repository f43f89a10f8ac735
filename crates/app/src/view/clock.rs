use chrono::{DateTime, Duration, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::clock::{self, APPOINTMENT, PROMISE, clocks_of_job};

use super::ViewContext;
use super::words::{both, time};
use crate::dto::{Clock, ClockAmount, ClockState, Words};

const OPENING: &str = "opening";
/// Less than this is "soon" whatever share of the limit has gone.
const SOON: Duration = Duration::hours(1);

/// The job's clocks, the leading one last.
pub(super) fn clocks(context: &ViewContext<'_>) -> Vec<Clock> {
    let reckoned = clocks_of_job(
        context.state,
        context.catalogue,
        context.calendar,
        context.now,
    );
    let differs = promise_differs(&reckoned);
    let mut clocks: Vec<_> = reckoned
        .iter()
        .filter(|clock| clock.clock != PROMISE || differs)
        .map(|clock| view(clock, context))
        .collect();
    clocks.sort_by_key(|clock| (clock.key == OPENING, clock.due.clone()));
    clocks
}

/// The clock that hurts first: running before met, then by due time.
pub(super) fn leading(clocks: &[Clock]) -> Option<&Clock> {
    clocks
        .iter()
        .min_by_key(|clock| (clock.state == ClockState::Done, clock.due.clone()))
}

fn promise_differs(reckoned: &[clock::Clock]) -> bool {
    let due_of = |name: &str| {
        reckoned
            .iter()
            .find(|clock| clock.clock == name)
            .map(|clock| clock.due)
    };
    due_of(PROMISE) != due_of(OPENING)
}

fn view(clock: &clock::Clock, context: &ViewContext<'_>) -> Clock {
    let end = clock.met_at.unwrap_or(context.now);
    Clock {
        key: clock.clock.clone(),
        name: name(&clock.clock),
        state: state(clock, context.now),
        amount: amount(clock, end, context.calendar),
        late: clock.met_at.is_some_and(|met_at| met_at > clock.due),
        due: time(clock.due),
        met_at: clock.met_at.map(time),
        elapsed_share: share(clock, end),
        target_share: None,
        paused_since: None,
        note: note(clock),
        promised: clock.clock == PROMISE,
    }
}

fn state(clock: &clock::Clock, now: DateTime<FixedOffset>) -> ClockState {
    let last_warning = clock.warn_at.last();
    match clock.state {
        clock::ClockState::Met => ClockState::Done,
        clock::ClockState::Breached if clock.met_at.is_some() => ClockState::Done,
        clock::ClockState::Breached => ClockState::Overdue,
        clock::ClockState::Paused => ClockState::Paused,
        clock::ClockState::Running if clock.due - now < SOON => ClockState::Soon,
        clock::ClockState::Running if last_warning.is_some_and(|warn| *warn <= now) => {
            ClockState::Soon
        }
        clock::ClockState::Running => ClockState::Ontime,
    }
}

fn amount(clock: &clock::Clock, end: DateTime<FixedOffset>, calendar: &Calendar) -> ClockAmount {
    let minutes = (clock.due - end).num_minutes().unsigned_abs();
    let last_day = clock.due_day.filter(|_| clock.due > end);
    let work_days = last_day.map(|last| calendar.workdays_left(end, last));
    ClockAmount {
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        work_days: work_days
            .filter(|days| *days > 1)
            .and_then(|days| u32::try_from(days).ok()),
    }
}

fn share(clock: &clock::Clock, end: DateTime<FixedOffset>) -> f64 {
    let whole = (clock.due - clock.started).num_seconds().max(1) as f64;
    ((end - clock.started).num_seconds() as f64 / whole).clamp(0.0, 1.0)
}

fn name(clock: &str) -> Words {
    match clock {
        APPOINTMENT => both("预约到场", "Appointment"),
        PROMISE => both("答应客户", "Promised"),
        OPENING => both("开通期限", "Opening due"),
        other => both(other, other),
    }
}

fn note(clock: &clock::Clock) -> Option<Words> {
    let version = clock.calendar.as_ref()?;
    Some(match (clock.extended, clock.provisional) {
        (true, _) => both("已批准延期", "Extended with approval"),
        (false, true) => both(
            format!("暂定：{version} 的假日还没公布"),
            format!("Provisional: holidays of {version} are not published"),
        ),
        (false, false) => both(format!("日历 {version}"), format!("Calendar {version}")),
    })
}
