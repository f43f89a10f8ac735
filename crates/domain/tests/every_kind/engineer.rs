//! Somebody who does a job: he looks at what the step in hand misses and gives it.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, FixedOffset};
use lineproof_domain::catalogue::Level;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::{
    Actor, EventDraft, Head, OccurredAt, Precision, Recorded, Role, Salt,
};
use lineproof_domain::ids::{DeviceId, EventId, Incarnation, JobId, LogId, PersonId};
use lineproof_domain::job::JobState;
use lineproof_domain::reduce::{Entry, reduce};
use lineproof_domain::registry::body::{JobCompleted, JobDispatched, StepClosed};
use lineproof_domain::registry::plan::{
    Assignee, Contact, Customer, Details, OfficeRole, Plan, Site,
};
use lineproof_domain::registry::{Body, NumberText, Origin};
use lineproof_domain::rules::{Missing, can_close, can_complete, current_step, missing};
use uuid::Uuid;

use crate::CATALOGUE;
use crate::deeds;

const JOB: JobId = JobId(Uuid::from_u128(0x10B));
const PERSON: PersonId = PersonId(Uuid::from_u128(0xA11CE));

/// So often an engineer comes back to a step whose answers ask for more before the test gives up.
const ROUNDS: usize = 8;

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T16:00:00+08:00").unwrap()
}

pub struct Engineer {
    entries: Vec<Entry>,
    ends: BTreeMap<Side, u64>,
    way: Vec<String>,
    waited: Duration,
    pub taste: usize,
}

/// Whose log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Headquarters,
    Device,
}

impl Engineer {
    pub fn given(kind: &str, service: &str, level: Level, role: OfficeRole, taste: usize) -> Self {
        let mut engineer = Self {
            entries: Vec::new(),
            ends: BTreeMap::new(),
            way: Vec::new(),
            waited: Duration::zero(),
            taste,
        };
        let plan = plan(kind, service, level, role);
        engineer.stands(
            Side::Headquarters,
            Body::JobDispatched(JobDispatched { plan }),
            Vec::new(),
        );
        engineer
    }

    pub fn state(&self) -> JobState {
        reduce(JOB, &self.entries)
    }

    /// The steps he closed, in order, the last one included.
    pub fn way(&self) -> &[String] {
        &self.way
    }

    pub fn writes(&mut self, body: Body) -> EventId {
        self.stands(Side::Device, body, Vec::new())
    }

    /// Headquarters writes it an hour later.
    pub fn hears(&mut self, body: Body) -> EventId {
        self.waited += Duration::hours(1);
        self.stands(Side::Headquarters, body, Vec::new())
    }

    /// Writes it in place of what he wrote before.
    pub fn corrects(&mut self, earlier: Vec<EventId>, body: Body) -> EventId {
        self.stands(Side::Device, body, earlier)
    }

    /// Gives every must of one step after the other, and reports complete.
    pub fn finishes(&mut self) {
        while self.does_a_step() {}
    }

    /// Gives every must of the current step and closes it; `false` once there is none.
    pub fn does_a_step(&mut self) -> bool {
        let Some(step) = current_step(&self.state(), &CATALOGUE) else {
            return false;
        };
        self.way.push(step.key.clone());
        let lacks = self.gives_all(&step.key);
        if step.last {
            assert_eq!(lacks.len(), 1, "only the report itself: {lacks:#?}");
            let state = self.state();
            assert_eq!(can_complete(&state, &CATALOGUE, now()), Ok(()));
            let documents = state.documents.iter().map(|made| made.event).collect();
            self.writes(Body::JobCompleted(JobCompleted { documents }));
        } else {
            assert!(lacks.is_empty(), "{}: {lacks:#?}", step.key);
            self.writes(Body::StepClosed(StepClosed {
                step: step.key.clone(),
                reason: None,
            }));
        }
        true
    }

