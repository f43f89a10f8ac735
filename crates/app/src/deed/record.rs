use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _};
use lineproof_domain::decimal::Decimal;
use lineproof_domain::ids::EventId;
use lineproof_domain::job::Field;
use lineproof_domain::registry::body::{Direction, TestRunNoted};
use lineproof_domain::registry::trade::{
    CauseDetermined, CustomerContacted, ExtensionRequested, FindingFixed, FindingRecorded,
    LoopReleased, LoopSet, PersonNoted, ProgressReported, ReportSubmitted, ResourceAnswered,
    ResourceHandedOver, ResultTold, SuspendEnded, SuspendProposed,
};
use lineproof_domain::registry::{Body, NumberText};
use lineproof_domain::rules::{
    RecordPart, lacks_of_suspension, longest_stop, suspension_terms, suspensions_taken,
};

use super::measure::read;
use super::{MAX_NAME_CHARS, MAX_TEXT_CHARS, optional_text};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{
    AppError, ErrorCode, FieldKind, JobView, Reader, RecordField, RecordForm, RecordInput,
    RecordKind, RecordState, TextWarning, Words,
};
use crate::view::record::test_runs::named_test;
use crate::view::record::{draft_key, follows_completion, form};

/// Runs of one test; more are a slip of the finger.
const RUNS: [i64; 2] = [1, 99];
/// What a thermometer shows where people work, degrees Celsius.
const TEMPERATURES_C: [i64; 2] = [-50, 70];
/// What a hygrometer can show, percent.
const HUMIDITIES_PERCENT: [i64; 2] = [0, 100];

impl App {
    /// Keeps an entry of a short form. Cause and answer on resources correct the earlier one.
    pub fn add_record(&self, job: &str, input: &RecordInput) -> Result<JobView, AppError> {
        let plan = |device: &Device, open: &OpenJob| {
            let form = device.form(open, input.kind)?;
            let typed = Typed::check(&form, &input.values, device.now())?;
            let body = typed.body(input.kind, open)?;
            let corrected = corrected(&body, open);
            let event = device
                .event(open, body)
                .clearing_draft(draft_key(input.kind));
            let corrected = corrected.into_iter();
            Ok(vec![
                corrected.fold(event, |event, earlier| event.superseding(earlier)),
            ])
        };
        if follows_completion(input.kind) {
            self.late_deed(job, plan)
        } else {
            self.deed(job, plan)
        }
    }

    /// Ends an entry: a loop taken off, a finding mended, work gone on. One that has ended stays as it is.
    pub fn end_record(
        &self,
        job: &str,
        kind: RecordKind,
        event: &str,
        text: Option<&str>,
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            let id = Device::event_id(event, ErrorCode::RecordUnknown)?;
            let form = device.form(open, kind)?;
            let entry = form.entries.iter().find(|entry| entry.event == event);
            let entry = entry.ok_or(ErrorCode::RecordUnknown)?;
            if entry.state == RecordState::Ended {
                return Ok(Vec::new());
            }
            if entry.end.is_none() {
                return Err(ErrorCode::RecordUnknown.into());
            }
            let text = optional_text(text, MAX_TEXT_CHARS)?;
            let body = match kind {
                RecordKind::Loops => Body::LoopReleased(LoopReleased { loop_set: id }),
                RecordKind::Findings => Body::FindingFixed(FindingFixed { finding: id, text }),
                RecordKind::Suspend => Body::SuspendEnded(SuspendEnded { text }),
                _ => return Err(ErrorCode::RecordUnknown.into()),
            };
            Ok(vec![device.event(open, body)])
        })
    }

    /// Keeps what is half written, on this device only.
    pub fn keep_draft(
        &self,
        job: &str,
        kind: RecordKind,
        values: &BTreeMap<String, String>,
    ) -> Result<(), AppError> {
        let device = self.device()?;
        let kept = serde_json::to_string(values)
            .map_err(|error| crate::fault::internal("keeping a draft")(&error))?;
        let job = Device::job_id(job)?;
        Ok(device.store.put_draft(job, &draft_key(kind), &kept)?)
    }

    /// Words to think over in a text that somebody is going to read.
    pub fn text_warnings(
        &self,
        job: &str,
        text: &str,
        reader: Reader,
    ) -> Result<Vec<TextWarning>, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        let in_ticket = open.catalogue.warnings_for_ticket(text);
        let to_customer = match reader {
            Reader::Customer => open.catalogue.warnings_for_customer(text),
            Reader::Ticket => Vec::new(),
        };
        let found = to_customer.into_iter().chain(in_ticket);
        Ok(found
            .map(|warning| TextWarning {
                words: warning.words.to_owned(),
                advice: Words {
                    zh: warning.advice.zh.clone(),
                    en: warning.advice.en.clone(),
                },
            })
            .collect())
    }
}

