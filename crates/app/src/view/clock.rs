use chrono::{DateTime, Duration, FixedOffset};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::ClockRule;
use lineproof_domain::clock::{self, APPOINTMENT, PROMISE, Span, clocks_of_job};
use lineproof_domain::job::Suspension;

use super::ViewContext;
use super::line::{Line, pauses};
use super::words::{both, time, words};
use crate::dto::{Clock, ClockAmount, ClockState, ClockWarning, Words};

const OPENING: &str = "opening";
/// Less than this is "soon" whatever share of a limit of days has gone.
const SOON: Duration = Duration::hours(1);

/// The rounds in which progress is told.
const REPORTS: [&str; 2] = ["progress", "progress_customer"];
/// Clocks that headquarters keeps: they are shown, and never lead.
const OTHERS: [&str; 4] = ["sign", "dispatch", "recovery_confirm", "resource_update"];

/// The job's clocks, the leading one last.
pub(super) fn clocks(context: &ViewContext<'_>) -> Vec<Clock> {
    let reckoned = reckon(context);
    let differs = promise_differs(&reckoned);
    let mut clocks: Vec<_> = reckoned
        .iter()
        .filter(|clock| clock.clock != PROMISE || differs)
        .map(|clock| view(clock, context))
        .collect();
    clocks.sort_by_key(|clock| std::cmp::Reverse(hurts(clock)));
    clocks
}

fn reckon(context: &ViewContext<'_>) -> Vec<clock::Clock> {
    clocks_of_job(
        context.state,
        context.catalogue,
        context.calendar,
        context.now,
    )
}

/// The clock that hurts first.
pub(super) fn leading(clocks: &[Clock]) -> Option<&Clock> {
    clocks.last()
}

/// Running before stopped before met, then by due time.
fn hurts(clock: &Clock) -> (bool, bool, bool, String, String) {
    (
        clock.state == ClockState::Done,
        OTHERS.contains(&clock.key.as_str()),
        clock.state == ClockState::Paused,
        clock.due.clone(),
        clock.id.clone(),
    )
}

/// The round of telling progress that runs out next, once it has come near.
pub(super) fn next_report(clocks: &[Clock]) -> Option<&Clock> {
    clocks
        .iter()
        .filter(|clock| REPORTS.contains(&clock.key.as_str()))
        .filter(|clock| matches!(clock.state, ClockState::Soon | ClockState::Overdue))
        .min_by_key(|clock| clock.due.clone())
}

/// Clocks of the field that came to a warn point or ran out after `since` and not after `until`.
pub fn warnings(
    since: DateTime<FixedOffset>,
    until: DateTime<FixedOffset>,
    context: &ViewContext<'_>,
) -> Vec<ClockWarning> {
    let is_now = |at: &DateTime<FixedOffset>| *at > since && *at <= until;
    reckon(context)
        .iter()
        .filter(|clock| clock.met_at.is_none() && clock.state != clock::ClockState::Paused)
        .filter(|clock| !OTHERS.contains(&clock.clock.as_str()))
        .filter(|clock| clock.warn_at.iter().chain([&clock.due]).any(is_now))
        .map(|clock| ClockWarning {
            customer: context.plan.customer.name.clone(),
            clock: name(clock, rule(clock, context)),
            overdue: clock.due <= until,
            due: deadline(clock, until),
        })
        .collect()
}