    /// Gives what a step misses, and what turns out to be missing then; the report itself is left over.
    fn gives_all(&mut self, step: &str) -> Vec<Missing> {
        for _ in 0..ROUNDS {
            let state = self.state();
            let lacks = can_close(&state, &CATALOGUE, step, now())
                .err()
                .unwrap_or_default();
            let mut given = false;
            for lack in &lacks {
                given |= deeds::give(self, &state, lack);
            }
            if !given {
                return lacks;
            }
        }
        missing(&self.state(), &CATALOGUE, Some(step), now())
    }

    fn stands(&mut self, from: Side, body: Body, supersedes: Vec<EventId>) -> EventId {
        let id = EventId(Uuid::from_u128(0xE000 + self.entries.len() as u128));
        let headquarters = from == Side::Headquarters;
        let seq = self.ends.get(&from).copied().unwrap_or_default() + 1;
        // A device has seen the dispatch.
        let after = (!headquarters).then(|| Head {
            log: log(Side::Headquarters),
            seq: 1,
            hash: Sha256Digest::of(b""),
        });
        let at = now() - Duration::days(2)
            + self.waited
            + Duration::seconds(i64::try_from(self.entries.len()).unwrap());
        let draft = EventDraft {
            id,
            salt: Salt([3; 16]),
            job: Some(JOB),
            actor: Actor {
                person: if headquarters {
                    PersonId(Uuid::from_u128(0x50))
                } else {
                    PERSON
                },
                role: if headquarters {
                    Role::Supervisor
                } else {
                    Role::Engineer
                },
            },
            occurred_at: OccurredAt {
                at,
                precision: Precision::Second,
            },
            recorded: Recorded {
                wall: at,
                monotonic_ms: 0,
                boot: "boot".to_owned(),
                heard: None,
            },
            assignment_epoch: (!headquarters).then_some(1),
            base_rev: (!headquarters).then_some(1),
            supersedes,
            after: after.into_iter().collect(),
            attachments: Vec::new(),
            body,
        };
        let (raw, _) = draft.encode().unwrap();
        let origin = if headquarters {
            Origin::Headquarters
        } else {
            Origin::Device
        };
        self.entries
            .push(Entry::read(log(from), seq, origin, &raw).unwrap());
        self.ends.insert(from, seq);
        id
    }
}

fn log(of: Side) -> LogId {
    LogId {
        device: DeviceId(Uuid::from_u128(0xD0 + of as u128)),
        incarnation: Incarnation([of as u8; 16]),
    }
}

fn plan(kind: &str, service: &str, level: Level, role: OfficeRole) -> Plan {
    let contact = Contact {
        name: "陈启明".into(),
        title: "陈工".into(),
        phone: "1".into(),
    };
    let site = Site {
        name: "研发楼".into(),
        address: "云汀路 9 号".into(),
    };
    let number = |text: &str| NumberText::try_from(text.to_owned()).unwrap();
    Plan {
        rev: 1,
        order_no: "KT-1124-006".into(),
        kind: kind.into(),
        service: service.into(),
        level: level.as_str().into(),
        circuit_no: "C1".into(),
        circuit_name: "C1".into(),
        rate_mbps: number("100"),
        profiles: ["cm-transmission", "cm-acceptance", "cm-anhui"]
            .map(Into::into)
            .into(),
        catalogue: CATALOGUE.hash,
        office_role: role,
        customer: Customer {
            name: "远桥".into(),
            address: "云汀路 9 号".into(),
            contact: contact.clone(),
        },
        manager: contact,
        a_site: site.clone(),
        z_site: site,
        distance_km: number("12"),
        order_received_at: now() - Duration::days(2),
        appointment: None,
        promised_on: None,
        computed_due: None,
        assignee: Assignee {
            person: PERSON,
            name: "周立群".into(),
            title: "工程师".into(),
            phone: "1".into(),
            company: "临江通信".into(),
        },
        remark: None,
        details: Details::default(),
        sample: true,
    }
}
