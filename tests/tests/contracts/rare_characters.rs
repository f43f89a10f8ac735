//! A name with a character that no font has: enterable, told before anybody signs, and marked on the paper.

use lineproof_app::dto::{MeasurementInput, Scope, SignerRole, UiLanguage};
use lineproof_i18n::{Language, text};
use lineproof_testkit::work::{TEST_REPORT, paper_of};
use lineproof_testkit::{World, order};
use std::process::Command;

/// Of the last plane for private use: no font has them.
const IN_A_NAME: char = '\u{10fffd}';
const IN_A_REMARK: char = '\u{10fffc}';

#[tokio::test(flavor = "multi_thread")]
async fn characters_that_no_font_has_are_told_before_signing_and_stand_on_paper_as_their_code() {
    let world = World::start().await.unwrap();
    let alice = world.alice().await.unwrap();
    let mut plan = order::sample(world.headquarters.alice);
    plan.customer.name = format!("{IN_A_NAME}野网络");
    let job = world.headquarters.dispatch(plan).unwrap().to_string();
    alice.sync_job(&job).await.unwrap();
    alice.work_until_papers(&job).unwrap();
    let remarked = MeasurementInput {
        metric: "internet.national_rtt".to_owned(),
        scope: Scope::E2e,
        value: "31.5".to_owned(),
        run: None,
        direction: None,
        remark: Some(format!("{IN_A_REMARK}站复测")),
    };
    alice.record_measurement(&job, &remarked).unwrap();
    let made = alice
        .make_document(&job, TEST_REPORT, UiLanguage::ZhCn)
        .unwrap();
    let paper = paper_of(&made, TEST_REPORT).unwrap();
    let expected = [IN_A_NAME, IN_A_REMARK].map(String::from);
    assert_eq!(paper.substituted, expected);
    let document = paper.document.unwrap();
    let shown = alice.open_signing(&document, SignerRole::Customer);
    let letters = match shown {
        Ok(shown) => shown.substituted,
        // The tester signs first.
        Err(_) => {
            let shown = alice.open_signing(&document, SignerRole::Tester).unwrap();
            shown.substituted
        }
    };
    assert_eq!(letters, expected);
    for letter in letters {
        let args = [("name", letter.clone().into())];
        let said = text(Language::ZhCn, "field-sign-font-substitute", &args);
        assert!(said.contains(&letter), "{said}");
    }
    let pdf = world.folder("papers").join("rare.pdf");
    std::fs::create_dir_all(pdf.parent().unwrap()).unwrap();
    std::fs::write(&pdf, alice.document_bytes(&document).unwrap()).unwrap();
    let Ok(read) = Command::new("pdftotext").arg(&pdf).arg("-").output() else {
        return;
    };
    let pages = String::from_utf8_lossy(&read.stdout).into_owned();
    for code in ["〔U+10FFFD〕", "〔U+10FFFC〕"] {
        assert!(pages.contains(code), "{code}\n{pages}");
    }
}
