//! A section of a PDF file: the first revision, or what a signature adds.

use super::object::{write_fmt, write_object};
use lopdf::{Dictionary, Object};
use std::collections::BTreeMap;

/// What a section's trailer says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trailer {
    /// One more than the highest object number of the whole file.
    pub size: u32,
    /// The catalogue.
    pub root: u32,
    /// The document information dictionary.
    pub info: u32,
    /// The file's identifier, the same in every revision.
    pub id: Object,
    /// Where the cross-reference table of the revision before stands.
    pub previous: Option<usize>,
}

/// Objects and trailer of one section.
pub(crate) struct Section<'a> {
    pub objects: &'a BTreeMap<u32, Object>,
    pub trailer: &'a Trailer,
}

/// Four bytes above 127 tell file transfer programs that this is binary.
const HEADER: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

impl Section<'_> {
    /// The section's bytes when it begins at `offset` of the file. At 0 it gets the file header.
    pub(crate) fn to_bytes(&self, offset: usize) -> Vec<u8> {
        let mut out = Vec::new();
        if offset == 0 {
            out.extend_from_slice(HEADER);
        }
        let mut places = BTreeMap::new();
        for (number, object) in self.objects {
            places.insert(*number, offset + out.len());
            write_fmt(&mut out, format_args!("{number} 0 obj\n"));
            write_object(&mut out, object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let table_at = offset + out.len();
        self.write_table(&mut out, &places);
        out.extend_from_slice(b"trailer\n");
        write_object(&mut out, &Object::Dictionary(self.trailer.to_dictionary()));
        write_fmt(&mut out, format_args!("\nstartxref\n{table_at}\n%%EOF\n"));
        out
    }

    fn write_table(&self, out: &mut Vec<u8>, places: &BTreeMap<u32, usize>) {
        out.extend_from_slice(b"xref\n");
        let numbers: Vec<u32> = places.keys().copied().collect();
        if self.trailer.previous.is_none() {
            write_fmt(
                out,
                format_args!("0 {}\n0000000000 65535 f \n", numbers.len() + 1),
            );
        }
        for run in numbers.chunk_by(|a, b| a + 1 == *b) {
            if self.trailer.previous.is_some() {
                write_fmt(out, format_args!("{} {}\n", run[0], run.len()));
            }
            for number in run {
                write_fmt(out, format_args!("{:010} 00000 n \n", places[number]));
            }
        }
    }
}

impl Trailer {
    fn to_dictionary(&self) -> Dictionary {
        let mut dictionary = Dictionary::new();
        dictionary.set("Size", i64::from(self.size));
        dictionary.set("Root", Object::Reference((self.root, 0)));
        dictionary.set("Info", Object::Reference((self.info, 0)));
        dictionary.set("ID", self.id.clone());
        if let Some(previous) = self.previous {
            dictionary.set("Prev", i64::try_from(previous).unwrap_or(i64::MAX));
        }
        dictionary
    }

    /// Reads the trailer of a parsed file; `previous` is left open.
    pub(crate) fn read(trailer: &Dictionary) -> Option<Self> {
        let number = |key: &[u8]| trailer.get(key).ok()?.as_reference().ok().map(|id| id.0);
        Some(Trailer {
            size: u32::try_from(trailer.get(b"Size").ok()?.as_i64().ok()?).ok()?,
            root: number(b"Root")?,
            info: number(b"Info")?,
            id: trailer.get(b"ID").ok()?.clone(),
            previous: None,
        })
    }
}
