use thiserror::Error;

/// Why a trace file cannot be read. The file itself stays stored as it came.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SorError {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// Not a `.sor` file.
    #[error(
        "this is not a .sor trace file; export the trace from the instrument as .sor (SR-4731)"
    )]
    NotSor,
    /// Larger than any trace file is.
    #[error("the file has {bytes} bytes, more than the {limit} a trace file may have")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The file ends before something that is needed.
    #[error(
        "the file ends at byte {actual_bytes}, within block {block}; it should have {expected_bytes} bytes. Export it from the instrument again"
    )]
    CutShort {
        /// The block that is not whole.
        block: String,
        /// Size by the file's own map.
        expected_bytes: u64,
        /// Size of the file.
        actual_bytes: usize,
    },
    /// A block without which a trace means nothing is not in the file.
    #[error("the file has no block {block}; export the trace from the instrument again")]
    BlockMissing {
        /// Name of the block.
        block: &'static str,
    },
    /// A block does not stand where the map says.
    #[error(
        "block {block} does not start at byte {offset} as the file's map says; the file is damaged"
    )]
    BlockMisplaced {
        /// Name of the block.
        block: String,
        /// Where it should start.
        offset: usize,
    },
    /// A block ends within one of its fields, or a text has no end.
    #[error("block {block} ends within {field} at byte {offset}; the file is damaged")]
    FieldCut {
        /// Name of the block.
        block: String,
        /// What was being read.
        field: &'static str,
        /// Where it starts in the file.
        offset: usize,
    },
    /// A field holds what cannot be.
    #[error(
        "block {block}: {field} at byte {offset} is {value}, which cannot be; the file is damaged"
    )]
    Impossible {
        /// Name of the block.
        block: String,
        /// The field.
        field: &'static str,
        /// Where it starts in the file.
        offset: usize,
        /// What stands there.
        value: u32,
    },
}
