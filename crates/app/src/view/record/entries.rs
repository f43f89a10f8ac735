use lineproof_domain::job::{ExtensionRequest, Field, Finding, LoopPoint, Said, Suspension};

use super::super::ViewContext;
use super::super::words::{both, day, minute, time};
use super::fields::{fields, side_name};
use super::test_runs;
use crate::dto::{RecordEntry, RecordField, RecordKind, RecordLine, RecordState, Words};

/// What stands in a form, in order.
pub(super) fn entries(kind: RecordKind, context: &ViewContext<'_>) -> Vec<RecordEntry> {
    let trade = &context.state.trade;
    let told = Told {
        fields: fields(kind, context),
        context,
    };
    match kind {
        RecordKind::People => told.all(&trade.people, |person| {
            vec![
                ("name", Some(person.name.clone())),
                ("role", Some(person.role.clone())),
                ("organisation", person.organisation.clone()),
                ("phone", person.phone.clone()),
            ]
        }),
        RecordKind::Loops => trade.loops.iter().map(|point| told.point(point)).collect(),
        RecordKind::Progress => told.all(&trade.progress, |said| {
            vec![
                ("text", Some(said.text.clone())),
                ("told_customer", Some(yes_no(said.told_customer))),
            ]
        }),
        RecordKind::Contact => told.all(&trade.contacts, |said| {
            vec![
                ("reached", Some(yes_no(said.reached))),
                ("person", said.person.clone()),
                ("text", said.text.clone()),
            ]
        }),
        RecordKind::Findings => trade
            .findings
            .iter()
            .map(|finding| told.finding(finding))
            .collect(),
        RecordKind::Cause => told.values(trade.cause.as_ref(), |found| {
            vec![
                ("cause", Some(found.cause.clone())),
                ("side", Some(found.side.clone())),
                ("action", Some(found.action.clone())),
                ("text", found.text.clone()),
                ("confirmed_by", found.confirmed_by.clone()),
            ]
        }),
        RecordKind::Suspend => {
            let stops = trade.suspensions.iter();
            stops.filter_map(|stop| told.stop(stop)).collect()
        }
        RecordKind::Extension => trade
            .extension_requests
            .iter()
            .map(|asked| told.extension(asked))
            .collect(),
        RecordKind::ResourceAnswer => told.values(trade.resource_answer.as_ref(), |answer| {
            vec![
                ("result", Some(answer.result.clone())),
                ("text", Some(answer.text.clone())),
                ("ready_on", answer.ready_on.map(day)),
            ]
        }),
        RecordKind::Result => told.all(&trade.results_told, |said| {
            vec![("person", said.person.clone()), ("text", said.text.clone())]
        }),
        RecordKind::TestRuns => {
            let runs = context.state.test_runs.values();
            runs.flat_map(|run| told.values(Some(run), test_runs::said))
                .collect()
        }
        RecordKind::Report => told.moments("report.submitted"),
        RecordKind::Handover => told.moments("resource.handed_over"),
    }
}

type Values = Vec<(&'static str, Option<String>)>;

/// Turns what was recorded into lines that name their fields.
struct Told<'a> {
    fields: Vec<RecordField>,
    context: &'a ViewContext<'a>,
}

