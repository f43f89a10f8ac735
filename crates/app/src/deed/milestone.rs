use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::{
    CircuitOpened, JobAccepted, JobCompleted, VisitArrived, VisitDeparted, VisitLeft,
};
use lineproof_domain::rules;

use crate::app::App;
use crate::device::OpenJob;
use crate::dto::{AppError, ErrorCode, JobView, Milestone};

impl App {
    /// Marks a moment. One that was marked stays: its first time counts.
    pub fn mark_milestone(&self, job: &str, milestone: Milestone) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            if open.state.milestones.contains_key(kind(milestone)) {
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

fn kind(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Accept => "job.accepted",
        Milestone::Depart => "visit.departed",
        Milestone::Arrive => "visit.arrived",
        Milestone::OpenCircuit => "circuit.opened",
        Milestone::Leave => "visit.left",
        Milestone::Complete => "job.completed",
    }
}

fn body(milestone: Milestone, open: &OpenJob) -> Body {
    match milestone {
        Milestone::Accept => Body::JobAccepted(JobAccepted {}),
        Milestone::Depart => Body::VisitDeparted(VisitDeparted {}),
        Milestone::Arrive => Body::VisitArrived(VisitArrived {}),
        Milestone::OpenCircuit => Body::CircuitOpened(CircuitOpened {}),
        Milestone::Leave => Body::VisitLeft(VisitLeft {}),
        Milestone::Complete => {
            let handed_in = open.state.documents.iter().filter(|made| !made.replaced);
            Body::JobCompleted(JobCompleted {
                documents: handed_in.map(|made| made.event).collect(),
            })
        }
    }
}
