//! A new ledger is complete and private, or does not exist.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::Command;

use super::*;
use crate::domain::Fault;
use crate::store::Remedy;
use crate::store::engine::Writing;
use crate::store::sqlite::reading::Transaction;

fn mode_of(path: &Path) -> u32 {
    path.symlink_metadata().unwrap().mode() & 0o7777
}

fn refused(path: &Path, reason: &str) {
    let err = create(path, Parent::MustExist, SCHEMA, |_| Ok(())).unwrap_err();
    assert!(matches!(err, Error::Refused(_)) && err.to_string().contains(reason), "{err:?}");
}

#[test]
fn a_new_ledger_is_private_whatever_the_umask() {
    for umask in ["0000", "0022", "0777"] {
        let dir = tempfile::tempdir().unwrap();
        // The umask is process-wide, and other tests run in this process.
        let run = Command::new("sh")
            .args(["-c", "umask \"$1\" && shift && exec \"$@\"", "sh", umask])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "store::sqlite::tests::creating::under_the_umask_of_the_parent", "--ignored"])
            .env("IMPOUND_TEST_PLACE", dir.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{umask}: {}", String::from_utf8_lossy(&run.stdout));
        let home = dir.path().join("data/impound");
        assert_eq!(names(&home), ["ledger.db", "ledger.db.lock"], "umask {umask}");
        assert_eq!([mode_of(&home), mode_of(home.parent().unwrap())], [0o700, 0o700], "umask {umask}");
        assert_eq!(mode_of(&home.join("ledger.db")), 0o600, "umask {umask}");
        assert_eq!(mode_of(&home.join("ledger.db.lock")), 0o600, "umask {umask}");
    }
}

#[test]
#[ignore = "run by a_new_ledger_is_private_whatever_the_umask, in a process of its own"]
fn under_the_umask_of_the_parent() {
    let path = Path::new(&std::env::var_os("IMPOUND_TEST_PLACE").unwrap()).join("data/impound/ledger.db");
    create(&path, Parent::Make, SCHEMA, |_| Ok(())).unwrap();
    let mut opened = open(&path, Mode::Write).unwrap();
    let tx = opened.connection.transaction().unwrap();
    tx.execute("INSERT INTO entry (body) VALUES ('one')", []).unwrap();
    let journal = path.with_file_name("ledger.db-journal");
    assert_eq!(mode_of(&journal), 0o600);
    Box::new(Transaction(tx)).commit().unwrap();
}

#[test]
fn a_new_ledger_opens_with_its_first_entry() {
    let (_dir, path) = ledger();
    assert_eq!(bodies(&open(&path, Mode::Read).unwrap().connection), ["genesis"]);
}

#[test]
fn an_existing_file_is_refused_and_stays_unchanged() {
    let (dir, path) = ledger();
    let before = contents(dir.path());
    refused(&path, "ledger.db exists already");
    assert_eq!(before, contents(dir.path()));

    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    symlink(dir.path().join("nowhere"), &path).unwrap();
    refused(&path, "exists already");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    refused(&path, "exists already");
    assert_eq!(names(dir.path()), ["ledger.db"]);
}

#[test]
fn a_journal_left_by_a_former_ledger_prevents_creation() {
    for left in ["ledger.db-journal", "ledger.db-wal"] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(left), "left").unwrap();
        refused(&dir.path().join("ledger.db"), "left by a ledger that is gone");
        assert_eq!(names(dir.path()), [left]);
    }
}

#[test]
fn a_failed_creation_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/b/ledger.db");
    let no = || Error::from(Fault::new("no"));
    let err = create(&path, Parent::Make, SCHEMA, |_| Err::<(), Error>(no())).unwrap_err();
    assert_eq!(err, no());
    assert!(names(dir.path()).is_empty());
    create(&path, Parent::Make, "CREATE TABLE (", |_| Ok(())).unwrap_err();
    assert!(names(dir.path()).is_empty());
}

#[test]
fn the_next_creation_removes_the_remains_of_a_killed_one() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(".ledger.db.unfinished"), "half a ledger").unwrap();
    fs::write(dir.path().join(".ledger.db.unfinished-journal"), "its journal").unwrap();
    let path = dir.path().join("ledger.db");
    create(&path, Parent::MustExist, SCHEMA, |_| Ok(())).unwrap();
    assert_eq!(names(dir.path()), ["ledger.db", "ledger.db.lock"]);
    open(&path, Mode::Read).unwrap();
}

#[test]
fn a_ledger_that_appears_meanwhile_is_not_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    let err = create(&path, Parent::MustExist, SCHEMA, |_| {
        fs::write(&path, "somebody else's").unwrap();
        Ok(())
    })
    .unwrap_err();
    assert!(err.to_string().contains("exists already"), "{err}");
    assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
    assert_eq!(names(dir.path()), ["ledger.db"]);
}

#[test]
fn a_typed_directory_is_not_created() {
    let dir = tempfile::tempdir().unwrap();
    let err = create(&dir.path().join("typo/ledger.db"), Parent::MustExist, SCHEMA, |_| Ok(())).unwrap_err();
    assert!(matches!(err, Error::Environment { remedy: Remedy::CreateDirectoryOfLedger, .. }), "{err:?}");
    assert!(names(dir.path()).is_empty());
}

#[test]
#[ignore = "root may write everywhere: run as another user"]
fn an_unwritable_directory_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let err = create(&dir.path().join("ledger.db"), Parent::MustExist, SCHEMA, |_| Ok(())).unwrap_err();
    assert_eq!(err.remedy(), Some(Remedy::CheckPermission), "{err:?}");
}
