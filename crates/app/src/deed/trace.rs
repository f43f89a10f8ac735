use lineproof_domain::ids::EventId;
use lineproof_domain::registry::attachment_role::TRACE_ORIGINAL;
use lineproof_domain::registry::body::{Direction, TraceFacts, TraceImported, ValueSource};
use lineproof_domain::registry::{Body, NumberText};
use lineproof_domain::rules::{self, TraceValue};
use lineproof_domain::trace::{OtdrTrace, TraceWarning};
use lineproof_evidence::otdr::{self, SorError};
use lineproof_store::NewEvent;
use lineproof_store::blob::BlobUse;

use super::measure::{Value, recorded};
use super::photo::{BYTES_PER_MEGABYTE, base_name, check_size};
use crate::app::App;
use crate::device::{Device, OpenJob};
use crate::dto::{self, AppError, ErrorCode, JobView, TracePlot};
use crate::view;

const SOR_MIME: &str = "application/octet-stream";

impl App {
    /// Imports an instrument's file: the file as it came, what it says, and the values it measures. A damaged trace is
    /// kept too: it says nothing, and what asks for a trace stays unmet.
    pub fn import_trace(
        &self,
        job: &str,
        file_name: &str,
        bytes: &[u8],
        direction: Option<dto::Direction>,
    ) -> Result<JobView, AppError> {
        let direction = direction.map(dto::Direction::recorded);
        self.deed(job, |device, open| {
            check_size(file_name, bytes)?;
            let facts = said(file_name, bytes)?;
            let file = device.store.store_blob(BlobUse::Evidence, bytes)?;
            let body = Body::TraceImported(TraceImported {
                file_name: base_name(file_name),
                facts: facts.clone(),
                direction,
            });
            let imported = device
                .event(open, body)
                .with_blob(file, SOR_MIME, TRACE_ORIGINAL);
            let read = Read {
                facts: &facts,
                direction,
                imported: imported.id,
            };
            let values = values(device, open, &read);
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

/// What a file says; a damaged one only says that it is. What never was a trace is refused.
fn said(file_name: &str, bytes: &[u8]) -> Result<TraceFacts, AppError> {
    match otdr::read(bytes) {
        Ok(read) => Ok(facts(&read)),
        Err(SorError::Empty | SorError::NotSor) => {
            Err(AppError::new(ErrorCode::TraceNotSor).with("file", base_name(file_name)))
        }
        Err(SorError::TooLarge { limit, .. }) => Err(AppError::new(ErrorCode::FileTooLarge)
            .with("file", base_name(file_name))
            .with("limit", limit / BYTES_PER_MEGABYTE)),
        Err(
            damage @ (SorError::CutShort { .. }
            | SorError::BlockMissing { .. }
            | SorError::BlockMisplaced { .. }
            | SorError::FieldCut { .. }
            | SorError::Impossible { .. }),
        ) => {
            tracing::info!(trace.error = %damage);
            Ok(TraceFacts {
                warnings: vec![damage.to_string()],
                ..TraceFacts::default()
            })
        }
    }
}

fn facts(read: &OtdrTrace) -> TraceFacts {
    let facts = &read.facts;
    // A loss that this fibre cannot have was not measured: it would pass every limit.
    let is_implausible = facts.warnings.contains(&TraceWarning::TotalLossImplausible);
    let total_loss_db = facts.total_loss_db.filter(|_| !is_implausible);
    TraceFacts {
        instrument: facts.instrument.clone(),
        serial: facts.serial.clone(),
        measured_at: facts.measured_at,
        wavelength_nm: facts.wavelength_nm.and_then(|value| number(value, 1)),
        pulse_ns: facts.pulse_ns.map(u32::from),
        refractive_index: number(facts.refractive_index, 5),
        length_m: facts.length_m.and_then(|value| number(value, 1)),
        total_loss_db: total_loss_db.and_then(|value| number(value, 3)),
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

/// An imported trace: what it says, which way it was measured, its event.
struct Read<'a> {
    facts: &'a TraceFacts,
    direction: Option<Direction>,
    imported: EventId,
}

/// The values of every metric that this file measures.
fn values(device: &Device, open: &OpenJob, read: &Read<'_>) -> Vec<NewEvent> {
    let facts = read.facts;
    let steps = rules::steps_of(&open.state, &open.catalogue);
    let found = steps.into_iter().flat_map(|step| {
        rules::values_from_trace(&open.catalogue, step, &open.plan.service, facts)
    });
    found
        .map(|found| {
            let value = Value {
                scope: found.scope,
                run: run_of(open, &found, read),
                text: found.value.to_string(),
                source: ValueSource::File,
                trace: Some(read.imported),
                direction: read.direction,
                remark: None,
            };
            recorded(device, open, found.metric, value)
        })
        .collect()
}

/// The run that a value goes to. A newer trace of the same wavelength and direction corrects the older one's value; one
/// of another wavelength or direction stands beside it.
fn run_of(open: &OpenJob, found: &TraceValue<'_>, read: &Read<'_>) -> u32 {
    let facts = read.facts;
    let state = &open.state;
    let traced: Vec<(u32, &TraceFacts)> = state
        .measurements_of(found.scope.as_str(), &found.metric.key)
        .filter_map(|field| {
            let value = &field.latest()?.value;
            if value.direction != read.direction {
                return None;
            }
            let trace = state
                .traces
                .iter()
                .find(|one| Some(one.event) == value.trace)?;
            Some((value.run, &trace.facts.facts))
        })
        .collect();
    let is_same = |(_, earlier): &&(u32, &TraceFacts)| rules::is_same_wavelength(earlier, facts);
    let is_taken = |run: &u32| traced.iter().any(|(taken, _)| taken == run);
    match traced.iter().find(is_same) {
        Some((run, _)) => *run,
        None => (1..).find(|run| !is_taken(run)).unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lineproof_evidence::sor_writer::SorFile;

    fn said_by(change: impl FnOnce(&mut SorFile)) -> TraceFacts {
        let mut file = SorFile::default();
        change(&mut file);
        said("line.sor", &file.write()).unwrap()
    }

    #[test]
    fn a_loss_that_the_fibre_cannot_have_is_no_measured_value() {
        let facts = said_by(|file| file.total_loss_mdb = 9);
        assert_eq!(facts.total_loss_db, None);
        assert!(facts.length_m.is_some());
        assert!(said_by(|_| ()).total_loss_db.is_some());
    }

    #[test]
    fn a_damaged_trace_says_nothing_but_that() {
        let whole = SorFile::default().write();
        let facts = said("line.sor", &whole[..whole.len() / 2]).unwrap();
        assert_eq!((facts.length_m, facts.warnings.len()), (None, 1));
        let refused = said("line.sor", b"a letter to a friend").unwrap_err();
        assert_eq!(refused.code, ErrorCode::TraceNotSor);
    }
}
