//! The sums of a test run.

use crate::step::Finished;
use std::fmt;

/// How many lines of a failed step are shown; the rest stands in its log.
const MAX_SHOWN_LINES: usize = 120;

/// Numbers of passed, failed and skipped tests.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Ran and held.
    pub passed: u32,
    /// Ran and did not hold, or could not run at all.
    pub failed: u32,
    /// Did not run, with a printed reason.
    pub skipped: u32,
}

impl Counts {
    /// One passed or failed test.
    pub fn one(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
            skipped: 0,
        }
    }

    /// One skipped test.
    pub fn one_skipped() -> Self {
        Self {
            skipped: 1,
            ..Self::default()
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(out, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// Gathers what all steps say.
#[derive(Default)]
pub struct Tally {
    /// The sums so far.
    pub counts: Counts,
    /// Names of the steps that failed.
    pub failed_steps: Vec<String>,
}

impl Tally {
    /// Adds one step and prints its line.
    pub fn add(&mut self, step: &str, counts: Counts, seconds: Option<u64>) {
        let verdict = if counts.failed > 0 { "FAILED" } else { "ok" };
        let time = seconds.map(|s| format!(" ({s} s)")).unwrap_or_default();
        let sums = if counts == Counts::one(true) || counts == Counts::one(false) {
            String::new()
        } else {
            format!(": {counts}")
        };
        println!("{step} ... {verdict}{sums}{time}");
        if counts.failed > 0 {
            self.failed_steps.push(step.to_owned());
        }
        self.counts += counts;
    }

    /// Adds a finished command; shows `excerpt` of its output when it failed.
    pub fn add_finished(&mut self, step: &str, counts: Counts, done: &Finished, excerpt: &[&str]) {
        if counts.failed > 0 {
            let hidden = excerpt.len().saturating_sub(MAX_SHOWN_LINES);
            for line in &excerpt[hidden..] {
                println!("    {line}");
            }
            println!("    all of it: {}", done.log.display());
        }
        self.add(step, counts, Some(done.took.as_secs()));
    }
}
