//! The ledger's file from outside: what is created, what is refused, and what stays unchanged.

mod creating;
mod opening;
mod schema;
mod strange;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::open::Opened;
use super::open::create;
use super::open::open_within;
use super::{Error, Mode, Parent};

const SCHEMA: &str = "
    CREATE TABLE entry (number INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE) STRICT;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries stay'); END;
";

/// A generous limit for a loaded machine when success is expected; never used up.
const LONG: Duration = Duration::from_secs(30);

/// A ledger of one entry in a directory of its own.
fn ledger() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    create(&path, Parent::MustExist, SCHEMA, |tx| {
        tx.0.execute("INSERT INTO entry (number, body) VALUES (1, 'genesis')", []).unwrap();
        Ok(())
    })
    .unwrap();
    (dir, path)
}

fn open(path: &Path, mode: Mode) -> Result<Opened, Error> {
    open_within(path, SCHEMA, mode, LONG)
}

/// The refusal, which must be the same for reading and writing.
fn refusal(path: &Path) -> Error {
    let reading = open(path, Mode::Read).expect_err("opened to be read");
    let writing = open(path, Mode::Write).expect_err("opened to be written");
    assert_eq!(reading, writing);
    reading
}

/// Asserts that the file is refused as damaged for this reason, and that its directory does not change.
fn refused_as_damaged(path: &Path, reason: &str) {
    let before = contents(path.parent().unwrap());
    let err = refusal(path);
    assert!(matches!(err, Error::Damaged { .. }) && err.to_string().contains(reason), "{err:?}, not {reason}");
    assert!(before == contents(path.parent().unwrap()), "something was changed beside or in {}", path.display());
}

fn refused_by_environment(path: &Path, reason: &str) {
    let err = refusal(path);
    assert!(matches!(err, Error::Environment { .. }) && err.to_string().contains(reason), "{err:?}, not {reason}");
}

/// Every file of a directory with its bytes.
fn contents(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Changes the file as another program might.
fn meddle(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(sql).unwrap();
}

fn bodies(connection: &Connection) -> Vec<String> {
    let mut query = connection.prepare("SELECT body FROM entry ORDER BY number").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
