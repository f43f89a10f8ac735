use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Direction, Scope, SignerRole};

/// A device's first contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EnrolInput {
    /// The one-time code; spaces and case do not matter.
    pub code: String,
    /// The new PIN or passphrase, as `LockView::new_secret` asks.
    pub secret: String,
}

/// An answer to a question of a step. Answering again corrects the earlier answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerInput {
    /// The step.
    pub step: String,
    /// The question.
    pub item: String,
    /// A chosen value, `yes`/`no`/`na` of a check, or the text.
    pub value: String,
    /// Said beside it.
    pub remark: Option<String>,
}

/// A measured value. Recording again corrects the earlier one of the same run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MeasurementInput {
    /// The metric.
    pub metric: String,
    /// This end or the whole line.
    pub scope: Scope,
    /// As typed; a comma or the minus sign U+2212 are understood. `yes`/`no` where it works or not.
    pub value: String,
    /// Which run, where there are several.
    pub run: Option<u32>,
    /// Which way along the line, where the run has one.
    pub direction: Option<Direction>,
    /// Said beside it; wanted where the value is outside what is advised.
    pub remark: Option<String>,
}

/// An instrument used on the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InstrumentInput {
    /// Its kind in the catalogue, one of `Metrics::instrument_kinds`.
    pub kind: String,
    /// Model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// Calibrated until, `YYYY-MM-DD`.
    pub calibrated_until: Option<String>,
    /// How it is set, as its kind's note asks.
    #[serde(default)]
    pub settings: Option<String>,
}

/// A drawn signature, bound to the pages that were shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignInput {
    /// The document.
    pub document: String,
    /// Whose field.
    pub field: SignerRole,
    /// Name of the signer.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Number.
    pub phone: Option<String>,
    /// `satisfied`, `fair` or `unsatisfied`, where it was asked.
    pub satisfaction: Option<String>,
    /// What the signer wants written beside it.
    pub remark: Option<String>,
    /// SHA-256 of the revision that was on the screen (`SigningView::pages_hash`).
    pub pages_hash: String,
    /// The ink.
    pub ink: Ink,
}

/// Strokes on a pad.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Ink {
    /// Width of the pad, CSS pixels.
    pub width: f64,
    /// Height of the pad.
    pub height: f64,
    /// One list of points per stroke.
    pub strokes: Vec<Vec<InkPoint>>,
}

/// A point of a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InkPoint {
    /// From the left, CSS pixels.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Milliseconds since the first point of the signature.
    pub t: f64,
    /// Pressure, 0 to 1; 0.5 where the device measures none.
    pub p: f64,
}
