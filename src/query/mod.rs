//! Questions to a ledger: what a report reads of it, and which fold answers.
//!
//! A ledger of any kind is a [`Source`]: one state of it, with the few facts that reports read. Everything else about a
//! report is decided here and in [`report`](crate::report): whether kept totals tell it or families must be folded, by
//! how many threads, and what it says of itself.

mod answer;
mod error;
mod families;
mod question;
mod register;
mod source;

pub use answer::{document, known};
pub use error::Error;
pub use families::each_family;
pub use question::{Known, Query, Report};
pub use register::{States, each_row};
pub use source::{EachEntry, EachKept, EachOfCase, EachTotal, Families, Source, Span};
