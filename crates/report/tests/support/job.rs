//! A job as an engineer leaves it before signing, under the catalogue that is shipped.

use super::sample;
use chrono::{DateTime, FixedOffset, NaiveDate};
use lineproof_domain::calendar::Calendar;
use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{Attachment, OccurredAt, Precision};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::job::{
    Current, Document, Field, JobState, Milestone, Photo, Standing, TimelineEntry, Trace,
};
use lineproof_domain::reduce::reduce;
use lineproof_domain::registry::NumberText;
use lineproof_domain::registry::attachment_role::{PHOTO_RENDITION, TRACE_ORIGINAL};
use lineproof_domain::registry::body::{
    AnswerGiven, Direction, InstrumentNoted, MeasurementRecorded, PhotoTaken, Scope, StepClosed,
    TestRunNoted, TraceFacts, TraceImported, ValueSource,
};
use lineproof_domain::registry::plan::{Assignee, Contact, Customer, OfficeRole, Plan, Site};
use std::sync::LazyLock;

pub static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::load(&shipped::bundle()).unwrap());

pub static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::import(shipped::CALENDAR, sample::made_at().date_naive()).unwrap());

/// A job that tests fill.
pub struct Work {
    pub job: JobState,
    pub events: u128,
}

pub fn number(text: &str) -> NumberText {
    NumberText::try_from(text.to_owned()).unwrap()
}

pub fn moment() -> OccurredAt {
    OccurredAt {
        at: sample::made_at(),
        precision: Precision::Minute,
    }
}

fn attachment(role: &str, bytes: &[u8]) -> Attachment {
    Attachment {
        sha256: Sha256Digest::of(bytes),
        len: bytes.len() as u64,
        mime: "application/octet-stream".to_owned(),
        role: role.to_owned(),
    }
}

impl Work {
    /// A dispatched job and nothing more.
    pub fn dispatched() -> Self {
        let job = JobId("01930000-0000-7000-8000-000000000100".parse().unwrap());
        let mut work = Work {
            job: reduce(job, &[]),
            events: 0,
        };
        let event = work.event();
        work.job.plan = Some(Current {
            value: plan(),
            event,
        });
        work
    }

    /// Everything recorded that comes before signing.
    pub fn ready_to_sign() -> Self {
        let mut work = Work::dispatched();
        for kind in ["visit.arrived", "circuit.opened"] {
            work.mark(kind);
        }
        for (step, item, value, remark) in ANSWERS {
            work.answer(step, item, value, *remark);
        }
        work.instrument("power_meter", "EXFO PPM-350C", "884213", Some("2027-03-31"));
        work.instrument("otdr", "EXFO FTB-720C", "1093377", Some("2026-06-30"));
        work.instrument("laptop", "ThinkPad T14", "PF3X", None);
        for (scope, metric, value, unit, remark) in VALUES {
            work.measure(*scope, metric, 1, value, unit, *remark);
        }
        work.trace();
        for slot in SLOTS {
            work.photo(slot);
        }
        work
    }

    pub fn event(&mut self) -> EventId {
        self.events += 1;
        let base = 0x0193_0000_0000_7000_8000_0000_0000_0000_u128;
        let text = format!("{:032x}", base + self.events);
        EventId(text.parse().unwrap())
    }

    pub fn field<T>(&mut self, value: T) -> Field<T> {
        let event = self.event();
        Field {
            values: vec![Current { value, event }],
        }
    }

    pub fn mark(&mut self, kind: &str) {
        let milestone = Milestone {
            occurred_at: moment(),
            event: self.event(),
        };
        self.job.milestones.insert(kind.to_owned(), milestone);
    }

    pub fn answer(&mut self, step: &str, item: &str, value: &str, remark: Option<&str>) {
        let given = AnswerGiven {
            step: step.to_owned(),
            item: item.to_owned(),
            value: value.to_owned(),
            remark: remark.map(str::to_owned),
        };
        let field = self.field(given);
        self.job.answers.insert(format!("{step}/{item}"), field);
    }

    pub fn measure(
        &mut self,
        scope: Scope,
        metric: &str,
        run: u32,
        value: &str,
        unit: &str,
        remark: Option<&str>,
    ) {
        let recorded = MeasurementRecorded {
            metric: metric.to_owned(),
            scope,
            run,
            value: value.to_owned(),
            unit: unit.to_owned(),
            source: ValueSource::Typed,
            trace: None,
            instrument: None,
            remark: remark.map(str::to_owned),
            direction: None,
        };
        let field = self.field(recorded);
        let key = format!("{}/{metric}/{run}", scope.as_str());
        self.job.measurements.insert(key, field);
    }

