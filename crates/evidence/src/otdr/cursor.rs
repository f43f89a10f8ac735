//! Reading little-endian fields in order, never beyond the block.

use super::error::SorError;
use super::text;

/// A position in one block of a file.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    block: &'a str,
    /// Where `rest` starts in the file.
    offset: usize,
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Starts at `offset` of the file, in a block whose remaining bytes are `rest`.
    pub(super) fn new(block: &'a str, offset: usize, rest: &'a [u8]) -> Self {
        Self {
            block,
            offset,
            rest,
        }
    }

    pub(super) fn remaining(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn bytes(
        &mut self,
        field: &'static str,
        count: usize,
    ) -> Result<&'a [u8], SorError> {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            return Err(self.field_cut(field));
        };
        self.rest = rest;
        self.offset += count;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self, field: &'static str) -> Result<[u8; N], SorError> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(field, N)?);
        Ok(array)
    }

    pub(super) fn u16(&mut self, field: &'static str) -> Result<u16, SorError> {
        self.array(field).map(u16::from_le_bytes)
    }

    pub(super) fn i16(&mut self, field: &'static str) -> Result<i16, SorError> {
        self.array(field).map(i16::from_le_bytes)
    }

    pub(super) fn u32(&mut self, field: &'static str) -> Result<u32, SorError> {
        self.array(field).map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self, field: &'static str) -> Result<i32, SorError> {
        self.array(field).map(i32::from_le_bytes)
    }

    /// The bytes of a text, which a zero ends.
    pub(super) fn raw_text(&mut self, field: &'static str) -> Result<&'a [u8], SorError> {
        let Some(length) = self.rest.iter().position(|byte| *byte == 0) else {
            return Err(self.field_cut(field));
        };
        let taken = self.bytes(field, length)?;
        self.bytes(field, 1)?;
        Ok(taken)
    }

    /// A text in whatever code page, `None` where blank.
    pub(super) fn text(&mut self, field: &'static str) -> Result<Option<String>, SorError> {
        self.raw_text(field).map(text::decode)
    }

    pub(super) fn field_cut(&self, field: &'static str) -> SorError {
        SorError::FieldCut {
            block: text::clipped(self.block),
            field,
            offset: self.offset,
        }
    }

    /// The error for a field of `size` bytes just read.
    pub(super) fn impossible(&self, field: &'static str, size: usize, value: u32) -> SorError {
        let (block, offset) = (text::clipped(self.block), self.offset - size);
        SorError::Impossible {
            block,
            field,
            offset,
            value,
        }
    }
}
