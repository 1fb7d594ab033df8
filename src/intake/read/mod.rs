//! Files as tables: CSV in the encodings that agencies write, and the sheets of XLSX and ODS.
//!
//! A file is hostile until it has been read: whatever it claims of itself, memory and time stay bounded, and what is
//! wrong with its form is a fault with its line. Nothing is repaired: a byte, a quote or a number that cannot be read for
//! certain is named instead.

mod archive;
mod claims;
mod decode;
mod delimiter;
mod encoding;
mod file;
mod kind;
mod markup;
mod opened;
mod record;
mod sheet;
mod split;
mod told;
mod value;

pub use archive::{HIGHEST_RATIO, LARGEST_ARCHIVE, LARGEST_PART, MOST_INFLATED, MOST_PARTS, RATIO_FROM};
pub use claims::{MOST_ODS_BYTES, MOST_ODS_CELLS, MOST_SHARED_TEXTS};
pub use opened::{Opened, Rows};
pub use record::LONGEST_RECORD;
pub use sheet::{MOST_CELLS, MOST_MERGED, MOST_TEXT};
pub use told::{Detected, Format, Origin, RowFault, Told};
