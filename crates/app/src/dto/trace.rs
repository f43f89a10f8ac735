use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Direction, Storage, Words};

/// An imported OTDR trace in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// Names it in `trace_plot`.
    pub event: String,
    /// Name of the file as it came.
    pub file_name: String,
    /// When it was imported.
    pub recorded_at: String,
    /// Which way it was measured, where that was said.
    pub direction: Option<Direction>,
    /// What the file says.
    pub facts: TraceFacts,
    /// What was odd about the file.
    pub warnings: Vec<Words>,
    /// Where it is.
    pub storage: Storage,
}

/// What a trace file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TraceFacts {
    /// Maker and model.
    pub instrument: Option<String>,
    /// Serial number.
    pub serial: Option<String>,
    /// Wavelength, nm.
    pub wavelength_nm: Option<f64>,
    /// Pulse, ns.
    pub pulse_ns: Option<f64>,
    /// Length of the fibre, m.
    pub length_m: Option<f64>,
    /// Loss from end to end, dB.
    pub total_loss_db: Option<f64>,
    /// Optical return loss, dB.
    pub orl_db: Option<f64>,
}

/// A trace to draw: at most about 1,500 points, thinned so that every peak stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TracePlot {
    /// The trace.
    pub trace: Trace,
    /// Name of the near end.
    pub a_name: String,
    /// Name of the far end.
    pub z_name: String,
    /// Distance of each point, m.
    pub distance_m: Vec<f64>,
    /// Level at each point, dB; higher is more light.
    pub level_db: Vec<f64>,
    /// Events of the instrument.
    pub events: Vec<TraceEvent>,
}

/// An event the instrument found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TraceEvent {
    /// Where, m.
    pub distance_m: f64,
    /// Loss, dB.
    pub loss_db: Option<f64>,
    /// Reflectance, dB.
    pub reflectance_db: Option<f64>,
    /// What it is.
    pub kind: TraceEventKind,
}

/// The kinds of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TraceEventKind {
    /// A connector or break with reflection.
    Reflective,
    /// A splice or bend.
    NonReflective,
    /// A reflection beyond the instrument's range.
    Saturated,
    /// The end of the fibre.
    End,
}