impl Told<'_> {
    fn entry<T>(&self, said: &Said<T>, values: Values) -> RecordEntry {
        self.at(said.event, time(said.at.at), values)
    }

    fn at(&self, event: lineproof_domain::ids::EventId, at: String, values: Values) -> RecordEntry {
        RecordEntry {
            event: event.to_string(),
            at,
            lines: self.lines(values),
            state: RecordState::Noted,
            note: None,
            end: None,
            storage: self.context.storage.event(event),
        }
    }

    fn lines(&self, values: Values) -> Vec<RecordLine> {
        values
            .into_iter()
            .filter_map(|(key, value)| {
                let value = value.filter(|value| !value.is_empty())?;
                let field = self.fields.iter().find(|field| field.key == key)?;
                let chosen = field.options.iter().find(|option| option.value == value);
                Some(RecordLine {
                    name: field.name.clone(),
                    value: match chosen {
                        Some(option) => option.name.clone(),
                        None if key == "side" => side_name(&value),
                        None => both(value.as_str(), value.as_str()),
                    },
                })
            })
            .collect()
    }

    fn all<T>(&self, said: &[Said<T>], values: impl Fn(&T) -> Values) -> Vec<RecordEntry> {
        said.iter()
            .map(|said| self.entry(said, values(&said.value)))
            .collect()
    }

    fn values<T>(
        &self,
        field: Option<&Field<T>>,
        values: impl Fn(&T) -> Values,
    ) -> Vec<RecordEntry> {
        let Some(field) = field else {
            return Vec::new();
        };
        let state = if field.is_disputed() {
            RecordState::Disputed
        } else {
            RecordState::Noted
        };
        field
            .values
            .iter()
            .map(|current| RecordEntry {
                state,
                ..self.at(
                    current.event,
                    self.context.time_of(current.event),
                    values(&current.value),
                )
            })
            .collect()
    }

    fn moments(&self, kind: &str) -> Vec<RecordEntry> {
        let moments = self.context.state.moments.iter();
        moments
            .filter(|moment| moment.kind == kind)
            .map(|moment| self.at(moment.event, time(moment.at.at), Vec::new()))
            .collect()
    }

    fn point(&self, point: &LoopPoint) -> RecordEntry {
        let set = &point.set.value;
        let entry = self.entry(
            &point.set,
            vec![
                ("place", Some(set.place.clone())),
                ("device", Some(set.device.clone())),
                ("port", Some(set.port.clone())),
                ("loop_kind", Some(set.loop_kind.clone())),
            ],
        );
        match point.released {
            Some((released, _)) => RecordEntry {
                state: RecordState::Ended,
                note: Some(at(released.at, "拆了", "taken off")),
                ..entry
            },
            None => RecordEntry {
                state: RecordState::Open,
                note: Some(both("还没拆", "Still set")),
                end: Some(both("拆环", "Take it off")),
                ..entry
            },
        }
    }

    fn finding(&self, finding: &Finding) -> RecordEntry {
        let found = &finding.found.value;
        let entry = self.entry(
            &finding.found,
            vec![
                ("item", found.item.clone()),
                ("text", Some(found.text.clone())),
                ("side", Some(found.side.clone())),
                ("grade", Some(found.grade.to_string())),
                ("measure", found.measure.clone()),
                ("due", found.due.map(day)),
            ],
        );
        match &finding.fixed {
            Some(fixed) => RecordEntry {
                state: RecordState::Ended,
                note: Some(at(fixed.at.at, "处理好了", "mended")),
                ..entry
            },
            None => RecordEntry {
                state: RecordState::Open,
                end: Some(both("处理好了", "Mended")),
                ..entry
            },
        }
    }

    fn stop(&self, stop: &Suspension) -> Option<RecordEntry> {
        let (entry, approved) = match (&stop.proposal, &stop.approval) {
            (Some(asked), approval) => {
                let said = &asked.value;
                let values = vec![
                    ("reason", Some(said.reason.clone())),
                    ("text", Some(said.text.clone())),
                    ("consent", said.consent.clone()),
                    ("planned_resume", said.planned_resume.map(minute)),
                    ("evidence", said.evidence.clone()),
                ];
                (self.entry(asked, values), approval.as_ref())
            }
            (None, Some(approval)) => {
                let values = vec![("reason", Some(approval.value.reason.clone()))];
                (self.entry(approval, values), Some(approval))
            }
            (None, None) => return None,
        };
        if let Some(approval) = approved {
            let ends = &self.context.state.trade.suspension_ends;
            let ended = ends.iter().find(|end| end.at.at >= approval.at.at);
            return Some(match ended {
                Some(end) => RecordEntry {
                    state: RecordState::Ended,
                    note: Some(at(end.at.at, "接着做了", "work went on")),
                    ..entry
                },
                None => RecordEntry {
                    state: RecordState::Approved,
                    note: Some(both("总部批了，停着", "Approved, stopped")),
                    end: Some(both("接着做", "Go on")),
                    ..entry
                },
            });
        }
        Some(match &stop.rejection {
            Some(no) => RecordEntry {
                state: RecordState::Rejected,
                note: Some(refused(&no.value.reason)),
                ..entry
            },
            None => RecordEntry {
                state: RecordState::Asked,
                note: Some(both(
                    "已提请停钟，总部批之前时钟照走",
                    "Asked; the clock runs until headquarters answers",
                )),
                ..entry
            },
        })
    }

    fn extension(&self, asked: &ExtensionRequest) -> RecordEntry {
        let said = &asked.request.value;
        let entry = self.entry(
            &asked.request,
            vec![
                ("new_due", Some(day(said.new_due))),
                ("reason", Some(said.reason.clone())),
                ("text", Some(said.text.clone())),
                ("consent", said.consent.clone()),
            ],
        );
        let since = asked.request.at.at;
        let mut granted = self.context.state.extensions.iter();
        if let Some(no) = &asked.rejection {
            RecordEntry {
                state: RecordState::Rejected,
                note: Some(refused(&no.value.reason)),
                ..entry
            }
        } else if granted.any(|yes| yes.approved_at >= since) {
            RecordEntry {
                state: RecordState::Approved,
                note: Some(both("总部批了", "Approved")),
                ..entry
            }
        } else {
            RecordEntry {
                state: RecordState::Asked,
                note: Some(both(
                    "已提请，总部批之前期限不变",
                    "Asked; the date stands until headquarters answers",
                )),
                ..entry
            }
        }
    }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn refused(reason: &str) -> Words {
    both(format!("总部没批：{reason}"), format!("Refused: {reason}"))
}

fn at(when: chrono::DateTime<chrono::FixedOffset>, zh: &str, en: &str) -> Words {
    let when = minute(when);
    both(format!("{when} {zh}"), format!("{when} {en}"))
}
