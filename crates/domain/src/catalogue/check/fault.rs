//! Checks of inspection items, symptoms, triage tables and causes.

use super::{CAUSE, Checker, METRIC, SERVICE, TRIAGE};
use crate::catalogue::error::Defect;
use crate::catalogue::fault::{Triage, TriageAnswer};
use crate::catalogue::load::CatalogueFile;
use crate::catalogue::locate::Place;

/// Key of the answer that every question ends with: it cannot be measured now.
const CANNOT: &str = "cannot";
/// Whom a part of a circuit can belong to.
const OWNERS: [&str; 3] = ["carrier", "customer", "third_party"];
/// Whose side a cause can be on.
const SIDES: [&str; 6] = [
    "carrier",
    "customer",
    "third_party",
    "force_majeure",
    "other",
    "unknown",
];

impl Checker<'_> {
    pub(super) fn check_fault_parts(&mut self, place: &Place, content: &CatalogueFile) {
        for (index, item) in content.inspection_item.iter().enumerate() {
            let place = place.item("inspection_item", index);
            if let Some(metric) = &item.metric {
                self.refer(METRIC, metric, place.key("metric"));
            }
            if item.visits.is_empty() {
                let reason = "an item that no visit takes is never asked: name its visits";
                self.report(place.key("visits"), Defect::DoesNotFit(reason));
            }
        }
        for (index, symptom) in content.symptom.iter().enumerate() {
            let place = place.item("symptom", index);
            self.refer(TRIAGE, &symptom.triage, place.key("triage"));
            for (position, service) in symptom.services.iter().enumerate() {
                self.refer(SERVICE, service, place.item("services", position));
            }
        }
        for (index, boundary) in content.boundary.iter().enumerate() {
            if !OWNERS.contains(&boundary.side.as_str()) {
                let reason = "a part of a circuit belongs to carrier, customer or third_party";
                let place = place.item("boundary", index).key("side");
                self.report(place, Defect::DoesNotFit(reason));
            }
        }
        for (index, table) in content.triage.iter().enumerate() {
            self.check_triage(&place.item("triage", index), table);
        }
        for (index, cause) in content.cause.iter().enumerate() {
            let known = |side: &String| SIDES.contains(&side.as_str());
            if cause.sides.is_empty() || !cause.sides.iter().all(known) {
                let reason =
                    "a side is carrier, customer, third_party, force_majeure, other or unknown";
                let place = place.item("cause", index).key("sides");
                self.report(place, Defect::DoesNotFit(reason));
            }
            if cause.code.split('-').nth(1) != Some(cause.group.as_str()) {
                let reason = "the group of a cause is the middle part of its code";
                let place = place.item("cause", index).key("group");
                self.report(place, Defect::DoesNotFit(reason));
            }
        }
    }

    fn check_triage(&mut self, place: &Place, table: &Triage) {
        if table.questions.is_empty() {
            let reason = "a table without questions leads nowhere";
            self.report(place.key("question"), Defect::DoesNotFit(reason));
        }
        for (index, question) in table.questions.iter().enumerate() {
            let place = place.item("question", index);
            if question
                .answers
                .last()
                .is_none_or(|last| last.key != CANNOT)
            {
                let reason =
                    "the last answer of every question is \"cannot\": it cannot be measured now";
                self.report(place.key("answer"), Defect::DoesNotFit(reason));
            }
            for (position, answer) in question.answers.iter().enumerate() {
                let place = place.item("answer", position);
                self.check_triage_answer(&place, table, index, answer);
            }
        }
    }

    /// An answer leads on or ends; within a table only forward, so that nobody is asked in a circle.
    fn check_triage_answer(
        &mut self,
        place: &Place,
        table: &Triage,
        from: usize,
        answer: &TriageAnswer,
    ) {
        if let Some(cause) = &answer.cause {
            self.refer(CAUSE, cause, place.key("cause"));
        }
        let Some(next) = &answer.next else {
            if answer.cause.is_none() && answer.advice.is_none() {
                let reason = "an answer leads on (next) or ends with a cause or an advice";
                self.report(place.key("key"), Defect::DoesNotFit(reason));
            }
            return;
        };
        match table.questions.iter().position(|known| known.key == *next) {
            Some(to) if to <= from => {
                let way = format!("{} -> {next}", table.questions[from].key);
                self.report(place.key("next"), Defect::Cycle(way));
            }
            Some(_) => {}
            // From table to table only forward too, in the order of their keys.
            None if *next <= table.key => {
                let way = format!("{} -> {next}", table.key);
                self.report(place.key("next"), Defect::Cycle(way));
            }
            None => self.refer(TRIAGE, next, place.key("next")),
        }
    }
}