/// `14:32`, with the date when it is not today; a limit of days ends with its day.
fn deadline(clock: &clock::Clock, now: DateTime<FixedOffset>) -> String {
    let is_today = clock.due.date_naive() == now.with_timezone(clock.due.offset()).date_naive();
    let form = match clock.due_day {
        Some(day) => return day.format("%m-%d").to_string(),
        None if is_today => "%H:%M",
        None => "%m-%d %H:%M",
    };
    clock.due.format(form).to_string()
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
    let rule = rule(clock, context);
    let line = Line::of(clock);
    let profile = clock.profile.as_deref();
    let profile = profile.and_then(|key| context.catalogue.profile(key));
    Clock {
        id: id(clock),
        key: clock.clock.clone(),
        name: name(clock, rule),
        state: state(clock, context.now),
        amount: amount(clock, end, context.calendar),
        late: clock.met_at.is_some_and(|met_at| met_at > clock.due),
        due: time(clock.due),
        provisional: clock.provisional,
        met_at: clock.met_at.map(time),
        profile: profile.map(|profile| words(&profile.title)),
        elapsed_share: line.at(clock.paused_since.unwrap_or(end)),
        target_share: rule.and_then(|rule| target_share(clock, rule)),
        added_share: line.added(clock),
        paused_since: clock.paused_since.map(time),
        pauses: if rule.is_some_and(|rule| rule.pausable) {
            pauses(line, clock, end, context)
        } else {
            Vec::new()
        },
        note: if is_asked_to_stop(clock, rule, context) {
            Some(both("已提请停钟", "Stop asked for"))
        } else {
            note(clock)
        },
        promised: clock.clock == PROMISE,
    }
}

/// Two profiles can promise the same thing, and a request can be made twice.
fn id(clock: &clock::Clock) -> String {
    let profile = clock.profile.as_deref().unwrap_or_default();
    format!("{} {profile} {}", clock.clock, time(clock.started))
}

/// Until headquarters answers, the clock runs.
fn is_asked_to_stop(
    clock: &clock::Clock,
    rule: Option<&ClockRule>,
    context: &ViewContext<'_>,
) -> bool {
    let mut stops = context.state.trade.suspensions.iter();
    clock.state == clock::ClockState::Running
        && rule.is_some_and(|rule| rule.pausable)
        && stops.any(Suspension::is_pending)
}

/// The rule of the profile that promises it; none for what was agreed with the customer.
fn rule<'a>(clock: &clock::Clock, context: &ViewContext<'a>) -> Option<&'a ClockRule> {
    let profile = context.catalogue.profile(clock.profile.as_deref()?)?;
    profile.clock(&clock.clock)
}

