//! What the console and headquarters say to each other.
//!
//! Everything is JSON in camelCase. Times are RFC 3339 with offset, dates `YYYY-MM-DD`, hashes 64 lower-case hex digits,
//! measured numbers decimal text with a point. Words of the trade come from the job's pinned catalogue in both languages
//! ([`Text`]); every other word is a Fluent key of the console, chosen by the codes below, so the server never sends prose.
//!
//! # Routes
//!
//! | route | takes | answers | problems beside `unauthenticated`, `internal` |
//! |---|---|---|---|
//! | `POST /api/session` | [`Login`] | 200 [`Session`] and the cookie | `login-wrong`, `login-throttled` |
//! | `DELETE /api/session` | | 204, cookie cleared | |
//! | `GET /api/session` | | [`Session`] | |
//! | `GET /api/jobs` | query [`JobFilter`] | [`JobList`] | `invalid` |
//! | `POST /api/jobs` | [`DispatchJob`] | 201 [`Dispatched`] | `invalid`, `order-no-taken`, `assignee-unknown`, `assignee-without-device`, `catalogue-missing` |
//! | `POST /api/due-date` | [`DueDateQuestion`] | [`DueDateAnswer`] | `invalid`, `catalogue-missing` |
//! | `GET /api/catalogue` | | [`CatalogueSummary`] | `catalogue-missing` |
//! | `GET /api/people` | | [`People`] | |
//! | `GET /api/calendar` | | [`CalendarInForce`] | |
//! | `POST /api/calendar` | [`CalendarImport`] | [`CalendarAnswer`] | `invalid`, `body-too-large` |
//! | `GET /api/jobs/{id}/summary` | | [`JobSummary`] | `not-found` |
//! | `GET /api/jobs/{id}` | | [`JobRecord`] | `not-found` |
//! | `GET /api/jobs/{id}/blobs/{sha256}` | query `download=1` optional | the bytes | `not-found`, `blob-not-here` |
//! | `POST /api/jobs/{id}/cancel` | [`CancelJob`] | [`JobSummary`] | `not-found`, `invalid`, `job-closed` |
//! | `POST /api/jobs/{id}/reassign` | [`ReassignJob`] | [`JobSummary`] | `not-found`, `invalid`, `job-closed`, `assignee-unknown`, `assignee-without-device` |
//! | `POST /api/jobs/{id}/amend` | [`AmendJob`] | [`JobSummary`] | `not-found`, `invalid`, `job-closed`, `plan-changed`, `order-no-taken` |
//! | `POST /api/jobs/{id}/choose-report` | [`ChooseReport`] | [`JobSummary`] | `not-found`, `invalid`, `nothing-to-choose` |
//! | `POST /api/jobs/{id}/acts` | [`DoAct`] | [`JobSummary`] | `not-found`, `invalid`, `job-closed`, `nothing-to-decide` |
//! | `GET /api/events` | | server-sent events, see [`LiveEvent`] | |
//! | `GET /api/notices` | | [`Notices`] | |
//!
//! # Rules for every route
//!
//! * The session is the cookie `lineproof_session`: `HttpOnly`, `SameSite=Strict`, `Path=/`, and `Secure` when served over TLS.
//!   Every route but `POST /api/session` answers 401 `unauthenticated` without it; all need the role supervisor.
//! * Requests that change something must be `Content-Type: application/json` and carry `X-Lineproof: console`, which a foreign
//!   page cannot send; without it the answer is 403 `forbidden`.
//! * A failure is `application/problem+json` as [`Problem`]; its `code` is one of [`ProblemCode`].
//! * JSON answers carry `Cache-Control: no-store`. Blobs are named by their hash, so they carry
//!   `Cache-Control: private, max-age=31536000, immutable`, their own `Content-Type`, `X-Content-Type-Options: nosniff`,
//!   `Content-Security-Policy: sandbox` for anything but PDF and pictures, and `Content-Disposition: inline` for PDF, JPEG and
//!   PNG, `attachment; filename=..` for everything else and whenever `download=1` is asked. A blob is served only when an event of
//!   that very job attaches it.
//! * Every path outside `/api` and `/v1` that names no file of the built console answers its `index.html`: the console keeps its
//!   place in the address (`/jobs/{id}`). An unknown path under `/api` is a problem, never that page.
//! * Headquarters' own clock stands in each answer that the console must tick from (`now`).

mod calendar;
mod deeds;
mod evidence;
mod form;
mod jobs;
mod live;
mod parts;
mod people;
mod problem;
mod record;
mod session;
mod trade;
mod verification;

pub use calendar::{CalendarAnswer, CalendarImport, CalendarInForce, CalendarYear};
pub use deeds::{Decision, DecisionKind, DoAct, OfficeAct};
pub use evidence::{
    BlobLevel, BlobRef, Document, DocumentState, DocumentVerification, Limit, LimitOrigin,
    MeasuredValue, Measurement, Photo, PhotoSlot, SignatureCheck, SignatureField, Trace,
    TraceEvent, TraceEventKind, TraceFacts, ValueSource, Verdict, Withdrawal,
};
pub use form::{
    AmendJob, Appointment, CancelJob, CatalogueSummary, Choice, ChooseReport, Contact, Customer,
    DispatchJob, Dispatched, DueDate, DueDateAnswer, DueDateQuestion, FormDetails, JobForm,
    KindChoice, KindNeeds, LevelWord, OfficeRole, ProfileChoice, ReassignJob, Site, SuspendChoice,
    SymptomChoice,
};
pub use jobs::{
    Clock, ClockAddition, ClockPause, ClockState, JobCounts, JobFilter, JobList, JobPhase, JobRow,
    JobStateFilter, WhereNow,
};
pub use live::{JobChanged, LiveEvent, LiveHello, Notice, NoticeKind, Notices};
pub use parts::{DeviceRef, EventTime, Level, PersonRef, Text, TimePrecision};
pub use people::{DeviceState, Engineer, EngineerDevice, People};
pub use problem::{FieldProblem, FieldProblemCode, Problem, ProblemCode};
pub use record::{
    CompletionChoice, FlagKind, JobFlag, JobRecord, JobSummary, Missing, MissingGroup, MissingKind,
    Plan, TimelineEntry, TimelineMark,
};
pub use session::{Login, Session, SessionPerson};
pub use trade::{TradeKind, TradeRow, TradeSection, TradeState};
pub use verification::{
    ChainCheck, FileCheck, InstrumentCheck, Quarantined, ReceiptCheck, SignatureSum, Verification,
    VerificationState,
};
