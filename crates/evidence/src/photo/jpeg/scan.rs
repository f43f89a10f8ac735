//! Whether the coded data of a scan are whole: every block is there and nothing is left over.
//!
//! The code finds its step again soon after a gap, so a decoder that only looks for impossible
//! codes misses lost and blanked parts. Counting blocks finds them. The pixels are not computed.

use crate::photo::PhotoProblem;
use crate::photo::PhotoProblem::Damaged;

/// The most bytes that may be left behind the last block; some phones leave a few.
const MAX_LEFT_OVER_BYTES: usize = 64;
/// Samples on a block's side.
const BLOCK_SIDE: u32 = 8;
const LAST_COEFFICIENT: u8 = 63;
/// Cyan, magenta, yellow and black; photos have three.
const MAX_COMPONENTS: u8 = 4;
const CODE_BITS: u32 = 16;

/// The frame: size and how each component is sampled.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) is_progressive: bool,
    pub(super) width: u32,
    pub(super) height: u32,
    components: Vec<FrameComponent>,
}

#[derive(Debug, Clone, Copy)]
struct FrameComponent {
    id: u8,
    across: u32,
    down: u32,
}

/// Code tables and restart interval as they stand when a scan begins.
#[derive(Debug, Default)]
pub(super) struct Tables {
    dc: [Option<CodeTable>; 4],
    ac: [Option<CodeTable>; 4],
    restart_interval: u32,
}

/// For every 16 bits that can come next: length of the code they start with, and its symbol.
/// Length 0 is no code.
#[derive(Debug)]
struct CodeTable(Vec<(u8, u8)>);

/// What one scan codes.
struct Scan<'t> {
    components: Vec<ScanComponent<'t>>,
    first: u8,
    last: u8,
    is_progressive: bool,
    is_refinement: bool,
}

struct ScanComponent<'t> {
    dc: Option<&'t CodeTable>,
    ac: Option<&'t CodeTable>,
    /// Blocks of this component in a unit of the scan.
    blocks: u32,
}

impl Frame {
    /// From the body of a frame segment.
    pub(super) fn read(marker: u8, body: &[u8]) -> Option<Frame> {
        let [_, h1, h0, w1, w0, count, components @ ..] = body else {
            return None;
        };
        let component = |part: &[u8]| FrameComponent {
            id: part[0],
            across: u32::from(part[1] >> 4),
            down: u32::from(part[1] & 15),
        };
        let components: Vec<FrameComponent> = components.chunks_exact(3).map(component).collect();
        let is_sampled =
            |c: &FrameComponent| (1..=4).contains(&c.across) && (1..=4).contains(&c.down);
        let is_known = (1..=MAX_COMPONENTS).contains(count);
        let is_whole = is_known
            && components.len() == usize::from(*count)
            && components.iter().all(is_sampled);
        is_whole.then_some(Frame {
            is_progressive: marker == 0xC2,
            width: u16::from_be_bytes([*w1, *w0]).into(),
            height: u16::from_be_bytes([*h1, *h0]).into(),
            components,
        })
    }

    fn most(&self, side: impl Fn(&FrameComponent) -> u32) -> u32 {
        self.components.iter().map(side).max().unwrap_or(1)
    }

    /// Units of a scan: groups of blocks where several components are coded together, blocks of
    /// the one component otherwise.
    fn units(&self, scanned: &[FrameComponent]) -> u32 {
        let (across, down) = (self.most(|c| c.across), self.most(|c| c.down));
        let units =
            |size: u32, most: u32, own: u32| (size * own).div_ceil(most).div_ceil(BLOCK_SIDE);
        match scanned {
            [only] => units(self.width, across, only.across) * units(self.height, down, only.down),
            _ => self.width.div_ceil(BLOCK_SIDE * across) * self.height.div_ceil(BLOCK_SIDE * down),
        }
    }
}

