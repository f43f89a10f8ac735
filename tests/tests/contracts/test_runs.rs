//! How a test ran, and which way a trace was measured.

use crate::tools::code;
use lineproof_app::dto::{
    Block, Direction, ErrorCode, JobView, MeasurementInput, Metric, MissingKind, RecordForm,
    RecordInput, RecordKind, Scope,
};
use lineproof_protocol::export::ExportDisposition;
use lineproof_testkit::{Device, World, samples};
use std::collections::BTreeMap;

/// Steps up to the end-to-end test.
fn measures(alice: &Device, job: &str) -> JobView {
    for step in alice.job_view(job).unwrap().steps {
        alice.work_on(job, &step.key).unwrap();
        if step.key == "e2e_test" {
            break;
        }
    }
    alice.job_view(job).unwrap()
}

fn form(view: &JobView, step: &str) -> RecordForm {
    let step = view.steps.iter().find(|of| of.key == step).unwrap();
    let mut blocks = step.blocks.iter();
    blocks
        .find_map(|block| match block {
            Block::Records(records) => {
                let mut forms = records.forms.iter();
                forms
                    .find(|form| form.kind == RecordKind::TestRuns)
                    .cloned()
            }
            _ => None,
        })
        .unwrap()
}

/// What stands in a new entry before anybody has typed, as the screen fills it in.
fn begun(form: &RecordForm) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = form
        .fields
        .iter()
        .filter_map(|field| Some((field.key.clone(), field.prefill.clone()?.zh)))
        .collect();
    let test = form
        .fields
        .iter()
        .find(|field| field.key == "test")
        .unwrap();
    let mut options = test.options.iter();
    let chosen = options
        .find(|option| option.value == values["test"])
        .unwrap();
    for set in &chosen.sets {
        values.insert(set.field.clone(), set.text.zh.clone());
    }
    values
}

fn input(values: &BTreeMap<String, String>, changes: &[(&str, &str)]) -> RecordInput {
    let mut values = values.clone();
    for (field, typed) in changes {
        values.insert((*field).to_owned(), (*typed).to_owned());
    }
    RecordInput {
        kind: RecordKind::TestRuns,
        values,
    }
}

fn lacks_a_run(view: &JobView) -> usize {
    let of_runs = |place: &str| place == "record-test_runs";
    let mut lacks: Vec<_> = view.missing.iter().collect();
    lacks.retain(|lack| lack.kind == MissingKind::Record && of_runs(&lack.place));
    assert!(lacks.iter().all(|lack| !lack.must), "it is only advised");
    lacks.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_ran_has_its_head_filled_in_from_its_values_and_headquarters_gets_it() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let view = measures(&alice, &job);
    assert_eq!(lacks_a_run(&view), 1);
    let values = begun(&form(&view, "e2e_test"));
    assert_eq!(values["test"], "end_to_end/internet");
    assert_eq!((&*values["direction"], &*values["run"]), ("both", "1"));
    assert!(values["start"] <= values["end"] && !values["instrument"].is_empty());

    let early = values["start"].replace(&values["start"][..10], "2026-01-05");
    let noted = [
        ("start", early.as_str()),
        ("pattern", "1518 B"),
        ("temperature", "23,5"),
        ("humidity", "48%"),
    ];
    let view = alice.add_record(&job, &input(&values, &noted)).unwrap();
    assert_eq!(lacks_a_run(&view), 0);
    let corrected = alice.add_record(&job, &input(&values, &[("pattern", "64 B")]));
    let entries = form(&corrected.unwrap(), "e2e_test").entries;
    assert_eq!(entries.len(), 1, "the same run is corrected");
    assert!(entries[0].lines.iter().any(|line| line.value.zh == "64 B"));
    let other = input(&values, &[("direction", "a_to_z")]);
    let view = alice.add_record(&job, &other).unwrap();
    assert_eq!(
        form(&view, "e2e_test").entries.len(),
        2,
        "another direction"
    );
    assert!(form(&view, "local_test").entries.is_empty());

    alice.sync_all().await.unwrap();
    let record = world.headquarters.export(id, &world.folder("export")).await;
    let events = record.unwrap().events;
    let mut runs = events
        .iter()
        .filter(|event| event.kind.as_deref() == Some("test.run_noted"));
    assert_eq!(runs.clone().count(), 3);
    assert!(runs.all(|run| matches!(run.disposition, ExportDisposition::Accepted)));
}

#[tokio::test(flavor = "multi_thread")]
async fn conditions_that_cannot_be_are_refused_by_name_and_not_recorded() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let view = measures(&alice, &job);
    let values = begun(&form(&view, "e2e_test"));
    let refused = [
        (("end", "2001-01-01 00:00"), ErrorCode::EndBeforeStart),
        (("start", "noon"), ErrorCode::TimeForm),
        (("temperature", "warm"), ErrorCode::ValueNotNumber),
        (("temperature", "235"), ErrorCode::ValueOutOfRange),
        (("humidity", "101"), ErrorCode::ValueOutOfRange),
        (("run", "0"), ErrorCode::ValueOutOfRange),
        (("run", "1.5"), ErrorCode::FieldMissing),
        (("direction", ""), ErrorCode::FieldMissing),
        (("test", "end_to_end/none"), ErrorCode::AnswerNotOffered),
    ];
    for (change, expected) in refused {
        let answer = alice.add_record(&job, &input(&values, &[change]));
        assert_eq!(code(answer), expected, "{change:?}");
    }
    let view = alice.job_view(&job).unwrap();
    assert!(form(&view, "e2e_test").entries.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_ways_along_one_line_have_a_run_each_and_a_newer_trace_corrects_its_own_way() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let lengths = |view: &JobView| -> Vec<Metric> {
        let blocks = view.steps.iter().flat_map(|step| &step.blocks);
        let metrics = blocks.filter_map(|block| match block {
            Block::Metrics(metrics) => Some(&metrics.items),
            _ => None,
        });
        metrics
            .flatten()
            .filter(|metric| metric.key == "fibre.length")
            .cloned()
            .collect()
    };
    let import = |direction| {
        let view = alice.import_trace(&job, "line.sor", &samples::trace(), direction);
        lengths(&view.unwrap())
    };
    assert_eq!(import(Some(Direction::AToZ)).len(), 1);
    assert_eq!(import(Some(Direction::ZToA)).len(), 2);
    let both = import(Some(Direction::AToZ));
    let ways: Vec<_> = both.iter().map(|line| (line.direction, line.run)).collect();
    assert_eq!(
        ways,
        [(Some(Direction::AToZ), 1), (Some(Direction::ZToA), 1)]
    );

    let typed = MeasurementInput {
        metric: "fibre.length".to_owned(),
        scope: Scope::Local,
        value: "3.5".to_owned(),
        run: Some(both[1].run),
        direction: both[1].direction,
        remark: None,
    };
    let corrected = lengths(&alice.record_measurement(&job, &typed).unwrap());
    assert_eq!(corrected[0].value, both[0].value, "the other way stays");
    assert_eq!(corrected[1].value.as_deref(), Some("3.5"));
}
