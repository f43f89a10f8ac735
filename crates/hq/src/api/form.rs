//! The form of a job: checked field by field, in the form's order.

use chrono::{DateTime, FixedOffset, TimeDelta};
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{Catalogue, ResourceCase};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::PersonId;
use lineproof_domain::registry::NumberText;
use lineproof_domain::registry::plan::{self, Assignee, Plan};
use uuid::Uuid;

use super::dto::{self, FieldProblem, FieldProblemCode, JobForm, Level, OfficeRole};
use super::{needs, view};
use crate::acts::Ticket;
use crate::standing;

const MAX_NUMBER_CHARS: usize = 60;
pub(super) const MAX_NAME_CHARS: usize = 120;
const MAX_ADDRESS_CHARS: usize = 200;
const MAX_REMARK_CHARS: usize = 500;
const MAX_PHONE_CHARS: usize = 40;
const MIN_PHONE_DIGITS: usize = 3;
const MAX_POINTS: u32 = 10_000;
const MAX_DISTANCE_KM: f64 = 2000.0;
const MAX_RATE_MBPS: f64 = 1_000_000.0;
/// A clock may run a little ahead of ours.
const FUTURE_SLACK: TimeDelta = TimeDelta::minutes(2);

/// Collects what is wrong with a form.
#[derive(Default)]
pub(super) struct FieldCheck(Vec<FieldProblem>);

impl FieldCheck {
    pub fn add(&mut self, field: &str, code: FieldProblemCode, limit: Option<String>) {
        self.0.push(FieldProblem {
            field: field.to_owned(),
            code,
            limit,
        });
    }

