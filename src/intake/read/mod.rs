//! Reads files as tables: CSV in the encodings that agencies use, and the sheets of XLSX and ODS.
//!
//! A file is hostile until it has been read: whatever it claims, memory and time stay bounded, and malformed contents
//! are a fault with a line. Nothing is repaired: a byte, a quote or a number that cannot be read reliably is named
//! instead.

mod apart;
mod archive;
mod claims;
mod code;
mod decode;
mod delimiter;
mod desk;
mod encoding;
mod file;
mod format;
mod kind;
mod merged;
mod ods;
mod ods_cell;
mod ods_styles;
mod opened;
mod parse;
mod parts;
mod record;
mod rich;
mod sheet;
mod shown;
mod split;
mod styles;
mod told;
mod value;
mod wire;
mod xlsx;
mod xml;

pub use apart::{COMMAND, MOST_MEMORY, MOST_SECONDS, answer};
pub use archive::MOST_PARTS;
pub use desk::MOST_CELLS;
pub use opened::{Opened, Rows};
pub use record::LONGEST_RECORD;
pub use sheet::Parser;
pub use told::{Detected, Format, Origin, RowFault, Told};

#[cfg(feature = "cli")]
pub(crate) use file::at_most;
