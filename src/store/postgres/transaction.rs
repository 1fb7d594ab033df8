//! A transaction on the server: sent with the first question, and together with what waits to be written.

use std::cell::{Cell, RefCell};

use jiff::Timestamp;
use tokio_postgres::Row;

use crate::store::engine::{Head, Writes};
use crate::store::{Error, Remedy};

use super::ask::Ask;
use super::error::{self, Committed};
use super::pending::Pending;
use super::row::{bytes, integer, number, text};
use super::wire::Wire;

/// How many rows are fetched together.
const TOGETHER: usize = 1_000;

/// Begins reading: every answer is of one state.
pub(super) const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Ends a writer that stopped, so that the others need not wait for it.
pub(super) const FEW: &str = "SET LOCAL idle_in_transaction_session_timeout = '15s'";

/// The head with the number and the bytes of the last entry, the server's clock, and the role that logged in.
pub(super) const LATEST: &str = "SELECT head.size, head.root, head.frontier, head.seal,
        (SELECT coalesce(max(entry), 0) FROM @.entry), entry.bytes,
        (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, session_user::text, head.last
     FROM @.head LEFT JOIN @.entry ON entry.entry = head.size WHERE head.id = 1";

/// The head, and the end of the journal.
#[derive(Clone, Debug, Default)]
pub(super) struct Latest {
    /// The head, if there is one.
    pub(super) head: Option<Head>,
    /// The number of the last entry.
    pub(super) last: u64,
    /// The bytes of the entry that the head counts last.
    pub(super) bytes: Option<Vec<u8>>,
    /// The server's clock.
    pub(super) clock: Option<Timestamp>,
    /// The role that logged in.
    pub(super) login: Option<String>,
}

/// What is known of the head.
enum Known {
    /// Nothing was asked yet: it is asked along with the first question.
    Never,
    /// It was read when the ledger was opened, and nobody has asked for it yet.
    AtOpening(Latest),
    /// It has changed since.
    Changed,
    /// It is this.
    Read(Latest),
}

/// A transaction.
pub(super) struct Transaction<'a> {
    wire: &'a Wire,
    pub(super) pending: RefCell<Pending>,
    known: RefCell<Known>,
    cursors: Cell<u32>,
    /// What was waiting to be sent before it began; `None` once it has begun on the server.
    unsent: Cell<Option<usize>>,
    /// Whether it is over.
    ended: Cell<bool>,
    /// How much it writes while others wait for its end; `None` if it only reads.
    holds: Option<Writes>,
    /// Where the state at opening is kept for a later transaction, if this one does not use it.
    opened: Option<&'a Cell<Option<Latest>>>,
}

impl<'a> Transaction<'a> {
    /// A transaction that begins with these statements, sent with the first question.
    pub(super) fn begin(wire: &'a Wire, begin: &str, holds: Option<Writes>) -> Transaction<'a> {
        let unsent = Cell::new(Some(wire.waiting()));
        wire.first(begin);
        wire.busy.set(true);
        let (pending, known) = (RefCell::default(), RefCell::new(Known::Never));
        let (cursors, ended) = (Cell::new(0), Cell::new(false));
        Transaction { wire, pending, known, cursors, unsent, ended, holds, opened: None }
    }

    /// The transaction in which the ledger was opened, which is still open on the server.
    pub(super) fn of_opening(wire: &'a Wire, latest: Latest, opened: &'a Cell<Option<Latest>>) -> Transaction<'a> {
        wire.busy.set(true);
        let (pending, known) = (RefCell::default(), RefCell::new(Known::AtOpening(latest)));
        let (cursors, unsent, ended) = (Cell::new(0), Cell::new(None), Cell::new(false));
        Transaction { wire, pending, known, cursors, unsent, ended, holds: None, opened: Some(opened) }
    }

    /// Notes that what was read when the ledger was opened is relied on from here.
    fn rely_on_opening(&self) {
        let mut known = self.known.borrow_mut();
        if let Known::AtOpening(latest) = &mut *known {
            *known = Known::Read(std::mem::take(latest));
        }
    }

    /// Sends questions, after what waits to be written, and returns the answers.
    pub(super) fn answers(&self, asks: Vec<Ask<'_>>) -> Result<Vec<Vec<Row>>, Error> {
        let mut all: Vec<Ask<'_>> = self.pending.borrow_mut().take();
        let written = all.len();
        all.extend(asks);
        self.rely_on_opening();
        let is_first = matches!(*self.known.borrow(), Known::Never);
        if is_first {
            all.push(Ask::new(LATEST));
        }
        self.unsent.set(None);
        let mut answers = self.wire.flight(&all)?;
        if is_first && let Some(rows) = answers.pop() {
            *self.known.borrow_mut() = Known::Read(latest(&rows)?);
        }
        Ok(answers.split_off(written))
    }

    /// The rows that answer one question.
    pub(super) fn answer(&self, ask: Ask<'_>) -> Result<Vec<Row>, Error> {
        Ok(self.answers(vec![ask])?.pop().unwrap_or_default())
    }

