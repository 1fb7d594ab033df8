//! What an importer should know about a file although it is not a fault.

use std::fmt;
use std::sync::Arc;

use crate::domain::term::vocabulary;
use crate::domain::{Fault, text};

vocabulary! {
    /// The kind of notice.
    NoticeKind, "kind of notice":
    /// Rows hidden in the spreadsheet, by hand or by a filter, that were read.
    HiddenRows = "hidden-rows",
    /// Columns hidden in the spreadsheet that were read.
    HiddenColumns = "hidden-columns",
    /// A hidden sheet that was read.
    HiddenSheet = "hidden-sheet",
    /// Sheets hidden in the spreadsheet that were not read.
    HiddenSheets = "hidden-sheets",
    /// Visible sheets that were not read.
    UnreadSheets = "unread-sheets",
    /// Cells merged with one to their left or above, which count as blank.
    MergedCells = "merged-cells",
    /// Rows with fewer fields than the header.
    ShortRows = "short-rows",
    /// Rows with more fields than the header.
    LongRows = "long-rows",
    /// An encoding that was guessed.
    GuessedEncoding = "guessed-encoding",
    /// Identifiers that a spreadsheet turned into a rounded number: `serial:1.2E+16`.
    RoundedIdentifiers = "rounded-identifiers",
    /// Rows with a date in the future or before 1900.
    UnusualDates = "unusual-dates",
    /// Rows that resemble an asset in the ledger.
    Alike = "alike",
}

/// One kind of observation about a file, however often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind it is.
    pub kind: NoticeKind,
    /// The sheet it occurred in; `None` in a CSV, or if it concerns the whole file.
    pub sheet: Option<Arc<str>>,
    /// Details beyond the kind: names of sheets, letters of columns, an encoding.
    pub detail: Option<String>,
    /// The first few rows.
    pub rows: Vec<u64>,
    /// How often it occurred.
    pub count: u64,
}

/// How many rows to name.
const NAMED: usize = 5;

impl Notice {
    /// A notice about the whole file or sheet.
    pub fn of(kind: NoticeKind, sheet: Option<Arc<str>>, detail: Option<String>, count: u64) -> Notice {
        Notice { kind, sheet, detail, rows: Vec::new(), count }
    }

    /// A notice about one row.
    pub(crate) fn of_row(kind: NoticeKind, sheet: Option<Arc<str>>, row: u64) -> Notice {
        Notice { kind, sheet, detail: None, rows: vec![row], count: 1 }
    }
}

/// `sheet “2024”: 3 rows are hidden and were read (rows 4, 5, 9)`, on one line.
impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "sheet {}: ", text::quote(sheet))?;
        }
        let detail = || self.detail.as_deref().map(text::escape).unwrap_or_default();
        let many = |one: &'static str, many: &'static str| if self.count == 1 { one } else { many };
        let count = self.count;
        match self.kind {
            NoticeKind::HiddenRows => {
                write!(f, "{count} {} hidden and {} read", many("row is", "rows are"), many("was", "were"))?;
            }
            NoticeKind::HiddenColumns => {
                write!(f, "hidden {} {} read", many("column", "columns"), many("was", "were"))?;
                write!(f, ": {}", detail())?;
            }
            NoticeKind::HiddenSheet => f.write_str("the sheet is hidden and was read")?,
            NoticeKind::HiddenSheets => {
                write!(f, "{count} hidden {} not read: {}", many("sheet was", "sheets were"), detail())?;
            }
            NoticeKind::UnreadSheets => {
                write!(f, "{count} {} not read: {}", many("sheet was", "sheets were"), detail())?;
            }
            NoticeKind::MergedCells => {
                write!(f, "{count} {} merged with another and read as blank", many("cell is", "cells are"))?;
            }
            NoticeKind::ShortRows => {
                write!(f, "{count} {} fewer fields than the header", many("row has", "rows have"))?;
            }
            NoticeKind::LongRows => {
                write!(f, "{count} {} more fields than the header", many("row has", "rows have"))?;
            }
            NoticeKind::GuessedEncoding => {
                write!(f, "the encoding was guessed: {}", detail())?;
            }
            NoticeKind::Alike => {
                write!(f, "{count} {} like an asset of the ledger: {}", many("row looks", "rows look"), detail())?;
            }
            NoticeKind::UnusualDates => {
                write!(f, "{count} {} unlikely", many("date is", "dates are"))?;
            }
            NoticeKind::RoundedIdentifiers => {
                let what = many("identifier looks", "identifiers look");
                write!(f, "{count} {what} like a number that a spreadsheet rounded, in the manner of {}", detail())?;
            }
        }
        let rows: Vec<String> = self.rows.iter().map(u64::to_string).collect();
        match rows.len() {
            0 => Ok(()),
            named => {
                let more = if self.count > named as u64 { ", …" } else { "" };
                write!(f, " ({} {}{more})", many("row", "rows"), rows.join(", "))
            }
        }
    }
}

/// The notices of a file, each kind once per sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notices(Vec<Notice>);

impl Notices {
    /// Adds a notice, merging it with one of its kind in the same sheet.
    pub fn add(&mut self, new: Notice) {
        let same = |known: &&mut Notice| known.kind == new.kind && known.sheet == new.sheet;
        match self.0.iter_mut().find(same) {
            Some(known) => {
                known.count += new.count;
                let room = NAMED.saturating_sub(known.rows.len());
                known.rows.extend(new.rows.into_iter().take(room));
            }
            None => self.0.push(new),
        }
    }

    /// All notices, in order of first occurrence.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.0.iter()
    }
}

impl IntoIterator for Notices {
    type Item = Notice;
    type IntoIter = std::vec::IntoIter<Notice>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<Notice> for Notices {
    fn extend<I: IntoIterator<Item = Notice>>(&mut self, new: I) {
        new.into_iter().for_each(|notice| self.add(notice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_given_once_per_sheet_with_its_count_and_first_rows() {
        let mut notices = Notices::default();
        let sheet = || Some(Arc::from("20\u{1b}24"));
        notices.extend((4..11).map(|row| Notice::of_row(NoticeKind::HiddenRows, sheet(), row)));
        notices.add(Notice::of(NoticeKind::GuessedEncoding, None, Some("windows-1252".to_owned()), 1));
        let said: Vec<String> = notices.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "sheet “20\\u{1b}24”: 7 rows are hidden and were read (rows 4, 5, 6, 7, 8, …)",
                "the encoding was guessed: windows-1252",
            ]
        );
    }
}
