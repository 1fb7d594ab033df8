//! The ledger's file: the only place that speaks SQL.

mod append;
mod batch;
mod differences;
mod erase;
mod error;
mod expected;
mod file;
mod ledger;
mod load;
mod lock;
mod migrate;
mod open;
mod project;
mod repeat;
mod schema;
mod snapshot;
#[cfg(test)]
mod tests;
mod totals;
mod tree;
mod verify;
mod withhold;

pub use append::{Keep, Receipt, Recorder, Request};
pub use batch::{Awaited, Batch, Recorded};
pub use error::Error;
pub use file::Parent;
pub use ledger::Ledger;
use lock::Lock;
pub use open::Mode;
use open::{commit, create, open};
pub use schema::SCHEMA;
pub use snapshot::{Families, Snapshot};
pub use verify::Findings;
