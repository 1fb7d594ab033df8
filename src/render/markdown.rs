//! A document as Markdown with the tables of GitHub: what people read, in the columns of a table on a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use super::options::Options;
use super::origin;
use super::sink::{Form, Sink, Writes, no_section};
use super::strip;
use crate::report::document::{Cell, Column, Frame, Grid, Outline, RateUsed, escape};

/// Characters that mean something in a cell, each of which a backslash makes plain.
const SPECIAL: [char; 12] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$'];

/// Holds the rows until it is known which columns say something.
pub(super) struct MarkdownSink<'a> {
    outline: Outline,
    sections: Vec<(Frame, Vec<Vec<Cell>>)>,
    out: &'a mut dyn Write,
}

impl<'a> Form<'a> for MarkdownSink<'a> {
    const NAME: &'static str = "md";
    const ENDING: &'static str = "md";
    const WRITES: Writes = Writes::AtTheEnd;

    fn begin(outline: &Outline, _: Options, out: &'a mut dyn Write) -> io::Result<MarkdownSink<'a>> {
        Ok(MarkdownSink { outline: outline.clone(), sections: Vec::new(), out })
    }
}

impl Sink for MarkdownSink<'_> {
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
        let MarkdownSink { outline, sections, out } = *self;
        writeln!(out, "# {}\n", plain(&outline.meta().title))?;
        let several = sections.len() > 1;
        for (frame, rows) in sections {
            let grid = Grid::new(frame, rows).map_err(io::Error::other)?;
            if several {
                writeln!(out, "## {}\n", plain(grid.frame().heading()))?;
            }
            table(&grid, out)?;
            writeln!(out)?;
        }
        writeln!(out, "{}", plain(&origin::parts(outline.meta()).join("; ")))?;
        rates(outline.rates(), out)
    }
}

/// A table; the header of one without rows stays, so that it is seen what there would be.
fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    if grid.rows().is_empty() {
        return writeln!(out, "no rows");
    }
    let columns: Vec<(usize, &Column)> = strip::shown(grid).collect();
    line(columns.iter().map(|(_, column)| Cow::Owned(column.heading())), out)?;
    let aligned = |column: &Column| if column.role().is_numeric() { "---:" } else { "---" };
    writeln!(out, "| {} |", columns.iter().map(|(_, column)| aligned(column)).collect::<Vec<_>>().join(" | "))?;
    for row in grid.rows() {
        let cell = |(at, column): &(usize, &Column)| row.get(*at).and_then(|cell| strip::text(column, cell));
        line(columns.iter().map(|column| Cow::Owned(cell(column).unwrap_or_default())), out)?;
    }
    Ok(())
}

fn line<'a>(cells: impl Iterator<Item = Cow<'a, str>>, out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<String> = cells.map(|cell| plain(&cell)).collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

fn rates(rates: &[RateUsed], out: &mut dyn Write) -> io::Result<()> {
    if rates.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nRates used:\n")?;
    for rate in origin::rates(rates) {
        writeln!(out, "- {}", plain(&rate))?;
    }
    Ok(())
}

/// Text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let shown = escape(text);
    let mut plain = String::with_capacity(shown.len());
    for c in shown.chars() {
        if SPECIAL.contains(&c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}
