//! The journal: its entries and their canonical bytes, the tree over them, and the fold that gives them meaning.

pub(crate) mod breakdown;
pub(crate) mod checkpoint;
pub(crate) mod checks;
pub mod codec;
pub(crate) mod datum;
pub(crate) mod days;
pub(crate) mod digest;
pub(crate) mod edit;
pub mod entry;
pub(crate) mod family;
pub(crate) mod fold;
pub mod kept;
pub(crate) mod likeness;
pub(crate) mod personal;
pub(crate) mod proof;
pub(crate) mod records;
pub mod rules;
pub(crate) mod step;
pub(crate) mod tally;
pub(crate) mod withholding;

pub use breakdown::Dimension;
pub use checkpoint::{Checkpoint, check_name, name_near};
pub use datum::Datum;
pub use digest::{Digest, Frontier};
pub use edit::{CaseChanges, Importing, SourceChanges};
pub use entry::{Act, Body, CaseFile, Edit, Entry, Genesis, RULES, SourceFile, Stamp, Target};
pub use family::{Asset, Deed, Standing, Value};
pub use fold::{Case, Filed, State};
pub use likeness::{Alike, Likeness};
pub use personal::{Disclosure, Personal, Withheld, is_withheld};
pub use proof::{Pathfinder, Proof};
pub use records::{Family, Record, Status};
pub use rules::{Aim, Details, Draft, Handle, Twice};
pub use step::{Event, Step};
pub use tally::Tally;
pub use withholding::{Handling, Withholding, Withholdings};
