//! Writing to the file, all or nothing.

use std::path::PathBuf;

use rusqlite::{Statement, ToSql, params};

use crate::domain::Quote;
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::KEPT;
use crate::journal::{Digest, Personal, Tally};
use crate::store::Error;
use crate::store::changes::Change;
use crate::store::engine::{Head, Writing};

use super::error::commit_failed;
use super::reading::{Transaction, signed};
use super::{erase, schema, totals};

/// The number of entries inserted by one statement.
const TOGETHER: usize = 32;

impl Writing for Transaction<'_> {
    /// Inserts several rows per statement, because SQLite saves every page touched by a statement with a trigger, so as
    /// to be able to undo that statement.
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        for together in entries.chunks(TOGETHER) {
            let rows = vec!["(?, ?)"; together.len()].join(", ");
            let mut statement = self.0.prepare_cached(&format!("INSERT INTO entry (entry, bytes) VALUES {rows}"))?;
            for (at, (number, bytes)) in together.iter().enumerate() {
                statement.raw_bind_parameter(2 * at + 1, signed(*number)?)?;
                statement.raw_bind_parameter(2 * at + 2, *bytes)?;
            }
            statement.raw_execute()?;
        }
        for (entry, datum) in data {
            let sql = "INSERT INTO personal (commitment, entry, salt, data) VALUES (?1, ?2, ?3, ?4)";
            self.execute(sql, &[&datum.commitment.0, &signed(*entry)?, &datum.salt, &datum.data])?;
        }
        Ok(())
    }

    /// Several rows in one statement, for the same reason as entries.
    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        for together in quotes.chunks(TOGETHER) {
            let row = |at: usize| format!("(?1, ?{}, ?{}, ?2, ?{})", 3 * at + 3, 3 * at + 4, 3 * at + 5);
            let rows = (0..together.len()).map(row).collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO rate (rate_set, currency, date, entry, rate) VALUES {rows}");
            let mut statement = self.0.prepare_cached(&sql)?;
            statement.raw_bind_parameter(1, set)?;
            statement.raw_bind_parameter(2, signed(entry)?)?;
            for (at, quote) in together.iter().enumerate() {
                statement.raw_bind_parameter(3 * at + 3, quote.currency.code())?;
                statement.raw_bind_parameter(3 * at + 4, quote.day.to_string())?;
                statement.raw_bind_parameter(3 * at + 5, quote.rate.to_string())?;
            }
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// One table after the other, so that each statement is looked up once for many rows. Changes of one row stay in
    /// order: a statement that inserts comes before those that update.
    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        let mut changes: Vec<(usize, &str, &Change)> = changes.iter().map(statement_for).collect();
        changes.sort_by_key(|(turn, ..)| *turn);
        for together in changes.chunk_by(|(_, one, _), (_, next, _)| one == next) {
            let [(_, sql, _), ..] = together else { continue };
            let mut statement = self.0.prepare_cached(sql)?;
            together.iter().try_for_each(|(_, _, change)| make(&mut statement, change))?;
        }
        Ok(())
    }

    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        erase::erase(&self.0, commitments)
    }

    fn empty(&self) -> Result<(), Error> {
        for table in schema::derived_tables() {
            self.0.execute_batch(&format!("DROP TABLE main.{table}"))?;
        }
        Ok(self.0.execute_batch(schema::derived())?)
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        let sql = "UPDATE head SET size = ?1, root = ?2, frontier = ?3, seal = ?4 WHERE id = 1";
        self.execute(sql, &[&signed(head.size)?, &head.root, &head.frontier, &head.seal])
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        let path = PathBuf::from(self.0.path().unwrap_or("the ledger"));
        self.0.commit().map_err(|err| commit_failed(&path, &err))
    }
}

impl Transaction<'_> {
    fn execute(&self, sql: &str, values: &[&dyn ToSql]) -> Result<(), Error> {
        self.0.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Writes the head of a ledger that has no entries yet.
    pub(super) fn begin(&self, head: &Head) -> Result<(), Error> {
        let sql = "INSERT INTO head (id, size, root, frontier, seal) VALUES (1, ?1, ?2, ?3, ?4)";
        self.0.execute(sql, params![signed(head.size)?, head.root, head.frontier, head.seal])?;
        Ok(())
    }
}