    /// The problems, or nothing when there is none.
    pub fn finish(self) -> Result<(), Vec<FieldProblem>> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0)
        }
    }

    /// A text that must be there.
    pub fn text(&mut self, field: &str, text: &str, most_chars: usize) -> String {
        if text.trim().is_empty() {
            self.add(field, FieldProblemCode::Required, None);
        }
        self.optional(field, text, most_chars)
    }

    pub fn optional(&mut self, field: &str, text: &str, most_chars: usize) -> String {
        let text = text.trim();
        if text.chars().count() > most_chars {
            self.add(
                field,
                FieldProblemCode::TooLong,
                Some(most_chars.to_string()),
            );
        }
        text.to_owned()
    }

    pub fn number(&mut self, field: &str, text: &str, most: f64) -> NumberText {
        let text = text.trim();
        let code = match NumberText::try_from(text.to_owned()) {
            Ok(number) if number.approximate() > 0.0 && number.approximate() <= most => {
                return number;
            }
            Ok(_) => FieldProblemCode::OutOfRange,
            Err(_) if text.is_empty() => FieldProblemCode::Required,
            Err(_) => FieldProblemCode::NotANumber,
        };
        let limit = (code == FieldProblemCode::OutOfRange).then(|| most.to_string());
        self.add(field, code, limit);
        zero()
    }

    /// Where no clock counts it and nobody says it, 0: as near as can be, which is the stricter.
    pub fn distance_km(&mut self, is_needed: bool, text: &str) -> NumberText {
        if !is_needed && text.trim().is_empty() {
            return zero();
        }
        self.number("distanceKm", text, MAX_DISTANCE_KM)
    }

    pub fn received(&mut self, at: DateTime<FixedOffset>, now: DateTime<FixedOffset>) {
        if at > now + FUTURE_SLACK {
            self.add("orderReceivedAt", FieldProblemCode::InFuture, None);
        }
    }

    pub fn kind(&mut self, key: &str, catalogue: &Catalogue) {
        if catalogue.job_kind(key).is_none() {
            self.add("kind", FieldProblemCode::Unknown, None);
        }
    }

    pub fn service(&mut self, key: &str, catalogue: &Catalogue) {
        if catalogue.service(key).is_none() {
            self.add("service", FieldProblemCode::Unknown, None);
        }
    }

    pub fn resource_case(&mut self, field: &str, word: Option<&str>) -> Option<String> {
        let word = word?;
        if ResourceCase::of(word).is_none() {
            self.add(field, FieldProblemCode::Unknown, None);
        }
        Some(word.to_owned())
    }

    /// What only some kinds of job need. What the kind has no use for is left out.
    fn details(
        &mut self,
        form: &JobForm,
        catalogue: &Catalogue,
        now: DateTime<FixedOffset>,
    ) -> plan::Details {
        let asked = &form.details;
        let is_fault = standing::is_fault(&form.kind);
        let symptom = asked.symptom.clone().filter(|_| is_fault);
        if symptom
            .as_deref()
            .is_some_and(|code| !fits_symptom(catalogue, code, &form.service))
        {
            self.add("details.symptom", FieldProblemCode::Unknown, None);
        }
        self.words(
            "details.symptomText",
            asked.symptom_text.clone(),
            MAX_REMARK_CHARS,
        );
        match asked.signed_at {
            Some(at) if at > now + FUTURE_SLACK => {
                self.add("details.signedAt", FieldProblemCode::InFuture, None);
            }
            Some(at) if at < form.order_received_at => {
                self.add("details.signedAt", FieldProblemCode::EndBeforeStart, None);
            }
            _ => {}
        }
        if asked.points.is_some_and(|n| n == 0 || n > MAX_POINTS) {
            let limit = Some(MAX_POINTS.to_string());
            self.add("details.points", FieldProblemCode::OutOfRange, limit);
        }
        let resource_case =
            self.resource_case("details.resourceCase", asked.resource_case.as_deref());
        let approval_no = self.words(
            "details.approvalNo",
            asked.approval_no.clone(),
            MAX_NUMBER_CHARS,
        );
        let failed_points = self.words(
            "details.failedPoints",
            asked.failed_points.clone(),
            MAX_REMARK_CHARS,
        );
        if asked.opened_on.is_some_and(|day| day > local_day(now)) {
            self.add("details.openedOn", FieldProblemCode::InFuture, None);
        }
        let is_survey = form.kind == "survey";
        plan::Details {
            symptom,
            points: asked.points.filter(|_| is_survey),
            resource_case: resource_case.filter(|_| is_survey),
            approval_no: approval_no.filter(|_| form.kind == "cutover"),
            opened_on: asked.opened_on.filter(|_| form.kind == "acceptance"),
            failed_points: failed_points
                .filter(|_| form.kind == "rectification")
                .map(|points| lines_of(&points))
                .unwrap_or_default(),
            earlier_faults: Vec::new(),
            hotline: None,
        }
    }

    /// Profiles that promise something for the kind, none twice; at least one where there are any.
    pub fn profiles(&mut self, wanted: &[String], known: &[&str]) {
        if wanted.is_empty() && !known.is_empty() {
            self.add("profiles", FieldProblemCode::Required, None);
        }
        let is_twice = |at: usize, key: &String| wanted[..at].contains(key);
        let is_wrong = wanted
            .iter()
            .enumerate()
            .any(|(at, key)| is_twice(at, key) || !known.contains(&key.as_str()));
        if is_wrong {
            self.add("profiles", FieldProblemCode::Unknown, None);
        }
    }

    /// A text that must be there where the kind of job needs it.
    fn needed(&mut self, is_needed: bool, field: &str, text: &str, most_chars: usize) -> String {
        if is_needed {
            self.text(field, text, most_chars)
        } else {
            self.optional(field, text, most_chars)
        }
    }

    fn contact(&mut self, is_needed: bool, field: &str, contact: &dto::Contact) -> plan::Contact {
        let path = format!("{field}.name");
        let name = self.needed(is_needed, &path, &contact.name, MAX_NAME_CHARS);
        let title = self.optional(&format!("{field}.title"), &contact.title, MAX_NAME_CHARS);
        let phone = self.phone(is_needed, &format!("{field}.phone"), &contact.phone);
        plan::Contact { name, title, phone }
    }

    fn phone(&mut self, is_needed: bool, field: &str, text: &str) -> String {
        let phone = self.needed(is_needed, field, text, MAX_PHONE_CHARS);
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let is_phone = digits >= MIN_PHONE_DIGITS
            && phone
                .chars()
                .all(|typed| typed.is_ascii_digit() || matches!(typed, ' ' | '+' | '-'));
        if !phone.is_empty() && !is_phone {
            self.add(field, FieldProblemCode::NotAPhone, None);
        }
        phone
    }

    fn site(&mut self, is_needed: bool, field: &str, site: &dto::Site) -> plan::Site {
        let path = format!("{field}.name");
        plan::Site {
            name: self.needed(is_needed, &path, &site.name, MAX_NAME_CHARS),
            address: self.needed(
                is_needed,
                &format!("{field}.address"),
                &site.address,
                MAX_ADDRESS_CHARS,
            ),
        }
    }
}

