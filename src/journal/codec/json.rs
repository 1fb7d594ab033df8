//! JSON in the form of RFC 8785, limited to objects whose values are strings, lists of strings and lists of such
//! objects.

use std::fmt::{self, Write};

use super::key::Key;

/// An object being written, with its fields in call order.
pub(in crate::journal) struct Object<'w, W> {
    out: &'w mut W,
    first: bool,
}

impl<'w, W: Write> Object<'w, W> {
    /// Begins an object.
    pub(in crate::journal) fn open(out: &'w mut W) -> Result<Object<'w, W>, fmt::Error> {
        out.write_char('{')?;
        Ok(Object { out, first: true })
    }

    /// Ends the object.
    pub(in crate::journal) fn close(self) -> fmt::Result {
        self.out.write_char('}')
    }

    /// Writes a field of free text.
    pub(in crate::journal) fn text(&mut self, key: Key, text: &str) -> fmt::Result {
        self.opening(key.opening())?;
        escape(self.out, text)?;
        self.out.write_char('"')
    }

    /// Writes a field of free text, if there is one.
    pub(in crate::journal) fn text_if(&mut self, key: Key, text: Option<&str>) -> fmt::Result {
        text.map_or(Ok(()), |text| self.text(key, text))
    }

    /// Writes a field whose text needs no escaping in JSON: a vocabulary word, a date, a code.
    pub(in crate::journal) fn word(&mut self, key: Key, word: &str) -> fmt::Result {
        self.opening(key.opening())?;
        self.out.write_str(word)?;
        self.out.write_char('"')
    }

    /// Writes a field with the displayed form of a value.
    pub(in crate::journal) fn shown(&mut self, key: Key, value: &impl fmt::Display) -> fmt::Result {
        self.opening(key.opening())?;
        write!(Escaping(self.out), "{value}")?;
        self.out.write_char('"')
    }

    /// Writes a list, each element by `write`. An empty list is not written.
    pub(in crate::journal) fn list<T>(
        &mut self,
        key: Key,
        all: &[T],
        write: impl Fn(&mut W, &T) -> fmt::Result,
    ) -> fmt::Result {
        let Some((first, others)) = all.split_first() else { return Ok(()) };
        self.opening(key.opening().trim_end_matches('"'))?;
        self.out.write_char('[')?;
        write(self.out, first)?;
        for other in others {
            self.out.write_char(',')?;
            write(self.out, other)?;
        }
        self.out.write_char(']')
    }

    fn opening(&mut self, opening: &str) -> fmt::Result {
        if std::mem::take(&mut self.first) {
            return self.out.write_str(opening.strip_prefix(',').unwrap_or(opening));
        }
        self.out.write_str(opening)
    }
}

/// Writes a string that needs no escaping.
pub(in crate::journal) fn plain(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    out.write_str(text)?;
    out.write_char('"')
}

/// Writes the displayed form of a value as a string.
pub(in crate::journal) fn shown(out: &mut impl Write, value: &impl fmt::Display) -> fmt::Result {
    out.write_char('"')?;
    write!(Escaping(out), "{value}")?;
    out.write_char('"')
}

/// A writer that escapes its input.
struct Escaping<'w, W>(&'w mut W);

impl<W: Write> Write for Escaping<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text)
    }
}

/// Writes a text with exactly the escapes that RFC 8785 requires.
fn escape(out: &mut impl Write, text: &str) -> fmt::Result {
    // Almost no text needs escapes, and checking every byte without an early exit is fastest.
    if !text.bytes().fold(false, |found, byte| found | escaped(byte)) {
        return out.write_str(text);
    }
    let mut rest = text;
    while let Some((before, byte, after)) = split(rest) {
        out.write_str(before)?;
        match byte {
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            0x08 => out.write_str("\\b")?,
            b'\t' => out.write_str("\\t")?,
            b'\n' => out.write_str("\\n")?,
            0x0c => out.write_str("\\f")?,
            b'\r' => out.write_str("\\r")?,
            control => write!(out, "\\u{control:04x}")?,
        }
        rest = after;
    }
    out.write_str(rest)
}

fn escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Splits a text at the first byte to escape: the text before, the byte, the text after.
fn split(text: &str) -> Option<(&str, u8, &str)> {
    let at = text.bytes().position(escaped)?;
    Some((text.get(..at)?, *text.as_bytes().get(at)?, text.get(at + 1..)?))
}

/// Compares its input with a text and stops the writer at the first difference.
pub(in crate::journal) struct Same<'a>(&'a str);

impl<'a> Same<'a> {
    /// A comparison with `expected`, before any input.
    pub(in crate::journal) fn as_text(expected: &'a str) -> Same<'a> {
        Same(expected)
    }

    /// Whether the whole text has been written.
    pub(in crate::journal) fn is_complete(&self) -> bool {
        self.0.is_empty()
    }
}

impl Write for Same<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }

    // Handles quotation marks and brackets without a call that compares texts of any length.
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.0 = self.0.strip_prefix(c).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        let mut object = Object::open(&mut out).unwrap();
        object.text(Key::NOTE, text).unwrap();
        object.shown(Key::TITLE, &text).unwrap();
        object.list(Key::VOIDS, &[text, text], shown).unwrap();
        object.close().unwrap();
        out
    }

    fn by_serde(text: &str) -> String {
        let value = |json: String| serde_json::from_str::<serde_json::Value>(&json).unwrap();
        let one = value(serde_json::to_string(text).unwrap());
        let both = serde_json::Value::Array(vec![one.clone(), one.clone()]);
        serde_json::to_string(&BTreeMap::from([("note", one.clone()), ("title", one), ("voids", both)])).unwrap()
    }

    #[test]
    fn every_escaped_character_is_written_as_by_serde_json() {
        for byte in 0..=0x9f_u8 {
            let text = format!("a{0}{0}é{0}", char::from(byte));
            assert_eq!(written(&text), by_serde(&text), "{byte:02x}");
        }
    }

    #[test]
    fn an_object_without_fields_is_two_braces_and_an_empty_list_is_left_out() {
        let mut out = String::new();
        let mut object = Object::open(&mut out).unwrap();
        object.list(Key::of(crate::journal::Particular::Sources), &[""; 0], shown).unwrap();
        object.text_if(Key::NOTE, None).unwrap();
        object.close().unwrap();
        assert_eq!(out, "{}");
    }

    #[test]
    fn a_comparison_stops_at_the_first_difference() {
        let mut same = Same::as_text("abc");
        assert!(same.write_str("ab").is_ok() && !same.is_complete());
        assert!(same.write_char('x').is_err() && same.write_str("cd").is_err());
        assert!(same.write_char('c').is_ok() && same.is_complete());
        assert!(same.write_char('d').is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_written_as_by_serde_json(text in "([\\x00-\\x7f]{0,40}|\\PC{0,20}|[\"\\\\a]{0,70})") {
            prop_assert_eq!(written(&text), by_serde(&text));
        }
    }
}
