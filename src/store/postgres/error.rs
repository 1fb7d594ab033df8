//! The server's failures as errors of the store.

use tokio_postgres::error::SqlState;

use crate::store::error::printable;
use crate::store::{Error, Remedy};

use super::wire::Failed;

impl From<Failed> for Error {
    fn from(failed: Failed) -> Error {
        of(&failed.error)
    }
}

/// How the client says that the server asks for a password and there is none.
const MISSING: &str = "password missing";

/// The error of a statement; nothing was recorded.
pub(super) fn of(error: &tokio_postgres::Error) -> Error {
    let Some(said) = error.as_db_error() else {
        if std::error::Error::source(error).is_some_and(|cause| cause.to_string() == MISSING) {
            return Error::environment("the server asks for a password", Remedy::GivePassword);
        }
        return Error::environment(format!("cannot reach the server: {}", causes(error)), Remedy::CheckServer);
    };
    let code = said.code();
    let words = printable(said.message());
    let environment = |what: &str, remedy| Error::environment(format!("{what}: {words}"), remedy);
    if *code == SqlState::LOCK_NOT_AVAILABLE {
        return Error::environment("the ledger is busy: another command is writing to it", Remedy::WaitForWriter);
    }
    if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code) {
        return environment("the ledger is busy", Remedy::Repeat);
    }
    if *code == SqlState::UNIQUE_VIOLATION && said.schema() == Some("pg_catalog") {
        return Error::environment("the ledger is busy: another command is creating it", Remedy::Repeat);
    }
    if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        return environment("the server does not allow it", Remedy::CheckRole);
    }
    if [SqlState::DISK_FULL, SqlState::OUT_OF_MEMORY].contains(code) {
        return environment("the server has no room left", Remedy::CheckServer);
    }
    // What the server did not foresee, such as a file that its system lets grow no further, is no damage in itself.
    if *code == SqlState::INTERNAL_ERROR {
        return environment("the server failed", Remedy::CheckServer);
    }
    match code.code().get(..2) {
        // Login and database, resources, operator intervention, read-only or aborted transactions, system errors.
        Some("08" | "28" | "3D" | "53" | "54" | "55" | "57" | "25" | "58" | "0A") => {
            environment("the server refused it", Remedy::CheckServer)
        }
        // A rule of the tables was broken, so they do not hold what follows from the journal.
        Some("23" | "P0") => Error::Damaged {
            what: format!("the ledger holds what impound did not write: {words}"),
            remedy: Remedy::Rederive,
        },
        _ => Error::damaged(format!("cannot use the ledger: {words}")),
    }
}

/// What a transaction commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Committed {
    /// Entries of a ledger.
    Entries,
    /// A new ledger.
    Ledger,
}

/// The error of a flight that ends with COMMIT.
///
/// If an earlier statement failed, the transaction was aborted, and nothing is recorded. If the connection was lost, or
/// the server could not say how COMMIT ended, what was written may or may not be there.
pub(super) fn of_commit(failed: &Failed, committed: Committed) -> Error {
    let unknown = |why: String| {
        let (may, remedy) = match committed {
            Committed::Entries => ("the entry may or may not be recorded", Remedy::RepeatWithReference),
            Committed::Ledger => ("the ledger may or may not be there", Remedy::SeeWhetherThere),
        };
        Error::Unknown { what: format!("the server did not confirm the commit ({why}): {may}"), remedy }
    };
    match failed.error.as_db_error() {
        None => unknown(causes(&failed.error)),
        Some(said) if failed.is_last && is_uncertain(said.code()) => unknown(printable(said.message())),
        Some(_) => of(&failed.error),
    }
}

fn is_uncertain(code: &SqlState) -> bool {
    [SqlState::TRANSACTION_RESOLUTION_UNKNOWN, SqlState::T_R_STATEMENT_COMPLETION_UNKNOWN].contains(code)
        || code.code().starts_with("57")
}

/// COMMIT succeeded with a warning: the server has the entry, but perhaps not where it must be kept as well.
pub(super) fn warned(warnings: &[String], committed: Committed) -> Error {
    let said: Vec<String> = warnings.iter().map(|warning| printable(warning)).collect();
    let (what, remedy) = match committed {
        Committed::Entries => ("entry", Remedy::RepeatWithReference),
        Committed::Ledger => ("ledger", Remedy::SeeWhetherThere),
    };
    let said = said.join("; ");
    let what =
        format!("the server confirmed the commit with a warning ({said}): the {what} may be lost if the server fails");
    Error::Unknown { what, remedy }
}

/// An error of the connection with its causes.
fn causes(error: &tokio_postgres::Error) -> String {
    let mut said = printable(&error.to_string());
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        let words = printable(&next.to_string());
        if !said.contains(&words) {
            said.push_str(": ");
            said.push_str(&words);
        }
        cause = next.source();
    }
    said
}
