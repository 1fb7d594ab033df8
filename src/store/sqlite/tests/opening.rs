//! An open ledger keeps its promises, and opening alone changes nothing.

use std::fs;

use rusqlite::config::DbConfig;

use super::super::lock::Lock;
use super::*;
use crate::store::Remedy;
use crate::store::engine::Writing;
use crate::store::sqlite::reading::Transaction;

fn number(connection: &Connection, pragma: &str) -> i64 {
    connection.pragma_query_value(None, pragma, |row| row.get(0)).unwrap()
}

#[test]
fn opening_changes_no_byte_and_leaves_no_file() {
    let (dir, path) = ledger();
    let before = contents(dir.path());
    for mode in [Mode::Read, Mode::Write] {
        let opened = open(&path, mode).unwrap();
        assert_eq!(bodies(&opened.connection), ["genesis"]);
        drop(opened);
        assert!(before == contents(dir.path()), "{mode:?}");
    }
}

#[test]
fn an_abandoned_transaction_changes_no_byte() {
    let (dir, path) = ledger();
    let before = contents(dir.path());
    let mut opened = open(&path, Mode::Write).unwrap();
    let tx = opened.connection.transaction().unwrap();
    tx.execute("INSERT INTO entry (body) VALUES ('abandoned')", []).unwrap();
    drop(tx);
    drop(opened);
    assert!(before == contents(dir.path()));
}

#[test]
fn every_setting_is_in_force() {
    let (_dir, path) = ledger();
    for mode in [Mode::Read, Mode::Write] {
        let opened = open(&path, mode).unwrap();
        let connection = &opened.connection;
        assert_eq!(connection.pragma_query_value(None, "journal_mode", |row| row.get(0)), Ok("delete".to_string()));
        for (pragma, value) in [
            ("synchronous", 3),
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
            ("secure_delete", 1),
            ("cell_size_check", 1),
            ("mmap_size", 0),
            ("temp_store", 2),
            ("trusted_schema", 0),
            ("query_only", i64::from(mode != Mode::Write)),
        ] {
            assert_eq!(number(connection, pragma), value, "{pragma}, {mode:?}");
        }
        assert_eq!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE), Ok(true));
        assert!(connection.execute_batch("ATTACH ':memory:' AS other").is_err());
        assert!(connection.query_row("SELECT load_extension('x')", [], |_| Ok(())).is_err());
        assert!(connection.prepare("SELECT \"no such column\" FROM entry").is_err());
    }
}

#[test]
fn a_reader_cannot_write_and_takes_no_lock() {
    let (_dir, path) = ledger();
    let _writer = open(&path, Mode::Write).unwrap();
    let reader = open(&path, Mode::Read).unwrap();
    assert!(reader.lock.is_none());
    assert!(reader.connection.execute("INSERT INTO entry (body) VALUES ('x')", []).is_err());
}

#[test]
fn a_second_writer_gets_busy_and_the_ledger_stays_unchanged() {
    let (dir, path) = ledger();
    let before = contents(dir.path());
    let held = Lock::take(&path.canonicalize().unwrap(), LONG).unwrap();
    let err = open_within(&path, SCHEMA, Mode::Write, Duration::from_millis(50)).unwrap_err();
    assert!(matches!(err, Error::Environment { remedy: Remedy::WaitForWriter, .. }), "{err:?}");
    drop(held);
    open(&path, Mode::Write).unwrap();
    assert!(before == contents(dir.path()));
}

#[test]
fn many_writers_all_get_their_turn() {
    const EACH: usize = 10;
    let (_dir, path) = ledger();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for n in 0..EACH {
                    let mut opened = open(path, Mode::Write).unwrap();
                    let tx = opened.connection.transaction().unwrap();
                    tx.execute("INSERT INTO entry (body) VALUES (?1)", [format!("{writer}/{n}")]).unwrap();
                    Box::new(Transaction(tx)).commit().unwrap();
                }
            });
        }
    });
    assert_eq!(bodies(&open(&path, Mode::Read).unwrap().connection).len(), 1 + 8 * EACH);
}

