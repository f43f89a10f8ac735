//! The whole day without the window.

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::registry::attachment_role::DOCUMENT_SIGNED;
use lineproof_protocol::export::{
    BLOB_FOLDER, ExportDisposition, ExportKeys, ExportReceipt, KEYS_FILE,
};
use lineproof_testkit::World;
use lineproof_testkit::work::{ACCEPTANCE, TEST_REPORT, paper_of};

#[tokio::test(flavor = "multi_thread")]
async fn a_day_worked_offline_arrives_whole_receipted_and_signed() {
    let world = World::start().await.unwrap();
    let (alice, id) = world.alice_with_job().await.unwrap();
    let job = id.to_string();
    world.way.cut();

    alice.work_until_papers(&job).unwrap();
    let before = alice.job_view(&job).unwrap();
    let alice = alice.restarted().await.unwrap();
    let after = alice.job_view(&job).unwrap();
    assert_eq!(before.steps, after.steps, "a restart changed the job");

    let done = alice.work_to_the_end(&job).unwrap();
    let still_open: Vec<_> = done.missing.iter().filter(|lack| lack.must).collect();
    assert!(still_open.is_empty(), "{still_open:?}");
    assert!(done.read_only, "a completed job is only read");
    assert!(!alice.sync_now().await.unwrap().reached);
    for paper in [TEST_REPORT, ACCEPTANCE] {
        let paper = paper_of(&done, paper).unwrap();
        let found = alice.verify_document(&paper.document.unwrap()).unwrap();
        assert!(found.intact && found.trusted, "{found:?}");
        assert_eq!(found.signatures, 2);
    }

    world.way.restore();
    let safe = alice.sync_all().await.unwrap();
    assert_eq!((safe.on_device, safe.sending, safe.refused), (0, 0, 0));

    let out = world.folder("export");
    let record = world.headquarters.export(id, &out).await.unwrap();
    assert!(record.quarantined.is_empty());
    let is_accepted = |disposition| matches!(disposition, ExportDisposition::Accepted);
    assert!(
        record
            .events
            .iter()
            .all(|event| is_accepted(event.disposition))
    );
    let keys: ExportKeys =
        serde_json::from_slice(&std::fs::read(out.join(KEYS_FILE)).unwrap()).unwrap();
    let key = keys.keys[0].public_key;
    assert!(!record.receipts.is_empty());
    for receipt in &record.receipts {
        match receipt {
            ExportReceipt::Log(receipt) => receipt.verify(&key).unwrap(),
            ExportReceipt::Blob(receipt) => receipt.verify(&key).unwrap(),
        }
    }
    let mut signed = 0;
    for blob in &record.blobs {
        assert!(blob.stored, "{} is not at headquarters", blob.role);
        let bytes = std::fs::read(out.join(BLOB_FOLDER).join(blob.sha256.to_string())).unwrap();
        assert_eq!(Sha256Digest::of(&bytes), blob.sha256);
        if blob.role == DOCUMENT_SIGNED {
            let ca = world.headquarters.itself().ca_certificate().to_vec();
            let found = lineproof_report::verify(&bytes, &[ca]);
            assert!(found.ok, "{:?}", found.problems);
            signed += 1;
        }
    }
    assert_eq!(
        signed, 7,
        "the tester on five papers, the customer on two of them"
    );
    let checked = world.headquarters.itself().verify().await.unwrap();
    assert_eq!(checked.findings, Vec::<String>::new());
}
