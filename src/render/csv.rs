//! Rows as RFC 4180: a header line, then one line for each row, each terminated by a line feed.
//!
//! Characters that control a terminal or are invisible are spelled out as on a terminal: the ledger refuses them, so
//! they can only come from a file altered by another program. Only text that must come back byte for byte is written
//! unchanged.

use std::borrow::Cow;
use std::io::{self, Write};

use super::options::Options;
use super::sink::{Form, Sink, Writes, no_section, unable};
use crate::report::document::{Cell, Field, Frame, Outline, escape, guard};

/// U+FEFF in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the rows of one grid, without title, head or filters: a CSV has no place for them.
pub(super) struct CsvSink<'a> {
    options: Options,
    frame: Option<Frame>,
    writer: ::csv::Writer<&'a mut dyn Write>,
}

impl<'a> Form<'a> for CsvSink<'a> {
    const NAME: &'static str = "csv";
    const ENDING: &'static str = "csv";
    const WRITES: Writes = Writes::EachRow;

    fn begin(outline: &Outline, options: Options, out: &'a mut dyn Write) -> io::Result<CsvSink<'a>> {
        if outline.sections().len() > 1 {
            let what = format!("a CSV holds one table, and this report has {}", outline.sections().len());
            return Err(unable(what));
        }
        if options.bom {
            out.write_all(BYTE_ORDER_MARK)?;
        }
        let writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::Any(b'\n')).from_writer(out);
        Ok(CsvSink { options, frame: None, writer })
    }
}

impl Sink for CsvSink<'_> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.frame = Some(frame.clone());
        Ok(self.writer.write_record(frame.field_names())?)
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let frame = self.frame.as_ref().ok_or_else(no_section)?;
        let mut digits = String::new();
        frame.each_field(cells, |field| match field {
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

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

fn text_of<'a>(field: &'a Field<'a>, options: Options) -> Cow<'a, str> {
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
        Field::Change(change) => Cow::Owned(change.to_string()),
        Field::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Field::Figure(figure) => Cow::Borrowed(figure),
    }
}
