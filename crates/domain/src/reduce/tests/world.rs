//! Devices called alice and bob, and headquarters, each writing its own log and seeing others only when it syncs.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use crate::digest::Sha256Digest;
use crate::event::{
    Actor, Attachment, EventDraft, Head, OccurredAt, Precision, Recorded, Role, Salt,
};
use crate::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use crate::job::{Flag, JobState};
use crate::reduce::{Entry, reduce};
use crate::registry::body::{
    AnswerGiven, Direction, DocumentMade, JobAccepted, JobAmended, JobCancelled, JobCompleted,
    JobDispatched, JobReassigned, MeasurementRecorded, NoteAdded, PhotoTaken, PhotoWithdrawn,
    Scope, SignatureGiven, TestRunNoted, ValueSource, VisitArrived,
};
use crate::registry::plan::{Assignee, Contact, Customer, OfficeRole, Plan, Site};
use crate::registry::{Body, NumberText, Origin};

/// Who writes: a person at a device, or headquarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Writer {
    Headquarters,
    Alice,
    /// Alice at her second device.
    AliceTablet,
    Bob,
}

pub(super) use Writer::{Alice, AliceTablet, Bob, Headquarters};

pub(super) const JOB: JobId = JobId(Uuid::from_u128(0x10B));

impl Writer {
    pub(super) fn log(self) -> LogId {
        LogId {
            device: DeviceId(Uuid::from_u128(0xD0 + self as u128)),
            incarnation: Incarnation([self as u8; 16]),
        }
    }

    pub(super) fn origin(self) -> Origin {
        match self {
            Headquarters => Origin::Headquarters,
            Alice | AliceTablet | Bob => Origin::Device,
        }
    }

    pub(super) fn person(self) -> PersonId {
        PersonId(Uuid::from_u128(match self {
            Headquarters => 0x50,
            Alice | AliceTablet => 0xA11CE,
            Bob => 0xB0B,
        }))
    }

    fn role(self) -> Role {
        match self {
            Headquarters => Role::Supervisor,
            Alice | AliceTablet | Bob => Role::Engineer,
        }
    }
}

/// What a writer knows: heads seen, assignment, plan.
#[derive(Clone, Debug, Default)]
struct Known {
    heads: BTreeMap<LogId, u64>,
    epoch: Option<u32>,
    rev: Option<u32>,
}

#[derive(Default)]
pub(super) struct World {
    pub(super) entries: Vec<Entry>,
    ends: BTreeMap<LogId, u64>,
    known: BTreeMap<Writer, Known>,
    epoch: Option<u32>,
    rev: Option<u32>,
}

impl World {
    /// A job dispatched to alice, whose devices have seen it.
    pub(super) fn dispatched() -> World {
        let mut world = World::default();
        let body = Body::JobDispatched(JobDispatched {
            plan: plan(1, Alice),
        });
        world.writes(Headquarters, body);
        world.sync(Alice);
        world.sync(AliceTablet);
        world
    }

    /// `writer` now sees everything written so far.
    pub(super) fn sync(&mut self, writer: Writer) {
        let known = Known {
            heads: self.ends.clone(),
            epoch: self.epoch,
            rev: self.rev,
        };
        self.known.insert(writer, known);
    }

    pub(super) fn writes(&mut self, writer: Writer, body: Body) -> EventId {
        self.writes_with(writer, body, |_| {})
    }

    pub(super) fn corrects(&mut self, writer: Writer, body: Body, old: &[EventId]) -> EventId {
        self.writes_with(writer, body, |draft| draft.supersedes = old.to_vec())
    }

