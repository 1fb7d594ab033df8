//! How the store fails: the four kinds that a caller must tell apart.

use std::io;
use std::path::Path;

use crate::domain::fault::Fault;
use crate::query;

/// Why the store did not do what was asked. The kinds differ in what is true of the ledger afterwards.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The input or a rule says no; nothing was recorded.
    #[error("{0}")]
    Refused(#[from] Fault),
    /// What is asked of the ledger is not in it.
    #[error(transparent)]
    NoAnswer(query::Error),
    /// The file is not what impound wrote: damaged, altered, or no ledger at all.
    #[error("{what}")]
    Damaged {
        /// What is wrong with the file.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The file, the disk or another process stood in the way; nothing was recorded.
    #[error("{what}")]
    Environment {
        /// What stood in the way.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The disk failed in the moment of committing: the entry may or may not be there.
    #[error("{what}")]
    Unknown {
        /// What happened.
        what: String,
    },
}

/// What to do about a ledger that is not what impound wrote. The copy comes first, because the damage is evidence too.
const ON_DAMAGE: &str = "keep a copy of the file as it is, then put a backup in its place";

/// What to do about derived tables that are not what impound wrote, while the journal may well be.
pub(super) const ON_DERIVED: &str = "keep a copy of the file as it is; impound verify lists what differs, and if that is not \
                                     the journal itself, impound rederive mends it";

impl Error {
    /// What to do, if anything can be said.
    pub fn to_do(&self) -> Option<&str> {
        match self {
            Error::Refused(fault) => fault.to_do(),
            Error::Damaged { hint, .. } | Error::Environment { hint, .. } => Some(hint),
            Error::NoAnswer(_) => None,
            Error::Unknown { .. } => Some("repeat the command with the same --ref: it records the entry at most once"),
        }
    }

    /// A damaged or altered file, with the usual advice.
    pub(crate) fn damaged(what: impl Into<String>) -> Error {
        Error::Damaged { what: what.into(), hint: ON_DAMAGE.into() }
    }

    /// A file that is no ledger at all; restoring a backup over it would be bad advice.
    pub(crate) fn no_ledger(path: &Path) -> Error {
        Error::Damaged {
            what: format!("{} is not an impound ledger", path.display()),
            hint: "check --ledger; if it was a ledger once, put a backup in its place".into(),
        }
    }

    /// Something outside the ledger that stood in the way.
    pub(crate) fn environment(what: impl Into<String>, hint: impl Into<String>) -> Error {
        Error::Environment { what: what.into(), hint: hint.into() }
    }
}

/// The error of a file operation; `doing` is a verb whose object is the path ("create", "lock").
pub(crate) fn io(doing: &str, path: &Path, err: &io::Error) -> Error {
    let hint = match err.kind() {
        io::ErrorKind::PermissionDenied => ON_PERMISSION,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ON_FULL,
        io::ErrorKind::ReadOnlyFilesystem => {
            "the file system is mounted read-only: remount it, or use another --ledger"
        }
        _ => ON_DISK,
    };
    Error::environment(format!("cannot {doing} {}: {err}", path.display()), hint)
}

pub(super) const ON_PERMISSION: &str = "check the owner and the mode of the file and of its directory";
pub(super) const ON_FULL: &str = "free some space, then repeat the command";
pub(super) const ON_DISK: &str = "check the disk and the system's log, then repeat the command";

/// Text out of a file that nothing is known of, safe to print: whatever is not printable ASCII is escaped.
pub(crate) fn printable(text: &str) -> String {
    const ENOUGH: usize = 200;
    let mut shown = String::new();
    for (n, c) in text.chars().enumerate() {
        if n == ENOUGH {
            shown.push_str("...");
            break;
        }
        if c == ' ' || c.is_ascii_graphic() { shown.push(c) } else { shown.extend(c.escape_default()) }
    }
    shown
}

impl From<query::Error> for Error {
    fn from(error: query::Error) -> Error {
        match error {
            query::Error::Damaged(what) => Error::damaged(what),
            query::Error::ThreadEnded => Error::environment(error.to_string(), "try again"),
            other => Error::NoAnswer(other),
        }
    }
}
