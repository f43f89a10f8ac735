//! Stops of the clocks (挂起) and requests for a later date (延期).

use super::Basis;
use crate::view::{Block, Cell, Tone};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::clock::due_before;
use lineproof_domain::job::{ExtensionRequest, Suspension};

impl Basis<'_> {
    pub(super) fn read_suspensions(&mut self) {
        let trade = &self.job.trade;
        self.shows.insert("suspension".to_owned());
        for stop in &trade.suspensions {
            self.read
                .extend(stop.proposal.as_ref().map(|one| one.event));
            self.read
                .extend(stop.approval.as_ref().map(|one| one.event));
            self.read
                .extend(stop.rejection.as_ref().map(|one| one.event));
        }
        self.read
            .extend(trade.suspension_ends.iter().map(|one| one.event));
    }

    /// Every stop with who consented, from when and until when; nothing where none was asked for.
    pub(super) fn suspensions(&mut self) -> Vec<Block> {
        self.read_suspensions();
        let stops = &self.job.trade.suspensions;
        let rows: Vec<Vec<Cell>> = stops.iter().map(|stop| self.stop_row(stop)).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-column-reason", 2.8),
            ("document-column-proposed", 2.2),
            ("document-column-consent", 2.0),
            ("document-column-from", 2.2),
            ("document-column-until", 2.2),
        ];
        let table = self.table(&columns, rows);
        self.headed("document-suspensions-title", vec![table])
    }

    fn stop_row(&self, stop: &Suspension) -> Vec<Cell> {
        let words = self.words;
        let (asked, granted) = (stop.proposal.as_ref(), stop.approval.as_ref());
        let reason = granted
            .map(|one| &one.value.reason)
            .or(asked.map(|one| &one.value.reason));
        let mut why = vec![reason.map_or_else(String::new, |code| self.suspend_reason(code))];
        why.extend(asked.map(|one| one.value.text.clone()));
        why.extend(asked.and_then(|one| one.value.evidence.clone()));
        let none = || "—".to_owned();
        let from = match (granted, &stop.rejection) {
            (Some(one), _) => Cell::new(words.time(effective_from(stop).unwrap_or(one.at.at))),
            (None, Some(no)) => Cell::toned(
                words.with(
                    "document-refused",
                    &[("reason", no.value.reason.clone().into())],
                ),
                Tone::Strong,
            ),
            (None, None) => Cell::new(words.say("document-unanswered")),
        };
        let until = self.ended(stop);
        let until = match (granted, until) {
            (_, Some(until)) => words.time(until),
            (Some(_), None) => words.say("document-suspension-standing"),
            (None, None) => none(),
        };
        let consent = asked.and_then(|one| one.value.consent.clone());
        vec![
            Cell::new(why.join("\n")),
            Cell::new(asked.map_or_else(none, |one| words.time(one.at.at))),
            Cell::new(consent.unwrap_or_else(none)),
            from,
            Cell::new(until),
        ]
    }

    /// When a granted stop ended: with the next resumption, or with its own last moment.
    fn ended(&self, stop: &Suspension) -> Option<DateTime<FixedOffset>> {
        let from = effective_from(stop)?;
        let ends = self.job.trade.suspension_ends.iter().map(|one| one.at.at);
        let resumed = ends.filter(|at| *at >= from).min();
        let last = stop.approval.as_ref().and_then(|one| one.value.until);
        let last = last.filter(|until| *until <= self.made_at);
        resumed.into_iter().chain(last).min()
    }

    /// Every request for a later date, with the answer there is. An answer that comes later does not make the
    /// application say anything untrue, so new events of the field are not watched.
    pub(super) fn extensions(&mut self) -> Vec<Block> {
        let job = self.job;
        let mut rows = Vec::new();
        for asked in &job.trade.extension_requests {
            self.read.insert(asked.request.event);
            self.read
                .extend(asked.rejection.as_ref().map(|one| one.event));
            rows.push(self.extension_row(asked));
        }
        let columns = [
            ("document-column-asked-at", 2.2),
            ("document-column-new-due", 1.8),
            ("document-column-reason", 3.6),
            ("document-column-consent", 2.0),
            ("document-column-reply", 2.6),
        ];
        self.listed(
            "document-extensions-title",
            "document-extensions-nothing",
            &columns,
            rows,
        )
    }

    fn extension_row(&mut self, asked: &ExtensionRequest) -> Vec<Cell> {
        let words = self.words;
        let request = &asked.request.value;
        let at = asked.request.at.at;
        let granted = self.job.extensions.iter().find(|one| one.approved_at >= at);
        let reply = if let Some(no) = &asked.rejection {
            let reason = [("reason", no.value.reason.clone().into())];
            Cell::toned(words.with("document-refused", &reason), Tone::Strong)
        } else if let Some(yes) = granted {
            self.read.insert(yes.event);
            let until = [("until", yes.new_due.to_string().into())];
            Cell::new(words.with("document-granted", &until))
        } else {
            Cell::new(words.say("document-unanswered"))
        };
        let mut asked_at = words.time(at);
        let computed = self.plan.computed_due.as_ref().map(|due| due.at);
        if computed.is_some_and(|computed| at >= due_before(self.job, computed, at)) {
            asked_at = format!("{asked_at}\n{}", words.say("document-extension-late"));
        }
        let mut why = vec![
            words.extension_reason(&request.reason),
            request.text.clone(),
        ];
        why.extend(request.evidence.clone());
        vec![
            Cell::new(asked_at),
            Cell::new(request.new_due.to_string()),
            Cell::new(why.join("\n").trim()),
            Cell::new(request.consent.clone().unwrap_or_else(|| "—".to_owned())),
            reply,
        ]
    }
}

/// From when a granted stop counts: what the approval says or its own time, never before the proposal.
fn effective_from(stop: &Suspension) -> Option<DateTime<FixedOffset>> {
    let granted = stop.approval.as_ref()?;
    let from = granted.value.effective_from.unwrap_or(granted.at.at);
    let proposed = stop.proposal.as_ref().map(|one| one.at.at);
    Some(proposed.map_or(from, |proposed| from.max(proposed)))
}
