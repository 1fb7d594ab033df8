//! Reports: what the journal says goes in, a value comes out. Nothing here fetches, prints or knows a format.

pub(crate) mod breakdown;
pub(crate) mod columns;
pub mod dimension;
pub mod document;
pub(crate) mod fold;
pub(crate) mod jurisdictions;
pub(crate) mod links;
pub mod listing;
pub(crate) mod pools;
pub(crate) mod register;
pub(crate) mod scope;
pub(crate) mod total;

pub use columns::describe;
pub use dimension::Dimension;
pub use document::{Document, Meta, Outline};
pub use scope::Scope;

pub(crate) use breakdown::Totals;
pub(crate) use fold::Fold;
pub(crate) use jurisdictions::Jurisdictions;
pub(crate) use links::{Linking, Links};
pub(crate) use pools::Pools;
pub(crate) use register::Register;
