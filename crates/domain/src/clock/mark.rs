use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::CUSTOMER_REASON;
use crate::calendar::CHINA;

/// What happened, as far as clocks care.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Kind of the event.
    pub kind: String,
    /// When it happened.
    pub at: DateTime<FixedOffset>,
    /// The new last day, for an approved extension.
    pub new_due: Option<NaiveDate>,
    /// Why, for an extension ("customer" or else) and a suspension (S01..).
    pub reason: Option<String>,
    /// From when an approved suspension holds; the time of approval where it says nothing.
    pub effective_from: Option<DateTime<FixedOffset>>,
    /// Until when an approved suspension holds at the latest.
    pub until: Option<DateTime<FixedOffset>>,
    /// When the suspension was proposed: it never holds before that.
    pub proposed_at: Option<DateTime<FixedOffset>>,
    /// Whether the customer heard a progress report; where it says nothing, he did.
    pub told_customer: Option<bool>,
}

impl Mark {
    /// An event with nothing but its kind and time.
    #[must_use]
    pub fn new(kind: &str, at: DateTime<FixedOffset>) -> Self {
        Self {
            kind: kind.to_owned(),
            at,
            new_due: None,
            reason: None,
            effective_from: None,
            until: None,
            proposed_at: None,
            told_customer: None,
        }
    }

    /// The day an approved extension moves a due time to; none where the reason is not the customer's.
    pub(super) fn extended_to(&self) -> Option<NaiveDate> {
        let is_customers = self.reason.as_deref() == Some(CUSTOMER_REASON);
        (self.kind == "extension.approved" && is_customers)
            .then_some(self.new_due)
            .flatten()
    }
}

/// The marks in order, each once, in the zone the rules are written for.
pub(super) fn in_order(marks: &[Mark]) -> Vec<Mark> {
    let local = |at: DateTime<FixedOffset>| at.with_timezone(&CHINA);
    let mut ordered: Vec<Mark> = marks
        .iter()
        .cloned()
        .map(|mark| Mark {
            at: local(mark.at),
            effective_from: mark.effective_from.map(local),
            until: mark.until.map(local),
            proposed_at: mark.proposed_at.map(local),
            ..mark
        })
        .collect();
    ordered.sort_by(|one, other| (one.at, one).cmp(&(other.at, other)));
    ordered.dedup();
    ordered
}

/// The day of the extension approved last before `before`; of two approved at once the later day.
pub(super) fn latest_extension(
    marks: &[Mark],
    before: Option<DateTime<FixedOffset>>,
) -> Option<NaiveDate> {
    extensions(marks)
        .filter(|(at, _)| before.is_none_or(|before| *at < before))
        .max()
        .map(|(_, new_due)| new_due)
}

/// The extensions that count, in the order of their approval: when, and to which day.
pub(super) fn extensions(
    marks: &[Mark],
) -> impl Iterator<Item = (DateTime<FixedOffset>, NaiveDate)> + '_ {
    marks
        .iter()
        .filter_map(|mark| Some((mark.at, mark.extended_to()?)))
}

/// The beginning of its minute: some times are told to the minute, others to the second.
pub(super) fn minute_of(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let into = TimeDelta::seconds(at.timestamp().rem_euclid(60));
    at - into - TimeDelta::nanoseconds(at.timestamp_subsec_nanos().into())
}

/// The first time something happened.
pub(super) fn first(marks: &[Mark], kind: &str) -> Option<DateTime<FixedOffset>> {
    all(marks, kind).map(|mark| mark.at).min()
}

/// Every time something happened.
pub(super) fn all<'a>(marks: &'a [Mark], kind: &'a str) -> impl Iterator<Item = &'a Mark> {
    marks.iter().filter(move |mark| mark.kind == kind)
}
