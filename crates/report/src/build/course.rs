//! What happened when: milestones, progress, calls; loops and people.

use super::Basis;
use crate::view::{Block, Cell, Tone};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::ids::PersonId;

/// What happened at a time, and what is said of it.
struct Entry {
    at: DateTime<FixedOffset>,
    what: String,
    said: String,
}

impl Basis<'_> {
    /// Every milestone of the job.
    pub(super) fn course(&mut self) -> Vec<Block> {
        let entries = self.milestones();
        self.told("document-course-title", entries)
    }

    /// Every milestone, and every entry of progress, call to the customer and result told.
    pub(super) fn progress(&mut self) -> Vec<Block> {
        let words = self.words;
        let trade = &self.job.trade;
        let mut entries = self.milestones();
        self.shows.insert("progress".to_owned());
        for one in &trade.progress {
            self.read.insert(one.event);
            let mut said = vec![one.value.text.clone()];
            if one.value.told_customer {
                said.push(words.say("document-progress-told"));
            }
            entries.push(Entry {
                at: one.at.at,
                what: self.by("document-event-progress", one.person),
                said: said.join("\n"),
            });
        }
        for one in &trade.contacts {
            self.read.insert(one.event);
            let what = if one.value.reached {
                "document-event-contacted"
            } else {
                "document-event-not-reached"
            };
            entries.push(Entry {
                at: one.at.at,
                what: self.by(what, one.person),
                said: lines([&one.value.person, &one.value.text]),
            });
        }
        for one in &trade.results_told {
            self.read.insert(one.event);
            entries.push(Entry {
                at: one.at.at,
                what: self.by("document-event-result-told", one.person),
                said: lines([&one.value.person, &one.value.text]),
            });
        }
        self.told("document-progress-title", entries)
    }

    fn milestones(&mut self) -> Vec<Entry> {
        let job = self.job;
        let mut entries = Vec::new();
        for (kind, milestone) in &job.milestones {
            if let Some(what) = self.words.milestone(kind) {
                self.note(&format!("milestone:{kind}"), milestone.event);
                entries.push(Entry {
                    at: milestone.occurred_at.at,
                    what,
                    said: String::new(),
                });
            }
        }
        entries
    }

    /// What was done, with the name of who did it where the record has it.
    fn by(&self, what: &str, person: PersonId) -> String {
        let what = self.words.say(what);
        match self.name_of(person) {
            Some(name) => format!("{what}\n{name}"),
            None => what,
        }
    }

    /// The name of somebody who has or had the job.
    pub(super) fn name_of(&self, person: PersonId) -> Option<&str> {
        // Whoever had the job before it was given to another still wrote his entries.
        let (given, planned) = (self.job.assignees.values().rev(), &self.plan.assignee);
        let mut assignees = self.job.assignee.iter().chain(given).chain([planned]);
        let found = assignees.find(|one| one.person == person)?;
        Some(&found.name)
    }

    fn told(&self, heading: &str, mut entries: Vec<Entry>) -> Vec<Block> {
        entries.sort_by_key(|entry| entry.at);
        let row = |entry: Entry| {
            vec![
                Cell::new(self.words.time(entry.at)),
                Cell::new(entry.what),
                Cell::new(entry.said),
            ]
        };
        let columns = [
            ("document-column-at", 2.2),
            ("document-column-what", 2.6),
            ("document-column-said", 6.2),
        ];
        let rows = entries.into_iter().map(row).collect();
        self.listed(heading, "document-course-nothing", &columns, rows)
    }

    /// Loops set and released; one that still stands is said.
    pub(super) fn loops(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        self.shows.insert("loop".to_owned());
        let mut rows = Vec::new();
        for point in &job.trade.loops {
            self.read.insert(point.set.event);
            self.read.extend(point.released.map(|(_, event)| event));
            let set = &point.set.value;
            let released = match point.released {
                Some((at, _)) => Cell::new(words.time(at.at)),
                None => Cell::toned(words.say("document-loop-standing"), Tone::Strong),
            };
            rows.push(vec![
                Cell::new(&set.place),
                Cell::new(format!("{} {}", set.device, set.port).trim()),
                Cell::new(words.loop_kind(&set.loop_kind)),
                Cell::new(words.time(point.set.at.at)),
                released,
            ]);
        }
        let columns = [
            ("document-column-place", 3.0),
            ("document-column-device-port", 3.2),
            ("document-column-kind", 1.4),
            ("document-column-loop-set", 2.2),
            ("document-column-loop-released", 2.2),
        ];
        self.listed(
            "document-loops-title",
            "document-loops-nothing",
            &columns,
            rows,
        )
    }

    /// Everyone who had to do with the job.
    pub(super) fn register(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        self.shows.insert("person".to_owned());
        let mut rows = Vec::new();
        for one in &job.trade.people {
            self.read.insert(one.event);
            let person = &one.value;
            rows.push(vec![
                Cell::new(&person.name),
                Cell::new(words.person_role(&person.role)),
                Cell::new(person.organisation.clone().unwrap_or_default()),
                Cell::new(person.phone.clone().unwrap_or_default()),
            ]);
        }
        let columns = [
            ("document-column-name", 2.6),
            ("document-column-person-role", 2.6),
            ("document-column-organisation", 3.6),
            ("document-fact-phone", 2.4),
        ];
        self.listed(
            "document-register-title",
            "document-register-nothing",
            &columns,
            rows,
        )
    }
}

fn lines(parts: [&Option<String>; 2]) -> String {
    let said: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    said.join("\n")
}
