//! The short forms: what each asks for, and what stands in it.

mod entries;
mod fields;
pub(crate) mod test_runs;

pub(super) use fields::resource_case;

use std::collections::BTreeMap;

use lineproof_domain::catalogue::{Gate, Record, Severity, Step, TestTemplate};
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::body::Scope;

use super::ViewContext;
use super::words::both;
use crate::dto::{RecordForm, RecordKind, RecordLine, Words};

/// Where a half-written entry of a form is kept.
pub(crate) fn draft_key(kind: RecordKind) -> String {
    format!("record:{}", record_key(kind))
}

/// The forms that a step offers.
pub(super) fn forms(step: &Step, context: &ViewContext<'_>) -> Vec<RecordForm> {
    let offered = step.records.iter().map(|record| {
        let mut form = form(kind(*record), context);
        form.required = is_required(step, *record, context);
        form
    });
    let tests = test_runs::tests(Some(step), context);
    let runs = (!tests.is_empty()).then(|| runs_of(&tests, form(RecordKind::TestRuns, context)));
    runs.into_iter().chain(offered).collect()
}

/// The form of test runs with what concerns the tests of one step.
fn runs_of(tests: &[(&TestTemplate, Scope)], mut form: RecordForm) -> RecordForm {
    let keys: Vec<String> = tests
        .iter()
        .map(|(template, scope)| test_runs::test_key(*scope, &template.key))
        .collect();
    let Some(test) = form.fields.iter_mut().find(|field| field.key == "test") else {
        return form;
    };
    test.options.retain(|option| keys.contains(&option.value));
    let names: Vec<&Words> = test.options.iter().map(|option| &option.name).collect();
    let is_of_step = |line: &RecordLine| names.contains(&&line.value);
    form.entries
        .retain(|entry| entry.lines.first().is_some_and(is_of_step));
    let begun = test.prefill.take();
    test.prefill = begun
        .filter(|begun| keys.contains(&begun.zh))
        .or_else(|| keys.first().map(|key| both(&**key, &**key)));
    form
}

/// One form.
pub(crate) fn form(kind: RecordKind, context: &ViewContext<'_>) -> RecordForm {
    RecordForm {
        kind,
        title: title(kind),
        add: add(kind),
        required: false,
        afterwards: follows_completion(kind) && context.state.status == JobStatus::Completed,
        entries: entries::entries(kind, context),
        fields: fields::fields(kind, context),
        draft: draft(kind, context),
    }
}

fn draft(kind: RecordKind, context: &ViewContext<'_>) -> BTreeMap<String, String> {
    let kept = context.drafts.get(&draft_key(kind));
    let kept = kept.and_then(|kept| serde_json::from_str(kept).ok());
    kept.unwrap_or_default()
}

fn is_required(step: &Step, record: Record, context: &ViewContext<'_>) -> bool {
    step.gates.iter().any(|gate| match gate {
        Gate::Record { record: of, need } => {
            *of == record && context.severity(need) == Severity::Must
        }
        _ => false,
    })
}

/// A form as the screens name it.
pub(super) fn kind(record: Record) -> RecordKind {
    match record {
        Record::People => RecordKind::People,
        Record::Loops => RecordKind::Loops,
        Record::Progress => RecordKind::Progress,
        Record::Contact => RecordKind::Contact,
        Record::Findings => RecordKind::Findings,
        Record::Cause => RecordKind::Cause,
        Record::Suspend => RecordKind::Suspend,
        Record::Extension => RecordKind::Extension,
        Record::ResourceAnswer => RecordKind::ResourceAnswer,
        Record::Result => RecordKind::Result,
        Record::Report => RecordKind::Report,
        Record::Handover => RecordKind::Handover,
    }
}

/// Whether an entry may be written down once the job is reported complete.
pub(crate) fn follows_completion(form: RecordKind) -> bool {
    let mut records = Record::ALL.into_iter();
    records.any(|record| kind(record) == form && record.follows_completion())
}

/// The key of a form, as in the catalogue.
pub(crate) fn record_key(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::People => "people",
        RecordKind::Loops => "loops",
        RecordKind::Progress => "progress",
        RecordKind::Contact => "contact",
        RecordKind::Findings => "findings",
        RecordKind::Cause => "cause",
        RecordKind::Suspend => "suspend",
        RecordKind::Extension => "extension",
        RecordKind::ResourceAnswer => "resource_answer",
        RecordKind::Result => "result",
        RecordKind::Report => "report",
        RecordKind::Handover => "handover",
        RecordKind::TestRuns => "test_runs",
    }
}

pub(super) fn title(kind: RecordKind) -> Words {
    match kind {
        RecordKind::People => both("人员", "People"),
        RecordKind::Loops => both("环路点", "Loop points"),
        RecordKind::Progress => both("进展", "Progress"),
        RecordKind::Contact => both("联系客户", "Calls to the customer"),
        RecordKind::Findings => both("隐患", "Findings"),
        RecordKind::Cause => both("故障原因", "Cause"),
        RecordKind::Suspend => both("停钟", "Stopped clock"),
        RecordKind::Extension => both("延期", "Later date"),
        RecordKind::ResourceAnswer => both("资源答复", "Answer on resources"),
        RecordKind::Result => both("告知结果", "Result told"),
        RecordKind::Report => both("交报告", "Report handed in"),
        RecordKind::Handover => both("资源移交", "Resources passed on"),
        RecordKind::TestRuns => both("测试条件", "Test conditions"),
    }
}

fn add(kind: RecordKind) -> Words {
    match kind {
        RecordKind::People => both("记一个人", "Note a person"),
        RecordKind::Loops => both("记一个环", "Note a loop"),
        RecordKind::Progress => both("报进展", "Report progress"),
        RecordKind::Contact => both("记一次联系", "Note a call"),
        RecordKind::Findings => both("记一处隐患", "Note a finding"),
        RecordKind::Cause => both("定原因", "Settle the cause"),
        RecordKind::Suspend => both("提请停钟", "Ask to stop the clock"),
        RecordKind::Extension => both("提请延期", "Ask for a later date"),
        RecordKind::ResourceAnswer => both("答复资源", "Answer"),
        RecordKind::Result => both("记告知结果", "Note that the result was told"),
        RecordKind::Report => both("交报告", "Hand in the report"),
        RecordKind::Handover => both("移交资源变动", "Pass on the change"),
        RecordKind::TestRuns => both("记测试条件", "Note test conditions"),
    }
}
