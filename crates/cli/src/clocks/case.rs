//! A case as somebody writes it: profiles, facts and events of one job. Fields it does not know are let be, with a word.
//!
//! | field | meaning |
//! |---|---|
//! | `profiles`, `events` | must be there; the keys of the profiles in force, what happened |
//! | `job` | a job kind or a family of kinds ("fault"); without it every clock runs that has begun |
//! | `level` | in the words of any profile: "gold", "金牌级", "本地A级" |
//! | `service` | a service type, or a service of a profile's own table; one that no table names has no row there |
//! | `distance_km`, `cable_cut`, `points`, `resource_case` | as [`JobFacts`] has them |
//! | `now` | without it, the time of the machine |
//!
//! An event has its `kind` and its time `at`, and where the kind has them `new_due` and `reason` (both must be there for
//! `extension.approved`), `effective_from`, `until`, `planned_resume`, `proposal` (the `id` of the event it answers),
//! `told_customer`. A time without an offset is Chinese time.

use super::CaseProblem;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _};
use lineproof_domain::calendar::{CHINA, local_day};
use lineproof_domain::catalogue::{Catalogue, ResourceCase};
use lineproof_domain::clock::{CUSTOMER_REASON, JobFacts, Mark};
use lineproof_domain::decimal::Decimal;
use lineproof_domain::registry::REGISTRY;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

const A_TEXT: &str = "case-not-a-text";
const A_NUMBER: &str = "case-not-a-number";
const A_COUNT: &str = "case-not-a-count";
const YES_OR_NO: &str = "case-not-yes-or-no";
const A_LIST: &str = "case-not-a-list";
const AN_OBJECT: &str = "case-not-an-object";
const A_TIME: &str = "case-not-a-time";
const A_DAY: &str = "case-not-a-day";

/// Orders that begin with a resource check: the survey's clocks belong to them too.
const ORDERS: [&str; 2] = ["install", "adjust_move"];
const SURVEY: &str = "survey";

const CASE_FIELDS: [&str; 10] = [
    "profiles",
    "events",
    "job",
    "level",
    "service",
    "distance_km",
    "cable_cut",
    "points",
    "resource_case",
    "now",
];
const EVENT_FIELDS: [&str; 10] = [
    "id",
    "kind",
    "at",
    "new_due",
    "reason",
    "effective_from",
    "until",
    "planned_resume",
    "proposal",
    "told_customer",
];

/// A case that can be reckoned with.
#[derive(Debug)]
pub struct Case {
    pub facts: JobFacts,
    pub marks: Vec<Mark>,
    pub now: DateTime<FixedOffset>,
    /// Fields that say nothing here, like `cabel_cut` or `events[2].untill`.
    pub unknown: Vec<String>,
}

type Fields = Map<String, Value>;

impl Case {
    /// `machine_time` stands in where the case does not say what time it is.
    pub fn read(
        bytes: &[u8],
        catalogue: &Catalogue,
        machine_time: DateTime<FixedOffset>,
    ) -> Result<Case, CaseProblem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|problem| CaseProblem::NotJson(problem.to_string()))?;
        let Value::Object(fields) = &value else {
            return Err(wrong("CASE", &value, AN_OBJECT));
        };
        let now = field(fields, "now").map(|value| time("now", value));
        Ok(Case {
            facts: facts(fields, catalogue)?,
            marks: marks(fields, catalogue)?,
            unknown: unknown(fields),
            now: now.transpose()?.unwrap_or(machine_time),
        })
    }
}

