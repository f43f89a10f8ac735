//! The whole day in the real window, a real browser and the real server, and its results judged by tools of others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

use lineproof_tests::story::{self, Options};
use lineproof_tests::{built, missing};
use std::path::Path;
use std::process::Command;

const TEST: &str = "the_day_is_worked_offline_through_a_kill_and_arrives_whole";

#[tokio::test(flavor = "multi_thread")]
async fn the_day_is_worked_offline_through_a_kill_and_arrives_whole() {
    if missing(TEST, story::NEEDS) {
        return;
    }
    for program in ["lineproof", "lineproof-hq"] {
        assert!(built(program).is_file(), "{program} has not been built");
    }
    let out = tempfile::tempdir().unwrap();
    let options = Options {
        out: out.path().to_owned(),
        ..Options::default()
    };
    let proven = story::play(&options).await.unwrap();
    assert!(proven.photos >= 25, "{proven}");
    for paper in ["test-report.pdf", "acceptance.pdf"] {
        judge(&out.path().join(paper));
    }
    let text = said(
        "pdftotext",
        &["-layout"],
        &out.path().join("test-report.pdf"),
        &["-"],
    );
    for words in ["滇池样例科技有限公司", "全程测试报告", "客户端收光"] {
        assert!(
            text.as_ref().is_none_or(|text| text.contains(words)),
            "{words}"
        );
    }
}

/// What strangers' tools say of a paper, where they are installed.
fn judge(paper: &Path) {
    if let Some(signatures) = said("pdfsig", &["-nocert"], paper, &[]) {
        let valid = signatures.matches("Signature is Valid").count();
        assert_eq!(valid, 2, "{signatures}");
    }
    said("qpdf", &["--check"], paper, &[]);
}

fn said(program: &str, before: &[&str], file: &Path, after: &[&str]) -> Option<String> {
    if missing(TEST, &[program]) {
        return None;
    }
    let output = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {text}");
    Some(text)
}
