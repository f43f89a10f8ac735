//! The shipped catalogue against the trade.

mod fault;
mod judging;
mod limits;
mod loading;
mod profile;
mod scaled;
mod templates;
mod ways;

use std::collections::BTreeMap;

use super::*;
use crate::registry::plan::OfficeRole;

fn shipped() -> Catalogue {
    Catalogue::load(&shipped::bundle()).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn the_shipped_catalogue_loads_with_all_its_parts() {
    let counts: BTreeMap<_, _> = shipped().counts().into_iter().collect();
    assert_eq!(counts["job_kinds"], 14);
    assert_eq!(counts["photo_slots"], 82);
    assert_eq!(counts["inspection_items"], 44);
    assert_eq!(counts["symptoms"], 17);
    assert_eq!(counts["cause_codes"], 36);
    assert_eq!(counts["suspend_reasons"], 10);
    assert_eq!(counts["script_cards"], 29);
    assert_eq!(counts["conduct_rules"], 14);
    assert_eq!(counts["forbidden_categories"], 11);
    assert_eq!(counts["documents"], 20);
    assert_eq!(counts["missing_translations"], 0);
}

#[test]
fn every_photo_slot_and_script_is_used_by_a_step_and_a_slot_by_one_step_of_a_kind() {
    let catalogue = shipped();
    let steps = || catalogue.job_kinds.iter().flat_map(|kind| &kind.steps);
    for slot in &catalogue.photo_slots {
        let code = &slot.code;
        assert!(
            steps().any(|step| step.photos.contains(code)),
            "{code} is never taken"
        );
        for kind in &catalogue.job_kinds {
            let uses = kind.steps.iter().filter(|step| step.photos.contains(code));
            assert!(uses.count() < 2, "{code} is taken twice in {}", kind.key);
        }
    }
    for script in &catalogue.scripts {
        assert!(
            steps().any(|step| step.scripts.contains(&script.code)),
            "{} is never offered",
            script.code
        );
    }
}

#[test]
fn every_metric_is_measured_in_a_job_of_some_service() {
    let catalogue = shipped();
    let steps: Vec<_> = catalogue
        .job_kinds
        .iter()
        .flat_map(|kind| &kind.steps)
        .collect();
    let measured: Vec<&str> = catalogue
        .services
        .iter()
        .flat_map(|service| {
            let metrics = steps
                .iter()
                .flat_map(|step| catalogue.metrics_of(step, &service.key));
            metrics.map(|asked| asked.metric.key.as_str())
        })
        .collect();
    let metrics = catalogue
        .templates
        .iter()
        .flat_map(|template| &template.metrics);
    for metric in metrics {
        assert!(measured.contains(&metric.key.as_str()), "{}", metric.key);
    }
}

#[test]
fn an_installation_keeps_its_thirteen_steps_for_the_leading_office() {
    let catalogue = shipped();
    let steps = &catalogue.job_kind("install").unwrap().steps;
    let leading: Vec<&str> = steps
        .iter()
        .filter(|step| step.only_for != Some(crate::registry::plan::OfficeRole::Cooperating))
        .map(|step| step.key.as_str())
        .collect();
    assert_eq!(
        leading,
        [
            "prepare",
            "depart",
            "arrive",
            "before_photos",
            "install",
            "configure",
            "after_photos",
            "local_test",
            "e2e_test",
            "trial",
            "sign",
            "clear",
            "complete"
        ]
    );
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

    fn measured(&self, _: &str) -> Option<&str> {
        None
    }

    fn goes_on(&self, _: &str) -> bool {
        false
    }

    fn is_watched(&self) -> bool {
        false
    }

    fn role(&self) -> Option<OfficeRole> {
        None
    }

    fn has_clock(&self, _: &str) -> bool {
        false
    }

    fn missed(&self, _: &str) -> bool {
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

#[test]
fn words_that_hurt_a_customer_or_a_ticket_are_warned_about_and_plain_words_are_not() {
    let catalogue = shipped();
    let codes = |found: Vec<Warning<'_>>| -> Vec<String> {
        found.iter().map(|one| one.code.to_owned()).collect()
    };
    let rude = "这个我没办法，明天再说";
    assert_eq!(codes(catalogue.warnings_for_customer(rude)), ["X4", "X7"]);
    let english = "There is Nothing I Can Do";
    assert_eq!(codes(catalogue.warnings_for_customer(english)), ["X4"]);
    for (polite, code) in [
        ("您必须先断电", "X5"),
        ("您应该早说", "X5"),
        ("您得等着", "X5"),
        ("您搞错了", "X2"),
        ("快滚", "X0"),
        ("这个我不清楚", "X8"),
    ] {
        assert_eq!(
            codes(catalogue.warnings_for_customer(polite)),
            [code],
            "{polite}"
        );
    }
    for harmless in [
        "滚动更新完成",
        "标签不清楚，已重贴",
        "您得到的速率是 200 Mbit/s",
    ] {
        assert!(
            catalogue.warnings_for_customer(harmless).is_empty(),
            "{harmless}"
        );
    }
    let ticket = "电路未验收，先挂着";
    assert_eq!(
        codes(catalogue.warnings_for_ticket(ticket)),
        ["not_accepted"]
    );
    let plain = "已更换尾纤，收光 −18.4 dBm，业务恢复";
    assert!(catalogue.warnings_for_customer(plain).is_empty());
    assert!(catalogue.warnings_for_ticket(plain).is_empty());
}

#[test]
fn every_triage_table_is_reached_by_a_symptom_and_every_way_ends() {
    let catalogue = shipped();
    for table in &catalogue.triage {
        let leads_here = |symptom: &Symptom| symptom.triage == table.key;
        assert!(catalogue.symptoms.iter().any(leads_here), "{}", table.key);
        for question in &table.questions {
            let asked = table.questions.iter().flat_map(|from| &from.answers);
            let is_reached = asked
                .clone()
                .any(|answer| answer.next.as_ref() == Some(&question.key));
            let is_first = table.questions[0].key == question.key;
            assert!(is_first || is_reached, "{}/{}", table.key, question.key);
        }
    }
}
