//! The journal: its entries and their canonical bytes, the tree over them, and the fold that gives them meaning.

pub mod codec;
pub mod digest;
pub mod entry;
pub mod family;
pub mod fold;
pub mod personal;
pub mod rules;

pub use digest::{Digest, Frontier};
pub use entry::{Act, Body, CaseFile, Entry, Genesis, SourceFile, Stamp, Target};
pub use family::{Asset, Deed, Standing, Value};
pub use fold::{Family, State, Status, Touched};
pub use personal::Personal;
pub use rules::{Aim, Details, Draft, Handle};
