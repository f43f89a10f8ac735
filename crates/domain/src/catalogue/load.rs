//! From files to a checked catalogue.

use serde::Deserialize;

use super::Catalogue;
use super::bundle::Bundle;
use super::check::check;
use super::conduct::{Boundary, ConductRule};
use super::document::{DocumentKind, Instrument, ServiceType};
use super::error::{CatalogueError, CatalogueErrors, Defect};
use super::fault::{Cause, SuspendReason, Symptom, TicketText, Triage};
use super::inspection::InspectionItem;
use super::job_kind::JobKind;
use super::locate::{Place, key_at, line_and_column};
use super::photo::PhotoSlot;
use super::profile::{Profile, VisitRules};
use super::script::{ForbiddenCategory, ScriptCard};
use super::template::TestTemplate;

/// What one file may hold. Any file may hold any part; a code is unique in the whole catalogue.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CatalogueFile {
    pub service: Vec<ServiceType>,
    pub job_kind: Vec<JobKind>,
    pub photo_slot: Vec<PhotoSlot>,
    pub template: Vec<TestTemplate>,
    pub script: Vec<ScriptCard>,
    pub forbidden: Vec<ForbiddenCategory>,
    pub document: Vec<DocumentKind>,
    pub instrument: Vec<Instrument>,
    pub profile: Vec<Profile>,
    pub inspection_item: Vec<InspectionItem>,
    pub symptom: Vec<Symptom>,
    pub triage: Vec<Triage>,
    pub cause: Vec<Cause>,
    pub suspend_reason: Vec<SuspendReason>,
    pub ticket_text: Vec<TicketText>,
    pub conduct: Vec<ConductRule>,
    pub boundary: Vec<Boundary>,
    pub visit: Option<VisitRules>,
}

/// A file that could be read.
pub(super) struct LoadedFile {
    pub path: String,
    pub content: CatalogueFile,
}

/// A defect with the place it was found in.
pub(super) type Finding = (Place, Defect);

impl Catalogue {
    /// Reads and checks a catalogue.
    ///
    /// # Errors
    /// Every defect of every file, each with file, line, column and key.
    pub fn load(bundle: &Bundle) -> Result<Self, CatalogueErrors> {
        let mut errors = Vec::new();
        let mut files = Vec::new();
        for (path, text) in bundle.files() {
            match read_file(path, text) {
                Ok(content) => files.push(LoadedFile {
                    path: path.to_owned(),
                    content,
                }),
                Err(error) => errors.push(*error),
            }
        }
        // With a file missing, its codes would all be reported as undefined: that helps nobody.
        if errors.is_empty() {
            errors.extend(
                check(&files)
                    .into_iter()
                    .map(|finding| locate(bundle, finding)),
            );
        }
        let visit = files.iter().find_map(|file| file.content.visit);
        let (true, Some(visit)) = (errors.is_empty(), visit) else {
            return Err(CatalogueErrors(errors));
        };
        Ok(merge(bundle, files, visit))
    }
}

fn read_file(path: &str, text: &str) -> Result<CatalogueFile, Box<CatalogueError>> {
    if !path.ends_with(".toml") {
        return Err(Box::new(CatalogueError {
            file: path.to_owned(),
            line: 1,
            column: 1,
            key: "-".to_owned(),
            defect: Defect::StrangeFile,
        }));
    }
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let (line, column) = line_and_column(text, offset);
        Box::new(CatalogueError {
            file: path.to_owned(),
            line,
            column,
            key: key_at(text, offset),
            defect: Defect::Form(error.message().to_owned()),
        })
    })
}

fn locate(bundle: &Bundle, (place, defect): Finding) -> CatalogueError {
    let text = bundle
        .files()
        .find(|(path, _)| *path == place.file)
        .map_or("", |(_, text)| text);
    let (line, column) = line_and_column(text, place.offset(text));
    CatalogueError {
        key: place.to_string(),
        file: place.file,
        line,
        column,
        defect,
    }
}

fn merge(bundle: &Bundle, files: Vec<LoadedFile>, visit: VisitRules) -> Catalogue {
    let mut catalogue = Catalogue {
        hash: bundle.hash(),
        services: Vec::new(),
        job_kinds: Vec::new(),
        photo_slots: Vec::new(),
        templates: Vec::new(),
        scripts: Vec::new(),
        forbidden: Vec::new(),
        documents: Vec::new(),
        instruments: Vec::new(),
        profiles: Vec::new(),
        inspection_items: Vec::new(),
        symptoms: Vec::new(),
        triage: Vec::new(),
        causes: Vec::new(),
        suspend_reasons: Vec::new(),
        ticket_texts: Vec::new(),
        conduct: Vec::new(),
        boundaries: Vec::new(),
        visit,
    };
    for LoadedFile { content, .. } in files {
        catalogue.services.extend(content.service);
        catalogue.job_kinds.extend(content.job_kind);
        catalogue.photo_slots.extend(content.photo_slot);
        catalogue.templates.extend(content.template);
        catalogue.scripts.extend(content.script);
        catalogue.forbidden.extend(content.forbidden);
        catalogue.documents.extend(content.document);
        catalogue.instruments.extend(content.instrument);
        catalogue.profiles.extend(content.profile);
        catalogue.inspection_items.extend(content.inspection_item);
        catalogue.symptoms.extend(content.symptom);
        catalogue.triage.extend(content.triage);
        catalogue.causes.extend(content.cause);
        catalogue.suspend_reasons.extend(content.suspend_reason);
        catalogue.ticket_texts.extend(content.ticket_text);
        catalogue.conduct.extend(content.conduct);
        catalogue.boundaries.extend(content.boundary);
    }
    catalogue
}
