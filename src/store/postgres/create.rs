//! Creating a ledger's schema, and checking that a schema is a ledger of this format.

use tokio_postgres::Row;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::Type;

use crate::journal::Frontier;
use crate::store::engine::{Head, Writes, Writing};
use crate::store::error::printable;
use crate::store::{Error, Refusal, Remedy};

use super::ask::Ask;
use super::connect::connect;
use super::error::Committed;
use super::row::{flag, integer, strange, text};
use super::server::Server;
use super::transaction::{LATEST, Latest, READ, Transaction, latest};
use super::wire::Wire;

/// The tables and functions.
const SCHEMA: &str = include_str!("schema.sql");

/// Who may do what, for a login that may create roles.
const ROLES: &str = include_str!("roles.sql");

/// What defines the schema, in lines.
const MADE: &str = include_str!("made.sql");

/// The name that tells a ledger from other schemas.
const MAGIC: &str = "impound";

/// The format of the tables and the entries: that of a ledger in a file.
pub(super) const FORMAT: i64 = 5;

/// Creates a ledger in one transaction.
pub(super) fn create<T, E: From<Error>>(
    server: &Server,
    fill: impl FnOnce(&dyn Writing) -> Result<T, E>,
) -> Result<T, E> {
    let wire = connect(server)?;
    let sql = "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relnamespace = pg_namespace.oid)
         FROM pg_catalog.pg_namespace WHERE nspname = $1";
    let encoding = Ask::new("SELECT current_setting('server_encoding')");
    let asked = [encoding, Ask::new(sql).with(server.schema(), Type::TEXT)];
    let answers = wire.flight(&asked).map_err(Error::from)?;
    require_utf8(answers.first().and_then(|rows| rows.first()))?;
    let found = answers.get(1).and_then(|rows| rows.first());
    // An administrator may have created the schema for whoever owns the ledger.
    if found.is_some_and(|row| row.try_get(0).unwrap_or(true)) {
        return Err(Error::from(Refusal::LedgerThere(server.shown().into())).into());
    }
    let schema = server.schema();
    let begin = format!(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
         SET LOCAL synchronous_commit = on;
         SET LOCAL lock_timeout = '10s';
         CREATE SCHEMA IF NOT EXISTS \"{schema}\";
         SET LOCAL search_path = \"{schema}\", pg_temp;
         {SCHEMA};
         {ROLES};
         INSERT INTO meta (id, magic, format) VALUES (1, '{MAGIC}', {FORMAT});
         UPDATE meta SET made = ARRAY({MADE});"
    );
    let tx = Transaction::begin(&wire, &begin, Some(Writes::Few));
    let Head { size, root, frontier, seal } = Head::over(&Frontier::default(), Vec::new());
    let sql = "INSERT INTO @.head (id, size, root, frontier, seal) VALUES (1, $1, $2, $3, $4)";
    let head = Ask::new(sql).with(i64::try_from(size).unwrap_or_default(), Type::INT8);
    tx.answer(head.with(root, Type::BYTEA).with(frontier, Type::BYTEA).with(seal, Type::BYTEA))?;
    let filled = fill(&tx)?;
    tx.finish(Committed::Ledger)?;
    Ok(filled)
}

/// Refuses a database that cannot keep every text: names and titles come in all scripts.
fn require_utf8(said: Option<&Row>) -> Result<(), Error> {
    match said.map_or(Ok("UTF8"), |row| text(row, 0))? {
        "UTF8" => Ok(()),
        other => {
            let what = format!("the database's encoding is {}; a ledger needs UTF8", printable(other));
            Err(Error::environment(what, Remedy::CheckServer))
        }
    }
}

/// Checks that the schema is a ledger of this format, and as it was created, and returns the end of its journal, in a
/// transaction that stays open to be read; in one flight, unless it is not.
pub(super) fn check(wire: &Wire, server: &Server) -> Result<Latest, Error> {
    let sql = format!(
        "SELECT magic, format, made = ARRAY({MADE}), (SELECT bytes FROM @.entry WHERE entry = 1) FROM @.meta WHERE id = 1"
    );
    wire.first(READ);
    let answers = match wire.flight(&[Ask::new(sql), Ask::new(LATEST)]) {
        Err(failed) => {
            let missing = [SqlState::UNDEFINED_TABLE, SqlState::INVALID_SCHEMA_NAME];
            return Err(match failed.error.code() {
                Some(code) if missing.contains(code) => {
                    Error::environment(format!("there is no ledger at {}", server.shown()), Remedy::CreateLedger)
                }
                Some(code) if *code == SqlState::UNDEFINED_COLUMN => Error::no_ledger(server.shown().as_ref()),
                _ => failed.into(),
            });
        }
        Ok(answers) => answers,
    };
    let row = answers.first().and_then(|rows| rows.first()).ok_or_else(|| Error::no_ledger(server.shown().as_ref()))?;
    match (text(row, 0)?, integer(row, 1)?) {
        (MAGIC, FORMAT) if flag(row, 2)? => {
            let genesis: Option<&[u8]> = row.try_get(3).map_err(strange)?;
            if let Some(bytes) = genesis {
                // Nothing has set it before.
                let _: Result<(), _> = wire.genesis.set(bytes.to_vec());
            }
            latest(answers.get(1).map_or(&[], Vec::as_slice))
        }
        (MAGIC, FORMAT) => Err(changed(wire, server)?),
        (MAGIC, other) => Err(Error::environment(
            format!("{} has the format {other}; this program knows {FORMAT}", printable(server.shown())),
            Remedy::GiveLedger,
        )),
        _ => Err(Error::no_ledger(server.shown().as_ref())),
    }
}

/// The most names in a message.
const NAMES: usize = 5;

/// The refusal of a schema that was changed since it was created: the guards of the ledger may be gone.
fn changed(wire: &Wire, server: &Server) -> Result<Error, Error> {
    let sql = format!(
        "SELECT DISTINCT regexp_replace(line, ' [0-9a-f]{{64}}$', '') FROM (
             (SELECT unnest(made) FROM @.meta EXCEPT ({MADE})) UNION (({MADE}) EXCEPT SELECT unnest(made) FROM @.meta)
         ) AS differing (line) ORDER BY 1"
    );
    let differing = wire.flight(&[Ask::new(sql)])?;
    let names = differing.iter().flatten().map(|row| Ok(printable(text(row, 0)?)));
    let names = names.collect::<Result<Vec<String>, Error>>()?;
    let more = if names.len() > NAMES { format!(", and {} more", names.len() - NAMES) } else { String::new() };
    let first = names[..names.len().min(NAMES)].join(", ");
    let what = format!("the schema of {} is not as it was created: {first}{more}", printable(server.shown()));
    Ok(Error::Damaged { what, remedy: Remedy::RestoreSchema })
}
