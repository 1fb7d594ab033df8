//! Ledgers on any engine that keeps facts: recording in them and reading from them.
//!
//! ```
//! use impound::domain::{CaseRef, Jurisdiction};
//! use impound::journal::CaseFile;
//! use impound::query::Query;
//! use impound::store::{Beginning, Keep, Ledger, Mode, Parent, Recorder, Request};
//!
//! let directory = tempfile::tempdir()?;
//! let path = directory.path().join("ledger.db");
//! let mut recorder = Recorder::new("Ada", "2024-07-01T09:00:00Z".parse()?)?;
//! Ledger::create(&path, Parent::MustExist, &Beginning { name: "unit7", program: "example" }, &mut recorder)?;
//!
//! let mut ledger = Ledger::open(&path, Mode::Write)?;
//! let case = CaseFile::new(CaseRef::parse("coco")?, "Online platform coco", Jurisdiction::parse("FR")?);
//! let receipt = ledger.append(Request::Case(case), &mut recorder, Keep::Entry)?;
//! assert_eq!((receipt.entry.number, receipt.head.root()), (2, ledger.head()?.root()));
//! assert_eq!(ledger.holdings(&Query::default())?.rows().count(), 0); // nothing is held yet
//! assert!(ledger.verify(&[], &mut |_| Ok(()))?.differences.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ahead;
mod alike;
mod anew;
mod apart;
mod append;
mod attempt;
mod batch;
mod changes;
#[cfg(test)]
mod contract;
mod copied;
mod copy;
mod counted;
mod derive;
mod differences;
mod draft;
mod earlier;
mod engine;
mod error;
mod expected;
mod facts;
mod field;
mod finder;
mod findings;
mod fingerprint;
mod foresight;
mod held;
mod ledger;
mod load;
mod memory;
mod named;
mod network;
#[cfg(feature = "cli")]
mod output;
mod own_assets;
mod particulars;
#[cfg(feature = "postgres")]
mod postgres;
mod project;
mod quoted;
mod quoting;
mod rates;
mod readings;
mod recorder;
mod rederive;
mod refusal;
mod remedy;
mod repeat;
mod reports;
mod request;
mod requests;
mod seal;
mod sealed;
mod settings;
mod snapshot;
mod sqlite;
mod subtrees;
mod table;
mod tables;
mod totals;
mod tree;
mod verify;
mod weighed;
mod withhold;

/// A clock time, as a [`Recorder`] takes it.
pub use jiff::Timestamp;

pub use anew::Anew;
pub use append::{Beginning, Keep, Receipt};
pub use batch::{Awaited, Batch, Recorded, Row};
pub use copied::{Copied, NotCopied, Progress};
pub use earlier::Again;
pub use error::Error;
pub use finder::{Finder, NotReady};
pub use findings::Findings;
pub use foresight::Foresight;
pub use held::{Among, Since};
pub use ledger::Ledger;
pub use network::is_network;
pub use particulars::Particulars;
#[cfg(feature = "postgres")]
pub use postgres::{Server, Surroundings};
pub use quoted::{ComparedRates, NewRates};
pub use recorder::{FarAhead, Recorder, Salts, TimedBy};
pub use rederive::Rederived;
pub use refusal::{Refusal, Says};
pub use remedy::Remedy;
pub use request::Request;
pub use settings::{Noted, Setting, Settings};
pub use snapshot::Snapshot;
#[cfg(feature = "cli")]
pub(crate) use sqlite::spare;
pub use sqlite::{Mode, Parent, SCHEMA};
#[cfg(feature = "cli")]
pub(crate) use {
    draft::{Draft, beside},
    output::{Readers, is_unfinished},
};
