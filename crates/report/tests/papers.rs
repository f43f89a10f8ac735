//! Every paper of the catalogue, for every job kind that makes it, before judges who know nothing of us.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests fail by panicking"
)]

mod support;

use lineproof_domain::catalogue::{JobKind, QuestionName, Section};
use lineproof_domain::ids::PersonId;
use lineproof_domain::job::Current;
use lineproof_domain::registry::plan::Assignee;
use lineproof_i18n::Language;
use lineproof_report::build::document;
use lineproof_report::view::{Block, DocumentView};
use lineproof_report::{render, verify};
use std::path::{Path, PathBuf};
use support::evidence::Store;
use support::job::{CATALOGUE, Work, made_at};
use support::kinds::kinds_of;
use support::tools::{pages_as_text, path, said, tool};
use support::{authority, fonts, out, signed, signer};

const LANGUAGES: [Language; 2] = [Language::ZhCn, Language::En];

fn view(work: &Work, paper: &str, language: Language) -> DocumentView {
    document(&work.job, &CATALOGUE, paper, language, made_at(), &Store).unwrap()
}

/// Text of a file without blanks and line breaks.
fn text(pdf: &Path) -> Option<String> {
    let pages = pages_as_text(pdf)?.concat();
    Some(pages.split_whitespace().collect())
}

fn written(name: &str, view: &DocumentView) -> PathBuf {
    let pdf = out(&format!("paper-{name}.pdf"));
    std::fs::write(&pdf, render(view, fonts()).unwrap().pdf).unwrap();
    pdf
}

#[test]
fn every_paper_of_every_job_kind_holds_before_and_after_its_signatures() {
    let authority = authority();
    let signer = signer(&authority);
    let trusted = [authority.certificate_der().unwrap()];
    let mut files: Vec<PathBuf> = Vec::new();
    for paper in &CATALOGUE.documents {
        for (index, kind) in kinds_of(paper).into_iter().enumerate() {
            let work = Work::rich(kind);
            // Its other job kinds say nothing in English that the first does not.
            let languages = if index == 0 {
                &LANGUAGES[..]
            } else {
                &LANGUAGES[..1]
            };
            for &language in languages {
                let view = view(&work, &paper.key, language);
                let rendered = render(&view, fonts()).unwrap();
                let name = format!("{}-{kind}-{language}", paper.key);
                let mut pdf = rendered.pdf;
                for field in &paper.signatures {
                    let name = match field.key.as_str() {
                        "customer" => "王雅婷",
                        "manager" => "周启明",
                        "acceptor" => "苏婷",
                        _ => "许曼",
                    };
                    pdf = signed(&pdf, &field.key, name, &signer);
                }
                let found = verify(&pdf, &trusted);
                assert!(
                    found.ok && found.open_fields.is_empty(),
                    "{name}: {found:#?}"
                );
                let signed = out(&format!("signed-{name}.pdf"));
                std::fs::write(&signed, pdf).unwrap();
                let Some(sigs) = said(Path::new("pdfsig"), &["-nocert", path(&signed)]) else {
                    return;
                };
                let valid = sigs.matches("Signature is Valid.").count();
                assert_eq!(valid, paper.signatures.len(), "{name}: {sigs}");
                if let Some(judged) = said(Path::new("qpdf"), &["--check", path(&signed)]) {
                    assert!(
                        !judged.to_lowercase().contains("warning"),
                        "{name}: {judged}"
                    );
                }
                files.push(signed);
            }
        }
    }
    if let Some(verapdf) = tool("verapdf/verapdf.sh") {
        let paths: Vec<&str> = files.iter().map(|pdf| path(pdf)).collect();
        let judged = said(&verapdf, &paths).unwrap();
        assert_eq!(
            judged.matches(": compliant").count(),
            files.len(),
            "{judged}"
        );
    }
}

#[test]
fn no_english_paper_says_a_chinese_word_of_ours_and_no_chinese_one_a_bare_key() {
    for paper in &CATALOGUE.documents {
        let work = Work::rich(kinds_of(paper)[0]);
        for language in LANGUAGES {
            let name = format!("{}-{language}", paper.key);
            let pdf = written(&name, &view(&work, &paper.key, language));
            let Some(text) = text(&pdf) else { return };
            assert!(!text.contains("document-"), "{name}: {text}");
            for raw in ["third_party", "by_optimisation", "outsourced", "customer,"] {
                assert!(!text.contains(raw), "{name}: {raw}\n{text}");
            }
            if language == Language::En {
                for ours in ["合格", "限值", "签字", "隐患", "措施", "时限", "工单"] {
                    assert!(!text.contains(ours), "{name}: {ours}\n{text}");
                }
            }
        }
    }
}

