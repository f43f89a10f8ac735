use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A word of the trade in both languages, as the job's pinned catalogue has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The customer's service level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// 金牌.
    Gold,
    /// 银牌.
    Silver,
    /// 铜牌.
    Bronze,
    /// 标准.
    Standard,
}

/// A person of ours, as far as a line of text needs him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonRef {
    /// Who.
    pub id: Uuid,
    /// The name as people say it.
    pub name: String,
    /// The company when it is not ours (outsourced maintainer).
    pub company: Option<String>,
}

/// A device, as far as a line of text needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeviceRef {
    /// Which device.
    pub id: Uuid,
    /// Its name, for example `FIELD-07`.
    pub name: String,
    /// When headquarters last heard from it; absent before its first contact.
    pub last_contact_at: Option<DateTime<FixedOffset>>,
}

/// When something happened: what the writer said, and what headquarters makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventTime {
    /// The time as the device or the person said it.
    pub at: DateTime<FixedOffset>,
    /// How exactly it was said.
    pub precision: TimePrecision,
    /// Earliest time that headquarters thinks possible; absent for headquarters' own events.
    pub earliest: Option<DateTime<FixedOffset>>,
    /// Latest time that headquarters thinks possible.
    pub latest: Option<DateTime<FixedOffset>>,
    /// Whether the device had no contact with headquarters while it recorded this.
    pub recorded_offline: bool,
    /// When headquarters received it.
    pub received_at: Option<DateTime<FixedOffset>>,
}

/// How exactly a time was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TimePrecision {
    /// To the minute.
    Minute,
    /// To the second.
    Second,
}
