//! The ledger's tables: they are pinned, every column is documented, and recorded rows cannot be rewritten.

use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use impound::store::SCHEMA;

const EXPECTED: &str = "\
case_entry: strict, without rowid
  case_ref TEXT, primary key 1
  entry INTEGER, primary key 2
  about INTEGER not null
case_file: strict, without rowid
  case_ref TEXT, primary key 1
  entry INTEGER not null
  latest INTEGER not null
  assets INTEGER not null
entry: strict
  entry INTEGER, primary key 1
  bytes BLOB not null
  trigger entry_follows BEFORE INSERT
  trigger entry_remains BEFORE DELETE
  trigger entry_stays BEFORE UPDATE
family: strict
  entry INTEGER, primary key 1
  root TEXT not null
  steps TEXT not null
  woven INTEGER not null
  pool INTEGER not null
  index family_by_root unique (root)
  index family_pool (entry) partial
  index family_woven (entry) partial
guest: strict, without rowid
  case_ref TEXT, primary key 1
  family INTEGER, primary key 2
head: strict
  id INTEGER, primary key 1
  size INTEGER not null
  root BLOB not null
  frontier BLOB not null
  seal BLOB not null
  trigger head_follows BEFORE UPDATE
  trigger head_is_one BEFORE INSERT
  trigger head_remains BEFORE DELETE
likeness: strict, without rowid
  likeness INTEGER, primary key 1
  entry INTEGER, primary key 2
personal: strict, without rowid
  commitment BLOB, primary key 1
  entry INTEGER not null, of entry (entry)
  salt BLOB not null
  data TEXT not null
  index personal_by_data (data) partial
  trigger personal_is_new BEFORE INSERT
  trigger personal_remains BEFORE DELETE
  trigger personal_stays BEFORE UPDATE
reference: strict, without rowid
  ref TEXT, primary key 1
  entry INTEGER not null
seal: strict
  node INTEGER, primary key 1
  bytes BLOB not null
source: strict, without rowid
  source_ref TEXT, primary key 1
  entry INTEGER not null
  latest INTEGER not null
subtree: strict, without rowid
  level INTEGER, primary key 1
  number INTEGER, primary key 2
  root BLOB not null
total: strict, without rowid
  breakdown TEXT, primary key 1
  key TEXT, primary key 2
  exact INTEGER not null
  bounded INTEGER not null
  unstated INTEGER not null
  non_valued INTEGER not null
  carried INTEGER not null
  valued INTEGER not null
  lower TEXT not null
  lower_exclusive INTEGER not null
  upper TEXT not null
  upper_exclusive INTEGER not null
  endless INTEGER not null
  approximate INTEGER not null
withheld: strict, without rowid
  commitment BLOB, primary key 1
  entry INTEGER, primary key 2
  how TEXT not null
  trigger withheld_follows BEFORE INSERT
  trigger withheld_remains BEFORE DELETE
  trigger withheld_stays BEFORE UPDATE
";

#[test]
fn the_tables_are_these_and_no_others() {
    let ledger = Connection::open_in_memory().unwrap();
    ledger.execute_batch(SCHEMA).unwrap();
    assert_eq!(listing(&ledger), EXPECTED);
    let others = rows(&ledger, "SELECT name FROM sqlite_master WHERE type NOT IN ('table', 'index', 'trigger')", &[]);
    assert_eq!(others, [[""; 0]; 0]);
}

#[test]
fn a_changed_table_changes_the_listing() {
    for change in [
        "ALTER TABLE source ADD COLUMN title TEXT",
        "ALTER TABLE source RENAME COLUMN source_ref TO reference",
        "ALTER TABLE head ADD COLUMN signed INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX source_by_entry ON source (entry)",
        "DROP INDEX family_by_root",
        "DROP TRIGGER head_follows",
        "DROP TABLE reference; CREATE TABLE reference (ref TEXT PRIMARY KEY, entry INTEGER NOT NULL UNIQUE)",
        "CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT",
    ] {
        let ledger = Connection::open_in_memory().unwrap();
        ledger.execute_batch(SCHEMA).unwrap();
        ledger.execute_batch(change).unwrap();
        assert_ne!(listing(&ledger), EXPECTED, "{change}");
    }
}

