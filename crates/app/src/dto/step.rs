use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    Document, FilledWords, Inspection, Instrument, InstrumentKind, Metric, PhotoSlot, Records,
    Scope, Trace, Triage, Words,
};

/// One step of a job with everything in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// The step.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// How it stands.
    pub state: StepState,
    /// How many things are missing in it.
    pub missing: u32,
    /// How many a person must look at.
    pub flagged: u32,
    /// How many things it asks for at all.
    pub total: u32,
    /// Why it was closed although something was missing.
    pub reason: Option<String>,
    /// What to say, what was answered, what to do, what to record: in this order.
    pub blocks: Vec<Block>,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    /// Nothing recorded in it yet.
    Untouched,
    /// Begun, or everything is there but it is not closed yet.
    Open,
    /// Closed with everything in it.
    Closed,
    /// Closed with a reason; headquarters looks at it.
    ClosedWithReason,
}

/// A part of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Block {
    /// The facts of the order (the job's own list).
    Facts,
    /// What to say.
    Script(Script),
    /// Questions, checks, short texts.
    Questions(Questions),
    /// What to do, in order.
    Deeds(Deeds),
    /// Photo slots.
    Photos(Photos),
    /// Measured values.
    Metrics(Metrics),
    /// Trace files.
    Traces(Traces),
    /// Documents and their signatures.
    Documents(Documents),
    /// A moment that is told to headquarters.
    Milestone(MilestoneBlock),
    /// Short forms.
    Records(Records),
    /// Inspection items.
    Inspection(Inspection),
    /// A fault narrowed down.
    Triage(Triage),
}

/// A script card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Script {
    /// When to say it: 见到客户先说.
    pub when: Words,
    /// What to say.
    pub say: FilledWords,
    /// What not to say.
    pub avoid: Option<Words>,
}

/// A group of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Questions {
    /// Heading: 客户怎么答.
    pub title: Words,
    /// The questions.
    pub items: Vec<Question>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// Names it in `give_answer`.
    pub item: String,
    /// What is asked; equal to the group's title when it stands alone.
    pub ask: Words,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The unit of a number; it is typed as text and understood in other units too.
    pub unit: Option<String>,
    /// The offered answers of a choice.
    pub options: Vec<AnswerOption>,
    /// The step cannot be closed without it.
    pub required: bool,
    /// The answer: a chosen value, `yes`/`no`/`na` of a check, or the text.
    pub value: Option<String>,
    /// Said beside it.
    pub remark: Option<String>,
    /// The answer lets nobody go on (the customer is not there): what to do.
    pub stop: Option<Words>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QuestionKind {
    /// One of two to four.
    Choice,
    /// Yes, no, not applicable.
    Check,
    /// A line of text.
    Text,
    /// A decimal number in the unit of the question.
    Number,
    /// A day, typed as text.
    Day,
    /// A beginning and an end, typed as text.
    Period,
    /// Latitude and longitude, typed as text.
    Coordinates,
}

/// An offered answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerOption {
    /// What is stored.
    pub value: String,
    /// What it is called.
    pub name: Words,
    /// Whoever answers this says more about it.
    pub asks_remark: bool,
}

/// What to do, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Deeds {
    /// Short sentences.
    pub items: Vec<Words>,
}

/// Photo slots of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Photos {
    /// The slots.
    pub slots: Vec<PhotoSlot>,
}

/// Measured values of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Metrics {
    /// This end or the whole line.
    pub scope: Scope,
    /// The values.
    pub items: Vec<Metric>,
    /// With what was measured; told once in a step, with its first values.
    pub instruments: Vec<Instrument>,
    /// The kinds of instrument that can be noted, told with the instruments.
    pub instrument_kinds: Vec<InstrumentKind>,
}

/// Trace files of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Traces {
    /// The files, newest first.
    pub items: Vec<Trace>,
    /// The step asks for one.
    pub required: bool,
}

/// Documents of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Documents {
    /// The documents.
    pub items: Vec<Document>,
}

/// A moment that is told to headquarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MilestoneBlock {
    /// Which.
    pub milestone: Milestone,
    /// When it was reached.
    pub reached_at: Option<String>,
    /// How many things must be there first (completing: everything before leaving).
    pub waits_for: u32,
}

/// The moments an engineer marks by hand; words under `field-milestone-<key>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Milestone {
    /// 接单
    Accept,
    /// 出发
    Depart,
    /// 到场
    Arrive,
    /// 电路开通
    OpenCircuit,
    /// 恢复
    Restore,
    /// 停业务
    StopService,
    /// 割接开始
    CutoverStart,
    /// 割接完成
    CutoverFinish,
    /// 倒回
    RollBack,
    /// 保障开始
    AssuranceStart,
    /// 保障结束
    AssuranceEnd,
    /// 整改完成
    Rectified,
    /// 离场
    Leave,
    /// 回单.
    ReturnTicket,
    /// 报竣
    Complete,
}
