use chrono::{DateTime, Duration, FixedOffset};
use lineproof_domain::calendar::local_day;
use lineproof_domain::catalogue::{Catalogue, Level as RuleLevel, Severity};
use lineproof_domain::job::JobStatus;
use lineproof_domain::registry::plan::{self, OfficeRole, Plan};
use lineproof_domain::rules::{self, Missing, MissingGroup, MissingItem as Lack, MissingReason};

use super::words::{both, time, words};
use super::{ViewContext, clock, document, flag, milestone, record, step};
use crate::dto::{
    Clock, ClockState, Contact, ContactRole, Fact, FactKey, JobDocument, JobKind, JobView, Level,
    MissingItem, MissingKind, MissingWhen, Note, RecordKind, Reminder, Words,
};

/// A job as the engineer works on it.
pub fn job_view(context: &ViewContext<'_>) -> JobView {
    let plan = context.plan;
    let overview = rules::overview(context.state, context.catalogue, context.now);
    let missing: Vec<Missing> = overview
        .iter()
        .flat_map(|status| status.missing.iter().cloned())
        .collect();
    let clocks = clock::clocks(context);
    JobView {
        id: context.state.job.to_string(),
        order_no: plan.order_no.clone(),
        kind: kind(&plan.kind),
        customer: plan.customer.name.clone(),
        address: plan.z_site.address.clone(),
        service: service(plan, context.catalogue),
        level: level(context.level()),
        reminder: reminder(&clocks, context),
        clocks,
        facts: facts(context),
        contacts: contacts(plan),
        steps: overview
            .iter()
            .map(|status| step::step(status, &missing, context))
            .collect(),
        current_step: overview
            .iter()
            .find(|status| status.is_current)
            .or(overview.last())
            .map(|status| status.step.key.clone())
            .unwrap_or_default(),
        missing: missing
            .iter()
            .map(|lack| missing_item(lack, context))
            .collect(),
        flags: flag::flags(context),
        notes: notes(context),
        read_only: is_finished(context.state.status),
    }
}

/// The documents of a job, with the steps that hold them.
pub fn job_documents(context: &ViewContext<'_>) -> Vec<JobDocument> {
    let steps = rules::steps_of(context.state, context.catalogue);
    let lacks = rules::missing(context.state, context.catalogue, None, context.now);
    let mut all = Vec::new();
    for held_by in steps {
        for kind in step::document_kinds(held_by, context) {
            let missing = step::missing_for(kind, &lacks, context);
            all.push(JobDocument {
                job: context.state.job.to_string(),
                order_no: context.plan.order_no.clone(),
                customer: context.plan.customer.name.clone(),
                step: held_by.key.clone(),
                document: document::document(kind, missing, context),
            });
        }
    }
    all
}

/// The kind of a job as the screens name it.
pub(super) fn kind(key: &str) -> JobKind {
    match key {
        "survey" => JobKind::Survey,
        "install" => JobKind::Install,
        "adjust_config" => JobKind::AdjustConfig,
        "adjust_move" => JobKind::AdjustMove,
        "stop_temporary" => JobKind::StopTemporary,
        "stop_permanent" => JobKind::StopPermanent,
        "inspection" => JobKind::Inspection,
        "health_check" => JobKind::HealthCheck,
        "fault_assist" => JobKind::FaultAssist,
        "fault_interruption" => JobKind::FaultInterruption,
        "cutover" => JobKind::Cutover,
        "assurance" => JobKind::Assurance,
        "acceptance" => JobKind::Acceptance,
        "rectification" => JobKind::Rectification,
        _ => JobKind::Other,
    }
}

/// A progress report that is due soon or late, with its form half written.
fn reminder(clocks: &[Clock], context: &ViewContext<'_>) -> Option<Reminder> {
    let due = clock::next_report(clocks)?;
    Some(Reminder {
        due: due.due.clone(),
        overdue: due.state == ClockState::Overdue,
        form: record::form(RecordKind::Progress, context),
    })
}

/// Whether only reading is left.
pub(crate) fn is_finished(status: JobStatus) -> bool {
    match status {
        JobStatus::Completed
        | JobStatus::DoubleCompleted
        | JobStatus::Cancelled
        | JobStatus::CancelledWithFieldWork => true,
        JobStatus::AwaitingDispatch
        | JobStatus::Dispatched
        | JobStatus::Accepted
        | JobStatus::Departed
        | JobStatus::OnSite
        | JobStatus::Opened
        | JobStatus::Restored => false,
    }
}

/// 互联网专线 200M
pub(super) fn service(plan: &Plan, catalogue: &Catalogue) -> Words {
    let rate = format!("{}M", plan.rate_mbps);
    match catalogue.service(&plan.service) {
        Some(service) => both(
            format!("{} {rate}", service.title.zh),
            format!("{} {rate}", service.title.en),
        ),
        None => both(rate.clone(), rate),
    }
}

