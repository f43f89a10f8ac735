//! Under what conditions a test ran: the form of a run, filled in from what was measured.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use lineproof_domain::catalogue::{Step, TestTemplate};
use lineproof_domain::ids::EventId;
use lineproof_domain::job::{Current, Field};
use lineproof_domain::registry::body::{
    Direction, InstrumentNoted, MeasurementRecorded, Scope, TestRunNoted,
};
use lineproof_domain::rules;

use super::super::ViewContext;
use super::super::words::{both, minute, words};
use super::fields::{choice, field, option, text};
use crate::dto::{FieldKind, FieldText, RecordField, RecordOption, Words};

/// A test: its template, here or from end to end.
type Test<'a> = (&'a TestTemplate, Scope);

/// How a test is called in the form's field `test`.
pub(crate) fn test_key(scope: Scope, template: &str) -> String {
    format!("{}/{template}", scope.as_str())
}

/// The test that a field `test` names.
pub(crate) fn named_test(key: &str) -> Option<(Scope, String)> {
    let (scope, template) = key.split_once('/')?;
    let mut scopes = [Scope::Local, Scope::EndToEnd].into_iter();
    let scope = scopes.find(|known| known.as_str() == scope)?;
    Some((scope, template.to_owned()))
}

/// How a test is called on screens.
pub(crate) fn test_name(template: &str, scope: Scope, context: &ViewContext<'_>) -> Words {
    let mut known = context.catalogue.templates.iter();
    let known = known.find(|known| known.key == template);
    let name = known.map_or_else(|| both(template, template), |known| words(&known.title));
    let (zh, en) = match scope {
        Scope::Local => ("本地", "local"),
        Scope::EndToEnd => ("全程", "end to end"),
    };
    both(format!("{}，{zh}", name.zh), format!("{}, {en}", name.en))
}

/// Which way a test ran.
pub(crate) fn direction_name(direction: Direction) -> Words {
    match direction {
        Direction::AToZ => both("A 端到 Z 端", "A to Z"),
        Direction::ZToA => both("Z 端到 A 端", "Z to A"),
        Direction::Both => both("双向", "Both ways"),
    }
}

/// The tests of a step, of the whole job where none is named.
pub(super) fn tests<'a>(step: Option<&'a Step>, context: &'a ViewContext<'_>) -> Vec<Test<'a>> {
    let steps = match step {
        Some(step) => vec![step],
        None => rules::steps_of(context.state, context.catalogue),
    };
    let service = &context.plan.service;
    let mut seen = BTreeSet::new();
    steps
        .into_iter()
        .flat_map(|step| context.catalogue.templates_of(step, service))
        .filter(|(template, scope)| {
            let mut rows = template.rows(*scope, service);
            rows.next().is_some() && seen.insert((template.key.as_str(), *scope))
        })
        .collect()
}

/// What a run asks for.
pub(super) fn fields(context: &ViewContext<'_>) -> Vec<RecordField> {
    let tests = tests(None, context);
    let begun = tests
        .iter()
        .find(|test| is_wanted(**test, context))
        .or_else(|| tests.first())
        .map(|(template, scope)| test_key(*scope, &template.key));
    let begun = begun.map(|key| both(&*key, &*key));
    let tests = tests.into_iter().map(|test| test_option(test, context));
    let directions = Direction::ALL.map(|way| option(way.as_str(), direction_name(way)));
    vec![
        choice("test", both("哪项测试", "Which test"), tests.collect())
            .must()
            .begun(begun),
        choice("direction", both("方向", "Direction"), directions.to_vec()).must(),
        number("run", both("第几次", "Which run"), None)
            .must()
            .begun(Some(both("1", "1"))),
        field("start", both("开始", "Began"), FieldKind::Time),
        field("end", both("结束", "Ended"), FieldKind::Time),
        text("pattern", both("图案、帧长", "Pattern, frame")),
        text("loop_point", both("环回点", "Loop point")).begun(loop_point(context)),
        choice(
            "instrument",
            both("仪表", "Instrument"),
            instruments(context),
        ),
        choice("file", both("原始文件", "Raw file"), files(context)),
        number("temperature", both("温度", "Temperature"), Some("°C")),
        number("humidity", both("湿度", "Humidity"), Some("%")),
        text("witness", both("在场人", "Witness")),
    ]
}

