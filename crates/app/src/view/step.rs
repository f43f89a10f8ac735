use std::collections::BTreeSet;

use lineproof_domain::catalogue::{
    self, Answer, DocumentKind, Gate, Language, QuestionKind, Severity,
};
use lineproof_domain::job::Field;
use lineproof_domain::registry::body::Scope;
use lineproof_domain::rules::{self, Missing, MissingReason, StepStatus};

use super::words::{both, words};
use super::{
    ViewContext, document, inspection, metric, milestone, photo, record, script, trace, triage,
};
use crate::dto::{
    self, AnswerOption, Block, Deeds, Documents, Metrics, MissingItem, Photos, Questions, Records,
    Step, StepState, Traces,
};

/// A step; `missing` is everything that the job lacks.
pub(super) fn step(
    status: &StepStatus<'_>,
    missing: &[Missing],
    context: &ViewContext<'_>,
) -> Step {
    let blocks = blocks(status.step, missing, context);
    let flagged = status
        .missing
        .iter()
        .filter(|missing| is_flag(&missing.reason))
        .count();
    Step {
        key: status.step.key.clone(),
        name: words(&status.step.title),
        state: state(status, &blocks),
        missing: count(status.count().musts),
        flagged: count(flagged),
        total: blocks.iter().map(asked).sum(),
        reason: context
            .state
            .closed_steps
            .get(&status.step.key)
            .and_then(Field::latest)
            .and_then(|closed| closed.value.reason.clone()),
        blocks,
    }
}