    /// Passes the rows that answer a question to `each`, a part at a time: other questions may be asked in between.
    pub(super) fn each(&self, ask: Ask<'_>, each: &mut dyn FnMut(&Row) -> Result<(), Error>) -> Result<(), Error> {
        let cursor = format!("impound_{}", self.cursors.replace(self.cursors.get() + 1));
        let sql = format!("DECLARE {cursor} NO SCROLL CURSOR FOR {}", ask.sql);
        let fetch = || Ask::new(format!("FETCH {TOGETHER} FROM {cursor}"));
        let mut rows = self.answers(vec![Ask { sql, ..ask }, fetch()])?.pop().unwrap_or_default();
        let mut read = || {
            loop {
                rows.iter().try_for_each(&mut *each)?;
                if rows.len() < TOGETHER {
                    return Ok(());
                }
                rows = self.answer(fetch())?;
            }
        };
        let read = read();
        self.wire.first(&format!("CLOSE {cursor}"));
        read
    }

    /// The head, and the end of the journal.
    pub(super) fn latest(&self) -> Result<Latest, Error> {
        self.rely_on_opening();
        if let Known::Read(latest) = &*self.known.borrow() {
            return Ok(latest.clone());
        }
        let asks = if matches!(*self.known.borrow(), Known::Never) { Vec::new() } else { vec![Ask::new(LATEST)] };
        if let Some(rows) = self.answers(asks)?.pop() {
            *self.known.borrow_mut() = Known::Read(latest(&rows)?);
        }
        match &*self.known.borrow() {
            Known::Read(latest) => Ok(latest.clone()),
            Known::Never | Known::AtOpening(_) | Known::Changed => Ok(Latest::default()),
        }
    }

    /// The bytes of an entry, if it is the first or the last one and already read.
    pub(super) fn bytes_read(&self, entry: u64) -> Option<Vec<u8>> {
        if entry == 1 {
            return self.wire.genesis.get().cloned();
        }
        self.rely_on_opening();
        match &*self.known.borrow() {
            Known::Read(Latest { head: Some(head), bytes, .. }) if head.size == entry => bytes.clone(),
            _ => None,
        }
    }

    /// Adds to what waits to be written, and sends it if it is much.
    pub(super) fn write(&self, write: impl FnOnce(&mut Pending) -> Result<(), Error>) -> Result<(), Error> {
        let mut pending = self.pending.borrow_mut();
        write(&mut pending)?;
        let is_full = pending.is_full();
        drop(pending);
        if is_full { self.answers(Vec::new()).map(drop) } else { Ok(()) }
    }

    /// Notes that the head or the journal changes.
    pub(super) fn forget_latest(&self) {
        let mut known = self.known.borrow_mut();
        if !matches!(*known, Known::Never) {
            *known = Known::Changed;
        }
    }

    /// Writes what waits and commits, in one flight.
    ///
    /// COMMIT waits for the disk and for a standby only if something was written. What was read must be kept, too: an
    /// earlier command may have recorded it without learning whether a standby has it.
    pub(super) fn finish(&self, committed: Committed) -> Result<(), Error> {
        let leads = self.pending.borrow().leads();
        if self.holds == Some(Writes::Many) {
            // A connection that is lost from here on must not make others wait as long as the reading of a file may take.
            self.wire.first(FEW);
            self.answers(Vec::new())?;
        }
        let mut all = self.pending.borrow_mut().take();
        if !leads {
            all.push(Ask::new("SELECT @.touch()"));
        }
        all.push(Ask::new("COMMIT"));
        self.wire.warnings();
        self.unsent.set(None);
        match self.wire.flight(&all) {
            Err(failed) => Err(error::of_commit(&failed, committed)),
            Ok(_) => {
                self.ended.set(true);
                let warnings = self.wire.warnings();
                if warnings.is_empty() { Ok(()) } else { Err(error::warned(&warnings, committed)) }
            }
        }
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        self.wire.busy.set(false);
        if self.ended.get() {
            return;
        }
        if let (Some(opened), Known::AtOpening(latest)) = (self.opened, &mut *self.known.borrow_mut()) {
            opened.set(Some(std::mem::take(latest)));
            return;
        }
        if let Some(waiting) = self.unsent.get() {
            self.wire.take_back(waiting);
            return;
        }
        self.wire.instead("ROLLBACK");
        if self.holds.is_some() {
            // If the connection is gone, so is the transaction.
            let _: Result<_, _> = self.wire.flight(&[]);
        }
    }
}

pub(super) fn latest(rows: &[Row]) -> Result<Latest, Error> {
    let Some(row) = rows.first() else { return Ok(Latest::default()) };
    let [root, frontier, seal] = [1, 2, 3].map(|column| bytes(row, column).map(<[u8]>::to_vec));
    let head = Head { size: number(row, 0)?, root: root?, frontier: frontier?, seal: seal? };
    let bytes: Option<&[u8]> = row.try_get(5).map_err(super::row::strange)?;
    let clock = Timestamp::from_microsecond(integer(row, 6)?);
    let clock =
        clock.map_err(|error| Error::environment(format!("the server's clock: {error}"), Remedy::CheckServer))?;
    let (last, login) = (number(row, 4)?, text(row, 7)?.to_owned());
    // A column that only a server has: the next entry would replace it, unnoticed.
    if number(row, 8)? != last {
        return Err(Error::damaged("the head does not fit the journal"));
    }
    Ok(Latest { head: Some(head), last, bytes: bytes.map(<[u8]>::to_vec), clock: Some(clock), login: Some(login) })
}
