use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::Text;

use crate::dto::Words;

pub(super) fn words(text: &Text) -> Words {
    Words {
        zh: text.zh.clone(),
        en: text.en.clone(),
    }
}

pub(super) fn both(zh: impl Into<String>, en: impl Into<String>) -> Words {
    Words {
        zh: zh.into(),
        en: en.into(),
    }
}

pub(super) fn time(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339()
}

pub(crate) fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

pub(super) fn minute(at: DateTime<FixedOffset>) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

pub(super) fn day(day: chrono::NaiveDate) -> String {
    day.to_string()
}
