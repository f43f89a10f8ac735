use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A failure, sent as `application/problem+json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// `urn:lineproof:problem:<code>`.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// A short English title, for logs and tools; the console shows its own words for `code`.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened.
    pub code: ProblemCode,
    /// With `invalid`: which fields, in the form's order.
    pub fields: Vec<FieldProblem>,
    /// With `order-no-taken`: the job that has the number.
    pub job: Option<Uuid>,
    /// With `login-throttled`: seconds to wait.
    pub retry_after_s: Option<u32>,
    /// With `internal`: the number under which the log has the detail.
    pub incident: Option<String>,
}

/// What can go wrong at the console API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// 401: no session, or it has ended.
    Unauthenticated,
    /// 401: name or password do not fit. The same for an unknown name.
    LoginWrong,
    /// 429: too many wrong passwords for this name; wait.
    LoginThrottled,
    /// 403: not a supervisor, or a request from a foreign page.
    Forbidden,
    /// 404: no such job, blob or route.
    NotFound,
    /// 422: some fields cannot be taken as they are.
    Invalid,
    /// 409: another job has this order number.
    OrderNoTaken,
    /// 422: no such engineer, or one who left.
    AssigneeUnknown,
    /// 422: the engineer has no enrolled device that could receive the job.
    AssigneeWithoutDevice,
    /// 409: the plan was changed by somebody else meanwhile.
    PlanChanged,
    /// 409: the job is completed or cancelled.
    JobClosed,
    /// 409: the job was not completed twice, or the report is already chosen.
    NothingToChoose,
    /// 409: what the act answers is not there, or is answered already.
    NothingToDecide,
    /// 404: an event names this file, but headquarters does not have its bytes yet.
    BlobNotHere,
    /// 503: no catalogue is published, so there are no rules to compute with.
    CatalogueMissing,
    /// 413: the request is too large.
    BodyTooLarge,
    /// 500: something inside failed; nothing was changed.
    Internal,
}

/// Why one field cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// The field as a path in the request, for example `customer.contact.phone`.
    pub field: String,
    /// Why.
    pub code: FieldProblemCode,
    /// The limit that was broken (characters, kilometres ..), when there is one.
    pub limit: Option<String>,
}

/// Why one field cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldProblemCode {
    /// Empty.
    Required,
    /// More characters than `limit`.
    TooLong,
    /// Not a number.
    NotANumber,
    /// Not greater than zero, or above `limit`.
    OutOfRange,
    /// In the future.
    InFuture,
    /// Before the earliest that is allowed: a date only moves on, and a stop without a proposal begins now.
    TooEarly,
    /// The end does not lie after the beginning.
    EndBeforeStart,
    /// Not one of the possible values.
    Unknown,
    /// Not a phone number.
    NotAPhone,
    /// More often than `limit`.
    TooOften,
}
