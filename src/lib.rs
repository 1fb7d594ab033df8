//! impound: the asset-seizure ledger.

pub mod domain;
pub mod render;
pub mod report;
