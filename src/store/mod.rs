//! The ledger's file: the only place that speaks SQL.

mod error;
mod file;
mod lock;
mod open;
mod schema;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use file::Parent;
pub use lock::Lock;
pub use open::{FORMAT, Mode, Opened, commit, create, open};