impl Device {
    fn form(&self, open: &OpenJob, kind: RecordKind) -> Result<RecordForm, AppError> {
        let calendar = self.calendar()?;
        Ok(self.view(open, &calendar, |context| form(kind, context)))
    }
}

/// What an entry takes the place of: there is one cause, one answer on resources, one head of a test's run.
fn corrected(body: &Body, open: &OpenJob) -> Vec<EventId> {
    fn events<T>(field: Option<&Field<T>>) -> Vec<EventId> {
        let values = field.into_iter().flat_map(|field| &field.values);
        values.map(|current| current.event).collect()
    }
    let state = &open.state;
    match body {
        Body::CauseDetermined(_) => events(state.trade.cause.as_ref()),
        Body::ResourceAnswered(_) => events(state.trade.resource_answer.as_ref()),
        Body::TestRunNoted(run) => events(state.test_runs.get(&run.key())),
        _ => Vec::new(),
    }
}

/// What was typed, once every field has been looked at.
struct Typed {
    values: BTreeMap<String, String>,
    now: DateTime<FixedOffset>,
}

impl Typed {
    fn check(
        form: &RecordForm,
        typed: &BTreeMap<String, String>,
        now: DateTime<FixedOffset>,
    ) -> Result<Typed, AppError> {
        let mut values = BTreeMap::new();
        for field in &form.fields {
            let limit = match field.kind {
                FieldKind::Long => MAX_TEXT_CHARS,
                _ => MAX_NAME_CHARS,
            };
            let value = typed.get(&field.key).map(String::as_str);
            match optional_text(value, limit)? {
                Some(value) => {
                    check_form(field, &value)?;
                    values.insert(field.key.clone(), value);
                }
                None if field.required => {
                    return Err(AppError::new(ErrorCode::FieldMissing).with("field", &field.key));
                }
                None => {}
            }
        }
        let chosen = form
            .fields
            .iter()
            .flat_map(|field| &field.options)
            .filter(|option| values.values().any(|value| *value == option.value));
        for narrows in chosen.filter_map(|option| option.narrows.as_ref()) {
            let other = values.get(&narrows.field);
            if let Some(other) = other.filter(|other| !narrows.values.contains(other)) {
                return Err(AppError::new(ErrorCode::AnswerNotOffered).with("value", other));
            }
        }
        Ok(Typed { values, now })
    }

    fn get(&self, key: &str) -> Option<String> {
        self.values.get(key).cloned()
    }

    fn must(&self, key: &str) -> String {
        self.get(key).unwrap_or_default()
    }

    fn day(&self, key: &str) -> Option<NaiveDate> {
        self.values.get(key).and_then(|typed| day(typed))
    }

    fn time(&self, key: &str) -> Option<DateTime<FixedOffset>> {
        let typed = self.values.get(key).and_then(|typed| time(typed))?;
        self.now.offset().from_local_datetime(&typed).single()
    }

