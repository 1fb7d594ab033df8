//! `impound import --explain`: what a file seems to contain, and a first map to start from.

use std::path::{Path, PathBuf};

use crate::intake::explain::{explain, first_map, told};
use crate::intake::read::Opened;

use super::super::failure::{Exit, Failure};
use super::super::files;
use super::super::session::Session;
use super::super::words::path;

/// The ending of a first map's name.
const ENDING: &str = "map.toml";

/// Says what a file seems to contain, and writes a first map: to `map`, or next to the file. An existing map stays as
/// it is.
///
/// # Errors
/// The file cannot be read, or the map cannot be written.
pub(super) fn run(
    mut opened: Opened,
    file: &Path,
    map: Option<PathBuf>,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let explanation = explain(&mut opened).map_err(|fault| fault.at(path(file)))?;
    session.print(&told(&explanation))?;
    let map = map.unwrap_or_else(|| file.with_extension(ENDING));
    if map.symlink_metadata().is_ok() {
        session.note(&format!("{} exists already and is left as it is", path(&map)));
        return Ok(Exit::Done);
    }
    let ledger = session.ledger_path()?.0;
    files::write_new(&map, &ledger, first_map(&explanation).as_bytes())?;
    session.print(&format!("\nfirst map  {}: look it over, then import with --map\n", path(&map)))?;
    Ok(Exit::Done)
}
