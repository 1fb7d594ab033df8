//! The index of words in an SQLite file of its own: a cache that may be thrown away at any time.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::journal::Frontier;
use crate::query::find::{EachCandidate, Filed, Index, SHORTEST, Term};
use crate::store::draft::{beside, create_private, directory_of};
use crate::store::error::{Error, io as failed};
use crate::store::remedy::Remedy;

use super::connect::{PATIENCE, connect};
use super::error::sqlite;
use super::lock::Lock;

/// Which tables and keys the file has; a file with others is thrown away. The program's version is part of it, because a later one
/// may read other words from an entry.
const VERSION: &str = concat!("impound-find/1 ", env!("CARGO_PKG_VERSION"));

/// The tables. A row of `filed` is an entry, under its number; its keys are words and marks, separated by blanks. `word` lists the
/// words whose parts are asked for, those of letters first.
const TABLES: &str = "
    CREATE TABLE seen (id INTEGER PRIMARY KEY CHECK (id = 1), version TEXT NOT NULL, origin TEXT NOT NULL,
        size INTEGER NOT NULL, frontier BLOB NOT NULL, families INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE filed USING fts5 (keys, content = '', contentless_delete = 1, detail = 'none',
        tokenize = 'ascii', prefix = '2 3');
    CREATE TABLE word (digits INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (digits, word)) STRICT, WITHOUT ROWID;";

/// The most words that replace their common beginning. Where there are more, each of them is rare.
const MOST_WORDS: usize = 500;

/// SQLite's cache while an index is filled, in negative kibibytes as SQLite expects.
const CACHE: i64 = -64 << 10;

/// How far an index has read a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Seen {
    /// The tree over the entries that it has.
    pub(in crate::store) tree: Frontier,
    /// The entry up to which families were known when their entries were filed.
    pub(in crate::store) families: u64,
}

/// An open index, which no other process uses meanwhile.
pub(in crate::store) struct Words {
    connection: Connection,
    path: PathBuf,
    origin: String,
    /// Released when it is dropped, after the connection.
    _lock: Lock,
}

impl Words {
    /// Opens the index of the ledger with this origin, waiting while another process uses it. A file that is not such an
    /// index is deleted.
    ///
    /// # Errors
    /// The file or its directory cannot be written.
    pub(in crate::store) fn open(path: &Path, origin: &str) -> Result<Words, Error> {
        let lock = locked(path)?;
        let open = || Words::attempt(path, origin);
        let connection = open().or_else(|_| {
            discard(path)?;
            open()
        })?;
        Ok(Words { connection, path: path.to_path_buf(), origin: origin.to_owned(), _lock: lock })
    }

