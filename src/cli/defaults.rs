//! The case and the source with which a prompt begins, as the user chose them for a ledger.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::Fault;
use crate::store::Ledger;

use super::failure::Failure;
use super::remembered::{Kept, Memory};
use super::session::Session;

/// The directory for such files, in the user's configuration directory.
const DEFAULTS: &str = "defaults";

/// What a prompt begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Defaults {
    /// The case.
    pub(super) case: Option<String>,
    /// The source.
    pub(super) source: Option<String>,
}

/// The same as a file, with the origin of its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    ledger: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl Kept for File {
    fn is_of(&self, origin: &str) -> bool {
        self.ledger == origin
    }
}

fn memory(config: &Path, origin: &str) -> Memory<File> {
    Memory::named(config, DEFAULTS, origin.to_owned(), origin.as_bytes())
}

/// What a prompt about this ledger begins with; nothing if the user chose nothing.
///
/// # Errors
/// The file exists but cannot be read, or holds something else.
pub(super) fn defaults(ledger: &Ledger, session: &Session<'_>) -> Result<Defaults, Failure> {
    let Some(config) = (session.context.config_directory)() else { return Ok(Defaults::default()) };
    let memory = memory(&config, &ledger.origin()?);
    let file = memory.read().map_err(|error| Failure::file("read", memory.path(), &error))?;
    Ok(file.map_or_else(Defaults::default, |File { case, source, .. }| Defaults { case, source }))
}

/// Keeps what a prompt about this ledger begins with.
///
/// # Errors
/// The user's configuration directory is unknown, or the file cannot be written.
pub(super) fn keep(defaults: &Defaults, ledger: &Ledger, session: &Session<'_>) -> Result<(), Failure> {
    let Some(config) = (session.context.config_directory)() else {
        let fault = Fault::new("your configuration directory is unknown");
        return Err(Failure::Environment(fault.hint("set XDG_CONFIG_HOME or HOME")));
    };
    let origin = ledger.origin()?;
    let memory = memory(&config, &origin);
    let Defaults { case, source } = defaults.clone();
    memory
        .replace(&File { ledger: origin, case, source })
        .map_err(|error| Failure::file("write", memory.path(), &error))
}
