//! The shipped catalogue against the trade.

mod judging;
mod loading;
mod profile;

use std::collections::BTreeMap;

use super::*;

fn shipped() -> Catalogue {
    Catalogue::load(&shipped::bundle()).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn the_shipped_catalogue_loads_with_all_its_parts() {
    let counts: BTreeMap<_, _> = shipped().counts().into_iter().collect();
    assert_eq!(counts["job_kinds"], 1);
    assert_eq!(counts["photo_slots"], 27);
    assert_eq!(counts["script_cards"], 12);
    assert_eq!(counts["forbidden_categories"], 11);
    assert_eq!(counts["documents"], 19);
    assert_eq!(counts["missing_translations"], 0);
}

#[test]
fn every_photo_slot_script_and_template_is_used_by_a_step() {
    let catalogue = shipped();
    let steps = &catalogue.job_kind("install").unwrap().steps;
    for slot in catalogue
        .photo_slots
        .iter()
        .filter(|slot| slot.code.starts_with('I'))
    {
        let uses = steps
            .iter()
            .filter(|step| step.photos.contains(&slot.code))
            .count();
        assert_eq!(uses, 1, "{}", slot.code);
    }
    for script in &catalogue.scripts {
        assert!(
            steps.iter().any(|step| step.scripts.contains(&script.code)),
            "{}",
            script.code
        );
    }
    let measured: Vec<&str> = steps
        .iter()
        .flat_map(|step| catalogue.metrics_of(step, "internet"))
        .map(|(metric, _)| metric.key.as_str())
        .collect();
    for metric in catalogue
        .templates
        .iter()
        .flat_map(|template| &template.metrics)
    {
        assert!(measured.contains(&metric.key.as_str()), "{}", metric.key);
    }
}

#[test]
fn a_photo_is_filed_under_its_slot_or_its_shot() {
    let catalogue = shipped();
    assert_eq!(catalogue.photo_place("I18").unwrap().title().zh, "收光读数");
    let door = catalogue.photo_place("I01.door").unwrap();
    assert_eq!(door.title().en, "Door plate");
    assert_eq!(door.need(), &Need::Must);
    assert!(
        catalogue.photo_place("I01").is_none(),
        "I01 takes three pictures"
    );
    assert!(catalogue.photo_place("I99").is_none());
}

struct NothingTold;

impl Told for NothingTold {
    fn answer(&self, _step: &str, _question: &str) -> Option<&str> {
        None
    }

    fn has(&self, _record: Record) -> bool {
        false
    }

    fn is_watched(&self) -> bool {
        false
    }
}

#[test]
fn the_level_decides_on_the_second_route_and_device() {
    let catalogue = shipped();
    let severity = |key: &str, level| {
        let need = catalogue.photo_place(key).unwrap().need();
        need.severity(level, &NothingTold)
    };
    assert_eq!(severity("I27.entries", Level::Bronze), Severity::Must);
    assert_eq!(severity("I27.entries", Level::Standard), Severity::Info);
    assert_eq!(severity("I27.devices", Level::Bronze), Severity::Info);
    assert_eq!(severity("I27.devices", Level::Gold), Severity::Must);
}
