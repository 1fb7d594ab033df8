//! Questions to a ledger: what a report reads, and which fold answers.
//!
//! A ledger of any kind is a [`Source`]: one state of it, with the few facts that reports read. Everything else about a
//! report is decided here and in [`report`](crate::report): whether kept totals suffice or families must be folded, on
//! how many threads, and what the report says about its origin.
//!
//! ```
//! use impound::domain::{CaseRef, day};
//! use impound::query::{self, Query, Report};
//! use impound::report::{Dimension, Scope};
//! use impound::store::{Ledger, Recorder};
//!
//! let mut recorder = Recorder::new("Ada", "2024-07-01T09:00:00Z".parse()?)?;
//! let ledger = Ledger::scratch("example", &mut recorder)?;
//! let state = ledger.snapshot()?;
//!
//! let scope = Scope { as_of: Some(day("2024-06-30")?), ..Scope::default() };
//! let asked = Query { by: vec![Dimension::Stage, Dimension::Currency], scope, ..Query::default() };
//! let known = query::known(&state, &asked)?;
//! let holdings = query::document(&state, Report::Holdings, &asked, &known)?;
//! assert_eq!((known.entries(), holdings.rows().count()), (1, 0)); // the first entry begins the ledger
//!
//! let scope = Scope { case: Some(CaseRef::parse("coco")?), ..Scope::default() };
//! assert!(query::known(&state, &Query { scope, ..Query::default() }).is_err()); // there is no such case
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod acts;
mod answer;
mod asked;
mod assets;
mod bridge;
mod concentration;
mod consolidated;
mod convert;
mod course;
mod due;
mod error;
mod families;
pub mod find;
mod form;
mod known;
mod question;
mod reconciliation;
mod register;
mod source;
mod statements;
pub(crate) mod threads;

pub(crate) use acts::{Current, each_act};
pub use answer::{asserted, document, known};
pub use asked::{Bridged, Largest, List, Naming, Sums};
pub(crate) use assets::{asset_outline, each_asset};
pub use consolidated::{Consolidated, Missing, Part, Unresolved, consolidated};
#[cfg(feature = "html")]
pub(crate) use convert::converting;
pub use course::course;
pub use due::due;
pub use error::Error;
pub use families::each_family;
pub use form::form;
pub use known::recorded_on;
pub use question::{Convert, Known, PersonalData, Query, RateOn, Report};
pub use register::States;
pub(crate) use register::each_row;
pub use source::{EachEntry, EachKept, EachOfCase, EachRate, EachStored, EachTotal, Families, Rates, Source, Span};
pub use statements::running;
