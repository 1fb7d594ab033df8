//! The fields of an entry, each parsed as the type that it has.

use crate::domain::{Fault, text};
use crate::journal::value::recorded_text;

use super::key::Key;
use super::scan::Fields;

impl Fields<'_> {
    /// A field as its type reads it, where there is one.
    ///
    /// # Errors
    /// A text that does not parse as this type.
    pub(in crate::journal) fn parsed<T>(
        &mut self,
        key: Key,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.text(key).map(|text| parse(&text)).transpose()
    }

    /// A field that the entry must have, as its type reads it.
    ///
    /// # Errors
    /// It is missing, or its text does not parse as this type.
    pub(in crate::journal) fn needed_as<T>(
        &mut self,
        key: Key,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        parse(&self.needed(key)?)
    }

    /// A field of free text, where there is one.
    ///
    /// # Errors
    /// A text that no entry holds.
    pub(in crate::journal) fn free_text(&mut self, key: Key) -> Result<Option<String>, Fault> {
        self.text(key).map(recorded_text).transpose()
    }

    /// A field of free text that the entry must have.
    ///
    /// # Errors
    /// It is missing, or holds a text that no entry may hold.
    pub(in crate::journal) fn needed_text(&mut self, key: Key) -> Result<String, Fault> {
        recorded_text(self.needed(key)?)
    }

    /// A field with a whole number, such as that of an entry, which the entry must have.
    ///
    /// # Errors
    /// It is missing, or is not a number.
    pub(in crate::journal) fn needed_number(&mut self, key: Key) -> Result<u64, Fault> {
        self.needed_as(key, whole_number)
    }
}

/// A whole number, such as that of an entry.
///
/// # Errors
/// Another text.
pub(in crate::journal) fn whole_number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| Fault::new(format!("{} is not an entry number", text::quote(text))))
}
