use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Storage, Words};

/// The short forms; each entry kept is an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 人员
    People,
    /// 环路点
    Loops,
    /// 进展
    Progress,
    /// 联系报障人
    Contact,
    /// 隐患
    Findings,
    /// 原因
    Cause,
    /// 停钟
    Suspend,
    /// 延期
    Extension,
    /// 资源确认
    ResourceAnswer,
    /// 告知结果
    Result,
    /// 报告
    Report,
    /// 资源移交
    Handover,
    /// 测试条件
    TestRuns,
}

/// The short forms of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Records {
    /// One after another.
    pub forms: Vec<RecordForm>,
}

/// A short form with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordForm {
    /// Which.
    pub kind: RecordKind,
    /// 人员登记
    pub title: Words,
    /// What adding one is called: 记一个人.
    pub add: Words,
    /// The step cannot be closed without an entry.
    pub required: bool,
    /// An entry can be added although the job is finished.
    pub afterwards: bool,
    /// What stands, newest last.
    pub entries: Vec<RecordEntry>,
    /// What a new entry asks for.
    pub fields: Vec<RecordField>,
    /// A half-written entry kept on this device: field to text.
    pub draft: BTreeMap<String, String>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordEntry {
    /// Names it in `end_record`.
    pub event: String,
    /// When.
    pub at: String,
    /// What it says, the first line the most telling.
    pub lines: Vec<RecordLine>,
    /// How it stands, where that can change.
    pub state: RecordState,
    /// More about how it stands: 已提请停钟，批之前时钟照走.
    pub note: Option<Words>,
    /// What ending it is called, where it can be ended now: 拆环.
    pub end: Option<Words>,
    /// Where it is.
    pub storage: Storage,
}

/// How an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RecordState {
    /// Said, and that is all.
    Noted,
    /// Something has to follow: a loop to take off, a finding to mend.
    Open,
    /// Headquarters has not answered.
    Asked,
    /// Headquarters said yes.
    Approved,
    /// Headquarters said no.
    Rejected,
    /// Ended: taken off, mended, gone on.
    Ended,
    /// Another entry stands against it.
    Disputed,
}

/// A named value of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordLine {
    /// Name of the field.
    pub name: Words,
    /// Its value.
    pub value: Words,
}

/// A field of a short form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordField {
    /// Names it in [`RecordInput`].
    pub key: String,
    /// Its name.
    pub name: Words,
    /// How it is filled in.
    pub kind: FieldKind,
    /// Must be filled in.
    pub required: bool,
    /// Unit of a number.
    pub unit: Option<String>,
    /// What can be chosen.
    pub options: Vec<RecordOption>,
    /// What stands in it before anybody has typed.
    pub prefill: Option<Words>,
    /// Who reads the text, so that words can be thought over.
    pub reader: Option<Reader>,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldKind {
    /// A line.
    Text,
    /// Several lines.
    Long,
    /// One of few.
    Choice,
    /// One of many.
    Pick,
    /// `2027-03-31`.
    Date,
    /// `2027-03-31 14:30`.
    Time,
    /// A number to call.
    Phone,
    /// A decimal number.
    Number,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordOption {
    /// What is stored.
    pub value: String,
    /// What it is called.
    pub name: Words,
    /// Heading over it in a list of many.
    pub group: Option<Words>,
    /// What whoever chooses it must know.
    pub note: Option<Words>,
    /// Fields that get this text as long as nobody has typed in them.
    pub sets: Vec<FieldText>,
    /// A field of which only some options then fit.
    pub narrows: Option<Narrowing>,
}

/// A text for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldText {
    /// The field.
    pub field: String,
    /// The text or the value chosen.
    pub text: Words,
}

/// The options of a field that fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Narrowing {
    /// The field.
    pub field: String,
    /// What can be chosen in it.
    pub values: Vec<String>,
}

/// Who reads a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Reader {
    /// A customer, on paper or told.
    Customer,
    /// Colleagues, in the ticket.
    Ticket,
}

/// A new entry of a short form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordInput {
    /// Which form.
    pub kind: RecordKind,
    /// Field to what was typed or chosen; empty fields may be left out.
    pub values: BTreeMap<String, String>,
}

/// Words to think over in a text. Nothing is refused for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TextWarning {
    /// The words found.
    pub words: String,
    /// What to write instead.
    pub advice: Words,
}

/// A progress report that is due, with its form, half written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// When it is due.
    pub due: String,
    /// Past due.
    pub overdue: bool,
    /// The form.
    pub form: RecordForm,
}
