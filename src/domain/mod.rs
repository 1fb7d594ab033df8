//! The pure vocabulary: amounts and their bounds, dates, places, identifiers, and the terms of the field.
//!
//! Nothing here reads a clock, a file or a database, or imports another part of the program.
//!
//! ```
//! use impound::domain::{Amount, Date, Places};
//!
//! let amount = Amount::parse(">5000000 EUR", None)?;
//! assert_eq!(amount.to_string(), ">5000000.00 EUR");
//! let places = Places::parse("HU,LT,DE,NL")?;
//! assert!(places.is_pool()); // one of these jurisdictions, and nobody says which
//! assert!(Amount::parse("about five million", None).is_err()); // words are for `phrase`
//! assert_eq!(Date::parse("2024-06")?.last().to_string(), "2024-06-30");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod advice;
pub(crate) mod amount;
pub(crate) mod authority;
pub(crate) mod bounds;
pub(crate) mod date;
pub(crate) mod decimal;
mod derivation;
mod difference;
pub(crate) mod fault;
pub mod fixed;
pub mod folded;
pub(crate) mod guard;
pub(crate) mod identifier;
mod keyed;
mod listed;
pub(crate) mod meant;
mod moment;
pub(crate) mod number;
pub(crate) mod offence;
mod origin;
mod overlap;
pub(crate) mod parts;
pub(crate) mod place;
mod quote;
mod rate;
pub(crate) mod reference;
pub(crate) mod term;
pub mod text;
pub(crate) mod unit;

pub use advice::Advice;
pub use amount::Amount;
pub use authority::{Authority, AuthorityRole};
pub use bounds::{Bounds, End};
pub use date::{Date, Edge, day};
pub use decimal::{Decimal, Precision, scaled_text};
pub use derivation::Derivation;
pub use difference::Difference;
pub use fault::Fault;
pub use identifier::{Identifier, Scheme, without_identifiers};
pub(crate) use keyed::Keyed;
pub use listed::Listed;
pub use moment::Moment;
pub use number::Number;
pub use offence::Offence;
pub(crate) use origin::{DIGITS, LONGEST_NAME};
pub use origin::{Origin, check_name};
pub use overlap::{AssetElsewhere, Overlap};
pub(crate) use parts::{Form, Overdrawn};
pub use parts::{Part, Parts, Remainder};
pub use place::{Basis, Jurisdiction, Places};
pub use quote::Quote;
pub use rate::{Holds, Rate, RateSet};
pub use reference::{AssetRef, CaseRef, EntryRef, SourceCitation, SourceRef};
pub use term::{Action, AssetKind, Disposal, Portion, Role, Stage, Subject, Things};
pub use unit::{Digits, Unit};
