//! Taking a finished file apart into the revisions it grew through.

use super::{FileError, Section, Trailer};
use lopdf::{Dictionary, Document, LoadOptions, Object};
use std::collections::BTreeMap;

/// The most revisions a file may have: the pages and a handful of signatures.
const MAX_REVISIONS: usize = 64;
/// Ends of revisions tried in a file whose own end is damaged; each costs a reading of all before it.
const MAX_BEGINNINGS: usize = 8;
const END_MARK: &[u8] = b"\n%%EOF\n";

/// One revision of a file: its byte prefix, with everything it defines.
pub(crate) struct Revision {
    /// The revision is `bytes[..end]`.
    pub end: usize,
    /// Where its own cross-reference table stands.
    pub table_at: usize,
    /// The trailer, with `previous` as written.
    pub trailer: Trailer,
    /// All objects as they stand in this revision.
    pub objects: BTreeMap<u32, Object>,
    /// The numbers its own section defines.
    pub own: Vec<u32>,
}

/// A file and its revisions, oldest first. There is at least one.
pub(crate) struct PdfFile<'a> {
    pub bytes: &'a [u8],
    pub revisions: Vec<Revision>,
}

impl<'a> PdfFile<'a> {
    /// Takes a file apart. Every added section must be exactly what our writer writes.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, FileError> {
        if !bytes.starts_with(b"%PDF-1.7\n") {
            return Err(FileError::Unreadable {
                problem: "it does not begin like a PDF 1.7".to_owned(),
            });
        }
        let mut ends = Vec::new();
        let mut end = bytes.len();
        loop {
            let own = Table::read(bytes, end)?;
            let previous = own.previous;
            ends.push((end, own));
            let Some(previous) = previous else { break };
            end = end_of_revision(bytes, previous, end)?;
            if ends.len() == MAX_REVISIONS {
                return Err(other("too many revisions"));
            }
        }
        ends.reverse();
        let mut revisions = Vec::with_capacity(ends.len());
        for (end, table) in ends {
            revisions.push(Revision::read(bytes, end, table)?);
        }
        for pair in revisions.windows(2) {
            check_written_by_us(bytes, &pair[0], &pair[1])?;
        }
        Ok(PdfFile { bytes, revisions })
    }

    /// The longest beginning of `bytes` that [`PdfFile::read`] accepts: what was there before somebody
    /// appended something of his own.
    pub(crate) fn read_beginning(bytes: &'a [u8]) -> Option<Self> {
        let mut end = bytes.len();
        for _ in 0..MAX_BEGINNINGS {
            end = bytes[..end.checked_sub(1)?]
                .windows(END_MARK.len())
                .rposition(|window| window == END_MARK)?
                + END_MARK.len();
            if let Ok(file) = PdfFile::read(&bytes[..end]) {
                return Some(file);
            }
        }
        None
    }

    /// The newest revision.
    pub(crate) fn last(&self) -> &Revision {
        &self.revisions[self.revisions.len() - 1]
    }
}

impl Revision {
    fn read(bytes: &[u8], end: usize, table: Table) -> Result<Self, FileError> {
        // A lenient reader repairs what it cannot read; another one repairs it otherwise.
        let options = LoadOptions {
            strict: true,
            ..LoadOptions::default()
        };
        let document =
            Document::load_mem_with_options(&bytes[..end], options).map_err(|problem| {
                FileError::Unreadable {
                    problem: problem.to_string(),
                }
            })?;
        let mut trailer = Trailer::read(&document.trailer)
            .ok_or_else(|| other("the trailer lacks Size, Root, Info or ID"))?;
        trailer.previous = table.previous;
        let objects: BTreeMap<u32, Object> = document
            .objects
            .into_iter()
            .map(|((number, _), object)| (number, object))
            .collect();
        if table
            .numbers
            .iter()
            .any(|number| !objects.contains_key(number))
        {
            return Err(other(
                "the cross-reference table names an object that is not there",
            ));
        }
        Ok(Revision {
            end,
            table_at: table.at,
            trailer,
            objects,
            own: table.numbers,
        })
    }

