//! The interface of every kind of entry, and its effects.

use std::fmt::{self, Write};

use crate::domain::{AssetRef, CaseRef, Fault, RateSet, SourceCitation, SourceRef};
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::datum::Datum;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::particular::Act;
use crate::journal::shown::Shown;
use crate::journal::step::Event;
use crate::journal::withholding::Handling;
use crate::journal::worded::Worded;

/// A kind of entry.
pub(super) trait Kind {
    /// Its effect.
    fn effect(&self) -> Effect<'_>;

    /// What it names.
    fn names(&self) -> Names;

    /// What it records, in one line; for an action, the words before its description.
    fn told(&self) -> String;

    /// Adds the lines to show.
    fn show<'a>(&'a self, shown: &mut Shown<'a>);

    /// Adds the texts by which a person finds it, and its day; never personal data.
    fn word<'a>(&'a self, worded: &mut Worded<'a>);

    /// Its commitments, each with the kind of data behind it.
    fn commitments(&self) -> Vec<(Digest, Datum)> {
        Vec::new()
    }

    /// Its effect on the family that it concerns; `None` if it concerns none.
    fn event(&self) -> Option<Event> {
        None
    }

    /// The facts that follow from it alone, regardless of earlier entries.
    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }

    /// The reason for recording it, if given.
    fn reason(&self) -> Option<&str> {
        None
    }
}

/// The canonical bytes of a kind of entry.
pub(super) trait Coded: Sized {
    /// The type names of its entries, including the format version.
    const TYPES: &'static [&'static str];

    /// The type name of this entry.
    fn of_type(&self) -> &'static str {
        Self::TYPES[0]
    }

    /// Reads it from the fields of an entry of one of these types.
    ///
    /// # Errors
    /// A field is missing, or its text does not parse as its type.
    fn read(of_type: &str, fields: &mut Fields<'_>) -> Result<Self, Fault>;

    /// Writes its fields in the order of their names; the writer adds those of the envelope.
    ///
    /// # Errors
    /// Only those of the writer.
    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result;
}

/// The effect of an entry on the ledger. Several kinds of entry may have the same effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect<'a> {
    /// The ledger begins.
    Begin,
    /// A case is opened or edited.
    Case {
        /// The case.
        case: &'a CaseRef,
        /// For an edit, the entry that held the particulars until now.
        edits: Option<u64>,
    },
    /// A statement about a case that is neither a particular nor an action on an asset.
    OfCase {
        /// The case.
        case: &'a CaseRef,
        /// The sources.
        sources: &'a [SourceCitation],
        /// The asset of the case that it concerns, if any.
        asset: Option<&'a AssetRef>,
    },
    /// A source is added or edited.
    Source {
        /// The source.
        source: &'a SourceRef,
        /// For an edit, the entry that held the particulars until now.
        edits: Option<u64>,
    },
    /// An action is recorded, corrected or adopted as another source states it.
    Act {
        /// The action as it is now read.
        act: &'a Act,
        /// For a new reading, the action's first entry.
        corrects: Option<u64>,
    },
    /// What an entry says no longer holds, holds again or is adopted: an action, a reading, a claim or an event.
    Turn {
        /// The entry that first recorded the action or made the statement.
        action: u64,
        /// What happens to it.
        turn: Turn,
    },
    /// Another source says something about an action.
    Reading {
        /// The entry that first recorded the action.
        reads: u64,
        /// The source.
        sources: &'a [SourceCitation],
    },
    /// Lines of rates of exchange are added to a set, or changed in it.
    Rates {
        /// The set.
        set: &'a RateSet,
        /// The sources that say so.
        sources: &'a [SourceCitation],
    },
    /// Personal data are erased or restricted, or may be shown again.
    Withhold {
        /// The entry that first recorded the action, or added the source, that the data belong to.
        of: u64,
        /// How the data are handled from now on.
        handling: Handling,
        /// The commitments to the data.
        commitments: &'a [Digest],
    },
}

/// What happens to an entry's statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It no longer holds.
    Voided,
    /// It holds again.
    Reinstated,
    /// It is preferred to other statements about the same thing.
    Adopted,
}

/// A fact that follows from an entry alone, regardless of earlier entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// An asset begins, with this key in common with any other record of the same thing.
    Likened(i64),
    /// The datum behind a commitment is handled this way from now on.
    Handled(Digest, Handling),
}