/// What a run says, by field.
pub(super) fn said(run: &TestRunNoted) -> Vec<(&'static str, Option<String>)> {
    let event = |event: Option<EventId>| event.map(|event| event.to_string());
    let read = |number: &Option<lineproof_domain::registry::NumberText>| {
        number.as_ref().map(|number| number.as_str().to_owned())
    };
    vec![
        ("test", Some(test_key(run.scope, &run.template))),
        ("direction", Some(run.direction.as_str().to_owned())),
        ("run", Some(run.run.to_string())),
        ("start", run.start.map(minute)),
        ("end", run.end.map(minute)),
        ("pattern", run.pattern.clone()),
        ("loop_point", run.loop_point.clone()),
        ("instrument", event(run.instrument)),
        ("file", event(run.file)),
        ("temperature", read(&run.temperature_c)),
        ("humidity", read(&run.humidity_percent)),
        ("witness", run.witness.clone()),
    ]
}

fn number(key: &str, name: Words, unit: Option<&str>) -> RecordField {
    RecordField {
        unit: unit.map(str::to_owned),
        ..field(key, name, FieldKind::Number)
    }
}

/// A test, and what its values already say of its run.
fn test_option((template, scope): Test<'_>, context: &ViewContext<'_>) -> RecordOption {
    let key = test_key(scope, &template.key);
    let values = values((template, scope), context);
    let times: Vec<_> = values
        .iter()
        .filter_map(|value| measured_at(value.event, context))
        .collect();
    let way = values.iter().rev().find_map(|value| value.value.direction);
    let way = way.or((scope == Scope::EndToEnd).then_some(Direction::Both));
    let newest = |of: fn(&MeasurementRecorded) -> Option<EventId>| {
        let said = values.iter().rev().find_map(|value| of(&value.value));
        said.map(|event| event.to_string())
    };
    let set = [
        ("direction", way.map(|way| way.as_str().to_owned())),
        ("start", times.iter().min().copied().map(minute)),
        ("end", times.iter().max().copied().map(minute)),
        ("instrument", newest(|value| value.instrument)),
        ("file", newest(|value| value.trace)),
    ];
    let sets = set.into_iter().filter_map(|(field, said)| {
        let said = said?;
        Some(FieldText {
            field: field.to_owned(),
            text: both(&*said, &*said),
        })
    });
    RecordOption {
        sets: sets.collect(),
        ..option(&key, test_name(&template.key, scope, context))
    }
}

/// A test of which a value stands and no run.
fn is_wanted((template, scope): Test<'_>, context: &ViewContext<'_>) -> bool {
    let mut runs = context.state.test_runs_of(scope, &template.key);
    runs.next().is_none() && !values((template, scope), context).is_empty()
}

fn values<'a>(
    (template, scope): Test<'_>,
    context: &'a ViewContext<'_>,
) -> Vec<&'a Current<MeasurementRecorded>> {
    let standing = context.state.measurements.values();
    standing
        .filter_map(Field::latest)
        .filter(|value| value.value.scope == scope)
        .filter(|value| {
            let mut metrics = template.metrics.iter();
            metrics.any(|metric| metric.key == value.value.metric)
        })
        .collect()
}

fn measured_at(event: EventId, context: &ViewContext<'_>) -> Option<DateTime<FixedOffset>> {
    let mut told = context.state.timeline.iter();
    let entry = told.find(|entry| entry.event == event)?;
    Some(entry.occurred_at.at)
}

/// The loop that stands, or stood last.
fn loop_point(context: &ViewContext<'_>) -> Option<Words> {
    let point = &context.state.trade.loops.last()?.set.value;
    let place = format!("{} {} {}", point.place, point.device, point.port);
    Some(both(&*place, &*place))
}

fn instruments(context: &ViewContext<'_>) -> Vec<RecordOption> {
    let noted = context.state.instruments.iter();
    noted.map(|noted| instrument(noted, context)).collect()
}

fn instrument(noted: &Current<InstrumentNoted>, context: &ViewContext<'_>) -> RecordOption {
    let known = context.catalogue.instrument(&noted.value.kind);
    let kind = known.map_or_else(|| both("", ""), |known| words(&known.title));
    let own = format!("{} {}", noted.value.model, noted.value.serial);
    let name = both(format!("{} {own}", kind.zh), format!("{} {own}", kind.en));
    option(&noted.event.to_string(), name)
}

fn files(context: &ViewContext<'_>) -> Vec<RecordOption> {
    let traces = context.state.traces.iter();
    traces
        .map(|trace| {
            let name = trace.facts.file_name.as_str();
            option(&trace.event.to_string(), both(name, name))
        })
        .collect()
}
