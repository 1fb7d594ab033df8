//! An edit, of whatever it edits: its kinds stand with the case and with the source.

use std::fmt::{self, Write};

use crate::domain::Fault;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::shown::Shown;

/// New particulars of a case or of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<T> {
    /// The entry that held them until now: the one that opened the case or added the source, or the edit before.
    pub edits: u64,
    /// Why, where it is said.
    pub reason: Option<String>,
    /// All of them, as they are from now on.
    pub file: T,
}

/// What the bytes of an edit have beside the particulars: what it edits and why.
pub(super) type Edited<'a> = Option<(u64, Option<&'a str>)>;

/// Writes what is edited.
pub(super) fn write_edits<W: Write>(edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
    to.shown_if(Key::EDITS, edited.map(|(edits, _)| edits).as_ref())
}

/// Writes why.
pub(super) fn write_reason<W: Write>(edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
    to.text_if(Key::REASON, edited.and_then(|(_, reason)| reason))
}

impl<T> Edit<T> {
    /// An edit, its particulars read by `file`.
    ///
    /// # Errors
    /// A field that is missing, or whose text does not parse as its type.
    pub(super) fn read_with<'a>(
        fields: &mut Fields<'a>,
        file: impl Fn(&mut Fields<'a>) -> Result<T, Fault>,
    ) -> Result<Edit<T>, Fault> {
        let edits = fields.needed_number(Key::EDITS)?;
        Ok(Edit { edits, reason: fields.free_text(Key::REASON)?, file: file(fields)? })
    }

    /// What its bytes have beside the particulars.
    pub(super) fn edited(&self) -> Edited<'_> {
        Some((self.edits, self.reason.as_deref()))
    }

    /// The reason, in brackets, where one is given.
    pub(super) fn because(&self) -> String {
        self.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default()
    }

    /// Adds what is shown of the edit itself.
    pub(super) fn show_edit<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.entry("edits", self.edits);
        shown.text_if("reason", self.reason.as_deref());
    }
}
