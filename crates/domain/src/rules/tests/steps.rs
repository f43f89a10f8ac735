//! Whole jobs: groups, closing, completing.

use super::*;

#[test]
fn a_job_without_a_plan_or_of_an_unknown_kind_lacks_nothing_it_could_name() {
    let job = reduce(JobId(Uuid::nil()), &[]);
    assert!(missing(&job, &CATALOGUE, None, now()).is_empty());
    let mut work = Work::new();
    work.plan().kind = "gardening".into();
    assert!(steps_of(&work.0, &CATALOGUE).is_empty());
}

#[test]
fn a_normal_line_can_be_completed_with_the_manager_still_to_sign() {
    let mut work = Work::done_on_site();
    sealed(&mut work);
    assert_eq!(can_complete(&work.0, &CATALOGUE, now()), Ok(()));
    let manager = MissingItem::Signature {
        document: "acceptance".into(),
        field: "manager".into(),
    };
    let listed: Vec<_> = missing(&work.0, &CATALOGUE, None, now());
    let manager = listed
        .iter()
        .find(|missing| missing.what == manager)
        .unwrap();
    assert_eq!(
        (manager.group, manager.severity),
        (MissingGroup::Afterwards, Severity::Should)
    );
}

#[test]
fn every_single_thing_of_a_finished_job_is_needed_for_it() {
    let mut whole = Work::done_on_site();
    sealed(&mut whole);
    let without = |what: &str, remove: &dyn Fn(&mut JobState)| {
        let mut job = whole.0.clone();
        remove(&mut job);
        assert!(
            can_complete(&job, &CATALOGUE, now()).is_err(),
            "complete without {what}"
        );
    };
    without("consent", &|job| drop(job.answers.remove("arrive/consent")));
    without("the door", &|job| drop(job.photos.remove("I01.door")));
    without("received power", &|job| {
        drop(job.measurements.remove("local/light.rx_power/1"))
    });
    without("the rate", &|job| {
        drop(job.measurements.remove("end_to_end/internet.rate_up/1"))
    });
    without("arrival", &|job| {
        assert!(job.milestones.remove("visit.arrived").is_some())
    });
    without("the acceptance form", &|job| drop(job.documents.pop()));
    without("the customer's signature", &|job| {
        drop(job.documents[0].signatures.pop())
    });
}

#[test]
fn things_of_the_step_at_hand_come_under_this_step() {
    let work = Work::new();
    let all = missing(&work.0, &CATALOGUE, None, now());
    assert!(
        all.iter()
            .filter(|missing| missing.step == "prepare")
            .all(|missing| missing.group == MissingGroup::ThisStep)
    );
    assert!(
        all.iter()
            .filter(|missing| missing.step == "arrive")
            .all(|missing| missing.group == MissingGroup::BeforeLeaving)
    );
    assert!(
        all.iter()
            .filter(|missing| missing.step == "complete")
            .all(|missing| missing.group == MissingGroup::Afterwards)
    );
    let at_arrival = missing(&work.0, &CATALOGUE, Some("arrive"), now());
    let here = at_arrival
        .iter()
        .filter(|missing| missing.group == MissingGroup::ThisStep);
    assert_eq!(here.count(), 6, "arrived, consent, three of I01, I02");
}

#[test]
fn a_step_closes_when_its_musts_are_there_and_the_next_becomes_current() {
    let mut work = Work::new();
    assert_eq!(current_step(&work.0, &CATALOGUE).unwrap().key, "prepare");
    assert!(can_close(&work.0, &CATALOGUE, "prepare", now()).is_err());
    work.mark("job.accepted");
    for item in [
        "five_ones",
        "protection",
        "instruments",
        "materials",
        "appointment",
        "sober",
    ] {
        work.answer("prepare", item, "yes", None);
    }
    assert_eq!(
        can_close(&work.0, &CATALOGUE, "prepare", now()),
        Ok(()),
        "two shoulds may stay open"
    );
    work.close("prepare", None);
    assert_eq!(current_step(&work.0, &CATALOGUE).unwrap().key, "depart");
    let overview = overview(&work.0, &CATALOGUE, now());
    assert_eq!(
        (overview.len(), overview[0].state, overview[0].missing.len()),
        (13, StepState::Closed, 2)
    );
    assert_eq!(
        (overview[1].is_current, overview[1].count().musts),
        (true, 1)
    );
}

