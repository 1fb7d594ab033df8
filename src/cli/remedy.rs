//! What to do when the store fails, in the words of the command line.

use crate::store::{Error, Remedy};

/// What the store could not do.
pub(super) fn what(error: &Error) -> String {
    match error.remedy() {
        Some(Remedy::VerifyThenPutBackup) => format!("{error}; `impound verify` says more"),
        _ => error.to_string(),
    }
}

/// What to do.
pub(super) fn to_do(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::PutBackup | Remedy::VerifyThenPutBackup => {
            "keep a copy of the file as it is, then put a backup in its place"
        }
        Remedy::Rederive => {
            "keep a copy of the file as it is; `impound verify` lists what differs, and if that is not the journal \
             itself, `impound rederive` repairs it"
        }
        Remedy::CheckLedger => "check --ledger; if it was a ledger once, put a backup in its place",
        Remedy::CloseThenPutBackup => "close that program; keep a copy of both files, then put a backup in its place",
        Remedy::RemoveStrangeFile => "find out who put it there, keep a copy of the ledger, then remove it",
        Remedy::UseAnotherBackup => "nothing was restored: use another backup",
        Remedy::CheckPath => "check --ledger",
        Remedy::GiveLedger => "give the path of a ledger",
        Remedy::CreateLedger => "create one with `impound init`, or give its path with --ledger",
        Remedy::CreateDirectoryOfLedger => "create it first, or give another --ledger",
        Remedy::CreateDirectory => "create it first, or give another path",
        Remedy::GiveNewFile => "give the path of a file that does not exist yet",
        Remedy::UseFile => "record into a ledger in a file",
        Remedy::GiveBackup => "give the path of a backup",
        Remedy::GiveTarget => "give the path of the ledger itself",
        Remedy::RemoveLinks => "remove the other names, or use a copy",
        Remedy::KeepOnLocalDisk => "keep the ledger on a local disk; `impound backup` may write to the network",
        Remedy::KeepOnAnotherFileSystem => "keep the ledger on another file system",
        Remedy::CheckPermission => "check the owner and the mode of the file and of its directory",
        Remedy::CheckPermissionAndLimits => {
            "check the owner and the mode of the file and of its directory, and the limit of open files"
        }
        Remedy::RemountWritable => "the file system is mounted read-only: remount it, or use another --ledger",
        Remedy::FreeSpace => "free some space, then repeat the command",
        Remedy::CheckDisk => "check the disk and the system's log, then repeat the command",
        Remedy::FreeMemory => "close other programs, then repeat the command",
        Remedy::CheckSystem => "check the system, then repeat",
        Remedy::WaitForProgram => "wait for that program to finish or close it, then repeat the command",
        Remedy::WaitForWriter => {
            "wait for it to finish, then repeat the command; a stopped or hanging impound must be ended first"
        }
        Remedy::WaitForMaker => "wait for it to finish, or give another path",
        Remedy::AskForHead => "ask for the head",
        Remedy::RepeatImport => "repeat the import: rows that are recorded are not recorded again",
        Remedy::SeeWhetherThere => {
            "see with `impound verify --ledger` and that place whether it is there; if it is not, repeat the command"
        }
        Remedy::RepeatWithReference => "repeat the command with the same --ref: it records the entry at most once",
        Remedy::CheckServer => "check the server, the database, and the way to it; then repeat the command",
        Remedy::CheckRole => "ask the server's administrator for one of the ledger's roles",
        Remedy::GetPersonalRole => "ask the server's administrator for the role SCHEMA_personal",
        Remedy::GiveAuthorities => "name a file of certificate authorities: PGSSLROOTCERT, or sslrootcert= in the URL",
        Remedy::GivePassword => {
            "put it in the file .pgpass of your home directory, in the file that PGPASSFILE names, or in PGPASSWORD; on a \
             terminal, impound asks for it"
        }
        Remedy::RestoreSchema => {
            "find out who changed it; have the server's administrator restore it from a backup, then run `impound verify`"
        }
        Remedy::TryAgain => "try again",
        Remedy::Repeat => "repeat the command",
    }
}
