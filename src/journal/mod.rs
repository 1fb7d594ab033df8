//! The journal: its entries and their canonical bytes, the tree over them, and the fold that gives them meaning.

pub mod breakdown;
pub mod checkpoint;
pub mod checks;
pub mod codec;
pub mod datum;
pub mod days;
pub mod digest;
pub mod edit;
pub mod entry;
pub mod family;
pub mod fold;
pub mod kept;
pub mod likeness;
pub mod personal;
pub mod proof;
pub mod records;
pub mod rules;
pub mod step;
pub mod tally;
pub mod withholding;

pub use breakdown::Dimension;
pub use checkpoint::Checkpoint;
pub use datum::Datum;
pub use digest::{Digest, Frontier};
pub use edit::{CaseChanges, Importing, SourceChanges};
pub use entry::{Act, Body, CaseFile, Edit, Entry, Genesis, RULES, SourceFile, Stamp, Target};
pub use family::{Asset, Deed, Standing, Value};
pub use fold::State;
pub use personal::{Disclosure, Personal};
pub use proof::{Pathfinder, Proof};
pub use records::{Family, Record, Status};
pub use rules::{Aim, Details, Draft, Handle, Twice};
pub use step::{Event, Step};
pub use tally::Tally;
pub use withholding::{Handling, Withholding, Withholdings};