pub(super) fn level(level: RuleLevel) -> Level {
    match level {
        RuleLevel::Gold => Level::Gold,
        RuleLevel::Silver => Level::Silver,
        RuleLevel::Bronze => Level::Bronze,
        RuleLevel::Standard => Level::Standard,
    }
}

fn facts(context: &ViewContext<'_>) -> Vec<Fact> {
    let plan = context.plan;
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    let site = |site: &plan::Site| {
        let parts = [site.name.as_str(), site.address.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said(parts.join("，"))
    };
    let is_far = plan.distance_km.approximate() > 0.0;
    let office = match plan.office_role {
        OfficeRole::Leading => "leading",
        OfficeRole::Cooperating => "cooperating",
    };
    let ticket = context.state.trade.fault.as_ref();
    let details = &plan.details;
    let all = [
        (FactKey::Symptom, details.symptom.clone()),
        (
            FactKey::CustomerSaid,
            ticket.and_then(|ticket| ticket.value.text.clone()),
        ),
        (FactKey::CircuitNo, said(plan.circuit_no.clone())),
        (FactKey::CircuitName, said(plan.circuit_name.clone())),
        (FactKey::RateMbps, Some(plan.rate_mbps.to_string())),
        (FactKey::ASite, site(&plan.a_site)),
        (FactKey::ZSite, site(&plan.z_site)),
        (
            FactKey::DistanceKm,
            is_far.then(|| plan.distance_km.to_string()),
        ),
        (
            FactKey::Points,
            details.points.map(|points| points.to_string()),
        ),
        (FactKey::ResourceCase, details.resource_case.clone()),
        (FactKey::ApprovalNo, details.approval_no.clone()),
        (
            FactKey::OpenedOn,
            details.opened_on.map(|day| day.to_string()),
        ),
        (
            FactKey::FailedPoints,
            said(details.failed_points.join("；")),
        ),
        (
            FactKey::EarlierFaults,
            said(earlier_faults(details, |cause| cause.to_owned())),
        ),
        (FactKey::ReceivedAt, Some(time(plan.order_received_at))),
        (
            FactKey::Appointment,
            plan.appointment.map(|agreed| time(agreed.from)),
        ),
        (
            FactKey::PromisedOn,
            plan.promised_on.map(|day| day.to_string()),
        ),
        (
            FactKey::ComputedDue,
            plan.computed_due.as_ref().map(|due| last_day(due.at)),
        ),
        (FactKey::OfficeRole, Some(office.to_owned())),
        (FactKey::Remark, plan.remark.clone()),
    ];
    all.into_iter()
        .filter_map(|(key, value)| value.map(|value| (key, value)))
        .map(|(key, value)| Fact {
            key,
            words: called(key, &value, context),
            value,
        })
        .collect()
}

/// Day, ticket and cause of each, as `name` calls a cause.
fn earlier_faults(details: &plan::Details, name: impl Fn(&str) -> String) -> String {
    let told = details.earlier_faults.iter().map(|fault| {
        let day = local_day(fault.received_at).format("%m-%d");
        format!("{day} {} {}", fault.order_no, name(&fault.cause))
    });
    told.collect::<Vec<_>>().join("；")
}

fn called(key: FactKey, value: &str, context: &ViewContext<'_>) -> Option<Words> {
    let catalogue = context.catalogue;
    let cause = |code: &str| catalogue.cause(code).map(|cause| words(&cause.title));
    match key {
        FactKey::EarlierFaults => {
            let named = |pick: fn(Words) -> String| {
                earlier_faults(&context.plan.details, |code| {
                    cause(code).map_or_else(|| code.to_owned(), pick)
                })
            };
            Some(both(named(|name| name.zh), named(|name| name.en)))
        }
        FactKey::Symptom => Some(words(&catalogue.symptom(value)?.title)),
        FactKey::ResourceCase => record::resource_case(value),
        _ => None,
    }
}

/// A limit of working days ends at 24:00 of its last day and is shown as that day.
fn last_day(due: DateTime<FixedOffset>) -> String {
    local_day(due - Duration::seconds(1)).to_string()
}

fn contacts(plan: &Plan) -> Vec<Contact> {
    let of = |contact: &plan::Contact, role| Contact {
        name: contact.name.clone(),
        title: Some(contact.title.clone()).filter(|title| !title.is_empty()),
        phone: Some(contact.phone.clone()).filter(|phone| !phone.is_empty()),
        role,
    };
    [
        (&plan.customer.contact, ContactRole::Customer),
        (&plan.manager, ContactRole::Manager),
    ]
    .into_iter()
    .filter(|(contact, _)| !contact.name.is_empty())
    .map(|(contact, role)| of(contact, role))
    .collect()
}

fn notes(context: &ViewContext<'_>) -> Vec<Note> {
    let newest_first = context.state.notes.iter().rev();
    newest_first
        .map(|note| Note {
            at: context.time_of(note.event),
            text: note.value.clone(),
            storage: context.storage.event(note.event),
        })
        .collect()
}

/// One thing that is missing, in the words of the catalogue.
pub(super) fn missing_item(lack: &Missing, context: &ViewContext<'_>) -> MissingItem {
    let (kind, place, name) = place(lack, context);
    MissingItem {
        step: lack.step.clone(),
        when: match lack.group {
            MissingGroup::ThisStep | MissingGroup::BeforeLeaving => MissingWhen::BeforeLeaving,
            MissingGroup::Afterwards => MissingWhen::Afterwards,
        },
        kind,
        place,
        name,
        flagged: step::is_flag(&lack.reason),
        must: lack.severity == Severity::Must,
    }
}

fn place(lack: &Missing, context: &ViewContext<'_>) -> (MissingKind, String, Words) {
    let catalogue = context.catalogue;
    let plain = |text: &str| both(text, text);
    match &lack.what {
        Lack::Answer { question } => {
            let kind = catalogue.job_kind(&context.plan.kind);
            let step = kind.and_then(|kind| kind.step(&lack.step));
            let asked =
                step.and_then(|step| step.questions.iter().find(|asked| asked.key == *question));
            let name = asked.map_or_else(|| plain(question), |asked| words(&asked.ask));
            (MissingKind::Answer, question.clone(), name)
        }
        Lack::Photo { slot } => {
            let place = catalogue.photo_place(slot);
            let name = place.map_or_else(|| plain(slot), |place| words(place.title()));
            let code = slot.split('.').next().unwrap_or(slot);
            let name = both(format!("{} {code}", name.zh), format!("{} {code}", name.en));
            (MissingKind::Photo, slot.clone(), name)
        }
        Lack::Metric { metric, .. } => {
            let asked = catalogue.metric(metric);
            let name = asked.map_or_else(|| plain(metric), |asked| words(&asked.title));
            (MissingKind::Measurement, metric.clone(), name)
        }
        Lack::TestRun { template, scope } => {
            let (kind, place, title) = record_place(RecordKind::TestRuns);
            let test = record::test_runs::test_name(template, *scope, context);
            let (zh, en) = match lack.reason {
                MissingReason::TooShort { .. } => ("，没测够时间", ", ran too short"),
                _ => ("", ""),
            };
            let name = both(
                format!("{}：{}{zh}", title.zh, test.zh),
                format!("{}: {}{en}", title.en, test.en),
            );
            (kind, place, name)
        }
        Lack::Trace { wavelength_nm } => (
            MissingKind::Trace,
            "trace".to_owned(),
            both(
                format!("{wavelength_nm} nm 曲线"),
                format!("Trace at {wavelength_nm} nm"),
            ),
        ),
        Lack::Instrument { instrument } => {
            let known = catalogue.instrument(instrument);
            let name = known.map_or_else(|| plain(instrument), |known| words(&known.title));
            (MissingKind::Measurement, instrument.clone(), name)
        }
        Lack::Document { document } => {
            let known = catalogue.document(document);
            let name = known.map_or_else(|| plain(document), |known| words(&known.title));
            (MissingKind::Document, document.clone(), name)
        }
        Lack::Signature { document, field } => {
            let name = signature_name(document, field, catalogue);
            (MissingKind::Signature, format!("{document}/{field}"), name)
        }
        Lack::Mark { event } => (
            MissingKind::Milestone,
            milestone::milestone_key(event).to_owned(),
            milestone::name(event),
        ),
        Lack::Record { record } => record_place(record::kind(*record)),
        Lack::Inspection { item } | Lack::Finding { item: Some(item) } => {
            let known = catalogue.inspection_item(item);
            let name = known.map_or_else(|| plain(item), |known| words(&known.title));
            let name = both(format!("{item} {}", name.zh), format!("{item} {}", name.en));
            (MissingKind::Inspection, format!("inspect-{item}"), name)
        }
        Lack::Finding { item: None } => record_place(RecordKind::Findings),
        Lack::Triage { .. } => (
            MissingKind::Triage,
            "triage".to_owned(),
            both("判断故障", "Narrow the fault down"),
        ),
    }
}

fn record_place(kind: RecordKind) -> (MissingKind, String, Words) {
    let place = format!("record-{}", record::record_key(kind));
    (MissingKind::Record, place, record::title(kind))
}

fn signature_name(document: &str, field: &str, catalogue: &Catalogue) -> Words {
    let known = catalogue.document(document);
    let signer = known.and_then(|known| known.signatures.iter().find(|wanted| wanted.key == field));
    match (known, signer) {
        (Some(known), Some(signer)) => both(
            format!("{}：{}签字", known.title.zh, signer.title.zh),
            format!("{}: signature of {}", known.title.en, signer.title.en),
        ),
        _ => both("签字", "Signature"),
    }
}
