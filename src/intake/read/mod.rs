//! Files as tables: CSV in the encodings that agencies write, and the sheets of XLSX and ODS.
//!
//! A file is hostile until it has been read: whatever it claims of itself, memory and time stay bounded, and what is
//! wrong with its form is a fault with its line. Nothing is repaired: a byte, a quote or a number that cannot be read for
//! certain is named instead.

mod decode;
mod delimiter;
mod encoding;
mod file;
mod kind;
mod opened;
mod record;
mod split;
mod told;

pub use opened::{Opened, Rows};
pub use record::LONGEST_RECORD;
pub use told::{Detected, Format, Origin, RowFault, Told};
