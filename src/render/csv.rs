//! A grid as RFC 4180: a header line, then one line for each row, each ended by a line feed.

use std::borrow::Cow;
use std::io::{self, Write};

use super::options::Options;
use crate::report::grid::guard;
use crate::report::grid::{Field, Grid};

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the grid; the title, the head and the filters are not in it, since a CSV has no place for them.
pub(super) fn write(grid: &Grid, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(grid.field_names())?;
    for row in grid.rows() {
        let fields = grid.fields(row).map(|field| text_of(&field, options).into_owned());
        writer.write_record(fields.collect::<Vec<String>>())?;
    }
    writer.flush()
}

fn text_of<'a>(field: &'a Field<'a>, options: &Options) -> Cow<'a, str> {
    match field {
        Field::Absent => Cow::Borrowed(""),
        Field::Text(text) if options.raw => Cow::Borrowed(text),
        Field::Text(text) => Cow::Owned(guard(text)),
        Field::Code(code) => Cow::Borrowed(code),
        Field::Count(count) => Cow::Owned(count.to_string()),
        Field::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Field::Figure(figure) => Cow::Borrowed(figure),
    }
}
