//! A document as Markdown with the tables of GitHub: what people read, in the columns of a table on a terminal.

use std::borrow::Cow;
use std::io::{self, Write};

use super::options::Options;
use super::origin;
use super::strip;
use super::whole::{AtTheEnd, Whole};
use crate::report::document::{Column, Grid, Outline, RateUsed, escape};

/// Characters with a meaning in a cell; a backslash takes it away.
const SPECIAL: [char; 12] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '$'];

/// GitHub's Markdown.
pub(super) struct Marked;

/// Holds the rows until it is known which columns say something.
pub(super) type MarkdownSink<'a> = AtTheEnd<'a, Marked>;

impl Whole for Marked {
    const NAME: &'static str = "md";
    const ENDING: &'static str = "md";

    fn write(outline: &Outline, grids: Vec<Grid>, _: Options, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# {}\n", plain(&outline.meta().title))?;
        let several = grids.len() > 1;
        for grid in grids {
            if several {
                writeln!(out, "## {}\n", plain(grid.frame().heading()))?;
            }
            table(&grid, out)?;
            writeln!(out)?;
        }
        writeln!(out, "{}", plain(&origin::parts(outline).join("; ")))?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

    use super::super::Format;
    use super::super::written::{amount, bytes, document, rate};
    use super::*;
    use crate::report::document::{Cell, Document, End};

    fn written(document: &Document) -> String {
        String::from_utf8(bytes(document, Format::Markdown)).unwrap()
    }

    /// The texts of all cells, as a reader of Markdown shows them; anything but plain text in them is shown as a fault.
    fn cells(markdown: &str) -> Vec<String> {
        let mut cells = Vec::new();
        let mut cell: Option<String> = None;
        for event in Parser::new_ext(
            markdown,
            Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH | Extensions::ENABLE_MATH,
        ) {
            match (event, &mut cell) {
                (Event::Start(Tag::TableCell), _) => cell = Some(String::new()),
                (Event::End(TagEnd::TableCell), _) => cells.extend(cell.take()),
                (Event::Text(text), Some(cell)) => cell.push_str(&text),
                (other, Some(cell)) => cell.push_str(&format!("!{other:?}!")),
                _ => {}
            }
        }
        cells
    }

    #[test]
    fn a_report_is_a_title_a_table_and_where_it_comes_from() {
        let columns =
            vec![Column::dimension("jurisdiction").absent_as("(not stated)"), Column::text("note"), Column::bounds("")];
        let rows = vec![
            vec![Cell::Absent, Cell::text("a|b <c> `d`"), amount(End::above(500_000_000), None)],
            vec![Cell::code("DE+HU"), Cell::Absent, amount(End::at(100), Some(End::at(100)))],
        ];
        assert_eq!(
            written(&document(columns, rows).with_rates(None, vec![rate()])),
            "\
# Holdings: what is held

| jurisdiction | note | amount |
| --- | --- | ---: |
| (not stated) | a\\|b \\<c\\> \\`d\\` | \\> 5,000,000.00 |
| DE+HU |  | 1.00 |

ledger at entry 12, 0123456789abcdef; verified up to entry 9; as of 2024-12-31; stated

Rates used:

- 1.0705 USD per EUR, 2024-06-27 (a\\|b)
"
        );
    }

    #[test]
    fn a_report_without_rows_says_so() {
        assert!(written(&document(vec![Column::count("assets")], vec![])).contains("\n\nno rows\n\n"));
    }

    proptest! {
        #[test]
        fn a_cell_shows_its_text_whatever_is_in_it(texts in prop::collection::vec("[a-z|*_`~<>&$\\\\\\[\\]!#+=:.\u{1b}\u{202e}\n]{1,20}", 1..5)) {
            let rows: Vec<Vec<Cell>> = texts.iter().map(|text| vec![Cell::Text(text.clone())]).collect();
            let read = cells(&written(&document(vec![Column::text("note")], rows)));
            let shown: Vec<String> = texts.iter().map(|text| escape(text).into_owned()).collect();
            prop_assert_eq!(&read[1..], shown);
        }
    }
}
