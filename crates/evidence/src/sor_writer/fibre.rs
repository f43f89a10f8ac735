//! A made-up fibre and the curve that an OTDR would draw of it.

use super::{SorChecksum, SorEncoding, SorEvent, SorFile, SorPulse, SorVersion};

/// Metres that light travels in vacuum in 0.1 ns.
const METRES_PER_TENTH_NANOSECOND: f64 = 0.029_979_245_8;
/// Group index, times 100000.
const REFRACTIVE_INDEX_E5: u32 = 146_770;
/// Level of the fibre's near end, below the instrument's zero.
const NEAR_LEVEL_DB: f64 = 20.0;
/// Level of the noise.
const NOISE_LEVEL_DB: f64 = 32.0;
/// The weakest noise, as a share of the strongest.
const LEAST_NOISE: f64 = 0.05;
/// Height of a reflection of -40 dB above the fibre at a pulse of 100 ns.
const REFLECTION_HEIGHT_DB: f64 = 4.0;
/// Distance over which the receiver recovers from a reflection, in pulse lengths.
const RECOVERY_PULSES: f64 = 2.5;
/// How far the curve goes on behind the end, as a share of the length.
const BEYOND_END: f64 = 0.3;

/// A fibre to be measured.
#[derive(Debug, Clone)]
pub struct SampleFibre {
    /// Length in metres.
    pub length_m: f64,
    /// Attenuation in dB/km.
    pub attenuation_db_per_km: f64,
    /// Splices and connectors between the ends.
    pub joints: Vec<SampleJoint>,
    /// Wavelength in nm.
    pub wavelength_nm: u16,
    /// Pulse width in ns.
    pub pulse_ns: u16,
    /// Distance between two points of the curve in metres, about.
    pub spacing_m: f64,
    /// Cable.
    pub cable: String,
    /// Fibre.
    pub fibre: String,
    /// Near end.
    pub location_a: String,
    /// Far end.
    pub location_b: String,
    /// Operator.
    pub operator: String,
    /// Date and time of the measurement.
    pub unix_time: u32,
}

/// A splice or connector.
#[derive(Debug, Clone, Copy)]
pub struct SampleJoint {
    /// Distance from the near end in metres.
    pub distance_m: f64,
    /// Loss in dB, negative where the curve gains.
    pub loss_db: f64,
    /// Reflectance in dB, `None` for a fusion splice.
    pub reflectance_db: Option<f64>,
}

impl Default for SampleFibre {
    /// 7.486 km with three splices and one connector, at 1310 nm.
    fn default() -> Self {
        let splice = |distance_m, loss_db| SampleJoint {
            distance_m,
            loss_db,
            reflectance_db: None,
        };
        let connector = SampleJoint {
            distance_m: 1020.0,
            loss_db: 0.31,
            reflectance_db: Some(-51.2),
        };
        Self {
            length_m: 7486.0,
            attenuation_db_per_km: 0.334,
            joints: vec![
                connector,
                splice(2984.0, 0.052),
                splice(4975.0, -0.021),
                splice(6430.0, 0.064),
            ],
            wavelength_nm: 1310,
            pulse_ns: 100,
            spacing_m: 2.0,
            cable: "SAMPLE-24".to_owned(),
            fibre: "07".to_owned(),
            location_a: "SAMPLE A".to_owned(),
            location_b: "SAMPLE Z".to_owned(),
            operator: "SAMPLE".to_owned(),
            unix_time: 1_795_000_000,
        }
    }
}

impl SampleFibre {
    /// The file that an instrument would write, of version 2.
    pub fn file(&self) -> SorFile {
        let curve = self.curve();
        let points = u32::try_from(curve.len()).unwrap_or(u32::MAX);
        let pulse = SorPulse {
            width_ns: self.pulse_ns,
            spacing_e14_s: self.spacing_e14_s(),
            points,
        };
        let texts = [
            "Lineproof",
            "SAMPLE OTDR",
            "LP-0001",
            "LP-1310",
            "LP-0002",
            "1.0",
            " ",
        ];
        SorFile {
            version: SorVersion::Two,
            encoding: SorEncoding::Utf8,
            language: *b"EN",
            cable: self.cable.clone(),
            fibre: self.fibre.clone(),
            fibre_type: 652,
            nominal_wavelength_nm: self.wavelength_nm,
            location_a: self.location_a.clone(),
            location_b: self.location_b.clone(),
            user_offset_tenth_ns: 0,
            operator: self.operator.clone(),
            comment: "SAMPLE: made by a program, not measured".to_owned(),
            instrument: texts.map(str::to_owned),
            unix_time: self.unix_time,
            wavelength_field: self.wavelength_nm * 10,
            acquisition_offset_tenth_ns: 0,
            front_panel_offset_tenth_ns: 0,
            pulses: vec![pulse],
            refractive_index_e5: REFRACTIVE_INDEX_E5,
            averages: 15_360,
            range_tenth_ns: tenth_ns(self.length_m * (1.0 + BEYOND_END)),
            events: Some(self.events()),
            total_loss_mdb: milli(self.total_loss_db()),
            orl_mdb: 32_450,
            events_after_curve: false,
            curve: vec![curve],
            own_blocks: Vec::new(),
            checksum: SorChecksum::Right,
            trailing: Vec::new(),
        }
    }

