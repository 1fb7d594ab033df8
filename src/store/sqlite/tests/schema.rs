//! A file whose tables differ from ours is refused before anything in it runs.

use super::*;

/// Rewrites SQLite's schema table, which no ordinary statement can do.
fn forge(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA writable_schema = ON").unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn every_addition_to_the_schema_is_named() {
    for (sql, named) in [
        ("CREATE TABLE extra (x)", "table extra, which impound does not create"),
        ("CREATE INDEX quick ON entry (body)", "index quick, which"),
        ("CREATE VIEW peek AS SELECT * FROM entry", "view peek, which"),
        ("CREATE TRIGGER twist AFTER INSERT ON entry BEGIN SELECT 1; END", "trigger twist, which"),
        ("ANALYZE", "table sqlite_stat1, which"),
        ("CREATE TABLE \"\x1b[2J\u{202e}\" (x)", "table \\u{1b}[2J\\u{202e}, which"),
    ] {
        let (_dir, path) = ledger();
        meddle(&path, sql);
        refused_as_damaged(&path, named);
    }
}

#[test]
fn every_removal_from_the_schema_is_named() {
    let (_dir, path) = ledger();
    meddle(&path, "DROP TRIGGER entry_stays");
    refused_as_damaged(&path, "it lacks the trigger entry_stays");
}

#[test]
fn one_changed_byte_of_a_statement_is_named() {
    let (_dir, path) = ledger();
    forge(&path, "UPDATE sqlite_master SET sql = replace(sql, 'ABORT', 'Abort') WHERE name = 'entry_stays'");
    refused_as_damaged(&path, "its trigger entry_stays is not the one that impound creates");
    let (_dir, path) = ledger();
    meddle(&path, "ALTER TABLE entry ADD COLUMN more TEXT");
    refused_as_damaged(&path, "its table entry is not the one that impound creates");
}

#[test]
fn a_statement_that_is_not_text_is_damage() {
    let (_dir, path) = ledger();
    forge(&path, "UPDATE sqlite_master SET sql = CAST(sql AS BLOB) WHERE name = 'entry_stays'");
    refused_as_damaged(&path, "ledger.db");
}

#[test]
fn a_schema_that_cannot_be_read_is_damage() {
    let (_dir, path) = ledger();
    forge(&path, "UPDATE sqlite_master SET sql = 'CREATE nonsense' WHERE name = 'entry'");
    refused_as_damaged(&path, "malformed database schema");
}

#[test]
fn no_view_can_replace_the_schema_table() {
    let (_dir, path) = ledger();
    forge(
        &path,
        "INSERT INTO sqlite_master VALUES ('view', 'sqlite_schema', 'sqlite_schema', 0,
             'CREATE VIEW sqlite_schema AS SELECT 1 AS type, 2 AS name, 3 AS tbl_name, 4 AS sql')",
    );
    refused_as_damaged(&path, "table sqlite_schema already exists");
}

#[test]
fn a_duplicate_definition_is_damage() {
    let (_dir, path) = ledger();
    forge(&path, "INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'entry_stays'");
    refused_as_damaged(&path, "entry_stays");
}