    pub(super) fn writes_with(
        &mut self,
        writer: Writer,
        body: Body,
        change: impl FnOnce(&mut EventDraft),
    ) -> EventId {
        if writer == Headquarters {
            self.note_decision(&body);
        }
        let known = self.known.entry(writer).or_default().clone();
        let id = EventId(Uuid::from_u128(0xE000 + self.entries.len() as u128));
        let mut draft = EventDraft {
            id,
            salt: Salt([3; 16]),
            job: Some(JOB),
            actor: Actor {
                person: writer.person(),
                role: writer.role(),
            },
            occurred_at: occurred(),
            recorded: Recorded {
                wall: occurred().at,
                monotonic_ms: 0,
                boot: "boot".to_owned(),
                heard: None,
            },
            assignment_epoch: known.epoch.filter(|_| writer != Headquarters),
            base_rev: known.rev.filter(|_| writer != Headquarters),
            supersedes: Vec::new(),
            after: known.heads.iter().map(head).collect(),
            attachments: Vec::new(),
            body,
        };
        change(&mut draft);
        let (raw, event) = draft.encode().unwrap();
        self.stands(writer, &raw);
        event.id
    }

    fn note_decision(&mut self, body: &Body) {
        match body {
            Body::JobDispatched(_) => (self.epoch, self.rev) = (Some(1), Some(1)),
            Body::JobAmended(body) => self.rev = self.rev.max(Some(body.plan.rev)),
            Body::JobReassigned(body) => self.epoch = self.epoch.max(Some(body.assignment_epoch)),
            _ => {}
        }
    }

    /// Raw bytes at the end of a writer's log.
    pub(super) fn stands(&mut self, writer: Writer, raw: &[u8]) {
        let seq = self.ends.entry(writer.log()).or_default();
        *seq += 1;
        let entry = Entry::read(writer.log(), *seq, writer.origin(), raw).unwrap();
        self.entries.push(entry);
    }

    pub(super) fn state(&self) -> JobState {
        reduce(JOB, &self.entries)
    }

    pub(super) fn flags(&self) -> Vec<Flag> {
        self.state().flags.into_iter().collect()
    }
}

fn head((log, seq): (&LogId, &u64)) -> Head {
    Head {
        log: *log,
        seq: *seq,
        hash: Sha256Digest::of(b""),
    }
}

pub(super) fn occurred() -> OccurredAt {
    OccurredAt {
        at: noon(),
        precision: Precision::Minute,
    }
}

pub(super) fn noon() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-03-02T12:00:00+08:00").unwrap()
}

pub(super) fn assignee(writer: Writer) -> Assignee {
    Assignee {
        person: writer.person(),
        name: format!("{writer:?}"),
        title: "工程师".to_owned(),
        phone: "139".to_owned(),
        company: "示例".to_owned(),
    }
}

pub(super) fn plan(rev: u32, to: Writer) -> Plan {
    let contact = || Contact {
        name: "李雷".to_owned(),
        title: "经理".to_owned(),
        phone: "138".to_owned(),
    };
    let site = || Site {
        name: "机房".to_owned(),
        address: "示例路 1 号".to_owned(),
    };
    Plan {
        rev,
        order_no: "DD-1".to_owned(),
        kind: "install".to_owned(),
        service: "internet".to_owned(),
        level: "gold".to_owned(),
        circuit_no: "C-1".to_owned(),
        circuit_name: "示例专线".to_owned(),
        rate_mbps: number("200"),
        profiles: vec!["p".to_owned()],
        catalogue: Sha256Digest::of(b"catalogue"),
        office_role: OfficeRole::Leading,
        customer: Customer {
            name: "示例公司".to_owned(),
            address: "示例路 2 号".to_owned(),
            contact: contact(),
        },
        manager: contact(),
        a_site: site(),
        z_site: site(),
        distance_km: number("3"),
        order_received_at: noon(),
        appointment: None,
        promised_on: None,
        computed_due: None,
        assignee: assignee(to),
        remark: None,
        details: Default::default(),
        sample: true,
    }
}

pub(super) fn number(text: &str) -> NumberText {
    NumberText::try_from(text.to_owned()).unwrap()
}

pub(super) fn amended(rev: u32) -> Body {
    Body::JobAmended(JobAmended {
        plan: plan(rev, Alice),
        what: format!("revision {rev}"),
    })
}

pub(super) fn reassigned(to: Writer, epoch: u32) -> Body {
    Body::JobReassigned(JobReassigned {
        assignee: assignee(to),
        assignment_epoch: epoch,
        reason: "leave".to_owned(),
    })
}

