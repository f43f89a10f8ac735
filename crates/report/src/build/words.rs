//! How numbers, limits, verdicts and times are written on paper.

use crate::view::{Cell, Tone};
use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime};
use lineproof_domain::calendar::{CHINA, local_day};
use lineproof_domain::catalogue::{Catalogue, ContextField, Language as CatalogueLanguage, Needed};
use lineproof_domain::catalogue::{
    Level, LimitForm, LimitShown, Metric, MetricKind, Outcome, SourceClass, TestTime, Text, Verdict,
};
use lineproof_domain::decimal::Decimal;
use lineproof_domain::registry::body::Direction;
use lineproof_domain::registry::plan::ComputedDue;
use lineproof_i18n::{Language, Value, text};

/// A space that keeps number and unit on one line.
const KEEP: char = '\u{a0}';

/// The texts of one language.
#[derive(Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    pub(super) fn say(self, key: &str) -> String {
        text(self.0, key, &[])
    }

    pub(super) fn with(self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        text(self.0, key, args)
    }

    /// A text of the catalogue.
    pub(super) fn of(self, text: &Text) -> &str {
        text.get(match self.0 {
            Language::ZhCn => CatalogueLanguage::Chinese,
            Language::En => CatalogueLanguage::English,
        })
    }

    /// Date and time to the minute in China, whatever zone the laptop was set to.
    pub(super) fn time(self, at: DateTime<FixedOffset>) -> String {
        minute(at.with_timezone(&CHINA).naive_local())
    }

    /// The hour and minute of a time.
    pub(super) fn hour(self, at: DateTime<FixedOffset>) -> String {
        at.with_timezone(&CHINA).format("%H:%M").to_string()
    }

    /// The day of a time.
    pub(super) fn day(self, at: DateTime<FixedOffset>) -> String {
        local_day(at).to_string()
    }

    /// A length of time in hours and minutes, s; what is left of a minute is not said.
    pub(super) fn duration(self, s: i64) -> String {
        let minutes = s.max(0) / 60;
        let parts = [
            ("hours", (minutes / 60).into()),
            ("minutes", (minutes % 60).into()),
        ];
        if minutes < 60 {
            self.with("document-minutes", &parts[1..])
        } else if minutes % 60 == 0 {
            self.with("document-hours", &parts[..1])
        } else {
            self.with("document-hours-minutes", &parts)
        }
    }

    /// A due time by the rules; one that needs a year whose holidays are not announced says so.
    pub(super) fn due(self, due: &ComputedDue) -> String {
        self.due_at(due.at, due.provisional)
    }

    /// The same from its parts. The end of a day is said as that day.
    pub(super) fn due_at(self, at: DateTime<FixedOffset>, provisional: bool) -> String {
        let at = at.with_timezone(&CHINA);
        let at = if at.time() == NaiveTime::MIN {
            format!(
                "{} 24:00",
                at.date_naive().pred_opt().unwrap_or(at.date_naive())
            )
        } else {
            minute(at.naive_local())
        };
        if provisional {
            self.with("document-provisional", &[("at", at.into())])
        } else {
            at
        }
    }

    /// A value as recorded, with a real minus, in the words of its metric.
    pub(super) fn value(self, metric: &Metric, value: &str, unit: &str) -> String {
        match metric.kind {
            MetricKind::Number => quantity(&minus(value), Some(unit)),
            MetricKind::YesNo => self.yes_no(value),
            MetricKind::Choice => metric
                .choices
                .iter()
                .find(|choice| choice.key == value)
                .map_or_else(
                    || value.to_owned(),
                    |choice| self.of(&choice.text).to_owned(),
                ),
            MetricKind::Text => value.to_owned(),
        }
    }

    pub(super) fn yes_no(self, value: &str) -> String {
        match value {
            "yes" => self.say("document-yes"),
            "no" => self.say("document-no"),
            other => other.to_owned(),
        }
    }

    /// A limit and where it comes from. A customary figure is a default limit, never a standard.
    pub(super) fn limit(self, limit: &LimitShown, metric: &Metric) -> String {
        let number = |value: Option<Decimal>| {
            minus(
                &value
                    .map(|value| for_paper(value).to_string())
                    .unwrap_or_default(),
            )
        };
        let unit = limit.unit.as_deref();
        let words = match limit.form {
            LimitForm::Range => self.with(
                "document-limit-range",
                &[
                    ("min", number(limit.min).into()),
                    ("max", quantity(&number(limit.max), unit).into()),
                ],
            ),
            LimitForm::AtLeast => self.with(
                "document-limit-at-least",
                &[("min", quantity(&number(limit.min), unit).into())],
            ),
            LimitForm::AtMost => self.with(
                "document-limit-at-most",
                &[("max", quantity(&number(limit.max), unit).into())],
            ),
            LimitForm::Equals => {
                let value = limit.value.as_deref().unwrap_or_default();
                let value = self.value(metric, value, unit.unwrap_or_default());
                self.with("document-limit-equals", &[("value", value.into())])
            }
            LimitForm::None => return self.say("document-limit-none"),
            LimitForm::Unknown => self.say("document-limit-unknown"),
        };
        let words = format!("{words}{}", self.tolerated(limit));
        format!("{words}\n{}", self.origin(metric))
    }

    /// What lies outside the limit and does not fail yet.
    fn tolerated(self, limit: &LimitShown) -> String {
        let bounds = [
            ("document-limit-tolerated-down", limit.tolerated_min),
            ("document-limit-tolerated-up", limit.tolerated_max),
        ];
        bounds
            .into_iter()
            .filter_map(|(key, bound)| {
                let bound = minus(&for_paper(bound?).to_string());
                let bound = quantity(&bound, limit.unit.as_deref());
                Some(self.with(key, &[("bound", bound.into())]))
            })
            .collect()
    }

    fn origin(self, metric: &Metric) -> String {
        self.say(match SourceClass::of(&metric.source) {
            SourceClass::Default => "document-limit-default",
            SourceClass::Carrier => "document-limit-carrier",
            SourceClass::Public => "document-limit-public",
        })
    }

    /// A verdict in words, and by how much it fails.
    pub(super) fn verdict(self, verdict: &Verdict, value: &str, catalogue: &Catalogue) -> Cell {
        match &verdict.outcome {
            Outcome::Pass => Cell::toned(self.say("document-verdict-pass"), Tone::Pass),
            Outcome::Fail => Cell::toned(
                self.missed_by("document-verdict-fail", verdict, value),
                Tone::Fail,
            ),
            Outcome::RemarkNeeded => Cell::toned(
                self.missed_by("document-verdict-flag", verdict, value),
                Tone::Strong,
            ),
            Outcome::GoOn => Cell::toned(self.say("document-verdict-go-on"), Tone::Strong),
            Outcome::Recorded => Cell::new(self.say("document-verdict-recorded")),
            Outcome::Undecided(needs) => {
                let needs: Vec<String> = needs
                    .iter()
                    .map(|need| self.needed(need, catalogue))
                    .collect();
                let needs = needs.join(" ");
                Cell::new(self.with("document-verdict-undecided", &[("needs", needs.into())]))
            }
            Outcome::Unreadable => {
                Cell::toned(self.say("document-verdict-unreadable"), Tone::Strong)
            }
        }
    }

    fn missed_by(self, key: &str, verdict: &Verdict, value: &str) -> String {
        let word = self.say(key);
        let (Some(margin), Ok(value)) = (verdict.margin, value.parse::<Decimal>()) else {
            return word;
        };
        let by = margin.to_string();
        // The difference of two levels is a ratio: dBm less dBm is dB.
        let unit = match verdict.limit.unit.as_deref() {
            Some("dBm") => Some("dB"),
            unit => unit,
        };
        let by = quantity(by.trim_start_matches('-'), unit);
        let low = verdict.limit.min.is_some_and(|min| value < min);
        let direction = if low {
            "document-verdict-low"
        } else {
            "document-verdict-high"
        };
        format!("{word} {}", self.with(direction, &[("by", by.into())]))
    }

    /// How long a test has to run; nothing for a reading on the spot.
    pub(super) fn time_wanted(self, time: &TestTime) -> Option<String> {
        let (key, amount) = match time {
            TestTime::Minutes(minutes) if minutes % 60 == 0 => {
                ("document-test-hours", minutes / 60)
            }
            TestTime::Minutes(minutes) => ("document-test-minutes", *minutes),
            TestTime::Calls(calls) => ("document-test-calls", *calls),
            TestTime::Spot | TestTime::ByLevel(_) => return None,
        };
        Some(self.with(key, &[("amount", amount.into())]))
    }

    fn needed(self, needed: &Needed, catalogue: &Catalogue) -> String {
        match needed {
            Needed::Circuit(field) => self.context(*field),
            Needed::Metric(key) => catalogue
                .metric(key)
                .map_or_else(|| key.clone(), |metric| self.of(&metric.title).to_owned()),
        }
    }

    fn context(self, field: ContextField) -> String {
        self.say(match field {
            ContextField::Level => "document-fact-level",
            ContextField::RateMbps => "document-fact-rate",
            ContextField::LengthKm => "document-needs-length",
            ContextField::Splices => "document-needs-splices",
            ContextField::Connectors => "document-needs-connectors",
            ContextField::PathKm => "document-needs-path",
            ContextField::Nodes => "document-needs-nodes",
        })
    }

    /// Which way along the circuit.
    pub(super) fn direction(self, direction: Direction) -> String {
        self.say(match direction {
            Direction::AToZ => "document-direction-a-to-z",
            Direction::ZToA => "document-direction-z-to-a",
            Direction::Both => "document-direction-both",
        })
    }

    /// The level in our own vocabulary, for profiles that have no word for it.
    pub(super) fn level(self, level: Level) -> String {
        self.say(match level {
            Level::Gold => "document-level-gold",
            Level::Silver => "document-level-silver",
            Level::Bronze => "document-level-bronze",
            Level::Standard => "document-level-standard",
        })
    }
}

