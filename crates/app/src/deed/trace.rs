use lineproof_domain::ids::EventId;
use lineproof_domain::registry::attachment_role::TRACE_ORIGINAL;
use lineproof_domain::registry::body::{TraceFacts, TraceImported, ValueSource};
use lineproof_domain::registry::{Body, NumberText};
use lineproof_domain::rules;
use lineproof_domain::trace::OtdrTrace;
use lineproof_evidence::otdr::{self, SorError};
use lineproof_store::NewEvent;
use lineproof_store::blob::BlobUse;

use super::measure::{Value, recorded};
use super::photo::{base_name, check_size};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{AppError, ErrorCode, JobView, TracePlot};
use crate::view;

const SOR_MIME: &str = "application/octet-stream";

impl App {
    /// Imports an instrument's file: the file as it came, what it says, and the values it measures.
    pub fn import_trace(
        &self,
        job: &str,
        file_name: &str,
        bytes: &[u8],
    ) -> Result<JobView, AppError> {
        self.deed(job, |device, open| {
            check_size(file_name, bytes)?;
            let read = otdr::read(bytes).map_err(|error| {
                tracing::info!(trace.error = %error);
                let code = match error {
                    SorError::Empty | SorError::NotSor => ErrorCode::TraceNotSor,
                    _ => ErrorCode::TraceDamaged,
                };
                AppError::new(code).with("file", base_name(file_name))
            })?;
            let file = device.store.store_blob(BlobUse::Evidence, bytes)?;
            let facts = facts(&read);
            let body = Body::TraceImported(TraceImported {
                file_name: base_name(file_name),
                facts: facts.clone(),
            });
            let imported = device
                .event(open, body)
                .with_blob(file, SOR_MIME, TRACE_ORIGINAL);
            let values = values(device, open, &facts, imported.id);
            Ok(std::iter::once(imported).chain(values).collect())
        })
    }

    /// A trace to draw.
    pub fn trace_plot(&self, job: &str, trace: &str) -> Result<TracePlot, AppError> {
        let device = self.device()?;
        let open = device.job(Device::job_id(job)?)?;
        let event = Device::event_id(trace, ErrorCode::TraceUnknown)?;
        let imported = open
            .state
            .traces
            .iter()
            .find(|imported| imported.event == event);
        let imported = imported.ok_or(ErrorCode::TraceUnknown)?;
        let read = device.read_trace(imported)?;
        let calendar = device.calendar()?;
        Ok(device.view(&open, &calendar, |context| {
            view::trace_plot(imported, &read, context)
        }))
    }
}

impl Device {
    /// Reads an imported trace's file again.
    pub(crate) fn read_trace(
        &self,
        imported: &lineproof_domain::job::Trace,
    ) -> Result<OtdrTrace, AppError> {
        let file = imported.file.as_ref().ok_or(ErrorCode::BlobMissing)?;
        let bytes = self.store.blob_bytes(file.sha256)?;
        otdr::read(&bytes).map_err(|_| {
            AppError::new(ErrorCode::TraceDamaged).with("file", &imported.facts.file_name)
        })
    }
}

fn facts(read: &OtdrTrace) -> TraceFacts {
    let facts = &read.facts;
    TraceFacts {
        instrument: facts.instrument.clone(),
        serial: facts.serial.clone(),
        measured_at: facts.measured_at,
        wavelength_nm: facts.wavelength_nm.and_then(|value| number(value, 1)),
        pulse_ns: facts.pulse_ns.map(u32::from),
        refractive_index: number(facts.refractive_index, 5),
        length_m: facts.length_m.and_then(|value| number(value, 1)),
        total_loss_db: facts.total_loss_db.and_then(|value| number(value, 3)),
        orl_db: facts.orl_db.and_then(|value| number(value, 2)),
        events: u32::try_from(facts.events.len()).unwrap_or(u32::MAX),
        warnings: facts.warnings.iter().map(ToString::to_string).collect(),
    }
}

/// A measured number with so many decimal places, without trailing zeros.
fn number(value: f64, places: usize) -> Option<NumberText> {
    let text = format!("{value:.places$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    NumberText::try_from(if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    })
    .ok()
}

/// The values of every metric that this file measures.
fn values(device: &Device, open: &OpenJob, facts: &TraceFacts, imported: EventId) -> Vec<NewEvent> {
    let steps = rules::steps_of(&open.state, &open.catalogue);
    let found = steps.into_iter().flat_map(|step| {
        rules::values_from_trace(&open.catalogue, step, &open.plan.service, facts)
    });
    found
        .map(|found| {
            let value = Value {
                scope: found.scope,
                run: 1,
                text: found.value.to_string(),
                source: ValueSource::File,
                trace: Some(imported),
                remark: None,
            };
            recorded(device, open, found.metric, value)
        })
        .collect()
}