fn facts(fields: &Fields, catalogue: &Catalogue) -> Result<JobFacts, CaseProblem> {
    let text_of = |name: &str| {
        field(fields, name)
            .map(|value| text(name, value))
            .transpose()
    };
    let points = field(fields, "points").map(|value| match value.as_u64() {
        Some(points) => Ok(u32::try_from(points).unwrap_or(u32::MAX)),
        None => Err(wrong("points", value, A_COUNT)),
    });
    let cable_cut = field(fields, "cable_cut").map(|value| {
        value
            .as_bool()
            .ok_or_else(|| wrong("cable_cut", value, YES_OR_NO))
    });
    let job = text_of("job")?;
    let level = text_of("level")?.unwrap_or_default();
    if !level.is_empty() && catalogue.level(&level).is_none() {
        let known = catalogue
            .profiles
            .iter()
            .flat_map(|profile| &profile.levels)
            .map(|name| format!("{} {}", name.key, name.title.zh));
        return Err(CaseProblem::UnknownLevel {
            value: level,
            known: known.collect::<Vec<_>>().join(", "),
        });
    }
    Ok(JobFacts {
        kinds: job_kinds(job.as_deref(), catalogue)?,
        service: text_of("service")?.unwrap_or_default(),
        level,
        distance_km: field(fields, "distance_km").map(distance).transpose()?,
        cable_cut: cable_cut.transpose()?.unwrap_or(false),
        points: points.transpose()?,
        resource_case: text_of("resource_case")?.map(resource_case).transpose()?,
        profiles: profiles(fields, catalogue)?,
        ..JobFacts::default()
    })
}

fn profiles(fields: &Fields, catalogue: &Catalogue) -> Result<Vec<String>, CaseProblem> {
    let listed = field(fields, "profiles").ok_or_else(|| missing("profiles"))?;
    let listed = listed
        .as_array()
        .ok_or_else(|| wrong("profiles", listed, A_LIST))?;
    let known = || {
        let keys = catalogue
            .profiles
            .iter()
            .map(|profile| profile.key.as_str());
        keys.collect::<Vec<_>>().join(", ")
    };
    listed
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let field = format!("profiles[{index}]");
            let value = text(&field, value)?;
            match catalogue.profile(&value) {
                Some(profile) => Ok(profile.key.clone()),
                None => Err(CaseProblem::UnknownProfile {
                    field,
                    value,
                    known: known(),
                }),
            }
        })
        .collect()
}

/// The kinds a word means: a kind, a family of kinds ("fault"), or every kind where none is named.
fn job_kinds(word: Option<&str>, catalogue: &Catalogue) -> Result<Vec<String>, CaseProblem> {
    let ruled = catalogue
        .profiles
        .iter()
        .flat_map(|profile| &profile.clocks)
        .flat_map(|rule| &rule.jobs);
    let kinds = catalogue.job_kinds.iter().map(|kind| &kind.key);
    let known: BTreeSet<&String> = kinds.chain(ruled).collect();
    let Some(word) = word else {
        return Ok(known.into_iter().cloned().collect());
    };
    let is_meant = |kind: &str| {
        let below = kind.strip_prefix(word);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    };
    let mut meant: Vec<String> = known
        .iter()
        .filter(|kind| is_meant(kind))
        .map(|kind| (*kind).clone())
        .collect();
    if meant.is_empty() {
        let names = known.iter().map(|kind| kind.as_str());
        return Err(CaseProblem::UnknownJob {
            value: word.to_owned(),
            known: names.collect::<Vec<_>>().join(", "),
        });
    }
    if meant.iter().any(|kind| ORDERS.contains(&kind.as_str())) {
        meant.push(SURVEY.to_owned());
    }
    Ok(meant)
}

fn resource_case(word: String) -> Result<ResourceCase, CaseProblem> {
    ResourceCase::of(&word).ok_or_else(|| CaseProblem::UnknownResourceCase {
        value: word,
        known: ResourceCase::ALL.map(ResourceCase::as_str).join(", "),
    })
}

fn distance(value: &Value) -> Result<Decimal, CaseProblem> {
    let typed = match value {
        Value::Number(number) => number.to_string(),
        Value::String(typed) => typed.trim().to_owned(),
        _ => return Err(wrong("distance_km", value, A_NUMBER)),
    };
    typed
        .parse()
        .ok()
        .filter(|km: &Decimal| !km.is_negative())
        .ok_or_else(|| wrong("distance_km", value, A_NUMBER))
}

/// An event with its name in the case, like `events[2]`.
struct Event<'a> {
    name: String,
    fields: &'a Fields,
    kind: String,
    at: DateTime<FixedOffset>,
}

