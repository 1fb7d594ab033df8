//! Writing to the file, all or nothing.

use std::path::PathBuf;

use rusqlite::{ToSql, params};

use crate::journal::fold::Filed;
use crate::journal::kept::KEPT;
use crate::journal::{Digest, Personal};
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

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        changes.iter().try_for_each(|change| self.change(change))
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

    fn change(&self, change: &Change) -> Result<(), Error> {
        match change {
            Change::CaseOpened(case, known) => {
                let Filed { entry, latest } = known.filed;
                let sql = "INSERT INTO case_file (case_ref, entry, latest, assets) VALUES (?1, ?2, ?3, ?4)";
                self.execute(sql, &[&case.as_str(), &signed(entry)?, &signed(latest)?, &known.assets])
            }
            Change::CaseKnown(case, known) => {
                let sql = "UPDATE case_file SET latest = ?2, assets = ?3 WHERE case_ref = ?1";
                self.execute(sql, &[&case.as_str(), &signed(known.filed.latest)?, &known.assets])
            }
            Change::SourceAdded(source, filed) => {
                let sql = "INSERT INTO source (source_ref, entry, latest) VALUES (?1, ?2, ?3)";
                self.execute(sql, &[&source.as_str(), &signed(filed.entry)?, &signed(filed.latest)?])
            }
            Change::SourceKnown(source, filed) => {
                let sql = "UPDATE source SET latest = ?2 WHERE source_ref = ?1";
                self.execute(sql, &[&source.as_str(), &signed(filed.latest)?])
            }
            Change::Referred(reference, entry) => {
                let sql = "INSERT INTO reference (ref, entry) VALUES (?1, ?2)";
                self.execute(sql, &[&reference.as_str(), &signed(*entry)?])
            }
            Change::OfCase(case, entry, about) => {
                let sql = "INSERT INTO case_entry (case_ref, entry, about) VALUES (?1, ?2, ?3)";
                self.execute(sql, &[&case.as_str(), &signed(*entry)?, &signed(*about)?])
            }
            Change::FamilyBegun(root, kin, line) => {
                let sql = "INSERT INTO family (entry, root, steps, woven, pool) VALUES (?1, ?2, ?3, ?4, ?5)";
                self.execute(sql, &[&signed(kin.id)?, &root.to_string(), line, &kin.woven, &kin.pool])
            }
            Change::FamilyFollowed(_, kin, line) => {
                let sql = "UPDATE family SET steps = steps || char(10) || ?2, woven = ?3, pool = ?4 WHERE entry = ?1";
                self.execute(sql, &[&signed(kin.id)?, line, &kin.woven, &kin.pool])
            }
            Change::FamilyWoven(_, kin) => {
                self.execute("UPDATE family SET woven = 1 WHERE entry = ?1", &[&signed(kin.id)?])
            }
            Change::Guest(case, family) => {
                let sql = "INSERT OR IGNORE INTO guest (case_ref, family) VALUES (?1, ?2)";
                self.execute(sql, &[&case.as_str(), &signed(*family)?])
            }
            Change::Likened(likeness, entry) => {
                self.execute("INSERT INTO likeness (likeness, entry) VALUES (?1, ?2)", &[likeness, &signed(*entry)?])
            }
            Change::Subtree(subtree, root) => {
                let sql = "INSERT INTO subtree (level, number, root) VALUES (?1, ?2, ?3)";
                self.execute(sql, &[&subtree.level, &signed(subtree.number)?, &root.0])
            }
            Change::Handled(commitment, entry, handling) => {
                let sql = "INSERT INTO withheld (commitment, entry, how) VALUES (?1, ?2, ?3)";
                self.execute(sql, &[&commitment.0, &signed(*entry)?, &handling.as_str()])
            }
            Change::Total(kept, key, tally) => totals::put(&self.0, &KEPT[*kept], key, tally),
            Change::Node(node, bytes) if bytes.is_empty() => self.execute("DELETE FROM seal WHERE node = ?1", &[node]),
            Change::Node(node, bytes) => {
                self.execute("INSERT OR REPLACE INTO seal (node, bytes) VALUES (?1, ?2)", &[node, bytes])
            }
        }
    }

    /// Writes the head of a ledger that has no entries yet.
    pub(super) fn begin(&self, head: &Head) -> Result<(), Error> {
        let sql = "INSERT INTO head (id, size, root, frontier, seal) VALUES (1, ?1, ?2, ?3, ?4)";
        self.0.execute(sql, params![signed(head.size)?, head.root, head.frontier, head.seal])?;
        Ok(())
    }
}