/// A time as a clock shows it, to the minute.
pub(super) fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

/// Number and unit on one line; "1" is the unit of a bare count.
pub(super) fn quantity(number: &str, unit: Option<&str>) -> String {
    match unit {
        None | Some("" | "1") => number.to_owned(),
        Some("%") => format!("{number}%"),
        Some(unit) => format!("{number}{KEEP}{unit}"),
    }
}

/// A reckoned limit to two decimals. Below 1 every digit says something (bit errors, loss per kilometre) and stays.
fn for_paper(limit: Decimal) -> Decimal {
    let is_small = (Decimal::new(-1, 0)..=Decimal::new(1, 0)).contains(&limit);
    let rounded = limit.rounded(2);
    if is_small || rounded == limit {
        limit
    } else {
        rounded
    }
}

/// The minus sign as printed.
pub(super) fn minus(number: &str) -> String {
    number.replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reckoned_limit_is_said_to_two_decimals_and_a_small_one_in_full() {
        let said = |text: &str| for_paper(text.parse().unwrap()).to_string();
        assert_eq!(said("1.86708"), "1.87");
        assert_eq!(said("-27.5"), "-27.5");
        assert_eq!(said("0.000000001"), "0.000000001");
        assert_eq!(said("475"), "475");
    }
}
