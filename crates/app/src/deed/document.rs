use std::collections::HashMap;

use lineproof_domain::calendar::Calendar;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::event::Attachment;
use lineproof_domain::ids::EventId;
use lineproof_domain::job;
use lineproof_domain::registry::Body;
use lineproof_domain::registry::attachment_role::DOCUMENT_PAGES;
use lineproof_domain::registry::body::DocumentMade;
use lineproof_domain::rules;
use lineproof_domain::trace::OtdrTrace;
use lineproof_evidence::otdr;
use lineproof_i18n::Language;
use lineproof_report::build::{self, BuildError, Evidence};
use lineproof_report::{DocumentView, LAYOUT_VERSION, render, verify};
use lineproof_store::blob::BlobUse;

use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{
    AppError, ErrorCode, ExportedFile, JobDocument, JobView, UiLanguage, Verification,
};
use crate::fault::internal;
use crate::platform;
use crate::view::{self, step::missing_for};

pub(super) const PDF: &str = "application/pdf";

impl App {
    /// Makes a document's pages from the record as it stands.
    pub fn make_document(
        &self,
        job: &str,
        kind: &str,
        language: UiLanguage,
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let paper = open
                .catalogue
                .document(kind)
                .ok_or(ErrorCode::DocumentUnknown)?;
            let calendar = device.calendar()?;
            let missing = device.view(open, &calendar, |context| {
                let lacks = rules::missing(&open.state, &open.catalogue, None, device.now());
                missing_for(paper, &lacks, context)
            });
            if !missing.is_empty() {
                return Err(AppError::new(ErrorCode::DocumentNotReady).with("count", missing.len()));
            }
            let view = device.document_view(open, kind, report_language(language))?;
            let fonts = device.fonts.fonts()?;
            let rendered = render(&view, &fonts)
                .map_err(|error| internal("making a document's pages")(&error))?;
            let pages = device.store.store_blob(BlobUse::Document, &rendered.pdf)?;
            let made = DocumentMade {
                document: kind.to_owned(),
                language: view.language.to_string(),
                record_hash: view.record_hash,
                events: view.sources,
                shows: view.shows,
                layout_version: LAYOUT_VERSION,
                pages: rendered.pages,
                fields: rendered.fields,
            };
            Ok(vec![
                device
                    .event(open, Body::DocumentMade(made))
                    .with_blob(pages, PDF, DOCUMENT_PAGES),
            ])
        })
    }

    /// The newest revision of a document.
    pub fn document_bytes(&self, document: &str) -> Result<Vec<u8>, AppError> {
        let device = self.device()?;
        let (_, made) = device.made(document)?;
        device.newest(&made)
    }

    /// Checks every signature of a document, as a stranger would.
    pub fn verify_document(&self, document: &str) -> Result<Verification, AppError> {
        let device = self.device()?;
        let (_, made) = device.made(document)?;
        let found = verify(&device.newest(&made)?, &[device.profile.ca_der()]);
        let subject = found
            .signatures
            .iter()
            .find_map(|signature| signature.subject.as_ref());
        Ok(Verification {
            intact: found.ok,
            signatures: u32::try_from(found.signatures.len()).unwrap_or(u32::MAX),
            trusted: !found.signatures.is_empty()
                && found
                    .signatures
                    .iter()
                    .all(|signature| signature.subject.is_some()),
            certificate: subject.map(|subject| subject.name.clone()),
            trusted_time: None,
        })
    }

    /// Writes a copy for somebody to take along. An older copy is never overwritten by another text.
    pub fn export_document(&self, document: &str) -> Result<ExportedFile, AppError> {
        let device = self.device()?;
        let (open, made) = device.made(document)?;
        let bytes = device.newest(&made)?;
        let hash = Sha256Digest::of(&bytes).to_string();
        let name = format!(
            "{}-{}-{}.pdf",
            safe_name(&open.plan.order_no),
            made.document,
            &hash[..8]
        );
        let path = self.shared.config.export_folder.join(name);
        platform::write_private(&path, &bytes)?;
        Ok(ExportedFile {
            path: path.display().to_string(),
        })
    }

    /// Every document of every job, the newest jobs first.
    pub fn documents(&self) -> Result<Vec<JobDocument>, AppError> {
        let device = self.device()?;
        let calendar = device.calendar()?;
        let mut all = Vec::new();
        for state in device.store.jobs()?.into_iter().rev() {
            if let Ok(open) = device.with_rules(state) {
                all.extend(device.view(&open, &calendar, view::job_documents));
            }
        }
        Ok(all)
    }
}

impl Device {
    /// The job and the document that an event made.
    pub(super) fn made(&self, document: &str) -> Result<(OpenJob, job::Document), AppError> {
        let event = Device::event_id(document, ErrorCode::DocumentUnknown)?;
        for state in self.store.jobs()? {
            let made = state
                .documents
                .iter()
                .find(|made| made.event == event)
                .cloned();
            if let Some(made) = made {
                return Ok((self.with_rules(state)?, made));
            }
        }
        Err(ErrorCode::DocumentUnknown.into())
    }

    pub(super) fn newest(&self, made: &job::Document) -> Result<Vec<u8>, AppError> {
        let file = made.newest_file().ok_or(ErrorCode::BlobMissing)?;
        Ok(self.store.blob_bytes(file.sha256)?)
    }

    fn document_view(
        &self,
        open: &OpenJob,
        kind: &str,
        language: Language,
    ) -> Result<DocumentView, AppError> {
        let evidence = StoredEvidence::of(self, open)?;
        let view = build::document(
            &open.state,
            &open.catalogue,
            kind,
            language,
            self.now(),
            &evidence,
        );
        view.map_err(|error| match error {
            BuildError::NoPlan => ErrorCode::JobWaitingRules.into(),
            BuildError::UnknownDocument { .. } => ErrorCode::DocumentUnknown.into(),
            BuildError::NoTestReport => AppError::new(ErrorCode::DocumentNotReady).with("count", 1),
            BuildError::UnknownEvent { .. } => internal("building a document")(&error),
        })
    }
}

/// What documents are made from beside the job's state.
struct StoredEvidence<'a> {
    device: &'a Device,
    hashes: HashMap<EventId, Sha256Digest>,
    calendar: Calendar,
}

impl StoredEvidence<'_> {
    fn of<'a>(device: &'a Device, open: &OpenJob) -> Result<StoredEvidence<'a>, AppError> {
        let entries = device.store.entries_of(open.state.job)?;
        let hashes = entries
            .into_iter()
            .map(|entry| (entry.event.id, entry.raw_hash))
            .collect();
        let calendar = device.calendar()?;
        Ok(StoredEvidence {
            device,
            hashes,
            calendar,
        })
    }
}

impl Evidence for StoredEvidence<'_> {
    fn event_hash(&self, event: EventId) -> Option<Sha256Digest> {
        self.hashes.get(&event).copied()
    }

    fn bytes(&self, attachment: &Attachment) -> Option<Vec<u8>> {
        self.device.store.blob_bytes(attachment.sha256).ok()
    }

    fn trace(&self, file: &Attachment) -> Option<OtdrTrace> {
        otdr::read(&self.bytes(file)?).ok()
    }

    fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

pub(super) fn report_language(language: UiLanguage) -> Language {
    match language {
        UiLanguage::ZhCn => Language::ZhCn,
        UiLanguage::En => Language::En,
    }
}

/// An order number as part of a file's name.
fn safe_name(text: &str) -> String {
    let safe = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    text.chars()
        .map(|character| if safe(character) { character } else { '_' })
        .take(64)
        .collect()
}