fn zero() -> NumberText {
    #[expect(clippy::expect_used, reason = "0 is a plain decimal number")]
    NumberText::try_from("0".to_owned()).expect("0 is a plain decimal number")
}

/// The plan of a form. What headquarters fills in itself is left as a placeholder for [`crate::Headquarters::dispatch`].
pub(super) fn to_plan(
    form: &JobForm,
    catalogue: &Catalogue,
    now: DateTime<FixedOffset>,
) -> Result<Plan, Vec<FieldProblem>> {
    let needs = needs::of_kind(&form.kind, catalogue);
    let mut check = FieldCheck::default();
    check.kind(&form.kind, catalogue);
    check.service(&form.service, catalogue);
    let order_no = check.text("orderNo", &form.order_no, MAX_NUMBER_CHARS);
    check.received(form.order_received_at, now);
    check.profiles(&form.profiles, &fitting(catalogue, &form.kind));
    let customer = plan::Customer {
        name: check.text("customer.name", &form.customer.name, MAX_NAME_CHARS),
        address: check.text(
            "customer.address",
            &form.customer.address,
            MAX_ADDRESS_CHARS,
        ),
        contact: check.contact(true, "customer.contact", &form.customer.contact),
    };
    let manager = check.contact(needs.manager, "manager", &form.manager);
    let a_site = check.site(needs.a_site, "aSite", &form.a_site);
    let z_site = check.site(true, "zSite", &form.z_site);
    let distance_km = check.distance_km(needs.distance, &form.distance_km);
    let circuit_no = check.needed(
        needs.circuit,
        "circuitNo",
        &form.circuit_no,
        MAX_NUMBER_CHARS,
    );
    let circuit_name = check.needed(
        needs.circuit,
        "circuitName",
        &form.circuit_name,
        MAX_NAME_CHARS,
    );
    let rate_mbps = check.number("rateMbps", &form.rate_mbps, MAX_RATE_MBPS);
    let appointment = form.appointment.as_ref().map(|agreed| {
        if agreed.until <= agreed.from {
            check.add("appointment.until", FieldProblemCode::EndBeforeStart, None);
        }
        plan::Appointment {
            from: agreed.from,
            until: agreed.until,
        }
    });
    let remark = form
        .remark
        .as_deref()
        .map(|remark| check.optional("remark", remark, MAX_REMARK_CHARS))
        .filter(|remark| !remark.is_empty());
    let details = check.details(form, catalogue, now);
    check.finish()?;
    Ok(Plan {
        rev: 0,
        order_no,
        kind: form.kind.clone(),
        service: form.service.clone(),
        level: level_word(form.level).to_owned(),
        circuit_no,
        circuit_name,
        rate_mbps,
        profiles: form.profiles.clone(),
        catalogue: Sha256Digest([0; 32]),
        office_role: match form.office_role {
            OfficeRole::Leading => plan::OfficeRole::Leading,
            OfficeRole::Cooperating => plan::OfficeRole::Cooperating,
        },
        customer,
        manager,
        a_site,
        z_site,
        distance_km,
        order_received_at: form.order_received_at,
        appointment,
        promised_on: form.promised_on,
        computed_due: None,
        assignee: nameless(form.assignee),
        remark,
        details,
        sample: false,
    })
}

