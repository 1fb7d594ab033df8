//! A scanner for the canonical profile: one object with ascending fields, only string scalars and no whitespace.
//!
//! Only strings with escapes are copied. What is read here may not be canonical yet: the decoder writes the entry again
//! and compares.

use std::borrow::Cow;

use crate::domain::{Fault, text};

use crate::journal::particular::Particular;
use crate::journal::value::{Commitment, Form, Raw};

use super::key::Key;

/// The fields of an entry, as in its bytes.
pub(in crate::journal) struct Fields<'a> {
    /// The fields that there are, each as the bit at its position.
    present: u128,
    /// Their contents in order, until taken.
    contents: Vec<Option<Raw<'a>>>,
}

const _: () = assert!(Key::NUMBER <= u128::BITS as usize);

/// Few entries have more fields.
const USUAL: usize = 20;

impl<'a> Fields<'a> {
    /// Reads the text of an object.
    ///
    /// # Errors
    /// The text leaves the profile, at the byte given; a field is unknown or out of order.
    pub(in crate::journal) fn read(text: &'a str) -> Result<Fields<'a>, Fault> {
        let mut fields = Fields { present: 0, contents: Vec::with_capacity(USUAL) };
        let mut cursor = Cursor { text, rest: text };
        cursor.expect(b'{')?;
        let mut next = 0;
        loop {
            let name = cursor.string()?;
            let key = Key::among(next, &name).ok_or_else(|| cursor.unknown(&name))?;
            next = key.place() + 1;
            cursor.expect(b':')?;
            fields.present |= 1 << key.place();
            fields.contents.push(Some(value(key, &mut cursor)?));
            if !cursor.goes_on(b'}')? {
                break;
            }
        }
        if cursor.rest.is_empty() { Ok(fields) } else { Err(cursor.fault("there is more after the entry")) }
    }

    /// Takes a field's content, if present; only once.
    pub(in crate::journal) fn take(&mut self, key: Key) -> Option<Raw<'a>> {
        let bit = 1 << key.place();
        if self.present & bit == 0 {
            return None;
        }
        let before = (self.present & (bit - 1)).count_ones();
        self.contents.get_mut(before as usize).and_then(Option::take)
    }

    /// The text of a field, if present.
    pub(in crate::journal) fn text(&mut self, key: Key) -> Option<Cow<'a, str>> {
        self.take(key).and_then(Raw::text)
    }

    /// The texts of a list; empty if the field is absent.
    pub(in crate::journal) fn list(&mut self, key: Key) -> Vec<Cow<'a, str>> {
        self.take(key).map(Raw::list).unwrap_or_default()
    }

    /// The text of a required field.
    ///
    /// # Errors
    /// It is missing.
    pub(in crate::journal) fn needed(&mut self, key: Key) -> Result<Cow<'a, str>, Fault> {
        self.text(key).ok_or_else(|| Fault::new(format!("the entry has no “{}”", key.name())))
    }
}

/// The text of a field, read without the fields after it; `None` if there is none, or if the text leaves the profile
/// before it.
pub(in crate::journal) fn text_of(text: &str, wanted: Key) -> Option<Cow<'_, str>> {
    let mut cursor = Cursor { text, rest: text };
    cursor.expect(b'{').ok()?;
    loop {
        let key = Key::among(0, &cursor.string().ok()?)?;
        cursor.expect(b':').ok()?;
        if key >= wanted {
            return if key == wanted { cursor.string().ok() } else { None };
        }
        value(key, &mut cursor).ok()?;
        if !cursor.goes_on(b'}').ok()? {
            return None;
        }
    }
}

/// Reads the value at the cursor, in the field's form.
fn value<'a>(key: Key, cursor: &mut Cursor<'a>) -> Result<Raw<'a>, Fault> {
    let list = match key.particular().and_then(Particular::form) {
        Some(Form::Identifiers) => return cursor.commitments("scheme"),
        Some(Form::Subjects) => return cursor.commitments("role"),
        Some(form) => form.is_list(),
        None => key.is_list(),
    };
    if list { cursor.list(Cursor::string).map(Raw::List) } else { cursor.string().map(Raw::Text) }
}

