//! Every kind of job, from dispatch to the record at headquarters.

use lineproof_app::dto::{Block, RecordKind};
use lineproof_domain::catalogue::{Catalogue, shipped};
use lineproof_protocol::export::ExportDisposition;
use lineproof_testkit::{Device, World, order};

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_job_is_done_offline_with_its_papers_and_arrives_whole() {
    let catalogue = Catalogue::load(&shipped::bundle()).unwrap();
    let world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let mut jobs = Vec::new();
    for (number, kind) in catalogue.job_kinds.iter().enumerate() {
        let mut plan = order::sample(world.headquarters.alice);
        plan.order_no = format!("YL-2026-{number:03}");
        plan.kind.clone_from(&kind.key);
        let job = world.headquarters.dispatch(plan).unwrap();
        alice.sync_job(&job.to_string()).await.unwrap();
        jobs.push((kind, job));
    }
    world.way.cut();
    for (kind, job) in &jobs {
        let done = alice.work_through(&job.to_string());
        let done = done.unwrap_or_else(|error| panic!("{}: {error:#}", kind.key));
        let lacks: Vec<_> = done.missing.iter().filter(|lack| lack.must).collect();
        assert!(
            done.read_only && lacks.is_empty(),
            "{}: {lacks:?}",
            kind.key
        );
    }
    for paper in alice.documents().unwrap() {
        let Some(made) = paper.document.document else {
            continue;
        };
        let found = alice.verify_document(&made).unwrap();
        assert!(found.intact, "{} {}", paper.order_no, paper.document.kind);
    }
    world.way.restore();
    let safe = alice.sync_all().await.unwrap();
    assert_eq!((safe.on_device, safe.sending, safe.refused), (0, 0, 0));
    for (kind, job) in &jobs {
        let out = world.folder(&kind.key);
        let record = world.headquarters.export(*job, &out).await.unwrap();
        assert!(record.quarantined.is_empty(), "{}", kind.key);
        let is_accepted = |disposition| matches!(disposition, ExportDisposition::Accepted);
        assert!(
            record
                .events
                .iter()
                .all(|event| is_accepted(event.disposition))
        );
        assert!(
            record.job.flags.is_empty(),
            "{}: {:?}",
            kind.key,
            record.job.flags
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_progress_report_is_half_written_with_where_the_crew_is_what_it_does_and_what_it_believes()
 {
    let world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let mut plan = order::sample(world.headquarters.alice);
    "fault_interruption".clone_into(&mut plan.kind);
    let job = world.headquarters.dispatch(plan).unwrap().to_string();
    alice.sync_job(&job).await.unwrap();
    for step in ["prepare", "contact"] {
        alice.work_on(&job, step).unwrap();
    }
    assert_eq!(begun(&alice, &job, "triage"), "正在判断。");
    for step in ["triage", "depart", "arrive"] {
        alice.work_on(&job, step).unwrap();
    }
    let said = begun(&alice, &job, "locate");
    assert!(said.starts_with("人在现场，正在找故障点，多半是"), "{said}");
}

/// What stands in a new progress report before anybody has typed.
fn begun(device: &Device, job: &str, step: &str) -> String {
    let steps = device.job_view(job).unwrap().steps;
    let step = steps.into_iter().find(|of| of.key == step).unwrap();
    let forms = step.blocks.into_iter().filter_map(|block| match block {
        Block::Records(records) => Some(records.forms),
        _ => None,
    });
    let mut forms = forms.flatten();
    let form = forms
        .find(|form| form.kind == RecordKind::Progress)
        .unwrap();
    form.fields[0].prefill.clone().unwrap().zh
}
