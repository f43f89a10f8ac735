//! Rules of the house that a compiler does not know. One check a file; each says where, what, what to do.

mod backend_only;
mod dependencies;
mod leftovers;
mod length;
mod lint_table;
mod literals;
mod machine_paths;
mod markup;
mod messages;
mod platform_only;
mod rooms;
mod skipped;
mod tree;

use crate::workspace;
use anyhow::Result;
use serde_json::Value;
use std::fmt;
use tree::Tree;

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    what: String,
    to_do: &'static str,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>, to_do: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            line,
            what: what.into(),
            to_do,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            what,
            to_do,
        } = self;
        write!(out, "{path}:{line}: {what}; {to_do}")
    }
}

/// What one check found.
pub struct Checked {
    /// The rule, as a sentence.
    pub rule: &'static str,
    /// Where it is broken.
    pub findings: Vec<Finding>,
}

/// What all checks look at.
struct Project {
    tree: Tree,
    metadata: Value,
}

type Check = fn(&Project) -> Vec<Finding>;

const CHECKS: &[(&str, Check)] = &[
    (
        "rooms use only the rooms that docs/ARCHITECTURE.md allows",
        |project| rooms::check(&project.tree, &project.metadata),
    ),
    (
        "every direct dependency is listed with its reason",
        |project| dependencies::check(&project.tree, &project.metadata),
    ),
    (
        "every package takes the lint table of the workspace",
        |project| lint_table::check(&project.tree),
    ),
    (
        "differences of operating systems live in platform modules",
        |project| platform_only::check(&project.tree),
    ),
    (
        "the desktop's bridge is called in backend folders only",
        |project| backend_only::check(&project.tree),
    ),
    ("no file is longer than 500 lines", |project| {
        length::check(&project.tree)
    }),
    ("no text stands in the screens' code", |project| {
        literals::check(&project.tree)
    }),
    (
        "every text key exists in both languages and is used",
        |project| messages::check(&project.tree),
    ),
    ("no test is switched off", |project| {
        skipped::check(&project.tree)
    }),
    ("nothing is left for later in the code", |project| {
        leftovers::check(&project.tree)
    }),
    ("no path of one machine is written down", |project| {
        machine_paths::check(&project.tree)
    }),
];

/// Runs every check over the work tree.
pub fn check_all() -> Result<Vec<Checked>> {
    let project = Project {
        tree: Tree::read(&workspace::root()?)?,
        metadata: workspace::metadata()?,
    };
    Ok(CHECKS
        .iter()
        .map(|(rule, check)| Checked {
            rule,
            findings: check(&project),
        })
        .collect())
}

/// `cargo xtask tidy`: prints every finding; false if there is one.
pub fn run() -> Result<bool> {
    let mut clean = true;
    for Checked { rule, findings } in check_all()? {
        let verdict = if findings.is_empty() { "ok" } else { "FAILED" };
        println!("tidy: {rule} ... {verdict}");
        for finding in &findings {
            println!("{finding}");
        }
        clean &= findings.is_empty();
    }
    Ok(clean)
}
