//! The ledger's file: the only place that speaks SQL.

mod alike;
mod anew;
mod append;
mod backup;
mod batch;
mod changes;
mod differences;
mod draft;
mod earlier;
mod erase;
mod error;
mod expected;
mod facts;
mod file;
mod fingerprint;
mod held;
mod ledger;
mod load;
mod lock;
mod network;
mod open;
#[cfg(feature = "cli")]
mod output;
mod particulars;
mod project;
mod recorder;
mod rederive;
mod refusal;
mod remedy;
mod repeat;
mod reports;
mod request;
mod requests;
mod schema;
mod seal;
mod settings;
mod snapshot;
mod tables;
#[cfg(test)]
mod tests;
mod totals;
mod tree;
mod verify;
mod withhold;

/// A time by the clock, as a [`Recorder`] takes it.
pub use jiff::Timestamp;

pub use anew::Anew;
pub use append::{Beginning, Keep, Receipt};
pub use backup::{Copied, NotCopied, Progress};
pub use batch::{Awaited, Batch, Recorded, Row};
pub use earlier::Again;
pub use error::Error;
pub use file::Parent;
pub use held::Since;
pub use ledger::Ledger;
use lock::Lock;
pub use network::is_network;
pub use open::Mode;
use open::{commit, create, open};
pub use particulars::Particulars;
pub use recorder::{FarAhead, Recorder, Salts};
pub use rederive::Rederived;
pub use refusal::{Refusal, Says};
pub use remedy::Remedy;
pub use request::Request;
pub use schema::SCHEMA;
pub use settings::{Setting, Settings};
pub use snapshot::Snapshot;
pub use verify::Findings;
#[cfg(feature = "cli")]
pub(crate) use {
    draft::{Draft, beside},
    file::spare,
    output::{Readers, is_unfinished},
};
