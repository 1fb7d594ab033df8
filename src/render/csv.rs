//! Rows as RFC 4180: a header line, then one line for each row, each ended by a line feed.
//!
//! What steers a terminal or cannot be seen is spelt out as on a terminal: the ledger takes no such text, so it can only be
//! in a file that another program has altered. Only what must come back byte for byte stands there as it is.

use std::borrow::Cow;
use std::io::{self, Write};

use super::options::Options;
use crate::report::grid::{Cell, Field, Frame, escape, guard};

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes rows one after the other; the title, the head and the filters are not among them, since a CSV has no place for
/// them.
pub(super) struct Rows<'a> {
    frame: &'a Frame,
    options: &'a Options,
    writer: ::csv::Writer<&'a mut dyn Write>,
}

impl<'a> Rows<'a> {
    /// Writes the header line.
    pub(super) fn begin(frame: &'a Frame, options: &'a Options, out: &'a mut dyn Write) -> io::Result<Rows<'a>> {
        if options.bom {
            out.write_all(BYTE_ORDER_MARK)?;
        }
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(out);
        writer.write_record(frame.field_names())?;
        Ok(Rows { frame, options, writer })
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let mut digits = String::new();
        self.frame.each_field(cells, |field| match field {
            Field::Count(count) => {
                digits.clear();
                // Writing to a string never fails.
                let _: std::fmt::Result = std::fmt::Write::write_fmt(&mut digits, format_args!("{count}"));
                self.writer.write_field(&digits)
            }
            field => self.writer.write_field(text_of(&field, self.options).as_bytes()),
        })?;
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn text_of<'a>(field: &'a Field<'a>, options: &Options) -> Cow<'a, str> {
    match field {
        Field::Absent => Cow::Borrowed(""),
        Field::Text(text) if options.raw => escape(text),
        Field::Text(text) => match escape(text) {
            Cow::Borrowed(text) => guard(text),
            Cow::Owned(text) => Cow::Owned(guard(&text).into_owned()),
        },
        Field::Verbatim(text) if options.raw => Cow::Borrowed(text),
        Field::Verbatim(text) => guard(text),
        Field::Code(code) => escape(code),
        Field::Count(count) => Cow::Owned(count.to_string()),
        Field::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Field::Figure(figure) => Cow::Borrowed(figure),
    }
}