/// There, but a person must look at it.
pub(super) fn is_flag(reason: &MissingReason) -> bool {
    match reason {
        MissingReason::Absent | MissingReason::Blocked { .. } => false,
        MissingReason::Unusable { .. }
        | MissingReason::Disputed
        | MissingReason::RemarkWanted
        | MissingReason::OutsideLimit { .. }
        | MissingReason::GoOn
        | MissingReason::LimitUnknown { .. }
        | MissingReason::Unreadable
        | MissingReason::Incomplete { .. }
        | MissingReason::LoopStanding { .. }
        | MissingReason::CalibrationExpired { .. }
        | MissingReason::TooEarly { .. }
        | MissingReason::TooShort { .. }
        | MissingReason::Outdated
        | MissingReason::ChangedAfterSignature => true,
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn state(status: &StepStatus<'_>, blocks: &[Block]) -> StepState {
    match status.state {
        rules::StepState::Closed => StepState::Closed,
        rules::StepState::ClosedWithReason => StepState::ClosedWithReason,
        rules::StepState::Open if blocks.iter().any(is_begun) => StepState::Open,
        rules::StepState::Open => StepState::Untouched,
    }
}

fn is_begun(block: &Block) -> bool {
    match block {
        Block::Facts | Block::Script(_) | Block::Deeds(_) => false,
        Block::Questions(block) => block.items.iter().any(|question| question.value.is_some()),
        Block::Photos(block) => block.slots.iter().any(|slot| !slot.photos.is_empty()),
        Block::Metrics(block) => block.items.iter().any(|metric| metric.value.is_some()),
        Block::Traces(block) => !block.items.is_empty(),
        Block::Documents(block) => block.items.iter().any(|made| made.document.is_some()),
        Block::Milestone(block) => block.reached_at.is_some(),
        Block::Records(block) => block.forms.iter().any(|form| !form.entries.is_empty()),
        Block::Inspection(block) => block.items.iter().any(|line| line.value.is_some()),
        Block::Triage(block) => block.symptom.is_some(),
    }
}

fn asked(block: &Block) -> u32 {
    match block {
        Block::Facts | Block::Script(_) | Block::Deeds(_) => 0,
        Block::Questions(block) => count(
            block
                .items
                .iter()
                .filter(|question| question.required)
                .count(),
        ),
        Block::Photos(block) => count(block.slots.iter().filter(|slot| slot.required).count()),
        Block::Metrics(block) => {
            let wanted: BTreeSet<_> = block
                .items
                .iter()
                .filter(|metric| metric.required)
                .map(|metric| &metric.key)
                .collect();
            count(wanted.len())
        }
        Block::Traces(block) => u32::from(block.required),
        Block::Documents(block) => count(block.items.len()),
        Block::Milestone(_) | Block::Triage(_) => 1,
        Block::Records(block) => count(block.forms.iter().filter(|form| form.required).count()),
        Block::Inspection(block) => count(block.items.iter().filter(|line| line.required).count()),
    }
}

/// What to say, what was answered, what to do, what to record: in this order.
fn blocks(step: &catalogue::Step, missing: &[Missing], context: &ViewContext<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if step
        .gates
        .iter()
        .any(|gate| matches!(gate, Gate::Mark(mark) if milestone::is_acceptance(mark)))
    {
        blocks.push(Block::Facts);
    }
    blocks.extend(milestone::milestones(step, missing, context));
    let cards = step
        .scripts
        .iter()
        .filter_map(|code| context.catalogue.script(code));
    let mut cards = cards.map(|card| Block::Script(script::script(card, context)));
    blocks.extend(cards.next());
    if step.triage {
        blocks.push(Block::Triage(triage::triage(&step.key, context)));
    }
    blocks.extend(inspection::inspection(step, context).map(Block::Inspection));
    blocks.extend(questions(step, context));
    blocks.extend(deeds(step));
    blocks.extend(photos(step, context));
    blocks.extend(tests(step, context));
    let forms = record::forms(step, context);
    if !forms.is_empty() {
        blocks.push(Block::Records(Records { forms }));
    }
    blocks.extend(documents(step, missing, context));
    blocks.extend(cards);
    blocks
}

fn questions(step: &catalogue::Step, context: &ViewContext<'_>) -> Vec<Block> {
    let question = |asked: &catalogue::Question| self::question(step, asked, context);
    let (choices, rest): (Vec<_>, Vec<_>) = step
        .questions
        .iter()
        .partition(|asked| asked.kind == QuestionKind::Choice);
    let alone = choices.into_iter().map(|asked| {
        let items = vec![question(asked)];
        Block::Questions(Questions {
            title: words(&asked.ask),
            items,
        })
    });
    let (checks, texts): (Vec<_>, Vec<_>) = rest
        .into_iter()
        .partition(|asked| asked.kind == QuestionKind::Check);
    let group = |title, asked: Vec<&catalogue::Question>| {
        let items: Vec<_> = asked.into_iter().map(question).collect();
        (!items.is_empty()).then_some(Block::Questions(Questions { title, items }))
    };
    alone
        .chain(group(both("逐项核对", "Check one by one"), checks))
        .chain(group(both("记下来", "Write down"), texts))
        .collect()
}

fn question(
    step: &catalogue::Step,
    asked: &catalogue::Question,
    context: &ViewContext<'_>,
) -> dto::Question {
    let given = context.state.answer(&step.key, &asked.key);
    let chosen = given.and_then(|given| {
        asked
            .answers
            .iter()
            .find(|answer| answer.key == given.value && answer.blocks)
    });
    dto::Question {
        item: asked.key.clone(),
        ask: words(&asked.ask),
        kind: match asked.kind {
            QuestionKind::Check => dto::QuestionKind::Check,
            QuestionKind::Choice => dto::QuestionKind::Choice,
            QuestionKind::Text => dto::QuestionKind::Text,
            QuestionKind::Number => dto::QuestionKind::Number,
            QuestionKind::Day => dto::QuestionKind::Day,
            QuestionKind::Period => dto::QuestionKind::Period,
            QuestionKind::Coordinates => dto::QuestionKind::Coordinates,
        },
        unit: asked.unit.clone(),
        options: asked.answers.iter().map(option).collect(),
        required: context.is_required(&asked.need),
        value: given.map(|given| given.value.clone()),
        remark: given.and_then(|given| given.remark.clone()),
        stop: chosen.map(stop),
    }
}

fn option(answer: &Answer) -> AnswerOption {
    AnswerOption {
        value: answer.key.clone(),
        name: words(&answer.text),
        asks_remark: answer.remark,
    }
}

fn stop(answer: &Answer) -> dto::Words {
    both(
        format!(
            "“{}”：先不往下做。情况变了再改这个回答。",
            answer.text.get(Language::Chinese)
        ),
        format!(
            "\"{}\": do not go on for now. Change this answer when things change.",
            answer.text.get(Language::English)
        ),
    )
}

fn deeds(step: &catalogue::Step) -> Option<Block> {
    let items: Vec<_> = step.deeds.iter().map(words).collect();
    (!items.is_empty()).then_some(Block::Deeds(Deeds { items }))
}

fn photos(step: &catalogue::Step, context: &ViewContext<'_>) -> Option<Block> {
    let slots: Vec<_> = context
        .catalogue
        .photos_of(step)
        .map(|place| photo::slot(place, context))
        .collect();
    (!slots.is_empty()).then_some(Block::Photos(Photos { slots }))
}

fn tests(step: &catalogue::Step, context: &ViewContext<'_>) -> Vec<Block> {
    let asked: Vec<_> = context
        .catalogue
        .metrics_of(step, &context.plan.service)
        .collect();
    let judging = rules::judge_context(context.state, context.catalogue);
    let mut blocks: Vec<_> = traces(step, context).into_iter().collect();
    for scope in [Scope::Local, Scope::EndToEnd] {
        let items: Vec<_> = asked
            .iter()
            .filter(|asked| asked.scope == scope)
            .flat_map(|asked| metric::lines(*asked, &judging, context))
            .collect();
        if items.is_empty() {
            continue;
        }
        let is_first = !blocks
            .iter()
            .any(|block| matches!(block, Block::Metrics(_)));
        let (instruments, instrument_kinds) = if is_first {
            (
                metric::instruments(context),
                metric::instrument_kinds(context),
            )
        } else {
            Default::default()
        };
        blocks.push(Block::Metrics(Metrics {
            scope: metric::scope(scope),
            items,
            instruments,
            instrument_kinds,
        }));
    }
    blocks
}

fn traces(step: &catalogue::Step, context: &ViewContext<'_>) -> Option<Block> {
    let needs: Vec<_> = step
        .gates
        .iter()
        .filter_map(|gate| match gate {
            Gate::Trace { need, .. } => Some(context.severity(need)),
            Gate::Mark(_)
            | Gate::Instrument { .. }
            | Gate::Document { .. }
            | Gate::Record { .. }
            | Gate::Signature { .. } => None,
        })
        .collect();
    (!needs.is_empty()).then(|| {
        let items = context.state.traces.iter().rev();
        Block::Traces(Traces {
            items: items
                .map(|imported| trace::trace(imported, context))
                .collect(),
            required: needs.contains(&Severity::Must),
        })
    })
}

fn documents(
    step: &catalogue::Step,
    missing: &[Missing],
    context: &ViewContext<'_>,
) -> Option<Block> {
    let items: Vec<_> = document_kinds(step, context)
        .map(|kind| document::document(kind, missing_for(kind, missing, context), context))
        .collect();
    (!items.is_empty()).then_some(Block::Documents(Documents { items }))
}

pub(super) fn document_kinds<'a>(
    step: &'a catalogue::Step,
    context: &'a ViewContext<'_>,
) -> impl Iterator<Item = &'a DocumentKind> {
    step.gates.iter().filter_map(|gate| match gate {
        Gate::Document { document, .. } => context.catalogue.document(document),
        Gate::Mark(_)
        | Gate::Trace { .. }
        | Gate::Instrument { .. }
        | Gate::Record { .. }
        | Gate::Signature { .. } => None,
    })
}

/// What a document needs before it can be made.
pub(crate) fn missing_for(
    kind: &DocumentKind,
    missing: &[Missing],
    context: &ViewContext<'_>,
) -> Vec<MissingItem> {
    rules::waits_of_document(kind, missing, context.catalogue)
        .into_iter()
        .map(|lack| super::job::missing_item(lack, context))
        .collect()
}