/// The statement that makes a change, and its turn among the statements for several changes.
fn statement_for(change: &Change) -> (usize, &'static str, &Change) {
    let (turn, sql) = match change {
        Change::CaseOpened(..) => (0, "INSERT INTO case_file (case_ref, entry, latest, assets) VALUES (?, ?, ?, ?)"),
        Change::CaseKnown(..) => (1, "UPDATE case_file SET latest = ?2, assets = ?3 WHERE case_ref = ?1"),
        Change::SourceAdded(..) => (2, "INSERT INTO source (source_ref, entry, latest) VALUES (?, ?, ?)"),
        Change::SourceKnown(..) => (3, "UPDATE source SET latest = ?2 WHERE source_ref = ?1"),
        Change::Referred(..) => (4, "INSERT INTO reference (ref, entry) VALUES (?, ?)"),
        Change::OfCase(..) => (5, "INSERT INTO case_entry (case_ref, entry, about) VALUES (?, ?, ?)"),
        Change::RatesAdded(..) => (6, "INSERT INTO rate_set (rate_set, entry) VALUES (?, ?)"),
        Change::FamilyBegun(..) => (7, "INSERT INTO family (entry, root, steps, woven, pool) VALUES (?, ?, ?, ?, ?)"),
        Change::FamilyFollowed(..) => {
            (8, "UPDATE family SET steps = steps || char(10) || ?2, woven = ?3, pool = ?4 WHERE entry = ?1")
        }
        Change::FamilyWoven(..) => (8, "UPDATE family SET woven = 1 WHERE entry = ?"),
        Change::Guest(..) => (9, "INSERT OR IGNORE INTO guest (case_ref, family) VALUES (?, ?)"),
        Change::Likened(..) => (10, "INSERT INTO likeness (likeness, entry) VALUES (?, ?)"),
        Change::Subtree(..) => (11, "INSERT INTO subtree (level, number, root) VALUES (?, ?, ?)"),
        Change::Handled(..) => (12, "INSERT INTO withheld (commitment, entry, how) VALUES (?, ?, ?)"),
        // An empty total or node has no row.
        Change::Total(_, _, tally) => (13, if *tally == Tally::default() { totals::DROP } else { totals::PUT }),
        Change::Node(_, bytes) if bytes.is_empty() => (14, "DELETE FROM seal WHERE node = ?"),
        Change::Node(..) => (14, "INSERT OR REPLACE INTO seal (node, bytes) VALUES (?, ?)"),
    };
    (turn, sql, change)
}

/// Makes a change with the statement for it.
fn make(statement: &mut Statement<'_>, change: &Change) -> Result<(), Error> {
    match change {
        Change::CaseOpened(case, Case { filed: Filed { entry, latest }, assets }) => {
            statement.execute(params![case.as_str(), signed(*entry)?, signed(*latest)?, assets])?
        }
        Change::CaseKnown(case, known) => {
            statement.execute(params![case.as_str(), signed(known.filed.latest)?, known.assets])?
        }
        Change::SourceAdded(source, filed) => {
            statement.execute(params![source.as_str(), signed(filed.entry)?, signed(filed.latest)?])?
        }
        Change::SourceKnown(source, filed) => statement.execute(params![source.as_str(), signed(filed.latest)?])?,
        Change::Referred(reference, entry) => statement.execute(params![reference.as_str(), signed(*entry)?])?,
        Change::OfCase(case, entry, about) => {
            statement.execute(params![case.as_str(), signed(*entry)?, signed(*about)?])?
        }
        Change::RatesAdded(set, entry) => statement.execute(params![set, signed(*entry)?])?,
        Change::FamilyBegun(root, kin, line) => {
            statement.execute(params![signed(kin.id)?, root.to_string(), line, kin.woven, kin.pool])?
        }
        Change::FamilyFollowed(_, kin, line) => {
            statement.execute(params![signed(kin.id)?, line, kin.woven, kin.pool])?
        }
        Change::FamilyWoven(_, kin) => statement.execute([signed(kin.id)?])?,
        Change::Guest(case, family) => statement.execute(params![case.as_str(), signed(*family)?])?,
        Change::Likened(likeness, entry) => statement.execute([*likeness, signed(*entry)?])?,
        Change::Subtree(subtree, root) => statement.execute(params![subtree.level, signed(subtree.number)?, root.0])?,
        Change::Handled(commitment, entry, handling) => {
            statement.execute(params![commitment.0, signed(*entry)?, handling.as_str()])?
        }
        Change::Total(kept, key, tally) if *tally == Tally::default() => {
            statement.execute(params![KEPT[*kept].name, key])?
        }
        Change::Total(kept, key, tally) => totals::put(statement, &KEPT[*kept], key, tally)?,
        Change::Node(node, bytes) if bytes.is_empty() => statement.execute([node])?,
        Change::Node(node, bytes) => statement.execute(params![node, bytes])?,
    };
    Ok(())
}
