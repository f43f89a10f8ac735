//! Where the fibre ends.

use lineproof_domain::trace::{TraceEvent, TraceEventKind, TracePoint, TraceWarning};

/// The share of the curve's far end taken as noise.
const NOISE_SHARE: usize = 20;
/// How far above the noise a level counts as light from the fibre.
const ABOVE_NOISE_DB: f64 = 1.0;
/// How far the curve must fall from the fibre into the noise.
const FALL_DB: f64 = 3.0;
/// How far a level must rise or fall from the fibre's to belong to the end.
const LEAVES_FIBRE_DB: f64 = 1.0;
/// The length of a stretch in lengths of the pulse, and its bounds.
const STRETCH_PULSES: f64 = 5.0;
const LEAST_STRETCH_M: f64 = 20.0;
const LEAST_STRETCH_POINTS: usize = 16;
/// How many stretches the receiver may need after the reflection of the end.
const RECOVERY_STRETCHES: usize = 3;

/// The end and how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FibreEnd {
    /// An event marked as the end.
    Marked {
        distance_m: f64,
    },
    /// The farthest reflection.
    Reflection {
        distance_m: f64,
        event: u16,
    },
    /// The place where the curve falls into noise.
    Curve {
        distance_m: f64,
    },
    Unknown,
}

impl FibreEnd {
    /// `pulse_m` is the length of the pulse in the fibre: nothing shorter can be told apart.
    pub(super) fn find(events: &[TraceEvent], polyline: &[TracePoint], pulse_m: f64) -> Self {
        let marked = events
            .iter()
            .find(|event| event.kind == TraceEventKind::End);
        if let Some(TraceEvent { distance_m, .. }) = marked {
            return Self::Marked {
                distance_m: *distance_m,
            };
        }
        let reflection = events.iter().rev().find(|event| {
            let reflects = [TraceEventKind::Reflective, TraceEventKind::Saturated];
            event.distance_m > 0.0 && reflects.contains(&event.kind)
        });
        if let Some(TraceEvent {
            distance_m, number, ..
        }) = reflection
        {
            return Self::Reflection {
                distance_m: *distance_m,
                event: *number,
            };
        }
        match falls_into_noise_m(polyline, pulse_m) {
            Some(distance_m) => Self::Curve { distance_m },
            None => Self::Unknown,
        }
    }

    pub(super) fn distance_m(self) -> Option<f64> {
        match self {
            Self::Marked { distance_m }
            | Self::Reflection { distance_m, .. }
            | Self::Curve { distance_m } => Some(distance_m),
            Self::Unknown => None,
        }
    }

    pub(super) fn warn(self, events: &[TraceEvent], warnings: &mut Vec<TraceWarning>) {
        match self {
            Self::Marked { distance_m } => {
                let beyond = events
                    .iter()
                    .filter(|event| event.distance_m > distance_m)
                    .count();
                if let Ok(count @ 1..) = u16::try_from(beyond) {
                    warnings.push(TraceWarning::EventsBeyondEnd { count });
                }
            }
            Self::Reflection { event, .. } => {
                warnings.push(TraceWarning::EndFromReflection { event })
            }
            Self::Curve { .. } => warnings.push(TraceWarning::EndFromCurve),
            Self::Unknown => warnings.push(TraceWarning::NoEnd),
        }
    }
}

/// The place where the curve leaves the fibre for noise, to a metre.
///
/// The curve is looked at in stretches, each by its median: a ghost (an echo of the end at twice
/// its distance) is no fibre, and a splitter falls too, but not into noise. A fibre longer than
/// the measured range fades into its last points instead of falling, and has no end here.
fn falls_into_noise_m(polyline: &[TracePoint], pulse_m: f64) -> Option<f64> {
    let fibre = &polyline[polyline.partition_point(|point| point.distance_m < 0.0)..];
    let tail = &fibre[fibre.len() - fibre.len() / NOISE_SHARE..];
    let noise_db = quantile(tail, 0.95)? + ABOVE_NOISE_DB;

    let length_m = fibre.last()?.distance_m - fibre.first()?.distance_m;
    let stretch_m = (pulse_m * STRETCH_PULSES).max(LEAST_STRETCH_M);
    let stretch_points = (stretch_m / length_m * fibre.len() as f64) as usize;
    let stretches: Vec<&[TracePoint]> = fibre
        .chunks(stretch_points.max(LEAST_STRETCH_POINTS))
        .collect();

    let mut fibre_seen = false;
    let first_noise = stretches.iter().position(|stretch| {
        let in_noise = quantile(stretch, 0.5).is_none_or(|level_db| level_db <= noise_db);
        fibre_seen |= !in_noise;
        fibre_seen && in_noise
    })?;
    let before = first_noise.saturating_sub(RECOVERY_STRETCHES);
    let level_db = quantile(stretches[before], 0.5)?;
    if level_db < quantile(tail, 0.5)? + FALL_DB {
        return None;
    }
    let leaves_fibre = |point: &&TracePoint| (point.level_db - level_db).abs() > LEAVES_FIBRE_DB;
    let end = stretches[before..]
        .iter()
        .copied()
        .flatten()
        .find(leaves_fibre)?;
    let distance_m = end.distance_m.round();
    (distance_m > 0.0).then_some(distance_m)
}

/// The level below which the given share of the points lies.
fn quantile(points: &[TracePoint], share: f64) -> Option<f64> {
    let mut levels: Vec<f64> = points.iter().map(|point| point.level_db).collect();
    levels.sort_by(f64::total_cmp);
    let last = levels.len().checked_sub(1)?;
    levels.get((last as f64 * share) as usize).copied()
}
