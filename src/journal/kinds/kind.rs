//! What every kind of entry can be asked, and what it may answer.

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

/// A kind of entry: what an entry of it can be asked.
pub(super) trait Kind {
    /// What it does.
    fn effect(&self) -> Effect<'_>;

    /// What it names.
    fn names(&self) -> Names;

    /// What it records, in one line; of an action, what stands before the words for that.
    fn told(&self) -> String;

    /// Adds what is shown of it.
    fn show<'a>(&'a self, shown: &mut Shown<'a>);

    /// The commitments that it holds, each with what lies behind it.
    fn commitments(&self) -> Vec<(Digest, Datum)> {
        Vec::new()
    }

    /// What it does to the family that it concerns; `None` where it concerns none.
    fn event(&self) -> Option<Event> {
        None
    }

    /// What follows from it alone, whatever was before it.
    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }

    /// Why it was recorded, where it says so.
    fn reason(&self) -> Option<&str> {
        None
    }
}

/// A kind of entry as canonical bytes.
pub(super) trait Coded: Sized {
    /// The types that its entries have in their bytes, each with the version of its format.
    const TYPES: &'static [&'static str];

    /// Which of them this one has.
    fn of_type(&self) -> &'static str {
        Self::TYPES[0]
    }

    /// From the fields of an entry that has one of these types.
    ///
    /// # Errors
    /// A field that is missing, or whose text does not parse as its type.
    fn read(of_type: &str, fields: &mut Fields<'_>) -> Result<Self, Fault>;

    /// Writes its fields in the order of their names; those that every entry has come by themselves.
    ///
    /// # Errors
    /// Only those of what it writes to.
    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result;
}

/// What an entry does to the ledger. Several kinds of entry may do the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect<'a> {
    /// The ledger begins.
    Begin,
    /// A case is opened, or its particulars are read otherwise.
    Case {
        /// The case.
        case: &'a CaseRef,
        /// Of an edit, the entry that held the particulars until now.
        edits: Option<u64>,
    },
    /// Something is said of a case that is neither one of its particulars nor an action on an asset.
    OfCase {
        /// The case.
        case: &'a CaseRef,
        /// The sources that say so.
        sources: &'a [SourceCitation],
        /// The asset of the case that it is about, if it is about one.
        asset: Option<&'a AssetRef>,
    },
    /// A source is added, or its particulars are read otherwise.
    Source {
        /// The source.
        source: &'a SourceRef,
        /// Of an edit, the entry that held the particulars until now.
        edits: Option<u64>,
    },
    /// An action is recorded, or read otherwise.
    Act {
        /// The action as it is now read.
        act: &'a Act,
        /// Of a new reading, the entry that first recorded the action.
        corrects: Option<u64>,
    },
    /// What an entry says no longer holds, holds again, or is adopted: an action, a reading of one, a claim or an event.
    Turn {
        /// The entry that first recorded the action, or that says so.
        action: u64,
        /// What becomes of it.
        turn: Turn,
    },
    /// Another source says something of an action.
    Reading {
        /// The entry that first recorded the action.
        reads: u64,
        /// The source that says so.
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
        /// The entry that first recorded the action, or added the source, whose data they are.
        of: u64,
        /// How the data are handled from now on.
        handling: Handling,
        /// The commitments to the data.
        commitments: &'a [Digest],
    },
}

/// What becomes of what an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It no longer holds.
    Voided,
    /// It holds again.
    Reinstated,
    /// It is preferred to what others say of the same thing.
    Adopted,
}

/// What follows from an entry alone, whatever was before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    /// An asset begins, and this is what a record of the same thing would have in common with it.
    Likened(i64),
    /// The datum behind a commitment is handled so from now on.
    Handled(Digest, Handling),
}
