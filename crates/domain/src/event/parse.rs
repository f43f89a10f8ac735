//! Reading raw bytes strictly: what two readers could read differently is refused.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Event, MAX_EVENT_BYTES, MAX_SAFE_INTEGER};

/// Why bytes are not an event.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Longer than [`MAX_EVENT_BYTES`].
    #[error("the event has {len} bytes; {MAX_EVENT_BYTES} are allowed")]
    TooLong {
        /// Its length in bytes.
        len: usize,
    },
    /// A line break inside.
    #[error("the event holds a line break; it must be one line")]
    LineBreak,
    /// Not JSON, or JSON that two readers could read differently.
    #[error("the event is not strict JSON: {0}")]
    Json(#[source] serde_json::Error),
    /// JSON of another shape.
    #[error("the event has not the shape of an event: {0}")]
    Shape(#[source] serde_json::Error),
}

impl Event {
    /// Reads raw bytes. The body stays a value: its kind decides later.
    pub fn parse(raw: &[u8]) -> Result<Event, EventError> {
        if raw.len() > MAX_EVENT_BYTES {
            return Err(EventError::TooLong { len: raw.len() });
        }
        if raw.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return Err(EventError::LineBreak);
        }
        let value = strict_json(raw).map_err(EventError::Json)?;
        serde_json::from_value(value).map_err(EventError::Shape)
    }
}

/// Reads JSON and refuses duplicate keys, numbers that are not integers and integers of 2^53 or more.
pub fn strict_json(raw: &[u8]) -> Result<Value, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(raw);
    let value = Strict.deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

struct Strict;

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("strict JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value >= MAX_SAFE_INTEGER {
            return Err(E::custom(format!("{value} is not below 2^53")));
        }
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() >= MAX_SAFE_INTEGER {
            return Err(E::custom(format!("{value} is not above -2^53")));
        }
        Ok(Value::Number(Number::from(value)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Err(E::custom(format!(
            "{value} is not an integer; a measured number is text"
        )))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(Strict)?;
            if map.insert(key.clone(), value).is_some() {
                return Err(de::Error::custom(format!("the key {key:?} stands twice")));
            }
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_keys_are_refused_at_any_depth() {
        let error = strict_json(br#"{"a":{"b":1,"b":1}}"#).unwrap_err();
        assert!(error.to_string().contains("\"b\" stands twice"), "{error}");
    }

    #[test]
    fn integers_from_two_to_the_53rd_and_fractions_are_refused() {
        assert!(strict_json(b"9007199254740992").is_err());
        assert!(strict_json(b"-9007199254740992").is_err());
        assert!(strict_json(b"9007199254740991").is_ok());
        assert!(strict_json(b"1.5").is_err());
        assert!(strict_json(b"1e3").is_err());
    }

    #[test]
    fn a_line_break_or_64_kib_and_one_byte_is_not_an_event() {
        assert!(matches!(Event::parse(b"{\n}"), Err(EventError::LineBreak)));
        let long = vec![b' '; MAX_EVENT_BYTES + 1];
        assert!(matches!(
            Event::parse(&long),
            Err(EventError::TooLong { .. })
        ));
    }

    #[test]
    fn text_after_the_object_is_refused() {
        assert!(strict_json(b"{} {}").is_err());
    }
}
