//! What the dispatch form and the acts may offer.

use lineproof_domain::catalogue::{Catalogue, Consent, JobKind, Level, Profile, SuspendedClock};

use super::clock::promises;
use super::subject::text;
use crate::api::dto::{
    self, CatalogueSummary, Choice, KindChoice, LevelWord, ProfileChoice, SuspendChoice,
    SymptomChoice, Text,
};
use crate::api::needs;
use crate::standing;

/// The kind that is dispatched most often stands first.
const USUAL: &str = "install";

pub(in crate::api) fn offer(catalogue: &Catalogue) -> CatalogueSummary {
    let mut kinds: Vec<&JobKind> = catalogue.job_kinds.iter().collect();
    kinds.sort_by_key(|kind| kind.key != USUAL);
    CatalogueSummary {
        digest: catalogue.hash.to_string(),
        kinds: kinds
            .into_iter()
            .map(|kind| KindChoice {
                id: kind.key.clone(),
                name: text(&kind.title),
                fault: standing::is_fault(&kind.key),
                profiles: catalogue
                    .profiles
                    .iter()
                    .filter(|profile| promises(profile, &kind.key))
                    .map(profile)
                    .collect(),
                needs: needs::of_kind(&kind.key, catalogue),
            })
            .collect(),
        services: catalogue
            .services
            .iter()
            .map(|service| Choice {
                id: service.key.clone(),
                name: text(&service.title),
            })
            .collect(),
        symptoms: catalogue
            .symptoms
            .iter()
            .map(|symptom| SymptomChoice {
                id: symptom.code.clone(),
                name: text(&symptom.title),
                services: symptom.services.clone(),
            })
            .collect(),
        suspend_reasons: catalogue
            .suspend_reasons
            .iter()
            .map(|reason| SuspendChoice {
                id: reason.code.clone(),
                name: text(&reason.title),
                evidence: text(&reason.evidence),
                stops: reason.clock == SuspendedClock::Stops,
                max_hours: reason.max_hours,
                not_gold: reason.consent == Consent::NotGold,
            })
            .collect(),
    }
}

fn profile(profile: &Profile) -> ProfileChoice {
    ProfileChoice {
        id: profile.key.clone(),
        name: text(&profile.title),
        levels: Level::ALL
            .into_iter()
            .filter_map(|level| level_word(profile, level))
            .collect(),
    }
}

fn level_word(profile: &Profile, level: Level) -> Option<LevelWord> {
    let named = || profile.levels.iter().filter(|named| named.level == level);
    let joined = |word: fn(&lineproof_domain::catalogue::Text) -> &str, comma: &str| {
        let words: Vec<&str> = named().map(|named| word(&named.title)).collect();
        words.join(comma)
    };
    named().next()?;
    Some(LevelWord {
        level: match level {
            Level::Gold => dto::Level::Gold,
            Level::Silver => dto::Level::Silver,
            Level::Bronze => dto::Level::Bronze,
            Level::Standard => dto::Level::Standard,
        },
        word: Text {
            zh: joined(|title| &title.zh, "、"),
            en: joined(|title| &title.en, ", "),
        },
    })
}
