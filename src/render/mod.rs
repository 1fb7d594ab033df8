//! Formats turn a document into bytes. None of them knows a report by name.
//!
//! The same document with the same options gives the same bytes, independent of clock, locale and terminal. A format
//! is a file with a sink, and one line in [`Format`].
//!
//! ```
//! use impound::render::{self, Format, Options};
//! use impound::report::document::{Cell, Column, Verified};
//! use impound::report::{Document, Meta};
//!
//! let meta = Meta {
//!     title: "assets by case".to_owned(),
//!     entry: 2,
//!     digest: String::new(),
//!     filters: Vec::new(),
//!     version: "example".to_owned(),
//!     verified: Verified::Unsaid,
//!     unplaced: None,
//! };
//! let columns = vec![Column::code("case"), Column::count("assets")];
//! let document = Document::single(meta, columns, vec![vec![Cell::code("coco"), Cell::Count(3)]])?;
//! let mut csv = Vec::new();
//! render::write(&document, Format::Csv, Options::default(), &mut csv)?;
//! assert_eq!(String::from_utf8(csv)?, "case,assets\ncoco,3\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amounts;
mod csv;
mod format;
#[cfg(feature = "html")]
pub(crate) mod html;
mod json;
mod markdown;
mod options;
mod origin;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod sink;
mod strip;
mod table;
mod whole;
mod wrap;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::{self, Write};

use crate::report::document::{Document, Section};

pub use format::Format;
pub use options::Options;
pub use sink::{Content, Sink, Writes};

/// Writes a complete document. [`Format::begin`] writes a long one row by row.
///
/// # Errors
/// The stream fails, or the format cannot represent such a document.
pub fn write(document: &Document, format: Format, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut sink = format.begin(&document.outline(), options, out)?;
    for Section::Grid(grid) in document.sections() {
        sink.section(grid.frame())?;
        grid.rows().iter().try_for_each(|row| sink.row(row))?;
    }
    sink.finish()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod written;