impl Tables {
    /// From the body of a table segment, which may hold several.
    pub(super) fn define(&mut self, mut body: &[u8]) -> Result<(), PhotoProblem> {
        while let Some((kind, rest)) = body.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or(Damaged)?;
            let total = counts.iter().map(|count| usize::from(*count)).sum();
            let (symbols, rest) = rest.split_at_checked(total).ok_or(Damaged)?;
            let tables = if kind >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            let table = tables.get_mut(usize::from(kind & 15)).ok_or(Damaged)?;
            *table = Some(CodeTable::new(counts, symbols)?);
            body = rest;
        }
        Ok(())
    }

    pub(super) fn define_restart_interval(&mut self, body: &[u8]) {
        let interval = body.first_chunk().map(|bytes| u16::from_be_bytes(*bytes));
        self.restart_interval = interval.unwrap_or(0).into();
    }

    /// Checks the coded `data` of the scan that `header` describes; its blocks come off `blocks_left`.
    pub(super) fn check_scan(
        &self,
        frame: &Frame,
        header: &[u8],
        data: &[u8],
        blocks_left: &mut u64,
    ) -> Result<(), PhotoProblem> {
        let (scan, scanned) = self.scan(frame, header).ok_or(Damaged)?;
        if scan.is_refinement {
            // It depends on what earlier scans coded; without it the picture is whole, only coarser.
            return Ok(());
        }
        let mut units_left = frame.units(&scanned);
        let in_unit: u64 = scan
            .components
            .iter()
            .map(|one| u64::from(one.blocks))
            .sum();
        let blocks = u64::from(units_left) * in_unit;
        *blocks_left = blocks_left.checked_sub(blocks).ok_or(Damaged)?;
        let mut rest = data;
        let mut restart = 0;
        while units_left > 0 {
            let units = match self.restart_interval {
                0 => units_left,
                interval => units_left.min(interval),
            };
            units_left -= units;
            let (part, behind) = split_at_restart(rest, restart).ok_or(Damaged)?;
            // Without restarts the whole scan is one part.
            let part = if self.restart_interval == 0 {
                rest
            } else {
                part
            };
            scan.check_part(part, units)?;
            rest = behind;
            restart = (restart + 1) % 8;
        }
        Ok(())
    }

    fn scan(&self, frame: &Frame, header: &[u8]) -> Option<(Scan<'_>, Vec<FrameComponent>)> {
        let (count, rest) = header.split_first()?;
        if *count > MAX_COMPONENTS {
            return None;
        }
        let (parts, ends) = rest.split_at_checked(usize::from(*count) * 2)?;
        let [first, last, bits, ..] = *ends else {
            return None;
        };
        let scanned: Vec<FrameComponent> = parts
            .chunks_exact(2)
            .map(|part| frame.components.iter().find(|c| c.id == part[0]).copied())
            .collect::<Option<_>>()?;
        let is_alone = scanned.len() == 1;
        let component = |(frame, part): (&FrameComponent, &[u8])| ScanComponent {
            dc: self
                .dc
                .get(usize::from(part[1] >> 4))
                .and_then(Option::as_ref),
            ac: self
                .ac
                .get(usize::from(part[1] & 15))
                .and_then(Option::as_ref),
            blocks: if is_alone {
                1
            } else {
                frame.across * frame.down
            },
        };
        let components = scanned
            .iter()
            .zip(parts.chunks_exact(2))
            .map(component)
            .collect();
        let is_progressive = frame.is_progressive;
        let is_refinement = is_progressive && bits >> 4 != 0;
        let (first, last) = if is_progressive {
            (first, last)
        } else {
            (0, LAST_COEFFICIENT)
        };
        let is_sound = !scanned.is_empty() && first <= last && last <= LAST_COEFFICIENT;
        let scan = Scan {
            components,
            first,
            last,
            is_progressive,
            is_refinement,
        };
        is_sound.then_some((scan, scanned))
    }
}

