//! The ledger's file: the only place that speaks SQL.

mod append;
mod batch;
mod error;
mod file;
mod ledger;
mod load;
mod lock;
mod open;
mod project;
mod schema;
#[cfg(test)]
mod tests;
mod verify;

pub use append::{Keep, Receipt, Recorder, Request};
pub use batch::{Awaited, Batch, Recorded};
pub use error::Error;
pub use file::Parent;
pub use ledger::Ledger;
use lock::Lock;
pub use open::Mode;
use open::{commit, create, open};
pub use schema::SCHEMA;
pub use verify::Findings;
