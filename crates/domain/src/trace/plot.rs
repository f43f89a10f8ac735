//! The geometry of a trace plot, so that the PDF and both windows draw the same picture.

use super::{OtdrTrace, TraceEvent, TraceEventKind, TracePoint};
use serde::{Deserialize, Serialize};

/// How far the plot reaches beyond the fibre's end, as a share of the length.
const BEYOND_END: f64 = 0.15;
/// How much of the noise below the weakest level of the fibre is shown, in dB.
const NOISE_SHOWN_DB: f64 = 10.0;
/// How much of reflections above the strongest level of the fibre is shown, in dB.
const REFLECTION_SHOWN_DB: f64 = 8.0;
/// The share of the fibre's points that are backscatter; the others are reflections.
const BACKSCATTER: f64 = 0.95;
/// About how many ticks an axis should have.
const TICKS_WANTED: f64 = 7.0;

/// A trace ready to be drawn. Positions are shares of the plot's area from 0 to 1, origin at the
/// lower left: multiply by the width and height in pixels or millimetres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TracePlot {
    /// Distance in km from the start of the fibre.
    pub distance_km: PlotAxis,
    /// Level in dB above the plot's lower edge (an OTDR has no absolute level).
    pub level_db: PlotAxis,
    /// The curve from left to right.
    pub line: Vec<PlotPoint>,
    /// The events within the plot.
    pub marks: Vec<PlotMark>,
}

/// One axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlotAxis {
    /// Value at the axis' start.
    pub from: f64,
    /// Value at its end, always greater.
    pub until: f64,
    /// Where to draw lines and numbers.
    pub ticks: Vec<PlotTick>,
}

/// One line and number of an axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlotTick {
    /// Share of the axis, 0 to 1.
    pub position: f64,
    /// The number to write, with a point as decimal sign.
    pub label: String,
}

/// One point of the curve, shares of width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlotPoint {
    /// Share of the width from the left.
    pub x: f64,
    /// Share of the height from below.
    pub y: f64,
}

/// One event in the plot, on the curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlotMark {
    /// The event's number in the table.
    pub number: u16,
    /// What it is.
    pub kind: TraceEventKind,
    /// Share of the width from the left.
    pub x: f64,
    /// Share of the height from below.
    pub y: f64,
}

impl TracePlot {
    /// The plot of a trace for a drawing area `columns` pixels (or printer dots) wide; `None`
    /// where the trace has no curve over the fibre.
    pub fn of(trace: &OtdrTrace, columns: usize) -> Option<TracePlot> {
        let shown = shown_points(trace);
        let (first, last) = (shown.first()?, shown.last()?);
        if last.distance_m <= first.distance_m {
            return None;
        }
        let (low_db, high_db) = level_range(trace, shown)?;
        let distance_km = PlotAxis::new(0.0, last.distance_m / 1000.0);
        let level_db = PlotAxis::new(0.0, high_db - low_db);
        let place = |distance_m: f64, level: f64| PlotPoint {
            x: distance_km.position(distance_m / 1000.0),
            y: level_db.position((level - low_db).clamp(0.0, high_db - low_db)),
        };
        let line = decimate(shown, columns)
            .iter()
            .map(|point| place(point.distance_m, point.level_db))
            .collect();
        let within =
            |event: &&TraceEvent| (first.distance_m..=last.distance_m).contains(&event.distance_m);
        let marks = trace
            .facts
            .events
            .iter()
            .filter(within)
            .map(|event| {
                let at = place(event.distance_m, level_at(shown, event.distance_m));
                PlotMark {
                    number: event.number,
                    kind: event.kind,
                    x: at.x,
                    y: at.y,
                }
            })
            .collect();
        Some(TracePlot {
            distance_km,
            level_db,
            line,
            marks,
        })
    }
}

impl PlotAxis {
    fn new(from: f64, until: f64) -> PlotAxis {
        let step = tick_step(until - from);
        // The small addition keeps 0.001 at three decimals whichever way its logarithm is rounded.
        let decimals = (-(step.log10() + 1e-9).floor()).max(0.0) as usize;
        let mut axis = PlotAxis {
            from,
            until,
            ticks: Vec::new(),
        };
        let mut index = (from / step).ceil();
        while index * step <= until {
            let value = index * step;
            // Adding zero turns -0 into 0.
            let label = format!("{:.decimals$}", value + 0.0);
            axis.ticks.push(PlotTick {
                position: axis.position(value),
                label,
            });
            index += 1.0;
        }
        axis
    }

