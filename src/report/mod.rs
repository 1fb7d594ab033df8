//! Reports: journal content in, a value out. Nothing here fetches, prints or knows a format.
//!
//! ```
//! use impound::domain::{CaseRef, Jurisdiction};
//! use impound::journal::CaseFile;
//! use impound::report::Meta;
//! use impound::report::document::Verified;
//! use impound::report::listing;
//!
//! let meta = Meta {
//!     title: "cases".to_owned(),
//!     entry: 2,
//!     digest: String::new(),
//!     filters: Vec::new(),
//!     version: "example".to_owned(),
//!     verified: Verified::Unsaid,
//!     unplaced: None,
//! };
//! let case = CaseFile::new(CaseRef::parse("coco")?, "Online platform coco", Jurisdiction::parse("FR")?);
//! let document = listing::cases(meta, &[(2, case)])?;
//! assert_eq!(document.rows().count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod ageing;
pub(crate) mod assets;
pub mod attestations;
pub(crate) mod breakdown;
pub(crate) mod bridge;
pub mod claims;
pub(crate) mod columns;
pub(crate) mod concentration;
pub(crate) mod converted;
pub(crate) mod counted;
pub(crate) mod coverage;
pub mod dimension;
pub mod document;
pub mod due;
pub mod findings;
pub(crate) mod fold;
pub mod form;
pub(crate) mod jurisdictions;
pub(crate) mod links;
pub(crate) mod listed;
pub mod listing;
pub(crate) mod measures;
pub(crate) mod pools;
pub(crate) mod rates_used;
pub(crate) mod reached;
pub(crate) mod readings;
pub(crate) mod reconciliation;
pub(crate) mod register;
pub(crate) mod rollforward;
pub(crate) mod scope;
mod share;
pub(crate) mod total;
pub(crate) mod units;

pub use ageing::Bands;
pub use attestations::Attestations;
pub use claims::Claims;
pub use columns::describe;
pub use converted::Converting;
pub use dimension::Dimension;
pub use document::{Document, Meta, Outline, Section};
pub use due::Ends;
pub use form::Form;
pub use measures::{Measures, Values};
pub use scope::{Scope, Taken};

pub(crate) use ageing::Ageing;
pub(crate) use breakdown::Totals;
pub(crate) use bridge::Bridge;
pub(crate) use coverage::{Coverage, Said};
pub(crate) use fold::{Fold, Totalled};
pub(crate) use jurisdictions::Jurisdictions;
pub(crate) use links::{Linking, Links};
pub(crate) use pools::Pools;
pub(crate) use readings::Readings;
pub(crate) use register::Register;
pub(crate) use rollforward::{Rollforward, Running};
