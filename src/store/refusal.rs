//! Why the store refuses what was asked: each reason is a value, so that a program which embeds it can tell them apart.
//!
//! What is wrong is said here; what to do about it follows from the reason, and is said by whoever talks to the user.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::{CaseRef, Fault, SourceCitation, SourceRef, text};
use crate::journal::{self, Alike, Handling};

/// Why the input or a rule says no. Nothing was recorded.
///
/// ```
/// use impound::domain::CaseRef;
/// use impound::journal::{self, CaseChanges};
/// use impound::store::{Error, Keep, Ledger, Recorder, Refusal, Request};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mut recorder = Recorder::new("an example", "2024-07-01T09:00:00Z".parse()?)?;
/// # let mut ledger = Ledger::scratch("an example", &mut recorder)?;
/// let changes = Box::new(CaseChanges { title: Some("Online platform".to_owned()), ..CaseChanges::default() });
/// let edit = Request::EditCase { case: CaseRef::parse("coco")?, changes, reason: None };
/// match ledger.append(edit, &mut recorder, Keep::Entry) {
///     Err(Error::Refused(Refusal::Entry(journal::Refusal::NoCase(case)))) => assert_eq!(case.as_str(), "coco"),
///     other => panic!("there is no such case: {other:?}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The entry may not follow those that are there.
    #[error(transparent)]
    Entry(#[from] journal::Refusal),
    /// A value is invalid, or a figure does not fit.
    #[error(transparent)]
    Value(#[from] Fault),

    /// A new asset looks like one that is in the ledger.
    #[error("this may already be recorded: {}", .0.said())]
    Alike(Alike),
    /// An entry has the same reference and says something else.
    #[error("entry {entry} has the same reference and other content{}", within(row.as_ref()))]
    OtherContent {
        /// The entry.
        entry: u64,
        /// The row of a file from which it was imported.
        row: Option<SourceCitation>,
        /// What it says.
        says: Says,
    },
    /// An entry has the same reference, and what of it would tell whether it says the same was erased.
    #[error(
        "an entry has the same reference, and personal data in it were erased by entry {erased}: the contents can no \
         longer be compared"
    )]
    ErasedContent {
        /// The entry that erased them.
        erased: u64,
    },
    /// A row of a file begins as one that was imported earlier, but continues differently.
    #[error("the row begins as one of an earlier file (entry {entry}), but continues differently")]
    GoesOnOtherwise {
        /// The first entry of the earlier row.
        entry: u64,
    },
    /// All would be as before the edit of a case.
    #[error("the case {0} already says so")]
    CaseSaysSo(CaseRef),
    /// All would be as before the edit of a source.
    #[error("the source {0} already says so")]
    SourceSaysSo(SourceRef),
    /// A new source brings how it was imported, which is said by an edit.
    #[error("the source {0} already says how it was imported")]
    ImportedAlready(SourceRef),
    /// Nothing is requested.
    #[error("nothing was requested")]
    NothingRequested,
    /// The entry would not be read again as it is written.
    #[error("the entry would not read back as it is written")]
    ReadOtherwise,

    /// No entry has this number.
    #[error("there is no entry {0}")]
    NoEntry(u64),
    /// A part of the journal lacks this entry.
    #[error("there is no entry {entry} among the first {size}")]
    NoEntryAmong {
        /// The entry's number.
        entry: u64,
        /// How many entries the part has.
        size: u64,
    },

    /// The clock says a time whose text would not sort by time.
    #[error("the clock says {0}, which is before the year 0")]
    ClockBeforeYears(Timestamp),
    /// The clock is far ahead of what it said at the last entry.
    #[error("the clock says {clock}, more than a year after the last entry ({before})")]
    ClockFarAhead {
        /// What the clock says.
        clock: String,
        /// What it said at the last entry.
        before: String,
    },

    /// The entry holds no personal data.
    #[error("entry {0} holds no personal data")]
    NoPersonalData(u64),
    /// The personal data of an entry are handled so already.
    #[error("the personal data of entry {of} were {} by entry {entry}", handling.as_str())]
    Withheld {
        /// The entry whose data they are.
        of: u64,
        /// How they are handled.
        handling: Handling,
        /// The entry that says so.
        entry: u64,
    },
    /// The personal data of an entry are not restricted.
    #[error("the personal data of entry {0} are not restricted")]
    NotRestricted(u64),
    /// What is withheld would stay for ever in the words of the entry that withholds it.
    #[error("the reason or the authority repeats personal data of the entry")]
    RepeatsData,

    /// There is a file where the ledger would be created.
    #[error("{} exists already", .0.display())]
    LedgerThere(PathBuf),
    /// A file that a ledger left lies beside where one would be created.
    #[error("{} exists already, left by a ledger that is gone", .0.display())]
    LeftOver(PathBuf),
    /// The file is a ledger of another format.
    #[error("{} is a ledger of format {format}; this impound reads and writes format {known} only", path.display())]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: i64,
        /// The one that is known.
        known: i64,
    },
    /// There is a file where a backup would be made.
    #[error("{} exists already: a backup never replaces a file", .0.display())]
    FileThere(PathBuf),
    /// There is a file where a backup would be restored.
    #[error("{} exists already: a backup never replaces a ledger", .0.display())]
    NeverReplaced(PathBuf),
    /// What is to be restored is a ledger that somebody writes to.
    #[error("{} lies beside it: somebody is writing to {}, or was cut off", beside.display(), ledger.display())]
    BeingWritten {
        /// The file that says so.
        beside: PathBuf,
        /// The ledger.
        ledger: PathBuf,
    },
    /// A file would be written where the ledger is.
    #[error("{} is the ledger itself", shown(.0))]
    IsTheLedger(PathBuf),
    /// A file would be written under a name that belongs to the ledger.
    #[error("{} is a name that belongs to the ledger", shown(.0))]
    NameOfTheLedger(PathBuf),
    /// A file would be written under a name that belongs to another file, if that is a ledger.
    #[error("{} is a name that belongs to {} if that is a ledger", shown(path), shown(ledger))]
    NameOfALedger {
        /// The name.
        path: PathBuf,
        /// The file to which it belongs.
        ledger: PathBuf,
    },
}

/// What an entry says that has a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// It records an action, or reads one anew.
    Action,
    /// It opens a case.
    Case(CaseRef),
    /// It adds a source.
    Source(SourceRef),
    /// Something else.
    Other,
}

fn within(row: Option<&SourceCitation>) -> String {
    row.map_or(String::new(), |row| format!(" ({row})"))
}

fn shown(path: &Path) -> String {
    text::escape(&path.to_string_lossy()).into_owned()
}