    fn total_loss_db(&self) -> f64 {
        let joints: f64 = self.joints.iter().map(|joint| joint.loss_db).sum();
        self.length_m / 1000.0 * self.attenuation_db_per_km + joints
    }

    fn events(&self) -> Vec<SorEvent> {
        let slope_mdb_per_km = milli_16(self.attenuation_db_per_km);
        let event =
            |number: usize, distance_m: f64, loss_db: f64, reflectance_db: Option<f64>| SorEvent {
                number: u16::try_from(number).unwrap_or(u16::MAX),
                time_tenth_ns: tenth_ns(distance_m),
                slope_mdb_per_km: if number == 1 { 0 } else { slope_mdb_per_km },
                loss_mdb: milli_16(loss_db),
                reflectance_mdb: reflectance_db.map_or(0, milli),
                code: if reflectance_db.is_some() {
                    *b"1F9999LS"
                } else {
                    *b"0F9999LS"
                },
                comment: String::new(),
            };
        let mut events = vec![event(1, 0.0, 0.0, Some(-48.6))];
        for joint in &self.joints {
            events.push(event(
                events.len() + 1,
                joint.distance_m,
                joint.loss_db,
                joint.reflectance_db,
            ));
        }
        let mut end = event(events.len() + 1, self.length_m, 0.0, Some(-14.7));
        end.code = *b"1E9999LS";
        events.push(end);
        events
    }

    fn curve(&self) -> Vec<u16> {
        let step_m = f64::from(self.spacing_e14_s()) * 1e-4 * metres_per_tenth_ns();
        let points = (self.length_m * (1.0 + BEYOND_END) / step_m) as u32;
        let mut noise = Noise(0x1234_5678);
        (0..points)
            .map(|index| {
                let level_db = self.level_db(f64::from(index) * step_m);
                // An OTDR's dB are half of those of power, as light goes there and back.
                let noise_power = 10_f64.powf(-NOISE_LEVEL_DB / 5.0);
                let power = 10_f64.powf(-level_db / 5.0) + noise.next() * noise_power;
                let measured_db = -5.0 * power.max(noise_power * LEAST_NOISE).log10();
                (measured_db * 1000.0).clamp(0.0, 65_535.0) as u16
            })
            .collect()
    }

    /// Level without noise, below the instrument's zero.
    fn level_db(&self, distance_m: f64) -> f64 {
        let passed = self
            .joints
            .iter()
            .filter(|joint| joint.distance_m < distance_m);
        let joints_db: f64 = passed.map(|joint| joint.loss_db).sum();
        let fibre_db = distance_m / 1000.0 * self.attenuation_db_per_km + joints_db + NEAR_LEVEL_DB;
        let fibre_db = if distance_m > self.length_m {
            f64::INFINITY
        } else {
            fibre_db
        };
        let ends = [(0.0, -30.0), (self.length_m, -14.7)];
        let reflections = self
            .joints
            .iter()
            .filter_map(|joint| Some((joint.distance_m, joint.reflectance_db?)));
        reflections
            .chain(ends)
            .filter_map(|(at_m, reflectance_db)| {
                self.reflection_db(distance_m - at_m, at_m, reflectance_db)
            })
            .fold(fibre_db, f64::min)
    }

    /// Level of a reflection `beyond_m` behind its place: a pulse long, then falling off.
    fn reflection_db(&self, beyond_m: f64, at_m: f64, reflectance_db: f64) -> Option<f64> {
        let pulse_m = f64::from(self.pulse_ns) * 10.0 / 2.0 * metres_per_tenth_ns();
        if !(0.0..pulse_m * (1.0 + RECOVERY_PULSES)).contains(&beyond_m) {
            return None;
        }
        let height_db = REFLECTION_HEIGHT_DB + (reflectance_db + 40.0) / 4.0;
        let fallen_db = (beyond_m - pulse_m).max(0.0) / pulse_m * 20.0;
        Some(NEAR_LEVEL_DB + at_m / 1000.0 * self.attenuation_db_per_km - height_db + fallen_db)
    }

    fn spacing_e14_s(&self) -> u32 {
        (self.spacing_m / metres_per_tenth_ns() * 1e4) as u32
    }
}

fn metres_per_tenth_ns() -> f64 {
    METRES_PER_TENTH_NANOSECOND / (f64::from(REFRACTIVE_INDEX_E5) / 1e5)
}

fn tenth_ns(distance_m: f64) -> u32 {
    (distance_m / metres_per_tenth_ns()).round() as u32
}

fn milli(value: f64) -> i32 {
    (value * 1000.0).round() as i32
}

fn milli_16(value: f64) -> i16 {
    (value * 1000.0).round() as i16
}

/// The same noise at every run: evenly spread between -1 and 1.
struct Noise(u32);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(self.0 >> 8) / f64::from(1_u32 << 23) - 1.0
    }
}
