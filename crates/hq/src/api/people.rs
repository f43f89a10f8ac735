//! The engineers and their devices.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use lineproof_domain::event::Role;
use lineproof_domain::ids::PersonId;
use rusqlite::Connection;

use super::ApiProblem;
use super::dto::{ClockState, DeviceState, Engineer, EngineerDevice, People, Problem};
use super::guard::Supervisor;
use super::view::{Desk, Directory};
use crate::clock;
use crate::headquarters::Headquarters;
use crate::server::Server;
use crate::storage::accounts::Person;
use crate::storage::{StorageError, codes, jobs};

/// The engineers and their devices.
#[utoipa::path(get, path = "/api/people",
    responses((status = 200, body = People), (status = "4XX", body = Problem)))]
pub(super) async fn people(
    State(server): State<Server>,
    _: Supervisor,
) -> Result<Json<People>, ApiProblem> {
    let people = server
        .blocking(|hq| hq.storage.read(|db| gather(hq, db)))
        .await??;
    Ok(Json(people))
}

fn gather(hq: &Headquarters, db: &Connection) -> Result<People, StorageError> {
    let desk = Desk::read(hq, db)?;
    let mut open: BTreeMap<PersonId, (u32, u32)> = BTreeMap::new();
    for job in jobs::fetch_all(db)? {
        let row = desk.row(&job)?;
        let Some(row) = row.filter(|row| row.where_now.phase.is_open()) else {
            continue;
        };
        let Some(assignee) = &job.state.assignee else {
            continue;
        };
        let is_overdue = row
            .clock
            .is_some_and(|clock| clock.state == ClockState::Overdue);
        let counts = open.entry(assignee.person).or_default();
        counts.0 += 1;
        counts.1 += u32::from(is_overdue);
    }
    let invited = codes::fetch_invited(db, clock::now_ms())?;
    let engineers = desk
        .directory
        .people()
        .filter(|person| person.active && person.role == Role::Engineer)
        .map(|person| engineer(person, &desk.directory, &open, &invited))
        .collect();
    Ok(People {
        now: desk.now,
        engineers,
    })
}

fn engineer(
    person: &Person,
    directory: &Directory,
    open: &BTreeMap<PersonId, (u32, u32)>,
    invited: &[(PersonId, i64)],
) -> Engineer {
    let (open_jobs, overdue_jobs) = open.get(&person.id).copied().unwrap_or_default();
    let mut devices: Vec<EngineerDevice> = directory
        .devices()
        .filter(|device| device.person == person.id)
        .map(|device| EngineerDevice {
            id: device.id.0,
            name: device.name.clone(),
            state: if device.revoked {
                DeviceState::Revoked
            } else {
                DeviceState::Active
            },
            enrolled_at: Some(clock::from_ms(device.enrolled_at_ms)),
            last_contact_at: device.last_contact_at_ms.map(clock::from_ms),
        })
        .collect();
    let waiting = invited.iter().find(|(invited, _)| *invited == person.id);
    devices.extend(waiting.into_iter().map(|_| EngineerDevice {
        // A device that is not there yet has no id of its own: the person's stands for it.
        id: person.id.0,
        name: String::new(),
        state: DeviceState::Invited,
        enrolled_at: None,
        last_contact_at: None,
    }));
    Engineer {
        id: person.id.0,
        name: person.name.clone(),
        title: person.title.clone(),
        phone: person.phone.clone(),
        company: person.company.clone(),
        open_jobs,
        overdue_jobs,
        devices,
    }
}
