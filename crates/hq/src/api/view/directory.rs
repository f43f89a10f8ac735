//! Names of people and devices.

use std::collections::BTreeMap;

use lineproof_domain::ids::{DeviceId, PersonId};
use rusqlite::Connection;

use crate::api::dto::{DeviceRef, PersonRef};
use crate::clock;
use crate::storage::StorageError;
use crate::storage::accounts::{self, Person};
use crate::storage::devices::{self, Device};

/// Everybody and every device by id.
pub(in crate::api) struct Directory {
    people: Vec<Person>,
    people_by_id: BTreeMap<PersonId, usize>,
    devices: Vec<Device>,
    devices_by_id: BTreeMap<DeviceId, usize>,
}

impl Directory {
    pub fn read(db: &Connection) -> Result<Directory, StorageError> {
        let people = accounts::fetch_people(db)?;
        let devices = devices::fetch_all(db)?;
        let place = |(at, person): (usize, &Person)| (person.id, at);
        let people_by_id = people.iter().enumerate().map(place).collect();
        let place = |(at, device): (usize, &Device)| (device.id, at);
        let devices_by_id = devices.iter().enumerate().map(place).collect();
        Ok(Directory {
            people,
            people_by_id,
            devices,
            devices_by_id,
        })
    }

    /// Everybody by name.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.iter()
    }

    /// Every device, the one heard from last first.
    pub fn devices(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter()
    }

    pub fn person(&self, id: PersonId) -> Option<PersonRef> {
        let person = &self.people[*self.people_by_id.get(&id)?];
        Some(PersonRef {
            id: id.0,
            name: person.name.clone(),
            company: Some(person.company.clone()).filter(|company| !company.is_empty()),
        })
    }

    pub fn device(&self, id: DeviceId) -> Option<DeviceRef> {
        let device = &self.devices[*self.devices_by_id.get(&id)?];
        Some(DeviceRef {
            id: id.0,
            name: device.name.clone(),
            last_contact_at: device.last_contact_at_ms.map(clock::from_ms),
        })
    }

    /// Whose device it is.
    pub fn owner(&self, id: DeviceId) -> Option<PersonRef> {
        self.person(self.devices[*self.devices_by_id.get(&id)?].person)
    }

    /// The device of a person that was heard from last.
    pub fn device_of(&self, person: PersonId) -> Option<DeviceRef> {
        let device = self
            .devices
            .iter()
            .find(|device| device.person == person && !device.revoked)?;
        self.device(device.id)
    }
}
