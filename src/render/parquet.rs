//! Rows as Apache Parquet, typed by role: amounts as exact decimals where they fit, and as text always.
//!
//! A bounds column becomes seven: the five of a CSV, its ends as `DECIMAL(38,18)`, and both ends as text. A date becomes
//! its text and its first and last day. What does not fit into a decimal is absent there and counted; nothing is rounded.

use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::sink::{no_section, unable};
use crate::report::document::{Cell, Column, Date, Digits, End, Frame, Outline, Role, describe, escape, scaled_text};

/// The rows that are written together.
const ROWS: usize = 32_768;

/// The bytes of text that are written together.
const BYTES: usize = 16 << 20;

/// The digits of a decimal, and how many of them follow the point.
const PRECISION: u32 = 38;
const SCALE: u32 = 18;

/// The day from which days are counted.
const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// Writes the rows of one grid.
pub(crate) struct ParquetSink<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    frame: Frame,
    /// For each column of the grid those that it becomes; `None` if it is left out.
    columns: Vec<Option<Vec<Values>>>,
    rows: usize,
    bytes: usize,
    too_large: u64,
}

/// The values of a column that wait to be written.
struct Values {
    kept: Kept,
    /// For each row whether it has a value.
    there: Vec<i16>,
}

/// Values of one type.
enum Kept {
    Text(Vec<ByteArray>),
    Number(Vec<i64>),
    Flag(Vec<bool>),
    Day(Vec<i32>),
    Decimal(Vec<FixedLenByteArray>),
}

