//! One body of every kind, with every optional field once present and once absent where that matters.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::{EventId, Incarnation};
use lineproof_domain::registry::body::{
    AcceptanceSigned, AnswerGiven, CircuitOpened, DeviceEnrolled, DeviceRevoked, DocumentMade,
    DocumentOverridden, ExtensionApproved, InstrumentNoted, JobAccepted, JobAmended, JobCancelled,
    JobCompleted, JobDispatched, JobReassigned, KeyRotated, LogDamaged, LogForked, LogRestored,
    MeasurementRecorded, NoteAdded, OrderReceived, PhotoTaken, PhotoWithdrawn, ReportChosen, Scope,
    SignatureGiven, StepClosed, TraceFacts, TraceImported, ValueSource, VisitArrived,
    VisitDeparted, VisitLeft,
};
use lineproof_domain::registry::plan::{
    Appointment, Assignee, ComputedDue, Contact, Customer, OfficeRole, Plan, Site,
};
use lineproof_domain::registry::{Body, NumberText};
use lineproof_protocol::keys::public_key;

use super::{alice, device, event_id, headquarters_key, log_key};

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn number(text: &str) -> NumberText {
    NumberText::try_from(text.to_owned()).unwrap()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn contact(name: &str) -> Contact {
    Contact {
        name: text(name),
        title: text("经理"),
        phone: text("13800000000"),
    }
}

fn assignee() -> Assignee {
    Assignee {
        person: alice(),
        name: text("王芳"),
        title: text("维护工程师"),
        phone: text("13900000000"),
        company: text("示例通信"),
    }
}

fn plan(rev: u32) -> Plan {
    let site = |name: &str| Site {
        name: text(name),
        address: text("示例市示例路 1 号"),
    };
    let full = rev == 1;
    Plan {
        rev,
        order_no: text("DD-2026-0001"),
        kind: text("install"),
        service: text("internet"),
        level: text("gold"),
        circuit_no: text("SZ-INT-0001"),
        circuit_name: text("示例公司互联网专线"),
        rate_mbps: number("200"),
        profiles: vec![text("carrier-a")],
        catalogue: Sha256Digest::of(b"catalogue"),
        office_role: if full {
            OfficeRole::Leading
        } else {
            OfficeRole::Cooperating
        },
        customer: Customer {
            name: text("示例公司"),
            address: text("示例市示例路 2 号"),
            contact: contact("李雷"),
        },
        manager: contact("韩梅梅"),
        a_site: site("示例机房"),
        z_site: site("客户机房"),
        distance_km: number("12.5"),
        order_received_at: time("2026-03-01T09:30:00+08:00"),
        appointment: full.then(|| Appointment {
            from: time("2026-03-02T14:00:00+08:00"),
            until: time("2026-03-02T16:00:00+08:00"),
        }),
        promised_on: full.then(|| day("2026-03-10")),
        computed_due: full.then(|| ComputedDue {
            at: time("2026-03-13T00:00:00+08:00"),
            calendar: text("cn-2026"),
            provisional: false,
        }),
        assignee: assignee(),
        remark: full.then(|| text("带梯子 🪜")),
        details: Default::default(),
        sample: full,
    }
}

fn facts() -> TraceFacts {
    TraceFacts {
        instrument: Some(text("Example 7000")),
        serial: Some(text("SN-1")),
        measured_at: Some(moment("2026-03-02T14:20:00")),
        wavelength_nm: Some(number("1550")),
        pulse_ns: Some(100),
        refractive_index: Some(number("1.46850")),
        length_m: Some(number("12483.2")),
        total_loss_db: Some(number("3.842")),
        orl_db: None,
        events: 4,
        warnings: vec![text("checksum_missing")],
    }
}

/// One body of every kind, in the order of the registry.
pub fn all() -> Vec<Body> {
    let mut bodies = headquarters();
    bodies.extend(log_and_visit());
    bodies.extend(evidence());
    bodies.extend(closing());
    bodies
}

fn headquarters() -> Vec<Body> {
    vec![
        Body::OrderReceived(OrderReceived {
            order_no: text("DD-2026-0001"),
        }),
        Body::JobDispatched(JobDispatched { plan: plan(1) }),
        Body::JobAmended(JobAmended {
            plan: plan(2),
            what: text("速率改为 200M"),
        }),
        Body::JobReassigned(JobReassigned {
            assignee: assignee(),
            assignment_epoch: 2,
            reason: text("休假"),
        }),
        Body::JobCancelled(JobCancelled {
            reason: text("客户退单"),
        }),
        Body::ExtensionApproved(ExtensionApproved {
            new_due: day("2026-03-20"),
            reason: text("customer"),
        }),
        Body::ReportChosen(ReportChosen {
            completed: event_id(29),
            reason: text("记录完整"),
        }),
        Body::DocumentOverridden(DocumentOverridden {
            document: event_id(26),
            reason: text("同一机柜"),
        }),
        Body::DeviceEnrolled(DeviceEnrolled {
            device: device(),
            person: alice(),
            log_key: public_key(&log_key()).to_string(),
            certificate: Sha256Digest::of(b"certificate"),
        }),
        Body::DeviceRevoked(DeviceRevoked {
            device: device(),
            reason: text("遗失"),
        }),
        Body::KeyRotated(KeyRotated {
            key_id: text("hq-2"),
            public_key: public_key(&headquarters_key()).to_string(),
        }),
    ]
}

fn log_and_visit() -> Vec<Body> {
    let predecessor = Incarnation([7; 16]);
    let hash = Sha256Digest::of(b"left here");
    vec![
        Body::LogDamaged(LogDamaged {
            predecessor,
            last_good_seq: 41,
            last_good_hash: hash,
            finding: text("the bytes of entry 42 have another hash"),
        }),
        Body::LogForked(LogForked {
            predecessor,
            last_seq: 41,
            last_hash: hash,
        }),
        Body::LogRestored(LogRestored {
            predecessor,
            last_seq: 41,
            last_hash: hash,
        }),
        Body::JobAccepted(JobAccepted {}),
        Body::VisitDeparted(VisitDeparted {}),
        Body::VisitArrived(VisitArrived {}),
        Body::AnswerGiven(AnswerGiven {
            step: text("trial"),
            item: text("satisfied"),
            value: text("yes"),
            remark: Some(text("客户确认 \"满意\"")),
        }),
    ]
}

fn evidence() -> Vec<Body> {
    let read_from: EventId = event_id(22);
    vec![
        Body::PhotoTaken(PhotoTaken {
            slot: text("I07"),
            file_name: text("IMG_0001.JPG"),
            format: text("jpeg"),
            width: Some(4000),
            height: Some(3000),
            orientation: Some(6),
            taken_at: Some(moment("2026-03-02T14:10:05")),
            latitude: Some(number("22.543099")),
            longitude: Some(number("114.057868")),
            problem: None,
        }),
        Body::PhotoWithdrawn(PhotoWithdrawn {
            photo: event_id(18),
            reason: text("模糊"),
        }),
        Body::InstrumentNoted(InstrumentNoted {
            kind: text("power_meter"),
            model: text("Example PM-1"),
            serial: text("PM-77"),
            calibrated_until: Some(day("2026-12-31")),
            settings: None,
        }),
        Body::MeasurementRecorded(MeasurementRecorded {
            metric: text("fibre_loss"),
            scope: Scope::EndToEnd,
            run: 1,
            value: text("3.842"),
            unit: text("dB"),
            source: ValueSource::File,
            trace: Some(read_from),
            instrument: Some(event_id(20)),
            remark: None,
            direction: None,
        }),
        Body::TraceImported(TraceImported {
            file_name: text("TRACE001.SOR"),
            facts: facts(),
            direction: None,
        }),
        Body::StepClosed(StepClosed {
            step: text("photos"),
            reason: Some(text("机柜上锁")),
        }),
        Body::NoteAdded(NoteAdded {
            text: text("末端 ODF 标签缺失"),
        }),
    ]
}

fn closing() -> Vec<Body> {
    vec![
        Body::CircuitOpened(CircuitOpened {}),
        Body::DocumentMade(DocumentMade {
            document: text("test_report_e2e"),
            language: text("zh-CN"),
            record_hash: Sha256Digest::of(b"record"),
            events: vec![event_id(1), event_id(21)],
            shows: vec![text("plan"), text("measurement:*")],
            layout_version: 1,
            pages: 2,
            fields: vec![text("tester"), text("customer"), text("manager")],
        }),
        Body::SignatureGiven(SignatureGiven {
            document: event_id(26),
            field: text("customer"),
            name: text("李雷"),
            title: text("信息部经理"),
            pages_hash: Sha256Digest::of(b"pages"),
            signed_at: time("2026-03-02T15:42:10+08:00"),
            satisfaction: Some(text("satisfied")),
            remark: None,
        }),
        Body::AcceptanceSigned(AcceptanceSigned {
            document: event_id(26),
        }),
        Body::JobCompleted(JobCompleted {
            documents: vec![event_id(26)],
        }),
        Body::VisitLeft(VisitLeft {}),
    ]
}