    fn position(&self, value: f64) -> f64 {
        (value - self.from) / (self.until - self.from)
    }
}

/// 1, 2 or 5 times a power of ten.
fn tick_step(range: f64) -> f64 {
    let raw = range / TICKS_WANTED;
    let power = 10_f64.powf(raw.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|step| *step >= raw)
        .unwrap_or(10.0 * power)
}

/// From the start of the fibre to a little beyond its end, or its last event.
fn shown_points(trace: &OtdrTrace) -> &[TracePoint] {
    let points = trace.polyline.as_slice();
    let start = points.partition_point(|point| point.distance_m < 0.0);
    let farthest_m = trace.facts.events.iter().map(|event| event.distance_m);
    let end = match farthest_m.chain(trace.facts.length_m).reduce(f64::max) {
        Some(end_m) if end_m > 0.0 => {
            points.partition_point(|point| point.distance_m <= end_m * (1.0 + BEYOND_END))
        }
        _ => points.len(),
    };
    points.get(start..end).unwrap_or_default()
}

/// Lowest and highest level to show: the whole fibre, some noise below it and some of the
/// reflections above it, as both would press the fibre flat.
fn level_range(trace: &OtdrTrace, shown: &[TracePoint]) -> Option<(f64, f64)> {
    let levels = sorted_levels(shown);
    let (mut low_db, mut high_db) = (*levels.first()?, *levels.last()?);
    if let Some(length_m) = trace.facts.length_m {
        let fibre = &shown[..shown.partition_point(|point| point.distance_m < length_m)];
        let levels = sorted_levels(typical(fibre));
        let strongest = levels.get((levels.len() as f64 * BACKSCATTER) as usize)?;
        low_db = low_db.max(levels.first()? - NOISE_SHOWN_DB);
        high_db = high_db.min(strongest + REFLECTION_SHOWN_DB);
    }
    (high_db > low_db).then_some((low_db, high_db))
}

fn sorted_levels(points: &[TracePoint]) -> Vec<f64> {
    let mut levels: Vec<f64> = points.iter().map(|point| point.level_db).collect();
    levels.sort_by(f64::total_cmp);
    levels
}

/// The fibre without its first and last hundredth, where dead zones reach the noise.
fn typical(fibre: &[TracePoint]) -> &[TracePoint] {
    let edge = fibre.len() / 100 + 1;
    fibre
        .get(edge..fibre.len().saturating_sub(edge))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(fibre)
}

/// The level just before a place: an event's mark sits on the fibre, not on its reflection.
fn level_at(points: &[TracePoint], distance_m: f64) -> f64 {
    let after = points.partition_point(|point| point.distance_m < distance_m);
    points
        .get(after.saturating_sub(1))
        .map_or(0.0, |point| point.level_db)
}