impl Scan<'_> {
    fn check_part(&self, part: &[u8], units: u32) -> Result<(), PhotoProblem> {
        let mut bits = Bits {
            bytes: part,
            held: 0,
            count: 0,
        };
        let mut empty_blocks = 0;
        for _ in 0..units {
            for component in &self.components {
                for _ in 0..component.blocks {
                    self.check_block(component, &mut bits, &mut empty_blocks)
                        .ok_or(Damaged)?;
                }
            }
        }
        if bits.is_used_up() {
            Ok(())
        } else {
            Err(Damaged)
        }
    }

    /// Steps over one block. `empty_blocks` counts those that a run has coded ahead.
    fn check_block(
        &self,
        component: &ScanComponent<'_>,
        bits: &mut Bits<'_>,
        empty_blocks: &mut u32,
    ) -> Option<()> {
        let mut at = self.first;
        if at == 0 {
            let size = bits.code(component.dc?)?;
            bits.take(u32::from(size))?;
            at = 1;
        }
        if *empty_blocks > 0 {
            *empty_blocks -= 1;
            return Some(());
        }
        while at <= self.last {
            let symbol = bits.code(component.ac?)?;
            let (run, size) = (symbol >> 4, symbol & 15);
            match (run, size) {
                (15, 0) => at += 16,
                (_, 0) => {
                    if self.is_progressive {
                        *empty_blocks = (1 << run) + bits.take(u32::from(run))? - 1;
                    }
                    return Some(());
                }
                _ => {
                    at += run + 1;
                    if at > self.last + 1 {
                        return None;
                    }
                    bits.take(u32::from(size))?;
                }
            }
        }
        Some(())
    }
}

impl CodeTable {
    /// Codes are given by how many there are of each length, in order.
    fn new(counts: &[u8; 16], symbols: &[u8]) -> Result<CodeTable, PhotoProblem> {
        let mut entries = Vec::with_capacity(1 << CODE_BITS);
        let mut symbols = symbols.iter();
        for (length, count) in (1..).zip(counts) {
            for symbol in symbols.by_ref().take(usize::from(*count)) {
                let shares = 1 << (CODE_BITS - u32::from(length));
                entries.extend(std::iter::repeat_n((length, *symbol), shares));
            }
        }
        if entries.len() > 1 << CODE_BITS {
            return Err(Damaged);
        }
        entries.resize(1 << CODE_BITS, (0, 0));
        Ok(CodeTable(entries))
    }
}

/// The bits of a part of a scan, highest first; `FF 00` codes the byte `FF`.
struct Bits<'a> {
    bytes: &'a [u8],
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 48 {
            let Some((byte, rest)) = self.bytes.split_first() else {
                return;
            };
            self.bytes = match (byte, rest.split_first()) {
                (0xFF, Some((0x00, behind))) => behind,
                _ => rest,
            };
            self.held = self.held << 8 | u64::from(*byte);
            self.count += 8;
        }
    }

    fn code(&mut self, table: &CodeTable) -> Option<u8> {
        if self.count < CODE_BITS {
            self.fill();
        }
        // Behind the end there are ones, which no complete code consists of.
        let next = if self.count >= CODE_BITS {
            self.held >> (self.count - CODE_BITS)
        } else {
            let missing = CODE_BITS - self.count;
            self.held << missing | ((1 << missing) - 1)
        };
        let (length, symbol) = *table.0.get((next & 0xFFFF) as usize)?;
        if length == 0 {
            return None;
        }
        self.take(u32::from(length))?;
        Some(symbol)
    }

    fn take(&mut self, wanted: u32) -> Option<u32> {
        if self.count < wanted {
            self.fill();
        }
        self.count = self.count.checked_sub(wanted)?;
        let taken = self.held >> self.count & ((1 << wanted) - 1);
        Some(taken as u32)
    }

    /// Whether only padding is left, or less than phones leave.
    fn is_used_up(&self) -> bool {
        let left = self.bytes.len() + (self.count / 8) as usize;
        left <= MAX_LEFT_OVER_BYTES || self.bytes.iter().all(|byte| matches!(byte, 0x00 | 0xFF))
    }
}

/// Splits at the next restart, which must have the number expected. A scan's last part has none.
fn split_at_restart(data: &[u8], expected: u8) -> Option<(&[u8], &[u8])> {
    let is_restart = |pair: &[u8]| pair[0] == 0xFF && (0xD0..=0xD7).contains(&pair[1]);
    match data.windows(2).position(is_restart) {
        None => Some((data, &[])),
        Some(at) if data[at + 1] == 0xD0 + expected => Some((&data[..at], &data[at + 2..])),
        Some(_) => None,
    }
}
