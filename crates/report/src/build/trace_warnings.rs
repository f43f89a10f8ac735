//! What a reader of a trace should know before trusting it, in the language of the paper.

use super::Basis;
use super::words::Words;
use crate::view::Block;
use lineproof_domain::trace::TraceWarning;

impl Basis<'_> {
    /// Everything that was odd about a trace's file; nothing where nothing was.
    pub(super) fn trace_warnings(&self, warnings: &[TraceWarning]) -> Option<Block> {
        let words = self.words;
        let said: Vec<String> = warnings.iter().map(|one| said(words, one)).collect();
        (!said.is_empty()).then(|| {
            let what = [("what", said.join(&words.say("document-semicolon")).into())];
            Block::Note(words.with("document-trace-warnings", &what))
        })
    }
}

fn said(words: Words, warning: &TraceWarning) -> String {
    let say = |key: &str| words.say(&format!("document-trace-warning-{key}"));
    let with = |key: &str, args: &[(&str, String)]| {
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        words.with(&format!("document-trace-warning-{key}"), &args)
    };
    match warning {
        TraceWarning::ChecksumMissing => say("checksum-missing"),
        TraceWarning::ChecksumNotComputed => say("checksum-not-computed"),
        TraceWarning::ChecksumDiffers => say("checksum-differs"),
        TraceWarning::CutShort {
            expected_bytes,
            actual_bytes,
        } => with(
            "cut-short",
            &[
                ("expected_bytes", expected_bytes.to_string()),
                ("actual_bytes", actual_bytes.to_string()),
            ],
        ),
        TraceWarning::TrailingBytes { count } => {
            with("trailing-bytes", &[("count", count.to_string())])
        }
        TraceWarning::PointCountDiffers { stated, found } => with(
            "point-count-differs",
            &[("stated", stated.to_string()), ("found", found.to_string())],
        ),
        TraceWarning::SeveralPulses { count } => {
            with("several-pulses", &[("count", count.to_string())])
        }
        TraceWarning::NoEventTable => say("no-event-table"),
        TraceWarning::NoTotals => say("no-totals"),
        TraceWarning::EndFromReflection { event } => {
            with("end-from-reflection", &[("event", event.to_string())])
        }
        TraceWarning::EndFromCurve => say("end-from-curve"),
        TraceWarning::NoEnd => say("no-end"),
        TraceWarning::EventsBeyondEnd { count } => {
            with("events-beyond-end", &[("count", count.to_string())])
        }
        TraceWarning::StartMarked { distance_m } => {
            with("start-marked", &[("distance_m", distance_m.to_string())])
        }
        TraceWarning::PositiveReflectance { event, count } => with(
            "positive-reflectance",
            &[("event", event.to_string()), ("count", count.to_string())],
        ),
        TraceWarning::TotalLossRounded => say("total-loss-rounded"),
        TraceWarning::TotalLossImplausible => say("total-loss-implausible"),
        TraceWarning::TextsClipped { count } => {
            with("texts-clipped", &[("count", count.to_string())])
        }
        TraceWarning::ClockNotSet => say("clock-not-set"),
        TraceWarning::SecondCurveCopy { block } => {
            with("second-curve-copy", &[("block", block.clone())])
        }
    }
}
