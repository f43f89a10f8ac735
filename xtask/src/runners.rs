//! Reads the sums that test runners print.

use crate::tally::Counts;

/// A Rust test that cannot run here prints `SKIPPED: <test>: <reason>` and returns.
const SKIPPED: &str = "SKIPPED: ";
/// Reasons that setup could have cured; a check of a change does not accept them.
const MISSING_TOOL: &[&str] = &["missing", "not installed", "not found", "no such"];

/// What a `cargo test -- --show-output` said.
pub struct RustTests {
    /// The sums of all its test programs.
    pub counts: Counts,
    /// The skipped tests with their reasons.
    pub skipped: Vec<String>,
}

/// Sums all `test result:` lines. A run that failed without a failed test (it did not compile, a test
/// program crashed) counts as one failure.
pub fn rust(lines: &[String], succeeded: bool, is_ci: bool) -> RustTests {
    let mut counts = Counts::default();
    let mut skipped: Vec<String> = Vec::new();
    for line in lines {
        if let Some(sums) = line.strip_prefix("test result: ") {
            counts.passed += number_before(sums, " passed");
            counts.failed += number_before(sums, " failed");
            counts.skipped += number_before(sums, " ignored");
        }
        if let Some(reason) = line.trim_start().strip_prefix(SKIPPED) {
            skipped.push(reason.to_owned());
        }
    }
    for reason in &skipped {
        counts.passed = counts.passed.saturating_sub(1);
        if is_ci && is_missing_tool(reason) {
            counts.failed += 1;
        } else {
            counts.skipped += 1;
        }
    }
    if !succeeded && counts.failed == 0 {
        counts.failed = 1;
    }
    RustTests { counts, skipped }
}

fn is_missing_tool(reason: &str) -> bool {
    let reason = reason.to_lowercase();
    MISSING_TOOL.iter().any(|words| reason.contains(words))
}

/// Sums what the usual JavaScript runners print: vitest (`Tests  1 failed | 2 passed (3)`), Playwright
/// (`2 passed (3.1s)`) and Node's own (`ℹ pass 2`). A run without sums counts as one test.
pub fn javascript(lines: &[String], succeeded: bool) -> Counts {
    let mut counts = Counts::default();
    for line in lines.iter().map(|line| line.trim()) {
        let node = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
        if let Some((what, number)) = node.and_then(|sums| sums.split_once(' ')) {
            let number = number.parse().unwrap_or(0);
            match what {
                "pass" => counts.passed += number,
                "fail" => counts.failed += number,
                "skipped" => counts.skipped += number,
                _ => {}
            }
        } else if line.starts_with("Tests ") || starts_with_a_sum(line) {
            counts.passed += number_before(line, " passed");
            counts.failed += number_before(line, " failed");
            counts.skipped += number_before(line, " skipped");
        }
    }
    if counts == Counts::default() {
        return Counts::one(succeeded);
    }
    if !succeeded && counts.failed == 0 {
        counts.failed = 1;
    }
    counts
}

/// `2 passed (3.1s)` or `1 failed` alone on its line.
fn starts_with_a_sum(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    let verdict = words
        .next()
        .is_some_and(|word| ["passed", "failed", "skipped"].contains(&word));
    number && verdict && words.next().is_none_or(|rest| rest.starts_with('('))
}

/// The number right before `word`, 0 where it does not stand.
fn number_before(line: &str, word: &str) -> u32 {
    let Some((before, _)) = line.split_once(word) else {
        return 0;
    };
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    before[before.len() - digits..].parse().unwrap_or(0)
}

/// The part of a `cargo test` output that tells what went wrong.
pub fn rust_failures(lines: &[String]) -> Vec<&str> {
    let mut in_failures = false;
    let mut shown = Vec::new();
    for line in lines {
        if line == "failures:" {
            in_failures = true;
        }
        let tells = line.starts_with("error")
            || line.contains("... FAILED")
            || line.contains("panicked at");
        if in_failures || tells {
            shown.push(line.as_str());
        }
        if line.starts_with("test result:") {
            in_failures = false;
        }
    }
    if shown.is_empty() {
        shown.extend(lines.iter().map(String::as_str));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn counts(passed: u32, failed: u32, skipped: u32) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    const TWO_PROGRAMS: &str = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured\n\
        ---- sees_the_window stdout ----\nSKIPPED: sees_the_window: WebKitWebDriver is not installed\n\
        test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured\n";

    #[test]
    fn sums_of_all_test_programs_are_added() {
        let read = rust(&lines(TWO_PROGRAMS), false, false);
        assert_eq!(read.counts, counts(14, 1, 1));
        assert_eq!(
            read.skipped,
            ["sees_the_window: WebKitWebDriver is not installed"]
        );
    }

    #[test]
    fn a_skip_for_a_missing_tool_fails_a_check() {
        assert_eq!(
            rust(&lines(TWO_PROGRAMS), false, true).counts,
            counts(14, 2, 0)
        );
    }

    #[test]
    fn a_skip_for_another_reason_stays_a_skip_in_a_check() {
        let text = "SKIPPED: fills_the_disk: needs an own file system\ntest result: ok. 1 passed; 0 failed";
        assert_eq!(rust(&lines(text), true, true).counts, counts(0, 0, 1));
    }

    #[test]
    fn a_run_that_does_not_compile_is_one_failure() {
        assert_eq!(
            rust(&lines("error[E0308]: mismatched types"), false, false).counts,
            counts(0, 1, 0)
        );
    }

    #[test]
    fn vitest_playwright_and_node_are_read() {
        let vitest =
            lines(" Test Files  1 passed (1)\n      Tests  1 failed | 5 passed | 2 skipped (8)\n");
        assert_eq!(javascript(&vitest, false), counts(5, 1, 2));
        assert_eq!(
            javascript(&lines("  1 failed\n  4 passed (3.1s)\n"), false),
            counts(4, 1, 0)
        );
        assert_eq!(
            javascript(&lines("ℹ pass 7\nℹ fail 0\nℹ skipped 1\n"), true),
            counts(7, 0, 1)
        );
    }

    #[test]
    fn a_runner_without_sums_counts_as_one() {
        assert_eq!(javascript(&[], true), counts(1, 0, 0));
        assert_eq!(
            javascript(&lines("cannot find module"), false),
            counts(0, 1, 0)
        );
    }

    #[test]
    fn only_the_failing_part_of_the_output_is_shown() {
        let text = lines(
            "test a ... ok\nfailures:\n---- b stdout ----\nleft: 1\ntest result: FAILED. 1 passed; 1 failed\nx",
        );
        assert_eq!(rust_failures(&text).len(), 4);
    }
}
