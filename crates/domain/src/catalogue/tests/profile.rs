//! Carrier profiles: their words for levels and services, and what is wrong with one.

use super::loading::broken;
use super::*;

const PROFILES: &str = "carrier/profiles.toml";

#[test]
fn a_level_is_known_in_any_profiles_words_and_signs() {
    let catalogue = shipped();
    let cases = [
        ("gold", Level::Gold),
        ("GOLD", Level::Gold),
        ("金牌级", Level::Gold),
        ("集团级", Level::Gold),
        ("省级", Level::Gold),
        ("本地A级", Level::Silver),
        ("本地 Ａ 级", Level::Silver),
        ("local_a", Level::Silver),
        ("Local A", Level::Silver),
        ("行业及高端聚类", Level::Silver),
        ("B级", Level::Bronze),
        ("本地C级", Level::Standard),
        ("标准", Level::Standard),
    ];
    for (word, level) in cases {
        assert_eq!(catalogue.level(word), Some(level), "{word}");
    }
    for word in ["", " ", "platinum", "D级", "级"] {
        assert_eq!(catalogue.level(word), None, "{word:?}");
    }
}

#[test]
fn no_two_levels_share_a_word() {
    let catalogue = shipped();
    for profile in &catalogue.profiles {
        for name in &profile.levels {
            let own = [&name.key, &name.title.zh, &name.title.en];
            for word in own.into_iter().chain(&name.words) {
                let found = catalogue.level_named(word).map(|found| &found.key);
                assert_eq!(found, Some(&name.key), "{word}");
            }
        }
    }
}

#[test]
fn a_profile_that_cannot_be_reckoned_with_is_refused() {
    let does_not_fit = [
        ("far = { gold = 7, ", "far = { ", "near and far need"),
        ("near_km_max = \"50\"", "", "near_km_max"),
        ("core_missing = { one = 3, more = 3 }\n", "", "every case"),
        (
            "limit = { seconds = 600 }",
            "limit = { seconds = 0 }",
            "no seconds",
        ),
        (
            "repeats = { on = \"progress.reported\" }\nlimit = { seconds = 1800 }",
            "repeats = { on = \"progress.reported\" }\nlimit = { workdays = 1 }",
            "come back",
        ),
        ("cable_cut_s = 10800 ", "", "its figure in the profile"),
        ("max_count = 3", "max_count = 0", "none at all"),
        ("upload_day = 25", "upload_day = 31", "from 1 to 28"),
        (
            "travel = { over_km = 50, kmh = 50,",
            "travel = { over_km = 50, kmh = 0,",
            "its figure",
        ),
    ];
    for (from, to, said) in does_not_fit {
        let errors = broken(PROFILES, from, to);
        assert!(
            errors.iter().any(|error| matches!(
                error.defect, Defect::DoesNotFit(reason) if reason.contains(said)
            )),
            "{said}: {errors:?}"
        );
    }
    let undefined = [
        (
            "lets_run = []",
            "lets_run = [\"S80\"]",
            "suspend reason",
            "S80",
        ),
        (
            "jobs = [\"survey\"]",
            "jobs = [\"look\"]",
            "job kind",
            "look",
        ),
        (
            "repeats = { on = \"progress.reported\" }",
            "repeats = { on = \"progress.made\" }",
            "event kind",
            "progress.made",
        ),
        (
            "after_breach_of = \"restore\"",
            "after_breach_of = \"mend\"",
            "clock",
            "mend",
        ),
        (
            "before_due_of = \"opening\"",
            "before_due_of = \"open\"",
            "clock",
            "open",
        ),
        (
            "fallback = { profile = \"cm-transmission\"",
            "fallback = { profile = \"cm\"",
            "profile",
            "cm",
        ),
        (
            "clocks = [\"restore_target\", \"restore\"]",
            "clocks = [\"mend\"]",
            "clock",
            "mend",
        ),
        (
            "services = [\"ring_back_tone\"]",
            "services = [\"ring\"]",
            "service",
            "ring",
        ),
        (
            "seconds = { local_a = 72000, local_b = 86400 }",
            "seconds = { local_d = 1 }",
            "level",
            "local_d",
        ),
    ];
    for (from, to, what, code) in undefined {
        let errors = broken(PROFILES, from, to);
        let code = code.to_owned();
        let wanted = Defect::Undefined { what, code };
        assert!(
            errors.iter().any(|error| error.defect == wanted),
            "{wanted:?}: {errors:?}"
        );
    }
    let twice = [
        (
            "clock = \"restore_target\"",
            "clock = \"opening\"",
            "clock",
            "opening",
        ),
        ("key = \"silver\"", "key = \"gold\"", "level", "gold"),
    ];
    for (from, to, what, code) in twice {
        let errors = broken(PROFILES, from, to);
        assert!(
            errors.iter().any(|error| matches!(
                &error.defect,
                Defect::Duplicate { what: found, code: named, .. } if *found == what && named == code
            )),
            "{errors:?}"
        );
    }
    let errors = broken(PROFILES, "source = [\"S0\"]", "source = []");
    assert_eq!(errors[0].defect, Defect::NoSource);
}
