//! The journal: its entries and their canonical bytes, the tree over them, and the fold that gives them meaning.
//!
//! ```
//! use impound::domain::{CaseRef, Jurisdiction};
//! use impound::journal::{Body, CaseFile, Digest, Entry, Frontier, Stamp, codec};
//!
//! let case = CaseFile::new(CaseRef::parse("coco")?, "Online platform coco", Jurisdiction::parse("FR")?);
//! let stamp = Stamp::new("2024-07-01T09:00:00Z".parse()?, "Ada");
//! let entry = Entry { number: 2, stamp, reference: None, body: Body::Case(case) };
//! let bytes = codec::encode(&entry)?;
//! assert_eq!(codec::decode(&bytes)?, entry);
//!
//! let mut tree = Frontier::default();
//! tree.push(Digest::of_leaf(&bytes));
//! assert_eq!(tree.root(), Digest::of_leaf(&bytes)); // of one entry
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod adopting;
pub(crate) mod assertions;
pub(crate) mod breakdown;
pub(crate) mod checkpoint;
pub(crate) mod checks;
pub mod codec;
pub(crate) mod datum;
pub(crate) mod days;
pub(crate) mod digest;
pub(crate) mod edit;
pub(crate) mod entry;
pub(crate) mod family;
pub(crate) mod fold;
pub mod kept;
pub(crate) mod kinds;
pub(crate) mod likeness;
pub(crate) mod names;
mod overlaps;
pub(crate) mod particular;
pub(crate) mod personal;
mod proceeds;
pub(crate) mod proof;
pub(crate) mod records;
pub mod refusal;
pub mod rules;
pub(crate) mod sealed;
pub(crate) mod shown;
pub(crate) mod stamp;
pub(crate) mod statements;
pub(crate) mod step;
pub(crate) mod tally;
pub(crate) mod target;
pub(crate) mod value;
pub(crate) mod withholding;
pub(crate) mod worded;

pub use assertions::Assertions;
pub use breakdown::Dimension;
pub use checkpoint::{Checkpoint, check_name, name_near};
pub use datum::Datum;
pub use digest::{Digest, Frontier, Subtree};
pub use edit::{CaseChanges, Importing, SourceChanges};
pub use entry::Entry;
pub use family::{Asset, Measure, Standing, Stay, Value};
pub use fold::{Case, Filed, State};
pub use kinds::{
    AddedRates, Adoption, Attestation, Body, CaseEvent, CaseFile, Claim, ClaimAdoption, Correction, Count, Edit,
    Effect, Genesis, IMPORT, Imported, Reading, Reinstatement, SourceFile, Turn, Void, Withholding,
};
pub(crate) use kinds::{Fact, Lines};
pub use likeness::{Alike, Likeness};
pub(crate) use names::Names;
pub use overlaps::Overlapped;
pub use particular::{Act, Details, Particular, Twice};
pub use personal::{Disclosure, Personal, Withheld, is_withheld};
pub use proof::{Pathfinder, Proof};
pub use records::{Family, Record, Status};
pub use refusal::Refusal;
pub use rules::{Aim, Draft};
pub use sealed::{SealedIdentifier, SealedMap, SealedSubject};
pub use shown::{Saying, Shown};
pub use stamp::{RULES, Stamp};
pub use statements::{Statement, Statements};
pub use step::{Event, Stated, Step};
pub use tally::Tally;
pub use target::{Handle, Target};
pub use value::{Form, Said};
pub use withholding::{Handling, Withholdings};
pub use worded::Worded;
