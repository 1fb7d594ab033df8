//! The pure vocabulary: amounts and their bounds, dates, places, identifiers, and the terms of the field.
//!
//! Nothing here reads a clock, a file or a database, and nothing here imports another part of the program.

pub mod advice;
pub mod amount;
pub mod bounds;
pub mod date;
pub mod decimal;
pub mod fault;
pub mod guard;
pub mod identifier;
pub mod parts;
pub mod place;
pub mod reference;
pub mod term;
pub mod text;
pub mod unit;

pub use advice::Advice;
pub use amount::Amount;
pub use bounds::{Bounds, End};
pub use date::{Date, Edge};
pub use decimal::{Decimal, Precision};
pub use fault::Fault;
pub use identifier::{Identifier, Scheme};
pub use parts::{Overdrawn, Part, Parts, Remainder};
pub use place::{Basis, Jurisdiction, Places};
pub use reference::{AssetRef, CaseRef, EntryRef, SourceCitation, SourceRef};
pub use term::{Action, AssetKind, Disposal, Portion, Role, Stage, Subject};
pub use unit::{Digits, Unit};
