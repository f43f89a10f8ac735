use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The engineers and their devices.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct People {
    /// Headquarters' clock while answering.
    pub now: DateTime<FixedOffset>,
    /// Active engineers by name.
    pub engineers: Vec<Engineer>,
}

/// One engineer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Engineer {
    /// Who.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Phone.
    pub phone: String,
    /// Company.
    pub company: String,
    /// Open jobs he has.
    pub open_jobs: u32,
    /// Open jobs of his whose leading clock has run out.
    pub overdue_jobs: u32,
    /// His devices, the one heard from last first. Without an active one he cannot be given a job.
    pub devices: Vec<EngineerDevice>,
}

/// A device of an engineer.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EngineerDevice {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: DeviceState,
    /// When it was enrolled; absent while only a code was given out.
    pub enrolled_at: Option<DateTime<FixedOffset>>,
    /// When headquarters last heard from it.
    pub last_contact_at: Option<DateTime<FixedOffset>>,
}

/// State of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum DeviceState {
    /// A code was given out, not used yet.
    Invited,
    /// Enrolled.
    Active,
    /// Revoked.
    Revoked,
}
