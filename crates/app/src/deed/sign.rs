use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::{Document, Standing};
use lineproof_domain::registry::Body;
use lineproof_domain::registry::attachment_role::{DOCUMENT_SIGNED, SIGNATURE_STROKES};
use lineproof_domain::registry::body::{AcceptanceSigned, SignatureGiven};
use lineproof_domain::rules;
use lineproof_i18n::Language;
use lineproof_report::build::{signature_lines, signature_reason};
use lineproof_report::sign::{Stroke, StrokePoint};
use lineproof_report::{Appearance, DeviceSigner, SignError, SignRequest, Strokes, sign};
use lineproof_store::NewEvent;
use lineproof_store::blob::BlobUse;

use super::document::PDF;
use super::{MAX_NAME_CHARS, MAX_TEXT_CHARS, optional_text, text};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{
    AppError, ContactRole, ErrorCode, Ink, JobView, SignInput, Signer, SignerRole, SigningView,
    UiLanguage, Words,
};
use crate::fault::internal;
use crate::view::document::field_key;

const JSON: &str = "application/json";
/// The form that bears the customer's acceptance.
const ACCEPTANCE: &str = "acceptance";
const CUSTOMER: &str = "customer";
/// Fewer points than this are a slip of the pen.
const FEWEST_POINTS: usize = 4;

impl App {
    /// What the signing page needs: the very pages, and who is expected to sign.
    pub fn open_signing(&self, document: &str, field: SignerRole) -> Result<SigningView, AppError> {
        let device = self.device()?;
        let (open, made) = device.made(document)?;
        may_sign(&made, field)?;
        let shown = device.newest(&made)?;
        let paper = open
            .catalogue
            .document(&made.document)
            .ok_or(ErrorCode::DocumentUnknown)?;
        Ok(SigningView {
            document: made.event.to_string(),
            job: open.state.job.to_string(),
            kind: made.document.clone(),
            name: Words {
                zh: paper.title.zh.clone(),
                en: paper.title.en.clone(),
            },
            pages: made.pages,
            pages_hash: Sha256Digest::of(&shown).to_string(),
            field,
            signer: signer(&device, &open, field),
            asks_satisfaction: field == SignerRole::Customer && made.document == ACCEPTANCE,
            company: device.profile.headquarters_name.clone(),
            substituted: device.fonts.substituted(&open.state, &open.plan),
        })
    }

    /// Seals a drawn signature into the pages that were shown.
    pub fn sign_document(&self, input: &SignInput) -> Result<JobView, AppError> {
        let device = self.device()?;
        let (open, made) = device.made(&input.document)?;
        may_sign(&made, input.field)?;
        let shown = device.newest(&made)?;
        let pages_hash = Sha256Digest::of(&shown);
        if pages_hash.to_string() != input.pages_hash {
            return Err(ErrorCode::PagesChanged.into());
        }
        let given = Given::read(input)?;
        let signed = device.sign_pages(&open, &made, &shown, input.field, &given)?;
        let events =
            device.signature_events(&open, &made, pages_hash, input.field, given, &signed)?;
        let view = device.save(open.state.job, &events)?;
        device.sign_off();
        Ok(view)
    }
}

/// A signature as it was given, checked.
struct Given {
    name: String,
    title: String,
    satisfaction: Option<String>,
    remark: Option<String>,
    strokes: Strokes,
}

impl Given {
    fn read(input: &SignInput) -> Result<Given, AppError> {
        let name = text(&input.name, MAX_NAME_CHARS)?;
        if name.is_empty() {
            return Err(ErrorCode::NameMissing.into());
        }
        let strokes = strokes(&input.ink);
        if strokes
            .strokes
            .iter()
            .map(|stroke| stroke.points.len())
            .sum::<usize>()
            < FEWEST_POINTS
        {
            return Err(ErrorCode::StrokesEmpty.into());
        }
        Ok(Given {
            name,
            title: text(input.title.as_deref().unwrap_or_default(), MAX_NAME_CHARS)?,
            satisfaction: optional_text(input.satisfaction.as_deref(), MAX_NAME_CHARS)?,
            remark: optional_text(input.remark.as_deref(), MAX_TEXT_CHARS)?,
            strokes,
        })
    }
}

fn strokes(ink: &Ink) -> Strokes {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "pads are a few thousand pixels wide"
    )]
    let point = |point: &crate::dto::InkPoint| StrokePoint {
        x: point.x as f32,
        y: point.y as f32,
        time_ms: point.t,
        pressure: point.p as f32,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "pads are a few thousand pixels wide"
    )]
    Strokes {
        width: ink.width as f32,
        height: ink.height as f32,
        strokes: ink
            .strokes
            .iter()
            .map(|stroke| Stroke {
                points: stroke.iter().map(point).collect(),
            })
            .collect(),
    }
}

/// A document that says what the record says, in a field that is open.
fn may_sign(made: &Document, field: SignerRole) -> Result<(), AppError> {
    if made.is_signed_by(field_key(field)) {
        return Err(ErrorCode::FieldSigned.into());
    }
    match made.standing {
        Standing::True | Standing::Overridden => Ok(()),
        Standing::Outdated | Standing::ChangedAfterSignature => {
            Err(ErrorCode::DocumentChanged.into())
        }
    }
}

