//! People, their devices, and the codes that let a device in.

use data_encoding::BASE32_NOPAD;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Role;
use lineproof_domain::ids::{DeviceId, PersonId};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::body::DeviceRevoked;
use lineproof_protocol::enrolment::EnrolmentCode;
use uuid::Uuid;

use crate::headquarters::Headquarters;
use crate::own_log::{self, Act, OwnLogError};
use crate::passwords::{self, PasswordError};
use crate::storage::accounts::{self, Person};
use crate::storage::codes::{self, OneTimeCode, Purpose};
use crate::storage::{StorageError, devices, notices};
use crate::{clock, random};

/// How long an enrolment code holds where nobody says otherwise, hours.
pub const ENROLMENT_CODE_HOURS: u32 = 72;
/// How long a recovery code holds, hours.
pub const RECOVERY_CODE_HOURS: u32 = 24;
const HOUR_MS: i64 = 3_600_000;
/// Longest name, title, phone or company, characters.
const MAX_TEXT_CHARS: usize = 80;

/// Why an account or a device cannot be changed so.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Headquarters' log failed.
    #[error(transparent)]
    OwnLog(#[from] OwnLogError),
    /// The password.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// A text is empty or too long.
    #[error("the {what} has 1 to {MAX_TEXT_CHARS} characters")]
    Text {
        /// Which.
        what: &'static str,
    },
    /// The login name is taken.
    #[error("the login name {0:?} is taken")]
    LoginTaken(String),
    /// The id is somebody's already.
    #[error("{0} is here already; `lineproof-hq person list` shows everybody")]
    IdTaken(PersonId),
    /// Nobody has this id or login name.
    #[error(
        "there is nobody called {0}; `lineproof-hq person list` and `user list` show everybody"
    )]
    Unknown(String),
    /// He left, or is no engineer.
    #[error("{0} is no active engineer and cannot have a device")]
    NoEngineer(PersonId),
    /// No such device.
    #[error("there is no device {0}; `lineproof-hq device list` shows them")]
    UnknownDevice(DeviceId),
}

/// What is known of a new person.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Name as people say it.
    pub name: String,
    /// Title; may be empty.
    pub title: String,
    /// Phone; may be empty.
    pub phone: String,
    /// The company he speaks for; may be empty.
    pub company: String,
}

/// A person for lists.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Who.
    pub id: PersonId,
    /// As what.
    pub role: Role,
    /// Name.
    pub name: String,
    /// Company.
    pub company: String,
    /// Login name of a supervisor.
    pub login: Option<String>,
    /// False once he was taken out of use.
    pub active: bool,
}

/// A device for lists.
#[derive(Clone, Debug)]
pub struct ListedDevice {
    /// Which.
    pub id: DeviceId,
    /// Its name.
    pub name: String,
    /// Whose.
    pub person: PersonId,
    /// Whether it may write no more.
    pub revoked: bool,
}

impl Headquarters {
    /// Adds an engineer.
    pub fn add_engineer(&self, new: &NewPerson) -> Result<PersonId, PeopleError> {
        self.add(PersonId(Uuid::now_v7()), new, Role::Engineer, None)
    }

    /// Adds an engineer under the id he had: after a restore his devices still name him by it.
    pub fn add_engineer_as(&self, id: PersonId, new: &NewPerson) -> Result<PersonId, PeopleError> {
        if self
            .storage
            .read(|db| accounts::fetch_person(db, id))?
            .is_some()
        {
            return Err(PeopleError::IdTaken(id));
        }
        self.add(id, new, Role::Engineer, None)
    }

    /// Adds a supervisor who logs in at the console.
    pub fn add_supervisor(
        &self,
        new: &NewPerson,
        login: &str,
        password: &str,
    ) -> Result<PersonId, PeopleError> {
        check_text("login name", login, false)?;
        let account = (login.to_owned(), passwords::hash(password)?);
        self.add(
            PersonId(Uuid::now_v7()),
            new,
            Role::Supervisor,
            Some(account),
        )
    }

    fn add(
        &self,
        id: PersonId,
        new: &NewPerson,
        role: Role,
        account: Option<(String, String)>,
    ) -> Result<PersonId, PeopleError> {
        check_text("name", &new.name, false)?;
        check_text("title", &new.title, true)?;
        check_text("phone", &new.phone, true)?;
        check_text("company", &new.company, true)?;
        let (login, password_hash) = account.unzip();
        let person = Person {
            id,
            role,
            name: new.name.trim().to_owned(),
            title: new.title.trim().to_owned(),
            phone: new.phone.trim().to_owned(),
            company: self.company_of(new),
            login,
            password_hash,
            active: true,
        };
        self.storage.write(|db| {
            if let Some(login) = &person.login
                && accounts::fetch_by_login(db, login)?.is_some()
            {
                return Err(PeopleError::LoginTaken(login.clone()));
            }
            let now_ms = clock::now_ms();
            accounts::insert_person(db, &person, now_ms)?;
            let subject = Some(person.id.to_string());
            notices::insert_audit(db, None, "person.added", subject, now_ms)?;
            Ok(person.id)
        })
    }

