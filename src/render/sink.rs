//! What a format is: a sink that takes a document part by part.

use std::io::{self, Write};

use super::options::Options;
use crate::report::document::{Cell, Frame, Outline};

/// Takes a document part by part, so that it may be longer than what memory holds.
pub trait Sink {
    /// Begins the document's next section.
    ///
    /// # Errors
    /// What the stream refuses.
    fn section(&mut self, frame: &Frame) -> io::Result<()>;

    /// Takes the section's next row.
    ///
    /// # Errors
    /// What the stream refuses.
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;

    /// Writes what is left to write.
    ///
    /// # Errors
    /// What the stream refuses.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A format: how it is known, and how a document is begun in it.
pub(super) trait Form<'a>: Sink + Sized {
    /// What people call it.
    const NAME: &'static str;
    /// How the name of a file ends that is written in it, without the point.
    const ENDING: &'static str;
    /// When it writes rows.
    const WRITES: Writes;

    /// Writes what stands before the sections.
    ///
    /// # Errors
    /// What the stream refuses, or that the format cannot hold such a document.
    fn begin(outline: &Outline, options: Options, out: &'a mut dyn Write) -> io::Result<Self>;
}

/// When a format writes the rows that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writes {
    /// As they come.
    EachRow,
    /// When it has all of them, which must fit in memory.
    AtTheEnd,
}

/// A row was given before a section was begun: a fault of the program.
pub(super) fn no_section() -> io::Error {
    io::Error::other("a row of a report is outside any section")
}