#[test]
fn a_lingering_reader_makes_commit_busy_and_nothing_is_recorded() {
    let (_dir, path) = ledger();
    let reader = open(&path, Mode::Read).unwrap();
    reader.connection.execute_batch("BEGIN; SELECT count(*) FROM entry").unwrap();
    let mut writer = open_within(&path, SCHEMA, Mode::Write, Duration::from_millis(50)).unwrap();
    let tx = writer.connection.transaction().unwrap();
    tx.execute("INSERT INTO entry (body) VALUES ('late')", []).unwrap();
    let err = Box::new(Transaction(tx)).commit().unwrap_err();
    assert!(matches!(err, Error::Environment { remedy: Remedy::WaitForProgram, .. }), "{err:?}");
    assert!(writer.connection.is_autocommit());
    reader.connection.execute_batch("ROLLBACK").unwrap();
    assert_eq!(bodies(&writer.connection), ["genesis"]);
}

/// Leaves the files as a power cut during a commit does: pages written, journal not yet removed.
fn cut_off(path: &Path) {
    let mut writer = Connection::open(path).unwrap();
    writer.pragma_update(None, "cache_size", 2).unwrap();
    let tx = writer.transaction().unwrap();
    for n in 0..200 {
        tx.execute("INSERT INTO entry (body) VALUES (?1)", [format!("{n}{}", "x".repeat(500))]).unwrap();
    }
    let journal = path.with_file_name("ledger.db-journal");
    let (half, journalled) = (fs::read(path).unwrap(), fs::read(&journal).unwrap());
    drop(tx);
    drop(writer);
    fs::write(path, half).unwrap();
    fs::write(journal, journalled).unwrap();
}

#[test]
fn an_interrupted_command_is_rolled_back_at_the_next_opening() {
    for mode in [Mode::Read, Mode::Write] {
        let (dir, path) = ledger();
        let before = contents(dir.path());
        cut_off(&path);
        assert!(before != contents(dir.path()) && path.with_file_name("ledger.db-journal").exists());
        let opened = open(&path, mode).unwrap();
        assert_eq!(bodies(&opened.connection), ["genesis"]);
        drop(opened);
        assert!(before == contents(dir.path()), "{mode:?}: not as before the command");
    }
}

#[test]
fn a_refusal_by_a_trigger_is_damage() {
    let (_dir, path) = ledger();
    let opened = open(&path, Mode::Write).unwrap();
    let err = opened.connection.execute("DELETE FROM entry", []).unwrap_err();
    let err = super::super::error::sqlite("write to", &path, &err);
    assert!(matches!(err, Error::Damaged { .. }) && err.to_string().contains("entries stay"), "{err:?}");
}

#[test]
fn a_full_file_is_an_environment_error() {
    let (_dir, path) = ledger();
    let opened = open(&path, Mode::Write).unwrap();
    let pages = number(&opened.connection, "page_count");
    opened.connection.pragma_update(None, "max_page_count", pages).unwrap();
    let err = opened.connection.execute("INSERT INTO entry (body) VALUES (?1)", ["x".repeat(20_000)]).unwrap_err();
    let err = super::super::error::sqlite("write to", &path, &err);
    assert!(matches!(err, Error::Environment { remedy: Remedy::FreeSpace, .. }), "{err:?}");
}

#[test]
#[ignore = "root may write everything: run as another user"]
fn a_read_only_ledger_can_be_read_but_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path) = ledger();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(bodies(&open(&path, Mode::Read).unwrap().connection), ["genesis"]);
    let err = open(&path, Mode::Write).unwrap_err();
    assert!(err.to_string().contains("may not be written"), "{err:?}");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    cut_off(&path);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let err = open(&path, Mode::Read).unwrap_err();
    assert!(err.to_string().contains("must be rolled back first"), "{err:?}");
    assert!(names(dir.path()).contains(&"ledger.db-journal".to_string()));
}