    /// Says of a value which way it was measured.
    pub fn directs(&mut self, key: &str, direction: Direction) {
        let mut field = self.job.measurements.remove(key).unwrap();
        for current in &mut field.values {
            current.value.direction = Some(direction);
        }
        let key = field.values[0].value.key();
        self.job.measurements.insert(key, field);
    }

    /// Notes under what conditions a test ran, from one minute to another; gives what was noted.
    pub fn test_run(&mut self, scope: Scope, template: &str, direction: Direction, minutes: i64) {
        let start = moment().at;
        let noted = TestRunNoted {
            template: template.to_owned(),
            scope,
            run: 1,
            direction,
            pattern: Some("帧长 64 到 1518 字节".to_owned()),
            start: Some(start),
            end: Some(start + chrono::Duration::minutes(minutes)),
            loop_point: Some("乙端 ODF-3".to_owned()),
            temperature_c: Some(number("23.5")),
            humidity_percent: Some(number("48")),
            witness: Some("客户韩工".to_owned()),
            instrument: self.job.instruments.last().map(|noted| noted.event),
            file: self.job.traces.last().map(|trace| trace.event),
        };
        let key = noted.key();
        let field = self.field(noted);
        self.job.test_runs.insert(key, field);
    }

    pub fn instrument(&mut self, kind: &str, model: &str, serial: &str, until: Option<&str>) {
        let event = self.event();
        let value = InstrumentNoted {
            kind: kind.to_owned(),
            model: model.to_owned(),
            serial: serial.to_owned(),
            calibrated_until: until.map(|day| day.parse::<NaiveDate>().unwrap()),
            settings: Some("1310 nm，参考值归零".to_owned()),
        };
        self.job.instruments.push(Current { value, event });
    }

    /// Closes a step; with a reason where something is missing.
    pub fn close(&mut self, step: &str, reason: Option<&str>) {
        let closed = StepClosed {
            step: step.to_owned(),
            reason: reason.map(str::to_owned),
        };
        let field = self.field(closed);
        self.happened(field.values[0].event, "step.closed", sample::made_at());
        self.job.closed_steps.insert(step.to_owned(), field);
    }

    /// Says when a value was measured.
    pub fn measured_at(&mut self, event: EventId, at: DateTime<FixedOffset>) {
        self.job.timeline.clear();
        self.happened(event, "measurement.recorded", at);
    }

    fn happened(&mut self, event: EventId, kind: &str, at: DateTime<FixedOffset>) {
        self.job.timeline.push(TimelineEntry {
            event,
            kind: kind.to_owned(),
            person: self.job.plan.as_ref().unwrap().value.assignee.person,
            occurred_at: OccurredAt {
                at,
                precision: Precision::Minute,
            },
            recorded_wall: at,
            log: LogId {
                device: DeviceId(event.0),
                incarnation: Incarnation([0; 16]),
            },
            seq: 1,
            effective: true,
        });
    }

    pub fn photo(&mut self, slot: &str) {
        let facts = PhotoTaken {
            slot: slot.to_owned(),
            file_name: format!("{slot}.jpg"),
            format: "jpeg".to_owned(),
            width: Some(1600),
            height: Some(1200),
            orientation: Some(1),
            taken_at: None,
            latitude: None,
            longitude: None,
            problem: None,
        };
        let photo = Photo {
            event: self.event(),
            occurred_at: moment(),
            facts,
            attachments: vec![attachment(PHOTO_RENDITION, slot.as_bytes())],
        };
        self.job
            .photos
            .entry(slot.to_owned())
            .or_default()
            .push(photo);
    }

    pub fn trace(&mut self) {
        let facts = TraceFacts {
            wavelength_nm: Some(number("1310.0")),
            length_m: Some(number("3214.0")),
            ..TraceFacts::default()
        };
        let event = self.event();
        self.job.traces.push(Trace {
            event,
            occurred_at: moment(),
            facts: TraceImported {
                file_name: "华明-东丽-1310.sor".to_owned(),
                facts,
                direction: None,
            },
            file: Some(attachment(TRACE_ORIGINAL, b"sor")),
        });
    }

    /// A test report was made of it.
    pub fn report_made(&mut self, record_hash: Sha256Digest, pages: u32) {
        let made = Document {
            event: self.event(),
            document: "test_report_e2e".to_owned(),
            language: "zh-CN".to_owned(),
            record_hash,
            pages,
            made_at: moment(),
            fields: Vec::new(),
            signatures: Vec::new(),
            pages_file: None,
            standing: Standing::True,
            replaced: false,
        };
        self.job.documents.push(made);
    }
}