fn state(clock: &clock::Clock, now: DateTime<FixedOffset>) -> ClockState {
    let last_warning = clock.warn_at.last();
    match clock.state {
        clock::ClockState::Met => ClockState::Done,
        clock::ClockState::Breached if clock.met_at.is_some() => ClockState::Done,
        clock::ClockState::Breached => ClockState::Overdue,
        clock::ClockState::Paused => ClockState::Paused,
        clock::ClockState::Running if !is_timed(clock) && clock.due - now < SOON => {
            ClockState::Soon
        }
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

/// A limit in hours and minutes: its warn points alone say when it is soon due.
fn is_timed(clock: &clock::Clock) -> bool {
    matches!(clock.limit, Some(Span::S(_)))
}

fn target_share(clock: &clock::Clock, rule: &ClockRule) -> Option<f64> {
    let Some(Span::S(limit_s)) = clock.limit else {
        return None;
    };
    let target_s = rule.target_s.filter(|target_s| *target_s < limit_s)?;
    Some(target_s as f64 / limit_s as f64)
}

fn name(clock: &clock::Clock, rule: Option<&ClockRule>) -> Words {
    match (clock.clock.as_str(), rule) {
        (_, Some(rule)) => words(&rule.title),
        (APPOINTMENT, None) => both("预约到场", "Appointment"),
        (PROMISE, None) => both("答应客户", "Promised"),
        (_, None) => both("目录里没有的时限", "A limit the catalogue does not list"),
    }
}

/// What lengthened it, what was missed, and the calendar its date comes from.
fn note(clock: &clock::Clock) -> Option<Words> {
    let mut notes: Vec<Words> = clock.additions.iter().map(addition).collect();
    if clock.paused_s >= 60 {
        let (zh, en) = length(clock.paused_s);
        notes.push(both(format!("扣除挂起 {zh}"), format!("Suspended {en}")));
    }
    if clock.missed > 0 {
        let missed = clock.missed;
        notes.push(both(
            format!("漏了 {missed} 次"),
            format!("Missed {missed} times"),
        ));
    }
    notes.extend(calendar_note(clock));
    let joined = |of: fn(&Words) -> &str, sign: &str| {
        let parts: Vec<&str> = notes.iter().map(of).collect();
        parts.join(sign)
    };
    let whole = both(
        joined(|words| &words.zh, "；"),
        joined(|words| &words.en, "; "),
    );
    (!notes.is_empty()).then_some(whole)
}

fn addition(addition: &clock::Addition) -> Words {
    let (zh, en) = length(addition.s);
    match addition.reason.as_str() {
        "distance" => both(format!("路远加 {zh}"), format!("{en} for the way")),
        "cable_cut" => both(format!("断缆加 {zh}"), format!("{en} for the cut cable")),
        _ => both(format!("另加 {zh}"), format!("{en} more")),
    }
}

/// A length of time to the minute.
fn length(seconds: u64) -> (String, String) {
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (hours, minutes) {
        (0, minutes) => (format!("{minutes} 分钟"), format!("{minutes} min")),
        (hours, 0) => (format!("{hours} 小时"), format!("{hours} h")),
        (hours, minutes) => (
            format!("{hours} 小时 {minutes} 分"),
            format!("{hours} h {minutes} min"),
        ),
    }
}

fn calendar_note(clock: &clock::Clock) -> Option<Words> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use lineproof_domain::calendar::Calendar;
    use lineproof_domain::catalogue::{Catalogue, shipped};
    use lineproof_domain::clock::{JobFacts, Mark};

    fn at(time: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-11-24T{time}:00+08:00")).unwrap()
    }

    /// A clock of a gold line 120 km away, received at 08:00.
    fn reckoned(key: &str, marks: &[(&str, &str)], now: &str) -> clock::Clock {
        let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
        let facts = JobFacts {
            kinds: vec!["fault_interruption".into()],
            level: "gold".into(),
            distance_km: Some("120".parse().unwrap()),
            profiles: vec!["cm-transmission".into(), "cu-duty".into()],
            ..JobFacts::default()
        };
        let marks: Vec<Mark> = [("fault.received", "08:00")]
            .iter()
            .chain(marks)
            .map(|(kind, time)| Mark::new(kind, at(time)))
            .collect();
        clock::clocks(&facts, &catalogue, &Calendar::default(), &marks, at(now))
            .into_iter()
            .find(|clock| clock.clock == key)
            .unwrap()
    }

    fn noted(clock: &clock::Clock) -> (String, String) {
        let note = note(clock).unwrap();
        (note.zh, note.en)
    }

    #[test]
    fn a_clock_says_what_lengthened_it() {
        let marks = [("suspend.approved", "09:00"), ("suspend.ended", "09:50")];
        let restore = reckoned("restore", &marks, "10:00");
        assert_eq!(
            noted(&restore),
            (
                "路远加 2 小时 24 分；扣除挂起 50 分钟".to_owned(),
                "2 h 24 min for the way; Suspended 50 min".to_owned()
            )
        );
        assert!(note(&reckoned("escalate_1", &[], "08:10")).is_none());
    }

    #[test]
    fn a_deadline_says_its_date_when_it_is_not_today() {
        let restore = reckoned("restore", &[], "10:00");
        assert_eq!(restore.due, at("13:24"));
        assert_eq!(deadline(&restore, at("10:00")), "13:24");
        assert_eq!(
            deadline(&restore, at("10:00") - Duration::days(1)),
            "11-24 13:24"
        );
        let abroad = at("10:00").to_utc().fixed_offset();
        assert_eq!(deadline(&restore, abroad), "13:24");
        let report = reckoned("fault_report", &[("service.restored", "09:00")], "10:00");
        assert_eq!(deadline(&report, at("10:00")), "11-26");
    }

    #[test]
    fn a_clock_that_comes_back_counts_its_round_and_what_was_missed() {
        let marks = [("fault.signed", "08:00"), ("progress.reported", "08:45")];
        let progress = reckoned("progress", &marks, "09:00");
        assert_eq!(Line::of(&progress).at(at("09:00")), 0.5);
        assert_eq!(state(&progress, at("09:00")), ClockState::Ontime);
        assert_eq!(noted(&progress).0, "漏了 1 次");
        let soon = reckoned("progress", &marks, "09:09");
        assert_eq!(state(&soon, at("09:09")), ClockState::Soon);
    }
}
