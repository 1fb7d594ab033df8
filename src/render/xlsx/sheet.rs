//! The sheet of a section: a header in the first row, frozen with the columns that identify a row, and a table with
//! filters.

use jiff::civil;
use rust_xlsxwriter::{
    ColNum, ExcelDateTime, Format, FormatAlign, IgnoreError, RowNum, Table, TableColumn, TableStyle, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::column::{SheetColumn, Value};
use crate::report::document::Grid;

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

/// The formats of a workbook.
pub(super) struct Formats {
    pub(super) bold: Format,
    right: Format,
    day: Format,
    /// By the number of decimals.
    numbers: Vec<Format>,
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

/// Writes a section.
///
/// # Errors
/// The sheet cannot hold it.
pub(super) fn write(
    sheet: &mut Worksheet,
    grid: &Grid,
    columns: &[SheetColumn],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.name.width() + BUTTON).collect();
    for (row, cells) in (1..).zip(grid.rows()) {
        for ((at, column), width) in (0..).zip(columns).zip(&mut widths) {
            let value = column.value(grid, cells);
            *width = (*width).max(value.width());
            put(sheet, (row, at), &value, formats)?;
        }
    }
    head(sheet, grid, columns, formats)?;
    for (at, width) in (0..).zip(widths) {
        fit(sheet, at, width)?;
    }
    sheet.set_landscape();
    if columns.len() <= MOST_ON_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// Writes the header, and makes a table of it and the rows.
fn head(sheet: &mut Worksheet, grid: &Grid, columns: &[SheetColumn], formats: &Formats) -> Result<(), XlsxError> {
    let (last_row, last) = (count(grid.rows().len()), count(columns.len()).saturating_sub(1));
    let last = ColNum::try_from(last).unwrap_or(ColNum::MAX);
    if last_row == 0 {
        // A table has at least one row.
        for (at, column) in (0..).zip(columns) {
            sheet.write_string_with_format(0, at, &column.name, &formats.bold)?;
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
    let key = columns.iter().filter(|column| column.is_key(grid)).count();
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
        Value::Figure(text) => {
            sheet.write_string_with_format(row, at, text.as_ref(), &formats.right)?;
        }
        Value::Number(number, decimals) => {
            let format = formats.numbers.get(*decimals).unwrap_or(&formats.right);
            sheet.write_number_with_format(row, at, *number, format)?;
        }
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

fn count(rows: usize) -> RowNum {
    RowNum::try_from(rows).unwrap_or(RowNum::MAX)
}

impl Value<'_> {
    /// How many characters it takes.
    pub(super) fn width(&self) -> usize {
        match self {
            Value::Nothing => 0,
            Value::Text(text) | Value::Figure(text) => text.width(),
            // The digits, a comma for each three of them, and the point with the decimals.
            Value::Number(number, decimals) => {
                let whole = number.to_string().split('.').next().map_or(0, str::len);
                whole + whole / 3 + decimals + 1
            }
            Value::Flag(_) => "FALSE".len(),
            Value::Day(_) => "2024-06-28".len(),
        }
    }
}