    fn body(&self, kind: RecordKind, open: &OpenJob) -> Result<Body, AppError> {
        Ok(match kind {
            RecordKind::People => Body::PersonNoted(PersonNoted {
                name: self.must("name"),
                role: self.must("role"),
                organisation: self.get("organisation"),
                phone: self.get("phone"),
            }),
            RecordKind::Loops => Body::LoopSet(LoopSet {
                place: self.must("place"),
                device: self.must("device"),
                port: self.must("port"),
                loop_kind: self.must("loop_kind"),
            }),
            RecordKind::Progress => Body::ProgressReported(ProgressReported {
                text: self.must("text"),
                told_customer: self.must("told_customer") == "yes",
            }),
            RecordKind::Contact => Body::CustomerContacted(CustomerContacted {
                reached: self.must("reached") == "yes",
                person: self.get("person"),
                text: self.get("text"),
            }),
            RecordKind::Findings => Body::FindingRecorded(FindingRecorded {
                item: self.get("item"),
                side: self.must("side"),
                grade: self.must("grade").parse().unwrap_or(0),
                text: self.must("text"),
                measure: self.get("measure"),
                due: self.day("due"),
            }),
            RecordKind::Cause => Body::CauseDetermined(CauseDetermined {
                cause: self.must("cause"),
                side: self.must("side"),
                action: self.must("action"),
                text: self.get("text"),
                confirmed_by: self.get("confirmed_by"),
            }),
            RecordKind::Suspend => Body::SuspendProposed(self.stop(open)?),
            RecordKind::Extension => {
                let missing =
                    |field: &str| AppError::new(ErrorCode::FieldMissing).with("field", field);
                let reason = self.must("reason");
                let consent = self.get("consent");
                if reason == "customer" && consent.is_none() {
                    return Err(missing("consent"));
                }
                Body::ExtensionRequested(ExtensionRequested {
                    new_due: self.day("new_due").ok_or_else(|| missing("new_due"))?,
                    reason,
                    text: self.must("text"),
                    consent,
                    evidence: self.get("evidence"),
                })
            }
            RecordKind::ResourceAnswer => Body::ResourceAnswered(ResourceAnswered {
                result: self.must("result"),
                text: self.must("text"),
                ready_on: self.day("ready_on"),
            }),
            RecordKind::Result => Body::ResultTold(ResultTold {
                person: self.get("person"),
                text: self.get("text"),
            }),
            RecordKind::Report => Body::ReportSubmitted(ReportSubmitted {
                document: self.get("document").and_then(|event| event.parse().ok()),
            }),
            RecordKind::TestRuns => Body::TestRunNoted(self.test_run()?),
            RecordKind::Handover => Body::ResourceHandedOver(ResourceHandedOver {
                text: self.get("text"),
            }),
        })
    }