    /// The dictionary of object `number`.
    pub(crate) fn dictionary(&self, number: u32) -> Option<&Dictionary> {
        self.objects.get(&number)?.as_dict().ok()
    }

    /// The catalogue.
    pub(crate) fn catalogue(&self) -> Option<&Dictionary> {
        self.dictionary(self.trailer.root)
    }
}

/// The section between two revisions, written again from its objects, must be the bytes in the file.
fn check_written_by_us(bytes: &[u8], before: &Revision, after: &Revision) -> Result<(), FileError> {
    if after.trailer.previous != Some(before.table_at) {
        return Err(other("a section does not follow the revision before it"));
    }
    let objects: BTreeMap<u32, Object> = after
        .own
        .iter()
        .filter_map(|number| Some((*number, after.objects.get(number)?.clone())))
        .collect();
    let section = Section {
        objects: &objects,
        trailer: &after.trailer,
    };
    if section.to_bytes(before.end) != bytes[before.end..after.end] {
        return Err(other("an added section holds more than its objects"));
    }
    Ok(())
}

/// A cross-reference table as its bytes say.
struct Table {
    at: usize,
    numbers: Vec<u32>,
    previous: Option<usize>,
}

impl Table {
    /// Reads the table that the last lines of `bytes[..end]` point at.
    fn read(bytes: &[u8], end: usize) -> Result<Self, FileError> {
        let broken = || other("the cross-reference table is not where the file says");
        let tail = &bytes[end.saturating_sub(64)..end];
        let tail =
            std::str::from_utf8(&tail[tail.len() - ascii_tail(tail)..]).map_err(|_| broken())?;
        let (_, tail) = tail.rsplit_once("\nstartxref\n").ok_or_else(broken)?;
        let at = tail.strip_suffix("\n%%EOF\n").ok_or_else(broken)?;
        let at: usize = at.parse().map_err(|_| broken())?;
        let section = bytes.get(at..end).ok_or_else(broken)?;
        let text = String::from_utf8_lossy(section);
        let (table, trailer) = text.split_once("trailer\n").ok_or_else(broken)?;
        let previous = match trailer.split_once("/Prev ") {
            None => None,
            Some((_, rest)) => {
                let digits = rest.split('>').next().unwrap_or_default();
                Some(digits.parse().map_err(|_| broken())?)
            }
        };
        if previous.is_some_and(|previous: usize| previous >= at) {
            return Err(broken());
        }
        let numbers = numbers_of(table).ok_or_else(broken)?;
        Ok(Table {
            at,
            numbers,
            previous,
        })
    }
}

/// How many bytes at the end are ASCII.
fn ascii_tail(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii())
        .count()
}

/// The numbers in use in a table.
fn numbers_of(table: &str) -> Option<Vec<u32>> {
    let mut lines = table.strip_prefix("xref\n")?.lines();
    let mut numbers = Vec::new();
    while let Some(head) = lines.next() {
        let (first, count) = head.split_once(' ')?;
        let (first, count): (u32, u32) = (first.parse().ok()?, count.parse().ok()?);
        for number in first..first.checked_add(count)? {
            if lines.next()?.ends_with("n ") {
                numbers.push(number);
            }
        }
    }
    Some(numbers)
}

/// The end of the revision whose table stands at `table_at`: behind the first end mark after it.
fn end_of_revision(bytes: &[u8], table_at: usize, before: usize) -> Result<usize, FileError> {
    bytes[..before]
        .get(table_at..)
        .and_then(|rest| {
            rest.windows(END_MARK.len())
                .position(|window| window == END_MARK)
        })
        .map(|position| table_at + position + END_MARK.len())
        .ok_or_else(|| other("a revision has no end"))
}

fn other(what: &'static str) -> FileError {
    FileError::OtherForm { what }
}
