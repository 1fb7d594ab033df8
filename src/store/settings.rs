//! What holds on an open ledger: its format, and the settings of its engine that keep the ledger's promises.

/// What holds on an open ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What keeps the ledger: `sqlite`.
    pub engine: &'static str,
    /// Its version.
    pub version: String,
    /// What it was compiled with, as it lists it.
    pub compiled: Vec<String>,
    /// The format of the ledger.
    pub format: i64,
    /// The number of entries.
    pub entries: u64,
    /// Each setting that a promise of the ledger rests on.
    pub held: Vec<Setting>,
}

/// A setting of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, as the engine calls it.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The value that it must have.
    pub wanted: &'static str,
}
