//! What the parts of a spreadsheet claim about themselves, and how much memory a parser would need to believe them.

use std::io::Read;

use quick_xml::events::BytesStart;

use super::xml::{Next, Xml, plain_number};
use crate::domain::Fault;

/// The most cells read from one sheet of an ODS, including blank ones between others; the sheet is held in memory.
pub(crate) const MOST_ODS_CELLS: u64 = 5_000_000;

/// The most bytes in the cells of an ODS with all repetitions written out.
pub(crate) const MOST_ODS_BYTES: u64 = 1 << 30;

/// The most texts that an XLSX may claim to share between its cells.
pub(crate) const MOST_SHARED_TEXTS: u64 = 10_000_000;

/// The memory of one cell besides its text, in bytes.
const CELL: u64 = 64;

/// Receives the tags of a part.
pub(super) trait Watch {
    /// A tag opens.
    ///
    /// # Errors
    /// Whatever the watcher refuses.
    fn opens(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault>;

    /// A tag closes, this many bytes after its beginning; called for empty tags too.
    ///
    /// # Errors
    /// Whatever the watcher refuses.
    fn closes(&mut self, name: &str, bytes: u64) -> Result<(), Fault>;
}

/// Reads a part to its end and shows its tags to a watcher.
///
/// # Errors
/// It is not XML or exceeds its bounds, or the watcher refuses it.
pub(super) fn look_over(part: impl Read, watch: &mut dyn Watch) -> Result<(), Fault> {
    let (mut xml, mut open) = (Xml::new(part), Vec::new());
    loop {
        let start = xml.position();
        match xml.next()? {
            Next::Opens(tag) => {
                open.push(start);
                watch.opens(&tag)?;
            }
            Next::Closes(name) => {
                let name = name.into_owned();
                watch.closes(&name, xml.position() - open.pop().unwrap_or(start))?;
            }
            Next::Text(_) | Next::Other => {}
            Next::Over => return Ok(()),
        }
    }
}

/// Watches the texts shared by the cells of an XLSX.
#[derive(Debug, Default)]
pub(super) struct SharedTexts;

impl Watch for SharedTexts {
    fn opens(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        match plain_number(tag, "uniqueCount")? {
            Some(count) if count > MOST_SHARED_TEXTS => {
                Err(too_many(format!("it claims {count} shared texts; at most {MOST_SHARED_TEXTS} are read")))
            }
            _ => Ok(()),
        }
    }

    fn closes(&mut self, _: &str, _: u64) -> Result<(), Fault> {
        Ok(())
    }
}

/// Watches the tables of an ODS, whose rows and cells may be repeated by a number.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// The total of all cells so far.
    bytes: u64,
    /// The rows of the current table up to the last that is not blank, and those after it.
    rows: u64,
    blank_rows: u64,
    width: u64,
    row: OdsRow,
}

#[derive(Debug, Default)]
struct OdsRow {
    repeated: u64,
    /// Cells up to the last that is not blank, and those after it.
    cells: u64,
    blank_cells: u64,
    bytes: u64,
    /// The current cell.
    cell_repeated: u64,
    cell_blanks: u64,
    is_cell_filled: bool,
}

impl Watch for Tables {
    fn opens(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        match tag.name().as_ref() {
            "table:table" => (self.rows, self.blank_rows, self.width) = (0, 0, 0),
            "table:table-row" => {
                let repeated = plain_number(tag, "table:number-rows-repeated")?.unwrap_or(1);
                self.row = OdsRow { repeated, ..OdsRow::default() };
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.row.cell_repeated = plain_number(tag, "table:number-columns-repeated")?.unwrap_or(1);
                self.row.is_cell_filled =
                    ["office:", "table:formula"].iter().any(|part| tag.attributes_raw().contains(part));
            }
            // The cell has contents; blanks are given by number.
            name => {
                self.row.is_cell_filled = true;
                if name == "text:s" {
                    let blanks = plain_number(tag, "text:c")?.unwrap_or(1);
                    self.row.cell_blanks = self.row.cell_blanks.saturating_add(blanks);
                }
            }
        }
        Ok(())
    }

    fn closes(&mut self, name: &str, bytes: u64) -> Result<(), Fault> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => self.row.cell(bytes),
            "table:table-row" => self.end_row(),
            "table:table" if self.rows.saturating_mul(self.width) > MOST_ODS_CELLS => {
                return Err(too_many(format!(
                    "a sheet has {} rows of up to {} cells; at most {MOST_ODS_CELLS} cells are read from an ODS",
                    self.rows, self.width
                )));
            }
            _ => {}
        }
        match self.bytes.saturating_add(self.row.bytes) > MOST_ODS_BYTES {
            true => Err(too_many(format!("its cells would come to more than {MOST_ODS_BYTES} bytes"))),
            false => Ok(()),
        }
    }
}

impl OdsRow {
    fn cell(&mut self, bytes: u64) {
        let bytes = bytes.saturating_add(std::mem::take(&mut self.cell_blanks));
        if !self.is_cell_filled {
            self.blank_cells = self.blank_cells.saturating_add(self.cell_repeated);
            return;
        }
        let blank = std::mem::take(&mut self.blank_cells);
        self.cells = self.cells.saturating_add(blank).saturating_add(self.cell_repeated);
        let filled = self.cell_repeated.saturating_mul(bytes.saturating_add(CELL));
        self.bytes = self.bytes.saturating_add(blank.saturating_mul(CELL)).saturating_add(filled);
    }
}

impl Tables {
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        // Trailing blank cells count where the parser would write them out, between others.
        if row.cells == 0 {
            self.blank_rows = self.blank_rows.saturating_add(row.repeated);
            return;
        }
        self.bytes = self.bytes.saturating_add(row.bytes.saturating_mul(row.repeated));
        self.rows = self.rows.saturating_add(std::mem::take(&mut self.blank_rows)).saturating_add(row.repeated);
        self.width = self.width.max(row.cells);
    }
}

fn too_many(what: String) -> Fault {
    Fault::new(what).hint("save the sheet as CSV, which has no such limit")
}
