use lineproof_domain::catalogue::{Cause, Consent, SuspendReason, SuspendedClock};
use lineproof_domain::rules::{self, triage};

use super::super::ViewContext;
use super::super::words::{both, words};
use super::test_runs;
use crate::dto::{
    FieldKind, FieldText, Narrowing, Reader, RecordField, RecordKind, RecordOption, Words,
};

/// More options than this are a list to pick from.
const FEW: usize = 6;

/// What a new entry asks for.
pub(super) fn fields(kind: RecordKind, context: &ViewContext<'_>) -> Vec<RecordField> {
    match kind {
        RecordKind::People => vec![
            text("name", both("姓名", "Name")).must(),
            choice("role", both("角色", "Role"), roles()).must(),
            text("organisation", both("单位", "Organisation")),
            field("phone", both("电话", "Phone"), FieldKind::Phone),
        ],
        RecordKind::Loops => vec![
            text("place", both("在哪里", "Where")).must(),
            text("device", both("设备", "Device")).must(),
            text("port", both("端口", "Port")).must(),
            choice("loop_kind", both("哪种环", "Kind"), loop_kinds()).must(),
        ],
        RecordKind::Progress => vec![
            long("text", both("做到哪里、发现什么", "Done and found"))
                .must()
                .begun(Some(half_written(context)))
                .read_by(Reader::Customer),
            choice(
                "told_customer",
                both("告诉客户了吗", "Customer told"),
                yes_no(),
            )
            .must(),
        ],
        RecordKind::Contact => vec![
            choice("reached", both("打通了吗", "Reached"), yes_no()).must(),
            text("person", both("和谁说的", "Whom")).begun(contact(context)),
            long("text", both("说了什么", "What was said")).read_by(Reader::Ticket),
        ],
        RecordKind::Findings => vec![
            choice("item", both("巡检项", "Item"), items(context)),
            long("text", both("发现什么", "What was found"))
                .must()
                .read_by(Reader::Customer),
            choice(
                "side",
                both("哪一侧", "Whose side"),
                sides(&FINDING_SIDES, context),
            )
            .must(),
            choice("grade", both("级别", "Grade"), grades(context)).must(),
            long("measure", both("怎么处理", "What is to be done")).read_by(Reader::Customer),
            field("due", both("什么时候前", "By when"), FieldKind::Date),
        ],
        RecordKind::Cause => vec![
            choice("cause", both("原因", "Cause"), causes(context))
                .must()
                .begun(suspected(context)),
            choice(
                "side",
                both("哪一侧", "Whose side"),
                sides(&CAUSE_SIDES, context),
            )
            .must(),
            long("action", both("做了什么", "What was done"))
                .must()
                .read_by(Reader::Customer),
            long("text", both("分析", "Analysis")).read_by(Reader::Customer),
            text(
                "confirmed_by",
                both("第二个人（原因不明时）", "Second person (cause unknown)"),
            ),
        ],
        RecordKind::Suspend => vec![
            choice("reason", both("为什么停", "Why"), suspend_reasons(context)).must(),
            long("text", both("具体情况", "Details"))
                .must()
                .read_by(Reader::Ticket),
            text("consent", both("谁同意的", "Who agreed")),
            field(
                "planned_resume",
                both("打算什么时候接着做", "When work goes on"),
                FieldKind::Time,
            )
            .must(),
            long(
                "evidence",
                both(
                    "凭什么：照片、通话、单号",
                    "What proves it: pictures, calls, number",
                ),
            )
            .must()
            .read_by(Reader::Ticket),
        ],
        RecordKind::Extension => vec![
            field("new_due", both("延到哪天", "New date"), FieldKind::Date).must(),
            choice(
                "reason",
                both("谁的原因", "Whose reason"),
                extension_reasons(),
            )
            .must(),
            long("text", both("具体情况", "Details"))
                .must()
                .read_by(Reader::Customer),
            text(
                "consent",
                both("客户谁同意的", "Who of the customer agreed"),
            ),
            text(
                "evidence",
                both(
                    "凭什么：照片、通话、单号",
                    "What proves it: pictures, calls, number",
                ),
            )
            .must(),
        ],
        RecordKind::ResourceAnswer => vec![
            choice("result", both("结论", "Result"), results()).must(),
            long("text", both("有什么、缺什么", "There and missing"))
                .must()
                .read_by(Reader::Customer),
            field("ready_on", both("哪天能好", "Ready on"), FieldKind::Date),
        ],
        RecordKind::Result => vec![
            text("person", both("告诉了谁", "Who was told")).begun(contact(context)),
            long("text", both("怎么说的", "What was said")).read_by(Reader::Customer),
        ],
        RecordKind::Report => vec![choice("document", both("哪份", "Which"), papers(context))],
        RecordKind::TestRuns => test_runs::fields(context),
        RecordKind::Handover => {
            vec![long("text", both("改了什么", "What changed")).read_by(Reader::Ticket)]
        }
    }
}

