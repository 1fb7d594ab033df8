//! The ledger's file: the only place that speaks SQL.

mod alike;
mod anew;
mod append;
mod backup;
mod batch;
mod differences;
mod erase;
mod error;
mod expected;
mod file;
mod held;
mod ledger;
mod load;
mod lock;
mod open;
mod project;
mod rederive;
mod repeat;
mod schema;
mod settings;
mod snapshot;
#[cfg(test)]
mod tests;
mod totals;
mod tree;
mod verify;
mod withhold;

pub use anew::Anew;
pub use append::{Keep, Receipt, Recorder, Request};
pub use backup::{Copied, NotCopied, Progress};
pub use batch::{Awaited, Batch, Recorded};
pub use error::Error;
pub use file::{Parent, beside, rename_to_vacant};
pub use held::Since;
pub use ledger::Ledger;
use lock::Lock;
pub use open::Mode;
use open::{commit, create, open};
pub use rederive::Rederived;
pub use schema::SCHEMA;
pub use settings::{Setting, Settings};
pub use snapshot::{Families, Snapshot};
pub use verify::Findings;
