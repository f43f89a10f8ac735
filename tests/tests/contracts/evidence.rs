//! Files and values as they come on a bad day.

use crate::tools::code;
use lineproof_app::dto::{
    Block, ErrorCode, InstrumentInput, JobView, MeasurementInput, PhotoProblem, Scope, SlotState,
    Trace, UiLanguage,
};
use lineproof_app::keys::{FileKeyStore, KeyFile, Secret};
use lineproof_store::blob::BlobUse;
use lineproof_store::{DataKey, Options, Store};
use lineproof_testkit::device::PIN;
use lineproof_testkit::work::{TEST_REPORT, paper_of, slot_of};
use lineproof_testkit::{Device, World, order, samples};

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_saved_before_the_power_went_is_offered_and_filed_where_it_belongs() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let (job, folder) = (id.to_string(), alice.folder.clone());
    let (profile, store) = (alice.profile().unwrap(), alice.store_folder().unwrap());
    assert_eq!(alice.unfiled_photos().unwrap(), []);
    alice.gone().await.unwrap();
    let photo = samples::photo("I02");
    {
        let keys = KeyFile::read(&store.with_file_name("keys.json")).unwrap();
        let keyring = FileKeyStore::new(folder.join("keyring"));
        let pin = Secret::new_pin(PIN).unwrap();
        let key = DataKey::new(*keys.open(&pin, &keyring, &profile).unwrap());
        let store = Store::open(&store, &key, Options::default()).unwrap();
        store.store_blob(BlobUse::Evidence, &photo).unwrap();
        store.store_blob(BlobUse::Evidence, b"no picture").unwrap();
    }
    let alice = Device::opened(&folder).await.unwrap();
    let offered = loop {
        let offered = alice.unfiled_photos().unwrap();
        if !offered.is_empty() {
            break offered;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    };
    assert_eq!(
        offered.len(),
        1,
        "what is no picture is kept and not offered"
    );
    let name = &offered[0].sha256;
    let view = alice.file_photo(&job, "I02", name).unwrap();
    let slot = slot_of(&view, "I02").unwrap();
    assert!(slot.photos[0].rendition.is_some());
    assert_eq!(alice.unfiled_photos().unwrap(), []);
    assert_eq!(alice.picture(name).unwrap(), photo);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_usable_photo_is_kept_and_its_slot_says_why_it_stays_open() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let whole = samples::photo("I02");
    let bad = [
        ("IMG_1.HEIC", samples::heic(), PhotoProblem::Heic),
        (
            "IMG_2.jpg",
            whole[..whole.len() / 2].to_vec(),
            PhotoProblem::Damaged,
        ),
        (
            "notes.txt",
            b"this is no picture".to_vec(),
            PhotoProblem::UnknownFormat,
        ),
    ];
    for (name, bytes, problem) in &bad {
        let view = alice.put_photo(&job, "I02", name, bytes).unwrap();
        let slot = slot_of(&view, "I02").unwrap();
        assert_eq!(slot.state, SlotState::Unusable, "{name}");
        assert_eq!(slot.photos[0].problem, Some(*problem), "{name}");
        assert!(
            view.missing
                .iter()
                .any(|lack| lack.place == "I02" && lack.flagged)
        );
    }
    let empty = alice.put_photo(&job, "I02", "IMG_3.jpg", b"");
    assert_eq!(code(empty), ErrorCode::FileEmpty);
    let nowhere = alice.put_photo(&job, "I99", "IMG_4.jpg", &whole);
    assert_eq!(code(nowhere), ErrorCode::SlotUnknown);

    let view = alice.put_photo(&job, "I02", "IMG_5.jpg", &whole).unwrap();
    let slot = slot_of(&view, "I02").unwrap();
    assert_eq!((slot.state, slot.photos.len()), (SlotState::Met, 4));
    alice.sync_all().await.unwrap();
    let out = world.folder("export");
    let record = world.headquarters.export(id, &out).await.unwrap();
    for (name, bytes, _) in &bad {
        let hash = lineproof_domain::digest::Sha256Digest::of(bytes);
        let kept = record.blobs.iter().find(|blob| blob.sha256 == hash);
        assert!(
            kept.is_some_and(|blob| blob.stored),
            "{name} is not kept as it came"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trace_cut_in_the_middle_is_kept_as_it_came_and_meets_nothing() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let whole = samples::trace();
    let before = alice.job_view(&job).unwrap();
    let cut = &whole[..whole.len() / 2];
    let view = alice.import_trace(&job, "line.sor", cut, None).unwrap();
    let kept = traces_of(&view).remove(0);
    assert_eq!((kept.facts.length_m, kept.warnings.len()), (None, 1));
    let shown = alice.trace_plot(&job, &kept.event).unwrap_err();
    assert_eq!(shown.code, ErrorCode::TraceDamaged);
    assert_eq!(shown.args["file"], "line.sor");
    let other = alice.import_trace(&job, "photo.sor", &samples::photo("I20"), None);
    assert_eq!(code(other), ErrorCode::TraceNotSor);
    assert_eq!(
        code(alice.import_trace(&job, "empty.sor", b"", None)),
        ErrorCode::FileEmpty
    );
    let after = alice.job_view(&job).unwrap();
    assert_eq!(after.missing, before.missing);
    let whole = alice.import_trace(&job, "line.sor", &whole, None).unwrap();
    assert!(whole.missing.len() < before.missing.len());

    alice.sync_all().await.unwrap();
    let out = world.folder("export");
    let record = world.headquarters.export(id, &out).await.unwrap();
    let hash = lineproof_domain::digest::Sha256Digest::of(cut);
    let stored = record.blobs.iter().find(|blob| blob.sha256 == hash);
    assert!(stored.is_some_and(|blob| blob.stored && blob.len == cut.len() as u64));
}

fn traces_of(view: &JobView) -> Vec<Trace> {
    let mut blocks = view.steps.iter().flat_map(|step| &step.blocks);
    blocks
        .find_map(|block| match block {
            Block::Traces(traces) => Some(traces.items.clone()),
            _ => None,
        })
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_no_instrument_shows_is_asked_again_and_not_recorded() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let typed = |value: &str| MeasurementInput {
        metric: "light.rx_power".to_owned(),
        scope: Scope::Local,
        value: value.to_owned(),
        run: None,
        direction: None,
        remark: None,
    };
    for nonsense in ["", "about -18", "-18..4", "1e400"] {
        let answer = alice.record_measurement(&job, &typed(nonsense));
        assert_eq!(code(answer), ErrorCode::ValueNotNumber, "{nonsense:?}");
    }
    let beyond = alice.record_measurement(&job, &typed("-184")).unwrap_err();
    assert_eq!(beyond.code, ErrorCode::ValueOutOfRange);
    assert_eq!(
        (&beyond.args["low"][..], &beyond.args["high"][..]),
        ("-70", "26")
    );
    let unknown = MeasurementInput {
        metric: "fibre.colour".to_owned(),
        ..typed("1")
    };
    assert_eq!(
        code(alice.record_measurement(&job, &unknown)),
        ErrorCode::MetricUnknown
    );

    // As people type it: a real minus sign and a comma.
    alice.record_measurement(&job, &typed("−18,4")).unwrap();
    let out = world.folder("export");
    alice.sync_all().await.unwrap();
    let record = world.headquarters.export(id, &out).await.unwrap();
    let values: Vec<_> = record.job.measurements.values().collect();
    assert_eq!(values.len(), 1);
    assert_eq!(values[0].values[0].value.value, "-18.4");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_with_a_rare_character_gets_papers_that_name_him_or_say_what_they_print_instead()
{
    let world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let mut plan = order::sample(world.headquarters.alice);
    plan.customer.name = "𠮷野样例商行".to_owned();
    let id = world.headquarters.dispatch(plan).unwrap();
    let job = id.to_string();
    alice.sync_job(&job).await.unwrap();
    alice.work_until_papers(&job).unwrap();
    let view = alice
        .make_document(&job, TEST_REPORT, UiLanguage::ZhCn)
        .unwrap();
    assert_eq!(view.customer, "𠮷野样例商行");
    let paper = paper_of(&view, TEST_REPORT).unwrap();
    let pdf = alice.document_bytes(&paper.document.unwrap()).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_another_engineer_neither_reaches_the_device_nor_takes_its_entries() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let bob = world.bob().await.unwrap();
    bob.sync_now().await.unwrap();
    assert_eq!(code(bob.job_view(&job)), ErrorCode::JobUnknown);
    assert_eq!(code(bob.add_note(&job, "mine")), ErrorCode::JobUnknown);

    let headquarters = &world.headquarters;
    headquarters
        .itself()
        .reassign(headquarters.supervisor, id, headquarters.bob, "改派")
        .unwrap();
    bob.sync_job(&job).await.unwrap();
    alice.sync_now().await.unwrap();
    // Alice had it: what she adds is kept, and the job says that it is somebody else's now.
    alice.add_note(&job, "钥匙在前台").unwrap();
    let flags = alice.job_view(&job).unwrap().flags;
    assert!(
        !flags.is_empty(),
        "the job does not say that it was given away"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instrument_set_in_another_way_stands_beside_what_it_was_set_to_before() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    let note = |settings: Option<&str>| {
        let input = InstrumentInput {
            kind: "otdr".to_owned(),
            model: "SAMPLE-1".to_owned(),
            serial: "LP-1".to_owned(),
            calibrated_until: Some("2099-12-31".to_owned()),
            settings: settings.map(str::to_owned),
        };
        let view = alice.note_instrument(&job, &input).unwrap();
        let blocks = view.steps.into_iter().flat_map(|step| step.blocks);
        let noted = blocks.filter_map(|block| match block {
            Block::Metrics(metrics) => Some(metrics.instruments),
            _ => None,
        });
        let mut settings: Vec<_> = noted.flatten().map(|tool| tool.settings).collect();
        settings.sort();
        settings.dedup();
        settings
    };
    let some = |settings: &str| Some(settings.to_owned());
    assert_eq!(note(None), [None]);
    assert_eq!(note(Some("1310 nm, 100 ns")), [some("1310 nm, 100 ns")]);
    let both = [some("1310 nm, 100 ns"), some("1550 nm, 100 ns")];
    assert_eq!(note(Some("1550 nm, 100 ns")), both);
}
