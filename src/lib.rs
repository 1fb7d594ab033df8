//! impound: the asset-seizure ledger.

pub mod domain;
pub mod phrase;
