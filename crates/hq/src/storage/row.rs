//! Stored text to typed values.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{OptionalExtension as _, Row};

use super::StorageError;

/// Reads a column that holds the text form of `T`.
pub(crate) fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: Display,
{
    let text: String = row.get(column)?;
    parse(column, &text)
}

/// The same for a column that may be empty.
pub(crate) fn parsed_option<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: Display,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| parse(column, &text)).transpose()
}

/// Reads a count or a position, which is never negative.
pub(crate) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// A count or position as the database keeps it.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn parse<T>(column: usize, text: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|error: T::Err| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.to_string().into())
    })
}

/// A row or none.
pub(crate) fn optional<T>(result: rusqlite::Result<T>) -> Result<Option<T>, StorageError> {
    Ok(result.optional()?)
}

/// Every row.
pub(crate) fn collected<T>(
    rows: impl Iterator<Item = rusqlite::Result<T>>,
) -> Result<Vec<T>, StorageError> {
    Ok(rows.collect::<Result<_, _>>()?)
}
