//! How long a clock runs for a job: the tables of its profile.

use chrono::TimeDelta;

use super::{Addition, JobFacts, Span};
use crate::catalogue::{
    AdditionKind, Catalogue, ClockLimit, ClockRule, Level, LevelName, Profile, ResourceCase,
    ServiceLimit, TravelPart,
};
use crate::decimal::Decimal;

const SECONDS_PER_HOUR: u32 = 3600;
/// Once round the earth: no way is longer.
const MAX_KM: u32 = 40_000;

/// How long a clock runs; none where the profile has no figure for the job. A level that nobody knows
/// counts as the strictest.
pub(super) fn span(
    limit: &ClockLimit,
    profile: &Profile,
    facts: &JobFacts,
    catalogue: &Catalogue,
) -> Option<Span> {
    let level = catalogue.level(&facts.level).unwrap_or(Level::Gold);
    match limit {
        ClockLimit::Seconds(seconds) => Some(Span::S(*seconds)),
        ClockLimit::SecondsByLevel(by_level) => by_level.get(&level).copied().map(Span::S),
        ClockLimit::Workdays(workdays) => Some(Span::Workdays(*workdays)),
        ClockLimit::WorkdaysByLevel(by_level) => by_level.get(&level).copied().map(Span::Workdays),
        ClockLimit::WorkdaysByLevelAndDistance { near, far } => {
            let by_level = if is_far(profile, facts) { far } else { near };
            by_level.get(&level).copied().map(Span::Workdays)
        }
        ClockLimit::WorkdaysByResource(by_case) => {
            let by_points = by_case.get(&facts.resource_case.unwrap_or(ResourceCase::Existing))?;
            let is_one = facts.points.unwrap_or(1) <= 1;
            Some(Span::Workdays(if is_one {
                by_points.one
            } else {
                by_points.more
            }))
        }
        ClockLimit::ByService(rows) => {
            let row = row(rows, profile, facts)?;
            let is_known = catalogue.level(&facts.level).is_some();
            let seconds = if is_known {
                let own = own_level(profile, facts, catalogue);
                own.and_then(|name| row.seconds.get(&name.key)).copied()
            } else {
                row.seconds.values().min().copied()
            };
            seconds.map(Span::S).or(row.workdays.map(Span::Workdays))
        }
        ClockLimit::BeforeDueOf(_) => None,
    }
}

fn is_far(profile: &Profile, facts: &JobFacts) -> bool {
    facts
        .distance_km
        .zip(profile.near_km_max)
        .is_some_and(|(km, near)| km > near)
}

fn row<'a>(
    rows: &'a [ServiceLimit],
    profile: &Profile,
    facts: &JobFacts,
) -> Option<&'a ServiceLimit> {
    let named = profile.service_named(&facts.service);
    let key = named.map_or(facts.service.as_str(), |name| name.key.as_str());
    rows.iter()
        .find(|row| row.services.iter().any(|service| service == key))
}

/// The level in the profile's own vocabulary; a word of another profile is taken for the first of
/// the same rank.
fn own_level<'a>(
    profile: &'a Profile,
    facts: &JobFacts,
    catalogue: &Catalogue,
) -> Option<&'a LevelName> {
    profile.level_named(&facts.level).or_else(|| {
        let level = catalogue.level(&facts.level)?;
        profile.levels.iter().find(|name| name.level == level)
    })
}

/// What is added to a limit, with the reason.
pub(super) fn additions(rule: &ClockRule, profile: &Profile, facts: &JobFacts) -> Vec<Addition> {
    let granted = |kind: &AdditionKind| {
        let s = match kind {
            AdditionKind::Distance => travel_s(profile, facts),
            AdditionKind::CableCut => profile.cable_cut_s.filter(|_| facts.cable_cut),
        };
        s.filter(|s| *s > 0).map(|s| Addition {
            reason: kind.as_str().to_owned(),
            s,
        })
    };
    rule.additions.iter().filter_map(granted).collect()
}

fn travel_s(profile: &Profile, facts: &JobFacts) -> Option<u64> {
    let travel = profile.travel?;
    let over = Decimal::from(travel.over_km);
    let way = facts.distance_km?.min(Decimal::from(MAX_KM));
    if way <= over {
        return None;
    }
    let counted = match travel.counts {
        TravelPart::Whole => way,
        TravelPart::Excess => way.minus(over)?,
    };
    let seconds = counted
        .times(Decimal::from(SECONDS_PER_HOUR))?
        .divided_by(Decimal::from(travel.kmh), 0)?;
    seconds.to_string().parse().ok()
}

/// The whole of a time and its additions; what no calendar can hold is cut off.
pub(super) fn whole(seconds: u64, additions: &[Addition]) -> TimeDelta {
    let longest = u64::from(u32::MAX);
    let all = additions
        .iter()
        .fold(seconds, |all, addition| all.saturating_add(addition.s));
    TimeDelta::seconds(i64::try_from(all.min(longest)).unwrap_or(0))
}
