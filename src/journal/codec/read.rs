//! Parses the fields of an entry as their types.

use crate::domain::{Fault, text};
use crate::journal::value::recorded_text;

use super::key::Key;
use super::scan::Fields;

impl Fields<'_> {
    /// Parses a field as its type, if present.
    ///
    /// # Errors
    /// The text does not parse as this type.
    pub(in crate::journal) fn parsed<T>(
        &mut self,
        key: Key,
        parse: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.text(key).map(|text| parse(&text)).transpose()
    }

    /// Parses a required field as its type.
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

    /// A field of free text, if present.
    ///
    /// # Errors
    /// The text is not one that an entry may hold.
    pub(in crate::journal) fn free_text(&mut self, key: Key) -> Result<Option<String>, Fault> {
        self.text(key).map(recorded_text).transpose()
    }

    /// A required field of free text.
    ///
    /// # Errors
    /// It is missing, or its text is not one that an entry may hold.
    pub(in crate::journal) fn needed_text(&mut self, key: Key) -> Result<String, Fault> {
        recorded_text(self.needed(key)?)
    }

    /// A required field with a whole number, such as an entry's.
    ///
    /// # Errors
    /// It is missing, or is not a number.
    pub(in crate::journal) fn needed_number(&mut self, key: Key) -> Result<u64, Fault> {
        self.needed_as(key, whole_number)
    }
}

/// Parses a whole number, such as an entry's.
///
/// # Errors
/// Any other text.
pub(in crate::journal) fn whole_number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| Fault::new(format!("{} is not an entry number", text::quote(text))))
}
