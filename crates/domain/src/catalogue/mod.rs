//! The data of the trade: job kinds, steps, photo slots, test templates, limits, scripts, papers,
//! instruments and carrier profiles. Loaded from (path, text) pairs of TOML, checked in full,
//! named by the hash of its files. A job pins the catalogue it was dispatched with.

mod bounds;
mod bundle;
mod check;
mod conduct;
mod document;
mod error;
mod error_limits;
mod fault;
mod graph;
mod inspection;
mod job_kind;
mod judge;
mod level;
mod limit;
mod load;
mod locate;
mod need;
mod photo;
mod profile;
mod record;
mod script;
pub mod shipped;
mod template;
mod terms;
mod text;
mod typed;
mod warning;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use bundle::{Bundle, CALENDAR_FOLDER};
pub use conduct::{Boundary, ConductRule};
pub use document::{DocumentKind, Instrument, Section, ServiceType, SignatureField};
pub use error::{CatalogueError, CatalogueErrors, Defect};
pub use fault::{
    CallLog, Cause, Consent, SuspendReason, SuspendedClock, Symptom, TicketText, Triage,
    TriageAnswer, TriageQuestion,
};
pub use inspection::InspectionItem;
pub use job_kind::{
    Answer, Gate, JobKind, MetricUse, Once, Question, QuestionKind, QuestionName, State, Step,
    StepGroup, TestOf, TestUse,
};
pub use judge::{
    ContextField, JudgeContext, LimitForm, LimitShown, Needed, Outcome, Verdict, judge,
};
pub use level::{Level, UnknownLevel};
pub use limit::{
    BringIntoService, CountingTime, LengthShare, Limit, PathObjective, RateRatio, Reference,
    Source, SourceClass,
};
pub use need::{Condition, Measured, Need, Severity, Told};
pub use photo::{PhotoPlace, PhotoSlot, Shot};
pub use profile::{
    AdditionKind, ByPoints, ClockLimit, ClockRule, Fallback, LevelName, Profile, Repeat,
    ResourceCase, ServiceLimit, ServiceName, Travel, TravelPart, VisitRules,
};
pub use record::{Record, Visit};
pub use script::{ForbiddenCategory, Piece, PlaceholderError, ScriptCard, ScriptVariable};
pub use template::{
    Choice, Metric, MetricKind, MetricScope, Plausible, TestTemplate, TestTime, TestTimes,
    TraceFact, TraceFactKind,
};
pub use terms::{Cadence, MonthlyAcceptance, SuspensionTerms, Terms};
pub use text::{Language, Text};
pub use warning::Warning;

use crate::digest::Sha256Digest;
use crate::registry::body::Scope;

/// Within how many days a fault is a repeated one where no profile says it [P].
const DEFAULT_REPEAT_DAYS: u32 = 30;

/// A checked catalogue. Every code it refers to exists, every text is there in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// Its name: the hash of its files.
    pub hash: Sha256Digest,
    /// Kinds of leased service.
    pub services: Vec<ServiceType>,
    /// Kinds of job.
    pub job_kinds: Vec<JobKind>,
    /// Photo checklists.
    pub photo_slots: Vec<PhotoSlot>,
    /// Test templates.
    pub templates: Vec<TestTemplate>,
    /// What to say.
    pub scripts: Vec<ScriptCard>,
    /// What not to say.
    pub forbidden: Vec<ForbiddenCategory>,
    /// Papers.
    pub documents: Vec<DocumentKind>,
    /// Instruments.
    pub instruments: Vec<Instrument>,
    /// Carrier profiles.
    pub profiles: Vec<Profile>,
    /// Items of inspections and health checks.
    pub inspection_items: Vec<InspectionItem>,
    /// What customers notice.
    pub symptoms: Vec<Symptom>,
    /// Questions that narrow a fault down.
    pub triage: Vec<Triage>,
    /// Why a service failed.
    pub causes: Vec<Cause>,
    /// Why clocks may stop.
    pub suspend_reasons: Vec<SuspendReason>,
    /// What must not stand in a ticket.
    pub ticket_texts: Vec<TicketText>,
    /// Rules of conduct.
    pub conduct: Vec<ConductRule>,
    /// Who answers for which part.
    pub boundaries: Vec<Boundary>,
    /// Rules of visiting.
    pub visit: VisitRules,
}

impl Catalogue {
    /// The kind of job with this key.
    #[must_use]
    pub fn job_kind(&self, key: &str) -> Option<&JobKind> {
        self.job_kinds.iter().find(|kind| kind.key == key)
    }

    /// The service type with this key.
    #[must_use]
    pub fn service(&self, key: &str) -> Option<&ServiceType> {
        self.services.iter().find(|service| service.key == key)
    }

    /// The photo slot with this code.
    #[must_use]
    pub fn photo_slot(&self, code: &str) -> Option<&PhotoSlot> {
        self.photo_slots.iter().find(|slot| slot.code == code)
    }