#[test]
fn a_step_closed_with_a_reason_asks_no_more_and_says_so() {
    let mut work = Work::done_on_site();
    sealed(&mut work);
    work.0.photos.remove("I15");
    assert_eq!(
        work.reason(&photo("I15")),
        Some((Severity::Must, MissingReason::Absent))
    );
    work.close("install", Some("人井盖被车压住，打不开"));
    assert_eq!(work.reason(&photo("I15")), None);
    let status = overview(&work.0, &CATALOGUE, now());
    let install = status
        .iter()
        .find(|status| status.step.key == "install")
        .unwrap();
    assert_eq!(install.state, StepState::ClosedWithReason);
    work.close("sign", Some("客户临时开会"));
    let manager = MissingItem::Signature {
        document: "acceptance".into(),
        field: "manager".into(),
    };
    assert!(
        work.reason(&manager).is_some(),
        "what can be done afterwards stays listed"
    );
}

#[test]
fn what_a_reason_excuses_can_still_be_told() {
    let mut work = Work::done_on_site();
    work.0.photos.remove("I15");
    assert_eq!(excused(&work.0, &CATALOGUE, now()), []);
    work.close("install", Some("客户不让拍"));
    let told = excused(&work.0, &CATALOGUE, now());
    assert!(told.iter().any(|one| one.what == photo("I15")), "{told:?}");
    assert!(told.iter().all(|one| one.step == "install"), "{told:?}");
}

#[test]
fn reporting_complete_closes_the_step_that_reports_it() {
    let mut work = Work::done_on_site();
    sealed(&mut work);
    let steps = &CATALOGUE.job_kind("install").unwrap().steps;
    for step in steps.iter().filter(|step| !step.last) {
        work.close(&step.key, None);
    }
    assert_eq!(current_step(&work.0, &CATALOGUE).unwrap().key, "complete");
    work.mark("job.completed");
    assert_eq!(current_step(&work.0, &CATALOGUE), None);
    let status = overview(&work.0, &CATALOGUE, now());
    assert!(
        status
            .iter()
            .all(|status| status.state == StepState::Closed)
    );
}

#[test]
fn the_count_of_what_is_missing_is_the_musts_with_the_shoulds_beside_it() {
    let mut work = Work::done_on_site();
    sealed(&mut work);
    work.0.photos.remove("I15");
    let all = missing(&work.0, &CATALOGUE, None, now());
    let count = MissingCount::of(&all);
    assert_eq!(count.musts, work.musts().len());
    assert_eq!(count.musts, 2, "the picture and the report");
    assert_eq!(count.musts + count.shoulds, all.len());
    let by_step: usize = overview(&work.0, &CATALOGUE, now())
        .iter()
        .map(|status| status.count().musts)
        .sum();
    assert_eq!(by_step, count.musts);
}

#[test]
fn a_step_that_an_answer_made_superfluous_is_no_step_of_the_job() {
    let mut work = Work::new();
    work.plan().kind = "fault_assist".into();
    let keys = |work: &Work| -> Vec<String> {
        let steps = steps_of(&work.0, &CATALOGUE);
        steps.iter().map(|step| step.key.clone()).collect()
    };
    let visit = ["depart", "arrive", "locate", "verify", "clear"];
    assert!(
        visit
            .iter()
            .all(|step| keys(&work).contains(&(*step).to_owned()))
    );
    work.answer("prepare", "where", "remote", None);
    assert!(
        !visit
            .iter()
            .any(|step| keys(&work).contains(&(*step).to_owned()))
    );
    assert!(
        missing(&work.0, &CATALOGUE, None, now())
            .iter()
            .all(|missing| !visit.contains(&missing.step.as_str()))
    );
}

#[test]
fn a_job_has_the_state_its_last_closed_step_reached_and_names_what_holds_it_up() {
    let mut work = Work::new();
    let state = |work: &Work| {
        state_reached(&work.0, &CATALOGUE, now())
            .unwrap()
            .key
            .as_str()
    };
    assert_eq!(state(&work), "received");
    work.close("prepare", None);
    work.close("depart", None);
    assert_eq!(state(&work), "departed");
    assert!(obstacles(&work.0, &CATALOGUE).is_empty());

    work.answer("arrive", "consent", "wait", Some("客户在开会"));
    let held = obstacles(&work.0, &CATALOGUE);
    let told: Vec<_> = held
        .iter()
        .map(|held| {
            (
                held.step.key.as_str(),
                held.answer.key.as_str(),
                held.remark,
            )
        })
        .collect();
    assert_eq!(told, [("arrive", "wait", Some("客户在开会"))]);
    work.answer("arrive", "consent", "agreed", None);
    assert!(obstacles(&work.0, &CATALOGUE).is_empty());
    work.close("arrive", None);
    work.close("before_photos", None);
    assert_eq!(
        state(&work),
        "consented",
        "a step without a state of its own keeps the last one"
    );
}
