//! Why a service failed, and how that was found.

use super::Basis;
use super::sections::facts;
use crate::view::{Block, Fact};

/// The question what keeps the fault from coming back.
const PREVENTION: &str = "prevention";
/// The question what came of the watch over a service whose fault has no known cause.
const WATCHED: &str = "watched";

impl Basis<'_> {
    /// Cause, action, and what prevents it from happening again.
    pub(super) fn cause(&mut self) -> Vec<Block> {
        let (words, job) = (self.words, self.job);
        self.shows.insert("cause".to_owned());
        let standing = job.trade.cause.as_ref();
        let Some(field) = standing else {
            let nothing = Block::Note(words.say("document-cause-nothing"));
            return self.headed("document-cause-title", vec![nothing]);
        };
        self.show("cause".to_owned(), field);
        let Some(found) = field.latest().map(|current| &current.value) else {
            return Vec::new();
        };
        let say = |key| words.say(key);
        let (title, corrective) = self.known_cause(&found.cause);
        let mut said = vec![
            Fact::new(say("document-fact-cause"), title).wide(),
            Fact::new(say("document-fact-side"), words.side(&found.side)),
        ];
        if let Some(boundary) = self.catalogue.boundary_of(&found.side) {
            said.push(Fact::new(say("document-fact-boundary"), words.of(&boundary)).wide());
        }
        if let Some(second) = &found.confirmed_by {
            said.push(Fact::new(say("document-fact-confirmed-by"), second));
        }
        if let Some(text) = &found.text {
            said.push(Fact::new(say("document-fact-analysis"), text).wide());
        }
        said.push(Fact::new(say("document-fact-action"), &found.action).wide());
        let prevention = self.answer_to(PREVENTION).map(|(_, answer)| answer.value);
        let corrective: Vec<String> = prevention.into_iter().chain(corrective).collect();
        if !corrective.is_empty() {
            let corrective = corrective.join("\n");
            said.push(Fact::new(say("document-fact-corrective"), corrective).wide());
        }
        if let Some((question, answer)) = self.answer_to(WATCHED) {
            let came_to = self.choice(question, &answer.value);
            let lines: Vec<String> = [came_to].into_iter().chain(answer.remark).collect();
            said.push(Fact::new(words.of(&question.ask), lines.join("\n")).wide());
        }
        self.headed("document-cause-title", facts(said))
    }

    /// The questions answered on the way to the cause, in the order in which they were asked.
    pub(super) fn triage(&mut self) -> Vec<Block> {
        let rows = self.triage_rows();
        if rows.is_empty() {
            return Vec::new();
        }
        let columns = [
            ("document-column-question", 5.0),
            ("document-column-answer", 3.4),
            ("document-column-remark", 2.6),
        ];
        let table = self.table(&columns, rows);
        self.headed("document-triage-title", vec![table])
    }
}
