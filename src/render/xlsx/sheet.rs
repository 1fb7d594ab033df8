//! The sheet of a section: a header in the first row, frozen with the columns that identify a row, and a table with
//! filters.

use std::io;

use jiff::civil;
use rust_xlsxwriter::{
    ColNum, ExcelDateTime, Format, FormatAlign, IgnoreError, RowNum, Table, TableColumn, TableStyle, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::column::{SheetColumn, Value, columns, is_of_numbers};
use super::number::number;
use super::spool::Spooled;
use crate::report::document::{Cell, Frame};

/// The first year whose days spreadsheets count as the calendar does: they give 1900 a day too many.
const FIRST_YEAR: i16 = 1901;

/// The widest that a column begins, in characters.
const WIDEST: usize = 60;

/// The room beside a heading for the button of its filter.
const BUTTON: usize = 3;

/// The most columns that are still read when they are printed on one page.
const MOST_ON_PAGE: usize = 24;

/// The most decimals that a format can show.
const MOST_DECIMALS: usize = 30;

/// The most rows of a sheet that is made in memory. How a sheet is made depends on its rows alone, so that the same rows
/// give the same bytes.
pub(super) const FEW_ROWS: usize = 4_096;

/// The formats of a workbook.
pub(super) struct Formats {
    pub(super) bold: Format,
    right: Format,
    day: Format,
    /// By the number of decimals.
    numbers: Vec<Format>,
}

/// A section before its rows are in its sheet.
pub(super) struct Section {
    pub(super) frame: Frame,
    pub(super) columns: Vec<SheetColumn>,
    /// The number of rows so far.
    pub(super) rows: usize,
    /// For each column of the frame, whether all figures so far are numbers.
    are_numbers: Vec<bool>,
}

/// A row and a column, from 0.
pub(super) type Place = (RowNum, ColNum);

impl Formats {
    pub(super) fn new() -> Formats {
        let number = |decimals| {
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("#,##0{point}{}", "0".repeat(decimals)))
        };
        Formats {
            bold: Format::new().set_bold(),
            right: Format::new().set_align(FormatAlign::Right),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            numbers: (0..=MOST_DECIMALS).map(number).collect(),
        }
    }
}

impl Section {
    /// A section without rows.
    pub(super) fn new(frame: &Frame) -> Section {
        let are_numbers = vec![true; frame.columns().len()];
        Section { columns: columns(frame), frame: frame.clone(), rows: 0, are_numbers }
    }

    /// Counts a row, and looks whether its figures can be numbers.
    pub(super) fn look(&mut self, cells: &[Cell]) {
        self.rows += 1;
        for ((column, cell), are_numbers) in self.frame.columns().iter().zip(cells).zip(&mut self.are_numbers) {
            *are_numbers = *are_numbers && is_of_numbers(column, cell);
        }
    }

    /// What its sheet shows of a row.
    pub(super) fn values<'a>(&'a self, cells: &'a [Cell]) -> impl Iterator<Item = Value<'a>> {
        self.columns.iter().map(|column| column.value(&self.frame, cells))
    }

    /// Whether its sheet is made row by row, in a temporary file.
    pub(super) fn is_long(&self) -> bool {
        self.rows > FEW_ROWS
    }

    fn is_of_numbers(&self, column: &SheetColumn) -> bool {
        self.are_numbers.get(column.at).copied().unwrap_or_default()
    }
}

/// Writes a section. The header comes first, because a long sheet is written from its top to its foot.
///
/// # Errors
/// The sheet cannot hold it, or its rows cannot be read.
pub(super) fn write(sheet: &mut Worksheet, section: &Section, rows: &mut Spooled, formats: &Formats) -> io::Result<()> {
    head(sheet, section, formats).map_err(io::Error::other)?;
    let columns = &section.columns;
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.width() + BUTTON).collect();
    for row in 1..=count(section.rows) {
        for (((at, column), width), value) in (0..).zip(columns).zip(&mut widths).zip(rows.next()?) {
            let value = if section.is_of_numbers(column) { value } else { value.into_text() };
            *width = (*width).max(value.width());
            put(sheet, (row, at), &value, formats).map_err(io::Error::other)?;
        }
    }
    for (at, width) in (0..).zip(widths) {
        fit(sheet, at, width).map_err(io::Error::other)?;
    }
    sheet.set_landscape();
    if columns.len() <= MOST_ON_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// Writes the header, with filters: of a table if there are few rows. The library remembers each cell of a table.