#[test]
fn every_table_and_every_column_is_documented() {
    let ledger = ledger();
    for table in tables(&ledger) {
        let (before, definition) = SCHEMA.split_once(&format!("CREATE TABLE {table} (\n")).unwrap();
        assert!(before.lines().last().unwrap().starts_with("-- "), "{table}");
        let definition = definition.split_once("\n) STRICT").unwrap().0;
        for column in rows(&ledger, "SELECT name FROM pragma_table_info(?1)", &[&table]) {
            let name = &column[0];
            let line = definition.lines().find(|line| line.trim_start().starts_with(&format!("{name} "))).unwrap();
            assert!(line.split_once(" -- ").is_some_and(|(_, words)| !words.trim().is_empty()), "{table}.{name}");
        }
    }
}

#[test]
fn every_nullable_column_says_what_null_means() {
    let ledger = ledger();
    for table in tables(&ledger) {
        let nullable = "SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 0 AND pk = 0";
        for column in rows(&ledger, nullable, &[&table]) {
            let definition = SCHEMA.split_once(&format!("CREATE TABLE {table} (")).unwrap().1;
            let line =
                definition.lines().find(|line| line.trim_start().starts_with(&format!("{} ", column[0]))).unwrap();
            assert!(line.contains("; NULL where "), "{table}.{}", column[0]);
        }
    }
}

#[test]
fn an_entry_has_the_next_number_whatever_the_statement() {
    for statement in [
        "INSERT INTO entry VALUES (4, x'00')",
        "INSERT INTO entry VALUES (2, x'00')",
        "INSERT INTO entry VALUES (0, x'00')",
        "INSERT INTO entry VALUES (-1, x'00')",
        "INSERT INTO entry (bytes) VALUES (x'00')",
        "INSERT INTO entry VALUES (3, x'00'), (5, x'00')",
        "INSERT OR REPLACE INTO entry VALUES (2, x'00')",
        "REPLACE INTO entry VALUES (1, x'00')",
        "INSERT OR IGNORE INTO entry VALUES (2, x'00')",
        "INSERT OR IGNORE INTO entry VALUES (4, x'00')",
        "INSERT OR ROLLBACK INTO entry VALUES (2, x'00')",
        "INSERT INTO entry VALUES (2, x'00') ON CONFLICT DO NOTHING",
        "INSERT INTO entry VALUES (2, x'00') ON CONFLICT DO UPDATE SET bytes = x'00'",
        "INSERT INTO entry SELECT entry, bytes FROM entry",
    ] {
        refuses(statement, "an entry has the next number");
    }
}

#[test]
fn an_entry_is_never_changed() {
    for statement in [
        "UPDATE entry SET bytes = x'00' WHERE entry = 1",
        "UPDATE entry SET entry = 3 WHERE entry = 2",
        "UPDATE OR IGNORE entry SET bytes = x'00'",
        "UPDATE OR REPLACE entry SET entry = 1 WHERE entry = 2",
    ] {
        refuses(statement, "an entry is never changed");
    }
}

#[test]
fn an_entry_is_never_deleted() {
    refuses("DELETE FROM entry WHERE entry = 2", "an entry is never deleted");
    refuses("DELETE FROM entry", "an entry is never deleted");
}

#[test]
fn a_commitment_is_made_once() {
    for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"] {
        let statement = format!("{verb} INTO personal SELECT commitment, 2, salt, 'name' FROM personal");
        refuses(&statement, "a commitment is made once");
    }
}

#[test]
fn personal_data_are_neither_changed_nor_deleted_without_an_erasure() {
    refuses("UPDATE personal SET data = 'another'", "personal data are never changed");
    refuses("UPDATE OR IGNORE personal SET salt = zeroblob(32)", "personal data are never changed");
    refuses("DELETE FROM personal", "personal data are erased by an entry that says so");
}

#[test]
fn personal_data_are_deleted_only_if_the_last_entry_about_them_is_an_erasure() {
    let said = |how: &str| format!("INSERT INTO withheld SELECT commitment, 2, '{how}' FROM personal");
    for how in ["restricted", "unrestricted"] {
        refuses(&format!("{}; DELETE FROM personal", said(how)), "personal data are erased by an entry that says so");
    }
    let other = "INSERT INTO withheld VALUES (zeroblob(32), 2, 'erased'); DELETE FROM personal";
    refuses(other, "personal data are erased by an entry that says so");
    let ledger = ledger();
    ledger.execute_batch(&format!("{}; DELETE FROM personal", said("erased"))).unwrap();
    assert_eq!(rows(&ledger, "SELECT count(*) FROM personal", &[]), [["0"]]);
}

