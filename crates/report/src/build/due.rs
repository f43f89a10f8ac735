//! The promises: until when, with which additions, kept or missed.

use super::Basis;
use super::sections::facts;
use crate::view::{Block, Cell, Fact, Tone};
use lineproof_domain::catalogue::Source;
use lineproof_domain::clock::{Clock, ClockState, Span, clocks_of_job};

/// The clocks that promise something to the customer; the others are the carrier's own affair.
const PROMISES: [&str; 5] = [
    "restore",
    "opening",
    "resource_answer",
    "rectification",
    "acceptance",
];
/// The clock whose miss wants its own section.
const RESTORE: &str = "restore";
/// Questions that say why a fault took too long and what changes.
const OVERTIME: [(&str, &str); 2] = [
    ("why_late", "document-fact-why-late"),
    ("what_changes", "document-fact-what-changes"),
];

impl Basis<'_> {
    /// The clocks of the job that `wanted` names, with what they rest on noted as read.
    fn clocks_of(&mut self, wanted: &[&str]) -> Vec<Clock> {
        let (job, catalogue) = (self.job, self.catalogue);
        let clocks = clocks_of_job(job, catalogue, self.evidence.calendar(), self.made_at);
        let clocks: Vec<Clock> = clocks
            .into_iter()
            .filter(|clock| wanted.contains(&clock.clock.as_str()))
            .collect();
        if clocks.iter().any(|clock| clock.paused_s > 0) {
            self.read_suspensions();
        }
        if let Some(cause) = &job.trade.cause {
            self.show("cause".to_owned(), cause);
        }
        clocks
    }

    /// Limit, additions, due time and end of each promise to the customer.
    pub(super) fn clocks(&mut self) -> Vec<Block> {
        let clocks = self.clocks_of(&PROMISES);
        let rows: Vec<Vec<Cell>> = clocks.iter().map(|clock| self.clock_row(clock)).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-column-clock", 2.6),
            ("document-column-allowed", 3.4),
            ("document-column-due", 2.3),
            ("document-column-done", 2.3),
            ("document-column-kept", 2.0),
        ];
        let table = self.table(&columns, rows);
        self.headed("document-clocks-title", vec![table])
    }

    fn clock_row(&self, clock: &Clock) -> Vec<Cell> {
        let words = self.words;
        let profile = clock.profile.as_deref();
        let profile = profile.and_then(|profile| self.catalogue.profile(profile));
        let rule = profile
            .and_then(|profile| profile.clocks.iter().find(|rule| rule.clock == clock.clock));
        let mut title = rule
            .map_or(clock.clock.as_str(), |rule| words.of(&rule.title))
            .to_owned();
        if let (Some(profile), [_, _, ..]) = (profile, &self.plan.profiles[..]) {
            title.push('\n');
            title.push_str(words.of(&profile.title));
        }
        let mut allowed: Vec<String> = Vec::new();
        match clock.limit {
            Some(Span::S(s)) => allowed.push(words.duration(seconds(s))),
            Some(Span::Workdays(days)) => {
                allowed.push(words.with("document-workdays", &[("days", days.into())]));
            }
            None => {}
        }
        for addition in &clock.additions {
            let reason = words.addition(&addition.reason);
            let by = words.duration(seconds(addition.s));
            let parts = [("reason", reason.into()), ("by", by.into())];
            allowed.push(words.with("document-clock-addition", &parts));
        }
        if clock.paused_s > 0 {
            let by = words.duration(seconds(clock.paused_s));
            allowed.push(words.with("document-clock-paused", &[("by", by.into())]));
        }
        if rule.is_some_and(|rule| rule.source.iter().copied().any(Source::is_default)) {
            allowed.push(words.say("document-limit-default"));
        }
        let done = clock
            .met_at
            .map_or_else(|| "—".to_owned(), |at| words.time(at));
        vec![
            Cell::new(title),
            Cell::new(allowed.join("\n")),
            Cell::new(words.due_at(clock.due, clock.provisional)),
            Cell::new(done),
            self.kept(clock),
        ]
    }

    fn kept(&self, clock: &Clock) -> Cell {
        let words = self.words;
        match clock.state {
            ClockState::Met => Cell::toned(words.say("document-clock-met"), Tone::Pass),
            ClockState::Breached => {
                let late = self.late_by(clock);
                Cell::toned(
                    words.with("document-clock-breached", &[("by", late.into())]),
                    Tone::Fail,
                )
            }
            ClockState::Running => Cell::new(words.say("document-clock-running")),
            ClockState::Paused => Cell::new(words.say("document-clock-standing")),
        }
    }

    fn late_by(&self, clock: &Clock) -> String {
        let end = clock.met_at.unwrap_or(self.made_at);
        self.words.duration((end - clock.due).num_seconds())
    }

    /// Why the restoration took longer than promised and what changes; nothing where it did not.
    pub(super) fn overtime(&mut self) -> Vec<Block> {
        let words = self.words;
        let clocks = self.clocks_of(&[RESTORE]);
        let Some(clock) = clocks.iter().find(|one| one.state == ClockState::Breached) else {
            return Vec::new();
        };
        let late = Fact::new(words.say("document-fact-late-by"), self.late_by(clock));
        let mut said = vec![late.wide()];
        for (question, label) in OVERTIME {
            let answer = self.answer_to(question).map(|(_, answer)| answer.value);
            let answer = answer.unwrap_or_else(|| words.say("document-overtime-nothing"));
            said.push(Fact::new(words.say(label), answer).wide());
        }
        self.headed("document-overtime-title", facts(said))
    }
}

fn seconds(s: u64) -> i64 {
    i64::try_from(s).unwrap_or(i64::MAX)
}
