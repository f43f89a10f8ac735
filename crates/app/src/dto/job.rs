use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Clock, Reminder, Step, Storage, Words};

/// A job as the engineer works on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobView {
    /// The job.
    pub id: String,
    /// Its order number.
    pub order_no: String,
    /// Its kind.
    pub kind: JobKind,
    /// Full name of the customer.
    pub customer: String,
    /// Where the work is.
    pub address: String,
    /// What is delivered: 互联网专线 200M.
    pub service: Words,
    /// The customer's level.
    pub level: Level,
    /// Every clock, the leading one last (at the end of the head).
    pub clocks: Vec<Clock>,
    /// A progress report that is due.
    pub reminder: Option<Reminder>,
    /// The order in facts: circuit, sites, distance, dates.
    pub facts: Vec<Fact>,
    /// Whom to call.
    pub contacts: Vec<Contact>,
    /// All steps in their order; any can be opened at any time.
    pub steps: Vec<Step>,
    /// The first step that still lacks something.
    pub current_step: String,
    /// Everything missing, step by step.
    pub missing: Vec<MissingItem>,
    /// What happened to the job meanwhile.
    pub flags: Vec<JobFlag>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
    /// Completed, cancelled or written by a newer program: nothing can be changed.
    pub read_only: bool,
}

/// The kinds of job; words and icon under `field-kind-<key>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum JobKind {
    /// 资源核查
    Survey,
    /// 开通
    Install,
    /// 调整：数据
    AdjustConfig,
    /// 调整：移机
    AdjustMove,
    /// 停机
    StopTemporary,
    /// 拆机
    StopPermanent,
    /// 巡检
    Inspection,
    /// 体检
    HealthCheck,
    /// 协查
    FaultAssist,
    /// 抢修
    FaultInterruption,
    /// 割接
    Cutover,
    /// 保障
    Assurance,
    /// 验收
    Acceptance,
    /// 整改
    Rectification,
    /// A kind that only the office's own catalogue has.
    Other,
}

/// The customer's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// 金牌
    Gold,
    /// 银牌
    Silver,
    /// 铜牌
    Bronze,
    /// 标准
    Standard,
}

/// A fact of the order; its name stands under `field-fact-<key>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Which fact.
    pub key: FactKey,
    /// Its value as written in the order; dates are RFC 3339.
    pub value: String,
    /// What a value out of the catalogue is called.
    pub words: Option<Words>,
}

/// The facts a job head can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum FactKey {
    /// 电路编号
    CircuitNo,
    /// 电路名称
    CircuitName,
    /// 速率, Mbit/s
    RateMbps,
    /// 局端
    ASite,
    /// 客户端
    ZSite,
    /// 皮长, km
    DistanceKm,
    /// 受理时间
    ReceivedAt,
    /// 预约时间
    Appointment,
    /// 答应客户的日期
    PromisedOn,
    /// 算出来的期限
    ComputedDue,
    /// 主调局, 被调局
    OfficeRole,
    /// 现象
    Symptom,
    /// 客户报障的话
    CustomerSaid,
    /// 接入点数
    Points,
    /// 资源核查到哪
    ResourceCase,
    /// 割接批复号
    ApprovalNo,
    /// 电路开通日
    OpenedOn,
    /// 不合格的点
    FailedPoints,
    /// 这条电路近来的故障
    EarlierFaults,
    /// 派单的话
    Remark,
}

/// Somebody to call about the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Number as written.
    pub phone: Option<String>,
    /// What he is to this job.
    pub role: ContactRole,
}

/// What a contact is to the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ContactRole {
    /// At the customer.
    Customer,
    /// The account manager.
    Manager,
    /// At the other end of the line.
    FarEnd,
}

/// One thing that is missing, and where it is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MissingItem {
    /// The step that holds it.
    pub step: String,
    /// By when.
    pub when: MissingWhen,
    /// What it is.
    pub kind: MissingKind,
    /// Where it is put right: slot code, metric key, question item, `trace`, document kind,
    /// `<document kind>/<field>` of a signature, milestone key (`arrive`), `record-<kind>`, `inspect-<key>`, `triage`.
    pub place: String,
    /// Its name; a photo's with its code: 着装照 I02.
    pub name: Words,
    /// The step stays open without it; else it is only advised.
    pub must: bool,
    /// It is there, but a person must look at it.
    pub flagged: bool,
}

/// By when a missing thing is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MissingWhen {
    /// Before leaving the site.
    BeforeLeaving,
    /// It can be done afterwards.
    Afterwards,
}

/// What kind of thing is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MissingKind {
    /// A photo.
    Photo,
    /// A measured value.
    Measurement,
    /// A trace file.
    Trace,
    /// An answer or check.
    Answer,
    /// A document to make, or to make again.
    Document,
    /// A signature.
    Signature,
    /// A milestone such as arriving or opening the line.
    Milestone,
    /// An entry of a short form, or a part of one.
    Record,
    /// An inspection item.
    Inspection,
    /// A question that narrows a fault down.
    Triage,
}

/// Something that happened to the job beside the engineer; words under `field-flag-<code>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobFlag {
    /// Which.
    pub code: JobFlagCode,
    /// The arguments of its words.
    pub args: BTreeMap<String, String>,
    /// What it is about, as `item` among the arguments.
    pub subject: Option<Words>,
}

/// What can happen to a job beside the engineer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum JobFlagCode {
    /// `from`, `to`: the order changed; earlier work is bound to the older one.
    PlanChanged,
    /// `reason`: cancelled; what was done is kept.
    Cancelled,
    /// `name`: given to somebody else; what was done is kept.
    Reassigned,
    /// The subject has two values, one must be chosen.
    TwoValues,
    /// The subject keeps a step open: work does not go on.
    Blocked,
    /// `what`: something came in an order that cannot be; it is kept, and headquarters sees it.
    OutOfPlace,
    /// `orders`: the same circuit failed for the same cause not long ago.
    RepeatedFault,
    /// Completed by two people.
    DoubleCompleted,
    /// Came from a newer program: shown, but update to edit.
    UpdateNeeded,
}

/// A note on the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// When.
    pub at: String,
    /// What.
    pub text: String,
    /// Where it is.
    pub storage: Storage,
}
