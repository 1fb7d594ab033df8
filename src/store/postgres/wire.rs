//! The connection to the server. Statements that do not depend on each other's answers are sent together, in one flight:
//! a flight costs one round trip, however many statements it carries.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::{join, join_all};
use tokio::runtime::Runtime;
use tokio_postgres::error::{DbError, Severity, SqlState};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Row};

use super::ask::Ask;

/// What the server said beside its answers.
pub(super) type Notices = Arc<Mutex<Vec<DbError>>>;

/// A connection to a ledger's schema.
pub(super) struct Wire {
    runtime: Runtime,
    client: Client,
    notices: Notices,
    /// The schema, quoted.
    schema: String,
    /// The bytes of entry 1, which never change.
    pub(super) genesis: OnceCell<Vec<u8>>,
    /// Whether a transaction is open: there is one at a time.
    pub(super) busy: Cell<bool>,
    /// Statements to send before those of the next flight.
    before: RefCell<String>,
    /// What last went wrong, if it is worth another attempt.
    trouble: Cell<Option<Trouble>>,
    /// The number of flights so far.
    #[cfg(test)]
    pub(super) flights: Cell<usize>,
}

/// What is worth another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The server ended the transaction in favour of another one.
    Conflict,
    /// The connection is lost.
    Lost,
}

impl Trouble {
    fn of(error: &tokio_postgres::Error) -> Option<Trouble> {
        let Some(said) = error.as_db_error() else { return Some(Trouble::Lost) };
        if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(said.code()) {
            return Some(Trouble::Conflict);
        }
        let ends = [Severity::Fatal, Severity::Panic];
        said.parsed_severity().is_some_and(|severity| ends.contains(&severity)).then_some(Trouble::Lost)
    }
}

/// A statement of a flight failed; the server has carried out none of those after it in the same transaction.
pub(super) struct Failed {
    /// Whether it was the last one.
    pub(super) is_last: bool,
    /// Why.
    pub(super) error: tokio_postgres::Error,
}

impl Wire {
    pub(super) fn new(runtime: Runtime, client: Client, notices: Notices, schema: &str) -> Wire {
        Wire {
            runtime,
            client,
            notices,
            // The name of a schema has no quotes in it.
            schema: format!("\"{schema}\""),
            genesis: OnceCell::new(),
            busy: Cell::default(),
            before: RefCell::default(),
            trouble: Cell::default(),
            #[cfg(test)]
            flights: Cell::default(),
        }
    }

    /// Has statements without values sent with the next flight, before its own.
    pub(super) fn first(&self, sql: &str) {
        let mut before = self.before.borrow_mut();
        before.push_str(&self.named(sql));
        before.push(';');
    }

    /// How much is to be sent before the next flight, to [take back](Wire::take_back) what is added to it.
    pub(super) fn waiting(&self) -> usize {
        self.before.borrow().len()
    }

    /// Takes back what was added since so much was waiting.
    pub(super) fn take_back(&self, waiting: usize) {
        self.before.borrow_mut().truncate(waiting);
    }

    /// Likewise, in place of those that waited: they belonged to a transaction that is over.
    pub(super) fn instead(&self, sql: &str) {
        self.before.borrow_mut().clear();
        self.first(sql);
    }

    /// Sends statements together, and waits for the answers to all of them.
    ///
    /// The first failure is the cause of those after it, so that one is returned.
    pub(super) fn flight(&self, asks: &[Ask<'_>]) -> Result<Vec<Vec<Row>>, Failed> {
        #[cfg(test)]
        self.flights.set(self.flights.get() + 1);
        let before = std::mem::take(&mut *self.before.borrow_mut());
        let begin = async { if before.is_empty() { Ok(()) } else { self.client.batch_execute(&before).await } };
        let (begun, answers) = self.runtime.block_on(join(begin, join_all(asks.iter().map(|ask| self.answer(ask)))));
        begun.map_err(|error| self.failed(asks.is_empty(), error))?;
        let numbered = (1..).zip(answers);
        numbered.map(|(at, answer)| answer.map_err(|error| self.failed(at == asks.len(), error))).collect()
    }

    fn failed(&self, is_last: bool, error: tokio_postgres::Error) -> Failed {
        if let Some(trouble) = Trouble::of(&error) {
            self.trouble.set(Some(trouble));
        }
        Failed { is_last, error }
    }

    /// What went wrong since the last call, if it is worth another attempt.
    pub(super) fn trouble(&self) -> Option<Trouble> {
        self.trouble.take()
    }

    async fn answer(&self, ask: &Ask<'_>) -> Result<Vec<Row>, tokio_postgres::Error> {
        let values: Vec<(&(dyn ToSql + Sync), Type)> =
            ask.values.iter().map(|(value, kind)| (&**value as &(dyn ToSql + Sync), kind.clone())).collect();
        self.client.query_typed(&self.named(&ask.sql), &values).await
    }

    /// The warnings since the last call, in words.
    pub(super) fn warnings(&self) -> Vec<String> {
        let said = std::mem::take(&mut *self.notices.lock().unwrap_or_else(PoisonError::into_inner));
        let warnings = said.iter().filter(|notice| notice.parsed_severity() == Some(Severity::Warning));
        warnings.map(|notice| notice.message().to_owned()).collect()
    }

    fn named(&self, sql: &str) -> String {
        sql.replace("@.", &format!("{}.", self.schema))
    }
}
