//! Checks of carrier profiles and their clocks.

use std::collections::BTreeMap;

use super::{CLOCK, Checker, JOB_KIND, LEVEL, PROFILE, SERVICE, SUSPEND_REASON};
use crate::catalogue::error::Defect;
use crate::catalogue::level::Level;
use crate::catalogue::locate::Place;
use crate::catalogue::profile::{
    AdditionKind, ClockLimit, ClockRule, Profile, ResourceCase, ServiceLimit,
};
use crate::catalogue::terms::Terms;

impl Checker<'_> {
    pub(super) fn check_profile(&mut self, place: &Place, profile: &Profile) {
        for (index, level) in profile.levels.iter().enumerate() {
            if profile.levels[..index]
                .iter()
                .any(|before| before.key == level.key)
            {
                let place = place.item("level", index).key("key");
                self.report_twice(LEVEL, &level.key, place);
            }
        }
        self.check_terms(&place.key("terms"), &profile.terms);
        let suspension = place.key("suspension");
        for reason in &profile.suspension.lets_run {
            self.refer(SUSPEND_REASON, reason, suspension.key("lets_run"));
        }
        let limits = [profile.suspension.max_hours, profile.suspension.max_count];
        if limits.contains(&Some(0)) {
            let reason = "without a figure any stop is allowed; none at all is not";
            self.report(suspension, Defect::DoesNotFit(reason));
        }
        for (index, rule) in profile.clocks.iter().enumerate() {
            let place = place.item("clock", index);
            if profile.clocks[..index]
                .iter()
                .any(|before| before.clock == rule.clock)
            {
                self.report_twice(CLOCK, &rule.clock, place.key("clock"));
            }
            self.check_clock(&place, rule, profile);
        }
    }

    fn check_terms(&mut self, place: &Place, terms: &Terms) {
        for kind in terms.visits.values().flatten() {
            self.refer(JOB_KIND, kind, place.key("visits"));
        }
        let days = terms.monthly_acceptance.map(|month| {
            let is_day = |day: u32| (1..=28).contains(&day);
            is_day(month.list_day) && is_day(month.upload_day)
        });
        if days == Some(false) {
            let reason = "a day of every month is one from 1 to 28";
            self.report(place.key("monthly_acceptance"), Defect::DoesNotFit(reason));
        }
    }

    fn report_twice(&mut self, what: &'static str, code: &str, place: Place) {
        let (code, first) = (code.to_owned(), place.file.clone());
        self.report(place, Defect::Duplicate { what, code, first });
    }

    fn check_clock(&mut self, place: &Place, rule: &ClockRule, profile: &Profile) {
        for (position, kind) in rule.jobs.iter().enumerate() {
            self.refer(JOB_KIND, kind, place.item("jobs", position));
        }
        self.check_event(&rule.starts, place.key("starts"));
        self.check_event(&rule.ends, place.key("ends"));
        if rule.source.is_empty() {
            self.report(place.key("source"), Defect::NoSource);
        }
        if let Some(reason) = limit_misfit(&rule.limit, profile) {
            self.report(place.key("limit"), Defect::DoesNotFit(reason));
        }
        if let ClockLimit::ByService(rows) = &rule.limit {
            self.check_rows(&place.key("limit"), rows, profile);
        }
        let is_timed = matches!(
            rule.limit,
            ClockLimit::Seconds(_) | ClockLimit::SecondsByLevel(_)
        );
        if let Some(repeat) = &rule.repeats {
            self.check_event(&repeat.on, place.key("repeats"));
            if !is_timed {
                let reason = "only a limit in seconds can come back";
                self.report(place.key("repeats"), Defect::DoesNotFit(reason));
            }
        }
        for (position, addition) in rule.additions.iter().enumerate() {
            let figure = match addition {
                AdditionKind::Distance => profile.travel.is_some_and(|travel| travel.kmh > 0),
                AdditionKind::CableCut => profile.cable_cut_s.is_some(),
            };
            if !figure {
                let reason = "an addition needs its figure in the profile: travel or cable_cut_s";
                let place = place.item("additions", position);
                self.report(place, Defect::DoesNotFit(reason));
            }
        }
        self.check_links(place, rule);
    }

    /// The clocks and profiles a rule looks at must exist somewhere.
    fn check_links(&mut self, place: &Place, rule: &ClockRule) {
        let mut links: Vec<(&str, &String)> = Vec::new();
        links.extend(
            rule.after_breach_of
                .iter()
                .map(|key| ("after_breach_of", key)),
        );
        if let ClockLimit::BeforeDueOf(key) = &rule.limit {
            links.push(("limit", key));
        }
        if let Some(fallback) = &rule.fallback {
            self.refer(PROFILE, &fallback.profile, place.key("fallback"));
            links.extend(fallback.clocks.iter().map(|key| ("fallback", key)));
        }
        for (key, code) in links {
            self.refer_to_clock(code, place.key(key));
        }
    }

    /// A clock has no name of its own in the whole catalogue: several profiles may have it.
    pub(super) fn refer_to_clock(&mut self, code: &str, place: Place) {
        let mut profiles = self.files.iter().flat_map(|file| &file.content.profile);
        if !profiles.any(|profile| profile.clock(code).is_some()) {
            let code = code.to_owned();
            self.report(place, Defect::Undefined { what: CLOCK, code });
        }
    }

    fn check_rows(&mut self, place: &Place, rows: &[ServiceLimit], profile: &Profile) {
        for row in rows {
            for service in &row.services {
                if profile.services.iter().all(|own| own.key != *service) {
                    self.refer(SERVICE, service, place.clone());
                }
            }
            for level in row.seconds.keys() {
                if profile.levels.iter().all(|own| own.key != *level) {
                    let defect = Defect::Undefined {
                        what: LEVEL,
                        code: level.clone(),
                    };
                    self.report(place.clone(), defect);
                }
            }
        }
    }
}

/// Why a limit cannot be reckoned with in its profile.
fn limit_misfit(limit: &ClockLimit, profile: &Profile) -> Option<&'static str> {
    let is_complete =
        |days: &BTreeMap<Level, u32>| Level::ALL.iter().all(|level| days.contains_key(level));
    match limit {
        ClockLimit::WorkdaysByLevelAndDistance { near, far } => {
            if !is_complete(near) || !is_complete(far) {
                return Some("near and far need a number for gold, silver, bronze and standard");
            }
            let reason = "a limit by distance needs near_km_max in its profile";
            profile.near_km_max.is_none().then_some(reason)
        }
        ClockLimit::WorkdaysByResource(cases) => {
            let is_whole = ResourceCase::ALL
                .iter()
                .all(|case| cases.contains_key(case));
            (!is_whole).then_some("every case of a resource check needs its number")
        }
        ClockLimit::Seconds(0) => Some("a limit of no seconds is none"),
        ClockLimit::SecondsByLevel(by_level) => by_level
            .values()
            .any(|seconds| *seconds == 0)
            .then_some("a limit of no seconds is none"),
        ClockLimit::Seconds(_)
        | ClockLimit::Workdays(_)
        | ClockLimit::WorkdaysByLevel(_)
        | ClockLimit::ByService(_)
        | ClockLimit::BeforeDueOf(_) => None,
    }
}
