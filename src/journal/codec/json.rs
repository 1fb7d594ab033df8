//! JSON as RFC 8785 writes it, of objects whose values are strings, lists of strings and lists of such objects.

use std::fmt::{self, Write};

use super::key::Key;

/// An object as it is being written, its fields in the order of the calls.
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

    /// A field of free text.
    pub(in crate::journal) fn text(&mut self, key: Key, text: &str) -> fmt::Result {
        self.opening(key.opening())?;
        escape(self.out, text)?;
        self.out.write_char('"')
    }

    /// A field of free text, where there is one.
    pub(in crate::journal) fn text_if(&mut self, key: Key, text: Option<&str>) -> fmt::Result {
        text.map_or(Ok(()), |text| self.text(key, text))
    }

    /// A field whose text holds nothing that JSON escapes: a word of a vocabulary, a date, a code.
    pub(in crate::journal) fn word(&mut self, key: Key, word: &str) -> fmt::Result {
        self.opening(key.opening())?;
        self.out.write_str(word)?;
        self.out.write_char('"')
    }

    /// A field by the text that its value shows.
    pub(in crate::journal) fn shown(&mut self, key: Key, value: &impl fmt::Display) -> fmt::Result {
        self.opening(key.opening())?;
        write!(Escaping(self.out), "{value}")?;
        self.out.write_char('"')
    }

    /// A list, each element written by `write`; none where there are no elements: absent means absent.
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

/// A string that holds nothing to escape.
pub(in crate::journal) fn plain(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    out.write_str(text)?;
    out.write_char('"')
}

/// A string by the text that a value shows.
pub(in crate::journal) fn shown(out: &mut impl Write, value: &impl fmt::Display) -> fmt::Result {
    out.write_char('"')?;
    write!(Escaping(out), "{value}")?;
    out.write_char('"')
}

/// Escapes what is written to it.
struct Escaping<'w, W>(&'w mut W);

impl<W: Write> Write for Escaping<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text)
    }
}

/// A text with the escapes that RFC 8785 demands, and no others.
fn escape(out: &mut impl Write, text: &str) -> fmt::Result {
    // Nearly every text holds none, and to look at every byte without leaving early is what a processor does fastest.
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

/// What stands before the first byte to escape, that byte, and what stands behind it.
fn split(text: &str) -> Option<(&str, u8, &str)> {
    let at = text.bytes().position(escaped)?;
    Some((text.get(..at)?, *text.as_bytes().get(at)?, text.get(at + 1..)?))
}

/// Compares what is written with a text, and stops the writer at the first difference.
pub(in crate::journal) struct Same<'a>(&'a str);

impl<'a> Same<'a> {
    /// Nothing is written yet of `expected`.
    pub(in crate::journal) fn as_text(expected: &'a str) -> Same<'a> {
        Same(expected)
    }

    /// Whether all of it has been written.
    pub(in crate::journal) fn is_complete(&self) -> bool {
        self.0.is_empty()
    }
}

impl Write for Same<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }

    // The quotation marks and brackets, without the call that compares texts of any length.
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
    fn every_character_that_json_escapes_is_written_as_serde_json_writes_it() {
        for byte in 0..=0x9f_u8 {
            let text = format!("a{0}{0}é{0}", char::from(byte));
            assert_eq!(written(&text), by_serde(&text), "{byte:02x}");
        }
    }

    #[test]
    fn an_object_with_no_fields_and_a_list_with_no_elements_are_nothing_more() {
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
        fn any_text_is_written_as_serde_json_writes_it(text in "([\\x00-\\x7f]{0,40}|\\PC{0,20}|[\"\\\\a]{0,70})") {
            prop_assert_eq!(written(&text), by_serde(&text));
        }
    }
}
