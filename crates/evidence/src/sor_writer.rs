//! Writes trace files for tests and the demonstration: both versions of the format and every
//! deviation from it that the reader is known to meet. No file of an instrument is needed.

mod fibre;

pub use fibre::{SampleFibre, SampleJoint};

use crate::otdr::crc16;
use encoding_rs::GBK;

/// A trace file to be written. The defaults make a small, flawless file of version 2.
#[derive(Debug, Clone)]
pub struct SorFile {
    /// Version of the format.
    pub version: SorVersion,
    /// How texts are encoded.
    pub encoding: SorEncoding,
    /// Two bytes of language; some instruments write zero and junk.
    pub language: [u8; 2],
    /// Cable.
    pub cable: String,
    /// Fibre.
    pub fibre: String,
    /// Fibre type (652, 657; some write 0).
    pub fibre_type: u16,
    /// Wavelength class.
    pub nominal_wavelength_nm: u16,
    /// Near end.
    pub location_a: String,
    /// Far end.
    pub location_b: String,
    /// Time from the instrument's port to the start of the fibre.
    pub user_offset_tenth_ns: i32,
    /// Operator.
    pub operator: String,
    /// Remark.
    pub comment: String,
    /// Supplier, model, serial number, module, its serial number, software, other.
    pub instrument: [String; 7],
    /// Date and time.
    pub unix_time: u32,
    /// The wavelength as stored: tenths of nm, or whole nm as some write it.
    pub wavelength_field: u16,
    /// Negative where the curve starts before the instrument's port.
    pub acquisition_offset_tenth_ns: i32,
    /// The same, as other makers write it.
    pub front_panel_offset_tenth_ns: i32,
    /// Pulse widths and what was sampled with each.
    pub pulses: Vec<SorPulse>,
    /// Group index times 100000.
    pub refractive_index_e5: u32,
    /// Averages; some write 0.
    pub averages: u32,
    /// Range; some write 0.
    pub range_tenth_ns: u32,
    /// Event table; `None` leaves the block out.
    pub events: Option<Vec<SorEvent>>,
    /// Total loss in thousandths of dB, 0 where not measured.
    pub total_loss_mdb: i32,
    /// Return loss in thousandths of dB, 0 where not measured.
    pub orl_mdb: u16,
    /// Whether the event table stands behind the curve (usual in version 1).
    pub events_after_curve: bool,
    /// The parts of the curve: levels in thousandths of dB below the instrument's zero.
    pub curve: Vec<Vec<u16>>,
    /// Makers' own blocks, behind the curve.
    pub own_blocks: Vec<(String, Vec<u8>)>,
    /// What stands in the checksum block.
    pub checksum: SorChecksum,
    /// Bytes after the last block.
    pub trailing: Vec<u8>,
}

/// Version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SorVersion {
    /// 1.00: no names before the blocks, fewer fields.
    One,
    /// 2.00.
    Two,
}

/// How texts are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SorEncoding {
    /// As newer instruments do.
    Utf8,
    /// As instruments sold in China do.
    Gbk,
}

/// What stands in the checksum block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SorChecksum {
    /// The right value.
    Right,
    /// Zero: never computed.
    Zero,
    /// By some other algorithm.
    Other,
    /// No such block.
    NoBlock,
}

/// One pulse width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SorPulse {
    /// Width in ns.
    pub width_ns: u16,
    /// One-way time between two points in units of 10^-14 s.
    pub spacing_e14_s: u32,
    /// Number of points stated.
    pub points: u32,
}

/// One event as it stands in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SorEvent {
    /// Number.
    pub number: u16,
    /// One-way time in 0.1 ns.
    pub time_tenth_ns: u32,
    /// Attenuation before it in thousandths of dB/km.
    pub slope_mdb_per_km: i16,
    /// Loss in thousandths of dB.
    pub loss_mdb: i16,
    /// Reflectance in thousandths of dB.
    pub reflectance_mdb: i32,
    /// Eight letters such as `1E9999LS`.
    pub code: [u8; 8],
    /// Remark.
    pub comment: String,
}

impl Default for SorFile {
    fn default() -> Self {
        SampleFibre::default().file()
    }
}

