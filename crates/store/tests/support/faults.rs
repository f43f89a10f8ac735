//! A child process that saves and says what it saved, run under strace so that its calls fail or kill it on purpose.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::ids::EventId;
use lineproof_store::Store;
use lineproof_store::blob::BlobUse;

use super::{data_key, job, note, open, options};

const FOLDER: &str = "LINEPROOF_TEST_FOLDER";
const CREATES: &str = "LINEPROOF_TEST_CREATES";
/// The calls that carry a save to the disk.
pub const CALLS: [&str; 6] = [
    "fsync",
    "fdatasync",
    "linkat",
    "unlink",
    "pwrite64",
    "write",
];
/// Saves that the child makes.
pub const SAVES: u8 = 6;
/// Two pieces and a bit.
pub const BLOB_BYTES: usize = 150_000;

/// What a child told.
#[derive(Debug, Default)]
pub struct Told {
    /// Events it called saved, with the blob each names.
    pub saved: Vec<(EventId, Sha256Digest)>,
    /// Saves it said had failed.
    pub failed: Vec<String>,
    /// Whether it came to its end.
    pub finished: bool,
    /// How often it made each call of [`CALLS`].
    pub calls: BTreeMap<String, usize>,
}

/// The body of the child: the test that calls this is started anew by [`run`] and does nothing otherwise.
pub fn be_the_child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let store = if std::env::var_os(CREATES).is_some() {
        super::create(folder)
    } else {
        open(folder)
    };
    for number in 0..SAVES {
        match save(&store, number) {
            Ok((event, blob)) => println!("\nSAVED {event} {blob}"),
            Err(error) => println!("\nFAILED {error}"),
        }
    }
    drop(store);
    println!("\nFINISHED");
}

fn save(store: &Store, number: u8) -> Result<(EventId, Sha256Digest), lineproof_store::StoreError> {
    let mut bytes = vec![number; BLOB_BYTES];
    bytes[0] = 0xFF;
    let blob = store.store_blob(BlobUse::Evidence, &bytes)?;
    let event = note(&number.to_string()).with_blob(blob, "image/jpeg", "photo.original");
    let appended = store.append(event)?;
    Ok((appended.entries[0].event.id, blob.sha256))
}

/// Whether strace is there and may trace; says so where it may not.
pub fn can_trace(test: &str) -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-o", "trace.none", "true"])
        .current_dir(std::env::temp_dir())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match tried {
        Ok(status) if status.success() => true,
        _ => {
            println!("SKIPPED: {test}: strace is not there or may not trace");
            false
        }
    }
}

/// Runs the child named `child` of this test program on `folder` with an injection of strace.
pub fn run(child: &str, folder: &Path, creates: bool, inject: Option<&str>) -> Told {
    let trace = folder.with_extension("trace");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-e", &format!("trace={}", CALLS.join(",")), "-o"])
        .arg(&trace)
        .args(inject.iter().flat_map(|inject| ["-e", inject]))
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", child, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stderr(Stdio::null());
    if creates {
        command.env(CREATES, "1");
    }
    let output = command.output().unwrap();
    let mut told = Told {
        calls: count_calls(&std::fs::read_to_string(&trace).unwrap_or_default()),
        ..Told::default()
    };
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match line.split_once(' ') {
            Some(("SAVED", what)) => {
                let (event, blob) = what.split_once(' ').unwrap();
                told.saved
                    .push((event.parse().unwrap(), blob.parse().unwrap()));
            }
            Some(("FAILED", why)) => told.failed.push(why.to_owned()),
            _ => told.finished |= line == "FINISHED",
        }
    }
    told
}

/// Lines of strace look like `123 fsync(5) = 0`.
fn count_calls(trace: &str) -> BTreeMap<String, usize> {
    let mut calls = BTreeMap::new();
    for line in trace.lines() {
        if let Some((call, _)) = line.split_once('(')
            && let Some(call) = call.split_whitespace().last()
        {
            *calls.entry(call.to_owned()).or_default() += 1;
        }
    }
    calls
}

/// Opens what a child left and holds it against what it had told.
pub fn assert_nothing_lost(folder: &Path, told: &Told) {
    let store = Store::open(folder, &data_key(), options()).unwrap();
    let verdict = store.verify().unwrap();
    assert_eq!(verdict.finding, None);
    let state = store.job_state(job()).unwrap();
    let stored: Vec<EventId> = state
        .iter()
        .flat_map(|state| state.timeline.iter().map(|entry| entry.event))
        .collect();
    for (event, blob) in &told.saved {
        assert!(stored.contains(event), "{event} was called saved");
        assert_eq!(store.blob_bytes(*blob).unwrap().len(), BLOB_BYTES);
    }
    assert_eq!(store.missing_blobs().unwrap(), []);
    // What was not called saved may be there whole; what is there can be read.
    for unfiled in store.unfiled_blobs().unwrap() {
        store.verify_blob(unfiled.sha256).unwrap();
    }
    assert_eq!(verdict.entries, stored.len() as u64);
    store.append(note("goes on")).unwrap();
}
