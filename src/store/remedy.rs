//! What can be done where the store could not do what was asked: a value, which whoever talks to the user says in their terms.

/// What to do about a ledger that is damaged, or about what stood in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remedy {
    /// Keep a copy of the ledger, because the damage is evidence too; then put a backup in its place.
    PutBackup,
    /// The same, and verify the ledger to learn more.
    VerifyThenPutBackup,
    /// Keep a copy; derived rows differ while the journal may well be whole, so verify it and derive them again.
    Rederive,
    /// Check that this path is the one that is meant; put a backup there if it was a ledger once.
    CheckLedger,
    /// Close the other program that writes the file, keep a copy of all, then put a backup in its place.
    CloseThenPutBackup,
    /// Find out who put a strange file beside the ledger, keep a copy of the ledger, then remove that file.
    RemoveStrangeFile,
    /// Use another backup: this one is damaged, and nothing was restored.
    UseAnotherBackup,
    /// Check the path.
    CheckPath,
    /// Give the path of a ledger.
    GiveLedger,
    /// Create a ledger, or give the path of the one that is there.
    CreateLedger,
    /// Create the directory, or give the ledger another path.
    CreateDirectoryOfLedger,
    /// Create the directory, or give another path.
    CreateDirectory,
    /// Give the path of a file that is not there yet.
    GiveNewFile,
    /// Record into a ledger that is kept in a file.
    UseFile,
    /// Give the path of a backup.
    GiveBackup,
    /// Give the path of the ledger itself, to which this is a link.
    GiveTarget,
    /// Remove the ledger's other names.
    RemoveLinks,
    /// Keep the ledger on a local disk.
    KeepOnLocalDisk,
    /// Keep the ledger on another file system.
    KeepOnAnotherFileSystem,
    /// Check the owner and the mode of the file and of its directory.
    CheckPermission,
    /// The same, and the limit of open files.
    CheckPermissionAndLimits,
    /// Mount the file system to be written, or use another ledger.
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
    /// Wait for the other writer to finish, then repeat; one that hangs must be ended first.
    WaitForWriter,
    /// Wait until the other has made the file, or give another path.
    WaitForMaker,
    /// Repeat it.
    Repeat,
    /// Try again: a thread of the program ended.
    TryAgain,
    /// Ask for the head, which is known when all is written.
    AskForHead,
    /// Repeat it with the same reference, under which an entry is recorded at most once.
    RepeatWithReference,
}
