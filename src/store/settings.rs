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
    /// What else its safety rests on.
    pub noted: Vec<Noted>,
}

/// Something that the ledger's safety rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// The roles, besides the owner, that may write tables directly; all others write by the functions alone.
    Guard(Vec<String>),
    /// How far a commit of this session waits, unless it raises that itself.
    SynchronousCommit(String),
    /// Whether the server can detect damaged pages.
    Checksums(bool),
    /// The standbys that a commit waits for; empty if for none.
    Standbys(String),
    /// The version of TLS; `None` if nothing leaves this machine.
    Tls(Option<String>),
    /// Whether the server is a standby, which can be read only.
    IsStandby(bool),
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
