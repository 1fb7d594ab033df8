//! Tampering: someone who can write the file can make it consistent, but cannot make it match what others hold of it.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use impound::journal::{Digest, Frontier};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::Campaign;
use super::damage;
use super::forge::{Journal, MUTATORS};
use crate::harness::{Desk, Said};

/// The exit code for a ledger that is damaged, rolled back or forked.
const DAMAGED: u8 = 3;

/// A desk with a ledger, what its user saw of it, and a checkpoint that the forger does not have.
struct Held {
    desk: Desk,
    journal: Journal,
    bytes: Vec<u8>,
}

impl Held {
    fn new() -> Held {
        let desk = damage::desk("c", "Ada Example");
        desk.done("--quiet checkpoint --output held.checkpoint".replace("held", &path_of(&desk, "held")).as_str());
        let ledger = desk.directory().join("ledger.db");
        let (journal, bytes) = (Journal::read(&ledger), fs::read(&ledger).unwrap());
        Held { desk, journal, bytes }
    }

    fn ledger(&self) -> PathBuf {
        self.desk.directory().join("ledger.db")
    }

    /// Restores the ledger.
    fn restore(&self) {
        fs::write(self.ledger(), &self.bytes).unwrap();
    }

    /// What the holder of the checkpoint is told, never having seen the ledger.
    fn holder(&self) -> Said {
        self.forgetful(&format!("verify --checkpoint {}", path_of(&self.desk, "held.checkpoint")))
    }

    /// What someone who holds nothing is told: the same check without the comparison.
    fn stranger(&self) -> Said {
        self.forgetful("verify")
    }

    /// Runs a command as someone who has never seen the ledger.
    fn forgetful(&self, line: &str) -> Said {
        let (state, away) = (self.desk.directory().join("state"), self.desk.directory().join("away"));
        fs::rename(&state, &away).unwrap();
        let said = self.desk.run(line);
        let _: std::io::Result<()> = fs::remove_dir_all(&state);
        fs::rename(&away, &state).unwrap();
        said
    }
}

fn path_of(desk: &Desk, name: &str) -> String {
    desk.directory().join(name).display().to_string()
}

#[test]
fn a_consistent_forgery_is_detected_with_a_checkpoint_or_a_record_of_the_ledger() {
    let mut campaign = Campaign::begin("tamper::entries", 10);
    let held = Held::new();
    for (name, mutate) in MUTATORS {
        let mut fitting = 0;
        for run in 0..campaign.runs {
            let forged = held.journal.forged(mutate, &mut campaign.random, &held.ledger());
            assert!(forged.is_some(), "{name}: no such forgery holds together");
            let mut broken = Vec::new();
            fitting += usize::from(held.stranger().code == 0);
            let holder = held.holder();
            if holder.code != DAMAGED || !["FORK", "ROLLBACK"].iter().any(|word| holder.out.contains(word)) {
                broken
                    .push(format!("the holder of a checkpoint is told {}: {}{}", holder.code, holder.out, holder.err));
            }
            let seen = held.desk.run("case list");
            if seen.code != DAMAGED {
                broken.push(format!("someone who saw the ledger is told {}: {}", seen.code, seen.out));
            }
            campaign.made(format!("{name}, {run}"), broken);
        }
        // The comparison makes the difference: without it the forgery passes.
        assert!(fitting > 0, "{name}: no forgery was consistent, so none was tried");
    }
    campaign.end();
}

#[test]
fn a_journal_cut_to_any_length_is_a_rollback_and_a_longer_one_is_not() {
    let mut campaign = Campaign::begin("tamper::length", 1);
    let held = Held::new();
    for length in 1..held.journal.entries.len() {
        let mut forged = held.journal.clone();
        forged.entries.truncate(length);
        forged.write(&held.ledger()).unwrap();
        let (holder, stranger) = (held.holder(), held.stranger());
        // Without the entry that erased them, the erased data appear to be missing.
        let fits = stranger.code == 0 || stranger.out.contains("the data of entry 12 are missing");
        let found = holder.code == DAMAGED && holder.out.contains("ROLLBACK") && fits;
        campaign.made(format!("{length} entries"), (!found).then(|| format!("{holder:?}, {stranger:?}")));
    }
    held.restore();
    held.desk.done("case open late --title 'A late case' --lead FR");
    let holder = held.holder();
    assert_eq!(holder.code, 0, "{holder:?}");
    campaign.end();
}

