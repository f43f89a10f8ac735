use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Service level of a circuit in the four-step vocabulary [S2], best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 金牌级.
    Gold,
    /// 银牌级.
    Silver,
    /// 铜牌级.
    Bronze,
    /// 标准级.
    Standard,
}

impl Level {
    /// Every level, best first.
    pub const ALL: [Self; 4] = [Self::Gold, Self::Silver, Self::Bronze, Self::Standard];

    /// The word used in events and data files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gold => "gold",
            Self::Silver => "silver",
            Self::Bronze => "bronze",
            Self::Standard => "standard",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A level word that no profile knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a service level: use gold, silver, bronze or standard")]
pub struct UnknownLevel(pub String);

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(word: &str) -> Result<Self, UnknownLevel> {
        Self::ALL
            .into_iter()
            .find(|level| level.as_str() == word)
            .ok_or_else(|| UnknownLevel(word.to_owned()))
    }
}