#[test]
fn handlings_of_personal_data_are_neither_changed_nor_deleted() {
    let erased = "INSERT INTO withheld VALUES (zeroblob(32), 2, 'erased')";
    let restricted = "INSERT INTO withheld VALUES (zeroblob(32), 2, 'restricted')";
    for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"] {
        for (first, entry) in [(erased, 2), (erased, 3), (restricted, 2), (restricted, 1)] {
            let again = format!("{first}; {verb} INTO withheld VALUES (zeroblob(32), {entry}, 'unrestricted')");
            refuses(&again, "what is erased stays erased, and a later entry follows");
        }
    }
    refuses(
        &format!("{erased}; UPDATE withheld SET how = 'restricted'"),
        "what an entry says of personal data is never changed",
    );
    refuses(&format!("{erased}; DELETE FROM withheld"), "what an entry says of personal data is never deleted");
}

#[test]
fn there_is_one_head() {
    for statement in [
        "INSERT INTO head VALUES (2, 2, zeroblob(32), x'', x'')",
        "INSERT INTO head VALUES (1, 2, zeroblob(32), x'', x'')",
        "INSERT OR REPLACE INTO head VALUES (1, 1, zeroblob(32), x'', x'')",
        "INSERT OR IGNORE INTO head VALUES (1, 2, zeroblob(32), x'', x'')",
    ] {
        refuses(statement, "there is one head");
    }
    refuses("DELETE FROM head", "the head is never deleted");
}

#[test]
fn the_head_only_moves_to_the_last_entry() {
    for statement in [
        "UPDATE head SET size = 1",
        "UPDATE head SET size = 3",
        "UPDATE head SET size = 4",
        "UPDATE head SET root = randomblob(32)",
        "UPDATE head SET frontier = zeroblob(64)",
        "UPDATE head SET id = 2",
        "UPDATE OR IGNORE head SET size = 4",
    ] {
        refuses(statement, "the head follows the journal");
    }
    let behind = "INSERT INTO entry VALUES (3, x'03'), (4, x'04'); UPDATE head SET size = 3";
    refuses(behind, "the head follows the journal");
}

#[test]
fn the_next_entries_and_their_head_are_accepted() {
    let two = "INSERT INTO entry VALUES (3, x'03'), (4, x'04'); UPDATE head SET size = 4";
    ledger().execute_batch(two).unwrap();
    let ledger = ledger();
    ledger.execute_batch("INSERT INTO entry VALUES (3, x'03'); UPDATE head SET size = 3").unwrap();
    assert_eq!(rows(&ledger, "SELECT size FROM head", &[]), [["3"]]);
    assert_eq!(rows(&ledger, "SELECT max(entry) FROM entry", &[]), [["3"]]);
}

#[test]
fn meaningless_values_are_not_stored() {
    for (statement, words) in [
        ("INSERT INTO entry VALUES (3, 'text')", "cannot store TEXT value in BLOB column entry.bytes"),
        ("INSERT INTO entry VALUES (3, NULL)", "NOT NULL constraint failed: entry.bytes"),
        ("UPDATE head SET root = x'00', size = 3", "CHECK constraint failed: length(root) = 32"),
        ("UPDATE head SET frontier = x'00', size = 3", "CHECK constraint failed: length(root) = 32"),
        ("INSERT INTO personal VALUES (x'00', 1, zeroblob(32), 'name')", "CHECK constraint failed: length(commitment)"),
        (
            "INSERT INTO personal VALUES (randomblob(32), 1, x'00', 'name')",
            "CHECK constraint failed: length(commitment)",
        ),
        ("INSERT INTO family VALUES (2, 'a:1', '2', 2, 0)", "CHECK constraint failed: woven IN (0, 1)"),
        ("INSERT INTO family VALUES (2, 'a:1', NULL, 0, 0)", "NOT NULL constraint failed: family.steps"),
        ("INSERT INTO withheld VALUES (zeroblob(32), 2, 'hidden')", "CHECK constraint failed: how IN"),
        ("INSERT INTO withheld VALUES (x'00', 2, 'erased')", "CHECK constraint failed: length(commitment)"),
        ("INSERT INTO personal VALUES (randomblob(32), 9, zeroblob(32), 'x')", "FOREIGN KEY constraint failed"),
    ] {
        let statement = if statement.contains("size = 3") {
            format!("INSERT INTO entry VALUES (3, x'03'); {statement}")
        } else {
            statement.to_owned()
        };
        refuses(&statement, words);
    }
}