impl SorFile {
    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut blocks = vec![
            ("GenParams".to_owned(), self.general()),
            ("SupParams".to_owned(), self.supplier()),
            ("FxdParams".to_owned(), self.fixed()),
        ];
        let events = self
            .events
            .as_ref()
            .map(|events| ("KeyEvents".to_owned(), self.events(events)));
        let curve = ("DataPts".to_owned(), self.curve());
        if self.events_after_curve {
            blocks.extend([Some(curve), events].into_iter().flatten());
        } else {
            blocks.extend([events, Some(curve)].into_iter().flatten());
        }
        blocks.extend(self.own_blocks.iter().cloned());
        if self.checksum != SorChecksum::NoBlock {
            blocks.push(("Cksum".to_owned(), vec![0, 0]));
        }
        let mut bytes = self.map(&blocks);
        for (name, body) in &blocks {
            if self.is_two() {
                put_text(&mut bytes, name.as_bytes());
            }
            bytes.extend_from_slice(body);
        }
        self.put_checksum(&mut bytes);
        bytes.extend_from_slice(&self.trailing);
        bytes
    }

    fn is_two(&self) -> bool {
        self.version == SorVersion::Two
    }

    fn map(&self, blocks: &[(String, Vec<u8>)]) -> Vec<u8> {
        let version: u16 = if self.is_two() { 200 } else { 100 };
        let mut entries = Vec::new();
        for (name, body) in blocks {
            let name_bytes = if self.is_two() { name.len() + 1 } else { 0 };
            put_text(&mut entries, name.as_bytes());
            entries.extend(version.to_le_bytes());
            entries.extend(size(body.len() + name_bytes).to_le_bytes());
        }
        let mut map = Vec::new();
        if self.is_two() {
            put_text(&mut map, b"Map");
        }
        let map_bytes = map.len() + 2 + 4 + 2 + entries.len();
        map.extend(version.to_le_bytes());
        map.extend(size(map_bytes).to_le_bytes());
        map.extend(count(blocks.len() + 1).to_le_bytes());
        map.extend(entries);
        map
    }

    fn put_checksum(&self, bytes: &mut [u8]) {
        let Some((covered, stored)) = bytes.split_last_chunk_mut::<2>() else {
            return;
        };
        match self.checksum {
            SorChecksum::Right => *stored = crc16(covered).to_le_bytes(),
            SorChecksum::Other => *stored = (!crc16(covered)).to_le_bytes(),
            SorChecksum::Zero | SorChecksum::NoBlock => {}
        }
    }

    fn general(&self) -> Vec<u8> {
        let mut body = self.language.to_vec();
        self.put(&mut body, &self.cable);
        self.put(&mut body, &self.fibre);
        if self.is_two() {
            body.extend(self.fibre_type.to_le_bytes());
        }
        body.extend(self.nominal_wavelength_nm.to_le_bytes());
        self.put(&mut body, &self.location_a);
        self.put(&mut body, &self.location_b);
        self.put(&mut body, " ");
        body.extend(b"BC");
        body.extend(self.user_offset_tenth_ns.to_le_bytes());
        if self.is_two() {
            body.extend([0; 4]);
        }
        self.put(&mut body, &self.operator);
        self.put(&mut body, &self.comment);
        body
    }

    fn supplier(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for text in &self.instrument {
            self.put(&mut body, text);
        }
        body
    }

    fn fixed(&self) -> Vec<u8> {
        let mut body = self.unix_time.to_le_bytes().to_vec();
        body.extend(b"mt");
        body.extend(self.wavelength_field.to_le_bytes());
        body.extend(self.acquisition_offset_tenth_ns.to_le_bytes());
        if self.is_two() {
            body.extend([0; 4]);
        }
        body.extend(count(self.pulses.len()).to_le_bytes());
        body.extend(
            self.pulses
                .iter()
                .flat_map(|pulse| pulse.width_ns.to_le_bytes()),
        );
        body.extend(
            self.pulses
                .iter()
                .flat_map(|pulse| pulse.spacing_e14_s.to_le_bytes()),
        );
        body.extend(
            self.pulses
                .iter()
                .flat_map(|pulse| pulse.points.to_le_bytes()),
        );
        body.extend(self.refractive_index_e5.to_le_bytes());
        body.extend(800_u16.to_le_bytes()); // backscatter -80.0 dB
        body.extend(self.averages.to_le_bytes());
        if self.is_two() {
            body.extend(30_u16.to_le_bytes()); // averaging time
        }
        body.extend(self.range_tenth_ns.to_le_bytes());
        if self.is_two() {
            body.extend([0; 4]);
        }
        body.extend(self.front_panel_offset_tenth_ns.to_le_bytes());
        body.extend([0; 12]); // noise floor and its scale, first level, three thresholds
        if self.is_two() {
            body.extend(b"ST");
            body.extend([0; 16]); // window
        }
        body
    }

    fn events(&self, events: &[SorEvent]) -> Vec<u8> {
        let mut body = count(events.len()).to_le_bytes().to_vec();
        for event in events {
            body.extend(event.number.to_le_bytes());
            body.extend(event.time_tenth_ns.to_le_bytes());
            body.extend(event.slope_mdb_per_km.to_le_bytes());
            body.extend(event.loss_mdb.to_le_bytes());
            body.extend(event.reflectance_mdb.to_le_bytes());
            body.extend(event.code);
            if self.is_two() {
                body.extend([0; 20]);
            }
            self.put(&mut body, &event.comment);
        }
        body.extend(self.total_loss_mdb.to_le_bytes());
        body.extend([0; 8]);
        body.extend(self.orl_mdb.to_le_bytes());
        body.extend([0; 8]);
        body
    }

    fn curve(&self) -> Vec<u8> {
        let points = self.curve.iter().map(Vec::len).sum();
        let mut body = size(points).to_le_bytes().to_vec();
        body.extend(count(self.curve.len()).to_le_bytes());
        for part in &self.curve {
            body.extend(size(part.len()).to_le_bytes());
            body.extend(1000_u16.to_le_bytes());
            body.extend(part.iter().flat_map(|level| level.to_le_bytes()));
        }
        body
    }

    fn put(&self, body: &mut Vec<u8>, text: &str) {
        match self.encoding {
            SorEncoding::Utf8 => put_text(body, text.as_bytes()),
            SorEncoding::Gbk => put_text(body, &GBK.encode(text).0),
        }
    }
}

fn put_text(body: &mut Vec<u8>, text: &[u8]) {
    body.extend_from_slice(text);
    body.push(0);
}

fn count(value: usize) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

fn size(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
