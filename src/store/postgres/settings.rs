//! The server's settings that keep the ledger's promises.

use crate::store::settings::{Setting, Settings};
use crate::store::{Error, error::printable};

use super::ask::Ask;
use super::create::FORMAT;
use super::row::text;
use super::wire::Wire;

/// The settings a server must have. Writers raise `synchronous_commit` themselves where it is weaker.
const WANTED: [(&str, &str); 2] = [("fsync", "on"), ("full_page_writes", "on")];

/// Reads the settings in force on a server.
pub(super) fn of(wire: &Wire, entries: u64) -> Result<Settings, Error> {
    let ask = |name: &str| Ask::new(format!("SELECT current_setting('{name}')"));
    let asks = ["server_version"].into_iter().chain(WANTED.map(|(name, _)| name)).map(ask).collect::<Vec<_>>();
    let answers = wire.flight(&asks)?;
    let said = |rows: &Vec<tokio_postgres::Row>| Ok(printable(rows.first().map_or(Ok(""), |row| text(row, 0))?));
    let mut said = answers.iter().map(said).collect::<Result<Vec<String>, Error>>()?.into_iter();
    let version = said.next().unwrap_or_default();
    let held = WANTED.iter().zip(said).map(|((name, wanted), value)| Setting { name, value, wanted }).collect();
    Ok(Settings { engine: "postgresql", version, compiled: Vec::new(), format: FORMAT, entries, held })
}