#[test]
fn the_fault_report_has_every_field_that_the_carriers_ask_for() {
    let kind = kinds_of(CATALOGUE.document("fault_report").unwrap())[0];
    let view = view(&Work::rich(kind), "fault_report", Language::ZhCn);
    let Some(text) = text(&written("fault-fields", &view)) else {
        return;
    };
    let wanted = [
        "专线故障分析报告",
        "公司名称东丽代维一班",
        "出具部门东丽客响中心",
        "填写人许曼",
        "报告日期2026-11-22",
        "GZ-2026-1122-0031",
        "客户地址",
        "王雅婷",
        "周启明",
        "津东丽ZX20260417A",
        "华明智能装备院互联网专线",
        "故障开始2026-11-21",
        "故障恢复2026-11-22",
        "故障历时9小时",
        "光缆中断加3小时",
        "超时2小时24分钟",
        "超时说明",
        "故障等级1级",
        "故障现象",
        "处理过程",
        "光缆被挖断",
        "已告诉客户",
        "原因分析",
        "整改措施",
        "备注",
        "环路点",
        "还没拆",
        "人员登记",
        "陈副总",
        "已上报领导",
        "挂起与解挂",
        "马志国",
    ];
    for expected in wanted {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn every_field_of_the_carriers_fault_form_stands_under_its_label() {
    let kind = kinds_of(CATALOGUE.document("fault_report").unwrap())[0];
    let mut work = Work::rich(kind);
    work.job.notes.push(Current {
        value: "客户要求周末复测".to_owned(),
        event: work.job.plan.as_ref().unwrap().event,
    });
    let view = view(&work, "fault_report", Language::ZhCn);
    let facts: Vec<(String, String)> = view
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Facts(facts) => facts.clone(),
            _ => Vec::new(),
        })
        .map(|fact| (fact.label, fact.value.replace('\u{a0}', " ")))
        .collect();
    let plan = &work.job.plan.as_ref().unwrap().value;
    let wanted = [
        ("业务", "互联网专线"),
        ("公司名称", "东丽代维一班"),
        ("出具部门", "东丽客响中心"),
        ("填写人", "许曼"),
        ("报告日期", "2026-11-22 10:00"),
        ("故障单号", "GZ-2026-1122-0031"),
        ("客户", plan.customer.name.as_str()),
        ("客户地址", plan.customer.address.as_str()),
        ("客户联系人", "王雅婷"),
        ("电话", plan.customer.contact.phone.as_str()),
        ("客户经理", "周启明"),
        ("客户经理", plan.manager.phone.as_str()),
        ("电路编号", plan.circuit_no.as_str()),
        ("电路名称", plan.circuit_name.as_str()),
        ("故障开始", "2026-11-21 22:00"),
        ("故障恢复", "2026-11-22 07:00"),
        ("故障历时", "9 小时"),
        ("故障等级", "1 级"),
        ("处理人及电话", "许曼 138"),
        ("处理人及电话", "马志国 138 0000 0003"),
        ("故障现象", ""),
        ("原因分析", "市政施工未交底"),
        ("整改措施", ""),
    ];
    for (label, value) in wanted {
        let is_said = |(said, text): &(String, String)| {
            said == label && text.contains(value) && !text.is_empty()
        };
        assert!(facts.iter().any(is_said), "{label}: {value}\n{facts:#?}");
    }
    let remarks = view.blocks.iter().rev().find_map(|block| match block {
        Block::Paragraph(text) => Some(text.clone()),
        _ => None,
    });
    let remarks = remarks.unwrap();
    assert!(
        remarks.contains("先到物业登记") && remarks.contains("客户要求周末复测"),
        "{remarks}"
    );
}

