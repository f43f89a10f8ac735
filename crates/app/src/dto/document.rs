use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ContactRole, MissingItem, Storage, UiLanguage, Words};

/// A document of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// `test_report.e2e` or `acceptance`.
    pub kind: String,
    /// 全程测试报告
    pub name: Words,
    /// The job asks for it; one that it only offers is made when the engineer likes.
    pub wanted: bool,
    /// How it stands.
    pub state: DocumentState,
    /// The event that made it; names it in every document command.
    pub document: Option<String>,
    /// Number of pages.
    pub pages: Option<u32>,
    /// When it was made.
    pub made_at: Option<String>,
    /// The language it was made in.
    pub language: Option<UiLanguage>,
    /// Its signature fields in order.
    pub fields: Vec<SignatureField>,
    /// What is missing before it can be made.
    pub missing: Vec<MissingItem>,
    /// Characters our font lacks, printed by another font or as a marked substitute.
    pub substituted: Vec<String>,
    /// Where the newest revision is.
    pub storage: Option<Storage>,
}

/// How a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DocumentState {
    /// Something is missing first.
    NotReady,
    /// It can be made.
    Ready,
    /// Made; fields may be open.
    Made,
    /// Something it shows changed after it was made and nobody had signed: make it again.
    Outdated,
    /// Something it shows changed after a signature: make and sign it again.
    ChangedAfterSignature,
}

/// A signature field of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignatureField {
    /// Whose.
    pub field: SignerRole,
    /// Who signed, or who is expected to.
    pub name: Option<String>,
    /// When; `None` while open.
    pub signed_at: Option<String>,
    /// It may stay open when leaving (the account manager is absent).
    pub may_stay_open: bool,
    /// It is this one's turn.
    pub turn: bool,
}

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SignerRole {
    /// The engineer.
    Tester,
    /// Who accepts together with him.
    Acceptor,
    /// The customer.
    Customer,
    /// The account manager.
    Manager,
}

/// What the signing page needs. The pages are what `document_bytes` gives; the hash binds both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SigningView {
    /// The document.
    pub document: String,
    /// Its job, to go back to.
    pub job: String,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: Words,
    /// Number of pages.
    pub pages: u32,
    /// SHA-256 of the revision shown.
    pub pages_hash: String,
    /// Whose turn it is.
    pub field: SignerRole,
    /// Who is expected to sign.
    pub signer: Option<Signer>,
    /// The customer is asked how satisfied he is.
    pub asks_satisfaction: bool,
    /// The carrier as customers know it.
    pub company: String,
    /// Characters that no font has: the pages show their code instead.
    pub substituted: Vec<String>,
}

/// Who is expected to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Number.
    pub phone: Option<String>,
    /// What he is to the job; absent for the engineer himself.
    pub role: Option<ContactRole>,
}

/// What checking a document's signatures found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Every signature holds and the last one covers the whole file.
    pub intact: bool,
    /// How many signatures.
    pub signatures: u32,
    /// The certificates were issued by the headquarters of this device.
    pub trusted: bool,
    /// Who the certificate names.
    pub certificate: Option<String>,
    /// A trusted time was added at headquarters.
    pub trusted_time: Option<String>,
}

/// A document with its job, for the list of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobDocument {
    /// The job.
    pub job: String,
    /// Its order number.
    pub order_no: String,
    /// Its customer.
    pub customer: String,
    /// The step that holds the document.
    pub step: String,
    /// The document.
    pub document: Document,
}

/// A copy written for somebody to take along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// Where it was written.
    pub path: String,
}
