//! Values that pass.

use lineproof_domain::catalogue::{JudgeContext, Limit, Metric, MetricKind, Outcome, judge};

/// Readings tried in turn until one passes its limit.
const READINGS: [&str; 34] = [
    "0", "1", "-18", "0.1", "0.01", "0.2", "0.3", "2", "3", "5", "-5", "-3", "-10", "-12", "-15",
    "-20", "-25", "10", "20", "22", "25", "30", "45", "50", "54", "75", "100", "120", "220", "-48",
    "500", "1000", "1500", "10000",
];

/// A value of the metric that passes, as an instrument would show it.
pub fn passing(metric: &Metric, context: &JudgeContext) -> String {
    let candidates: Vec<String> = match metric.kind {
        MetricKind::YesNo => vec!["yes".into(), "no".into()],
        MetricKind::Choice => metric
            .choices
            .iter()
            .map(|choice| choice.key.clone())
            .collect(),
        MetricKind::Text => match &metric.limit {
            Limit::Equals { value } => vec![value.clone()],
            _ => vec!["记录".into()],
        },
        MetricKind::Number => label(&metric.key)
            .into_iter()
            .chain(READINGS)
            .map(str::to_owned)
            .collect(),
    };
    let tried = candidates
        .iter()
        .find(|value| passes(metric, value, context));
    tried
        .cloned()
        .unwrap_or_else(|| panic!("no value passes {}: {:?}", metric.key, metric.limit))
}

/// What the label of a module reads.
fn label(metric: &str) -> Option<&'static str> {
    match metric {
        "module.sensitivity" => Some("-27"),
        "module.overload" => Some("-5"),
        _ => None,
    }
}

fn passes(metric: &Metric, value: &str, context: &JudgeContext) -> bool {
    match judge(metric, value, context).outcome {
        Outcome::Pass
        | Outcome::Recorded
        | Outcome::Undecided(_)
        | Outcome::RemarkNeeded
        | Outcome::GoOn => true,
        Outcome::Fail | Outcome::Unreadable => false,
    }
}
