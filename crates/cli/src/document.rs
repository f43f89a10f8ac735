//! `verify FILE.pdf`: whether every signature of a document holds.

use crate::answer::{Answer, Problem, ToldProblem, line};
use crate::failure::Failure;
use crate::files;
use lineproof_i18n::{Language, text};
use lineproof_report::verify::{
    DocumentProblem, ForbiddenChange, LeafProblem, SignatureCheck, SignatureProblem, Verification,
};
use lineproof_report::{FileError, verify as verify_document};
use serde::Serialize;
use serde_json::json;
use std::path::Path;

pub fn verify(path: &Path, ca: Option<&Path>, language: Language) -> Result<Answer, Failure> {
    let bytes = files::read(path)?;
    let authorities = files::authorities(ca.ok_or(Failure::AuthorityNeeded)?)?;
    let found = verify_document(&bytes, &authorities);
    let name = path.display().to_string();
    let problems: Vec<Problem> = found
        .problems
        .iter()
        .map(|problem| document_problem(problem, &name))
        .collect();
    let told: Vec<ToldProblem> = problems.iter().map(|p| p.told(language)).collect();
    let signatures: Vec<ToldSignature> = found
        .signatures
        .iter()
        .map(|check| ToldSignature::of(check, language))
        .collect();
    let json = json!({
        "ok": found.ok,
        "file": name,
        "signatures": signatures,
        "open_fields": found.open_fields,
        "last_covers_whole_file": found.last_covers_whole_file,
        "only_allowed_changes": found.only_allowed_changes,
        "problems": told,
    });
    Ok(Answer {
        holds: found.ok,
        json,
        text: in_words(&found, &problems, &name, language),
    })
}

/// A signature as scripts get it.
#[derive(Serialize)]
struct ToldSignature {
    field: String,
    name: String,
    reason: String,
    claimed_at: Option<String>,
    pages_hash: String,
    covers_bytes: usize,
    covers_whole_file: bool,
    valid: bool,
    engineer: Option<String>,
    person: Option<String>,
    device: Option<String>,
    organisation: Option<String>,
    certificate: Option<String>,
    problems: Vec<ToldProblem>,
}

impl ToldSignature {
    fn of(check: &SignatureCheck, language: Language) -> ToldSignature {
        let subject = check.subject.clone();
        ToldSignature {
            field: check.field.clone(),
            name: check.name.clone(),
            reason: check.reason.clone(),
            claimed_at: check.claimed_at.map(|at| at.to_rfc3339()),
            pages_hash: check.pages_hash.to_string(),
            covers_bytes: check.covers_bytes,
            covers_whole_file: check.covers_whole_file,
            valid: check.valid,
            engineer: subject.as_ref().map(|subject| subject.name.clone()),
            person: subject.as_ref().map(|subject| subject.person.clone()),
            device: subject.as_ref().map(|subject| subject.device.clone()),
            organisation: subject.and_then(|subject| subject.organisation),
            certificate: check.certificate.map(|hash| hash.to_string()),
            problems: signature_problems(check)
                .map(|problem| problem.told(language))
                .collect(),
        }
    }
}

fn in_words(found: &Verification, problems: &[Problem], name: &str, language: Language) -> String {
    let mut said = String::new();
    for check in &found.signatures {
        said += &signature_line(check, language);
        for problem in signature_problems(check) {
            said += &line("  -", &problem.text(language));
        }
    }
    for field in &found.open_fields {
        let open = [("field", field.as_str().into())];
        said += &line("○", &text(language, "cli-verify-open-field", &open));
    }
    for problem in problems {
        said += &line("✗", &problem.text(language));
    }
    let verdict = if found.ok {
        "cli-verify-document-holds"
    } else {
        "cli-verify-document-fails"
    };
    said + &text(language, verdict, &[("file", name.into())])
}

fn signature_line(check: &SignatureCheck, language: Language) -> String {
    let engineer = check.subject.as_ref().map_or("?", |subject| &subject.name);
    let time = check.claimed_at.map_or_else(
        || "?".to_owned(),
        |at| at.format("%Y-%m-%d %H:%M %:z").to_string(),
    );
    let args = [
        ("name", check.name.as_str().into()),
        ("field", check.field.as_str().into()),
        ("time", time.into()),
        ("engineer", engineer.into()),
    ];
    let (sign, key) = if check.valid {
        ("✓", "cli-verify-signature-holds")
    } else {
        ("✗", "cli-verify-signature-fails")
    };
    line(sign, &text(language, key, &args))
}

/// What is wrong with a signature.
pub fn signature_problems(check: &SignatureCheck) -> impl Iterator<Item = Problem> {
    check.problems.iter().map(|problem| {
        let code = match problem {
            SignatureProblem::Dictionary => "signature-dictionary",
            SignatureProblem::ByteRange => "signature-range",
            SignatureProblem::Message => "signature-damaged",
            SignatureProblem::Digest => "signature-digest",
            SignatureProblem::Key => "signature-key",
            SignatureProblem::Chain => "signature-chain",
            SignatureProblem::Time => "signature-time",
            SignatureProblem::Certificate(LeafProblem::Unreadable) => "certificate-unreadable",
            SignatureProblem::Certificate(LeafProblem::UnknownAuthority) => "certificate-unknown",
            SignatureProblem::Certificate(LeafProblem::OutOfValidity) => "certificate-validity",
            SignatureProblem::Certificate(LeafProblem::WrongUse) => "certificate-use",
        };
        Problem::new(code, &check.field)
    })
}

/// What is wrong with a document as a whole.
pub fn document_problem(problem: &DocumentProblem, name: &str) -> Problem {
    let code = match problem {
        DocumentProblem::File(FileError::Unreadable { .. }) => "pdf-unreadable",
        DocumentProblem::File(FileError::OtherForm { .. }) => "pdf-other-form",
        DocumentProblem::Unsigned => "pdf-unsigned",
        DocumentProblem::Appended { .. } => "pdf-appended",
        DocumentProblem::Change(ForbiddenChange::Trailer) => "pdf-trailer-changed",
        DocumentProblem::Change(ForbiddenChange::Object { .. }) => "pdf-object-changed",
        DocumentProblem::Change(ForbiddenChange::NotOneSignature) => "pdf-not-one-signature",
        DocumentProblem::Change(ForbiddenChange::Fields) => "pdf-fields-changed",
    };
    Problem::new(code, name).because(problem)
}
