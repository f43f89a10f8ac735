//! The measured curve.

use super::blocks::FixedParameters;
use super::cursor::Cursor;
use super::error::SorError;
use super::map::BlockBody;
use lineproof_domain::trace::{TracePoint, TraceWarning};

/// Levels are thousandths of a dB at the usual scale factor of 1000.
const LEVEL_UNITS: f64 = 1e6;
/// Ten times the points of the finest instruments (200,000 over 65 km).
const MAX_POINTS: usize = 2_000_000;

/// The levels in the order of the file.
#[derive(Debug)]
pub(super) struct Curve {
    levels_db: Vec<f64>,
    /// Whether the file ends within the curve.
    pub(super) is_cut: bool,
}

impl Curve {
    /// Reads as many points as there are; `fixed` tells parts of one curve from further curves.
    pub(super) fn read(body: BlockBody<'_>, fixed: &FixedParameters) -> Result<Self, SorError> {
        let mut cursor = body.cursor;
        let mut curve = Curve {
            levels_db: Vec::new(),
            is_cut: body.is_cut,
        };
        match curve.read_parts(&mut cursor, fixed) {
            Err(_) if body.is_cut => Ok(curve),
            Err(error) => Err(error),
            Ok(()) => Ok(curve),
        }
    }

    fn read_parts(
        &mut self,
        cursor: &mut Cursor<'_>,
        fixed: &FixedParameters,
    ) -> Result<(), SorError> {
        cursor.u32("number of points")?;
        // Each part has its own scale factor; several pulse widths make several parts.
        let parts = cursor.u16("number of parts of the curve")?;
        let wanted = fixed.stated_points() as usize;
        for part in 0..parts {
            if part > 0 && self.levels_db.len() >= wanted {
                break;
            }
            let stated = cursor.u32("number of points of a part")?;
            let count = stated as usize;
            let scale = f64::from(cursor.u16("scale of a part")?);
            let whole = cursor.remaining() / 2;
            if self.levels_db.len() + whole.min(count) > MAX_POINTS {
                return Err(cursor.impossible("number of points of a part", 4 + 2, stated));
            }
            let levels = cursor.bytes("points", whole.min(count) * 2)?;
            self.levels_db.extend(levels.chunks_exact(2).map(|pair| {
                -f64::from(u16::from_le_bytes([pair[0], pair[1]])) * scale / LEVEL_UNITS
            }));
            if whole < count {
                return Err(cursor.field_cut("points"));
            }
        }
        if self.levels_db.is_empty() {
            return Err(cursor.impossible("number of points", 0, 0));
        }
        Ok(())
    }

    pub(super) fn point_count(&self) -> u32 {
        u32::try_from(self.levels_db.len()).unwrap_or(u32::MAX)
    }

    /// The curve over the distance from the start of the fibre, which lies `user_offset_tenth_ns`
    /// beyond the instrument's port.
    pub(super) fn polyline(
        &self,
        fixed: &FixedParameters,
        user_offset_tenth_ns: i32,
    ) -> Vec<TracePoint> {
        let mut time_tenth_ns = -fixed.lead_tenth_ns - f64::from(user_offset_tenth_ns);
        let mut pulses = fixed.pulses.iter();
        let mut pulse = pulses.next();
        let mut left_of_pulse = pulse.map_or(0, |pulse| pulse.points);
        let mut polyline = Vec::with_capacity(self.levels_db.len());
        for level_db in &self.levels_db {
            let distance_m = fixed.in_metres(time_tenth_ns);
            polyline.push(TracePoint {
                distance_m,
                level_db: *level_db,
            });
            left_of_pulse = left_of_pulse.saturating_sub(1);
            time_tenth_ns += pulse.map_or(0.0, |pulse| pulse.spacing_tenth_ns);
            // Points beyond the stated number keep the last spacing.
            if left_of_pulse == 0
                && let Some(next) = pulses.next()
            {
                left_of_pulse = next.points;
                pulse = Some(next);
            }
        }
        polyline
    }

    pub(super) fn warn(&self, fixed: &FixedParameters, warnings: &mut Vec<TraceWarning>) {
        let (stated, found) = (fixed.stated_points(), self.point_count());
        if stated != found && !self.is_cut {
            warnings.push(TraceWarning::PointCountDiffers { stated, found });
        }
        if fixed.pulses.len() > 1 {
            let count = u16::try_from(fixed.pulses.len()).unwrap_or(u16::MAX);
            warnings.push(TraceWarning::SeveralPulses { count });
        }
    }
}