#[test]
fn an_old_rollback_journal_removes_no_entry_unnoticed() {
    let mut campaign = Campaign::begin("tamper::journals", 1);
    let held = Held::new();
    let kept = journal_of(&held.ledger());
    for later in ["case open late --title 'A late case' --lead FR", "void 8 --reason 'recorded twice'"] {
        held.desk.done(later);
        fs::remove_file(held.desk.directory().join("held.checkpoint")).unwrap();
        held.desk.done(&format!("--quiet checkpoint --output {}", path_of(&held.desk, "held.checkpoint")));
        let after = fs::read(held.ledger()).unwrap();
        for ask in [|held: &Held| held.desk.run("verify"), Held::holder] {
            fs::write(held.ledger(), &after).unwrap();
            fs::write(held.desk.directory().join("ledger.db-journal"), &kept).unwrap();
            let said = ask(&held);
            campaign.made(later, (said.code != DAMAGED).then(|| format!("{said:?}")));
        }
        fs::write(held.ledger(), &after).unwrap();
    }
    campaign.end();
}

/// The rollback journal of an interrupted command, saved for later: it holds the pages as they are now.
fn journal_of(ledger: &Path) -> Vec<u8> {
    let connection = Connection::open(ledger).unwrap();
    connection
        .execute_batch("PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE case_file SET assets = assets + 1")
        .unwrap();
    for number in 0..40 {
        let row = rusqlite::params![vec![b'x'; 2000]];
        let sql = "INSERT INTO entry (entry, bytes) SELECT max(entry) + 1, ?1 FROM entry";
        assert_eq!(connection.execute(sql, row).unwrap(), 1, "{number}");
    }
    fs::read(ledger.with_file_name("ledger.db-journal")).unwrap()
}

#[test]
fn an_altered_checkpoint_matches_no_ledger() {
    let mut campaign = Campaign::begin("tamper::checkpoints", 1);
    let held = Held::new();
    let file = held.desk.directory().join("held.checkpoint");
    let whole = fs::read(&file).unwrap();
    assert_eq!(held.holder().code, 0);
    for at in 0..whole.len() {
        for bit in bits(&mut campaign) {
            let mut altered = whole.clone();
            altered[at] ^= 1 << bit;
            fs::write(&file, &altered).unwrap();
            let said = held.holder();
            let passed = !matches!(said.code, 1 | DAMAGED);
            campaign.made(format!("bit {bit} of byte {at}"), passed.then(|| format!("passes: {said:?}")));
        }
    }
    campaign.end();
}

/// The bits of a byte to flip: all if many faults were requested, otherwise a random one.
fn bits(campaign: &mut Campaign) -> Vec<u32> {
    if campaign.runs > 1 { (0..8).collect() } else { vec![campaign.random.u32(..8)] }
}

#[test]
fn an_altered_proof_proves_nothing() {
    let mut campaign = Campaign::begin("tamper::proofs", 1);
    let held = Held::new();
    let (proof, checkpoint) = (path_of(&held.desk, "proof"), path_of(&held.desk, "held.checkpoint"));
    held.desk.done(&format!("--quiet prove 5 --checkpoint {checkpoint} --output {proof}"));
    let whole = fs::read(&proof).unwrap();
    let check = format!("verify-proof {proof} --checkpoint {checkpoint}");
    assert_eq!(held.desk.run(&check).code, 0);
    for at in 0..whole.len() {
        for bit in bits(&mut campaign) {
            let mut altered = whole.clone();
            altered[at] ^= 1 << bit;
            fs::write(&proof, &altered).unwrap();
            let said = held.desk.run(&check);
            let passed = !matches!(said.code, 1 | DAMAGED);
            campaign.made(format!("bit {bit} of byte {at}"), passed.then(|| format!("passes: {said:?}")));
        }
    }
    for length in 0..whole.len() {
        fs::write(&proof, &whole[..length]).unwrap();
        let said = held.desk.run(&check);
        campaign.made(format!("cut to {length} bytes"), (said.code == 0).then_some("passes"));
    }
    campaign.end();
}

