use std::fmt;

use super::script::PlaceholderError;

/// Everything that is wrong with a catalogue, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CatalogueErrors(pub Vec<CatalogueError>);

impl fmt::Display for CatalogueErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}

/// One defect of a catalogue with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {key}: {defect}")]
pub struct CatalogueError {
    /// Path of the file in the bundle.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The key at fault, like `job_kind[0].step[3].photos[1]`; "-" where the text is no TOML at all.
    pub key: String,
    /// What is wrong.
    pub defect: Defect,
}

/// What can be wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Defect {
    /// Not TOML, an unknown key, a missing key or a value of the wrong kind.
    #[error("{0}")]
    Form(String),
    /// A file that is no part of a catalogue.
    #[error("only .toml files belong into a catalogue: move it away")]
    StrangeFile,
    /// A key or code with other signs than letters, digits, `.`, `_` and `-`.
    #[error("\"{0}\" cannot be a code: use letters, digits, \".\", \"_\" and \"-\"")]
    BadCode(String),
    /// The same code defined twice.
    #[error("the {what} \"{code}\" is defined twice, first in {first}")]
    Duplicate {
        /// What kind of thing.
        what: &'static str,
        /// Its code.
        code: String,
        /// The file of the first definition.
        first: String,
    },
    /// A code that nothing defines.
    #[error("there is no {what} \"{code}\" in this catalogue")]
    Undefined {
        /// What kind of thing.
        what: &'static str,
        /// Its code.
        code: String,
    },
    /// A number without a unit.
    #[error("a number needs its unit: add unit = \"..\" (\"1\" for a bare count)")]
    NoUnit,
    /// A limit or an answer list that does not fit the kind of the value.
    #[error("{0}")]
    DoesNotFit(&'static str),
    /// A figure without a source mark.
    #[error("a figure needs its source: add source = [\"C\"] or another mark")]
    NoSource,
    /// A step with no step after it that is not marked as the last.
    #[error("the step \"{0}\" has no way on: name the next step, or write last = true")]
    NoWayOn(String),
    /// A step that no other step leads to.
    #[error("no step leads to the step \"{0}\"")]
    NeverReached(String),
    /// A state that cannot be come to from the first one.
    #[error("no state leads to the state \"{0}\"")]
    StateNeverReached(String),
    /// A state that nothing follows and no last step reaches.
    #[error("nothing follows the state \"{0}\", and no last step ends in it")]
    StateWithoutEnd(String),
    /// Steps that lead back to themselves.
    #[error("the steps go round in a circle: {0}")]
    Cycle(String),
    /// A broken or unknown placeholder.
    #[error(transparent)]
    Placeholder(#[from] PlaceholderError),
    /// The two languages use different variables.
    #[error("the zh and en texts use different variables: {zh} and {en}")]
    VariablesDiffer {
        /// Variables of the Chinese text.
        zh: String,
        /// Variables of the English text.
        en: String,
    },
    /// A part every catalogue must have.
    #[error("the catalogue has no {0}")]
    Absent(&'static str),
}
