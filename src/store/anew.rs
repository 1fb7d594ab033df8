//! A ledger made of a journal alone, in memory: for whoever holds the entries and not the file.

use rusqlite::{Connection, params};

use crate::journal::personal::Personal;
use crate::journal::{Digest, Frontier};

use super::load::{contradicts, signed};
use super::schema::SCHEMA;
use super::{Error, tables};

/// Entries as they are added to a ledger in memory.
pub struct Anew {
    connection: Connection,
    tree: Frontier,
}

impl Anew {
    /// A ledger without entries.
    ///
    /// # Errors
    /// Memory ran out.
    pub fn begin() -> Result<Anew, Error> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        connection.execute_batch("BEGIN")?;
        Ok(Anew { connection, tree: Frontier::default() })
    }

    /// Adds the next entry.
    ///
    /// # Errors
    /// Memory ran out.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let mut insert = self.connection.prepare_cached("INSERT INTO entry (entry, bytes) VALUES (?1, ?2)")?;
        insert.execute(params![signed(self.tree.size() + 1)?, bytes])?;
        self.tree.push(Digest::of_leaf(bytes));
        Ok(())
    }

    /// Adds a personal datum, which must hold, with the entry that first commits to it.
    ///
    /// # Errors
    /// It was added before, or memory ran out.
    pub fn open(&mut self, datum: &Personal, entry: u64) -> Result<(), Error> {
        let sql = "INSERT INTO personal (commitment, entry, salt, data) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.connection.prepare_cached(sql)?;
        insert.execute(params![datum.commitment.0, signed(entry)?, datum.salt, datum.data])?;
        Ok(())
    }

    /// Derives everything else from the entries.
    ///
    /// # Errors
    /// The entries contradict each other, or memory ran out.
    pub(super) fn finish(self) -> Result<Connection, Error> {
        let Anew { connection, tree } = self;
        connection.execute(
            "INSERT INTO head (id, size, root, frontier, seal) VALUES (1, ?1, ?2, ?3, x'')",
            params![signed(tree.size())?, tree.root().0, tree.bytes()],
        )?;
        let seal = tables::rebuild(&connection, |entry, fault| Err(contradicts(entry, &fault)))?;
        connection.execute("UPDATE head SET seal = ?1", [seal])?;
        connection.execute_batch("COMMIT")?;
        Ok(connection)
    }
}
