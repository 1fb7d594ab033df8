//! The pure vocabulary: amounts and their bounds, dates, places, identifiers, and the terms of the field.
//!
//! Nothing here reads a clock, a file or a database, and nothing here imports another part of the program.

pub(crate) mod advice;
pub(crate) mod amount;
pub(crate) mod authority;
pub(crate) mod bounds;
pub mod date;
pub(crate) mod decimal;
pub(crate) mod fault;
pub(crate) mod guard;
pub(crate) mod identifier;
pub(crate) mod number;
pub(crate) mod offence;
pub(crate) mod parts;
pub(crate) mod place;
pub(crate) mod reference;
pub(crate) mod term;
pub mod text;
pub(crate) mod unit;

pub use advice::Advice;
pub use amount::Amount;
pub use authority::{Authority, AuthorityRole};
pub use bounds::{Bounds, End};
pub use date::{Date, Edge};
pub use decimal::{Decimal, Precision, scaled_text};
pub use fault::Fault;
pub use identifier::{Identifier, Scheme, without_identifiers};
pub use number::Number;
pub use offence::Offence;
pub use parts::{Overdrawn, Part, Parts, Remainder};
pub use place::{Basis, Jurisdiction, Places};
pub use reference::{AssetRef, CaseRef, EntryRef, SourceCitation, SourceRef};
pub use term::{Action, AssetKind, Disposal, Portion, Role, Stage, Subject};
pub use unit::{Digits, Unit};
