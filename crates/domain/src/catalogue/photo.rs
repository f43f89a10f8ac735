use serde::{Deserialize, Serialize};

use super::need::Need;
use super::text::Text;

/// A place in a photo checklist (DOMAIN section 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoSlot {
    /// Printed code, like "I18".
    pub code: String,
    /// What the picture is.
    pub title: Text,
    /// What must be seen in it for it to be accepted.
    pub must_show: Text,
    /// What the picture proves.
    pub why: Text,
    /// When it is wanted.
    pub need: Need,
    /// Single pictures of a slot that takes several; empty for one picture.
    #[serde(default, rename = "shot")]
    pub shots: Vec<Shot>,
}

/// One of several pictures of a slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shot {
    /// Key within the slot: a picture of it is filed under "I01.door".
    pub key: String,
    /// What the picture is.
    pub title: Text,
    /// What must be seen in it.
    pub must_show: Text,
    /// When it is wanted, where that differs from the slot.
    pub need: Option<Need>,
}

/// One picture to be taken: a slot, or one shot of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoPlace<'a> {
    /// The slot.
    pub slot: &'a PhotoSlot,
    /// The shot, where the slot has several.
    pub shot: Option<&'a Shot>,
}

impl<'a> PhotoPlace<'a> {
    /// The name a photo is filed under in `photo.taken`: "I18", or "I01.door" for a shot.
    #[must_use]
    pub fn key(&self) -> String {
        match self.shot {
            Some(shot) => format!("{}.{}", self.slot.code, shot.key),
            None => self.slot.code.clone(),
        }
    }

    /// What the picture is.
    #[must_use]
    pub fn title(&self) -> &'a Text {
        self.shot.map_or(&self.slot.title, |shot| &shot.title)
    }

    /// What must be seen in it.
    #[must_use]
    pub fn must_show(&self) -> &'a Text {
        self.shot
            .map_or(&self.slot.must_show, |shot| &shot.must_show)
    }

    /// When it is wanted.
    #[must_use]
    pub fn need(&self) -> &'a Need {
        self.shot
            .and_then(|shot| shot.need.as_ref())
            .unwrap_or(&self.slot.need)
    }
}

impl PhotoSlot {
    /// Every picture of this slot.
    pub fn places(&self) -> impl Iterator<Item = PhotoPlace<'_>> {
        let whole = self.shots.is_empty().then_some(PhotoPlace {
            slot: self,
            shot: None,
        });
        let shots = self.shots.iter().map(|shot| PhotoPlace {
            slot: self,
            shot: Some(shot),
        });
        whole.into_iter().chain(shots)
    }
}
