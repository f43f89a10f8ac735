//! Long runs that are no part of `cargo xtask test`: benchmarks and soak tests.

use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const TESTS: &str = "lineproof-tests";
const SOAK: &str = "soak";
const SOAK_FEATURE: &str = "lineproof-tests/soak";

/// `cargo xtask bench`: every benchmark of the workspace, then how many references each of ours takes.
pub fn bench() -> Result<bool> {
    let metadata = workspace::metadata()?;
    let targets =
        packages(&metadata).flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let is_bench = |target: &&Value| {
        target["kind"]
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|k| k == "bench"))
    };
    let names: Vec<&str> = targets
        .filter(is_bench)
        .filter_map(|target| target["name"].as_str())
        .collect();
    if names.is_empty() {
        bail!("the workspace has no benchmarks");
    }
    let target = metadata["target_directory"].as_str();
    let results = Path::new(target.context("cargo names no target folder")?).join("criterion");
    fs::remove_dir_all(&results).ok();
    let mut command = workspace::cargo()?;
    command.args(["bench", "--workspace"]);
    for name in names {
        command.args(["--bench", name]);
    }
    let status = command.status().context("cargo could not be started")?;
    for (group, [ours, reference]) in medians(&results)? {
        println!("{:8.2}  {group}", ours / reference);
    }
    Ok(status.success())
}

/// Median times in ns by group: ours and the reference's.
fn medians(results: &Path) -> Result<BTreeMap<String, [f64; 2]>> {
    let mut medians: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for group in fs::read_dir(results).context("the benchmarks left no results")? {
        let folder = group?.path();
        for (side, name) in ["lineproof", "reference"].into_iter().enumerate() {
            let folder = folder.join(name).join("new");
            let (Some(about), Some(estimates)) = (
                json(&folder.join("benchmark.json")),
                json(&folder.join("estimates.json")),
            ) else {
                continue;
            };
            let median = estimates["median"]["point_estimate"].as_f64();
            if let (Some(group), Some(median)) = (about["group_id"].as_str(), median) {
                medians.entry(group.to_owned()).or_insert([f64::NAN; 2])[side] = median;
            }
        }
    }
    Ok(medians)
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// `cargo xtask soak`: every test with its long runs, and those behind the feature `soak`, one after the other.
pub fn soak() -> Result<bool> {
    let metadata = workspace::metadata()?;
    let has_soak = packages(&metadata)
        .any(|package| package["name"] == TESTS && !package["features"][SOAK].is_null());
    if !has_soak {
        bail!("{TESTS} has no soak tests");
    }
    const ALL: [&str; 5] = [
        "--workspace",
        "--exclude",
        "xtask",
        "--features",
        SOAK_FEATURE,
    ];
    let mut build = workspace::cargo()?;
    build.arg("build").args(ALL).arg("--bins");
    let mut tests = workspace::cargo()?;
    tests.env("LINEPROOF_SOAK", "1").arg("test").args(ALL);
    tests.args(["--no-fail-fast", "--", "--nocapture", "--test-threads", "1"]);
    for command in [&mut build, &mut tests] {
        if !command
            .status()
            .context("cargo could not be started")?
            .success()
        {
            return Ok(false);
        }
    }
    Ok(true)
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}
