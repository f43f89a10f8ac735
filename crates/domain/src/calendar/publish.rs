use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::import::{OwnFile, OwnYear};
use super::{Calendar, CalendarError, CalendarYear};

/// What importing a calendar file means beside what is published already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publication {
    /// It changes nothing: what is in force, under this name, says the same or is newer.
    InForce {
        /// As [`Calendar::version`] names it.
        version: String,
    },
    /// It changes something.
    New {
        /// As [`Calendar::version`] names it; no other calendar has the name.
        version: String,
        /// The text to publish: in our own shape, with its day and revision in it.
        text: String,
    },
}

impl Calendar {
    /// What `text`, which somebody imports on `today`, is to be published as beside `self`, everything
    /// published before. It gets a name of its own. A file that carries no version counts above what
    /// is in force, even where the clock was set back meanwhile; one with a version keeps its day, and
    /// other days under a version that is in force are its next revision.
    ///
    /// # Errors
    /// As [`Calendar::import`].
    pub fn publication(&self, text: &str, today: NaiveDate) -> Result<Publication, CalendarError> {
        let mut new = Self::import(text, today)?;
        let carries_version = Self::import(text, NaiveDate::MIN)? == new;
        let adds_nothing = new.years.iter().all(|(year, data)| {
            let known = self.years.get(year);
            known.is_some_and(|known| {
                known.says_as(data) || carries_version && known.rank() > data.rank()
            })
        });
        if adds_nothing {
            let version = self.version_of(new.years.keys());
            return Ok(Publication::InForce { version });
        }
        let own = new.newest();
        let rivals = new.years.keys().filter_map(|year| self.years.get(year));
        let above = rivals
            .filter(|known| !carries_version || known.version == own.0)
            .map(|known| (known.version, known.revision))
            .max()
            .filter(|above| *above >= own);
        if let Some((version, revision)) = above {
            for data in new.years.values_mut() {
                (data.version, data.revision) = (version, revision.saturating_add(1));
            }
        }
        let text = if carries_version && above.is_none() {
            text.to_owned()
        } else {
            new.to_own_text()?
        };
        let version = new.version_of(new.years.keys());
        Ok(Publication::New { version, text })
    }

    /// Reads a calendar as it was published under `version`. A file without a version of its own
    /// counts from the day in that name, whenever it is read.
    ///
    /// # Errors
    /// As [`Calendar::import`].
    pub fn import_published(version: &str, text: &str) -> Result<Self, CalendarError> {
        Self::import(text, published_on(version).unwrap_or_default())
    }

    fn newest(&self) -> (NaiveDate, u32) {
        let editions = self
            .years
            .values()
            .map(|data| (data.version, data.revision));
        editions.max().unwrap_or_default()
    }

    fn version_of<'a>(&self, mut years: impl DoubleEndedIterator<Item = &'a i32>) -> String {
        let first = years.next().copied().unwrap_or_default();
        let last = years.next_back().copied().unwrap_or(first);
        self.version(first, last)
    }

    fn to_own_text(&self) -> Result<String, CalendarError> {
        let newest = self
            .years
            .values()
            .map(|data| (data.version, data.revision));
        let (version, revision) = newest.max().unwrap_or_default();
        let own = |(year, data): (&i32, &CalendarYear)| {
            let data = data.clone();
            let own = OwnYear {
                status: data.status,
                source: data.source,
                off: data.off,
                work: data.work,
                working_days: None,
            };
            (year.to_string(), own)
        };
        let years: BTreeMap<String, OwnYear> = self.years.iter().map(own).collect();
        Ok(serde_json::to_string(&OwnFile {
            version,
            revision,
            years,
        })?)
    }
}

/// The day in a name like "cn-2027:2026-11-28.2".
fn published_on(version: &str) -> Option<NaiveDate> {
    let edition = version.split(':').nth(1)?;
    edition.get(..10)?.parse().ok()
}
