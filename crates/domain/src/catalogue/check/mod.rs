//! What the form alone cannot say: that every code exists, fits and leads on.

mod fault;
mod job_kind;
mod parts;
mod profile;
mod template;

use std::collections::BTreeMap;

use super::error::Defect;
use super::load::{CatalogueFile, Finding, LoadedFile};
use super::locate::Place;
use crate::registry::REGISTRY;

const SERVICE: &str = "service";
const JOB_KIND: &str = "job kind";
const PHOTO_SLOT: &str = "photo slot";
const TEMPLATE: &str = "test template";
const METRIC: &str = "metric";
const SCRIPT: &str = "script";
const FORBIDDEN: &str = "forbidden category";
const DOCUMENT: &str = "document";
const INSTRUMENT: &str = "instrument";
const PROFILE: &str = "profile";
const STATE: &str = "state";
const STEP: &str = "step";
const QUESTION: &str = "question";
const ANSWER: &str = "answer";
const SIGNATURE: &str = "signature field";
const INSPECTION_ITEM: &str = "inspection item";
const SYMPTOM: &str = "symptom";
const TRIAGE: &str = "triage table";
const CAUSE: &str = "cause";
const SUSPEND_REASON: &str = "suspend reason";
const TICKET_TEXT: &str = "ticket text";
const CONDUCT: &str = "conduct rule";
const EVENT: &str = "event kind";
const CLOCK: &str = "clock";
const LEVEL: &str = "level";

/// Every defect of the files taken together.
pub(super) fn check(files: &[LoadedFile]) -> Vec<Finding> {
    let mut checker = Checker {
        files,
        codes: BTreeMap::new(),
        findings: Vec::new(),
    };
    for file in files {
        checker.define_codes(&Place::file(&file.path), &file.content);
    }
    for file in files {
        checker.check_file(&Place::file(&file.path), &file.content);
    }
    checker.check_whole();
    checker.findings
}

struct Checker<'a> {
    files: &'a [LoadedFile],
    /// File of the first definition, by kind of thing and code.
    codes: BTreeMap<(&'static str, String), String>,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn report(&mut self, place: Place, defect: Defect) {
        self.findings.push((place, defect));
    }

    fn define(&mut self, what: &'static str, code: &str, place: Place) {
        let is_code_sign =
            |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-');
        if code.is_empty() || !code.chars().all(is_code_sign) {
            self.report(place.clone(), Defect::BadCode(code.to_owned()));
        }
        let file = place.file.clone();
        if let Some(first) = self.codes.insert((what, code.to_owned()), file) {
            self.report(
                place,
                Defect::Duplicate {
                    what,
                    code: code.to_owned(),
                    first,
                },
            );
        }
    }

    fn refer(&mut self, what: &'static str, code: &str, place: Place) {
        if !self.codes.contains_key(&(what, code.to_owned())) {
            self.report(
                place,
                Defect::Undefined {
                    what,
                    code: code.to_owned(),
                },
            );
        }
    }

    fn check_event(&mut self, kind: &str, place: Place) {
        if !REGISTRY.iter().any(|entry| entry.kind == kind) {
            let code = kind.to_owned();
            self.report(place, Defect::Undefined { what: EVENT, code });
        }
    }

    fn define_codes(&mut self, place: &Place, content: &CatalogueFile) {
        macro_rules! define_all {
            ($($what:ident: $section:ident.$code:ident),+ $(,)?) => {$(
                for (index, item) in content.$section.iter().enumerate() {
                    let place = place.item(stringify!($section), index).key(stringify!($code));
                    self.define($what, &item.$code, place);
                }
            )+};
        }
        define_all! {
            SERVICE: service.key,
            JOB_KIND: job_kind.key,
            PHOTO_SLOT: photo_slot.code,
            TEMPLATE: template.key,
            SCRIPT: script.code,
            FORBIDDEN: forbidden.code,
            DOCUMENT: document.key,
            INSTRUMENT: instrument.key,
            PROFILE: profile.key,
            INSPECTION_ITEM: inspection_item.key,
            SYMPTOM: symptom.code,
            TRIAGE: triage.key,
            CAUSE: cause.code,
            SUSPEND_REASON: suspend_reason.code,
            TICKET_TEXT: ticket_text.code,
            CONDUCT: conduct.code,
        }
        for (index, template) in content.template.iter().enumerate() {
            for (row, metric) in template.metrics.iter().enumerate() {
                let place = place.item("template", index).item("metric", row).key("key");
                self.define(METRIC, &metric.key, place);
            }
        }
    }

    fn check_file(&mut self, place: &Place, content: &CatalogueFile) {
        for (index, template) in content.template.iter().enumerate() {
            self.check_template(&place.item("template", index), template);
        }
        for (index, slot) in content.photo_slot.iter().enumerate() {
            self.check_slot(&place.item("photo_slot", index), slot);
        }
        for (index, script) in content.script.iter().enumerate() {
            self.check_script(&place.item("script", index), script);
        }
        for (index, document) in content.document.iter().enumerate() {
            self.check_document(&place.item("document", index), document);
        }
        for (index, profile) in content.profile.iter().enumerate() {
            self.check_profile(&place.item("profile", index), profile);
        }
        self.check_fault_parts(place, content);
        for (index, kind) in content.job_kind.iter().enumerate() {
            self.check_job_kind(&place.item("job_kind", index), kind);
        }
    }

    fn check_whole(&mut self) {
        let mut visits = self
            .files
            .iter()
            .filter(|file| file.content.visit.is_some());
        let (first, second) = (visits.next(), visits.next());
        if let (Some(first), Some(second)) = (first, second) {
            let defect = Defect::Duplicate {
                what: "section",
                code: "visit".to_owned(),
                first: first.path.clone(),
            };
            self.report(Place::file(&second.path).key("visit"), defect);
        }
        let path = self.files.first().map_or("-", |file| file.path.as_str());
        if first.is_none() {
            self.report(Place::file(path), Defect::Absent("[visit] section"));
        }
        if self
            .files
            .iter()
            .all(|file| file.content.job_kind.is_empty())
        {
            self.report(Place::file(path), Defect::Absent("job kind"));
        }
    }
}
