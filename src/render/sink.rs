//! The interface of a format: a sink that takes a document part by part.

use std::io::{self, Write};

use super::options::Options;
use crate::report::document::{Cell, Frame, Outline};

/// Takes a document part by part, so that it need not fit in memory.
pub trait Sink {
    /// Begins the document's next section.
    ///
    /// # Errors
    /// The stream fails.
    fn section(&mut self, frame: &Frame) -> io::Result<()>;

    /// Takes the section's next row.
    ///
    /// # Errors
    /// The stream fails.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;

    /// Writes whatever remains.
    ///
    /// # Errors
    /// The stream fails.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A format: its names, and how a document begins in it.
pub(super) trait Form<'a>: Sink + Sized {
    /// The name that people use.
    const NAME: &'static str;
    /// The extension of its files, without the point.
    const ENDING: &'static str;
    /// When it writes rows.
    const WRITES: Writes;
    /// What it writes.
    const CONTENT: Content = Content::Text;

    /// Writes what precedes the sections.
    ///
    /// # Errors
    /// The stream fails, or the format cannot represent such a document.
    fn begin(outline: &Outline, options: Options, out: &'a mut dyn Write) -> io::Result<Self>;
}

/// When a format writes the rows it receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    /// One by one.
    EachRow,
    /// All at the end, so they must fit in memory.
    AtTheEnd,
}

/// What a format writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text, which a terminal can show.
    Text,
    /// Bytes that only a program can read.
    Binary,
}

/// A document that a format cannot represent.
pub(super) fn unable(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, what)
}

/// A row came before any section: a bug in the program.
pub(super) fn no_section() -> io::Error {
    io::Error::other("a row of a report is outside any section")
}