/// Runs statements against a ledger of two entries, which must refuse them with these words and stay unchanged.
fn refuses(statement: &str, words: &str) {
    let mut ledger = ledger();
    let before = dump(&ledger);
    let tx = ledger.transaction().unwrap();
    let err = tx.execute_batch(statement).expect_err(statement);
    drop(tx);
    let said = match &err {
        rusqlite::Error::SqliteFailure(_, Some(said)) => said.as_str(),
        _ => "",
    };
    // SQLite's own messages end with the constraint; ours must match in full.
    let exact = said == words || (said.starts_with(words) && words.contains("constraint failed"));
    assert!(exact, "{statement}\nexpected: {words}\nsaid: {err}");
    assert_eq!(dump(&ledger), before, "{statement}");
}

/// A ledger of two entries.
fn ledger() -> Connection {
    let ledger = Connection::open_in_memory().unwrap();
    ledger.pragma_update(None, "foreign_keys", true).unwrap();
    ledger.execute_batch(SCHEMA).unwrap();
    ledger.execute_batch("INSERT INTO entry VALUES (1, x'01'), (2, x'02')").unwrap();
    ledger.execute("INSERT INTO head VALUES (1, 2, ?1, x'', x'')", params![[7_u8; 32]]).unwrap();
    ledger.execute("INSERT INTO personal VALUES (?1, 1, ?1, 'owner')", params![[9_u8; 32]]).unwrap();
    ledger
}

fn dump(ledger: &Connection) -> Vec<Vec<String>> {
    tables(ledger).iter().flat_map(|table| rows(ledger, &format!("SELECT * FROM {table}"), &[])).collect()
}

fn tables(ledger: &Connection) -> Vec<String> {
    rows(ledger, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", &[]).concat()
}

/// The tables with their columns, indexes and triggers, one per line.
fn listing(ledger: &Connection) -> String {
    let mut text = String::new();
    for table in tables(ledger) {
        let flags = &rows(ledger, "SELECT strict, wr FROM pragma_table_list(?1)", &[&table])[0];
        let strict = if flags[0] == "1" { "strict" } else { "not strict" };
        let rowid = if flags[1] == "1" { ", without rowid" } else { "" };
        writeln!(text, "{table}: {strict}{rowid}").unwrap();
        let lines = [columns(ledger, &table), indexes(ledger, &table), triggers(ledger, &table)].concat();
        lines.iter().for_each(|line| writeln!(text, "  {line}").unwrap());
    }
    text
}

fn columns(ledger: &Connection, table: &str) -> Vec<String> {
    let sql = "SELECT c.name || ' ' || c.type
            || iif(c.\"notnull\" AND NOT c.pk, ' not null', '')
            || iif(c.pk, ', primary key ' || c.pk, '')
            || coalesce(', default ' || c.dflt_value, '')
            || coalesce(', of ' || f.\"table\" || ' (' || f.\"to\" || ')', '')
        FROM pragma_table_info(?1) c LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = c.name
        ORDER BY c.cid";
    rows(ledger, sql, &[table]).concat()
}

fn indexes(ledger: &Connection, table: &str) -> Vec<String> {
    let sql =
        "SELECT CASE WHEN i.origin = 'u' THEN 'unique' ELSE 'index ' || i.name || iif(i.\"unique\", ' unique', '') END
            || ' (' || (SELECT group_concat(name, ', ' ORDER BY seqno) FROM pragma_index_info(i.name)) || ')'
            || iif(i.partial, ' partial', '')
        FROM pragma_index_list(?1) i WHERE i.origin <> 'pk' ORDER BY i.name";
    rows(ledger, sql, &[table]).concat()
}

fn triggers(ledger: &Connection, table: &str) -> Vec<String> {
    let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1 ORDER BY name";
    let event = |sql: &str| sql.split_whitespace().skip(3).take(2).collect::<Vec<_>>().join(" ");
    rows(ledger, sql, &[table]).iter().map(|row| format!("trigger {} {}", row[0], event(&row[1]))).collect()
}

/// A query's result, each value as text.
fn rows(ledger: &Connection, sql: &str, values: &[&str]) -> Vec<Vec<String>> {
    let mut statement = ledger.prepare(sql).unwrap();
    let count = statement.column_count();
    let texts = |row: &rusqlite::Row<'_>| (0..count).map(|at| Ok(shown(row.get(at)?))).collect();
    statement.query_map(rusqlite::params_from_iter(values), texts).unwrap().collect::<Result<_, _>>().unwrap()
}

fn shown(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Integer(number) => number.to_string(),
        Value::Blob(bytes) => format!("{bytes:02x?}"),
        Value::Null | Value::Real(_) => "NULL".into(),
    }
}
