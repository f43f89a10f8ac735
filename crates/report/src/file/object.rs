//! Writing one PDF object, always in the same form.

use lopdf::{Dictionary, Object, StringFormat};
use std::io::Write;

/// Appends `object` in canonical form.
pub(crate) fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => write_fmt(out, format_args!("{value}")),
        Object::Integer(value) => write_fmt(out, format_args!("{value}")),
        Object::Real(value) => write_fmt(out, format_args!("{value}")),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, format) => write_string(out, bytes, *format),
        Object::Reference((number, generation)) => {
            write_fmt(out, format_args!("{number} {generation} R"));
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => {
            let mut dictionary = stream.dict.clone();
            let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
            dictionary.set("Length", length);
            write_dictionary(out, &dictionary);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        out.push(b' ');
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            write_fmt(out, format_args!("#{byte:02X}"));
        }
    }
}

fn write_string(out: &mut Vec<u8>, bytes: &[u8], format: StringFormat) {
    let plain = bytes
        .iter()
        .all(|byte| matches!(byte, b' '..=b'~') && !b"()\\".contains(byte));
    if plain && format == StringFormat::Literal {
        out.push(b'(');
        out.extend_from_slice(bytes);
        out.push(b')');
    } else {
        out.push(b'<');
        for byte in bytes {
            write_fmt(out, format_args!("{byte:02x}"));
        }
        out.push(b'>');
    }
}

#[expect(clippy::expect_used, reason = "writing into memory")]
pub(super) fn write_fmt(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a Vec takes every byte");
}

/// A text of any language as a PDF string: plain where it can be, UTF-16 with a mark otherwise.
pub(crate) fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write_object(&mut out, object);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn strings_with_brackets_or_other_bytes_are_written_as_hex() {
        assert_eq!(written(&text_string("plain 1-2")), "(plain 1-2)");
        assert_eq!(written(&text_string("a(b")), "<612862>");
        assert_eq!(written(&text_string("线")), "<feff7ebf>");
    }

    #[test]
    fn names_escape_what_would_end_them() {
        assert_eq!(written(&Object::Name(b"A/B C".to_vec())), "/A#2FB#20C");
    }

    #[test]
    fn dictionaries_keep_their_order() {
        let object =
            Object::Dictionary(dictionary! { "B" => 1, "A" => vec![1.into(), 2.5.into()] });
        assert_eq!(written(&object), "<</B 1/A [1 2.5]>>");
    }
}