fn head(sheet: &mut Worksheet, section: &Section, formats: &Formats) -> Result<(), XlsxError> {
    let columns = &section.columns;
    let (last_row, last) = (count(section.rows), count(columns.len()).saturating_sub(1));
    let last = ColNum::try_from(last).unwrap_or(ColNum::MAX);
    // A table has at least one row.
    if last_row == 0 || section.is_long() {
        for (at, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, at, &column.name, &formats.bold)?;
        }
        if last_row > 0 {
            sheet.autofilter(0, 0, last_row, last)?;
        }
    } else {
        let heads: Vec<TableColumn> = columns
            .iter()
            .map(|column| TableColumn::new().set_header(&column.name).set_header_format(&formats.bold))
            .collect();
        sheet.add_table(0, 0, last_row, last, &Table::new().set_columns(&heads).set_style(TableStyle::Light1))?;
    }
    // Text on purpose: a spreadsheet need not ask whether it should be a number.
    sheet.ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
    let key = columns.iter().filter(|column| column.is_key(&section.frame)).count();
    sheet.set_freeze_panes(1, ColNum::try_from(key).unwrap_or(ColNum::MAX))?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Writes one cell.
///
/// # Errors
/// The sheet cannot hold it.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, at): Place,
    value: &Value<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => {}
        Value::Text(text) => text_at(sheet, (row, at), text)?,
        Value::Aligned(text) => {
            sheet.write_string_with_format(row, at, text.as_ref(), &formats.right)?;
        }
        Value::Figure(text) => match number(text) {
            Some(number) => {
                let format = formats.numbers.get(decimals(text)).unwrap_or(&formats.right);
                sheet.write_number_with_format(row, at, number, format)?;
            }
            None => {
                sheet.write_string_with_format(row, at, text.as_ref(), &formats.right)?;
            }
        },
        Value::Flag(flag) => {
            sheet.write_boolean(row, at, *flag)?;
        }
        Value::Day(day) => match counted(*day) {
            Some(counted) => {
                sheet.write_datetime_with_format(row, at, &counted, &formats.day)?;
            }
            None => {
                sheet.write_string_with_format(row, at, day.to_string(), &formats.right)?;
            }
        },
    }
    Ok(())
}

/// Writes text as text, whatever it looks like.
fn text_at(sheet: &mut Worksheet, (row, at): Place, text: &str) -> Result<(), XlsxError> {
    if text.starts_with("<r>") && text.ends_with("</r>") {
        // The library takes a string of this form for formatted text that it has made itself, and would write it as XML. In
        // formatted text it escapes all but what looks like one of the format's own escapes.
        let text = text.replace("_x", "_x005F_x");
        sheet.write_rich_string(row, at, &[(&Format::default(), &text)])?;
    } else {
        sheet.write_string(row, at, text)?;
    }
    Ok(())
}

/// Sets the width of a column, within reason.
///
/// # Errors
/// There is no such column.
pub(super) fn fit(sheet: &mut Worksheet, at: ColNum, width: usize) -> Result<(), XlsxError> {
    let width = u8::try_from(width.min(WIDEST) + 1).unwrap_or(u8::MAX);
    sheet.set_column_width(at, width)?;
    Ok(())
}

/// A day as spreadsheets count them; `None` if they do not count it as the calendar does.
fn counted(day: civil::Date) -> Option<ExcelDateTime> {
    let year = Some(day.year()).filter(|year| *year >= FIRST_YEAR)?;
    let [month, of_month] = [day.month(), day.day()].map(|part| u8::try_from(part).ok());
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, month?, of_month?).ok()
}

fn decimals(figure: &str) -> usize {
    figure.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

fn count(rows: usize) -> RowNum {
    RowNum::try_from(rows).unwrap_or(RowNum::MAX)
}

impl Value<'_> {
    /// How many characters it takes.
    pub(super) fn width(&self) -> usize {
        match self {
            Value::Nothing => 0,
            Value::Text(text) | Value::Aligned(text) => text.width(),
            // The digits, a comma for each three of them, and the point with the decimals.
            Value::Figure(text) => {
                let whole = text.find('.').unwrap_or(text.len());
                whole + whole / 3 + decimals(text) + 1
            }
            Value::Flag(_) => "FALSE".len(),
            Value::Day(_) => "2024-06-28".len(),
        }
    }
}
