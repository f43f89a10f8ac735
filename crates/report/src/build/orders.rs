//! What was ordered, what a resource check answered, what stops, which works follow, and the line for the
//! month's list.

use super::Basis;
use super::sections::facts;
use super::words::{Words, quantity};
use crate::view::{Block, Cell, Fact};
use lineproof_domain::catalogue::StepGroup;
use lineproof_domain::rules::steps_of;

/// The question what an acceptance came to.
const RESULT: &str = "result";

impl Basis<'_> {
    /// The order, the agreed time, and what only some kinds of job need.
    pub(super) fn order_facts(&self) -> Vec<Fact> {
        let (words, plan) = (self.words, self.plan);
        let say = |key| words.say(key);
        let distance = if plan.distance_km.approximate() > 0.0 {
            quantity(plan.distance_km.as_str(), Some("km"))
        } else {
            "—".to_owned()
        };
        let mut said = vec![
            Fact::new(say("document-fact-order"), &plan.order_no),
            Fact::new(say("document-fact-job-kind"), self.kind_title()),
            Fact::new(
                say("document-fact-ordered-at"),
                words.time(plan.order_received_at),
            ),
            Fact::new(say("document-fact-distance"), distance),
        ];
        if let Some(agreed) = plan.appointment {
            let until = words.hour(agreed.until);
            let agreed = format!("{} – {until}", words.time(agreed.from));
            said.push(Fact::new(say("document-fact-appointment"), agreed));
        }
        let details = &plan.details;
        if let Some(points) = details.points {
            said.push(Fact::new(say("document-fact-points"), points.to_string()));
        }
        if let Some(case) = &details.resource_case {
            said.push(Fact::new(
                say("document-fact-resource-case"),
                words.resource(case),
            ));
        }
        if let Some(approval) = &details.approval_no {
            said.push(Fact::new(say("document-fact-approval"), approval));
        }
        if let Some(remark) = &plan.remark {
            said.push(Fact::new(say("document-column-remark"), remark).wide());
        }
        said
    }

    fn kind_title(&self) -> String {
        let kind = self.catalogue.job_kind(&self.plan.kind);
        kind.map_or(self.plan.kind.as_str(), |kind| self.words.of(&kind.title))
            .to_owned()
    }

    /// Whether the service stops for good, for a time, or because it moves, and which resources go with it.
    pub(super) fn stop_facts(&mut self) -> Vec<Fact> {
        let words = self.words;
        let effect = match self.plan.kind.as_str() {
            "stop_permanent" => "document-stop-permanent",
            "stop_temporary" => "document-stop-temporary",
            _ => "document-stop-adjustment",
        };
        let mut said = vec![
            Fact::new(words.say("document-fact-stop"), self.kind_title()),
            Fact::new(words.say("document-fact-order"), &self.plan.order_no),
        ];
        self.shows.insert("milestone:service.stopped".to_owned());
        if let Some(stopped) = self.milestone("service.stopped") {
            let at = words.time(stopped);
            said.push(Fact::new(words.say("document-event-stopped"), at));
        }
        said.push(Fact::new(words.say("document-fact-released"), words.say(effect)).wide());
        said
    }

    /// The answer to the resource check, and what followed from it.
    pub(super) fn resource(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        let say = |key| words.say(key);
        self.shows.insert("resource".to_owned());
        let mut said = Vec::new();
        if let Some(field) = &job.trade.resource_answer {
            self.show("resource".to_owned(), field);
            if let Some(answer) = field.latest().map(|current| &current.value) {
                let result = words.resource(&answer.result);
                said.push(Fact::new(say("document-fact-resource"), result));
                let ready = answer.ready_on;
                let ready = ready.map_or_else(|| "—".to_owned(), |day| day.to_string());
                said.push(Fact::new(say("document-fact-ready-on"), ready));
                said.push(Fact::new(say("document-fact-plan"), &answer.text).wide());
            }
        }
        let marks = [
            "resource.answered",
            "resource.handed_over",
            "resource.updated",
        ];
        for kind in marks {
            if let (Some(label), Some(at)) = (words.milestone(kind), self.milestone(kind)) {
                said.push(Fact::new(label, words.time(at)));
            }
        }
        let blocks = if said.is_empty() {
            vec![Block::Note(say("document-resource-nothing"))]
        } else {
            facts(said)
        };
        self.headed("document-resource-title", blocks)
    }

    /// The steps on site in order, with what to heed in each.
    pub(super) fn works(&self) -> Vec<Block> {
        let words = self.words;
        let rows = steps_of(self.job, self.catalogue)
            .into_iter()
            .filter(|step| step.group == StepGroup::BeforeLeaving)
            .enumerate()
            .map(|(index, step)| {
                let deeds: Vec<&str> = step.deeds.iter().map(|deed| words.of(deed)).collect();
                vec![
                    Cell::new((index + 1).to_string()),
                    Cell::new(words.of(&step.title)),
                    Cell::new(deeds.join("\n")),
                ]
            })
            .collect();
        let columns = [
            ("document-column-number", 0.9),
            ("document-column-step", 2.6),
            ("document-column-heed", 7.7),
        ];
        self.listed(
            "document-works-title",
            "document-works-nothing",
            &columns,
            rows,
        )
    }

    /// The circuit as a line of the month's list, and where the copies go.
    pub(super) fn summary(&mut self) -> Vec<Block> {
        let (words, plan) = (self.words, self.plan);
        let opened = self.opened(Words::day);
        let accepted = self.milestone("acceptance.signed");
        let day =
            |at: Option<chrono::DateTime<_>>| at.map_or_else(|| "—".to_owned(), |at| words.day(at));
        let service = self.catalogue.service(&plan.service);
        let service = service.map_or(plan.service.as_str(), |service| words.of(&service.title));
        let result = self.accepted();
        let row = vec![
            Cell::new(&plan.circuit_no),
            Cell::new(&plan.customer.name),
            Cell::new(format!(
                "{service}\n{}",
                quantity(plan.rate_mbps.as_str(), Some("Mbit/s"))
            )),
            Cell::new(opened.unwrap_or_else(|| "—".to_owned())),
            Cell::new(day(accepted)),
            Cell::new(result),
        ];
        let columns = [
            ("document-fact-circuit-no", 2.4),
            ("document-fact-customer", 3.2),
            ("document-fact-service", 2.0),
            ("document-fact-opened-at", 1.8),
            ("document-column-accepted", 1.8),
            ("document-fact-result", 1.8),
        ];
        let table = self.table(&columns, vec![row]);
        let copies = Block::Note(words.say("document-summary-copies"));
        self.headed("document-summary-title", vec![table, copies])
    }

    /// What the acceptance came to, in the words of its answer.
    fn accepted(&mut self) -> String {
        let words = self.words;
        let failures = &self.job.trade.failures;
        let rectified = self.job.trade.rectified.as_ref();
        let failed_last = failures.iter().map(|failure| failure.at.at).max();
        let is_mended = failed_last
            .zip(rectified)
            .is_some_and(|(failed, rectified)| rectified.at.at >= failed);
        if is_mended {
            let passed = words.say("document-summary-rectified");
            let open = self.findings_open();
            return std::iter::once(passed)
                .chain(open)
                .collect::<Vec<_>>()
                .join(&words.say("document-semicolon"));
        }
        let is_open = |at| rectified.is_none_or(|rectified| rectified.at.at < at);
        let open = failures.iter().filter(|failure| is_open(failure.at.at));
        let failed: usize = open.map(|failure| failure.value.points.len()).sum();
        if failed > 0 {
            let count = u32::try_from(failed).unwrap_or(u32::MAX);
            return words.with("document-summary-failed", &[("count", count.into())]);
        }
        match self.answer_to(RESULT) {
            Some((question, answer)) => self.choice(question, &answer.value),
            None => words.say("document-summary-open"),
        }
    }
}
