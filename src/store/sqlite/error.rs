//! SQLite's failures as errors of the store.

use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::store::error::printable;
use crate::store::{Error, Remedy};

/// The error of an SQLite call; `doing` is a verb whose object is the path ("open", "read", "write to").
pub(crate) fn sqlite(doing: &str, path: &Path, err: &rusqlite::Error) -> Error {
    let Some((failure, said)) = parts(err) else {
        return match err {
            rusqlite::Error::InvalidPath(_) | rusqlite::Error::NulError(_) => {
                Error::environment(format!("cannot {doing} {}: not a usable path", path.display()), Remedy::CheckPath)
            }
            // The program reads only the types it stores, so another program stored this one.
            _ => Error::damaged(format!(
                "cannot {doing} {}: it holds what impound never writes ({})",
                path.display(),
                printable(&err.to_string())
            )),
        };
    };
    let environment =
        |why: &str, remedy| Error::environment(format!("cannot {doing} {}: {why}", path.display()), remedy);
    match failure.code {
        ErrorCode::NotADatabase => Error::no_ledger(path),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
            environment("the ledger is busy: another program holds it", Remedy::WaitForProgram)
        }
        ErrorCode::DiskFull => environment("the disk is full", Remedy::FreeSpace),
        ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_NOMEM => {
            environment("memory ran out", Remedy::FreeMemory)
        }
        ErrorCode::SystemIoFailure => {
            environment(&format!("the disk failed (SQLite code {})", failure.extended_code), Remedy::CheckDisk)
        }
        ErrorCode::ReadOnly if failure.extended_code == ffi::SQLITE_READONLY_ROLLBACK => environment(
            "an interrupted command must be rolled back first, and the file may not be written",
            Remedy::CheckPermission,
        ),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
            environment("it may not be written", Remedy::CheckPermission)
        }
        ErrorCode::CannotOpen => {
            environment("the file, or one beside it, cannot be opened", Remedy::CheckPermissionAndLimits)
        }
        ErrorCode::OutOfMemory => environment("memory ran out", Remedy::FreeMemory),
        ErrorCode::NoLargeFileSupport => environment("the file is too large for this system", Remedy::CheckDisk),
        ErrorCode::OperationInterrupted | ErrorCode::OperationAborted => {
            environment("it was interrupted", Remedy::Repeat)
        }
        // Rows of derived tables conflict with those that follow from the journal.
        ErrorCode::ConstraintViolation => Error::Damaged {
            what: format!("{} holds what impound did not write: {}", path.display(), printable(said)),
            remedy: Remedy::Rederive,
        },
        // What remains is a malformed file, or a statement that our own schema would have allowed: the program violates
        // no constraint and names no table that it did not create, so the file is not as it left it.
        _ => Error::damaged(format!("cannot {doing} {}: {}", path.display(), printable(said))),
    }
}

/// The error of a COMMIT that did not return success.
///
/// After a full disk the entry is known to be absent: SQLite runs out of space only while the rollback journal is still
/// complete, and that journal is replayed now or at the next opening. Any other disk failure may have come after the
/// journal was removed, when the entry is there.
pub(crate) fn commit_failed(path: &Path, err: &rusqlite::Error) -> Error {
    match parts(err) {
        Some((failure, _)) => match failure.code {
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::DiskFull
            | ErrorCode::ReadOnly
            | ErrorCode::ConstraintViolation => sqlite("write to", path, err),
            _ => Error::Unknown {
                what: format!(
                    "the disk failed while {} was being written (SQLite code {}): the entry may or may not be recorded",
                    path.display(),
                    failure.extended_code
                ),
                remedy: Remedy::RepeatWithReference,
            },
        },
        None => sqlite("write to", path, err),
    }
}

