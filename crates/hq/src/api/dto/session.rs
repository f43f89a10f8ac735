use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Name and password of a supervisor.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Login {
    /// The login name given by `lineproof-hq user`.
    pub name: String,
    /// The password. Never logged, never echoed.
    pub password: String,
}

/// Who is logged in, and what kind of headquarters this is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Who.
    pub person: SessionPerson,
    /// When this session ends unless it is used again.
    pub expires_at: DateTime<FixedOffset>,
    /// Headquarters' clock while answering.
    pub now: DateTime<FixedOffset>,
    /// Whether this headquarters runs on sample data; the console then says so on every screen.
    pub sample_data: bool,
    /// The program's version.
    pub version: String,
}

/// The logged-in person.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionPerson {
    /// Who.
    pub id: Uuid,
    /// The name as people say it.
    pub name: String,
    /// Title, for example the post in the response centre.
    pub title: String,
}
