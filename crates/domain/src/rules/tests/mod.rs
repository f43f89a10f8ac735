mod clocked;
mod evidence;
mod inspection;
mod measured;
mod records;
mod steps;
mod suspension;
mod triage;

use std::sync::LazyLock;

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::catalogue::{ContextField, Needed, Outcome, shipped};
use crate::digest::Sha256Digest;
use crate::event::{OccurredAt, Precision};
use crate::ids::{EventId, JobId, PersonId};
use crate::job::{Current, Document, Field, Milestone, Moment, Photo, Signature, Standing, Trace};
use crate::reduce::reduce;
use crate::registry::NumberText;
use crate::registry::body::{
    AnswerGiven, InstrumentNoted, MeasurementRecorded, PhotoTaken, Scope, SignatureGiven,
    StepClosed, TraceFacts, TraceImported, ValueSource,
};
use crate::registry::plan::{Assignee, Contact, Customer, OfficeRole, Plan, Site};

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::load(&shipped::bundle()).unwrap());

const EVENT: EventId = EventId(Uuid::nil());

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T16:00:00+08:00").unwrap()
}

fn number(text: &str) -> NumberText {
    NumberText::try_from(text.to_owned()).unwrap()
}

/// A bench job that a test fills, with short words for what an engineer records.
struct Work(JobState);

impl Work {
    fn new() -> Self {
        let mut job = reduce(JobId(Uuid::nil()), &[]);
        job.plan = Some(Current {
            value: plan(),
            event: EVENT,
        });
        Self(job)
    }

    fn plan(&mut self) -> &mut Plan {
        &mut self.0.plan.as_mut().unwrap().value
    }

    fn mark(&mut self, kind: &str) {
        let milestone = Milestone {
            occurred_at: moment(),
            event: EVENT,
        };
        self.0.milestones.insert(kind.into(), milestone);
    }

    /// A moment that clocks look at.
    fn happened(&mut self, kind: &str, at: &str) {
        self.0.moments.push(Moment {
            kind: kind.into(),
            at: OccurredAt {
                at: at.parse().unwrap(),
                precision: Precision::Minute,
            },
            event: EVENT,
        });
    }

    fn answer(&mut self, step: &str, item: &str, value: &str, remark: Option<&str>) {
        let given = AnswerGiven {
            step: step.into(),
            item: item.into(),
            value: value.into(),
            remark: remark.map(str::to_owned),
        };
        self.0
            .answers
            .insert(format!("{step}/{item}"), single(given));
    }

    fn photo(&mut self, slot: &str, problem: Option<&str>) {
        let facts = PhotoTaken {
            slot: slot.into(),
            file_name: "a.jpg".into(),
            format: "jpeg".into(),
            width: Some(1600),
            height: Some(1200),
            orientation: None,
            taken_at: None,
            latitude: None,
            longitude: None,
            problem: problem.map(str::to_owned),
        };
        let photo = Photo {
            event: EVENT,
            occurred_at: moment(),
            facts,
            attachments: Vec::new(),
        };
        self.0.photos.entry(slot.into()).or_default().push(photo);
    }

    fn measure(&mut self, scope: Scope, metric: &str, value: &str, remark: Option<&str>) {
        let key = format!("{}/{metric}/1", scope.as_str());
        self.0
            .measurements
            .insert(key, single(measurement(scope, metric, value, remark)));
    }

    fn close(&mut self, step: &str, reason: Option<&str>) {
        let closed = StepClosed {
            step: step.into(),
            reason: reason.map(str::to_owned),
        };
        self.0.closed_steps.insert(step.into(), single(closed));
    }

    fn trace(&mut self, wavelength_nm: &str, length_m: Option<&str>) {
        let facts = TraceFacts {
            wavelength_nm: Some(number(wavelength_nm)),
            length_m: length_m.map(number),
            ..TraceFacts::default()
        };
        let facts = TraceImported {
            file_name: "a.sor".into(),
            facts,
            direction: None,
        };
        self.0.traces.push(Trace {
            event: EVENT,
            occurred_at: moment(),
            facts,
            file: None,
        });
    }

    fn document(&mut self, document: &str, standing: Standing, signed: &[&str]) {
        let signatures = signed.iter().map(|field| signature(field)).collect();
        self.0.documents.push(Document {
            event: EVENT,
            document: document.into(),
            language: "zh-CN".into(),
            record_hash: Sha256Digest::of(b""),
            pages: 3,
            made_at: moment(),
            fields: Vec::new(),
            signatures,
            pages_file: None,
            standing,
            replaced: false,
        });
    }

