//! What cannot be judged at all.

use crate::clocks::CaseProblem;
use lineproof_app::dto::AppError;
use lineproof_domain::calendar::CalendarError;
use lineproof_domain::catalogue::CatalogueErrors;
use lineproof_evidence::otdr::SorError;
use lineproof_i18n::{Language, Value, lookup, text};
use lineproof_report::certificate::CertificateError;
use std::io;
use std::path::PathBuf;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{path} is not there")]
    Missing { path: PathBuf },
    #[error("{path} is a folder")]
    IsFolder { path: PathBuf },
    #[error("{path} is no folder")]
    NoFolder { path: PathBuf },
    #[error("{path} cannot be read: {source}")]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{path} is larger than {limit} bytes")]
    TooLarge { path: PathBuf, limit: u64 },
    #[error("a document is checked against an authority: none was given")]
    AuthorityNeeded,
    #[error("{path} holds no certificate authority: {source}")]
    NoAuthority {
        path: PathBuf,
        source: CertificateError,
    },
    #[error("{path} holds no keys of headquarters: {problem}")]
    NoKeys { path: PathBuf, problem: String },
    #[error("{path} is empty")]
    Empty { path: PathBuf },
    #[error("{path} is neither a trace nor a photo")]
    NeitherTraceNorPhoto { path: PathBuf },
    #[error("the trace {path} cannot be read: {source}")]
    Trace { path: PathBuf, source: SorError },
    #[error("{path} is no script: {problem}")]
    Script { path: PathBuf, problem: String },
    #[error("{path} is no case: {source}")]
    Case { path: PathBuf, source: CaseProblem },
    #[error("{path} is no calendar: {source}")]
    Calendar {
        path: PathBuf,
        source: CalendarError,
    },
    #[error("the built-in rules cannot be read: {source}")]
    Rules { source: CatalogueErrors },
    #[error("the order {order} is not one job on this device")]
    NoSuchJob { order: String },
    #[error("the device cannot be started: {source}")]
    Start { source: io::Error },
    #[error("the device did not do it: {source}")]
    App { source: AppError },
    #[error("deed {number} of the script was not done: {source}")]
    Deed { number: usize, source: Box<Failure> },
}

impl From<AppError> for Failure {
    fn from(source: AppError) -> Failure {
        Failure::App { source }
    }
}

impl Failure {
    /// A failed reading of `path`, by its cause.
    pub fn reading(path: PathBuf, source: io::Error) -> Failure {
        match source.kind() {
            io::ErrorKind::NotFound => Failure::Missing { path },
            io::ErrorKind::IsADirectory => Failure::IsFolder { path },
            io::ErrorKind::NotADirectory => Failure::NoFolder { path },
            _ => Failure::Unreadable { path, source },
        }
    }

    /// 1 where the thing was read and judged, 2 where it could not be.
    pub fn exit_status(&self) -> u8 {
        match self {
            Failure::Empty { .. }
            | Failure::NeitherTraceNorPhoto { .. }
            | Failure::Trace { .. }
            | Failure::NoSuchJob { .. }
            | Failure::App { .. }
            | Failure::Deed { .. } => 1,
            Failure::Missing { .. }
            | Failure::IsFolder { .. }
            | Failure::NoFolder { .. }
            | Failure::Unreadable { .. }
            | Failure::TooLarge { .. }
            | Failure::AuthorityNeeded
            | Failure::NoAuthority { .. }
            | Failure::NoKeys { .. }
            | Failure::Script { .. }
            | Failure::Case { .. }
            | Failure::Calendar { .. }
            | Failure::Rules { .. }
            | Failure::Start { .. } => 2,
        }
    }

    /// Stable name; those of the device are the application's own codes.
    pub fn code(&self) -> String {
        match self {
            Failure::App { source } => app_code(source),
            Failure::Deed { source, .. } => source.code(),
            other => other.own_code().to_owned(),
        }
    }

