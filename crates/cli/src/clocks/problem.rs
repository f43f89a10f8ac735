use lineproof_i18n::Value;

/// Why a case cannot be reckoned with. The text is `cli-error-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseProblem {
    #[error("not JSON: {0}")]
    NotJson(String),
    #[error("{field} is missing")]
    Missing { field: String },
    #[error("{field} is not {wanted}")]
    WrongValue {
        field: String,
        value: String,
        wanted: &'static str,
    },
    #[error("{field}: {value} is no profile")]
    UnknownProfile {
        field: String,
        value: String,
        known: String,
    },
    #[error("job: {value} is no job kind")]
    UnknownJob { value: String, known: String },
    #[error("level: {value} is no level")]
    UnknownLevel { value: String, known: String },
    #[error("resource_case: {value} is no resource case")]
    UnknownResourceCase { value: String, known: String },
    #[error("{field}: {value} is no reason, there are {known}")]
    UnknownReason {
        field: String,
        value: String,
        known: String,
    },
    #[error("{field}: {value} is no proposal, there are {known}")]
    UnknownProposal {
        field: String,
        value: String,
        known: String,
    },
    #[error("{field}: {value} is no event kind")]
    UnknownEvent { field: String, value: String },
}

impl CaseProblem {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            CaseProblem::NotJson(_) => "case-not-json",
            CaseProblem::Missing { .. } => "case-missing",
            CaseProblem::WrongValue { wanted, .. } => wanted,
            CaseProblem::UnknownProfile { .. } => "case-unknown-profile",
            CaseProblem::UnknownJob { .. } => "case-unknown-job",
            CaseProblem::UnknownLevel { .. } => "case-unknown-level",
            CaseProblem::UnknownResourceCase { .. } => "case-unknown-resource-case",
            CaseProblem::UnknownReason { .. } => "case-unknown-reason",
            CaseProblem::UnknownProposal { .. } => "case-unknown-proposal",
            CaseProblem::UnknownEvent { .. } => "case-unknown-event",
        }
    }

    pub fn args(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            CaseProblem::NotJson(reason) => vec![("reason", reason.as_str().into())],
            CaseProblem::Missing { field } => vec![("field", field.as_str().into())],
            CaseProblem::WrongValue { field, value, .. }
            | CaseProblem::UnknownEvent { field, value } => vec![
                ("field", field.as_str().into()),
                ("value", value.as_str().into()),
            ],
            CaseProblem::UnknownProfile {
                field,
                value,
                known,
            }
            | CaseProblem::UnknownReason {
                field,
                value,
                known,
            }
            | CaseProblem::UnknownProposal {
                field,
                value,
                known,
            } => vec![
                ("field", field.as_str().into()),
                ("value", value.as_str().into()),
                ("known", known.as_str().into()),
            ],
            CaseProblem::UnknownJob { value, known }
            | CaseProblem::UnknownLevel { value, known }
            | CaseProblem::UnknownResourceCase { value, known } => vec![
                ("value", value.as_str().into()),
                ("known", known.as_str().into()),
            ],
        }
    }
}