#[test]
fn an_entry_of_progress_names_its_author_after_the_job_was_given_to_another() {
    let kind = kinds_of(CATALOGUE.document("fault_report").unwrap())[0];
    let mut work = Work::rich(kind);
    let before = work.job.plan.as_ref().unwrap().value.assignee.clone();
    work.job.assignee = Some(Assignee {
        person: "01930000-0000-7000-8000-0000000009ff"
            .parse()
            .map(PersonId)
            .unwrap(),
        name: "周强".to_owned(),
        ..before.clone()
    });
    work.job.trade.progress[0].person = before.person;
    assert!(names_an_author(&work, &before.name));
    // And somebody between the first and the last: the plan names neither.
    let between = Assignee {
        person: PersonId("01930000-0000-7000-8000-000000000a00".parse().unwrap()),
        name: "吴岭".to_owned(),
        ..before
    };
    work.job.trade.progress[0].person = between.person;
    assert!(!names_an_author(&work, "吴岭"));
    work.job.assignees.insert(2, between);
    assert!(names_an_author(&work, "吴岭"));
}

fn names_an_author(work: &Work, name: &str) -> bool {
    let view = view(work, "fault_report", Language::ZhCn);
    view.blocks.iter().any(|block| match block {
        Block::Table(table) => table
            .rows
            .iter()
            .flatten()
            .any(|cell| cell.text.ends_with(&format!("\n{name}"))),
        _ => false,
    })
}

/// Whether a job kind asks one of `questions`.
fn asks(kind: &JobKind, questions: &[String]) -> bool {
    let mut names = questions.iter().map(|name| QuestionName::of(name));
    names.any(|name| kind.steps.iter().any(|step| name.in_step(step).is_some()))
}

#[test]
fn every_question_that_a_paper_names_is_asked_and_no_paper_of_answers_stays_empty() {
    for paper in &CATALOGUE.documents {
        for key in &paper.questions {
            let one = std::slice::from_ref(key);
            let asked = CATALOGUE.job_kinds.iter().any(|kind| asks(kind, one));
            assert!(asked, "{}: {key}", paper.key);
        }
        if paper.sections.contains(&Section::Answers) {
            for kind in kinds_of(paper) {
                let kind = CATALOGUE.job_kind(kind).unwrap();
                assert!(asks(kind, &paper.questions), "{}: {}", paper.key, kind.key);
            }
        }
    }
}

#[test]
fn a_later_event_of_a_shown_field_is_one_the_paper_watches() {
    let watched: [(&str, &[&str]); 3] = [
        (
            "fault_report",
            &["fault", "cause", "progress", "loop", "person", "suspension"],
        ),
        (
            "inspection_report",
            &["finding", "plan", "instrument", "measurement:local/*"],
        ),
        ("resource_answer", &["resource", "plan"]),
    ];
    for (paper, keys) in watched {
        let kind = kinds_of(CATALOGUE.document(paper).unwrap())[0];
        let view = view(&Work::rich(kind), paper, Language::ZhCn);
        for key in keys {
            assert!(
                view.shows.iter().any(|shown| shown == key),
                "{paper}: {key}"
            );
        }
    }
    // Headquarters' answer comes after the application was signed, and it stays true.
    let asked = view(
        &Work::rich("install"),
        "extension_application",
        Language::ZhCn,
    );
    assert!(!asked.shows.iter().any(|shown| shown == "extension"));
    let kind = kinds_of(CATALOGUE.document("fault_report").unwrap())[0];
    let mut work = Work::rich(kind);
    let before = view(&work, "fault_report", Language::ZhCn).record_hash;
    work.job.trade.progress.pop();
    assert_ne!(
        view(&work, "fault_report", Language::ZhCn).record_hash,
        before
    );
}

#[test]
fn long_names_many_rows_many_pictures_and_long_remarks_are_laid_out() {
    let kind = kinds_of(CATALOGUE.document("fault_report").unwrap())[0];
    let mut work = Work::rich(kind);
    let entry = work.job.trade.progress[0].clone();
    work.job.trade.progress = (0..200)
        .map(|index| {
            let mut one = entry.clone();
            one.value.text = format!("第{index}条进展，{}", support::sample::LONG_NAME);
            one
        })
        .collect();
    let cause = work.job.trade.cause.as_mut().unwrap();
    cause.values[0].value.text = Some("逐段测试，先本端后对端。\n".repeat(60));
    let view = view(&work, "fault_report", Language::ZhCn);
    let pdf = written("fault-long", &view);
    let Some(pages) = pages_as_text(&pdf) else {
        return;
    };
    let all: String = pages.concat().split_whitespace().collect();
    for index in [0, 99, 199] {
        assert!(all.contains(&format!("第{index}条进展")), "{index}");
    }
    assert_eq!(all.matches("逐段测试").count(), 60);
    let last = pages.last().unwrap();
    assert!(last.contains("签字") && last.lines().count() > 6, "{last}");
}
