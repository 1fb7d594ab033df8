//! Reports: what the journal says goes in, a value comes out. Nothing here fetches, prints or knows a format.

pub mod breakdown;
pub mod claims;
pub mod columns;
pub mod dimension;
pub mod document;
pub mod fold;
pub mod jurisdictions;
pub mod links;
pub mod listing;
pub mod pools;
pub mod register;
pub mod scope;
pub mod total;

pub use breakdown::Totals;
pub use claims::Claims;
pub use dimension::Dimension;
pub use document::{Document, Meta, Outline};
pub use fold::Fold;
pub use jurisdictions::Jurisdictions;
pub use links::{Linked, Linking, Links};
pub use pools::Pools;
pub use register::Register;
pub use scope::Scope;
