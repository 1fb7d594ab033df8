//! How the store fails: the kinds that a caller must tell apart.

use std::io;
use std::path::Path;

use crate::domain::fault::Fault;
use crate::{journal, query};

use super::refusal::Refusal;
use super::remedy::Remedy;

/// Why the store did not do what was asked. Each kind says something different about the ledger afterwards.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The input is invalid or breaks a rule; nothing was recorded.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The ledger does not contain what was asked for.
    #[error(transparent)]
    NoAnswer(query::Error),
    /// The file is not as impound wrote it: damaged, altered, or not a ledger at all.
    #[error("{what}")]
    Damaged {
        /// What is wrong with the file.
        what: String,
        /// What to do.
        remedy: Remedy,
    },
    /// The file, the disk or another process prevented it; nothing was recorded.
    #[error("{what}")]
    Environment {
        /// What prevented it.
        what: String,
        /// What to do.
        remedy: Remedy,
    },
    /// The disk or the connection failed during the commit: what was written may or may not be there.
    #[error("{what}")]
    Unknown {
        /// What happened.
        what: String,
        /// What to do.
        remedy: Remedy,
    },
}

impl Error {
    /// What to do, unless that follows from the request.
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Error::Refused(_) | Error::NoAnswer(_) => None,
            Error::Damaged { remedy, .. } | Error::Environment { remedy, .. } | Error::Unknown { remedy, .. } => {
                Some(*remedy)
            }
        }
    }

    /// The same error, with what to do about an unknown outcome.
    #[must_use]
    pub(super) fn if_unknown(self, remedy: Remedy) -> Error {
        match self {
            Error::Unknown { what, .. } => Error::Unknown { what, remedy },
            other => other,
        }
    }

    /// A damaged or altered file, with the usual advice.
    pub(crate) fn damaged(what: impl Into<String>) -> Error {
        Error::Damaged { what: what.into(), remedy: Remedy::PutBackup }
    }

    /// Likewise, where verifying the ledger reveals more.
    pub(super) fn damaged_somewhere(what: impl Into<String>) -> Error {
        Error::Damaged { what: what.into(), remedy: Remedy::VerifyThenPutBackup }
    }

    /// A file that is not a ledger at all, so the advice must not be to restore a backup over it.
    pub(crate) fn no_ledger(path: &Path) -> Error {
        Error::Damaged { what: format!("{} is not an impound ledger", path.display()), remedy: Remedy::CheckLedger }
    }

    /// An obstacle outside the ledger.
    pub(crate) fn environment(what: impl Into<String>, remedy: Remedy) -> Error {
        Error::Environment { what: what.into(), remedy }
    }
}

/// The error of a file operation; `doing` is a verb whose object is the path ("create", "lock").
pub(crate) fn io(doing: &str, path: &Path, err: &io::Error) -> Error {
    let remedy = match err.kind() {
        io::ErrorKind::PermissionDenied => Remedy::CheckPermission,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Remedy::FreeSpace,
        io::ErrorKind::ReadOnlyFilesystem => Remedy::RemountWritable,
        _ => Remedy::CheckDisk,
    };
    Error::environment(format!("cannot {doing} {}: {err}", path.display()), remedy)
}

/// Text from an untrusted file, safe to print: everything but printable ASCII is escaped.
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

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Refused(fault.into())
    }
}

impl From<journal::Refusal> for Error {
    fn from(refusal: journal::Refusal) -> Error {
        Error::Refused(refusal.into())
    }
}

impl From<query::Error> for Error {
    fn from(error: query::Error) -> Error {
        match error {
            query::Error::Damaged(what) => Error::damaged(what),
            query::Error::ThreadEnded => Error::environment(error.to_string(), Remedy::TryAgain),
            other => Error::NoAnswer(other),
        }
    }
}
