//! The canonical bytes of an entry: RFC 8785 JSON in which every scalar is a string.
//!
//! Each value has exactly one byte string: keys are ASCII and sorted, absent fields are left out, text is as cleaned at
//! input. The decoder refuses any bytes that do not encode to themselves again.
//!
//! This narrow JSON profile is read and written here rather than by a library because ledgers are read whole: `verify`
//! decodes every entry, and copying a text takes longer than parsing it.

use std::borrow::Cow;
use std::fmt;

use crate::domain::{AssetRef, EntryRef, Fault};

use super::entry::Entry;
use super::kinds::Body;
use super::stamp::{RULES, Stamp};

pub(super) mod json;
pub(super) mod key;
pub(super) mod read;
pub(super) mod scan;
pub(super) mod write;

use key::Key;
use write::{Envelope, Writer};

/// The capacity, in bytes, that lets a typical entry be written without reallocating.
const USUAL: usize = 512;

/// The bytes of an entry, as hashed and stored.
///
/// # Errors
/// Never for a valid entry.
pub fn encode(entry: &Entry) -> Result<Vec<u8>, Fault> {
    let mut text = String::with_capacity(USUAL);
    write_entry(&mut text, entry).map_err(|error| Fault::new(format!("an entry cannot be written: {error}")))?;
    Ok(text.into_bytes())
}

/// Reads an entry's bytes.
///
/// # Errors
/// The bytes are not an entry, or not in its one canonical form.
pub fn decode(bytes: &[u8]) -> Result<Entry, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Fault::new(format!("these bytes are not a journal entry: {error}")))?;
    let entry = read_entry(&mut scan::Fields::read(text)?)?;
    let mut same = json::Same::as_text(text);
    if write_entry(&mut same, &entry).is_err() || !same.is_complete() {
        return Err(Fault::new("these bytes are not the canonical ones of their entry"));
    }
    Ok(entry)
}

/// The asset that an entry's bytes name, whether or not they can be decoded; `None` if they name none.
pub(crate) fn asset(bytes: &[u8]) -> Option<AssetRef> {
    let text = std::str::from_utf8(bytes).ok()?;
    AssetRef::parse(&scan::text_of(text, Key::ASSET)?).ok()
}

/// The number in an entry's bytes, whether or not they can be decoded; `None` if they hold none.
pub(crate) fn number(bytes: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(bytes).ok()?;
    scan::text_of(text, Key::ENTRY)?.parse().ok()
}

/// Builds an entry from its fields. A field that its kind does not have is left over, so the entry, written again,
/// differs from the text that was read.
fn read_entry(fields: &mut scan::Fields<'_>) -> Result<Entry, Fault> {
    let stamp = Stamp {
        recorded_at: fields.needed(Key::RECORDED_AT)?.into_owned(),
        clock: fields.text(Key::CLOCK).map(Cow::into_owned),
        recorded_by: fields.needed_text(Key::RECORDED_BY)?,
        login: fields.free_text(Key::LOGIN)?,
        rules: fields.needed_as(Key::RULES, rules)?,
    };
    let number = fields.needed_number(Key::ENTRY)?;
    let reference = fields.parsed(Key::REFERENCE, EntryRef::parse)?;
    let of_type = fields.needed(Key::TYPE)?;
    Ok(Entry { number, stamp, reference, body: Body::read(&of_type, fields)? })
}

fn rules(text: &str) -> Result<u64, Fault> {
    match read::whole_number(text)? {
        version @ 1..=RULES => Ok(version),
        version => Err(Fault::new(format!("the entry was recorded under rules {version}, unknown to this version"))
            .hint("a newer impound may know them")),
    }
}

fn write_entry(out: &mut impl fmt::Write, entry: &Entry) -> fmt::Result {
    let Entry { number, stamp, reference, body } = entry;
    let envelope = Envelope { number: *number, stamp, reference: reference.as_ref(), of_type: body.of_type() };
    let mut writer = Writer::open(out, envelope)?;
    body.write(&mut writer)?;
    writer.close()
}

#[cfg(test)]
mod tests;
