//! The canonical bytes of an entry: RFC 8785 JSON in which every scalar is a string.
//!
//! One value has one byte string: keys are ASCII and sorted, absent means absent, text is as it was cleaned at input.
//! The decoder refuses any bytes that do not encode to themselves again.
//!
//! JSON of so narrow a profile is written and taken apart here rather than by a library, because a ledger is read
//! whole: `verify` decodes every entry, and each step that copies its text takes longer than to parse it.

use crate::domain::Fault;

use super::entry::Entry;

mod json;
mod key;
mod read;
mod scan;
mod write;

/// What a usual entry takes, in bytes, so that writing it does not move it.
const USUAL: usize = 512;

/// The bytes that are hashed and stored for an entry.
///
/// # Errors
/// None that the types of an entry allow.
pub fn encode(entry: &Entry) -> Result<Vec<u8>, Fault> {
    let mut text = String::with_capacity(USUAL);
    write::entry(&mut text, entry).map_err(|error| Fault::new(format!("an entry cannot be written: {error}")))?;
    Ok(text.into_bytes())
}

/// Reads an entry's bytes.
///
/// # Errors
/// Bytes that are no entry, or not the one byte string that the entry has.
pub fn decode(bytes: &[u8]) -> Result<Entry, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Fault::new(format!("these bytes are no entry of a journal: {error}")))?;
    let entry = read::entry(&mut scan::Fields::read(text)?)?;
    let mut same = json::Same::as_text(text);
    if write::entry(&mut same, &entry).is_err() || !same.is_complete() {
        return Err(Fault::new("these bytes are not the canonical ones of their entry"));
    }
    Ok(entry)
}

#[cfg(test)]
mod tests;