#[test]
fn a_consistent_forged_proof_is_detected_with_a_checkpoint() {
    let mut campaign = Campaign::begin("tamper::forged proofs", 4);
    let held = Held::new();
    let (proof, checkpoint) = (path_of(&held.desk, "proof"), path_of(&held.desk, "held.checkpoint"));
    for (name, mutate) in MUTATORS {
        for run in 0..campaign.runs {
            let forged = held.journal.forged(mutate, &mut campaign.random, &held.ledger()).unwrap();
            let entry = campaign.random.usize(1..=forged.entries.len());
            let made = held.forgetful(&format!("--quiet prove {entry} --output {proof}"));
            assert_eq!(made.code, 0, "{made:?}");
            let alone = held.desk.run(&format!("verify-proof {proof}"));
            let against = held.desk.run(&format!("verify-proof {proof} --checkpoint {checkpoint}"));
            let found = alone.code == 0 && matches!(against.code, 1 | DAMAGED);
            campaign.made(format!("{name}, {run}"), (!found).then(|| format!("{alone:?}, {against:?}")));
        }
    }
    campaign.end();
}

/// What a hostile file may define in addition to, or differently from, impound.
const SCHEMAS: [&str; 12] = [
    "CREATE TRIGGER more AFTER INSERT ON entry BEGIN SELECT 1; END",
    "CREATE TRIGGER less BEFORE INSERT ON personal BEGIN SELECT raise(IGNORE); END",
    "CREATE TRIGGER twist AFTER UPDATE ON head BEGIN UPDATE total SET exact = exact + 1; END",
    "CREATE TEMP TABLE x (y); CREATE TABLE x (y)",
    "CREATE VIEW register AS SELECT * FROM entry",
    "CREATE INDEX quick ON family (steps)",
    "CREATE UNIQUE INDEX once ON entry (bytes)",
    "ALTER TABLE entry ADD COLUMN more TEXT",
    "ALTER TABLE source RENAME COLUMN source_ref TO ref",
    "ALTER TABLE guest RENAME TO host",
    "DROP TRIGGER entry_stays",
    "DROP INDEX family_by_root",
];

#[test]
fn a_file_with_foreign_definitions_is_refused_before_it_is_read_or_written() {
    let mut campaign = Campaign::begin("tamper::schemas", 1);
    let held = Held::new();
    for sql in SCHEMAS {
        held.restore();
        let connection = Connection::open(held.ledger()).unwrap();
        connection.execute_batch(sql).unwrap();
        connection.close().unwrap();
        let hostile = fs::read(held.ledger()).unwrap();
        for line in ["verify", "report holdings", "case open late --title T --lead FR"] {
            let said = held.desk.run(line);
            let refused = said.code == DAMAGED && fs::read(held.ledger()).unwrap() == hostile;
            campaign.made(format!("{sql}: {line}"), (!refused).then(|| format!("{said:?}")));
        }
    }
    campaign.end();
}

/// A different value of the same type.
fn other(value: &Value, by: u8) -> Option<Value> {
    match value {
        Value::Integer(number) => Some(Value::Integer(number + 1 + i64::from(by))),
        Value::Text(text) => Some(Value::Text(format!("{text}{}", char::from(b'a' + by % 26)))),
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            let at = usize::from(by) % bytes.len().max(1);
            *bytes.get_mut(at)? ^= 1 << (by % 8);
            Some(Value::Blob(bytes))
        }
        Value::Null | Value::Real(_) => None,
    }
}

/// A cell: its table, its column, and its row's position.
type Cell = (String, String, u32);

fn cells(connection: &Connection) -> Vec<Cell> {
    let names = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut cells = Vec::new();
    for table in names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") {
        let rows: u32 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        for column in names(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            cells.extend((0..rows).map(|row| (table.clone(), column.clone(), row)));
        }
    }
    cells
}

/// Writes another value to a cell, bypassing triggers and checks; returns whether that succeeded.
fn edit(connection: &Connection, (table, column, row): &Cell, by: u8) -> bool {
    let ask = format!("SELECT {column} FROM {table} ORDER BY 1 LIMIT 1 OFFSET {row}");
    let value: Value = connection.query_row(&ask, [], |row| row.get(0)).unwrap();
    let Some(other) = other(&value, by) else { return false };
    let triggers = format!("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '{table}'");
    let mut statement = connection.prepare(&triggers).unwrap();
    let triggers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let triggers: Vec<(String, String)> = triggers.map(Result::unwrap).collect();
    drop(statement);
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    let changed = connection.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2"), [other, value]);
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
    // A key or type constraint prevents this forgery.
    changed.is_ok_and(|rows| rows > 0)
}

