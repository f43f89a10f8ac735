//! Codes of the catalogue in words: symptoms, suspend reasons, inspection items, triage.

use super::Basis;

/// An inspection item as it was found.
pub(super) struct Inspected {
    pub key: String,
    pub title: String,
    pub limit: String,
    /// `ok`, `abnormal` or `na`.
    pub value: String,
    pub remark: String,
}

const INSPECTION: &str = "inspection.";
const TRIAGE: &str = "triage.";

impl Basis<'_> {
    pub(super) fn symptom(&self, code: &str) -> String {
        code.to_owned()
    }

    pub(super) fn suspend_reason(&self, code: &str) -> String {
        code.to_owned()
    }

    pub(super) fn inspection_title(&self, key: &str) -> Option<String> {
        Some(key.to_owned())
    }

    /// Title and prevention of a cause.
    pub(super) fn known_cause(&self, code: &str) -> (String, Option<String>) {
        (code.to_owned(), None)
    }

    pub(super) fn inspected_items(&mut self) -> Vec<Inspected> {
        let job = self.job;
        let mut items = Vec::new();
        for (key, field) in &job.answers {
            let Some(answer) = field.latest().map(|current| &current.value) else {
                continue;
            };
            if let Some(item) = answer.item.strip_prefix(INSPECTION) {
                self.show(format!("answer:{key}"), field);
                items.push(Inspected {
                    key: item.to_owned(),
                    title: item.to_owned(),
                    limit: String::new(),
                    value: answer.value.clone(),
                    remark: answer.remark.clone().unwrap_or_default(),
                });
            }
        }
        items
    }

    pub(super) fn triage_path(&mut self) -> Vec<(String, String, String)> {
        let job = self.job;
        let mut path = Vec::new();
        for (key, field) in &job.answers {
            let Some(answer) = field.latest().map(|current| &current.value) else {
                continue;
            };
            if let Some(item) = answer.item.strip_prefix(TRIAGE) {
                self.show(format!("answer:{key}"), field);
                let remark = answer.remark.clone().unwrap_or_default();
                path.push((item.to_owned(), answer.value.clone(), remark));
            }
        }
        path
    }
}
