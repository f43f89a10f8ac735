//! `clocks CASE.json`: what was promised in a case, until when, and how it stands; `clocks --example`: such a case.

mod case;
mod problem;

pub use problem::CaseProblem;

use crate::answer::{Answer, line};
use crate::failure::Failure;
use crate::files;
use case::Case;
use chrono::{DateTime, FixedOffset, Utc};
use lineproof_domain::calendar::{CHINA, Calendar, local_day};
use lineproof_domain::catalogue::{CALENDAR_FOLDER, Catalogue, shipped};
use lineproof_domain::clock::{Clock, ClockState, clocks as reckon};
use lineproof_i18n::{Language, Value, text};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};

const EXAMPLE: &str = include_str!("example.json");

/// Every clock of the case by the rules that come with the program. Calendars are merged over its
/// own: the newest official one wins. A field that says nothing is named on standard error.
pub fn clocks(path: &Path, calendars: &[PathBuf], language: Language) -> Result<Answer, Failure> {
    let bytes = files::read(path)?;
    let machine_time = Utc::now().with_timezone(&CHINA);
    let catalogue =
        Catalogue::load(&shipped::bundle()).map_err(|source| Failure::Rules { source })?;
    let calendar = calendar(calendars, machine_time)?;
    let case = Case::read(&bytes, &catalogue, machine_time).map_err(|source| Failure::Case {
        path: path.to_owned(),
        source,
    })?;
    for field in &case.unknown {
        let said = text(
            language,
            "cli-clocks-unknown-field",
            &[("field", field.as_str().into())],
        );
        let _ = writeln!(std::io::stderr(), "{said}");
    }
    let found = reckon(&case.facts, &catalogue, &calendar, &case.marks, case.now);
    Ok(Answer {
        holds: true,
        json: json!(found),
        text: in_words(&found, &catalogue, language),
    })
}

/// A case in which every field says something, to be changed and handed back.
pub fn example() -> Answer {
    Answer {
        holds: true,
        json: serde_json::from_str(EXAMPLE).unwrap_or_default(),
        text: EXAMPLE.to_owned(),
    }
}

fn calendar(files: &[PathBuf], received_at: DateTime<FixedOffset>) -> Result<Calendar, Failure> {
    let received_on = local_day(received_at);
    let import = |text: &str, path: &Path| {
        Calendar::import(text, received_on).map_err(|source| Failure::Calendar {
            path: path.to_owned(),
            source,
        })
    };
    let mut whole = import(shipped::CALENDAR, Path::new(CALENDAR_FOLDER))?;
    for path in files {
        let text = String::from_utf8_lossy(&files::read(path)?).into_owned();
        whole.merge(import(&text, path)?);
    }
    Ok(whole)
}

fn in_words(clocks: &[Clock], catalogue: &Catalogue, language: Language) -> String {
    if clocks.is_empty() {
        return text(language, "cli-clocks-none", &[]);
    }
    clocks
        .iter()
        .map(|clock| clock_in_words(clock, catalogue, language))
        .collect()
}

fn clock_in_words(clock: &Clock, catalogue: &Catalogue, language: Language) -> String {
    let profile = clock
        .profile
        .as_deref()
        .and_then(|key| catalogue.profile(key));
    let rule = profile.and_then(|profile| profile.clock(&clock.clock));
    let tongue = match language {
        Language::ZhCn => lineproof_domain::catalogue::Language::Chinese,
        Language::En => lineproof_domain::catalogue::Language::English,
    };
    let name = rule.map_or(clock.clock.as_str(), |rule| rule.title.get(tongue));
    let (sign, state) = match (clock.state, clock.met_at) {
        (ClockState::Running, _) => ("·", "running"),
        (ClockState::Paused, _) => ("‖", "paused"),
        (ClockState::Met, _) => ("✓", "met"),
        (ClockState::Breached, None) => ("✗", "breached"),
        (ClockState::Breached, Some(_)) => ("✗", "late"),
    };
    let args: Vec<(&str, Value<'_>)> = vec![
        ("name", name.into()),
        ("due", shown(clock).into()),
        ("missed", clock.missed.to_string().into()),
        (
            "profile",
            clock.profile.as_deref().unwrap_or_default().into(),
        ),
    ];
    let mut said = text(language, &format!("cli-clocks-{state}"), &args);
    if clock.provisional {
        said += &text(language, "cli-clocks-provisional", &[]);
    }
    if clock.next_due.is_some() && clock.missed > 0 {
        said += &text(language, "cli-clocks-missed", &args);
    }
    line(sign, &said)
}

/// A day for a limit that ends with a day, else the minute.
fn shown(clock: &Clock) -> String {
    match clock.due_day {
        Some(day) => day.to_string(),
        None => clock.due.format("%Y-%m-%d %H:%M").to_string(),
    }
}
