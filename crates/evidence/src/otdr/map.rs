//! The map at the start of a file: which blocks follow, and how long each is.

use super::cursor::Cursor;
use super::error::SorError;
use super::text;

const NAMED_MAP: &[u8] = b"Map\0";
/// Versions stand as 100 for 1.00; everything from 100 to 199 is version 1.
const VERSION_1: std::ops::Range<u16> = 100..200;

/// The map of a file.
#[derive(Debug, Clone)]
pub(super) struct SorMap {
    /// Version 2 repeats each block's name at the block's start and has more fields.
    pub(super) is_version_2: bool,
    pub(super) blocks: Vec<Block>,
    map_bytes: u32,
}

/// One block as the map describes it.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) name: String,
    start: u64,
    bytes: u32,
}

/// The contents of a block, after its name.
#[derive(Debug, Clone)]
pub(super) struct BlockBody<'a> {
    pub(super) is_version_2: bool,
    pub(super) cursor: Cursor<'a>,
    /// Whether the file ends within this block.
    pub(super) is_cut: bool,
}

impl SorMap {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, SorError> {
        if bytes.is_empty() {
            return Err(SorError::Empty);
        }
        let is_version_2 = bytes.starts_with(NAMED_MAP);
        let start = if is_version_2 { NAMED_MAP.len() } else { 0 };
        let mut cursor = Cursor::new("Map", start, &bytes[start..]);
        let version = cursor.u16("version").map_err(|_| SorError::NotSor)?;
        if !is_version_2 && !VERSION_1.contains(&version) {
            return Err(SorError::NotSor);
        }
        let map_bytes = cursor.u32("size of the map")?;
        // The count includes the map itself.
        let count = cursor.u16("number of blocks")?;
        let mut blocks = Vec::new();
        let mut next_start = u64::from(map_bytes);
        for _ in 1..count {
            let name = text::decode(cursor.raw_text("name of a block")?).unwrap_or_default();
            cursor.u16("version of a block")?;
            let bytes = cursor.u32("size of a block")?;
            blocks.push(Block {
                name,
                start: next_start,
                bytes,
            });
            next_start += u64::from(bytes);
        }
        if !is_version_2 && !blocks.iter().any(|block| block.name == "FxdParams") {
            return Err(SorError::NotSor);
        }
        Ok(Self {
            is_version_2,
            blocks,
            map_bytes,
        })
    }

    /// The size the file should have.
    pub(super) fn file_bytes(&self) -> u64 {
        self.blocks
            .iter()
            .fold(u64::from(self.map_bytes), |sum, block| {
                sum + u64::from(block.bytes)
            })
    }

    /// A block that a trace may lack, but that must be whole where it is.
    pub(super) fn optional<'a>(
        &'a self,
        bytes: &'a [u8],
        name: &str,
    ) -> Result<Option<BlockBody<'a>>, SorError> {
        match self.body(bytes, name)? {
            Some(body) if body.is_cut => Err(self.cut_short(name, bytes.len())),
            body => Ok(body),
        }
    }

    /// A block without which nothing can be read.
    pub(super) fn required<'a>(
        &'a self,
        bytes: &'a [u8],
        name: &'static str,
    ) -> Result<BlockBody<'a>, SorError> {
        self.optional(bytes, name)?
            .ok_or(SorError::BlockMissing { block: name })
    }

    /// The block of the curve: the only one that may be cut.
    pub(super) fn curve<'a>(&'a self, bytes: &'a [u8]) -> Result<BlockBody<'a>, SorError> {
        self.body(bytes, "DataPts")?
            .ok_or(SorError::BlockMissing { block: "DataPts" })
    }

    pub(super) fn cut_short(&self, block: &str, actual_bytes: usize) -> SorError {
        let expected_bytes = self.file_bytes();
        SorError::CutShort {
            block: text::clipped(block),
            expected_bytes,
            actual_bytes,
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.name == name)
    }

    fn body<'a>(&'a self, bytes: &'a [u8], name: &str) -> Result<Option<BlockBody<'a>>, SorError> {
        let Some(block) = self.find(name) else {
            return Ok(None);
        };
        let end = block.start + u64::from(block.bytes);
        let is_cut = end > bytes.len() as u64;
        let name_bytes = if self.is_version_2 {
            block.name.len() + 1
        } else {
            0
        };
        let start = usize::try_from(block.start).unwrap_or(usize::MAX);
        let end = usize::try_from(end).unwrap_or(usize::MAX).min(bytes.len());
        let whole = bytes.get(start..end).unwrap_or_default();
        let Some((repeated, rest)) = whole.split_at_checked(name_bytes) else {
            return Err(self.cut_short(name, bytes.len()));
        };
        if self.is_version_2 && repeated.strip_suffix(b"\0") != Some(block.name.as_bytes()) {
            return Err(SorError::BlockMisplaced {
                block: text::clipped(&block.name),
                offset: start,
            });
        }
        let cursor = Cursor::new(&block.name, start + name_bytes, rest);
        Ok(Some(BlockBody {
            is_version_2: self.is_version_2,
            cursor,
            is_cut,
        }))
    }
}
