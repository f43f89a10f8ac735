use serde::{Deserialize, Serialize};
use specta::Type;

use super::{FilledWords, RecordForm, Words};

/// The items that an inspection or a health check goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Inspection {
    /// The items in order.
    pub items: Vec<InspectionLine>,
    /// The form of a finding; an abnormal item opens it with the item set.
    pub finding: RecordForm,
}

/// An inspection item with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InspectionLine {
    /// `01`
    pub key: String,
    /// Names it in `give_answer`.
    pub item: String,
    /// What is looked at.
    pub name: Words,
    /// How.
    pub how: Words,
    /// What is good.
    pub limit: Words,
    /// Must be answered; else once a year is enough.
    pub required: bool,
    /// `ok`, `abnormal` or `na`.
    pub value: Option<String>,
    /// Said beside it.
    pub remark: Option<String>,
    /// How many findings name it.
    pub findings: u32,
}

/// A fault narrowed down question by question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Triage {
    /// What can be noticed on this service.
    pub symptoms: Vec<SymptomChoice>,
    /// Names the symptom in `give_answer`.
    pub symptom_item: String,
    /// The symptom said.
    pub symptom: Option<String>,
    /// The symptom the ticket names.
    pub suggested: Option<String>,
    /// The questions answered so far, in order.
    pub path: Vec<TriageAsked>,
    /// The question in hand.
    pub current: Option<TriageAsked>,
    /// Where the questions led.
    pub outcome: Option<TriageOutcome>,
}

/// A symptom to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SymptomChoice {
    /// `Y01`
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageAsked {
    /// Names it in `give_answer`.
    pub item: String,
    /// The question.
    pub ask: Words,
    /// How to find the answer.
    pub how: Words,
    /// The answers; the last one says that it cannot be measured now.
    pub answers: Vec<TriageChoice>,
    /// The answer given.
    pub value: Option<String>,
}

/// An answer and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageChoice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub name: Words,
    /// The next question, or the suspected cause, or what to do.
    pub leads: Option<Words>,
}

/// Where the questions led.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageOutcome {
    /// The suspected cause; the form of the cause begins with it.
    pub cause: Option<Words>,
    /// What to do.
    pub advice: Option<Words>,
}

/// Everything there is to say and to heed, for looking up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CardBox {
    /// What to say, card by card.
    pub scripts: Vec<Card>,
    /// What not to say.
    pub forbidden: Vec<Lesson>,
    /// How to behave.
    pub conduct: Vec<Lesson>,
}

/// A script card in the finder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// Its number.
    pub code: String,
    /// When to say it.
    pub when: Words,
    /// What to say.
    pub say: FilledWords,
    /// What not to say.
    pub avoid: Option<Words>,
    /// Offered for this kind of job.
    pub fits: bool,
}

/// Something to heed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Lesson {
    /// Its code.
    pub code: String,
    /// Its name, where it has one.
    pub name: Option<Words>,
    /// What it says.
    pub text: Words,
}
