//! The parts common to all edits; the kinds themselves are with the case and the source.

use std::fmt::{self, Write};

use crate::domain::Fault;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::shown::Shown;

/// New particulars of a case or of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<T> {
    /// The entry that held them until now: the one that opened the case or added the source, or the previous edit.
    pub edits: u64,
    /// The reason, if given.
    pub reason: Option<String>,
    /// All particulars, as they are from now on.
    pub file: T,
}

/// The fields of an edit other than the particulars: the edited entry and the reason.
pub(super) type Edited<'a> = Option<(u64, Option<&'a str>)>;

/// Writes the edited entry.
pub(super) fn write_edits<W: Write>(edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
    to.shown_if(Key::EDITS, edited.map(|(edits, _)| edits).as_ref())
}

/// Writes the reason.
pub(super) fn write_reason<W: Write>(edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
    to.text_if(Key::REASON, edited.and_then(|(_, reason)| reason))
}

impl<T> Edit<T> {
    /// Reads an edit, with `file` reading the particulars.
    ///
    /// # Errors
    /// A field is missing, or its text does not parse as its type.
    pub(super) fn read_with<'a>(
        fields: &mut Fields<'a>,
        file: impl Fn(&mut Fields<'a>) -> Result<T, Fault>,
    ) -> Result<Edit<T>, Fault> {
        let edits = fields.needed_number(Key::EDITS)?;
        Ok(Edit { edits, reason: fields.free_text(Key::REASON)?, file: file(fields)? })
    }

    /// Its fields other than the particulars.
    pub(super) fn edited(&self) -> Edited<'_> {
        Some((self.edits, self.reason.as_deref()))
    }

    /// The reason in brackets, if given.
    pub(super) fn because(&self) -> String {
        self.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default()
    }

    /// Adds the lines to show for the edit itself.
    pub(super) fn show_edit<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.entry("edits", self.edits);
        shown.text_if("reason", self.reason.as_deref());
    }
}