/// SQLite's code and message, whichever rusqlite variant carries them.
fn parts(err: &rusqlite::Error) -> Option<(&ffi::Error, &str)> {
    match err {
        rusqlite::Error::SqliteFailure(failure, said) => Some((failure, said.as_deref().unwrap_or("no more is known"))),
        rusqlite::Error::SqlInputError { error, msg, .. } => Some((error, msg)),
        _ => None,
    }
}

/// A statement that failed on an open ledger; the command shows which one.
impl From<rusqlite::Error> for Error {
    fn from(err: rusqlite::Error) -> Error {
        sqlite("use", Path::new("the ledger"), &err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEDGER: &str = "/l/ledger.db";

    fn failure(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    fn said(code: i32) -> Error {
        sqlite("read", Path::new(LEDGER), &failure(code))
    }

    #[test]
    fn obstacles_are_distinguished_from_damage() {
        for code in [
            ffi::SQLITE_BUSY,
            ffi::SQLITE_BUSY_RECOVERY,
            ffi::SQLITE_LOCKED,
            ffi::SQLITE_FULL,
            ffi::SQLITE_IOERR,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_NOMEM,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_READONLY,
            ffi::SQLITE_READONLY_ROLLBACK,
            ffi::SQLITE_NOMEM,
            ffi::SQLITE_PERM,
        ] {
            assert!(matches!(said(code), Error::Environment { .. }), "{code}: {:?}", said(code));
        }
        for code in [
            ffi::SQLITE_CORRUPT,
            ffi::SQLITE_CORRUPT_INDEX,
            ffi::SQLITE_NOTADB,
            ffi::SQLITE_CONSTRAINT_TRIGGER,
            ffi::SQLITE_CONSTRAINT_UNIQUE,
            ffi::SQLITE_ERROR,
        ] {
            assert!(matches!(said(code), Error::Damaged { .. }), "{code}: {:?}", said(code));
        }
    }

    #[test]
    fn errors_name_the_file_and_what_to_do() {
        let full = said(ffi::SQLITE_FULL);
        assert_eq!(full.to_string(), "cannot read /l/ledger.db: the disk is full");
        assert_eq!(full.remedy(), Some(Remedy::FreeSpace));
        assert_eq!(said(ffi::SQLITE_NOTADB).to_string(), "/l/ledger.db is not an impound ledger");
        assert_eq!(
            said(ffi::SQLITE_BUSY).to_string(),
            "cannot read /l/ledger.db: the ledger is busy: another program holds it"
        );
        assert_eq!(
            said(ffi::SQLITE_IOERR_READ).to_string(),
            "cannot read /l/ledger.db: the disk failed (SQLite code 266)"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_damage() {
        let err = rusqlite::Error::InvalidColumnType(0, "body".into(), rusqlite::types::Type::Blob);
        assert!(matches!(sqlite("read", Path::new(LEDGER), &err), Error::Damaged { .. }));
    }

    #[test]
    fn a_disk_failure_during_commit_leaves_the_outcome_unknown() {
        for code in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_DELETE, ffi::SQLITE_IOERR_DIR_FSYNC, ffi::SQLITE_NOMEM]
        {
            let err = commit_failed(Path::new(LEDGER), &failure(code));
            assert!(matches!(err, Error::Unknown { .. }), "{code}: {err:?}");
            assert_eq!(err.remedy(), Some(Remedy::RepeatWithReference));
        }
    }

    #[test]
    fn a_busy_ledger_or_full_disk_during_commit_records_nothing() {
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_FULL, ffi::SQLITE_READONLY] {
            let err = commit_failed(Path::new(LEDGER), &failure(code));
            assert!(matches!(err, Error::Environment { .. }), "{code}: {err:?}");
        }
    }

    #[test]
    fn text_from_the_file_is_escaped_and_shortened() {
        assert_eq!(printable("a b\u{1b}[2J\u{202e}é"), "a b\\u{1b}[2J\\u{202e}\\u{e9}");
        assert_eq!(printable(&"x".repeat(1000)).len(), 203);
    }
}
