//! impound: the asset-seizure ledger.

pub mod cli;
pub mod domain;
pub mod journal;
pub mod report;
pub mod store;