impl<'a> Event<'a> {
    fn read(index: usize, value: &'a Value) -> Result<Event<'a>, CaseProblem> {
        let name = format!("events[{index}]");
        let fields = value
            .as_object()
            .ok_or_else(|| wrong(&name, value, AN_OBJECT))?;
        let in_event = |key: &str| format!("{name}.{key}");
        let kind = field(fields, "kind").ok_or_else(|| missing(&in_event("kind")))?;
        let kind = text(&in_event("kind"), kind)?;
        if !REGISTRY.iter().any(|entry| entry.kind == kind) {
            return Err(CaseProblem::UnknownEvent {
                field: name,
                value: kind,
            });
        }
        let at = field(fields, "at").ok_or_else(|| missing(&in_event("at")))?;
        let at = time(&in_event("at"), at)?;
        Ok(Event {
            name,
            fields,
            kind,
            at,
        })
    }

    fn name_of(&self, key: &str) -> String {
        format!("{}.{key}", self.name)
    }

    fn text_of(&self, key: &str) -> Result<Option<String>, CaseProblem> {
        let value = field(self.fields, key);
        value
            .map(|value| text(&self.name_of(key), value))
            .transpose()
    }

    fn time_of(&self, key: &str) -> Result<Option<DateTime<FixedOffset>>, CaseProblem> {
        let value = field(self.fields, key);
        value
            .map(|value| time(&self.name_of(key), value))
            .transpose()
    }

    fn told_customer(&self) -> Result<Option<bool>, CaseProblem> {
        let key = "told_customer";
        field(self.fields, key)
            .map(|value| {
                value
                    .as_bool()
                    .ok_or_else(|| wrong(&self.name_of(key), value, YES_OR_NO))
            })
            .transpose()
    }

    /// A word of the catalogue where the kind wants one: what is misspelt would silently change what is reckoned.
    fn check_reason(&self, reason: Option<&str>, catalogue: &Catalogue) -> Result<(), CaseProblem> {
        let Some(reason) = reason else {
            return Ok(());
        };
        let known = match self.kind.as_str() {
            "suspend.proposed" | "suspend.approved"
                if catalogue.suspend_reason(reason).is_none() =>
            {
                let reasons = catalogue.suspend_reasons.iter();
                let codes: Vec<&str> = reasons.map(|known| known.code.as_str()).collect();
                codes.join(", ")
            }
            "extension.requested" | "extension.approved" if is_meant_for_customer(reason) => {
                CUSTOMER_REASON.to_owned()
            }
            _ => return Ok(()),
        };
        Err(CaseProblem::UnknownReason {
            field: self.name_of("reason"),
            value: reason.to_owned(),
            known,
        })
    }

    fn mark(&self, all: &[Event<'a>], catalogue: &Catalogue) -> Result<Mark, CaseProblem> {
        let day_of = |key: &str| {
            let value = field(self.fields, key);
            value
                .map(|value| day(&self.name_of(key), value))
                .transpose()
        };
        let proposal = self.proposal(all)?;
        let planned = proposal.map(|asked| asked.time_of("planned_resume"));
        let mark = Mark {
            new_due: day_of("new_due")?,
            reason: self.text_of("reason")?,
            effective_from: self.time_of("effective_from")?,
            until: self.time_of("until")?.or(planned.transpose()?.flatten()),
            told_customer: self.told_customer()?,
            proposed_at: proposal.map(|asked| asked.at),
            ..Mark::new(&self.kind, self.at)
        };
        self.check_reason(mark.reason.as_deref(), catalogue)?;
        if self.kind == "extension.approved" {
            for (is_said, key) in [
                (mark.new_due.is_some(), "new_due"),
                (mark.reason.is_some(), "reason"),
            ] {
                if !is_said {
                    return Err(missing(&self.name_of(key)));
                }
            }
        }
        Ok(mark)
    }

    /// The proposal of the suspension that this approves: the one it names, else the last one before it.
    fn proposal<'b>(&self, all: &'b [Event<'a>]) -> Result<Option<&'b Event<'a>>, CaseProblem> {
        if self.kind != "suspend.approved" {
            return Ok(None);
        }
        let proposals = || all.iter().filter(|event| event.kind == "suspend.proposed");
        let id_of = |event: &Event<'a>| field(event.fields, "id").and_then(Value::as_str);
        let Some(id) = self.text_of("proposal")? else {
            return Ok(proposals()
                .filter(|proposal| proposal.at <= self.at)
                .max_by_key(|proposal| proposal.at));
        };
        let named = proposals().find(|proposal| id_of(proposal) == Some(id.as_str()));
        let unknown = || CaseProblem::UnknownProposal {
            field: self.name_of("proposal"),
            value: id.clone(),
            known: proposals().filter_map(id_of).collect::<Vec<_>>().join(", "),
        };
        named.map(Some).ok_or_else(unknown)
    }
}

/// "Customer" or "客户" for what alone moves a date.
fn is_meant_for_customer(reason: &str) -> bool {
    let is_near = reason.trim().eq_ignore_ascii_case(CUSTOMER_REASON)
        || ["客户", "客户原因", "用户原因"].contains(&reason.trim());
    is_near && reason != CUSTOMER_REASON
}

fn unknown(fields: &Fields) -> Vec<String> {
    let strange = |fields: &Fields, known: &[&str], name: &str| {
        let keys = fields.keys().filter(|key| !known.contains(&key.as_str()));
        keys.map(|key| format!("{name}{key}")).collect::<Vec<_>>()
    };
    let mut found = strange(fields, &CASE_FIELDS, "");
    let events = field(fields, "events").and_then(Value::as_array);
    for (index, event) in events.into_iter().flatten().enumerate() {
        if let Some(event) = event.as_object() {
            found.extend(strange(event, &EVENT_FIELDS, &format!("events[{index}].")));
        }
    }
    found
}

fn marks(fields: &Fields, catalogue: &Catalogue) -> Result<Vec<Mark>, CaseProblem> {
    let Some(listed) = field(fields, "events") else {
        return Err(missing("events"));
    };
    let listed = listed
        .as_array()
        .ok_or_else(|| wrong("events", listed, A_LIST))?;
    let events: Vec<Event<'_>> = listed
        .iter()
        .enumerate()
        .map(|(index, value)| Event::read(index, value))
        .collect::<Result<_, _>>()?;
    events
        .iter()
        .map(|event| event.mark(&events, catalogue))
        .collect()
}

/// A field that says something: `null` says nothing.
fn field<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

fn text(name: &str, value: &Value) -> Result<String, CaseProblem> {
    match value {
        Value::String(text) => Ok(text.trim().to_owned()),
        // "service": 800
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(wrong(name, value, A_TEXT)),
    }
}

/// A time; one without an offset is Chinese time.
fn time(name: &str, value: &Value) -> Result<DateTime<FixedOffset>, CaseProblem> {
    let typed = value.as_str().unwrap_or_default();
    let local = || {
        let formats = [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%d %H:%M",
        ];
        let mut read = formats.into_iter();
        let local = read.find_map(|format| NaiveDateTime::parse_from_str(typed, format).ok())?;
        CHINA.from_local_datetime(&local).single()
    };
    DateTime::parse_from_rfc3339(typed)
        .ok()
        .or_else(local)
        .map(|time| time.with_timezone(&CHINA))
        .ok_or_else(|| wrong(name, value, A_TIME))
}

/// A day; of a time, its day in China. Midnight is the end of the day before: so `due` tells a last day.
fn day(name: &str, value: &Value) -> Result<NaiveDate, CaseProblem> {
    let typed = value.as_str().unwrap_or_default();
    match typed.parse() {
        Ok(day) => Ok(day),
        Err(_) => time(name, value)
            .map(|end| local_day(end - TimeDelta::nanoseconds(1)))
            .map_err(|_| wrong(name, value, A_DAY)),
    }
}

fn missing(field: &str) -> CaseProblem {
    CaseProblem::Missing {
        field: field.to_owned(),
    }
}

fn wrong(field: &str, value: &Value, wanted: &'static str) -> CaseProblem {
    CaseProblem::WrongValue {
        field: field.to_owned(),
        value: value.to_string(),
        wanted,
    }
}