const FINDING_SIDES: [&str; 3] = ["carrier", "customer", "third_party"];
const CAUSE_SIDES: [&str; 6] = [
    "carrier",
    "customer",
    "third_party",
    "force_majeure",
    "other",
    "unknown",
];

pub(super) fn field(key: &str, name: Words, kind: FieldKind) -> RecordField {
    RecordField {
        key: key.to_owned(),
        name,
        kind,
        required: false,
        unit: None,
        options: Vec::new(),
        prefill: None,
        reader: None,
    }
}

pub(super) fn text(key: &str, name: Words) -> RecordField {
    field(key, name, FieldKind::Text)
}

fn long(key: &str, name: Words) -> RecordField {
    field(key, name, FieldKind::Long)
}

pub(super) fn choice(key: &str, name: Words, options: Vec<RecordOption>) -> RecordField {
    let kind = if options.len() > FEW {
        FieldKind::Pick
    } else {
        FieldKind::Choice
    };
    RecordField {
        options,
        ..field(key, name, kind)
    }
}

impl RecordField {
    pub(super) fn must(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) fn begun(self, prefill: Option<Words>) -> Self {
        Self { prefill, ..self }
    }

    fn read_by(self, reader: Reader) -> Self {
        Self {
            reader: Some(reader),
            ..self
        }
    }
}

pub(super) fn option(value: &str, name: Words) -> RecordOption {
    RecordOption {
        value: value.to_owned(),
        name,
        group: None,
        note: None,
        sets: Vec::new(),
        narrows: None,
    }
}

fn yes_no() -> Vec<RecordOption> {
    vec![
        option("yes", both("是", "Yes")),
        option("no", both("没有", "No")),
    ]
}

fn roles() -> Vec<RecordOption> {
    vec![
        option("duty", both("值班", "Duty officer")),
        option("outsourced", both("代维", "Outsourced crew")),
        option("cooperating", both("配合", "Cooperating")),
        option("leader", both("领导", "Leader")),
        option("customer", both("客户", "Customer")),
    ]
}

fn loop_kinds() -> Vec<RecordOption> {
    vec![
        option("near", both("近端", "Near")),
        option("far", both("远端", "Far")),
        option("hard", both("硬环", "Hard")),
        option("soft", both("软环", "Soft")),
    ]
}

/// A hazard of grade 2 comes with its last day.
fn grades(context: &ViewContext<'_>) -> Vec<RecordOption> {
    let within_days = RecordOption {
        sets: rules::proposed_due(2, context.calendar, context.now)
            .map(|day| FieldText {
                field: "due".to_owned(),
                text: both(day.to_string(), day.to_string()),
            })
            .into_iter()
            .collect(),
        ..option("2", both("2 级，7 个工作日内", "2, within 7 working days"))
    };
    vec![
        option("1", both("1 级，马上停工", "1, stop work now")),
        within_days,
        option("3", both("3 级，列入计划", "3, planned")),
    ]
}

fn extension_reasons() -> Vec<RecordOption> {
    vec![
        option("customer", both("客户的", "The customer's")),
        option(
            "carrier",
            both("我们的（改不了期限）", "Ours (moves no date)"),
        ),
        option(
            "other",
            both("别的（改不了期限）", "Another (moves no date)"),
        ),
    ]
}

/// What a result of a resource check is called.
pub(in crate::view) fn resource_case(found: &str) -> Option<Words> {
    let mut known = results().into_iter();
    known
        .find(|known| known.value == found)
        .map(|known| known.name)
}

fn results() -> Vec<RecordOption> {
    vec![
        option("existing", both("现有资源够", "Enough is there")),
        option(
            "core_missing",
            both("缺核心资源", "Core resources are missing"),
        ),
        option("by_optimisation", both("要优化", "By optimisation")),
        option("build", both("要建设", "To be built")),
        option("not_feasible", both("做不了", "Not feasible")),
    ]
}

/// Sides, each with what belongs to it (DOMAIN 1.6, 5.5).
fn sides(known: &[&str], context: &ViewContext<'_>) -> Vec<RecordOption> {
    known
        .iter()
        .map(|side| RecordOption {
            note: context.catalogue.boundary_of(side).as_ref().map(words),
            ..option(side, side_name(side))
        })
        .collect()
}

/// Whose side something is on.
pub(super) fn side_name(side: &str) -> Words {
    match side {
        "carrier" => both("运营商侧", "Carrier"),
        "customer" => both("客户侧", "Customer"),
        "third_party" => both("第三方", "Third party"),
        "force_majeure" => both("不可抗力", "Force majeure"),
        "other" => both("其他", "Other"),
        "unknown" => both("不明", "Unknown"),
        other => both(other, other),
    }
}

fn items(context: &ViewContext<'_>) -> Vec<RecordOption> {
    rules::steps_of(context.state, context.catalogue)
        .into_iter()
        .flat_map(|step| rules::inspection_items(context.state, context.catalogue, step))
        .map(|item| {
            let name = both(
                format!("{} {}", item.key, item.title.zh),
                format!("{} {}", item.key, item.title.en),
            );
            option(&item.key, name)
        })
        .collect()
}

