//! The server's settings that keep the ledger's promises.

use tokio_postgres::Row;

use crate::store::settings::{Noted, Setting, Settings};
use crate::store::{Error, error::printable};

use super::ask::Ask;
use super::create::FORMAT;
use super::row::{flag, strange, text};
use super::wire::Wire;

/// The settings a server must have. Writers raise `synchronous_commit` themselves where it is weaker.
const WANTED: [(&str, &str); 2] = [("fsync", "on"), ("full_page_writes", "on")];

/// What else the ledger's safety rests on, in one row.
const NOTED: &str = "SELECT current_setting('synchronous_commit'), current_setting('data_checksums') = 'on',
        current_setting('synchronous_standby_names'), pg_is_in_recovery(),
        (SELECT version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl)";

/// The roles that may write a table of the ledger directly; the owner may, always.
const WRITERS: &str = "SELECT DISTINCT coalesce(rolname::text, 'public')
     FROM pg_catalog.pg_class
     CROSS JOIN LATERAL aclexplode(relacl) AS granted
     LEFT JOIN pg_catalog.pg_roles ON pg_roles.oid = grantee
     WHERE relnamespace = (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = '@.meta'::regclass)
         AND grantee <> relowner AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
     ORDER BY 1";

/// Reads the settings in force on a server.
pub(super) fn of(wire: &Wire, entries: u64) -> Result<Settings, Error> {
    let ask = |name: &str| Ask::new(format!("SELECT current_setting('{name}')"));
    let asks = [Ask::new(NOTED), Ask::new(WRITERS)].into_iter();
    let asks = asks.chain(["server_version"].into_iter().chain(WANTED.map(|(name, _)| name)).map(ask));
    let answers = wire.flight(&asks.collect::<Vec<_>>())?;
    let mut said = answers.iter().skip(2).map(|rows| shown(rows.first(), 0));
    let version = said.next().unwrap_or(Ok(String::new()))?;
    let held = WANTED.iter().zip(said).map(|((name, wanted), value)| Ok(Setting { name, value: value?, wanted }));
    let held = held.collect::<Result<_, Error>>()?;
    let noted = noted(&answers)?;
    Ok(Settings { engine: "postgresql", version, compiled: Vec::new(), format: FORMAT, entries, held, noted })
}

fn shown(row: Option<&Row>, column: usize) -> Result<String, Error> {
    Ok(printable(row.map_or(Ok(""), |row| text(row, column))?))
}

fn noted(answers: &[Vec<Row>]) -> Result<Vec<Noted>, Error> {
    let [said, writers, ..] = answers else { return Ok(Vec::new()) };
    let writers = writers.iter().map(|row| shown(Some(row), 0)).collect::<Result<_, Error>>()?;
    let Some(row) = said.first() else { return Ok(Vec::new()) };
    let tls: Option<&str> = row.try_get(4).map_err(strange)?;
    Ok(vec![
        Noted::Guard(writers),
        Noted::SynchronousCommit(shown(Some(row), 0)?),
        Noted::Checksums(flag(row, 1)?),
        Noted::Standbys(shown(Some(row), 2)?),
        Noted::IsStandby(flag(row, 3)?),
        Noted::Tls(tls.map(printable)),
    ])
}
