//! What a supervisor adds to a job: see [`crate::deeds`].

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::{Path, State};
use lineproof_domain::ids::EventId;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{DocumentOverridden, ExtensionApproved};
use lineproof_domain::registry::trade::{
    CustomerContacted, ExtensionRejected, FaultSigned, InspectionFailed, ProgressReported,
    RecoveryConfirmed, Rectified, ResourceHandedOver, ResourceUpdated, ResultTold, SuspendApproved,
    SuspendEnded, SuspendRejected,
};

use super::ApiProblem;
use super::acts::{MAX_REASON_CHARS, MIN_REASON_CHARS, act};
use super::dto::{DoAct, FieldProblemCode, JobSummary, OfficeAct, Problem};
use super::form::{FieldCheck, MAX_NAME_CHARS};
use super::guard::{Supervisor, read_json};
use super::jobs::named;
use crate::deeds::Deed;
use crate::server::Server;

const MAX_POINTS: usize = 50;

/// Add to a job what a supervisor says or decides.
#[utoipa::path(post, path = "/api/jobs/{id}/acts", params(("id" = Uuid, Path)), request_body = DoAct,
    responses((status = 200, body = JobSummary), (status = "4XX", body = Problem)))]
pub(super) async fn do_act(
    State(server): State<Server>,
    supervisor: Supervisor,
    Path(job): Path<String>,
    body: Bytes,
) -> Result<Json<JobSummary>, ApiProblem> {
    let job = named(&job)?;
    let asked: DoAct = read_json(&server, body).await?;
    let by = supervisor.person.id;
    let deed = Deed {
        id: EventId(asked.id),
        at: asked.at,
        body: body_of(asked.act)?,
    };
    act(&server, job, move |hq| hq.deed(by, job, deed)).await
}

/// The event of an act, its texts trimmed and checked.
fn body_of(act: OfficeAct) -> Result<Body, ApiProblem> {
    let mut check = FieldCheck::default();
    let body = match act {
        OfficeAct::SuspendApproved {
            proposal,
            reason,
            from,
            until,
        } => Body::SuspendApproved(SuspendApproved {
            proposal: proposal.map(EventId),
            reason: check.text("reason", &reason, MAX_NAME_CHARS),
            effective_from: from,
            until,
        }),
        OfficeAct::SuspendRejected { proposal, reason } => Body::SuspendRejected(SuspendRejected {
            proposal: EventId(proposal),
            reason: check.reason("reason", &reason),
        }),
        OfficeAct::SuspendEnded { text } => Body::SuspendEnded(SuspendEnded {
            text: Some(check.reason("text", &text)),
        }),
        OfficeAct::ExtensionApproved { day, reason } => {
            Body::ExtensionApproved(ExtensionApproved {
                new_due: day,
                reason: check.reason("reason", &reason),
            })
        }
        OfficeAct::ExtensionRejected { request, reason } => {
            Body::ExtensionRejected(ExtensionRejected {
                request: EventId(request),
                reason: check.reason("reason", &reason),
            })
        }
        OfficeAct::DocumentOverridden { document, reason } => {
            Body::DocumentOverridden(DocumentOverridden {
                document: EventId(document),
                reason: check.reason("reason", &reason),
            })
        }
        OfficeAct::RecoveryConfirmed { person, text } => {
            Body::RecoveryConfirmed(RecoveryConfirmed {
                confirmed_with: check.words("person", person, MAX_NAME_CHARS),
                text: check.words("text", text, MAX_REASON_CHARS),
            })
        }
        OfficeAct::ResultTold { person, text } => Body::ResultTold(ResultTold {
            person: check.words("person", person, MAX_NAME_CHARS),
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
        OfficeAct::CustomerContacted {
            reached,
            person,
            text,
        } => Body::CustomerContacted(CustomerContacted {
            reached,
            person: check.words("person", person, MAX_NAME_CHARS),
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
        OfficeAct::ProgressReported { text, told } => Body::ProgressReported(ProgressReported {
            text: check.reason("text", &text),
            told_customer: told,
        }),
        OfficeAct::ResourceUpdated { text } => Body::ResourceUpdated(ResourceUpdated {
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
        OfficeAct::ResourceHandedOver { text } => Body::ResourceHandedOver(ResourceHandedOver {
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
        OfficeAct::Rectified { text } => Body::Rectified(Rectified {
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
        OfficeAct::FaultSigned => Body::FaultSigned(FaultSigned {}),
        OfficeAct::InspectionFailed { points, text } => Body::InspectionFailed(InspectionFailed {
            points: points_of(&mut check, &points),
            text: check.words("text", text, MAX_REASON_CHARS),
        }),
    };
    check.finish().map_err(ApiProblem::invalid)?;
    Ok(body)
}

fn points_of(check: &mut FieldCheck, points: &[String]) -> Vec<String> {
    if points.is_empty() {
        check.add("points", FieldProblemCode::Required, None);
    }
    if points.len() > MAX_POINTS {
        let limit = Some(MAX_POINTS.to_string());
        check.add("points", FieldProblemCode::OutOfRange, limit);
    }
    points
        .iter()
        .map(|point| check.text("points", point, MAX_REASON_CHARS))
        .collect()
}

impl FieldCheck {
    /// Why something is done: at least two characters.
    pub(super) fn reason(&mut self, field: &str, text: &str) -> String {
        let text = self.text(field, text, MAX_REASON_CHARS);
        if !text.is_empty() && text.chars().count() < MIN_REASON_CHARS {
            self.add(field, FieldProblemCode::Required, None);
        }
        text
    }

    /// Words that may be left out; an empty text counts as none.
    pub(super) fn words(
        &mut self,
        field: &str,
        text: Option<String>,
        most_chars: usize,
    ) -> Option<String> {
        text.map(|text| self.optional(field, &text, most_chars))
            .filter(|text| !text.is_empty())
    }
}
