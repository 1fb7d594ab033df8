//! Reports: what the journal says goes in, a value comes out. Nothing here fetches, prints or knows a format.

pub mod actions;
pub mod dimension;
pub mod grid;
pub mod holdings;
pub mod jurisdictions;
pub mod pools;
pub mod register;
pub mod scope;
pub mod total;

pub use dimension::Dimension;
pub use grid::{Grid, Meta};
pub use scope::Scope;
