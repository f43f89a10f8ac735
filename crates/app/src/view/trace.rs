use lineproof_domain::job;
use lineproof_domain::registry::NumberText;
use lineproof_domain::trace::{OtdrTrace, TraceEventKind, decimate};
use lineproof_evidence::otdr::Remark;

use super::ViewContext;
use super::words::{said, time};
use crate::dto::{self, Words};

/// Columns a plot is thinned to; each keeps its highest and lowest point.
const PLOT_COLUMNS: usize = 750;

pub(super) fn trace(imported: &job::Trace, context: &ViewContext<'_>) -> dto::Trace {
    let number = |text: &Option<NumberText>| text.as_ref().map(NumberText::approximate);
    let facts = &imported.facts.facts;
    let blobs: Vec<_> = imported.file.iter().map(|file| file.sha256).collect();
    dto::Trace {
        event: imported.event.to_string(),
        file_name: imported.facts.file_name.clone(),
        recorded_at: time(imported.occurred_at.at),
        direction: imported.facts.direction.map(dto::Direction::shown),
        facts: dto::TraceFacts {
            instrument: facts.instrument.clone(),
            serial: facts.serial.clone(),
            wavelength_nm: number(&facts.wavelength_nm),
            pulse_ns: facts.pulse_ns.map(f64::from),
            length_m: number(&facts.length_m),
            total_loss_db: number(&facts.total_loss_db),
            orl_db: number(&facts.orl_db),
        },
        warnings: facts.warnings.iter().map(|one| warning(one)).collect(),
        storage: context.storage_with(imported.event, &blobs),
    }
}

/// The record keeps the reader's sentence; a newer program may write one that this one does not know.
fn warning(sentence: &str) -> Words {
    let Some(remark) = Remark::of(sentence) else {
        return said("document-trace-warning-other", &[]);
    };
    let args: Vec<(&str, &str)> = remark
        .args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    said(&format!("document-trace-warning-{}", remark.code), &args)
}

/// A trace to draw, from its file.
pub fn trace_plot(
    imported: &job::Trace,
    read: &OtdrTrace,
    context: &ViewContext<'_>,
) -> dto::TracePlot {
    let points = decimate(&read.polyline, PLOT_COLUMNS);
    dto::TracePlot {
        trace: trace(imported, context),
        a_name: context.plan.a_site.name.clone(),
        z_name: context.plan.z_site.name.clone(),
        distance_m: points.iter().map(|point| point.distance_m).collect(),
        level_db: points.iter().map(|point| point.level_db).collect(),
        events: read
            .facts
            .events
            .iter()
            .map(|event| dto::TraceEvent {
                distance_m: event.distance_m,
                loss_db: event.loss_db,
                reflectance_db: event.reflectance_db,
                kind: match event.kind {
                    TraceEventKind::Reflective => dto::TraceEventKind::Reflective,
                    TraceEventKind::NonReflective => dto::TraceEventKind::NonReflective,
                    TraceEventKind::Saturated => dto::TraceEventKind::Saturated,
                    TraceEventKind::End => dto::TraceEventKind::End,
                },
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_odd_about_a_file_is_said_in_both_languages() {
        let cut = warning(
            "the file ends at byte 800 of 900; event table and curve up to the fibre's end are whole",
        );
        assert!(cut.zh.contains("800") && cut.zh.contains("900"), "{cut:?}");
        assert!(!cut.zh.contains("the file"), "{cut:?}");
        assert!(cut.en.contains("800"), "{cut:?}");
        let newer = warning("the fibre sings");
        assert!(!newer.zh.contains("sings"), "{newer:?}");
    }
}
