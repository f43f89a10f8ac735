//! What stands at the head of every document: customer, circuit, ends, people.

use super::Basis;
use super::words::{Words, quantity};
use crate::view::{Block, Fact};
use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Section;
use lineproof_domain::registry::plan::{OfficeRole, Site};

/// The question how grave a fault was.
const FAULT_GRADE: &str = "fault_grade";

/// The question which department issues the report of a fault.
const ISSUING_DEPARTMENT: &str = "issuing_department";

/// Roles of the people register that work on a fault; the others are told of it.
const WORKERS: [&str; 3] = ["duty", "outsourced", "cooperating"];

impl Basis<'_> {
    /// Customer and circuit.
    pub(super) fn circuit_facts(&self) -> Vec<Fact> {
        let (words, plan) = (self.words, self.plan);
        let say = |key| words.say(key);
        let service = self.catalogue.service(&plan.service);
        let service = service.map_or(plan.service.as_str(), |service| words.of(&service.title));
        let contact = &plan.customer.contact;
        vec![
            Fact::new(say("document-fact-customer"), &plan.customer.name).wide(),
            Fact::new(say("document-fact-address"), &plan.customer.address).wide(),
            Fact::new(
                say("document-fact-contact"),
                person(&contact.name, &contact.title),
            ),
            Fact::new(say("document-fact-phone"), &contact.phone),
            Fact::new(say("document-fact-circuit-no"), &plan.circuit_no),
            Fact::new(say("document-fact-circuit-name"), &plan.circuit_name),
            Fact::new(say("document-fact-service"), service),
            Fact::new(
                say("document-fact-rate"),
                quantity(plan.rate_mbps.as_str(), Some("Mbit/s")),
            ),
            Fact::new(say("document-fact-level"), self.level()),
            Fact::new(say("document-fact-role"), self.office_role()),
            Fact::new(say("document-fact-a-site"), site(&plan.a_site)).wide(),
            Fact::new(say("document-fact-z-site"), site(&plan.z_site)).wide(),
        ]
    }

    /// Who worked and who answers for the customer.
    pub(super) fn people_facts(&mut self) -> Vec<Fact> {
        let (words, plan) = (self.words, self.plan);
        let tester = self.job.assignee.as_ref().unwrap_or(&plan.assignee);
        let manager = &plan.manager;
        // He is named as he signs: tester, installer, inspector.
        let fields = &mut self.kind.signatures.iter();
        let role = fields.find(|field| field.key == "tester").map_or_else(
            || words.say("document-fact-worker"),
            |field| words.of(&field.title).to_owned(),
        );
        // The carriers' form of a fault report has its own fields.
        let is_fault = self.kind.sections.contains(&Section::Fault);
        let (company, made_at) = if is_fault {
            ("document-fact-company-name", "document-fact-reported-on")
        } else {
            ("document-fact-company", "document-fact-made-at")
        };
        let mut said = vec![
            Fact::new(role, person(&tester.name, &tester.phone)),
            Fact::new(words.say(company), &tester.company),
            Fact::new(
                words.say("document-fact-manager"),
                person(&manager.name, &manager.phone),
            ),
            Fact::new(words.say(made_at), words.time(self.made_at)),
        ];
        if is_fault {
            let department = self.issuing_department();
            let label = words.say("document-fact-issued-by");
            said.insert(2, Fact::new(label, department));
            let handlers = self.handlers().join(&words.say("document-list-comma"));
            said.push(Fact::new(words.say("document-fact-handlers"), handlers).wide());
        }
        said
    }

    /// The department that issues a fault report, or that nobody said.
    fn issuing_department(&mut self) -> String {
        self.shows
            .insert(format!("answer:cause/{ISSUING_DEPARTMENT}"));
        match self.answer_to(ISSUING_DEPARTMENT) {
            Some((_, answer)) => answer.value,
            None => self.words.say("document-not-said"),
        }
    }

    /// Who worked on a fault, with telephone: whoever has the job, and the staff of the register.
    fn handlers(&self) -> Vec<String> {
        let tester = self.job.assignee.as_ref().unwrap_or(&self.plan.assignee);
        let mut named = vec![(tester.name.as_str(), tester.phone.as_str())];
        let register = self.job.trade.people.iter().map(|one| &one.value);
        let staff = register.filter(|one| WORKERS.contains(&one.role.as_str()));
        for one in staff {
            if named.iter().all(|(name, _)| *name != one.name) {
                named.push((&one.name, one.phone.as_deref().unwrap_or_default()));
            }
        }
        let named = named.into_iter();
        named.map(|(name, phone)| person(name, phone)).collect()
    }

    /// Due time, promise and opening.
    pub(super) fn time_facts(&mut self) -> Vec<Fact> {
        let words = self.words;
        let mut facts = Vec::new();
        if let Some(due) = &self.plan.computed_due {
            let said = Fact::new(words.say("document-fact-due"), words.due(due));
            // That it is provisional does not fit into half a line.
            facts.push(Fact {
                wide: due.provisional,
                ..said
            });
        }
        if let Some(promised) = self.plan.promised_on {
            let promised = promised.to_string();
            facts.push(Fact::new(words.say("document-fact-promised"), promised));
        }
        self.shows.insert("milestone:circuit.opened".to_owned());
        if let Some(at) = self.opened(Words::time) {
            facts.push(Fact::new(words.say("document-fact-opened-at"), at));
        }
        facts
    }

    /// When the circuit was opened: in this job, told with `said`, else on the day that the order names.
    pub(super) fn opened(
        &mut self,
        said: impl Fn(Words, DateTime<FixedOffset>) -> String,
    ) -> Option<String> {
        let words = self.words;
        let here = self.milestone("circuit.opened").map(|at| said(words, at));
        here.or_else(|| Some(self.plan.details.opened_on?.to_string()))
    }

    /// Ticket, symptom, beginning, end and duration of a fault, and its grade.
    pub(super) fn fault_facts(&mut self) -> Vec<Fact> {
        let (words, job, plan) = (self.words, self.job, self.plan);
        let say = |key| words.say(key);
        self.shows.insert("fault".to_owned());
        self.shows.insert("milestone:service.restored".to_owned());
        let ticket = job.trade.fault.as_ref();
        self.read.extend(ticket.map(|ticket| ticket.event));
        let restored = self.milestone("service.restored");
        let symptom = ticket
            .and_then(|ticket| ticket.value.symptom.as_ref())
            .or(plan.details.symptom.as_ref());
        let number = ticket.map_or(&plan.order_no, |ticket| &ticket.value.ticket_no);
        let grade = self.fault_grade();
        let mut facts = vec![
            Fact::new(say("document-fact-ticket"), number),
            Fact::new(say("document-fact-fault-grade"), grade),
        ];
        if let Some(symptom) = symptom {
            let symptom = self.symptom(symptom);
            facts.push(Fact::new(say("document-fact-symptom"), symptom).wide());
        }
        if let Some(text) = ticket.and_then(|ticket| ticket.value.text.as_ref()) {
            facts.push(Fact::new(say("document-fact-reported"), text).wide());
        }
        let at = ticket.map(|ticket| ticket.at.at);
        let time =
            |at: Option<_>, otherwise| at.map_or_else(|| say(otherwise), |at| words.time(at));
        facts.push(Fact::new(
            say("document-fact-fault-start"),
            time(at, "document-fault-no-start"),
        ));
        facts.push(Fact::new(
            say("document-fact-fault-end"),
            time(restored, "document-fault-no-end"),
        ));
        if let (Some(start), Some(end)) = (at, restored) {
            let lasted = words.duration((end - start).num_seconds());
            facts.push(Fact::new(say("document-fact-fault-duration"), lasted));
        }
        let earlier: Vec<String> = plan
            .details
            .earlier_faults
            .iter()
            .map(|fault| {
                let (cause, _) = self.known_cause(&fault.cause);
                format!(
                    "{} {} {cause}",
                    words.day(fault.received_at),
                    fault.order_no
                )
            })
            .collect();
        if !earlier.is_empty() {
            let earlier = earlier.join(&say("document-list-comma"));
            facts.push(Fact::new(say("document-fact-earlier-faults"), earlier).wide());
        }
        facts
    }

    /// The grade the engineer gave the fault, or that it is missing.
    fn fault_grade(&mut self) -> String {
        self.shows.insert(format!("answer:cause/{FAULT_GRADE}"));
        match self.answer_to(FAULT_GRADE) {
            Some((question, answer)) => self.choice(question, &answer.value),
            None => self.words.say("document-verdict-missing"),
        }
    }

    /// Said on invented data, so that a training paper is never taken for a real one.
    pub(super) fn sample_note(&self) -> Option<Block> {
        self.plan
            .sample
            .then(|| Block::Note(self.words.say("document-sample")))
    }

    /// The level in the leading profile's own word.
    pub(super) fn level(&self) -> String {
        let Some(level) = self.catalogue.level(&self.plan.level) else {
            return self.plan.level.clone();
        };
        let leading = self.plan.profiles.first();
        let profile = leading.and_then(|key| self.catalogue.profile(key));
        profile
            .and_then(|profile| profile.levels.iter().find(|name| name.level == level))
            .map_or_else(
                || self.words.level(level),
                |name| self.words.of(&name.title).to_owned(),
            )
    }

    fn office_role(&self) -> String {
        self.words.say(match self.plan.office_role {
            OfficeRole::Leading => "document-role-leading",
            OfficeRole::Cooperating => "document-role-cooperating",
        })
    }
}

fn person(name: &str, more: &str) -> String {
    format!("{name} {more}").trim().to_owned()
}

fn site(site: &Site) -> String {
    if site.address.is_empty() || site.address == site.name {
        site.name.clone()
    } else {
        format!("{} · {}", site.name, site.address)
    }
}