    fn own_code(&self) -> &'static str {
        match self {
            Failure::Missing { .. } => "missing",
            Failure::IsFolder { .. } => "is-folder",
            Failure::NoFolder { .. } => "no-folder",
            Failure::Unreadable { .. } => "unreadable",
            Failure::TooLarge { .. } => "too-large",
            Failure::AuthorityNeeded => "authority-needed",
            Failure::NoAuthority { .. } => "no-authority",
            Failure::NoKeys { .. } => "no-keys",
            Failure::Empty { .. } => "empty",
            Failure::NeitherTraceNorPhoto { .. } => "neither-trace-nor-photo",
            Failure::Trace { source, .. } => trace_code(source),
            Failure::Script { .. } => "script",
            Failure::Case { source, .. } => source.code(),
            Failure::Calendar { .. } => "calendar",
            Failure::Rules { .. } => "rules",
            Failure::NoSuchJob { .. } => "no-such-job",
            Failure::Start { .. } => "start",
            Failure::App { .. } => "app",
            Failure::Deed { .. } => "deed",
        }
    }

    /// What happened, to which thing, what to do.
    pub fn text(&self, language: Language) -> String {
        let key = format!("cli-error-{}", self.own_code());
        let args: Vec<(&str, Value<'_>)> = match self {
            Failure::AuthorityNeeded => Vec::new(),
            Failure::Missing { path }
            | Failure::IsFolder { path }
            | Failure::NoFolder { path }
            | Failure::Empty { path }
            | Failure::NeitherTraceNorPhoto { path } => vec![shown(path)],
            Failure::Unreadable { path, source } => {
                vec![shown(path), ("reason", source.to_string().into())]
            }
            Failure::TooLarge { path, limit } => {
                vec![shown(path), ("limit", limit.to_string().into())]
            }
            Failure::NoAuthority { path, source } => {
                vec![shown(path), ("reason", source.to_string().into())]
            }
            Failure::NoKeys { path, problem } => {
                vec![shown(path), ("reason", problem.as_str().into())]
            }
            Failure::Script { path, problem } => {
                vec![shown(path), ("reason", problem.as_str().into())]
            }
            Failure::Case { path, source } => {
                let mut args = source.args();
                args.push(shown(path));
                args
            }
            Failure::Calendar { path, source } => {
                vec![shown(path), ("reason", source.to_string().into())]
            }
            Failure::Rules { source } => vec![("reason", source.to_string().into())],
            Failure::NoSuchJob { order } => vec![("order", order.as_str().into())],
            Failure::Start { source } => vec![("reason", source.to_string().into())],
            Failure::App { source } => return app_text(source, language),
            Failure::Deed { number, source } => vec![
                ("number", number.to_string().into()),
                ("reason", source.text(language).into()),
            ],
            Failure::Trace { path, source } => {
                let mut args = trace_args(source);
                args.push(shown(path));
                args
            }
        };
        text(language, &key, &args)
    }
}

fn app_code(error: &AppError) -> String {
    let code = serde_json::to_value(error.code).unwrap_or_default();
    code.as_str().unwrap_or("internal").to_owned()
}

/// The text that the field application shows for it.
fn app_text(error: &AppError, language: Language) -> String {
    let code = app_code(error);
    let args: Vec<(&str, Value<'_>)> = error
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().into()))
        .collect();
    lookup(language, &format!("errors-{code}"), &args).unwrap_or(code)
}

fn shown(path: &std::path::Path) -> (&'static str, Value<'static>) {
    ("path", path.display().to_string().into())
}

fn trace_code(error: &SorError) -> &'static str {
    match error {
        SorError::Empty => "empty",
        SorError::NotSor => "neither-trace-nor-photo",
        SorError::TooLarge { .. } => "trace-too-large",
        SorError::CutShort { .. } => "trace-cut-short",
        SorError::BlockMissing { .. } => "trace-block-missing",
        SorError::BlockMisplaced { .. } => "trace-block-misplaced",
        SorError::FieldCut { .. } => "trace-field-cut",
        SorError::Impossible { .. } => "trace-impossible",
    }
}

fn trace_args(error: &SorError) -> Vec<(&'static str, Value<'_>)> {
    let number = |number: u64| Value::from(number.to_string());
    match error {
        SorError::Empty | SorError::NotSor => Vec::new(),
        SorError::TooLarge { limit, .. } => vec![("limit", number(*limit as u64))],
        SorError::CutShort {
            block,
            expected_bytes,
            actual_bytes,
        } => vec![
            ("block", block.as_str().into()),
            ("expected", number(*expected_bytes)),
            ("actual", number(*actual_bytes as u64)),
        ],
        SorError::BlockMissing { block } => vec![("block", (*block).into())],
        SorError::BlockMisplaced { block, offset } => vec![
            ("block", block.as_str().into()),
            ("offset", number(*offset as u64)),
        ],
        SorError::FieldCut { block, offset, .. } => vec![
            ("block", block.as_str().into()),
            ("offset", number(*offset as u64)),
        ],
        SorError::Impossible {
            block,
            offset,
            value,
            ..
        } => vec![
            ("block", block.as_str().into()),
            ("offset", number(*offset as u64)),
            ("value", number(u64::from(*value))),
        ],
    }
}