/// The unread rest of a text.
struct Cursor<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn expect(&mut self, sign: u8) -> Result<(), Fault> {
        if self.stands(sign) { Ok(()) } else { Err(self.fault(&format!("“{}” is expected", char::from(sign)))) }
    }

    /// Consumes a comma, if more follows, or the end of an object or a list.
    fn goes_on(&mut self, end: u8) -> Result<bool, Fault> {
        if self.stands(b',') { Ok(true) } else { self.expect(end).map(|()| false) }
    }

    /// Consumes an ASCII character if it is next.
    fn stands(&mut self, sign: u8) -> bool {
        let stands = self.rest.as_bytes().first() == Some(&sign);
        if stands && let Some(rest) = self.rest.get(1..) {
            self.rest = rest;
        }
        stands
    }

    /// Reads a string and resolves its escapes.
    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.expect(b'"')?;
        let (text, sign, rest) = self.run()?;
        self.rest = rest;
        if sign == b'"' {
            return Ok(Cow::Borrowed(text));
        }
        let mut unescaped = text.to_owned();
        loop {
            unescaped.push(self.escape()?);
            let (text, sign, rest) = self.run()?;
            unescaped.push_str(text);
            self.rest = rest;
            if sign == b'"' {
                return Ok(Cow::Owned(unescaped));
            }
        }
    }

    /// The text before the next quotation mark or backslash, that character, and the text after it.
    fn run(&self) -> Result<(&'a str, u8, &'a str), Fault> {
        let bytes = self.rest.as_bytes();
        let found = sign_in(bytes).and_then(|at| {
            let (text, behind) = self.rest.split_at_checked(at)?;
            Some((text, *bytes.get(at)?, behind.get(1..)?))
        });
        found.ok_or_else(|| self.fault("a string has no end"))
    }

    /// The character that an escape represents, after its backslash; only escapes found in canonical text.
    fn escape(&mut self) -> Result<char, Fault> {
        let mut signs = self.rest.chars();
        let (c, behind) = match signs.next() {
            Some(sign @ ('"' | '\\')) => (sign, signs.as_str()),
            Some('b') => ('\u{8}', signs.as_str()),
            Some('t') => ('\t', signs.as_str()),
            Some('n') => ('\n', signs.as_str()),
            Some('f') => ('\u{c}', signs.as_str()),
            Some('r') => ('\r', signs.as_str()),
            Some('u') => {
                let digits = signs.as_str().split_at_checked(4);
                let control = digits.and_then(|(digits, behind)| {
                    Some((u8::from_str_radix(digits.strip_prefix("00")?, 16).ok()?, behind))
                });
                control.map(|(code, behind)| (char::from(code), behind)).ok_or_else(|| self.no_escape())?
            }
            _ => return Err(self.no_escape()),
        };
        self.rest = behind;
        Ok(c)
    }

    fn list<T>(&mut self, element: impl Fn(&mut Cursor<'a>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        self.expect(b'[')?;
        let mut all = vec![element(self)?];
        while self.goes_on(b']')? {
            all.push(element(self)?);
        }
        Ok(all)
    }

    /// Reads commitments, each with the word in its field `beside`, if any.
    fn commitments(&mut self, beside: &str) -> Result<Raw<'a>, Fault> {
        self.list(|cursor| cursor.commitment(beside)).map(Raw::Commitments)
    }

    /// Reads a commitment with the word in its field `beside`, if any.
    fn commitment(&mut self, beside: &str) -> Result<Commitment<'a>, Fault> {
        self.expect(b'{')?;
        self.named("commitment")?;
        let digest = self.string()?;
        let word = if self.goes_on(b'}')? {
            self.named(beside)?;
            let word = self.string()?;
            self.expect(b'}')?;
            Some(word)
        } else {
            None
        };
        Ok(Commitment { digest, word })
    }

    fn named(&mut self, name: &str) -> Result<(), Fault> {
        let found = self.string()?;
        if found == name { self.expect(b':') } else { Err(self.unknown(&found)) }
    }

    fn unknown(&self, name: &str) -> Fault {
        self.fault(&format!("the field {} is unknown, doubled or out of order", text::quote(name)))
    }

    fn no_escape(&self) -> Fault {
        self.fault("an escape that no canonical text has")
    }

    fn fault(&self, why: &str) -> Fault {
        let at = self.text.len() - self.rest.len();
        Fault::new(format!("these bytes are not a journal entry: {why}, at byte {}", at + 1))
    }
}

