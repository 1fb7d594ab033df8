//! Why the store refuses a request: each reason is a value, so that an embedding program can tell them apart.
//!
//! The reason is stated here; the remedy follows from it, and the program that talks to the user states that.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::{CaseRef, Fault, SourceCitation, SourceRef, text};
use crate::journal::{self, Alike, Handling};

/// Why the input is invalid or breaks a rule. Nothing was recorded.
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
    /// The entry may not follow the existing ones.
    #[error(transparent)]
    Entry(#[from] journal::Refusal),
    /// A value is invalid, or a figure does not fit.
    #[error(transparent)]
    Value(#[from] Fault),

    /// A new asset looks like one already in the ledger.
    #[error("this may already be recorded: {}", .0.said())]
    Alike(Alike),
    /// An entry has the same reference but other content.
    #[error("entry {entry} has the same reference and other content{}", within(row.as_ref()))]
    OtherContent {
        /// The entry.
        entry: u64,
        /// The row of a file that it was imported from.
        row: Option<SourceCitation>,
        /// What that entry records.
        says: Says,
    },
    /// An entry has the same reference, but erased data make it impossible to compare the contents.
    #[error(
        "an entry has the same reference, and personal data in it were erased by entry {erased}: the contents can no \
         longer be compared"
    )]
    ErasedContent {
        /// The entry that erased them.
        erased: u64,
    },
    /// A row begins like an earlier file's row but continues differently.
    #[error("the row begins as one of an earlier file (entry {entry}), but continues differently")]
    GoesOnOtherwise {
        /// The first entry of the earlier row.
        entry: u64,
    },
    /// The edit of a case would change nothing.
    #[error("the case {0} already says so")]
    CaseSaysSo(CaseRef),
    /// The edit of a source would change nothing.
    #[error("the source {0} already says so")]
    SourceSaysSo(SourceRef),
    /// A new source already says how it was imported; only an edit may say that.
    #[error("the source {0} already says how it was imported")]
    ImportedAlready(SourceRef),
    /// No request was given.
    #[error("nothing was requested")]
    NothingRequested,
    /// The entry would not read back as written.
    #[error("the entry would not read back as it is written")]
    ReadOtherwise,

    /// No entry has this number.
    #[error("there is no entry {0}")]
    NoEntry(u64),
    /// Part of the journal does not contain this entry.
    #[error("there is no entry {entry} among the first {size}")]
    NoEntryAmong {
        /// The entry's number.
        entry: u64,
        /// The number of entries in that part.
        size: u64,
    },

    /// Neither a name nor a login name is known.
    #[error("it is unknown who records this")]
    RecorderUnknown,
    /// The clock shows a time whose text would not sort chronologically.
    #[error("the clock says {0}, which is before the year 0")]
    ClockBeforeYears(Timestamp),
    /// The clock is far ahead of the last entry's time.
    #[error("the clock says {clock}, more than a year after the last entry ({before})")]
    ClockFarAhead {
        /// The clock's time.
        clock: String,
        /// The last entry's time.
        before: String,
    },

    /// The entry holds no personal data.
    #[error("entry {0} holds no personal data")]
    NoPersonalData(u64),
    /// The personal data of an entry are already handled this way.
    #[error("the personal data of entry {of} were {} by entry {entry}", handling.as_str())]
    Withheld {
        /// The entry with the data.
        of: u64,
        /// How they are handled.
        handling: Handling,
        /// The entry that says so.
        entry: u64,
    },
    /// The personal data of an entry are not restricted.
    #[error("the personal data of entry {0} are not restricted")]
    NotRestricted(u64),
    /// The withholding entry would keep in its own words what it withholds.
    #[error("the reason or the authority repeats personal data of the entry")]
    RepeatsData,

    /// A file already exists where the ledger would be created.
    #[error("{} exists already", .0.display())]
    LedgerThere(PathBuf),
    /// A former ledger's file lies beside the place for the new one.
    #[error("{} exists already, left by a ledger that is gone", .0.display())]
    LeftOver(PathBuf),
    /// The file is a ledger of another format.
    #[error("{} is a ledger of format {format}; this impound reads and writes format {known} only", path.display())]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: i64,
        /// The format that this program supports.
        known: i64,
    },
    /// A file already exists where the backup would be made.
    #[error("{} exists already: a backup never replaces a file", .0.display())]
    FileThere(PathBuf),
    /// A file already exists where the backup would be restored.
    #[error("{} exists already: a backup never replaces a ledger", .0.display())]
    NeverReplaced(PathBuf),
    /// Something is already where a copy of a ledger would be.
    #[error("{} is not vacant: a copy never replaces anything", .0.display())]
    Taken(PathBuf),
    /// The backup to restore is a ledger that somebody is writing to.
    #[error("{} lies beside it: somebody is writing to {}, or was cut off", beside.display(), ledger.display())]
    BeingWritten {
        /// The file that shows it.
        beside: PathBuf,
        /// The ledger.
        ledger: PathBuf,
    },
    /// An output file would overwrite the ledger.
    #[error("{} is the ledger itself", shown(.0))]
    IsTheLedger(PathBuf),
    /// An output file would have a name that belongs to the ledger.
    #[error("{} is a name that belongs to the ledger", shown(.0))]
    NameOfTheLedger(PathBuf),
    /// An output file would have a name that belongs to another file, if that file is a ledger.
    #[error("{} is a name that belongs to {} if that is a ledger", shown(path), shown(ledger))]
    NameOfALedger {
        /// The name.
        path: PathBuf,
        /// The file that the name belongs to.
        ledger: PathBuf,
    },
}

/// What the entry with the same reference records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// An action, or a correction of one.
    Action,
    /// A new case.
    Case(CaseRef),
    /// A new source.
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
