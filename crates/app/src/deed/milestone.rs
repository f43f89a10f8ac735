use lineproof_domain::catalogue::Gate;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{
    CircuitOpened, JobAccepted, JobCompleted, VisitArrived, VisitDeparted, VisitLeft,
};
use lineproof_domain::registry::trade::{
    AssuranceEnded, AssuranceStarted, CutoverFinished, CutoverRolledBack, CutoverStarted,
    FaultAccepted, FaultReturned, Rectified, ServiceRestored, ServiceStopped,
};
use lineproof_domain::rules;

use crate::app::App;
use crate::device::OpenJob;
use crate::dto::{AppError, ErrorCode, JobView, Milestone};

impl App {
    /// Marks a moment. One that was marked stays: its first time counts.
    pub fn mark_milestone(&self, job: &str, milestone: Milestone) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            if open.state.milestones.contains_key(kind(milestone, open)) {
                return Ok(Vec::new());
            }
            if milestone == Milestone::Complete {
                rules::can_complete(&open.state, &open.catalogue, device.now()).map_err(
                    |missing| AppError::new(ErrorCode::StepMissing).with("count", missing.len()),
                )?;
            }
            Ok(vec![device.event(open, body(milestone, open))])
        })
    }
}

fn kind(milestone: Milestone, open: &OpenJob) -> &'static str {
    match milestone {
        Milestone::Accept if takes_faults(open) => "fault.accepted",
        Milestone::Accept => "job.accepted",
        Milestone::Depart => "visit.departed",
        Milestone::Arrive => "visit.arrived",
        Milestone::OpenCircuit => "circuit.opened",
        Milestone::Restore => "service.restored",
        Milestone::StopService => "service.stopped",
        Milestone::CutoverStart => "cutover.started",
        Milestone::CutoverFinish => "cutover.finished",
        Milestone::RollBack => "cutover.rolled_back",
        Milestone::AssuranceStart => "assurance.started",
        Milestone::AssuranceEnd => "assurance.ended",
        Milestone::Rectified => "rectified",
        Milestone::Leave => "visit.left",
        Milestone::ReturnTicket => "fault.returned",
        Milestone::Complete => "job.completed",
    }
}

/// A step of the job's kind waits for the ticket of a fault to be taken on.
fn takes_faults(open: &OpenJob) -> bool {
    let taken = |gate: &Gate| matches!(gate, Gate::Mark(event) if event == "fault.accepted");
    let kind = open.catalogue.job_kind(&open.plan.kind);
    kind.is_some_and(|kind| {
        let mut gates = kind.steps.iter().flat_map(|step| &step.gates);
        gates.any(taken)
    })
}

fn body(milestone: Milestone, open: &OpenJob) -> Body {
    match milestone {
        Milestone::Accept if takes_faults(open) => Body::FaultAccepted(FaultAccepted {}),
        Milestone::Accept => Body::JobAccepted(JobAccepted {}),
        Milestone::Depart => Body::VisitDeparted(VisitDeparted {}),
        Milestone::Arrive => Body::VisitArrived(VisitArrived {}),
        Milestone::OpenCircuit => Body::CircuitOpened(CircuitOpened {}),
        Milestone::Restore => Body::ServiceRestored(ServiceRestored {}),
        Milestone::StopService => Body::ServiceStopped(ServiceStopped {}),
        Milestone::CutoverStart => Body::CutoverStarted(CutoverStarted {}),
        Milestone::CutoverFinish => Body::CutoverFinished(CutoverFinished {}),
        Milestone::RollBack => Body::CutoverRolledBack(CutoverRolledBack {}),
        Milestone::AssuranceStart => Body::AssuranceStarted(AssuranceStarted {}),
        Milestone::AssuranceEnd => Body::AssuranceEnded(AssuranceEnded {}),
        Milestone::Rectified => Body::Rectified(Rectified { text: None }),
        Milestone::Leave => Body::VisitLeft(VisitLeft {}),
        Milestone::ReturnTicket => Body::FaultReturned(FaultReturned {}),
        Milestone::Complete => {
            let handed_in = open.state.documents.iter().filter(|made| !made.replaced);
            Body::JobCompleted(JobCompleted {
                documents: handed_in.map(|made| made.event).collect(),
            })
        }
    }
}