/// Edits cells in every table and column and runs a check on each: `true` if it finds the edit.
fn edited(campaign: &mut Campaign, held: &Held, finds: impl Fn(&Held) -> bool) -> Vec<(Cell, bool)> {
    let connection = Connection::open(held.ledger()).unwrap();
    let all = cells(&connection);
    drop(connection);
    let mut tried = Vec::new();
    for (at, cell) in all.iter().enumerate() {
        // At least the first and last row of each column, and as many others as requested.
        let last = all.get(at + 1).is_none_or(|next| (&next.0, &next.1) != (&cell.0, &cell.1));
        for _ in 0..campaign.runs {
            if cell.2 > 0 && !last && campaign.runs == 1 && campaign.random.u8(..8) > 0 {
                continue;
            }
            held.restore();
            let connection = Connection::open(held.ledger()).unwrap();
            connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
            let could = edit(&connection, cell, campaign.random.u8(..));
            connection.close().unwrap();
            if could {
                tried.push((cell.clone(), finds(held)));
            }
        }
    }
    tried
}

#[test]
fn an_edited_cell_in_any_table_is_detected_without_a_checkpoint() {
    let mut campaign = Campaign::begin("tamper::cells", 1);
    let held = Held::new();
    for ((table, column, row), found) in edited(&mut campaign, &held, |held| held.stranger().code == DAMAGED) {
        campaign.made(format!("{table}.{column}, row {row}"), (!found).then_some("passes"));
    }
    campaign.end();
}

#[test]
fn commands_that_read_an_edited_ledger_never_blame_the_user() {
    const READING: [&str; 7] = [
        "report register --personal",
        "report holdings",
        "report actions --at-entry 9",
        "report pools",
        "show c:1",
        "history c:2",
        "asset list",
    ];
    let mut campaign = Campaign::begin("tamper::readers", 1);
    let held = Held::new();
    let said = RefCell::new(Vec::new());
    edited(&mut campaign, &held, |held| {
        let answers = READING.map(|line| (line, held.desk.run(line)));
        // The edit is found, or does not affect what is shown, or changed the asset's name.
        let unknown =
            |line: &str, answer: &Said| !line.contains("report") && answer.err.contains("is not in the ledger");
        let fair = |line: &str, answer: &Said| matches!(answer.code, 0 | DAMAGED) || unknown(line, answer);
        said.borrow_mut().push(answers.into_iter().find(|(line, answer)| !fair(line, answer)));
        true
    })
    .into_iter()
    .zip(said.take())
    .for_each(|(((table, column, row), _), blamed)| {
        campaign.made(format!("{table}.{column}, row {row}"), blamed.map(|(line, said)| format!("{line}: {said:?}")));
    });
    campaign.end();
}

/// Whether the tree over the entries differs from the head's: a verifier that checks nothing else.
fn tree_differs(path: &Path) -> bool {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("SELECT bytes FROM entry ORDER BY entry").unwrap();
    let mut tree = Frontier::default();
    let leaves = statement.query_map([], |row| Ok(Digest::of_leaf(row.get_ref(0)?.as_blob()?))).unwrap();
    leaves.for_each(|leaf| tree.push(leaf.unwrap()));
    let root: Vec<u8> = connection.query_row("SELECT root FROM head", [], |row| row.get(0)).unwrap();
    root != tree.root().0
}

#[test]
fn a_verifier_that_checks_only_the_tree_misses_edited_cells() {
    let mut campaign = Campaign::begin("tamper::planted", 1);
    let held = Held::new();
    let looked = edited(&mut campaign, &held, |held| tree_differs(&held.ledger()));
    let passed: Vec<_> = looked.iter().filter(|(_, found)| !found).map(|((table, ..), _)| table.as_str()).collect();
    assert!(passed.contains(&"family") && passed.contains(&"total") && passed.contains(&"personal"), "{passed:?}");
    assert!(looked.iter().any(|((table, ..), found)| table == "entry" && *found));
}
