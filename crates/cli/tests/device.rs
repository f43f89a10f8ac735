//! `device`: from the one-time code to a record that holds at headquarters, over the real server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_testkit::device::PIN;
use lineproof_testkit::work::{ACCEPTANCE, LOCAL_REPORT, TEST_REPORT, ink};
use lineproof_testkit::{World, order, samples};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{answer, cli, files_of, text};

const PASSPHRASE: &str = "quiet-lantern-over-water";

/// A device that only the program touches.
struct Laptop {
    data: PathBuf,
    passphrase: PathBuf,
    keyring: Option<PathBuf>,
}

impl Laptop {
    fn new(folder: &Path) -> Laptop {
        std::fs::create_dir_all(folder).unwrap();
        let passphrase = folder.join("passphrase.txt");
        std::fs::write(&passphrase, format!("{PASSPHRASE}\n")).unwrap();
        Laptop {
            data: folder.join("data"),
            passphrase,
            keyring: None,
        }
    }

    fn ask(&self, command: &str, more: &[&str]) -> (i32, Value) {
        let mut arguments = vec!["device", command, "--data", text(&self.data)];
        arguments.extend(["--passphrase-file", text(&self.passphrase)]);
        if let Some(keyring) = &self.keyring {
            arguments.extend(["--keyring", text(keyring)]);
        }
        arguments.extend(more);
        answer(&arguments)
    }

    fn play(&self, folder: &Path, script: &Value) -> (i32, Value) {
        let path = folder.join("script.json");
        std::fs::write(&path, script.to_string()).unwrap();
        self.ask("play", &[text(&path)])
    }

