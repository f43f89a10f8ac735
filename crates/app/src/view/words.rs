use chrono::{DateTime, FixedOffset};
use lineproof_domain::calendar::CHINA;
use lineproof_domain::catalogue::Text;
use lineproof_i18n::Language;

use crate::dto::Words;

pub(super) fn words(text: &Text) -> Words {
    Words {
        zh: text.zh.clone(),
        en: text.en.clone(),
    }
}

pub(crate) fn both(zh: impl Into<String>, en: impl Into<String>) -> Words {
    Words {
        zh: zh.into(),
        en: en.into(),
    }
}

/// A text of the product in both languages, with what stands in it.
pub(super) fn said(key: &str, args: &[(&str, &str)]) -> Words {
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (*name, lineproof_i18n::Value::try_number(value)))
        .collect();
    both(
        lineproof_i18n::text(Language::ZhCn, key, &args),
        lineproof_i18n::text(Language::En, key, &args),
    )
}

pub(super) fn time(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339()
}

pub(crate) fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

pub(super) fn minute(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&CHINA)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

pub(super) fn day(day: chrono::NaiveDate) -> String {
    day.to_string()
}