fn causes(context: &ViewContext<'_>) -> Vec<RecordOption> {
    context.catalogue.causes.iter().map(cause).collect()
}

fn cause(known: &Cause) -> RecordOption {
    let name = both(
        format!("{} {}", known.code, known.title.zh),
        format!("{} {}", known.code, known.title.en),
    );
    let mut sets = vec![FieldText {
        field: "action".to_owned(),
        text: words(&known.action),
    }];
    if let [only] = known.sides.as_slice() {
        sets.push(FieldText {
            field: "side".to_owned(),
            text: both(only.as_str(), only.as_str()),
        });
    }
    RecordOption {
        group: Some(group_name(&known.group)),
        note: known.watch.then(|| {
            both(
                "再观察 24 小时，请第二个人确认",
                "Watch for 24 hours and have a second person agree",
            )
        }),
        sets,
        narrows: Some(Narrowing {
            field: "side".to_owned(),
            values: known.sides.clone(),
        }),
        ..option(&known.code, name)
    }
}

fn group_name(group: &str) -> Words {
    match group {
        "OPT" => both("光路", "Optical path"),
        "PWR" => both("电源", "Power"),
        "EQP" => both("设备", "Equipment"),
        "CFG" => both("数据", "Configuration"),
        "NET" => both("网络", "Network"),
        "CUS" => both("客户侧", "Customer"),
        "BLD" => both("楼内", "Building"),
        "ENV" => both("环境", "Environment"),
        "MIS" => both("误报", "Mistaken report"),
        "UNK" => both("不明", "Unknown"),
        other => both(other, other),
    }
}

fn suspend_reasons(context: &ViewContext<'_>) -> Vec<RecordOption> {
    let known = context.catalogue.suspend_reasons.iter();
    known.map(suspend_reason).collect()
}

fn suspend_reason(known: &SuspendReason) -> RecordOption {
    let name = both(
        format!("{} {}", known.code, known.title.zh),
        format!("{} {}", known.code, known.title.en),
    );
    let (zh, en) = match known.consent {
        Consent::Customer => ("要客户同意", "the customer agrees"),
        Consent::DutyOfficer => ("要值班同意", "the duty officer agrees"),
        Consent::Headquarters => ("要总部同意", "headquarters agrees"),
        Consent::NotGold => ("金牌不能用", "not for gold"),
    };
    let (stays_zh, stays_en) = match known.clock {
        SuspendedClock::Stops => ("", ""),
        SuspendedClock::Runs => ("；时钟照走", "; the clock runs on"),
    };
    let note = both(
        format!("{zh}；留证：{}{stays_zh}", known.evidence.zh),
        format!("{en}; evidence: {}{stays_en}", known.evidence.en),
    );
    RecordOption {
        note: Some(note),
        ..option(&known.code, name)
    }
}

fn papers(context: &ViewContext<'_>) -> Vec<RecordOption> {
    let made = context.state.documents.iter().filter(|made| !made.replaced);
    made.map(|made| {
        let known = context.catalogue.document(&made.document);
        let name = known.map_or_else(
            || both(&*made.document, &*made.document),
            |known| words(&known.title),
        );
        option(&made.event.to_string(), name)
    })
    .collect()
}

fn contact(context: &ViewContext<'_>) -> Option<Words> {
    let name = &context.plan.customer.contact.name;
    (!name.is_empty()).then(|| both(name.as_str(), name.as_str()))
}

/// The cause that narrowing down led to.
fn suspected(context: &ViewContext<'_>) -> Option<Words> {
    let walk = triage::walk(context.state, context.catalogue)?;
    let cause = walk.outcome?.cause?;
    Some(both(cause.as_str(), cause.as_str()))
}

/// Where the crew is, what is being done, and what it is believed to be.
fn half_written(context: &ViewContext<'_>) -> Words {
    let Some(step) = rules::current_step(context.state, context.catalogue) else {
        return both("", "");
    };
    let reached = |kind| context.state.milestones.contains_key(kind);
    let place = if reached("visit.left") {
        None
    } else if reached("visit.arrived") {
        Some(both("人在现场", "crew on site"))
    } else {
        reached("visit.departed").then(|| both("人在路上", "crew on the way"))
    };
    let doing = both(format!("正在{}", step.title.zh), step.title.en.clone());
    let suspected = triage::walk(context.state, context.catalogue)
        .filter(|_| context.state.trade.cause.is_none());
    let cause = suspected
        .and_then(|walk| context.catalogue.cause(walk.outcome?.cause.as_deref()?))
        .map(|cause| {
            both(
                format!("多半是{}", cause.title.zh),
                format!("probably: {}", cause.title.en),
            )
        });
    let said: Vec<_> = [place, Some(doing), cause].into_iter().flatten().collect();
    let join =
        |of: fn(&Words) -> &str, comma: &str| said.iter().map(of).collect::<Vec<_>>().join(comma);
    both(
        format!("{}。", join(|words| &words.zh, "，")),
        format!("{}. ", join(|words| &words.en, "; ")),
    )
}
