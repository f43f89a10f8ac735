use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{PersonRef, Text};

/// A part of the record that only some kinds of job have.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TradeSection {
    /// Which part.
    pub kind: TradeKind,
    /// Its entries in the record's order, at least one.
    pub rows: Vec<TradeRow>,
}

/// The parts of the record that only some kinds of job have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TradeKind {
    /// The fault ticket.
    Fault,
    /// Why the service failed.
    Cause,
    /// Stops of the clocks, asked for and answered.
    Suspensions,
    /// Requests for a later date and approved ones.
    Extensions,
    /// Progress reports.
    Progress,
    /// Calls to the customer and what he was told.
    Contacts,
    /// Hazards and defects.
    Findings,
    /// Answers of an inspection that are not in order.
    Inspection,
    /// Points that failed an acceptance or a spot check.
    Failures,
    /// Loop points.
    Loops,
    /// The people register.
    People,
    /// The answer to a resource check.
    Resource,
    /// Under what conditions tests ran.
    Tests,
}

/// One entry of such a part.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TradeRow {
    /// The event.
    pub event: Uuid,
    /// When it happened, as the person says.
    pub at: Option<DateTime<FixedOffset>>,
    /// Who wrote it.
    pub by: Option<PersonRef>,
    /// What it is.
    pub title: Text,
    /// In the author's own words.
    pub note: Option<String>,
    /// Further facts, ready to be shown one after the other.
    pub facts: Vec<Text>,
    /// How it stands, where it can stand open.
    pub state: Option<TradeState>,
}

/// How an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum TradeState {
    /// Nobody has answered it yet.
    Pending,
    /// Approved.
    Approved,
    /// Rejected.
    Rejected,
    /// Still there: a loop that is set, a finding that is not mended.
    Open,
    /// Done: a loop taken off, a finding mended, a customer reached.
    Done,
}
