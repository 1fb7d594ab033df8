//! The rows of a workbook until the last one is known: in memory if they are few, otherwise in a temporary file that has
//! no name, so that nobody else can open it and nothing is left of it.

use std::borrow::Cow;
use std::io::{self, Seek};

use csv::{ReaderBuilder, StringRecord, Terminator, Writer, WriterBuilder};
use tempfile::SpooledTempFile;

use super::column::Value;

/// The most bytes that stay in memory.
pub(super) const IN_MEMORY: usize = 1 << 20;

/// Takes rows one by one.
pub(super) struct Spool(Writer<SpooledTempFile>);

/// Gives the rows back in the same order.
pub(super) struct Spooled {
    reader: csv::Reader<SpooledTempFile>,
    row: StringRecord,
}

impl Spool {
    /// No rows yet.
    pub(super) fn new() -> Spool {
        let file = tempfile::spooled_tempfile(IN_MEMORY);
        Spool(WriterBuilder::new().flexible(true).terminator(Terminator::Any(b'\n')).from_writer(file))
    }

    /// Keeps a row.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub(super) fn row<'a>(&mut self, values: impl Iterator<Item = Value<'a>>) -> io::Result<()> {
        for value in values {
            self.0.write_field(written(&value).as_bytes())?;
        }
        Ok(self.0.write_record(None::<&[u8]>)?)
    }

    /// All rows, from the first.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub(super) fn back(self) -> io::Result<Spooled> {
        let mut file = self.0.into_inner().map_err(|error| io::Error::from(error.error().kind()))?;
        file.rewind()?;
        let reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(file);
        Ok(Spooled { reader, row: StringRecord::new() })
    }
}

impl Spooled {
    /// The values of the next row.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<impl Iterator<Item = Value<'_>>> {
        self.reader.read_record(&mut self.row)?;
        Ok(self.row.iter().map(read))
    }
}

/// A value as text, with a letter for its kind.
fn written<'a>(value: &'a Value<'_>) -> Cow<'a, str> {
    match value {
        Value::Nothing => Cow::Borrowed("n"),
        Value::Text(text) => Cow::Owned(format!("t{text}")),
        Value::Aligned(text) => Cow::Owned(format!("a{text}")),
        Value::Figure(text) => Cow::Owned(format!("f{text}")),
        Value::Flag(flag) => Cow::Borrowed(if *flag { "yes" } else { "x" }),
        Value::Day(day) => Cow::Owned(format!("d{day}")),
    }
}

fn read(text: &str) -> Value<'_> {
    let (kind, rest) = text.split_at_checked(1).unwrap_or_default();
    match kind {
        "t" => Value::Text(Cow::Borrowed(rest)),
        "a" => Value::Aligned(Cow::Borrowed(rest)),
        "f" => Value::Figure(Cow::Borrowed(rest)),
        "y" => Value::Flag(true),
        "x" => Value::Flag(false),
        "d" => rest.parse().map_or(Value::Nothing, Value::Day),
        _ => Value::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn returned(rows: &[Vec<Value<'_>>]) -> Vec<Vec<String>> {
        let mut spool = Spool::new();
        rows.iter().for_each(|row| spool.row(row.iter().map(copied)).unwrap());
        let mut spooled = spool.back().unwrap();
        rows.iter().map(|_| spooled.next().unwrap().map(|value| format!("{value:?}")).collect()).collect()
    }

    fn copied<'a>(value: &'a Value<'_>) -> Value<'a> {
        match value {
            Value::Nothing => Value::Nothing,
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Aligned(text) => Value::Aligned(Cow::Borrowed(text)),
            Value::Figure(text) => Value::Figure(Cow::Borrowed(text)),
            Value::Flag(flag) => Value::Flag(*flag),
            Value::Day(day) => Value::Day(*day),
        }
    }

    fn shown(rows: &[Vec<Value<'_>>]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|value| format!("{value:?}")).collect()).collect()
    }

    #[test]
    fn every_kind_of_value_comes_back() {
        let text = |text: &'static str| Cow::Borrowed(text);
        let rows = [
            vec![Value::Nothing],
            vec![Value::Text(text("")), Value::Text(text("a,\"b\"\r\nc")), Value::Aligned(text("≥ 1"))],
            vec![Value::Figure(text("-1.50")), Value::Flag(true), Value::Flag(false)],
            vec![Value::Day(date(2024, 6, 28)), Value::Day(date(-44, 3, 15)), Value::Nothing],
        ];
        assert_eq!(returned(&rows), shown(&rows));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(texts in prop::collection::vec("(\\PC|[\",\r\n\u{0}-\u{1f}]){0,20}", 1..20)) {
            let rows: Vec<_> = texts.chunks(3).map(|row| row.iter().map(|text| Value::Text(text.into())).collect()).collect();
            prop_assert_eq!(returned(&rows), shown(&rows));
        }
    }

    #[test]
    fn more_rows_than_stay_in_memory_come_back_too() {
        let long = "x".repeat(IN_MEMORY / 10);
        let rows: Vec<_> = (0..30).map(|row| vec![Value::Text(format!("{row}{long}").into())]).collect();
        assert!(returned(&rows) == shown(&rows));
    }
}
