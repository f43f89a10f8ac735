//! What an OTDR trace says, in plain types that the report and every screen share.
//!
//! Reading instrument files is the evidence crate's work; the types live here so that rules,
//! documents and screens speak of a trace without knowing any file format.

mod plot;

pub use plot::{PlotAxis, PlotMark, PlotPoint, PlotTick, TracePlot, decimate};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Speed of light in vacuum, metres in a tenth of a nanosecond (the unit of time of a trace file).
const METRES_PER_TENTH_NANOSECOND: f64 = 0.029_979_245_8;

/// The one-way distance that light travels in a fibre, in metres.
///
/// `time_tenth_ns` is the one-way time in units of 0.1 ns, `refractive_index` the group index.
pub fn distance_m(time_tenth_ns: f64, refractive_index: f64) -> f64 {
    time_tenth_ns * METRES_PER_TENTH_NANOSECOND / refractive_index
}

/// A trace as read from one instrument file: its facts and the measured curve.
#[derive(Debug, Clone, PartialEq)]
pub struct OtdrTrace {
    /// Everything but the curve.
    pub facts: TraceFacts,
    /// The measured curve, nearest point first, distances from the start of the fibre; points
    /// before it (launch fibre, lead-in) have negative distances.
    pub polyline: Vec<TracePoint>,
}

/// What one trace file states, `None` where the instrument did not measure or write it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TraceFacts {
    /// Supplier, model and module as written, joined by spaces.
    pub instrument: Option<String>,
    /// Serial number of the instrument, of its module where the instrument has none.
    pub serial: Option<String>,
    /// Software version of the instrument.
    pub software: Option<String>,
    /// The laser's wavelength in nm as measured by the maker (1312.9).
    pub wavelength_nm: Option<f64>,
    /// The wavelength class in nm (1310), by which limits are chosen.
    pub nominal_wavelength_nm: Option<u16>,
    /// Pulse width in ns; of the first pulse where several were used.
    pub pulse_ns: Option<u16>,
    /// Group refractive index that all distances of this file were computed with.
    pub refractive_index: f64,
    /// Distance from the start of the fibre to its end, in metres.
    pub length_m: Option<f64>,
    /// Loss of the whole fibre in dB.
    pub total_loss_db: Option<f64>,
    /// Optical return loss of the whole fibre in dB.
    pub orl_db: Option<f64>,
    /// The instrument's event table, in the order of distance.
    pub events: Vec<TraceEvent>,
    /// Number of measured points.
    pub points: u32,
    /// Distance between two points in metres; of the first pulse where several were used.
    pub sample_spacing_m: f64,
    /// Date and time as written in the file: it has no zone, and many instruments write local time.
    pub measured_at: Option<NaiveDateTime>,
    /// Cable named by the operator.
    pub cable: Option<String>,
    /// Fibre named by the operator.
    pub fibre: Option<String>,
    /// Near end.
    pub location_a: Option<String>,
    /// Far end.
    pub location_b: Option<String>,
    /// Who measured.
    pub operator: Option<String>,
    /// Remark of the operator.
    pub comment: Option<String>,
    /// What a reader of this trace should know before trusting it.
    pub warnings: Vec<TraceWarning>,
}

/// One event of the instrument's table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TraceEvent {
    /// Number given by the instrument; it may start at any value and leave gaps.
    pub number: u16,
    /// Distance from the start of the fibre in metres.
    pub distance_m: f64,
    /// Loss of the event in dB; negative where the curve gains.
    pub loss_db: Option<f64>,
    /// Reflectance in dB (normally negative).
    pub reflectance_db: Option<f64>,
    /// Attenuation of the fibre before the event in dB/km.
    pub slope_db_per_km: Option<f64>,
    /// What the event is.
    pub kind: TraceEventKind,
    /// Remark in the file.
    pub comment: Option<String>,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceEventKind {
    /// A connector, mechanical splice or crack.
    Reflective,
    /// A fusion splice or a bend.
    NonReflective,
    /// A reflection beyond the receiver's range.
    Saturated,
    /// The end of the fibre, whatever it reflects.
    End,
}

/// One measured point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TracePoint {
    /// Distance from the start of the fibre in metres, negative before it.
    pub distance_m: f64,
    /// Received level in dB on the instrument's own scale; only differences mean something.
    pub level_db: f64,
}

