//! What an engineer leaves behind: whom the customer calls, and what he says then.

use super::Basis;
use crate::view::{Block, Fact};

impl Basis<'_> {
    pub(super) fn service_card(&self) -> Vec<Block> {
        let (words, plan) = (self.words, self.plan);
        let engineer = self.job.assignee.as_ref().unwrap_or(&plan.assignee);
        let hotline = plan.details.hotline.as_deref();
        let lines = [
            ("document-card-engineer", engineer.name.as_str()),
            ("document-card-phone", &engineer.phone),
            ("document-fact-company", &engineer.company),
            ("document-card-hotline", hotline.unwrap_or_default()),
            ("document-fact-manager", &plan.manager.name),
            ("document-card-manager-phone", &plan.manager.phone),
            ("document-fact-circuit-no", &plan.circuit_no),
            ("document-card-order", &plan.order_no),
        ];
        let said = lines.into_iter().filter(|(_, text)| !text.is_empty());
        let facts = said.map(|(label, text)| Fact::new(words.say(label), text).wide());
        let mut note = words.say("document-card-note");
        if hotline.is_some() {
            note.push_str(&words.say("document-card-complaints"));
        }
        vec![
            Block::Paragraph(words.say("document-card-lead")),
            Block::Facts(facts.collect()),
            Block::Note(note),
        ]
    }
}