    /// Whoever works for nobody else works for this headquarters.
    fn company_of(&self, new: &NewPerson) -> String {
        match new.company.trim() {
            "" => self.name().to_owned(),
            company => company.to_owned(),
        }
    }

    /// Everybody, by name.
    pub fn people(&self) -> Result<Vec<Listed>, StorageError> {
        let people = self.storage.read(accounts::fetch_people)?;
        Ok(people
            .into_iter()
            .map(|person| Listed {
                id: person.id,
                role: person.role,
                name: person.name,
                company: person.company,
                login: person.login,
                active: person.active,
            })
            .collect())
    }

    /// Takes a person out of use by login name or id; his sessions end and his devices are let in no more.
    pub fn disable(&self, who: &str) -> Result<(), PeopleError> {
        self.storage.write(|db| {
            let by_id = who.parse().ok().map(|id| accounts::fetch_person(db, id));
            let person = match by_id.transpose()?.flatten() {
                Some(person) => Some(person),
                None => accounts::fetch_by_login(db, who)?,
            };
            let person = person.ok_or_else(|| PeopleError::Unknown(who.to_owned()))?;
            accounts::disable_person(db, person.id)?;
            let subject = Some(person.id.to_string());
            notices::insert_audit(db, None, "person.disabled", subject, clock::now_ms())?;
            Ok(())
        })
    }

    /// A code with which one device of an engineer can be enrolled, once.
    pub fn enrolment_code(
        &self,
        person: PersonId,
        valid_hours: u32,
    ) -> Result<EnrolmentCode, PeopleError> {
        let secret: [u8; 10] = random::bytes();
        self.storage.write(|db| {
            let known = accounts::fetch_person(db, person)?
                .ok_or_else(|| PeopleError::Unknown(person.to_string()))?;
            if !known.active || known.role != Role::Engineer {
                return Err(PeopleError::NoEngineer(person));
            }
            let now_ms = clock::now_ms();
            let code = OneTimeCode {
                secret_hash: Sha256Digest::of(&secret),
                purpose: Purpose::Enrolment(person),
                expires_at_ms: now_ms + i64::from(valid_hours) * HOUR_MS,
                used_by: None,
            };
            codes::insert(db, &code, now_ms)?;
            let subject = Some(person.to_string());
            notices::insert_audit(db, None, "device.invited", subject, now_ms)?;
            Ok(())
        })?;
        Ok(EnrolmentCode {
            secret,
            ca_fingerprint: self.keys.ca_fingerprint(),
            address: self.address.clone(),
        })
    }

    /// A code with which a device whose PIN was forgotten gets its data key back, once.
    pub fn recovery_code(&self, device: DeviceId) -> Result<String, PeopleError> {
        let secret: [u8; 10] = random::bytes();
        self.storage.write(|db| {
            devices::fetch(db, device)?.ok_or(PeopleError::UnknownDevice(device))?;
            let now_ms = clock::now_ms();
            let code = OneTimeCode {
                secret_hash: Sha256Digest::of(&secret),
                purpose: Purpose::Recovery(device),
                expires_at_ms: now_ms + i64::from(RECOVERY_CODE_HOURS) * HOUR_MS,
                used_by: None,
            };
            codes::insert(db, &code, now_ms)?;
            let subject = Some(device.to_string());
            notices::insert_audit(db, None, "device.recovery_code", subject, now_ms)?;
            Ok::<_, PeopleError>(())
        })?;
        let text = BASE32_NOPAD.encode(&secret);
        Ok([&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-"))
    }

    /// Every device, the one heard from last first.
    pub fn devices(&self) -> Result<Vec<ListedDevice>, StorageError> {
        let devices = self.storage.read(devices::fetch_all)?;
        Ok(devices
            .into_iter()
            .map(|device| ListedDevice {
                id: device.id,
                name: device.name,
                person: device.person,
                revoked: device.revoked,
            })
            .collect())
    }

    /// Takes the right to write from a device. What it wrote stays.
    pub fn revoke_device(&self, device: DeviceId, reason: &str) -> Result<(), PeopleError> {
        check_text("reason", reason, false)?;
        self.storage.write(|db| {
            devices::fetch(db, device)?.ok_or(PeopleError::UnknownDevice(device))?;
            devices::revoke(db, device)?;
            let act = Act {
                job: None,
                actor: own_log::system_actor(self.device),
                occurred_at: clock::now(),
                body: Body::DeviceRevoked(DeviceRevoked {
                    device,
                    reason: reason.to_owned(),
                }),
            };
            own_log::append(db, &self.keys, act)?;
            Ok::<_, PeopleError>(())
        })?;
        self.live.ring();
        Ok(())
    }
}

fn check_text(what: &'static str, text: &str, may_be_empty: bool) -> Result<(), PeopleError> {
    let chars = text.trim().chars().count();
    if chars > MAX_TEXT_CHARS || (chars == 0 && !may_be_empty) {
        return Err(PeopleError::Text { what });
    }
    Ok(())
}