    /// Empties it, because its content is useless.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(in crate::store) fn begin_anew(&mut self) -> Result<(), Error> {
        discard(&self.path)?;
        self.connection = Words::attempt(&self.path, &self.origin)?;
        Ok(())
    }

    fn attempt(path: &Path, origin: &str) -> Result<Connection, Error> {
        let of = |error: rusqlite::Error| sqlite("use", path, &error);
        match create_private(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed("create", path, &error)),
            _ => {}
        }
        let mut connection = connect(path, PATIENCE).map_err(of)?;
        connection.pragma_update(None, "cache_size", CACHE).map_err(of)?;
        let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
        if tables.map_err(of)? == 0 {
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
            tx.execute_batch(TABLES).map_err(of)?;
            let none = Frontier::default().bytes();
            tx.execute("INSERT INTO seen VALUES (1, ?1, ?2, 0, ?3, 0)", params![VERSION, origin, none]).map_err(of)?;
            tx.commit().map_err(of)?;
        }
        let is_ours = connection
            .query_row("SELECT 1 FROM seen WHERE version = ?1 AND origin = ?2", [VERSION, origin], |_| Ok(()))
            .optional()
            .map_err(of)?;
        is_ours.map(|()| connection).ok_or_else(|| Error::damaged(format!("{} is another index", path.display())))
    }

    /// How far it has read the ledger.
    ///
    /// # Errors
    /// It cannot be read, or holds something else.
    pub(in crate::store) fn seen(&self) -> Result<Seen, Error> {
        let row = self.connection.query_row("SELECT size, frontier, families FROM seen", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, i64>(2)?))
        });
        let (size, frontier, families) = row.map_err(|error| self.failed(&error))?;
        let number = |number: i64| u64::try_from(number).ok();
        let tree = number(size).and_then(|size| Frontier::restore(size, &frontier));
        tree.zip(number(families))
            .map(|(tree, families)| Seen { tree, families })
            .ok_or_else(|| Error::damaged(format!("{} holds something else", self.path.display())))
    }

    /// Files entries, replacing those filed before, and notes how far the ledger has been read.
    ///
    /// # Errors
    /// It cannot be written.
    pub(in crate::store) fn file(&mut self, entries: &[(u64, Filed)], seen: &Seen) -> Result<(), Error> {
        self.write(entries, seen).map_err(|error| self.failed(&error))
    }

    fn write(&mut self, entries: &[(u64, Filed)], seen: &Seen) -> rusqlite::Result<()> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut insert = tx.prepare_cached("INSERT OR REPLACE INTO filed (rowid, keys) VALUES (?1, ?2)")?;
            for (number, filed) in entries {
                let keys: Vec<&str> = filed.keys.iter().map(String::as_str).collect();
                insert.execute(params![signed(*number), keys.join(" ")])?;
            }
            let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO word VALUES (?1, ?2)")?;
            let words: BTreeSet<&String> = entries.iter().flat_map(|(_, filed)| &filed.words).collect();
            for word in words {
                insert.execute(params![has_digits(word), word])?;
            }
            let (size, families) = (signed(seen.tree.size()), signed(seen.families));
            tx.execute(
                "UPDATE seen SET size = ?1, frontier = ?2, families = ?3",
                params![size, seen.tree.bytes(), families],
            )?;
        }
        tx.commit()
    }

    /// The condition that the index checks for a term.
    fn expression(&self, term: &Term) -> rusqlite::Result<String> {
        let (text, within) = match term {
            Term::Exact(text) => return Ok(exactly(text)),
            Term::Beginning(text) => (text, false),
            Term::Within(text) => (text, true),
        };
        let mut words = if within { self.with(text)? } else { Vec::new() };
        if text.chars().count() < SHORTEST {
            words.retain(|word| !word.starts_with(text.as_str()));
        } else {
            let beginning = self.beginning_with(text)?;
            if beginning.len() < MOST_WORDS {
                words.extend(beginning);
                words.sort_unstable();
                words.dedup();
                return Ok(any_of(words.iter().map(|word| exactly(word)).chain([exactly(text)])));
            }
        }
        Ok(any_of(words.iter().map(|word| exactly(word)).chain([format!("{}*", exactly(text))])))
    }

    /// The words of letters with a text in them.
    fn with(&self, text: &str) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT word FROM word WHERE digits = 0 AND instr(word, ?1) > 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_map([text], |row| row.get(0))?.collect()
    }

    /// The words that begin with a text, at most [`MOST_WORDS`].
    fn beginning_with(&self, text: &str) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT word FROM word WHERE digits = ?1 AND word >= ?2 AND word < ?2 || char(1114111) LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut words = Vec::new();
        for digits in [false, true] {
            let most = i64::try_from(MOST_WORDS).unwrap_or(i64::MAX);
            for word in statement.query_map(params![digits, text, most], |row| row.get(0))? {
                words.push(word?);
            }
        }
        Ok(words)
    }

    fn search(&self, condition: &str, each: &mut EachCandidate<'_>) -> rusqlite::Result<()> {
        let all = condition.is_empty();
        let sql = if all { "SELECT rowid FROM filed ORDER BY rowid DESC" } else { MATCHING };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = if all { statement.query([])? } else { statement.query([condition])? };
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            if u64::try_from(number).is_ok_and(|number| each(number).is_break()) {
                break;
            }
        }
        Ok(())
    }

    fn failed(&self, error: &rusqlite::Error) -> Error {
        sqlite("use", &self.path, error)
    }
}

const MATCHING: &str = "SELECT rowid FROM filed WHERE filed MATCH ?1 ORDER BY rowid DESC";

impl Index for Words {
    type Error = Error;

    fn candidates(&self, terms: &[Term], marks: &[Vec<String>], each: &mut EachCandidate<'_>) -> Result<(), Error> {
        let terms: rusqlite::Result<Vec<String>> = terms.iter().map(|term| self.expression(term)).collect();
        let marks = marks.iter().map(|group| any_of(group.iter().map(|mark| exactly(mark))));
        let all = terms.map(|terms| terms.into_iter().chain(marks).collect::<Vec<_>>().join(" AND "));
        all.and_then(|condition| self.search(&condition, each)).map_err(|error| self.failed(&error))
    }

    fn each_word(&self, each: &mut dyn FnMut(&str)) -> Result<(), Error> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT word FROM word WHERE digits = 0")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get_ref(0)?.as_str()?);
            }
            Ok(())
        };
        let read: rusqlite::Result<()> = { read }();
        read.map_err(|error| self.failed(&error))
    }
}

/// A key as the index asks for it. Keys have no quotation marks.
fn exactly(key: &str) -> String {
    format!("\"{key}\"")
}

fn any_of(conditions: impl Iterator<Item = String>) -> String {
    format!("({})", conditions.collect::<Vec<_>>().join(" OR "))
}

fn has_digits(word: &str) -> bool {
    !word.chars().all(char::is_alphabetic)
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Waits until no other process uses the index, and keeps others away from it.
fn locked(path: &Path) -> Result<Lock, Error> {
    let directory = directory_of(path);
    let made = DirBuilder::new().recursive(true).mode(0o700).create(directory);
    made.map_err(|error| failed("create", directory, &error))?;
    Lock::take(path, PATIENCE).map_err(|error| match error {
        Error::Environment { remedy: Remedy::WaitForWriter, .. } => {
            let what = format!("another impound has been using it for {} s", PATIENCE.as_secs());
            Error::environment(what, Remedy::WaitForWriter)
        }
        other => other,
    })
}

/// Removes the file, and what SQLite keeps beside it.
fn discard(path: &Path) -> Result<(), Error> {
    for file in [beside(path, "-journal"), beside(path, "-wal"), beside(path, "-shm"), path.to_path_buf()] {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed("remove", &file, &error)),
            _ => {}
        }
    }
    Ok(())
}
