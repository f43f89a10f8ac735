use super::traced::trace_of_wavelength;
use super::{Bench, Missing, MissingGroup, MissingItem, MissingReason, severity};
use crate::calendar::local_day;
use crate::catalogue::{Gate, Need, Severity, SignatureField, Step, StepGroup};
use crate::job::{Document, Standing};

/// Deeds of a step that are recorded by themselves and have not been.
pub(super) fn missing_marks(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    step.gates
        .iter()
        .filter_map(|gate| {
            let Gate::Mark(event) = gate else { return None };
            let what = MissingItem::Mark {
                event: event.clone(),
            };
            let is_there = bench.job.milestones.contains_key(event);
            if is_there {
                None
            } else {
                bench.lack(step, &Need::Must, what, MissingReason::Absent)
            }
        })
        .collect()
}

/// Traces, instruments, papers and signatures of a step that are not there.
pub(super) fn missing_evidence(bench: &Bench<'_>, step: &Step) -> Vec<Missing> {
    step.gates
        .iter()
        .filter_map(|gate| match gate {
            Gate::Mark(_) | Gate::Record { .. } => None,
            Gate::Trace {
                wavelength_nm,
                need,
            } => missing_trace(bench, step, *wavelength_nm, need),
            Gate::Instrument { instrument, need } => {
                missing_instrument(bench, step, instrument, need)
            }
            Gate::Document { document, need } => missing_document(bench, step, document, need),
            Gate::Signature { document, field } => missing_signature(bench, step, document, field),
        })
        .collect()
}

fn missing_trace(
    bench: &Bench<'_>,
    step: &Step,
    wavelength_nm: u32,
    need: &Need,
) -> Option<Missing> {
    match trace_of_wavelength(bench.job, wavelength_nm) {
        Some(_) => None,
        None => bench.lack(
            step,
            need,
            MissingItem::Trace { wavelength_nm },
            MissingReason::Absent,
        ),
    }
}

fn missing_instrument(
    bench: &Bench<'_>,
    step: &Step,
    instrument: &str,
    need: &Need,
) -> Option<Missing> {
    let noted = bench
        .job
        .instruments
        .iter()
        .rev()
        .find(|noted| noted.value.kind == instrument);
    let reason = match noted {
        None => MissingReason::Absent,
        Some(noted) => {
            let instrument = &noted.value;
            let until = instrument
                .calibrated_until
                .filter(|_| instrument.is_run_out(local_day(bench.now)))?;
            MissingReason::CalibrationExpired { until }
        }
    };
    let what = MissingItem::Instrument {
        instrument: instrument.to_owned(),
    };
    bench.lack(step, need, what, reason)
}

fn missing_document(
    bench: &Bench<'_>,
    step: &Step,
    document: &str,
    need: &Need,
) -> Option<Missing> {
    let reason = match bench.job.document(document) {
        None => MissingReason::Absent,
        Some(made) => staleness(made)?,
    };
    let what = MissingItem::Document {
        document: document.to_owned(),
    };
    bench.lack(step, need, what, reason)
}

fn missing_signature(
    bench: &Bench<'_>,
    step: &Step,
    document: &str,
    field: &str,
) -> Option<Missing> {
    let wanted = signature_field(bench, document, field)?;
    let signed = bench.job.document(document).is_some_and(|made| {
        let changed = made.standing == Standing::ChangedAfterSignature;
        !changed
            && made
                .signatures
                .iter()
                .any(|signature| wanted.is_met_by(&signature.facts.field))
    });
    if signed {
        return None;
    }
    let what = MissingItem::Signature {
        document: document.to_owned(),
        field: field.to_owned(),
    };
    let mut missing = bench.lack(step, &wanted.need, what, MissingReason::Absent)?;
    missing.severity = missing.severity.max(paper_severity(bench, step, document));
    if missing.severity == Severity::Info {
        return None;
    }
    if wanted.group == StepGroup::Afterwards {
        missing.group = MissingGroup::Afterwards;
    }
    Some(missing)
}

/// How much a step wants a paper: its signatures are wanted no more than it is.
fn paper_severity(bench: &Bench<'_>, step: &Step, document: &str) -> Severity {
    let wanted = step.gates.iter().find_map(|gate| match gate {
        Gate::Document { document: of, need } if of == document => Some(need),
        _ => None,
    });
    wanted.map_or(Severity::Must, |need| {
        severity(need, bench.job, bench.catalogue)
    })
}

fn signature_field<'a>(
    bench: &Bench<'a>,
    document: &str,
    field: &str,
) -> Option<&'a SignatureField> {
    let paper = bench.catalogue.document(document)?;
    paper
        .signatures
        .iter()
        .find(|candidate| candidate.key == field)
}

fn staleness(made: &Document) -> Option<MissingReason> {
    match made.standing {
        Standing::True | Standing::Overridden => None,
        Standing::Outdated => Some(MissingReason::Outdated),
        Standing::ChangedAfterSignature => Some(MissingReason::ChangedAfterSignature),
    }
}