    /// Syncs until the device has one job with its rules.
    fn sync_until_job(&self) -> Value {
        for _ in 0..50 {
            self.ask("sync", &[]);
            let (status, json) = self.ask("jobs", &[]);
            assert_eq!(status, 0, "{json:#}");
            if json["jobs"][0]["waitingRules"] == false {
                return json;
            }
        }
        panic!("the job did not come");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headless_device_enrols_pulls_plays_and_pushes() {
    let world = World::start().await.unwrap();
    let laptop = Laptop::new(&world.folder("headless"));
    let code = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    let (status, json) = laptop.ask("enrol", &["--code", &code]);
    assert_eq!(status, 0, "{json:#}");
    let job = world
        .headquarters
        .dispatch(order::sample(world.headquarters.alice))
        .unwrap();
    let jobs = laptop.sync_until_job();
    assert_eq!(jobs["jobs"][0]["orderNo"], order::ORDER_NO);

    let files = world.folder("files");
    std::fs::create_dir_all(&files).unwrap();
    std::fs::write(files.join("door.jpg"), samples::photo("I02")).unwrap();
    std::fs::write(files.join("line.sor"), samples::trace()).unwrap();
    let script = json!({
        "job": order::ORDER_NO,
        "deeds": [
            { "mark": "accept" },
            { "mark": "depart" },
            { "mark": "arrive" },
            { "photo": { "slot": "I02", "file": "door.jpg" } },
            { "trace": "line.sor" },
            { "measurement": { "metric": "light.rx_power", "scope": "local", "value": "-18.4", "run": null, "remark": null } },
            { "instrument": { "kind": "otdr", "model": "SAMPLE-1", "serial": "LP-1", "calibratedUntil": null } },
            { "note": "客户要求走上走线架" },
            { "close": { "step": "arrive", "reason": "训练" } },
        ],
    });
    let (status, json) = laptop.play(&files, &script);
    assert_eq!(status, 0, "{json:#}");
    let (status, json) = laptop.ask("sync", &[]);
    assert_eq!((status, &json["left"]), (0, &json!(0)), "{json:#}");
    let (_, json) = laptop.ask("status", &[]);
    assert_eq!(json["safe"]["onDevice"], 0, "{json:#}");

    let out = world.folder("export");
    let record = world.headquarters.export(job, &out).await.unwrap();
    assert_eq!(record.job.notes.len(), 1);
    assert_eq!(record.job.traces.len(), 1);
    let (status, json) = answer(&["verify", text(&out)]);
    assert_eq!(status, 0, "{json:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_job_signed_from_a_script_holds_as_headquarters_exports_it() {
    let world = World::start().await.unwrap();
    let (alice, job) = world.alice_with_job().await.unwrap();
    alice.work_until_papers(&job.to_string()).unwrap();
    let folder = alice.folder.clone();
    alice.gone().await.unwrap();
    let passphrase = folder.join("pin.txt");
    std::fs::write(&passphrase, PIN).unwrap();
    let laptop = Laptop {
        data: folder.join("data"),
        passphrase,
        keyring: Some(folder.join("keyring")),
    };
    let signature = |kind: &str, field: &str, name: &str| {
        let satisfaction = (kind == ACCEPTANCE && field == "customer").then_some("satisfied");
        json!({ "signature": { "kind": kind, "field": field, "name": name, "title": "样例", "satisfaction": satisfaction, "ink": ink() } })
    };
    let document = |kind: &str| json!({ "document": { "kind": kind, "language": "zh-CN" } });
    let script = json!({ "deeds": [
        document(LOCAL_REPORT),
        signature(LOCAL_REPORT, "tester", "林晓"),
        document(TEST_REPORT),
        signature(TEST_REPORT, "tester", "林晓"),
        signature(TEST_REPORT, "customer", "张伟"),
        document(ACCEPTANCE),
        signature(ACCEPTANCE, "tester", "林晓"),
        signature(ACCEPTANCE, "customer", "张伟"),
        { "sync": {} },
    ] });
    let (status, json) = laptop.play(&folder, &script);
    assert_eq!(status, 0, "{json:#}");
    let (status, json) = laptop.ask("sync", &[]);
    assert_eq!(status, 0, "{json:#}");

    let out = world.folder("export");
    world.headquarters.export(job, &out).await.unwrap();
    let (status, json) = answer(&["verify", text(&out)]);
    assert_eq!(status, 0, "{json:#}");
    assert_eq!(json["checked"]["documents"], 3);
    assert_eq!(json["checked"]["signatures"], 5);
    a_flipped_byte_is_found(&out);
}

/// Blobs tried beside the named files; every file of a record is tried in `folder.rs`.
const BLOBS_TRIED: usize = 3;

/// One byte of a file, for each named file and some blobs, drawn from a printed seed.
fn a_flipped_byte_is_found(folder: &Path) {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let (mut blobs, mut tried): (Vec<PathBuf>, Vec<PathBuf>) = files_of(folder)
        .into_iter()
        .partition(|path| path.starts_with(folder.join("blobs")));
    random.shuffle(&mut blobs);
    tried.extend(blobs.into_iter().take(BLOBS_TRIED));
    for path in tried {
        let whole = std::fs::read(&path).unwrap();
        let at = random.usize(..whole.len());
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << random.u8(..8);
        std::fs::write(&path, &flipped).unwrap();
        let (status, _) = answer(&["verify", text(folder)]);
        assert_eq!(status, 1, "{} byte {at}, seed {seed}", path.display());
        std::fs::write(&path, &whole).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_device_cannot_do_is_said() {
    let world = World::start().await.unwrap();
    let laptop = Laptop::new(&world.folder("headless"));
    let (status, json) = laptop.ask("jobs", &[]);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (2, Some("no-folder"))
    );
    let (status, json) = laptop.ask("enrol", &["--code", "LP1-AAAAA"]);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("enrol-code-form"))
    );
    let code = world
        .headquarters
        .enrolment_code(world.headquarters.alice)
        .unwrap();
    std::fs::write(&laptop.passphrase, "short").unwrap();
    let (status, json) = laptop.ask("enrol", &["--code", &code]);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("passphrase-short"))
    );
    std::fs::write(&laptop.passphrase, PASSPHRASE).unwrap();
    assert_eq!(laptop.ask("enrol", &["--code", &code]).0, 0);
    let (status, json) = laptop.ask("enrol", &["--code", &code]);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("enrol-code-used"))
    );

    let folder = world.folder("files");
    std::fs::create_dir_all(&folder).unwrap();
    let (status, json) = laptop.play(&folder, &json!({ "deeds": [] }));
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("no-such-job"))
    );
    let (status, json) = laptop.play(&folder, &json!({ "deeds": [{ "fly": 1 }] }));
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (2, Some("script"))
    );
    world
        .headquarters
        .dispatch(order::sample(world.headquarters.alice))
        .unwrap();
    laptop.sync_until_job();
    let missing = json!({ "deeds": [
        { "note": "kept" },
        { "photo": { "slot": "I02", "file": "missing.jpg" } },
    ] });
    let (status, json) = laptop.play(&folder, &missing);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("missing"))
    );
    let said = json["error"]["message"].as_str().unwrap();
    assert!(said.contains('2') && said.contains("missing.jpg"), "{said}");

    std::fs::write(&laptop.passphrase, "not the passphrase").unwrap();
    let (status, json) = laptop.ask("jobs", &[]);
    assert_eq!(
        (status, json["error"]["code"].as_str()),
        (1, Some("passphrase-wrong"))
    );
    let said = cli(&["device", "jobs", "--data", text(&laptop.data)]);
    assert_eq!(said.status.code(), Some(2));
}