impl<W: Write + Send> ParquetSink<W> {
    /// Begins a file with the first section of a document, without the columns of these names.
    ///
    /// # Errors
    /// The stream fails, or the document has no section.
    pub(crate) fn begin(outline: &Outline, left_out: &[&str], out: W) -> io::Result<ParquetSink<W>> {
        let frame = outline.sections().first().cloned().ok_or_else(no_section)?;
        let (mut fields, mut columns) = (Vec::new(), Vec::new());
        for column in frame.columns() {
            let named = named(column);
            if named.iter().any(|(name, _)| left_out.contains(&name.as_str())) {
                columns.push(None);
                continue;
            }
            for (name, kept) in &named {
                fields.push(Arc::new(kept.field(name).map_err(failed)?));
            }
            columns.push(Some(named.into_iter().map(|(_, kept)| Values { kept, there: Vec::new() }).collect()));
        }
        let schema = Type::group_type_builder("impound").with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(provenance(outline)))
            .build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(ParquetSink { writer, frame, columns, rows: 0, bytes: 0, too_large: 0 })
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// The stream fails.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for ((column, values), cell) in self.frame.columns().iter().zip(&mut self.columns).zip(cells) {
            let Some(values) = values else { continue };
            let (bytes, too_large) = take(column, cell, values)?;
            self.bytes += bytes;
            self.too_large += too_large;
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES { self.write() } else { Ok(()) }
    }

    /// Writes what remains, and returns how many figures are too large for a decimal.
    ///
    /// # Errors
    /// The stream fails.
    pub(crate) fn finish(mut self) -> io::Result<u64> {
        if self.rows > 0 {
            self.write()?;
        }
        self.writer.close().map_err(failed)?;
        Ok(self.too_large)
    }

    /// Writes the rows that wait.
    fn write(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for values in self.columns.iter_mut().flatten().flatten() {
            let mut column = group.next_column().map_err(failed)?.ok_or_else(no_section)?;
            values.write(&mut column).map_err(failed)?;
            column.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

/// The columns that one of a grid becomes.
fn named(column: &Column) -> Vec<(String, Kept)> {
    let fields = column.fields();
    match column.role() {
        Role::Amount(_) => {
            let mut named: Vec<_> = fields.iter().map(|name| (name.clone(), bound(name))).collect();
            let ends = fields.iter().filter(|name| matches!(bound(name), Kept::Decimal(_)));
            named.extend(ends.map(|name| (format!("{name}_text"), Kept::Text(Vec::new()))));
            named
        }
        Role::Number | Role::Count => fields.into_iter().map(|name| (name, Kept::Number(Vec::new()))).collect(),
        Role::Words | Role::Code | Role::Dimension(_) => {
            fields.into_iter().flat_map(|name| worded(column, name)).collect()
        }
    }
}

/// The columns of a text, a code or a date.
fn worded(column: &Column, name: String) -> Vec<(String, Kept)> {
    if column.is_of_dates() {
        let days = ["first", "last"].map(|end| (format!("{name}_{end}"), Kept::Day(Vec::new())));
        return std::iter::once((name, Kept::Text(Vec::new()))).chain(days).collect();
    }
    let is_flag = describe(&name).is_some_and(|(of, _)| of.as_str() == "boolean");
    vec![(name, if is_flag { Kept::Flag(Vec::new()) } else { Kept::Text(Vec::new()) })]
}

/// What a field of bounds is.
fn bound(field: &str) -> Kept {
    if ["inclusive", "approximate"].iter().any(|end| field.ends_with(end)) {
        Kept::Flag(Vec::new())
    } else {
        Kept::Decimal(Vec::new())
    }
}

/// Adds a cell to the columns that its column becomes; returns the bytes of its text, and how many of its figures are
/// too large.
fn take(column: &Column, cell: &Cell, values: &mut [Values]) -> io::Result<(usize, u64)> {
    let (ends, digits) = match cell {
        Cell::Bounds { bounds, digits, .. } => ([Some(bounds.lower()), bounds.upper()], *digits),
        Cell::Difference { ends, digits } => ([ends.lower, ends.upper], *digits),
        _ => ([None, None], Digits::exactly(0)),
    };
    if matches!(column.role(), Role::Amount(_)) {
        let approximate = match cell {
            Cell::Bounds { bounds, .. } => Some(bounds.approximate()),
            Cell::Difference { ends, .. } => Some(ends.approximate),
            _ => None,
        };
        return take_bounds(values, (ends, approximate), digits);
    }
    let [first, others @ ..] = values else { return Err(no_section()) };
    let mut bytes = 0;
    match cell {
        Cell::Absent => first.nothing(),
        Cell::Count(count) => return first.number(i128::from(*count)).map(|()| (0, 0)),
        Cell::Change(change) => return first.number(i128::from(*change)).map(|()| (0, 0)),
        Cell::Text(text) => bytes = first.text(&escape(text))?,
        Cell::Verbatim(text) => bytes = first.text(text)?,
        Cell::Code(code) => bytes = first.text(code)?,
        Cell::Bounds { .. } | Cell::Difference { .. } => return Err(no_section()),
    }
    if let [earliest, latest] = others {
        let date = match cell {
            Cell::Code(code) => Date::parse(code).ok(),
            _ => None,
        };
        earliest.day(date.as_ref().and_then(Date::first));
        latest.day(date.as_ref().map(Date::last));
    }
    Ok((bytes, 0))
}

/// Adds bounds: first the fields of a CSV, then the texts of the ends.
fn take_bounds(
    values: &mut [Values],
    (ends, approximate): ([Option<End>; 2], Option<bool>),
    digits: Digits,
) -> io::Result<(usize, u64)> {
    let inclusive = ends.map(|end| end.map(End::inclusive));
    // Bounds of whole numbers have no flag but the last.
    let are_whole = values.iter().filter(|values| matches!(values.kept, Kept::Flag(_))).count() == 1;
    let mut flags = inclusive.into_iter().filter(|_| !are_whole).chain([approximate]);
    let (mut decimals, mut texts) = (ends.into_iter(), ends.into_iter());
    let (mut bytes, mut too_large) = (0, 0);
    for values in values {
        match &values.kept {
            Kept::Decimal(_) => {
                let end = decimals.next().flatten();
                let decimal = end.map(|end| decimal(end.scaled(), digits));
                too_large += u64::from(decimal == Some(None));
                values.decimal(decimal.flatten());
            }
            Kept::Flag(_) => values.flag(flags.next().flatten()),
            _ => match texts.next().flatten() {
                Some(end) => bytes += values.text(&scaled_text(end.scaled(), digits))?,
                None => values.nothing(),
            },
        }
    }
    Ok((bytes, too_large))
}

/// A figure as a whole number of the last digit of a decimal; `None` if it has too many digits.
fn decimal(scaled: i128, digits: Digits) -> Option<i128> {
    let power = SCALE.checked_sub(digits.kept())?;
    let figure = scaled.checked_mul(10_i128.checked_pow(power)?)?;
    (figure.unsigned_abs() < 10_u128.pow(PRECISION)).then_some(figure)
}

impl Kept {
    /// The field of a column, which may be absent in any row.
    fn field(&self, name: &str) -> Result<Type, ParquetError> {
        let (physical, logical) = match self {
            Kept::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kept::Number(_) => (Physical::INT64, None),
            Kept::Flag(_) => (Physical::BOOLEAN, None),
            Kept::Day(_) => (Physical::INT32, Some(LogicalType::Date)),
            Kept::Decimal(_) => {
                let (scale, precision) = (SCALE.cast_signed(), PRECISION.cast_signed());
                let field = Type::primitive_type_builder(name, Physical::FIXED_LEN_BYTE_ARRAY).with_length(16);
                let field = field.with_precision(precision).with_scale(scale).with_repetition(Repetition::OPTIONAL);
                return field.with_logical_type(Some(LogicalType::decimal(scale, precision))).build();
            }
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build()
    }
}

impl Values {
    fn nothing(&mut self) {
        self.there.push(0);
    }

    /// Adds a text, or the flag that it names; returns its bytes.
    fn text(&mut self, text: &str) -> io::Result<usize> {
        match &mut self.kept {
            Kept::Text(texts) => texts.push(ByteArray::from(text)),
            Kept::Flag(flags) => {
                flags.push(text.parse().map_err(|_| unable(format!("{} is neither true nor false", escape(text))))?);
            }
            Kept::Number(_) | Kept::Day(_) | Kept::Decimal(_) => return Err(no_section()),
        }
        self.there.push(1);
        Ok(text.len())
    }

    fn number(&mut self, number: i128) -> io::Result<()> {
        let number = i64::try_from(number).map_err(|_| unable(format!("a Parquet table holds no number {number}")))?;
        if let Kept::Number(numbers) = &mut self.kept {
            numbers.push(number);
            self.there.push(1);
        }
        Ok(())
    }

    fn flag(&mut self, flag: Option<bool>) {
        self.there.push(i16::from(flag.is_some()));
        if let Kept::Flag(flags) = &mut self.kept {
            flags.extend(flag);
        }
    }

    fn day(&mut self, day: Option<civil::Date>) {
        self.there.push(i16::from(day.is_some()));
        if let Kept::Day(days) = &mut self.kept {
            days.extend(day.map(|day| (day - EPOCH).get_days()));
        }
    }

    fn decimal(&mut self, decimal: Option<i128>) {
        self.there.push(i16::from(decimal.is_some()));
        if let Kept::Decimal(decimals) = &mut self.kept {
            decimals.extend(decimal.map(|figure| FixedLenByteArray::from(figure.to_be_bytes().to_vec())));
        }
    }

    /// Writes what waits.
    fn write(&mut self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let there = std::mem::take(&mut self.there);
        let there = Some(there.as_slice());
        match &mut self.kept {
            Kept::Text(texts) => {
                column.typed::<ByteArrayType>().write_batch(&std::mem::take(texts), there, None)?;
            }
            Kept::Number(numbers) => {
                column.typed::<Int64Type>().write_batch(&std::mem::take(numbers), there, None)?;
            }
            Kept::Flag(flags) => {
                column.typed::<BoolType>().write_batch(&std::mem::take(flags), there, None)?;
            }
            Kept::Day(days) => {
                column.typed::<Int32Type>().write_batch(&std::mem::take(days), there, None)?;
            }
            Kept::Decimal(decimals) => {
                column.typed::<FixedLenByteArrayType>().write_batch(&std::mem::take(decimals), there, None)?;
            }
        }
        Ok(())
    }
}

/// What the file says of its origin.
fn provenance(outline: &Outline) -> Vec<KeyValue> {
    let meta = outline.meta();
    let mut told = vec![
        ("title".to_owned(), meta.title.clone()),
        ("entry".to_owned(), meta.entry.to_string()),
        ("digest".to_owned(), meta.digest.clone()),
        ("version".to_owned(), meta.version.clone()),
    ];
    told.extend(outline.ledger().map(|ledger| ("ledger".to_owned(), ledger.to_owned())));
    told.extend(meta.filters.iter().map(|(name, value)| (format!("filter.{name}"), value.clone())));
    told.into_iter().map(|(name, value)| KeyValue::new(format!("impound.{name}"), value)).collect()
}

/// A failure of the stream as itself, so that a full disk is told as such.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;
    use crate::report::document::Meta;

    #[test]
    fn a_figure_is_a_decimal_if_twenty_digits_precede_the_point() {
        let (euro, ether) = (Digits::exactly(8), Digits::exactly(18));
        assert_eq!(decimal(1, ether), Some(1));
        assert_eq!(decimal(500_000_000, euro), Some(5_000_000_000_000_000_000));
        let most = 10_i128.pow(28) - 1;
        assert_eq!(decimal(most, euro), Some(most * 10_i128.pow(10)));
        assert_eq!(decimal(most + 1, euro), None);
        assert_eq!(decimal(i128::MAX, euro), None);
        assert_eq!(decimal(1, Digits::exactly(19)), None);
    }

    #[test]
    fn a_flag_is_true_or_false() {
        let mut values = Values { kept: Kept::Flag(Vec::new()), there: Vec::new() };
        assert_eq!(values.text("true").unwrap(), 4);
        assert_eq!(values.text("yes").unwrap_err().to_string(), "yes is neither true nor false");
    }

    #[test]
    fn rows_are_written_in_groups() {
        let columns =
            vec![Column::number("entry"), Column::text("note"), Column::number_of("count"), Column::bounds("")];
        let outline = Outline::single(Meta::titled("assets"), columns).unwrap();
        let file = tempfile::tempfile().unwrap();
        let mut sink = ParquetSink::begin(&outline, &["note"], file.try_clone().unwrap()).unwrap();
        for row in 0..=ROWS as u64 {
            sink.row(&[Cell::Count(row), Cell::text("a"), Cell::Absent, Cell::Absent]).unwrap();
        }
        assert_eq!(sink.finish().unwrap(), 0);
        let read = SerializedFileReader::new(file).unwrap();
        let groups: Vec<i64> = read.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(groups, [i64::try_from(ROWS).unwrap(), 1]);
        let columns =
            read.metadata().file_metadata().schema_descr().columns().iter().map(|column| column.name().to_owned());
        assert_eq!(
            columns.collect::<Vec<_>>().join(" "),
            "entry count count_upper count_approximate count_text count_upper_text lower lower_inclusive upper upper_inclusive \
             approximate lower_text upper_text"
        );
    }
}
