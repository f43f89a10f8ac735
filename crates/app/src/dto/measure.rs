use lineproof_domain::registry::body;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AnswerOption, Words};

/// A value that the job asks for, its limit and its verdict. Several runs are several lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Metric {
    /// Names it in `record_measurement`.
    pub key: String,
    /// This end or the whole line.
    pub scope: Scope,
    /// 客户端收光 1310
    pub name: Words,
    /// `dBm`, `ms`, `%`; empty for a text.
    pub unit: String,
    /// How to measure it, one line.
    pub method: Option<Words>,
    /// How it is entered.
    pub input: MetricInput,
    /// The answers of a choice.
    pub choices: Vec<AnswerOption>,
    /// What is allowed.
    pub limit: Limit,
    /// Where the limit comes from.
    pub origin: LimitOrigin,
    /// Its value.
    pub value: Option<String>,
    /// Which run it is: 1, 2, 3.
    pub run: u32,
    /// Which way along the line, where that was said.
    pub direction: Option<Direction>,
    /// How many runs there are.
    pub runs: u32,
    /// Typed or read from a file.
    pub source: Option<ValueSource>,
    /// Said beside the value.
    pub remark: Option<String>,
    /// The value is outside what is advised: a remark must say why.
    pub wants_remark: bool,
    /// The opinion of the rules.
    pub verdict: Verdict,
    /// Must be there.
    pub required: bool,
}

/// Which part of the line was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// This office's section.
    Local,
    /// From end to end.
    E2e,
}

/// Which way along the line a trace was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// From end A to end Z.
    AToZ,
    /// From end Z to end A.
    ZToA,
    /// Both ways at once.
    Both,
}

impl Direction {
    /// As the record has it.
    pub(crate) fn recorded(self) -> body::Direction {
        match self {
            Self::AToZ => body::Direction::AToZ,
            Self::ZToA => body::Direction::ZToA,
            Self::Both => body::Direction::Both,
        }
    }

    /// As screens see it.
    pub(crate) fn shown(recorded: body::Direction) -> Self {
        match recorded {
            body::Direction::AToZ => Self::AToZ,
            body::Direction::ZToA => Self::ZToA,
            body::Direction::Both => Self::Both,
        }
    }
}

/// How a value is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MetricInput {
    /// A decimal number.
    Number,
    /// A short text (addresses).
    Text,
    /// Works or does not.
    YesNo,
    /// One of the metric's choices.
    Choice,
}

/// What is allowed. Numbers are decimal text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Limit {
    /// Nothing is judged, only written down.
    Open,
    /// Between two values.
    Range {
        /// Lowest good value.
        low: String,
        /// Highest good value.
        high: String,
    },
    /// Not above.
    AtMost {
        /// Highest good value.
        high: String,
    },
    /// Not below.
    AtLeast {
        /// Lowest good value.
        low: String,
    },
    /// Exactly this.
    Equal {
        /// The good value.
        value: String,
    },
    /// Must work.
    Works,
}

/// Where a limit comes from. A default is called one, never a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LimitOrigin {
    /// The order.
    Order,
    /// The carrier's profile.
    Carrier,
    /// A public source.
    Public,
    /// The catalogue's default.
    Default,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ValueSource {
    /// Typed in.
    Typed,
    /// Read from a trace.
    Trace,
}

/// The opinion of the rules on a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// The opinion.
    pub is: VerdictKind,
    /// By how much, in the metric's unit and always positive: to spare when good, beyond when bad.
    pub margin: Option<String>,
    /// A bad value is below the lowest (else above the highest).
    pub below: bool,
    /// The calibration of its instrument had run out on the day it was read.
    pub out_of_calibration: bool,
}

/// The possible opinions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum VerdictKind {
    /// 合格
    Pass,
    /// 不合格
    Fail,
    /// 要看: two values that disagree, or one a person must judge.
    Flag,
    /// 缺
    Miss,
    /// 已记: nothing to judge.
    Noted,
}

/// An instrument used on the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Instrument {
    /// The event that noted it.
    pub event: String,
    /// Its kind in the catalogue: `power_meter`, `otdr` ...
    pub kind: String,
    /// What that kind is called: 光功率计.
    pub name: Words,
    /// Model.
    pub model: String,
    /// Serial number.
    pub serial: String,
    /// Calibrated until, `YYYY-MM-DD`.
    pub calibrated_until: Option<String>,
    /// How it is set.
    pub settings: Option<String>,
    /// That date has passed.
    pub expired: bool,
}

/// A kind of instrument that can be noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InstrumentKind {
    /// Its key in the catalogue.
    pub kind: String,
    /// What it is called.
    pub name: Words,
    /// What to note of how it is set, one line.
    pub note: Option<Words>,
}
