//! Formats that need every row before they can write the first.

use std::io::{self, Write};
use std::marker::PhantomData;

use super::options::Options;
use super::sink::{Form, Sink, Writes, no_section};
use crate::report::document::{Cell, Frame, Grid, Outline};

/// A format that needs every row before it can write the first: which columns it shows, and how wide they are, depends
/// on all of them.
pub(super) trait Whole {
    /// The name that people use.
    const NAME: &'static str;
    /// The extension of its files, without the point.
    const ENDING: &'static str;

    /// Writes a document, given the rows of each section.
    ///
    /// # Errors
    /// The stream fails.
    fn write(outline: &Outline, grids: Vec<Grid>, options: Options, out: &mut dyn Write) -> io::Result<()>;
}

/// Holds the rows until the document ends.
pub(super) struct AtTheEnd<'a, F> {
    outline: Outline,
    options: Options,
    sections: Vec<(Frame, Vec<Vec<Cell>>)>,
    out: &'a mut dyn Write,
    format: PhantomData<F>,
}

impl<'a, F: Whole> Form<'a> for AtTheEnd<'a, F> {
    const NAME: &'static str = F::NAME;
    const ENDING: &'static str = F::ENDING;
    const WRITES: Writes = Writes::AtTheEnd;

    fn begin(outline: &Outline, options: Options, out: &'a mut dyn Write) -> io::Result<AtTheEnd<'a, F>> {
        Ok(AtTheEnd { outline: outline.clone(), options, sections: Vec::new(), out, format: PhantomData })
    }
}

impl<F: Whole> Sink for AtTheEnd<'_, F> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.sections.push((frame.clone(), Vec::new()));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let (_, rows) = self.sections.last_mut().ok_or_else(no_section)?;
        rows.push(cells.to_vec());
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let AtTheEnd { outline, options, sections, out, format: _ } = *self;
        let grids = sections.into_iter().map(|(frame, rows)| Grid::new(frame, rows));
        let grids = grids.collect::<Result<Vec<Grid>, _>>().map_err(io::Error::other)?;
        F::write(&outline, grids, options, out)
    }
}
