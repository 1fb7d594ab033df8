//! What can be done after a failure of the store, as a value; the program that talks to the user puts it in their
//! terms.

/// What to do about a damaged ledger, or about an obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// Keep a copy of the ledger, because the damage is evidence too; then put a backup in its place.
    PutBackup,
    /// Likewise, and verify the ledger to learn more.
    VerifyThenPutBackup,
    /// Keep a copy; only derived rows differ, and the journal may be intact, so verify it and derive them again.
    Rederive,
    /// Check that this is the intended path; put a backup there if it used to be a ledger.
    CheckLedger,
    /// Close the other program that is writing to the file, copy everything, then put a backup in its place.
    CloseThenPutBackup,
    /// Find out who put the unexpected file beside the ledger, copy the ledger, then remove that file.
    RemoveStrangeFile,
    /// Use another backup: this one is damaged, and nothing was restored.
    UseAnotherBackup,
    /// Check the path.
    CheckPath,
    /// Give the path of a ledger.
    GiveLedger,
    /// Create a ledger, or give the path of an existing one.
    CreateLedger,
    /// Create the directory, or give the ledger another path.
    CreateDirectoryOfLedger,
    /// Create the directory, or give another path.
    CreateDirectory,
    /// Give the path of a file that does not exist yet.
    GiveNewFile,
    /// Record in a ledger that is kept in a file.
    UseFile,
    /// Give the path of a backup.
    GiveBackup,
    /// Give the path of the ledger itself, not of a link to it.
    GiveTarget,
    /// Remove the ledger's other names.
    RemoveLinks,
    /// Keep the ledger on a local disk.
    KeepOnLocalDisk,
    /// Keep the ledger on another file system.
    KeepOnAnotherFileSystem,
    /// Check the owner and mode of the file and its directory.
    CheckPermission,
    /// Likewise, and the limit on open files.
    CheckPermissionAndLimits,
    /// Remount the file system writable, or use another ledger.
    RemountWritable,
    /// Free some space on the disk, then repeat.
    FreeSpace,
    /// Check the disk and the system's log, then repeat.
    CheckDisk,
    /// Close other programs to free memory, then repeat.
    FreeMemory,
    /// Check the system, then repeat.
    CheckSystem,
    /// Wait for the program that holds the ledger, or close it, then repeat.
    WaitForProgram,
    /// Wait for the other writer to finish, then repeat; end it first if it hangs.
    WaitForWriter,
    /// Wait for the other command to finish the file, or give another path.
    WaitForMaker,
    /// Repeat it.
    Repeat,
    /// Try again: a thread of the program ended.
    TryAgain,
    /// Ask for the head once everything is written.
    AskForHead,
    /// Repeat it with the same reference, which is recorded at most once.
    RepeatWithReference,
    /// Repeat the import: what it has recorded is not recorded again.
    RepeatImport,
    /// See whether the new ledger is there, and repeat what creates it if it is not.
    SeeWhetherThere,
    /// Check the server, the database, and the way to it.
    CheckServer,
    /// Have the server's administrator grant a role of the ledger.
    CheckRole,
    /// Have the server's administrator grant the role of the ledger that reads personal data.
    GetPersonalRole,
    /// Name a file of the certificate authorities to trust.
    GiveAuthorities,
    /// Give the role's password.
    GivePassword,
    /// Find out who changed the schema, have the server's administrator restore it, then verify the ledger.
    RestoreSchema,
}