fn nameless(person: Uuid) -> Assignee {
    Assignee {
        person: PersonId(person),
        name: String::new(),
        title: String::new(),
        phone: String::new(),
        company: String::new(),
    }
}

pub(super) fn level_word(level: Level) -> &'static str {
    match level {
        Level::Gold => "gold",
        Level::Silver => "silver",
        Level::Bronze => "bronze",
        Level::Standard => "standard",
    }
}

/// The form that a plan was made from, with the engineer who has the job now.
pub(super) fn of_plan(plan: &Plan, assignee: Option<&Assignee>) -> JobForm {
    let contact = |contact: &plan::Contact| dto::Contact {
        name: contact.name.clone(),
        title: contact.title.clone(),
        phone: contact.phone.clone(),
    };
    let site = |site: &plan::Site| dto::Site {
        name: site.name.clone(),
        address: site.address.clone(),
    };
    JobForm {
        kind: plan.kind.clone(),
        service: plan.service.clone(),
        order_no: plan.order_no.clone(),
        order_received_at: plan.order_received_at,
        level: match plan.level.as_str() {
            "gold" => Level::Gold,
            "silver" => Level::Silver,
            "bronze" => Level::Bronze,
            _ => Level::Standard,
        },
        profiles: plan.profiles.clone(),
        office_role: match plan.office_role {
            plan::OfficeRole::Leading => OfficeRole::Leading,
            plan::OfficeRole::Cooperating => OfficeRole::Cooperating,
        },
        customer: dto::Customer {
            name: plan.customer.name.clone(),
            address: plan.customer.address.clone(),
            contact: contact(&plan.customer.contact),
        },
        manager: contact(&plan.manager),
        a_site: site(&plan.a_site),
        z_site: site(&plan.z_site),
        distance_km: Some(plan.distance_km.to_string())
            .filter(|km| km != "0")
            .unwrap_or_default(),
        circuit_no: plan.circuit_no.clone(),
        circuit_name: plan.circuit_name.clone(),
        rate_mbps: plan.rate_mbps.to_string(),
        appointment: plan.appointment.map(|agreed| dto::Appointment {
            from: agreed.from,
            until: agreed.until,
        }),
        promised_on: plan.promised_on,
        assignee: assignee.unwrap_or(&plan.assignee).person.0,
        remark: plan.remark.clone(),
        details: dto::FormDetails {
            symptom: plan.details.symptom.clone(),
            symptom_text: None,
            signed_at: None,
            points: plan.details.points,
            resource_case: plan.details.resource_case.clone(),
            approval_no: plan.details.approval_no.clone(),
            opened_on: plan.details.opened_on,
            failed_points: Some(plan.details.failed_points.join("\n"))
                .filter(|points| !points.is_empty()),
        },
    }
}

/// A point in each line; empty ones are none.
fn lines_of(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let said = lines.filter(|line| !line.is_empty());
    said.map(str::to_owned).collect()
}

/// What a form says of a fault ticket beside the plan.
pub(super) fn ticket(form: &JobForm) -> Ticket {
    let said = form.details.symptom_text.as_deref().map(str::trim);
    Ticket {
        text: said.filter(|text| !text.is_empty()).map(str::to_owned),
        signed_at: form.details.signed_at,
    }
}

/// The profiles that promise something for a kind of job, in the catalogue's order.
pub(super) fn fitting<'a>(catalogue: &'a Catalogue, kind: &str) -> Vec<&'a str> {
    catalogue
        .profiles
        .iter()
        .filter(|profile| view::promises(profile, kind))
        .map(|profile| profile.key.as_str())
        .collect()
}

fn fits_symptom(catalogue: &Catalogue, code: &str, service: &str) -> bool {
    catalogue.symptom(code).is_some_and(|symptom| {
        symptom.services.is_empty() || symptom.services.iter().any(|fit| fit == service)
    })
}
