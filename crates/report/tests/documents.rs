//! The documents of a job: what they say, what they read, and that their pages hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use chrono::{DateTime, Utc};
use lineproof_domain::digest::Sha256Digest;
use lineproof_domain::job::JobState;
use lineproof_domain::registry::body::{Direction, Scope};
use lineproof_i18n::Language;
use lineproof_report::build::{BuildError, document};
use lineproof_report::view::{Block, DocumentView};
use lineproof_report::{render, verify};
use support::evidence::{Nothing, Store};
use support::job::{CATALOGUE, Work, made_at};
use support::tools::pages_as_text;
use support::{authority, fonts, out, signed, signer};

fn report(work: &Work, language: Language) -> DocumentView {
    made(work, "test_report_e2e", language).unwrap()
}

fn form(work: &Work, language: Language) -> DocumentView {
    made(work, "acceptance", language).unwrap()
}

fn made(work: &Work, key: &str, language: Language) -> Result<DocumentView, BuildError> {
    document(&work.job, &CATALOGUE, key, language, made_at(), &Store)
}

/// Every text of paragraphs, notes and tables, a line each, with plain spaces.
fn texts(view: &DocumentView) -> String {
    let lines = view.blocks.iter().flat_map(|block| match block {
        Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => vec![text.clone()],
        Block::Table(table) => table
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.text.clone())
            .collect(),
        Block::Facts(_) | Block::Photos(_) | Block::Trace(_) | Block::Signatures(_) => Vec::new(),
    });
    lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

/// Renders, keeps the file to be looked at, and gives its text without line breaks and blanks.
fn text_on_paper(name: &str, view: &DocumentView) -> Option<String> {
    let path = out(&format!("{name}.pdf"));
    std::fs::write(&path, render(view, fonts()).unwrap().pdf).unwrap();
    let pages = pages_as_text(&path)?.concat();
    Some(pages.split_whitespace().collect())
}

#[test]
fn the_test_report_says_what_was_measured_against_which_limit() {
    let view = report(&Work::ready_to_sign(), Language::ZhCn);
    let Some(text) = text_on_paper("test-report-zh", &view) else {
        return;
    };
    for expected in [
        "全程测试报告",
        "津东丽ZX20260417A",
        "−26.8dBm",
        "不合格低2.8dB",
        "−24到−8dBm",
        "默认限值",
        "不小于475Mbit/s",
        "486.2Mbit/s",
        "2026-06-30已过期",
        "晚高峰测的",
        "演示数据",
        "波长1310.0nm",
        "客户经理，空着不影响已签的",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("国标") && !text.contains("低2.8dBm"));
}

#[test]
fn both_documents_exist_in_english_without_a_chinese_word_of_ours() {
    let mut work = Work::ready_to_sign();
    let view = report(&work, Language::En);
    work.report_made(view.record_hash, 6);
    let form = form(&work, Language::En);
    for (name, view) in [("test-report-en", &view), ("acceptance-en", &form)] {
        let Some(text) = text_on_paper(name, view) else {
            return;
        };
        for ours in ["合格", "限值", "签字", "测试报告", "验收单", "第1页"] {
            assert!(!text.contains(ours), "{name}: {ours}");
        }
        assert!(text.contains("Signatures"));
    }
}