    fn test_run(&self) -> Result<TestRunNoted, AppError> {
        let missing = |field| AppError::new(ErrorCode::FieldMissing).with("field", field);
        let (scope, template) = named_test(&self.must("test")).ok_or_else(|| missing("test"))?;
        let direction = self.must("direction");
        let mut ways = Direction::ALL.into_iter();
        let direction = ways.find(|way| way.as_str() == direction);
        let (start, end) = (self.time("start"), self.time("end"));
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            return Err(ErrorCode::EndBeforeStart.into());
        }
        let run = self
            .number("run", "", RUNS)?
            .ok_or_else(|| missing("run"))?;
        let event = |key| self.get(key).and_then(|event| event.parse().ok());
        Ok(TestRunNoted {
            template,
            scope,
            run: run.as_str().parse().map_err(|_| missing("run"))?,
            direction: direction.ok_or_else(|| missing("direction"))?,
            pattern: self.get("pattern"),
            start,
            end,
            loop_point: self.get("loop_point"),
            temperature_c: self.number("temperature", "°C", TEMPERATURES_C)?,
            humidity_percent: self.number("humidity", "%", HUMIDITIES_PERCENT)?,
            witness: self.get("witness"),
            instrument: event("instrument"),
            file: event("file"),
        })
    }

    /// A typed number that can be one of its kind.
    fn number(
        &self,
        key: &str,
        unit: &str,
        likely: [i64; 2],
    ) -> Result<Option<NumberText>, AppError> {
        let Some(typed) = self.values.get(key) else {
            return Ok(None);
        };
        let value = read(typed, unit)?;
        let [low, high] = likely.map(|bound| Decimal::new(bound, 0));
        if !(low..=high).contains(&value) {
            return Err(AppError::new(ErrorCode::ValueOutOfRange)
                .with("value", value)
                .with("low", low)
                .with("high", high));
        }
        Ok(NumberText::try_from(value.to_string()).ok())
    }

    /// A proposal that headquarters can decide on; calls made in vain may still be written down while it is on its way.
    fn stop(&self, open: &OpenJob) -> Result<SuspendProposed, AppError> {
        let asked = SuspendProposed {
            reason: self.must("reason"),
            text: self.must("text"),
            consent: self.get("consent"),
            planned_resume: self.time("planned_resume"),
            evidence: self.get("evidence"),
        };
        let missing =
            |field: &str| Err(AppError::new(ErrorCode::FieldMissing).with("field", field));
        for part in lacks_of_suspension(&asked, &open.state, &open.catalogue) {
            match part {
                RecordPart::Reason => {
                    let refused = AppError::new(ErrorCode::SuspendNotGold);
                    return Err(refused.with("reason", asked.reason));
                }
                RecordPart::Consent => return missing("consent"),
                RecordPart::Evidence => return missing("evidence"),
                RecordPart::PlannedResume => return missing("planned_resume"),
                _ => {}
            }
        }
        let longest = longest_stop(&asked.reason, &open.plan, &open.catalogue);
        if let Some((hours, resumed)) = longest.zip(asked.planned_resume)
            && resumed > self.now + TimeDelta::hours(hours.into())
        {
            let refused = AppError::new(ErrorCode::SuspendTooLong);
            return Err(refused.with("hours", hours.to_string()));
        }
        let most = suspension_terms(&open.plan, &open.catalogue).max_count;
        let taken = suspensions_taken(&open.state);
        match most {
            Some(most) if usize::try_from(most).is_ok_and(|most| taken >= most) => {
                Err(AppError::new(ErrorCode::SuspendTooOften).with("count", most.to_string()))
            }
            _ => Ok(asked),
        }
    }
}

fn check_form(field: &RecordField, value: &str) -> Result<(), AppError> {
    let code = match field.kind {
        FieldKind::Text | FieldKind::Long | FieldKind::Number => return Ok(()),
        FieldKind::Choice | FieldKind::Pick => {
            if field.options.iter().any(|option| option.value == value) {
                return Ok(());
            }
            ErrorCode::AnswerNotOffered
        }
        FieldKind::Date if day(value).is_some() => return Ok(()),
        FieldKind::Date => ErrorCode::DayForm,
        FieldKind::Time if time(value).is_some() => return Ok(()),
        FieldKind::Time => ErrorCode::TimeForm,
        FieldKind::Phone if is_phone(value) => return Ok(()),
        FieldKind::Phone => ErrorCode::PhoneForm,
    };
    Err(AppError::new(code)
        .with("field", &field.key)
        .with("value", value))
}

fn day(typed: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok()
}

fn time(typed: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(&typed.replacen('T', " ", 1), "%Y-%m-%d %H:%M").ok()
}

/// Digits with what people put between them.
fn is_phone(typed: &str) -> bool {
    let between = |letter: char| matches!(letter, ' ' | '-' | '+' | '(' | ')' | '（' | '）' | '转');
    typed.chars().any(|letter| letter.is_ascii_digit())
        && typed
            .chars()
            .all(|letter| letter.is_ascii_digit() || between(letter))
}
