//! A dossier: what a ledger holds of a case, as one page for a reader who has two minutes and for an auditor who files it.
//!
//! Every figure is the answer of a query; the page computes none. Each chart has its table, each figure the numbers of the
//! entries behind it, and the page ends with how to make and check it again. It has no time of its own: the same ledger and
//! the same question give the same bytes.
//!
//! ```
//! use impound::dossier::{Asked, Dossier, Filed};
//! use impound::query::{self, Query};
//! use impound::store::{Ledger, Recorder};
//!
//! let mut recorder = Recorder::new("Ada", "2024-07-01T09:00:00Z".parse()?)?;
//! let ledger = Ledger::scratch("example", &mut recorder)?;
//! let (asked, state) = (Asked::about(Query::default()), ledger.snapshot()?);
//! let known = query::known(&state, &asked.query)?;
//! let filed = Filed { origin: ledger.origin()?, recorded_at: "2024-07-01T09:00:00Z".to_owned(), ..Filed::default() };
//! let page = Dossier::of(&state, &known, &asked, filed)?.html();
//! assert!(page.starts_with("<!DOCTYPE html>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod asked;
mod asset;
mod behind;
mod chart;
mod course;
mod facts;
mod figures;
mod order;
mod page;
mod words;

use crate::query::{Known, Source};

pub use asked::{Asked, Filed};
use facts::Facts;

/// A dossier with all its figures.
#[derive(Debug)]
pub struct Dossier {
    facts: Facts,
}

impl Dossier {
    /// Takes all figures from one state of a ledger.
    ///
    /// # Errors
    /// A total does not fit, no rates fit, or the ledger cannot be read.
    pub fn of<S: Source>(source: &S, known: &Known, asked: &Asked, filed: Filed) -> Result<Dossier, S::Error> {
        Ok(Dossier { facts: Facts::of(source, known, asked, filed)? })
    }

    /// The page.
    pub fn html(&self) -> String {
        page::text(&self.facts)
    }
}
