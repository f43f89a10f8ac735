//! What Lineproof does beside the plainest thing that could be done with the same bytes, in one run on one machine.
//!
//! Every group has a `reference` and a `lineproof`; `cargo xtask bench` prints how many references one of ours takes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark fails by panicking"
)]

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use lineproof_app::dto::UiLanguage;
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::JobId;
use lineproof_evidence::{otdr, photo};
use lineproof_testkit::work::{TEST_REPORT, paper_of};
use lineproof_testkit::{Device, World, samples};
use tokio::runtime::Runtime;

/// The steps of the sample job take more than a hundred entries before its papers.
const NOTES: usize = 90;

fn group<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    group
}

struct Field {
    _runtime: Runtime,
    world: World,
    alice: Device,
    job: JobId,
}

/// A laptop with the sample job, cut off from headquarters.
fn field() -> Field {
    let runtime = Runtime::new().unwrap();
    let (world, alice, job) = runtime.block_on(async {
        let world = World::start().await.unwrap();
        let (alice, job) = world.alice_with_job().await.unwrap();
        world.way.cut();
        (world, alice, job)
    });
    Field {
        _runtime: runtime,
        world,
        alice,
        job,
    }
}

/// One save (event, links, projection, synced to disk) beside one synced row of the same length in a plain SQLite.
fn saving_a_note(criterion: &mut Criterion) {
    let field = field();
    let plain = rusqlite::Connection::open(field.world.folder("plain.db")).unwrap();
    plain
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE note (raw BLOB NOT NULL) STRICT;",
        )
        .unwrap();
    let raw = vec![b'n'; 900];
    let job = field.job.to_string();
    let mut group = group(criterion, "save a note | insert and sync one SQLite row");
    group.bench_function("reference", |bench| {
        bench.iter(|| {
            plain
                .execute("INSERT INTO note VALUES (?1)", [&raw])
                .unwrap()
        });
    });
    group.bench_function("lineproof", |bench| {
        bench.iter(|| field.alice.add_note(&job, "样例备注").unwrap());
    });
    group.finish();
}

/// A job with every step filled and as many notes again beside the same job when it was new.
fn opening_a_job(criterion: &mut Criterion) {
    let field = field();
    let job = field.job.to_string();
    let mut group = group(criterion, "open a job of 200 entries | open it new");
    group.bench_function("reference", |bench| {
        bench.iter(|| black_box(field.alice.job_view(&job).unwrap()));
    });
    field.alice.work_until_papers(&job).unwrap();
    for _ in 0..NOTES {
        field.alice.add_note(&job, "样例备注").unwrap();
    }
    group.bench_function("lineproof", |bench| {
        bench.iter(|| black_box(field.alice.job_view(&job).unwrap()));
    });
    group.finish();
}

/// Making the test report of a whole job beside hashing its pages.
fn making_a_report(criterion: &mut Criterion) {
    let field = field();
    let job = field.job.to_string();
    field.alice.work_until_papers(&job).unwrap();
    let make = || {
        let made = field
            .alice
            .make_document(&job, TEST_REPORT, UiLanguage::ZhCn);
        paper_of(&made.unwrap(), TEST_REPORT)
            .unwrap()
            .document
            .unwrap()
    };
    let document = make();
    let bytes = field.alice.document_bytes(&document).unwrap();
    let mut checking = group(criterion, "check a report's signatures | hash its bytes");
    checking.bench_function("reference", |bench| {
        bench.iter(|| black_box(Sha256Digest::of(&bytes)));
    });
    checking.bench_function("lineproof", |bench| {
        bench.iter(|| black_box(field.alice.verify_document(&document).unwrap()));
    });
    checking.finish();
    let mut making = group(
        criterion,
        "make, print and save a test report | hash its bytes",
    );
    making.sample_size(10);
    making.bench_function("reference", |bench| {
        bench.iter(|| black_box(Sha256Digest::of(&bytes)));
    });
    making.bench_function("lineproof", |bench| bench.iter(make));
    making.finish();
}

/// Reading a trace and taking in a photo beside hashing the same file, which both do anyway.
fn taking_evidence_in(criterion: &mut Criterion) {
    let trace = samples::trace();
    let mut reading = group(criterion, "read a trace | hash its file");
    reading.bench_function("reference", |bench| {
        bench.iter(|| black_box(Sha256Digest::of(&trace)));
    });
    reading.bench_function("lineproof", |bench| {
        bench.iter(|| black_box(otdr::read(&trace).unwrap()));
    });
    reading.finish();
    let picture = samples::photo("I07");
    let mut intake = group(criterion, "take a photo in | hash its file");
    intake.bench_function("reference", |bench| {
        bench.iter(|| black_box(Sha256Digest::of(&picture)));
    });
    intake.bench_function("lineproof", |bench| {
        bench.iter(|| black_box(photo::intake(&picture)));
    });
    intake.finish();
}

criterion_group!(
    ratios,
    saving_a_note,
    opening_a_job,
    making_a_report,
    taking_evidence_in
);
criterion_main!(ratios);
