//! From a key path or a byte offset to the line a person looks for.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One part of a key path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    Key(&'static str),
    Index(usize),
}

/// A place in one file of the bundle.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Path of the file.
    pub file: String,
    segments: Vec<Segment>,
}

impl Place {
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            segments: Vec::new(),
        }
    }

    #[must_use]
    pub fn key(&self, key: &'static str) -> Self {
        self.with(Segment::Key(key))
    }

    #[must_use]
    pub fn item(&self, key: &'static str, index: usize) -> Self {
        self.with(Segment::Key(key)).with(Segment::Index(index))
    }

    fn with(&self, segment: Segment) -> Self {
        let mut place = self.clone();
        place.segments.push(segment);
        place
    }

    /// Where in `text` this place stands; the nearest enclosing place when the key itself is absent.
    pub fn offset(&self, text: &str) -> usize {
        let Ok(table) = DeTable::parse(text) else {
            return 0;
        };
        let mut start = 0;
        let mut node = Node::Table(table.get_ref());
        for segment in &self.segments {
            let Some((span, child)) = node.child(segment) else {
                break;
            };
            start = span.start;
            node = child;
        }
        start
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.segments.is_empty() {
            return formatter.write_str("-");
        }
        for (position, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::Key(key) if position == 0 => formatter.write_str(key)?,
                Segment::Key(key) => write!(formatter, ".{key}")?,
                Segment::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

enum Node<'a, 'i> {
    Table(&'a DeTable<'i>),
    Array(&'a [Spanned<DeValue<'i>>]),
    Leaf,
}

impl<'a, 'i> Node<'a, 'i> {
    fn of(value: &'a DeValue<'i>) -> Self {
        match value {
            DeValue::Table(table) => Self::Table(table),
            DeValue::Array(array) => Self::Array(array),
            _ => Self::Leaf,
        }
    }

    fn child(&self, segment: &Segment) -> Option<(Range<usize>, Self)> {
        match (self, segment) {
            (Self::Table(table), Segment::Key(key)) => {
                let (name, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
                Some((name.span(), Self::of(value.get_ref())))
            }
            (Self::Array(array), Segment::Index(index)) => {
                let value = array.get(*index)?;
                Some((value.span(), Self::of(value.get_ref())))
            }
            _ => None,
        }
    }
}

/// Line and column, both from 1, of a byte offset.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |position| position + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// The key path of what stands at a byte offset: the key or item that starts last before it.
/// (A table written in several pieces has no single span, so starts are compared, not spans.)
pub(super) fn key_at(text: &str, offset: usize) -> String {
    let Ok(table) = DeTable::parse(text) else {
        return "-".to_owned();
    };
    let mut nearest = (0, "-".to_owned());
    visit(&Node::Table(table.get_ref()), "", &mut |start, path| {
        if start <= offset && start >= nearest.0 {
            nearest = (start, path.to_owned());
        }
    });
    nearest.1
}

fn visit(node: &Node<'_, '_>, path: &str, seen: &mut impl FnMut(usize, &str)) {
    match node {
        Node::Table(table) => {
            for (name, value) in table.iter() {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{}", name.get_ref());
                seen(name.span().start, &path);
                visit(&Node::of(value.get_ref()), &path, seen);
            }
        }
        Node::Array(array) => {
            for (index, value) in array.iter().enumerate() {
                let path = format!("{path}[{index}]");
                seen(value.span().start, &path);
                visit(&Node::of(value.get_ref()), &path, seen);
            }
        }
        Node::Leaf => {}
    }
}