/// What a reader of a trace should know before trusting it. No warning makes a file unreadable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum TraceWarning {
    /// The file has no checksum block.
    #[error("the file carries no checksum")]
    ChecksumMissing,
    /// Checksum stored as zero, as some makers do.
    #[error("the instrument did not compute a checksum")]
    ChecksumNotComputed,
    /// Several makers use another algorithm than the public one, so this is common.
    #[error("the checksum does not match the usual algorithm; several makers use their own")]
    ChecksumDiffers,
    /// The file ends early, but beyond the end of the fibre.
    #[error(
        "the file ends at byte {actual_bytes} of {expected_bytes}; event table and curve up to the fibre's end are whole"
    )]
    CutShort {
        /// Size by the file's own map.
        expected_bytes: u32,
        /// Size of the file.
        actual_bytes: u32,
    },
    /// Bytes after the last block, not read.
    #[error("{count} bytes after the last block were not read")]
    TrailingBytes {
        /// Number of bytes.
        count: u32,
    },
    /// The number of points in the settings is not that of the curve.
    #[error("the settings state {stated} points, the curve has {found}")]
    PointCountDiffers {
        /// Points by the settings block.
        stated: u32,
        /// Points read.
        found: u32,
    },
    /// Several pulse widths make up the curve.
    #[error("the curve was measured with {count} pulse widths; the first is shown")]
    SeveralPulses {
        /// Number of pulse widths.
        count: u16,
    },
    /// No event table in the file.
    #[error("the file has no event table")]
    NoEventTable,
    /// The event table ends without its totals.
    #[error("the event table has no total loss and return loss")]
    NoTotals,
    /// No event is marked as the end; the farthest reflection was taken.
    #[error("no event is marked as the fibre's end; the reflection of event {event} was taken")]
    EndFromReflection {
        /// Number of that event.
        event: u16,
    },
    /// No event is marked as the end; the place where the curve falls into noise was taken.
    #[error("no event is marked as the fibre's end; it was taken where the curve falls into noise")]
    EndFromCurve,
    /// Neither the events nor the curve show an end.
    #[error("neither the event table nor the curve shows the fibre's end")]
    NoEnd,
    /// Events lie beyond the end (a receive reel).
    #[error("{count} events lie beyond the fibre's end (a receive fibre)")]
    EventsBeyondEnd {
        /// Number of events.
        count: u16,
    },
    /// The instrument marks a start that is not the zero of its distances.
    #[error(
        "the fibre's start is marked at {distance_m} m; all distances count from the file's zero"
    )]
    StartMarked {
        /// Distance of the first mark in metres.
        distance_m: f64,
    },
    /// A passive fibre cannot reflect more than it receives.
    #[error(
        "{count} events, the first of them event {event}, have a positive reflectance, which cannot be; it is shown as written"
    )]
    PositiveReflectance {
        /// Number of the first of them.
        event: u16,
        /// How many.
        count: u16,
    },
    /// The total loss is a whole number of dB.
    #[error("the instrument rounded the total loss to whole dB")]
    TotalLossRounded,
    /// The total loss cannot belong to a fibre of this length.
    #[error("the total loss is too small for a fibre of this length; read it from the curve")]
    TotalLossImplausible,
    /// Texts longer than anything an operator names were cut.
    #[error("{count} texts in the file are too long; only their beginning was read")]
    TextsClipped {
        /// How many.
        count: u32,
    },
    /// The instrument's clock was never set.
    #[error("the instrument's clock was not set when it measured")]
    ClockNotSet,
    /// The maker's own block holds a second copy of the curve, which other viewers may show.
    #[error(
        "block {block:?} holds the maker's own copy of the curve; other viewers may show that one"
    )]
    SecondCurveCopy {
        /// Name of the block.
        block: String,
    },
}

impl TraceFacts {
    /// Mean attenuation of the whole fibre in dB/km, where length and total loss are known.
    pub fn mean_attenuation_db_per_km(&self) -> Option<f64> {
        let length_m = self.length_m.filter(|length_m| *length_m > 0.0)?;
        Some(self.total_loss_db? / (length_m / 1000.0))
    }

    /// The length that another group index would give: two files compare only at the same index.
    pub fn length_m_at(&self, refractive_index: f64) -> Option<f64> {
        Some(self.length_m? * self.refractive_index / refractive_index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn facts(length_m: Option<f64>, events: Vec<TraceEvent>) -> TraceFacts {
        TraceFacts {
            instrument: None,
            serial: None,
            software: None,
            wavelength_nm: Some(1310.0),
            nominal_wavelength_nm: Some(1310),
            pulse_ns: Some(100),
            refractive_index: 1.4677,
            length_m,
            total_loss_db: Some(2.64),
            orl_db: None,
            events,
            points: 0,
            sample_spacing_m: 1.0,
            measured_at: None,
            cable: None,
            fibre: None,
            location_a: None,
            location_b: None,
            operator: None,
            comment: None,
            warnings: Vec::new(),
        }
    }

    #[test]
    fn light_takes_4_9_ns_for_a_metre_of_fibre() {
        let metre = distance_m(48.957, 1.4677);
        assert!((metre - 1.0).abs() < 1e-4, "{metre}");
    }

    #[test]
    fn mean_attenuation_is_loss_by_length() {
        let mean = facts(Some(8000.0), Vec::new())
            .mean_attenuation_db_per_km()
            .unwrap();
        assert!((mean - 0.33).abs() < 1e-9, "{mean}");
        assert_eq!(facts(None, Vec::new()).mean_attenuation_db_per_km(), None);
        assert_eq!(
            facts(Some(0.0), Vec::new()).mean_attenuation_db_per_km(),
            None
        );
    }

    #[test]
    fn a_higher_index_means_a_shorter_fibre() {
        let length_m = facts(Some(1000.0), Vec::new()).length_m_at(1.4750).unwrap();
        assert!((length_m - 995.05).abs() < 0.01, "{length_m}");
    }
}
