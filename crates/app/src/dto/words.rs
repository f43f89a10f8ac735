use serde::{Deserialize, Serialize};
use specta::Type;

/// A text of the catalogue in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A text in both languages whose filled-in words are marked, for script cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilledWords {
    /// Chinese.
    pub zh: Vec<TextPart>,
    /// English.
    pub en: Vec<TextPart>,
}

/// A run of a script text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TextPart {
    /// The words of the run.
    pub text: String,
    /// Whether they were filled in from the job; the screen underlines them.
    pub filled: bool,
}

/// The languages of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum UiLanguage {
    /// Chinese as written on the mainland.
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// Where a piece of work is. `AtHq` is said only against a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Storage {
    /// Written to this device's disk, nowhere else.
    OnDevice,
    /// Part of it has gone out.
    Sending,
    /// Headquarters signed a receipt for it.
    AtHq,
    /// Headquarters keeps it aside and says why; the device keeps it too.
    Refused,
}
