//! Finding assets, cases, sources and entries by their words.
//!
//! An [`Index`] names the entries that a search may find. Each of them is taken again from the ledger, and only what the ledger
//! says now is shown: an index may know too much, or be old, and cannot make anything appear.

mod filed;
mod finding;
mod index;
mod look;
mod mark;
mod near;
mod search;

pub(crate) use filed::is_filed_otherwise;
pub use filed::{Filed, filed};
pub use finding::{Answer, NotFound, find};
pub use index::{EachCandidate, EveryEntry, Index};
pub use look::{Concerned, concerned};
pub use search::{SHORTEST, Search, Term};