fn signer(device: &Device, open: &OpenJob, field: SignerRole) -> Option<Signer> {
    let of = |contact: &lineproof_domain::registry::plan::Contact, role| Signer {
        name: contact.name.clone(),
        title: Some(contact.title.clone()).filter(|title| !title.is_empty()),
        phone: Some(contact.phone.clone()).filter(|phone| !phone.is_empty()),
        role: Some(role),
    };
    let signer = match field {
        SignerRole::Tester => Signer {
            name: device.profile.person.name.clone(),
            title: Some(device.profile.person.title.clone()),
            phone: None,
            role: None,
        },
        SignerRole::Acceptor => return None,
        SignerRole::Customer => of(&open.plan.customer.contact, ContactRole::Customer),
        SignerRole::Manager => of(&open.plan.manager, ContactRole::Manager),
    };
    (!signer.name.is_empty()).then_some(signer)
}

/// The device's key with its certificate.
struct Hand<'a> {
    device: &'a Device,
    certificate: Vec<u8>,
    chain: Vec<Vec<u8>>,
}

impl DeviceSigner for Hand<'_> {
    fn certificate_der(&self) -> &[u8] {
        &self.certificate
    }

    fn chain_der(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn sign_digest(
        &self,
        digest: &[u8; 32],
    ) -> Result<Vec<u8>, lineproof_report::certificate::CertificateError> {
        self.device.keys.document_key.sign_digest(digest)
    }
}

impl Device {
    fn sign_pages(
        &self,
        open: &OpenJob,
        made: &Document,
        shown: &[u8],
        field: SignerRole,
        given: &Given,
    ) -> Result<Vec<u8>, AppError> {
        let language = document_language(made);
        let paper = open
            .catalogue
            .document(&made.document)
            .ok_or(ErrorCode::DocumentUnknown)?;
        let role = paper
            .signatures
            .iter()
            .find(|wanted| wanted.key == field_key(field));
        let role = role
            .ok_or(ErrorCode::DocumentUnknown)?
            .title
            .get(catalogue_language(language));
        let now = self.now();
        let satisfaction = given
            .satisfaction
            .as_deref()
            .map(|mark| satisfaction_words(mark, language));
        let appearance = Appearance {
            strokes: given.strokes.clone(),
            lines: signature_lines(
                language,
                &given.name,
                &given.title,
                now,
                satisfaction.as_deref(),
            ),
        };
        let hand = Hand {
            device: self,
            certificate: self.profile.certificate_der(),
            chain: vec![self.profile.ca_der()],
        };
        let title = paper.title.get(catalogue_language(language));
        let request = SignRequest {
            field: field_key(field),
            signer: &hand,
            appearance: &appearance,
            claimed_at: now,
            name: &given.name,
            reason: &signature_reason(language, role, title),
        };
        let fonts = self.fonts.fonts()?;
        sign(shown, &request, &fonts).map_err(|error| match error {
            SignError::AlreadySigned { .. } => ErrorCode::FieldSigned.into(),
            SignError::File(_)
            | SignError::UnknownField { .. }
            | SignError::Appearance { .. }
            | SignError::Certificate(_)
            | SignError::TooLarge { .. } => internal("signing a document")(&error),
        })
    }

    fn signature_events(
        &self,
        open: &OpenJob,
        made: &Document,
        pages_hash: Sha256Digest,
        field: SignerRole,
        given: Given,
        signed: &[u8],
    ) -> Result<Vec<NewEvent>, AppError> {
        let strokes = serde_json::to_vec(&given.strokes)
            .map_err(|error| internal("keeping the strokes")(&error))?;
        let strokes = self.store.store_blob(BlobUse::Document, &strokes)?;
        let file = self.store.store_blob(BlobUse::Document, signed)?;
        let facts = SignatureGiven {
            document: made.event,
            field: field_key(field).to_owned(),
            name: given.name,
            title: given.title,
            pages_hash,
            signed_at: self.now(),
            satisfaction: given.satisfaction,
            remark: given.remark,
        };
        let signature = self
            .event(open, Body::SignatureGiven(facts))
            .with_blob(strokes, JSON, SIGNATURE_STROKES)
            .with_blob(file, PDF, DOCUMENT_SIGNED);
        // After a failed acceptance the form is wanted by no step: signing it accepts nothing.
        let accepts = made.document == ACCEPTANCE
            && field_key(field) == CUSTOMER
            && rules::wants_document(&open.state, &open.catalogue, ACCEPTANCE);
        let accepted = accepts.then(|| {
            self.event(
                open,
                Body::AcceptanceSigned(AcceptanceSigned {
                    document: made.event,
                }),
            )
        });
        Ok(std::iter::once(signature).chain(accepted).collect())
    }
}

/// The customer's mark in words; one this program does not know stays as it came.
fn satisfaction_words(mark: &str, language: Language) -> String {
    let key = match mark {
        "satisfied" => "field-sign-satisfaction-satisfied",
        "fair" => "field-sign-satisfaction-fair",
        "unsatisfied" => "field-sign-satisfaction-unsatisfied",
        other => return other.to_owned(),
    };
    lineproof_i18n::text(language, key, &[])
}

fn document_language(made: &Document) -> Language {
    super::document::report_language(match made.language.as_str() {
        "en" => UiLanguage::En,
        _ => UiLanguage::ZhCn,
    })
}

fn catalogue_language(language: Language) -> lineproof_domain::catalogue::Language {
    match language {
        Language::ZhCn => lineproof_domain::catalogue::Language::Chinese,
        Language::En => lineproof_domain::catalogue::Language::English,
    }
}