#[test]
fn the_acceptance_form_names_the_report_by_its_hash_and_what_stays_open() {
    let mut work = Work::ready_to_sign();
    let hash = report(&work, Language::ZhCn).record_hash;
    work.report_made(hash, 6);
    let view = form(&work, Language::ZhCn);
    let Some(text) = text_on_paper("acceptance-zh", &view) else {
        return;
    };
    for expected in [
        "接入开通暨验收单",
        &hash.to_string(),
        "插座无接地",
        "视频会议室周三装好后再试一次",
        "有一项以后再试",
        "2026-11-24",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    // What concerns the crew alone is not the customer's business.
    assert!(!text.contains("没喝酒"));
}

#[test]
fn an_acceptance_form_needs_its_report_and_a_document_its_plan() {
    let work = Work::ready_to_sign();
    let without = made(&work, "acceptance", Language::ZhCn);
    assert_eq!(without, Err(BuildError::NoTestReport));
    let mut bare = Work::dispatched();
    bare.job.plan = None;
    let without = made(&bare, "test_report_e2e", Language::ZhCn);
    assert_eq!(without, Err(BuildError::NoPlan));
    let key = "test_report_e2e";
    let lost = document(
        &work.job,
        &CATALOGUE,
        key,
        Language::ZhCn,
        made_at(),
        &Nothing,
    );
    assert!(matches!(lost, Err(BuildError::UnknownEvent { .. })));
}

#[test]
fn a_job_with_nothing_recorded_still_makes_a_report_that_says_so() {
    let view = report(&Work::dispatched(), Language::ZhCn);
    let Some(text) = text_on_paper("test-report-empty", &view) else {
        return;
    };
    for expected in ["没有登记仪表", "没有照片", "没有备注", "不合格0项"] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn what_a_document_reads_and_shows_is_noted() {
    let mut work = Work::ready_to_sign();
    let view = report(&work, Language::ZhCn);
    assert_eq!(view.document, "test_report_e2e");
    assert!(view.sources.is_sorted());
    for key in [
        "plan",
        "instrument",
        "trace",
        "measurement:end_to_end/*",
        "photo:I18",
        "photo:I01.door",
    ] {
        assert!(view.shows.iter().any(|shown| shown == key), "{key}");
    }
    let read: Vec<_> = work.job.photos["I18"]
        .iter()
        .map(|photo| photo.event)
        .collect();
    assert!(read.iter().all(|event| view.sources.contains(event)));
    // A picture of a slot that the report does not show is none of its business.
    work.photo("I26");
    assert_eq!(report(&work, Language::ZhCn), view);
    // A further value is.
    work.measure(
        Scope::EndToEnd,
        "internet.rate_down",
        2,
        "490",
        "Mbit/s",
        None,
    );
    assert_ne!(report(&work, Language::ZhCn).record_hash, view.record_hash);
}

#[test]
fn several_runs_have_a_row_each() {
    let mut work = Work::ready_to_sign();
    work.measure(
        Scope::EndToEnd,
        "internet.rate_down",
        2,
        "470",
        "Mbit/s",
        None,
    );
    let said = texts(&report(&work, Language::ZhCn));
    assert!(said.contains("下行速率 第 1 次") && said.contains("下行速率 第 2 次"));
    assert!(said.contains("不合格 低 5 Mbit/s"), "{said}");
}

#[test]
fn a_picture_that_is_elsewhere_leaves_a_frame_that_says_so() {
    struct NoPictures;
    impl lineproof_report::build::Evidence for NoPictures {
        fn event_hash(&self, event: lineproof_domain::ids::EventId) -> Option<Sha256Digest> {
            Store.event_hash(event)
        }
        fn bytes(&self, _: &lineproof_domain::event::Attachment) -> Option<Vec<u8>> {
            None
        }
        fn trace(
            &self,
            _: &lineproof_domain::event::Attachment,
        ) -> Option<lineproof_domain::trace::OtdrTrace> {
            None
        }
        fn calendar(&self) -> &lineproof_domain::calendar::Calendar {
            Store.calendar()
        }
    }
    let work = Work::ready_to_sign();
    let view = document(
        &work.job,
        &CATALOGUE,
        "test_report_e2e",
        Language::ZhCn,
        made_at(),
        &NoPictures,
    )
    .unwrap();
    let grids: Vec<_> = view
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Photos(grid) => Some(&grid.photos),
            _ => None,
        })
        .collect();
    assert!(grids[0].iter().all(|photo| photo.picture.is_err()));
    assert!(texts(&view).contains("读不出来"));
    assert!(render(&view, fonts()).is_ok());
}

#[test]
fn a_signed_report_with_an_open_manager_field_holds() {
    let authority = authority();
    let signer = signer(&authority);
    let view = report(&Work::ready_to_sign(), Language::ZhCn);
    let rendered = render(&view, fonts()).unwrap();
    assert_eq!(rendered.fields, ["tester", "customer", "manager"]);
    let tested = signed(&rendered.pdf, "tester", "许曼", &signer);
    let accepted = signed(&tested, "customer", "王雅婷", &signer);
    let found = verify(&accepted, &[authority.certificate_der().unwrap()]);
    assert!(found.ok, "{found:#?}");
    assert_eq!(found.open_fields, ["manager"]);
    assert_eq!(found.signatures[0].pages_hash, rendered.pages_hash);
}