/// At most four points for each of `columns` columns: the first, lowest, highest and last, so that
/// no reflection is lost and the line stays joined.
pub fn decimate(points: &[TracePoint], columns: usize) -> Vec<TracePoint> {
    let columns = columns.max(1);
    if points.len() <= columns * 4 {
        return points.to_vec();
    }
    let mut kept = Vec::with_capacity(columns * 4);
    for column in 0..columns {
        let from = column * points.len() / columns;
        let until = (column + 1) * points.len() / columns;
        let by_level = |a: &usize, b: &usize| points[*a].level_db.total_cmp(&points[*b].level_db);
        let lowest = (from..until).min_by(by_level).unwrap_or(from);
        let highest = (from..until).max_by(by_level).unwrap_or(from);
        let mut chosen = [from, lowest, highest, until - 1];
        chosen.sort_unstable();
        for (place, index) in chosen.iter().enumerate() {
            if place == 0 || chosen[place - 1] != *index {
                kept.push(points[*index]);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::tests::facts;
    use super::*;

    fn straight_fibre(length_m: f64) -> OtdrTrace {
        let level = |distance: f64| {
            if distance < length_m {
                -10.0 - distance / 3000.0
            } else {
                -60.0
            }
        };
        let polyline: Vec<TracePoint> = (-200..20_000)
            .map(f64::from)
            .map(|distance_m| TracePoint {
                distance_m,
                level_db: level(distance_m),
            })
            .collect();
        let end = TraceEvent {
            number: 1,
            distance_m: length_m,
            loss_db: None,
            reflectance_db: None,
            slope_db_per_km: None,
            kind: TraceEventKind::End,
            comment: None,
        };
        OtdrTrace {
            facts: facts(Some(length_m), vec![end]),
            polyline,
        }
    }

    #[test]
    fn decimation_keeps_every_spike_and_both_ends() {
        let mut points: Vec<TracePoint> = (0..100_000)
            .map(|i| TracePoint {
                distance_m: f64::from(i),
                level_db: 0.0,
            })
            .collect();
        points[54_321].level_db = 9.0;
        points[54_322].level_db = -9.0;
        let kept = decimate(&points, 500);
        assert!(kept.len() <= 2000);
        assert_eq!(kept.first(), points.first());
        assert_eq!(kept.last(), points.last());
        assert!(kept.contains(&points[54_321]) && kept.contains(&points[54_322]));
        assert!(
            kept.windows(2)
                .all(|pair| pair[0].distance_m < pair[1].distance_m)
        );
    }

    #[test]
    fn decimation_of_few_points_changes_nothing() {
        let points = straight_fibre(100.0).polyline[..30].to_vec();
        assert_eq!(decimate(&points, 10), points);
        assert!(decimate(&[], 10).is_empty());
    }

    #[test]
    fn plot_shows_the_fibre_and_a_little_beyond_with_round_ticks() {
        let plot = TracePlot::of(&straight_fibre(7500.0), 600).unwrap();
        let labels: Vec<&str> = plot
            .distance_km
            .ticks
            .iter()
            .map(|t| t.label.as_str())
            .collect();
        assert_eq!(labels, ["0", "2", "4", "6", "8"]);
        assert!((plot.distance_km.until - 8.625).abs() < 0.002);
        // 2.5 dB of fibre and 10 dB of noise.
        assert!(
            (plot.level_db.until - 12.5).abs() < 0.1,
            "{}",
            plot.level_db.until
        );
        assert_eq!(plot.marks.len(), 1);
        assert!((plot.marks[0].x - 7500.0 / 8625.0).abs() < 1e-3);
        let inside = |v: f64| (0.0..=1.0).contains(&v);
        assert!(plot.line.iter().all(|p| inside(p.x) && inside(p.y)));
    }

    #[test]
    fn a_high_reflection_is_clipped_and_its_mark_sits_on_the_fibre() {
        let mut trace = straight_fibre(7500.0);
        for point in trace
            .polyline
            .iter_mut()
            .filter(|p| (7500.0..7520.0).contains(&p.distance_m))
        {
            point.level_db = 40.0;
        }
        let plot = TracePlot::of(&trace, 600).unwrap();
        assert!(plot.level_db.until < 21.0, "{}", plot.level_db.until);
        assert!(plot.line.iter().any(|point| point.y == 1.0));
        let fibre_level = 10.0 / plot.level_db.until;
        assert!(
            (plot.marks[0].y - fibre_level).abs() < 0.01,
            "{:?}",
            plot.marks[0]
        );
    }

    #[test]
    fn a_trace_without_points_has_no_plot() {
        let mut trace = straight_fibre(100.0);
        trace.polyline.clear();
        assert_eq!(TracePlot::of(&trace, 600), None);
        // A flat line has no range of levels to draw.
        trace.polyline = (0..9)
            .map(|i| TracePoint {
                distance_m: f64::from(i),
                level_db: -3.0,
            })
            .collect();
        assert_eq!(TracePlot::of(&trace, 600), None);
    }

    #[test]
    fn short_fibres_get_decimal_ticks() {
        let plot = TracePlot::of(&straight_fibre(60.0), 600).unwrap();
        assert_eq!(plot.distance_km.ticks[1].label, "0.01");
        assert_eq!(plot.distance_km.ticks[0].label, "0.00");
    }
}
