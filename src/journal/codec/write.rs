//! Writes an entry as canonical text: the fields common to all entries, merged with those of its kind.

use std::fmt::{self, Display, Write};

use crate::domain::EntryRef;
use crate::journal::stamp::Stamp;

use super::json::Object;
use super::key::Key;

/// The fields common to all entries.
#[derive(Clone, Copy)]
pub(in crate::journal) struct Envelope<'e> {
    pub(in crate::journal) number: u64,
    pub(in crate::journal) stamp: &'e Stamp,
    pub(in crate::journal) reference: Option<&'e EntryRef>,
    /// The type of its kind.
    pub(in crate::journal) of_type: &'static str,
}

/// The envelope's fields, in the order of their names.
const OWN: [Key; 8] =
    [Key::CLOCK, Key::ENTRY, Key::LOGIN, Key::RECORDED_AT, Key::RECORDED_BY, Key::REFERENCE, Key::RULES, Key::TYPE];

/// Writes an entry. A kind writes its own fields in the order of their names; the writer inserts the envelope's fields
/// between them.
pub(in crate::journal) struct Writer<'w, W> {
    object: Object<'w, W>,
    envelope: Envelope<'w>,
    /// The number of envelope fields written so far.
    written: usize,
}

impl<'w, W: Write> Writer<'w, W> {
    /// Begins an entry.
    pub(in crate::journal) fn open(out: &'w mut W, envelope: Envelope<'w>) -> Result<Writer<'w, W>, fmt::Error> {
        Ok(Writer { object: Object::open(out)?, envelope, written: 0 })
    }

    /// Ends the entry.
    pub(in crate::journal) fn close(mut self) -> fmt::Result {
        while let Some(own) = OWN.get(self.written) {
            self.own(*own)?;
        }
        self.object.close()
    }

    /// Writes a field of free text.
    pub(in crate::journal) fn text(&mut self, key: Key, text: &str) -> fmt::Result {
        self.before(key)?;
        self.object.text(key, text)
    }

    /// Writes a field of free text, if there is one.
    pub(in crate::journal) fn text_if(&mut self, key: Key, text: Option<&str>) -> fmt::Result {
        text.map_or(Ok(()), |text| self.text(key, text))
    }

    /// Writes a field whose text needs no escaping in JSON: a vocabulary word, a date, a code.
    pub(in crate::journal) fn word(&mut self, key: Key, word: &str) -> fmt::Result {
        self.before(key)?;
        self.object.word(key, word)
    }

    /// Writes such a field, if there is one.
    pub(in crate::journal) fn word_if(&mut self, key: Key, word: Option<&str>) -> fmt::Result {
        word.map_or(Ok(()), |word| self.word(key, word))
    }

    /// Writes a field with the displayed form of a value.
    pub(in crate::journal) fn shown(&mut self, key: Key, value: &impl Display) -> fmt::Result {
        self.before(key)?;
        self.object.shown(key, value)
    }

    /// Writes such a field, if there is one.
    pub(in crate::journal) fn shown_if(&mut self, key: Key, value: Option<&impl Display>) -> fmt::Result {
        value.map_or(Ok(()), |value| self.shown(key, value))
    }

    /// Writes a list, each element by `write`. An empty list is not written.
    pub(in crate::journal) fn list<T>(
        &mut self,
        key: Key,
        all: &[T],
        write: impl Fn(&mut W, &T) -> fmt::Result,
    ) -> fmt::Result {
        if all.is_empty() {
            return Ok(());
        }
        self.before(key)?;
        self.object.list(key, all, write)
    }

    /// Writes the envelope fields that sort before a field.
    fn before(&mut self, key: Key) -> fmt::Result {
        while let Some(own) = OWN.get(self.written).filter(|own| **own < key) {
            self.own(*own)?;
        }
        Ok(())
    }

    fn own(&mut self, key: Key) -> fmt::Result {
        self.written += 1;
        let Envelope { number, stamp, reference, of_type } = self.envelope;
        match key {
            Key::CLOCK => self.object.text_if(key, stamp.clock.as_deref()),
            Key::ENTRY => self.object.shown(key, &number),
            Key::LOGIN => self.object.text_if(key, stamp.login.as_deref()),
            Key::RECORDED_AT => self.object.text(key, &stamp.recorded_at),
            Key::RECORDED_BY => self.object.text(key, &stamp.recorded_by),
            Key::REFERENCE => self.object.text_if(key, reference.map(AsRef::as_ref)),
            Key::RULES => self.object.shown(key, &stamp.rules),
            _ => self.object.word(key, of_type),
        }
    }
}