    /// Everything a normal 200M line of bronze level needs, apart from the papers.
    fn done_on_site() -> Self {
        let mut work = Self::new();
        for kind in [
            "job.accepted",
            "visit.departed",
            "visit.arrived",
            "circuit.opened",
            "visit.left",
        ] {
            work.mark(kind);
        }
        for (step, item, value) in [
            ("arrive", "consent", "agreed"),
            ("before_photos", "supply", "ac"),
            ("before_photos", "hazards", "none"),
            ("before_photos", "works", "no"),
            ("install", "new_earth", "no"),
            ("trial", "trial", "satisfied"),
        ] {
            work.answer(step, item, value, None);
        }
        let checks = CATALOGUE
            .job_kind("install")
            .unwrap()
            .steps
            .iter()
            .flat_map(|step| {
                let checks = step
                    .questions
                    .iter()
                    .filter(|question| question.kind == crate::catalogue::QuestionKind::Check);
                checks.map(|question| (step.key.clone(), question.key.clone()))
            });
        for (step, item) in checks {
            work.answer(&step, &item, "yes", None);
        }
        for slot in &CATALOGUE.photo_slots {
            for place in slot
                .places()
                .filter(|place| place.key() != "I23" && place.key() != "I27.devices")
            {
                work.photo(&place.key(), None);
            }
        }
        work.measure(Scope::Local, "internet.link", "yes", None);
        work.measure(Scope::Local, "module.basis", "label", None);
        work.measure(Scope::Local, "module.sensitivity", "-27", None);
        work.measure(Scope::Local, "module.overload", "-5", None);
        work.measure(Scope::Local, "light.rx_power", "-18.4", None);
        work.measure(Scope::Local, "power.ac_voltage", "226", None);
        work.measure(Scope::Local, "protection.routes", "yes", None);
        work.measure(Scope::Local, "protection.odf_ports", "A-03、C-11", None);
        work.measure(Scope::EndToEnd, "protection.failover", "yes", None);
        work.measure(Scope::EndToEnd, "internet.reachable", "yes", None);
        work.measure(Scope::EndToEnd, "internet.rate_down", "198.2", None);
        work.measure(Scope::EndToEnd, "internet.rate_up", "197.6", None);
        work
    }

    fn musts(&self) -> Vec<Missing> {
        let mut missing = missing(&self.0, &CATALOGUE, None, now());
        missing.retain(|missing| missing.severity == Severity::Must);
        missing
    }

    fn reason(&self, what: &MissingItem) -> Option<(Severity, MissingReason)> {
        let found = missing(&self.0, &CATALOGUE, None, now())
            .into_iter()
            .find(|missing| missing.what == *what);
        found.map(|missing| (missing.severity, missing.reason))
    }
}

fn moment() -> OccurredAt {
    OccurredAt {
        at: now(),
        precision: Precision::Minute,
    }
}

fn single<T>(value: T) -> Field<T> {
    Field {
        values: vec![Current {
            value,
            event: EVENT,
        }],
    }
}

fn measurement(
    scope: Scope,
    metric: &str,
    value: &str,
    remark: Option<&str>,
) -> MeasurementRecorded {
    MeasurementRecorded {
        metric: metric.into(),
        scope,
        run: 1,
        value: value.into(),
        unit: String::new(),
        source: ValueSource::Typed,
        trace: None,
        instrument: None,
        remark: remark.map(str::to_owned),
        direction: None,
    }
}

fn signature(field: &str) -> Signature {
    let facts = SignatureGiven {
        document: EVENT,
        field: field.into(),
        name: "陈启明".into(),
        title: "客户网络负责人".into(),
        pages_hash: Sha256Digest::of(b""),
        signed_at: now(),
        satisfaction: None,
        remark: None,
    };
    Signature {
        event: EVENT,
        facts,
        file: None,
        strokes: None,
    }
}

fn plan() -> Plan {
    let contact = Contact {
        name: "陈启明".into(),
        title: "陈工".into(),
        phone: "1".into(),
    };
    let site = Site {
        name: "研发楼".into(),
        address: "云汀路 9 号".into(),
    };
    Plan {
        rev: 1,
        order_no: "KT-1124-006".into(),
        kind: "install".into(),
        service: "internet".into(),
        level: "bronze".into(),
        circuit_no: "C1".into(),
        circuit_name: "C1".into(),
        rate_mbps: number("200"),
        profiles: vec!["cm-transmission".into()],
        catalogue: CATALOGUE.hash,
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: "远桥".into(),
            address: "云汀路 9 号".into(),
            contact: contact.clone(),
        },
        manager: contact,
        a_site: site.clone(),
        z_site: site,
        distance_km: number("12"),
        order_received_at: now(),
        appointment: None,
        promised_on: None,
        computed_due: None,
        assignee: Assignee {
            person: PersonId(Uuid::nil()),
            name: "周立群".into(),
            title: "工程师".into(),
            phone: "1".into(),
            company: "临江通信".into(),
        },
        remark: None,
        details: Default::default(),
        sample: true,
    }
}

fn answer(question: &str) -> MissingItem {
    MissingItem::Answer {
        question: question.into(),
    }
}

fn photo(slot: &str) -> MissingItem {
    MissingItem::Photo { slot: slot.into() }
}

fn metric(scope: Scope, metric: &str) -> MissingItem {
    MissingItem::Metric {
        metric: metric.into(),
        scope,
    }
}

fn sealed(work: &mut Work) {
    for document in ["test_report_e2e", "acceptance"] {
        work.document(document, Standing::True, &["tester", "customer"]);
    }
    for document in ["test_report_local", "opening_record", "opening_answer"] {
        work.document(document, Standing::True, &["tester"]);
    }
}
