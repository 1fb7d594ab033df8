//! impound: the asset-seizure ledger.

pub mod domain;
pub mod journal;
pub mod render;
pub mod report;
pub mod store;
