//! Which kinds of job make a paper.

use super::job::CATALOGUE;
use lineproof_domain::catalogue::{DocumentKind, Gate};

/// The job kinds that make a paper.
pub fn kinds_of(paper: &DocumentKind) -> Vec<&'static str> {
    let makes =
        |gate: &Gate| matches!(gate, Gate::Document { document, .. } if *document == paper.key);
    let kinds: Vec<&str> = CATALOGUE
        .job_kinds
        .iter()
        .filter(|kind| kind.steps.iter().any(|step| step.gates.iter().any(makes)))
        .map(|kind| kind.key.as_str())
        .collect();
    assert!(!kinds.is_empty(), "no job makes {}", paper.key);
    kinds
}
