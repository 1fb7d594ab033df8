//! The state of an open ledger: its format, and the engine's settings that keep the ledger's promises.

/// The state of an open ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The engine that keeps the ledger: `sqlite`.
    pub engine: &'static str,
    /// The engine's version.
    pub version: String,
    /// The options it was compiled with, as it lists them.
    pub compiled: Vec<String>,
    /// The format of the ledger.
    pub format: i64,
    /// The number of entries.
    pub entries: u64,
    /// Every setting that the ledger's promises depend on.
    pub held: Vec<Setting>,
}

/// A setting of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the engine.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The required value.
    pub wanted: &'static str,
}