    /// The picture that `photo.taken` names: "I18", or "I01.door" for a shot.
    #[must_use]
    pub fn photo_place(&self, key: &str) -> Option<PhotoPlace<'_>> {
        let code = key.split_once('.').map_or(key, |(code, _)| code);
        self.photo_slot(code)?
            .places()
            .find(|place| place.key() == key)
    }

    /// What a side answers for; none where the boundary names nothing of that side.
    #[must_use]
    pub fn boundary_of(&self, side: &str) -> Option<Text> {
        let parts = || self.boundaries.iter().filter(|part| part.side == side);
        let zh: Vec<&str> = parts().map(|part| part.what.zh.as_str()).collect();
        let en: Vec<&str> = parts().map(|part| part.what.en.as_str()).collect();
        (!zh.is_empty()).then(|| Text {
            zh: zh.join("；"),
            en: en.join("; "),
        })
    }

    /// The script card with this code.
    #[must_use]
    pub fn script(&self, code: &str) -> Option<&ScriptCard> {
        self.scripts.iter().find(|script| script.code == code)
    }

    /// The paper with this key.
    #[must_use]
    pub fn document(&self, key: &str) -> Option<&DocumentKind> {
        self.documents.iter().find(|document| document.key == key)
    }

    /// The instrument with this key.
    #[must_use]
    pub fn instrument(&self, key: &str) -> Option<&Instrument> {
        self.instruments
            .iter()
            .find(|instrument| instrument.key == key)
    }

    /// The profile with this key.
    #[must_use]
    pub fn profile(&self, key: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.key == key)
    }

    /// Within how many days a fault is a repeated one: the longest that a profile says.
    #[must_use]
    pub fn repeat_days(&self) -> u32 {
        let said = self
            .profiles
            .iter()
            .filter_map(|profile| profile.terms.repeat_days);
        said.max().unwrap_or(DEFAULT_REPEAT_DAYS)
    }

    /// The inspection item with this key.
    #[must_use]
    pub fn inspection_item(&self, key: &str) -> Option<&InspectionItem> {
        self.inspection_items.iter().find(|item| item.key == key)
    }

    /// The symptom with this code.
    #[must_use]
    pub fn symptom(&self, code: &str) -> Option<&Symptom> {
        self.symptoms.iter().find(|symptom| symptom.code == code)
    }

    /// The table of questions with this key.
    #[must_use]
    pub fn triage(&self, key: &str) -> Option<&Triage> {
        self.triage.iter().find(|table| table.key == key)
    }

    /// The cause with this code.
    #[must_use]
    pub fn cause(&self, code: &str) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.code == code)
    }

    /// The suspend reason with this code.
    #[must_use]
    pub fn suspend_reason(&self, code: &str) -> Option<&SuspendReason> {
        self.suspend_reasons
            .iter()
            .find(|reason| reason.code == code)
    }

    /// The test template with this key.
    #[must_use]
    pub fn template(&self, key: &str) -> Option<&TestTemplate> {
        self.templates.iter().find(|template| template.key == key)
    }

    /// The metric with this key, in whatever template.
    #[must_use]
    pub fn metric(&self, key: &str) -> Option<&Metric> {
        self.templates
            .iter()
            .flat_map(|template| &template.metrics)
            .find(|metric| metric.key == key)
    }

    /// The templates that a step measures for a service, with the scope of each.
    pub fn templates_of<'a>(
        &'a self,
        step: &'a Step,
        service: &'a str,
    ) -> impl Iterator<Item = (&'a TestTemplate, Scope)> {
        self.uses_of(step, service)
            .map(|(template, test)| (template, test.scope))
    }

    fn uses_of<'a>(
        &'a self,
        step: &'a Step,
        service: &'a str,
    ) -> impl Iterator<Item = (&'a TestTemplate, &'a TestUse)> {
        step.tests.iter().flat_map(move |test| {
            let wanted = move |template: &&TestTemplate| match &test.of {
                TestOf::Service => template.services.iter().any(|of| of == service),
                TestOf::Template(key) => template.key == *key && template.fits(service),
            };
            self.templates
                .iter()
                .filter(wanted)
                .map(move |template| (template, test))
        })
    }

    /// The metrics that a step measures for a service.
    pub fn metrics_of<'a>(
        &'a self,
        step: &'a Step,
        service: &'a str,
    ) -> impl Iterator<Item = MetricUse<'a>> {
        self.uses_of(step, service)
            .flat_map(move |(template, test)| {
                template
                    .rows(test.scope, service)
                    .map(move |metric| MetricUse {
                        metric,
                        scope: test.scope,
                        at_most: test.at_most,
                    })
            })
    }

    /// The pictures that a step takes.
    pub fn photos_of<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = PhotoPlace<'a>> {
        step.photos
            .iter()
            .filter_map(|code| self.photo_slot(code))
            .flat_map(PhotoSlot::places)
    }

    /// How many of each thing the catalogue holds, by the names `catalogue check` prints.
    #[must_use]
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let metrics = self.templates.iter().map(|template| template.metrics.len());
        let questions = self.triage.iter().map(|table| table.questions.len());
        vec![
            ("job_kinds", self.job_kinds.len()),
            ("service_types", self.services.len()),
            ("test_metrics", metrics.sum()),
            ("photo_slots", self.photo_slots.len()),
            ("inspection_items", self.inspection_items.len()),
            ("symptoms", self.symptoms.len()),
            ("triage_questions", questions.sum()),
            ("cause_codes", self.causes.len()),
            ("suspend_reasons", self.suspend_reasons.len()),
            ("script_cards", self.scripts.len()),
            ("forbidden_categories", self.forbidden.len()),
            ("conduct_rules", self.conduct.len()),
            ("profiles", self.profiles.len()),
            ("documents", self.documents.len()),
            // Loading refuses a text without its translation.
            ("missing_translations", 0),
        ]
    }
}

impl JobKind {
    /// The step with this key.
    #[must_use]
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }
}