pub(super) fn cancelled() -> Body {
    Body::JobCancelled(JobCancelled {
        reason: "customer".to_owned(),
    })
}

pub(super) fn accepted() -> Body {
    Body::JobAccepted(JobAccepted {})
}

pub(super) fn arrived() -> Body {
    Body::VisitArrived(VisitArrived {})
}

pub(super) fn completed() -> Body {
    Body::JobCompleted(JobCompleted {
        documents: Vec::new(),
    })
}

pub(super) fn note(text: &str) -> Body {
    Body::NoteAdded(NoteAdded {
        text: text.to_owned(),
    })
}

pub(super) fn answer(item: &str, value: &str) -> Body {
    Body::AnswerGiven(AnswerGiven {
        step: "check".to_owned(),
        item: item.to_owned(),
        value: value.to_owned(),
        remark: None,
    })
}

pub(super) fn measured(value: &str) -> Body {
    Body::MeasurementRecorded(MeasurementRecorded {
        metric: "optical_power".to_owned(),
        scope: Scope::EndToEnd,
        run: 1,
        value: value.to_owned(),
        unit: "dBm".to_owned(),
        source: ValueSource::Typed,
        trace: None,
        instrument: None,
        remark: None,
        direction: None,
    })
}

pub(super) fn measured_towards(value: &str, direction: Direction) -> Body {
    let Body::MeasurementRecorded(body) = measured(value) else {
        unreachable!("it is a value");
    };
    Body::MeasurementRecorded(MeasurementRecorded {
        direction: Some(direction),
        ..body
    })
}

/// Conditions of the test of the optical sheet, from one minute of an hour to another.
pub(super) fn test_run(direction: Direction, pattern: Option<&str>, minutes: [i64; 2]) -> Body {
    let [start, end] = minutes.map(|minutes| Some(noon() + chrono::Duration::minutes(minutes)));
    Body::TestRunNoted(TestRunNoted {
        template: "optical".to_owned(),
        scope: Scope::EndToEnd,
        run: 1,
        direction,
        pattern: pattern.map(str::to_owned),
        start,
        end,
        loop_point: None,
        temperature_c: None,
        humidity_percent: None,
        witness: None,
        instrument: None,
        file: None,
    })
}

pub(super) fn photo(slot: &str) -> Body {
    Body::PhotoTaken(PhotoTaken {
        slot: slot.to_owned(),
        file_name: "IMG_1.jpg".to_owned(),
        format: "jpeg".to_owned(),
        width: Some(4000),
        height: Some(3000),
        orientation: Some(1),
        taken_at: None,
        latitude: None,
        longitude: None,
        problem: None,
    })
}

pub(super) fn withdrawn(photo: EventId) -> Body {
    Body::PhotoWithdrawn(PhotoWithdrawn {
        photo,
        reason: "blurred".to_owned(),
    })
}

/// A document that shows `shows` and read `events`.
pub(super) fn made(shows: &[&str], events: &[EventId]) -> Body {
    Body::DocumentMade(DocumentMade {
        document: "test_report_e2e".to_owned(),
        language: "zh-CN".to_owned(),
        record_hash: Sha256Digest::of(b"record"),
        events: events.to_vec(),
        shows: shows.iter().map(|shown| (*shown).to_owned()).collect(),
        layout_version: 1,
        pages: 1,
        fields: vec!["tester".to_owned(), "customer".to_owned()],
    })
}

pub(super) fn signed(document: EventId, field: &str) -> Body {
    Body::SignatureGiven(SignatureGiven {
        document,
        field: field.to_owned(),
        name: "李雷".to_owned(),
        title: "经理".to_owned(),
        pages_hash: Sha256Digest::of(b"pages"),
        signed_at: noon(),
        satisfaction: None,
        remark: None,
    })
}

pub(super) fn attachment(role: &str) -> Attachment {
    Attachment {
        sha256: Sha256Digest::of(role.as_bytes()),
        len: 1,
        mime: "application/octet-stream".to_owned(),
        role: role.to_owned(),
    }
}
