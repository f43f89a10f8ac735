use lineproof_domain::catalogue::{self, Gate};
use lineproof_domain::rules::{self, Missing};

use super::ViewContext;
use super::step::count;
use super::words::{both, time};
use crate::dto::{Block, Milestone, MilestoneBlock, Words};

/// The moments that close a step, in order.
pub(super) fn milestones(
    step: &catalogue::Step,
    missing: &[Missing],
    context: &ViewContext<'_>,
) -> Vec<Block> {
    let marks = step.gates.iter().filter_map(|gate| match gate {
        Gate::Mark(event) => Some((milestone(event)?, event)),
        _ => None,
    });
    marks
        .map(|(milestone, event)| {
            let reached = context.state.milestones.get(event);
            Block::Milestone(MilestoneBlock {
                milestone,
                reached_at: reached.map(|reached| time(reached.occurred_at.at)),
                waits_for: match milestone {
                    Milestone::Complete => {
                        count(rules::waits_of_completion(missing.iter().cloned()).count())
                    }
                    _ => 0,
                },
            })
        })
        .collect()
}

/// Taking a job on, whatever its kind.
pub(super) fn is_acceptance(event: &str) -> bool {
    milestone(event) == Some(Milestone::Accept)
}

/// The milestone an event kind marks; none for kinds that a form records.
pub(crate) fn milestone(event: &str) -> Option<Milestone> {
    Some(match event {
        "job.accepted" | "fault.accepted" => Milestone::Accept,
        "visit.departed" => Milestone::Depart,
        "visit.arrived" => Milestone::Arrive,
        "circuit.opened" => Milestone::OpenCircuit,
        "service.restored" => Milestone::Restore,
        "service.stopped" => Milestone::StopService,
        "cutover.started" => Milestone::CutoverStart,
        "cutover.finished" => Milestone::CutoverFinish,
        "cutover.rolled_back" => Milestone::RollBack,
        "assurance.started" => Milestone::AssuranceStart,
        "assurance.ended" => Milestone::AssuranceEnd,
        "rectified" => Milestone::Rectified,
        "visit.left" => Milestone::Leave,
        "fault.returned" => Milestone::ReturnTicket,
        "job.completed" => Milestone::Complete,
        _ => return None,
    })
}

/// The key a milestone has on the screens.
pub(super) fn milestone_key(event: &str) -> &str {
    match milestone(event) {
        Some(Milestone::Accept) => "accept",
        Some(Milestone::Depart) => "depart",
        Some(Milestone::Arrive) => "arrive",
        Some(Milestone::OpenCircuit) => "open-circuit",
        Some(Milestone::Restore) => "restore",
        Some(Milestone::StopService) => "stop-service",
        Some(Milestone::CutoverStart) => "cutover-start",
        Some(Milestone::CutoverFinish) => "cutover-finish",
        Some(Milestone::RollBack) => "roll-back",
        Some(Milestone::AssuranceStart) => "assurance-start",
        Some(Milestone::AssuranceEnd) => "assurance-end",
        Some(Milestone::Rectified) => "rectified",
        Some(Milestone::Leave) => "leave",
        Some(Milestone::ReturnTicket) => "return-ticket",
        Some(Milestone::Complete) => "complete",
        None => event,
    }
}

/// What a milestone is called.
pub(super) fn name(event: &str) -> Words {
    match milestone(event) {
        Some(Milestone::Accept) => both("接单", "Accept the job"),
        Some(Milestone::Depart) => both("出发", "Set out"),
        Some(Milestone::Arrive) => both("到场", "Arrive"),
        Some(Milestone::OpenCircuit) => both("电路开通", "Circuit opened"),
        Some(Milestone::Restore) => both("业务恢复", "Service restored"),
        Some(Milestone::StopService) => both("停业务", "Service stopped"),
        Some(Milestone::CutoverStart) => both("割接开始", "Cutover begins"),
        Some(Milestone::CutoverFinish) => both("割接完成", "Cutover done"),
        Some(Milestone::RollBack) => both("回退", "Rolled back"),
        Some(Milestone::AssuranceStart) => both("保障开始", "Watch begins"),
        Some(Milestone::AssuranceEnd) => both("保障结束", "Watch ends"),
        Some(Milestone::Rectified) => both("整改完成", "Rectified"),
        Some(Milestone::Leave) => both("离场", "Leave"),
        Some(Milestone::ReturnTicket) => both("回单", "Return the ticket"),
        Some(Milestone::Complete) => both("报竣", "Report complete"),
        None => both(event, event),
    }
}
