//! One body of every kind that came with faults, inspections, cutovers and resources.

use lineproof_domain::registry::Body;
use lineproof_domain::registry::trade::*;

use super::event_id;

fn text(text: &str) -> String {
    text.to_owned()
}

/// In the order of the registry.
pub fn all() -> Vec<Body> {
    let mut bodies = fault();
    bodies.extend(clocks());
    bodies.extend(resources());
    bodies.extend(forms());
    bodies.extend(moments());
    bodies
}

/// Bodies with the fields that came after the first vectors.
pub fn with_later_fields() -> Vec<Body> {
    vec![Body::SuspendProposed(SuspendProposed {
        reason: text("S08"),
        text: text("对端运营商在查"),
        consent: None,
        planned_resume: None,
        evidence: Some(text("对方工单 0317-22")),
    })]
}

fn fault() -> Vec<Body> {
    vec![
        Body::FaultReceived(FaultReceived {
            ticket_no: text("GZ-2026-0001"),
            symptom: Some(text("Y01")),
            text: Some(text("全断")),
        }),
        Body::FaultSigned(FaultSigned {}),
        Body::FaultDispatched(FaultDispatched {}),
        Body::FaultAccepted(FaultAccepted {}),
        Body::CustomerContacted(CustomerContacted {
            reached: true,
            person: Some(text("李雷")),
            text: None,
        }),
        Body::ProgressReported(ProgressReported {
            text: text("光功率 −31.2 dBm，正在查光缆"),
            told_customer: true,
        }),
        Body::ServiceRestored(ServiceRestored {}),
        Body::RecoveryConfirmed(RecoveryConfirmed {
            confirmed_with: None,
            text: Some(text("告警消失")),
        }),
        Body::ResultTold(ResultTold {
            person: Some(text("李雷")),
            text: None,
        }),
        Body::ReportSubmitted(ReportSubmitted {
            document: Some(event_id(26)),
        }),
    ]
}

fn clocks() -> Vec<Body> {
    let time = |text: &str| Some(text.parse().unwrap());
    vec![
        Body::SuspendProposed(SuspendProposed {
            reason: text("S01"),
            text: text("客户停电"),
            consent: Some(text("李雷")),
            planned_resume: time("2026-03-02T18:00:00+08:00"),
            evidence: None,
        }),
        Body::SuspendApproved(SuspendApproved {
            proposal: Some(event_id(110)),
            reason: text("S01"),
            effective_from: time("2026-03-02T15:10:00+08:00"),
            until: None,
        }),
        Body::SuspendRejected(SuspendRejected {
            proposal: event_id(110),
            reason: text("没有客户同意"),
        }),
        Body::SuspendEnded(SuspendEnded { text: None }),
        Body::ExtensionRequested(ExtensionRequested {
            new_due: "2026-03-20".parse().unwrap(),
            reason: text("customer"),
            text: text("机房未装修完"),
            consent: Some(text("李雷")),
            evidence: None,
        }),
        Body::ExtensionRejected(ExtensionRejected {
            request: event_id(114),
            reason: text("一站式没有提"),
        }),
    ]
}

fn resources() -> Vec<Body> {
    vec![
        Body::ResourceAnswered(ResourceAnswered {
            result: text("by_optimisation"),
            text: text("末端差 200 米"),
            ready_on: Some("2026-03-12".parse().unwrap()),
        }),
        Body::ResourceHandedOver(ResourceHandedOver { text: None }),
        Body::ResourceUpdated(ResourceUpdated {
            text: Some(text("已入库")),
        }),
        Body::InspectionFailed(InspectionFailed {
            points: vec![text("标签缺失"), text("尾纤弯曲")],
            text: None,
        }),
        Body::Rectified(Rectified {
            text: Some(text("已补标签")),
        }),
    ]
}

fn forms() -> Vec<Body> {
    vec![
        Body::PersonNoted(PersonNoted {
            name: text("王五"),
            role: text("outsourced"),
            organisation: Some(text("示例代维")),
            phone: None,
        }),
        Body::LoopSet(LoopSet {
            place: text("示例机房"),
            device: text("SDH-1"),
            port: text("3-1"),
            loop_kind: text("far"),
        }),
        Body::LoopReleased(LoopReleased {
            loop_set: event_id(122),
        }),
        Body::FindingRecorded(FindingRecorded {
            item: Some(text("15")),
            side: text("customer"),
            grade: 2,
            text: text("地排锈"),
            measure: Some(text("打磨后重接")),
            due: Some("2026-03-11".parse().unwrap()),
        }),
        Body::FindingFixed(FindingFixed {
            finding: event_id(124),
            text: None,
        }),
        Body::CauseDetermined(CauseDetermined {
            cause: text("C-OPT-01"),
            side: text("third_party"),
            action: text("抢通接续"),
            text: Some(text("市政施工挖断")),
            confirmed_by: None,
        }),
    ]
}

fn moments() -> Vec<Body> {
    vec![
        Body::ServiceStopped(ServiceStopped {}),
        Body::CutoverStarted(CutoverStarted {}),
        Body::CutoverFinished(CutoverFinished {}),
        Body::CutoverRolledBack(CutoverRolledBack {}),
        Body::AssuranceStarted(AssuranceStarted {}),
        Body::AssuranceEnded(AssuranceEnded {}),
    ]
}