/// The position of the first quotation mark or backslash.
fn sign_in(bytes: &[u8]) -> Option<usize> {
    let is_sign = |byte: &u8| matches!(byte, b'"' | b'\\');
    // Checks eight bytes at a time: a loop that may exit after each byte takes them one by one.
    let (words, _) = bytes.as_chunks::<8>();
    let without = |word: &[u8; 8]| !word.iter().fold(false, |found, byte| found | is_sign(byte));
    let from = 8 * words.iter().take_while(|word| without(word)).count();
    bytes.get(from..)?.iter().position(is_sign).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        match Fields::read(text) {
            Ok(_) => "none".to_owned(),
            Err(fault) => fault.what().replace("these bytes are not a journal entry: ", ""),
        }
    }

    #[test]
    fn fields_are_borrowed_unless_they_hold_escapes() {
        let mut fields = Fields::read(r#"{"note":"é \u0001\"\\","sources":["a","\n"],"title":"é"}"#).unwrap();
        assert_eq!(fields.text(Key::NOTE).unwrap(), "é \u{1}\"\\");
        assert_eq!(fields.list(Key::of(Particular::Sources)), ["a", "\n"]);
        assert!(matches!(fields.needed(Key::TITLE), Ok(Cow::Borrowed("é"))));
        assert_eq!(fields.needed(Key::TITLE).unwrap_err().what(), "the entry has no “title”");
    }

    #[test]
    fn a_commitment_comes_with_its_word_or_alone() {
        let mut fields = Fields::read(r#"{"subjects":[{"commitment":"a","role":"b"},{"commitment":"c"}]}"#).unwrap();
        let Some(Raw::Commitments(subjects)) = fields.take(Key::of(Particular::Subjects)) else { panic!() };
        let read: Vec<_> = subjects.iter().map(|one| (&*one.digest, one.word.as_deref())).collect();
        assert_eq!(read, [("a", Some("b")), ("c", None)]);
    }

    #[test]
    fn a_field_is_found_without_those_after_it() {
        let text = r#"{"action":"freeze","asset":"a:1","sources":["s"#;
        assert_eq!(text_of(text, Key::ASSET).as_deref(), Some("a:1"));
        assert_eq!(text_of(text, Key::ACTION).as_deref(), Some("freeze"));
        for text in [r#"{"action":"a"}"#, r#"{"action":"a","case":"b"}"#, "[", r#"{"tipe":"a","asset":"b"}"#] {
            assert_eq!(text_of(text, Key::ASSET), None, "{text}");
        }
    }

    #[test]
    fn an_error_gives_the_byte_where_the_text_leaves_the_profile() {
        for (text, why) in [
            ("", "“{” is expected, at byte 1"),
            ("{}", "“\"” is expected, at byte 2"),
            (r#"{"note":4}"#, "“\"” is expected, at byte 9"),
            (r#"{"note": "a"}"#, "“\"” is expected, at byte 9"),
            (r#"{"note":"a"} "#, "there is more after the entry, at byte 13"),
            (r#"{"note":"a",}"#, "“\"” is expected, at byte 13"),
            (r#"{"note":"a"#, "a string has no end, at byte 10"),
            (r#"{"note":"\"#, "an escape that no canonical text has, at byte 11"),
            (r#"{"note":"\/"}"#, "an escape that no canonical text has, at byte 11"),
            (r#"{"note":"\u00"}"#, "an escape that no canonical text has, at byte 11"),
            (r#"{"note":"\u0100"}"#, "an escape that no canonical text has, at byte 11"),
            (r#"{"note":["a"]}"#, "“\"” is expected, at byte 9"),
            (r#"{"sources":[]}"#, "“\"” is expected, at byte 13"),
            (r#"{"sources":["a",]}"#, "“\"” is expected, at byte 17"),
            (r#"{"sources":"a"}"#, "“[” is expected, at byte 12"),
            (r#"{"subjects":["a"]}"#, "“{” is expected, at byte 14"),
            (r#"{"subjects":[[["a"]]]}"#, "“{” is expected, at byte 14"),
            (
                r#"{"subjects":[{"commitment":"a","scheme":"b"}]}"#,
                "the field “scheme” is unknown, doubled or out of order, at byte 40",
            ),
            (r#"{"tipe":"a"}"#, "the field “tipe” is unknown, doubled or out of order, at byte 8"),
            (r#"{"note":"a","note":"a"}"#, "the field “note” is unknown, doubled or out of order, at byte 19"),
            (r#"{"note":"a","case":"a"}"#, "the field “case” is unknown, doubled or out of order, at byte 19"),
        ] {
            assert_eq!(fault(text), why, "{text}");
        }
    }

    #[test]
    fn deeply_nested_text_is_refused_at_its_beginning() {
        assert_eq!(fault(&"[".repeat(1_000_000)), "“{” is expected, at byte 1");
        assert!(fault(&format!("{{\"sources\":{}", "[".repeat(1_000_000))).ends_with("at byte 13"));
    }
}