/// The same job with every time told in UTC.
fn told_in_utc(job: &JobState) -> JobState {
    fn turn(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => {
                if let Ok(at) = DateTime::parse_from_rfc3339(text) {
                    *text = at.with_timezone(&Utc).fixed_offset().to_rfc3339();
                }
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(turn),
            serde_json::Value::Object(values) => values.values_mut().for_each(turn),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(job).unwrap();
    turn(&mut value);
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_laptop_of_another_time_zone_prints_the_hours_of_china() {
    let kinds = [
        "install",
        "fault_interruption",
        "inspection",
        "stop_permanent",
        "acceptance",
        "survey",
    ];
    for kind in kinds {
        let work = Work::rich(kind);
        let elsewhere = told_in_utc(&work.job);
        for paper in &CATALOGUE.documents {
            let made = |job, at| {
                let view = document(job, &CATALOGUE, &paper.key, Language::ZhCn, at, &Store);
                view.map(|view| view.blocks)
            };
            let here = made(&work.job, made_at());
            let there = made(&elsewhere, made_at().with_timezone(&Utc).fixed_offset());
            assert_eq!(here, there, "{kind}: {}", paper.key);
        }
    }
}

#[test]
fn what_is_odd_about_a_trace_stands_below_its_curve() {
    for (language, said) in [
        (Language::ZhCn, "文件提示：仪表没算校验和"),
        (
            Language::En,
            "About this file: The instrument computed no checksum",
        ),
    ] {
        let text = texts(&report(&Work::ready_to_sign(), language));
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn the_time_of_a_camera_is_said_to_be_the_cameras() {
    let mut work = Work::ready_to_sign();
    let slot = work.job.photos.keys().next().unwrap().clone();
    work.job.photos.get_mut(&slot).unwrap()[0].facts.taken_at =
        Some("2026-11-22T03:04:05".parse().unwrap());
    let view = report(&work, Language::ZhCn);
    let found = view.blocks.iter().any(|block| match block {
        Block::Photos(grid) => grid
            .photos
            .iter()
            .any(|photo| photo.detail == "相机时间 2026-11-22 03:04"),
        _ => false,
    });
    assert!(found);
}

#[test]
fn a_value_names_its_instrument_and_whether_its_calibration_had_run_out_that_day() {
    let mut work = Work::ready_to_sign();
    let meter = work.job.instruments[0].event;
    let field = work.job.measurements.get_mut("local/light.rx_power/1");
    let event = {
        let current = &mut field.unwrap().values[0];
        current.value.instrument = Some(meter);
        current.event
    };
    let measured_on = |work: &mut Work, day: &str| {
        let at: DateTime<chrono::FixedOffset> = format!("{day}T23:30:00Z").parse().unwrap();
        work.measured_at(event, at);
        texts(&report(work, Language::ZhCn))
    };
    // Half past seven in the morning of the next day in China.
    let in_time = measured_on(&mut work, "2027-03-30");
    assert!(in_time.contains("仪表 EXFO PPM-350C 884213"), "{in_time}");
    assert!(!in_time.contains("仪表校准已过期"), "{in_time}");
    let late = measured_on(&mut work, "2027-03-31");
    assert!(late.contains("仪表校准已过期"), "{late}");
    assert!(late.contains("2027-03-31 已过期"), "{late}");
}

#[test]
fn every_run_of_a_test_has_a_head_that_says_how_it_ran() {
    let mut work = Work::ready_to_sign();
    let bare = report(&work, Language::ZhCn);
    assert!(texts(&bare).contains("没有记下这项测试的时间和方法"));
    work.instrument("ethernet_tester", "MTS-5800", "77120", Some("2026-11-20"));
    work.trace();
    work.test_run(Scope::EndToEnd, "internet", Direction::AToZ, 15);
    work.test_run(Scope::EndToEnd, "internet", Direction::ZToA, 4);
    let view = report(&work, Language::ZhCn);
    let Some(text) = text_on_paper("test-report-runs", &view) else {
        return;
    };
    for expected in [
        "第1次，A端到Z端",
        "第1次，Z端到A端",
        "帧长64到1518字节",
        "15分钟",
        "4分钟，比要求的短",
        "23.5°C/48%",
        "客户韩工",
        "乙端ODF-3",
        "校准已于2026-11-20过期",
        "华明-东丽-1310.sor",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("没有记下这项测试的时间和方法"));
    assert!(
        view.shows
            .iter()
            .any(|shown| shown == "test_run:end_to_end/*")
    );
    let english = text_on_paper("test-report-runs-en", &report(&work, Language::En));
    assert!(english.unwrap().contains("Run1,AtoZ"));
}

#[test]
fn two_ways_along_one_line_have_a_row_each() {
    let mut work = Work::ready_to_sign();
    for (direction, value) in [(Direction::AToZ, "0.31"), (Direction::ZToA, "0.33")] {
        work.measure(
            Scope::Local,
            "fibre.loss_per_km_1310",
            1,
            value,
            "dB/km",
            None,
        );
        work.directs("local/fibre.loss_per_km_1310/1", direction);
    }
    let text = texts(&report(&work, Language::ZhCn));
    assert!(
        text.contains("A 端到 Z 端") && text.contains("Z 端到 A 端"),
        "{text}"
    );
    assert!(text.contains("0.31") && text.contains("0.33"), "{text}");
}