type Answer = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);
const ANSWERS: &[Answer] = &[
    ("prepare", "sober", "yes", None),
    ("arrive", "consent", "agreed", None),
    ("before_photos", "supply", "ac", None),
    (
        "before_photos",
        "hazards",
        "told",
        Some("插座无接地，已告诉客户换"),
    ),
    ("install", "new_earth", "no", None),
    ("configure", "as_ordered", "yes", None),
    (
        "configure",
        "device",
        "华为 AR651，21500873892SJ1000123",
        None,
    ),
    (
        "trial",
        "trial",
        "pending",
        Some("视频会议室周三装好后再试一次，已约 11-25 14:00"),
    ),
    ("trial", "explained", "yes", None),
];

type Value = (
    Scope,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);
const VALUES: &[Value] = &[
    (Scope::Local, "internet.link", "yes", "", None),
    (Scope::Local, "internet.gateway_rtt", "1.8", "ms", None),
    (Scope::Local, "internet.gateway_loss", "0", "%", None),
    (Scope::Local, "module.basis", "label", "", None),
    (Scope::Local, "module.sensitivity", "-27", "dBm", None),
    (Scope::Local, "module.overload", "-5", "dBm", None),
    (Scope::Local, "light.rx_power", "-26.8", "dBm", None),
    (Scope::Local, "fibre.length", "3.214", "km", None),
    (
        Scope::Local,
        "fibre.loss_per_km_1310",
        "0.34",
        "dB/km",
        None,
    ),
    (Scope::Local, "protection.routes", "yes", "", None),
    (
        Scope::Local,
        "protection.odf_ports",
        "ODF-A 03、ODF-C 11",
        "",
        None,
    ),
    (Scope::EndToEnd, "protection.failover", "yes", "", None),
    (Scope::EndToEnd, "internet.reachable", "yes", "", None),
    (
        Scope::EndToEnd,
        "internet.rate_down",
        "486.2",
        "Mbit/s",
        None,
    ),
    (Scope::EndToEnd, "internet.rate_up", "479.5", "Mbit/s", None),
    (
        Scope::EndToEnd,
        "internet.province_rtt",
        "31",
        "ms",
        Some("晚高峰测的，次日早上复测 12 ms"),
    ),
];

const SLOTS: &[&str] = &[
    "I01.map", "I01.door", "I01.spot", "I02", "I03", "I04", "I05", "I07", "I08", "I09", "I10",
    "I11", "I12", "I13", "I14", "I15", "I18", "I21", "I22",
];

fn contact(name: &str, title: &str, phone: &str) -> Contact {
    Contact {
        name: name.to_owned(),
        title: title.to_owned(),
        phone: phone.to_owned(),
    }
}

fn plan() -> Plan {
    let site = |name: &str, address: &str| Site {
        name: name.to_owned(),
        address: address.to_owned(),
    };
    Plan {
        rev: 1,
        order_no: "TJ-DL-2026-004178".to_owned(),
        kind: "install".to_owned(),
        service: "internet".to_owned(),
        level: "gold".to_owned(),
        circuit_no: "津东丽ZX20260417A".to_owned(),
        circuit_name: "华明智能装备院互联网专线".to_owned(),
        rate_mbps: number("500"),
        profiles: CATALOGUE
            .profiles
            .iter()
            .take(1)
            .map(|profile| profile.key.clone())
            .collect(),
        catalogue: CATALOGUE.hash,
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: sample::LONG_NAME.to_owned(),
            address: "天津市东丽区华明高新区低碳产业基地 B6 座 3 层".to_owned(),
            contact: contact("王雅婷", "网络主管", "138 0000 0001"),
        },
        manager: contact("周启明", "客户经理", "138 0000 0002"),
        a_site: site("东丽开发区综合楼传输机房", "天津市东丽区一经路 12 号"),
        z_site: site("B6 座 3 层弱电间", "天津市东丽区华明高新区低碳产业基地"),
        distance_km: number("12"),
        order_received_at: sample::made_at() - chrono::Duration::days(2),
        appointment: None,
        promised_on: Some(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()),
        computed_due: None,
        assignee: Assignee {
            person: PersonId("01930000-0000-7000-8000-000000000001".parse().unwrap()),
            name: "许曼".to_owned(),
            title: "维护工程师".to_owned(),
            phone: "138 0000 0000".to_owned(),
            company: "东丽代维一班".to_owned(),
        },
        remark: None,
        details: Default::default(),
        sample: true,
    }
}

pub fn made_at() -> DateTime<FixedOffset> {
    sample::made_at()
}
