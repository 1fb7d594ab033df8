//! The messages of a child that parses spreadsheets, as lines of JSON.

use serde::{Deserialize, Serialize};

use super::desk::Message;
use super::parse::Survey;
use super::told::{Format, RowFault};
use crate::domain::Fault;
use crate::intake::notice::{Notice, NoticeKind};
use crate::intake::table::{Cell, Row, Unclear};

/// One message of a child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Line {
    /// The kind of spreadsheet, and its sheets.
    Survey((String, Vec<(String, bool)>)),
    /// Why it is refused.
    Refused(WireFault),
    /// Rows, each with its number.
    Rows(Vec<(u64, Result<Vec<WireCell>, WireFault>)>),
    /// A notice: its kind, detail, rows and count.
    Notice(String, Option<String>, Vec<u64>, u64),
    /// The input has ended.
    Over,
}

/// A fault and its hint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct WireFault(String, Option<String>);

/// A cell, with short names because there are many.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum WireCell {
    E,
    T(String),
    N(String),
    M(String, String),
    P(String),
    D(String),
    S(String),
    B(bool),
    X(String),
    U(String, WireFault),
}

impl Line {
    /// A message as a line.
    pub(super) fn of(message: Message) -> Line {
        match message {
            Message::Rows(rows) => Line::Rows(
                rows.into_iter()
                    .map(|row| match row {
                        Ok(Row { line, cells }) => (line, Ok(cells.into_iter().map(Into::into).collect())),
                        Err(RowFault { line, fault }) => (line, Err(WireFault::of(fault))),
                    })
                    .collect(),
            ),
            Message::Notice(notice) => Line::Notice(notice.kind.to_string(), notice.detail, notice.rows, notice.count),
            Message::Over => Line::Over,
        }
    }

    /// The message in a line; `None` if it has none.
    pub(super) fn message(self) -> Option<Message> {
        Some(match self {
            Line::Rows(rows) => Message::Rows(
                rows.into_iter()
                    .map(|(line, row)| match row {
                        Ok(cells) => Ok(Row { line, cells: cells.into_iter().map(Into::into).collect() }),
                        Err(fault) => Err(RowFault { line, fault: fault.fault() }),
                    })
                    .collect(),
            ),
            Line::Notice(kind, detail, rows, count) => {
                Message::Notice(Notice { kind: NoticeKind::parse(&kind).ok()?, sheet: None, detail, rows, count })
            }
            Line::Over => Message::Over,
            Line::Refused(fault) => Message::Rows(vec![Err(RowFault { line: 1, fault: fault.fault() })]),
            Line::Survey(_) => return None,
        })
    }

    /// A survey as a line.
    pub(super) fn of_survey((format, sheets): Survey) -> Line {
        Line::Survey((format.name().to_owned(), sheets))
    }

    /// The survey in a line.
    pub(super) fn surveyed((format, sheets): (String, Vec<(String, bool)>)) -> Option<Survey> {
        Some((Format::ALL.into_iter().find(|known| known.name() == format)?, sheets))
    }
}

impl WireFault {
    /// A fault as sent.
    pub(super) fn of(fault: Fault) -> WireFault {
        WireFault(fault.what().to_owned(), fault.to_do().map(str::to_owned))
    }

    /// The fault as received.
    pub(super) fn fault(self) -> Fault {
        let fault = Fault::new(self.0);
        match self.1 {
            Some(hint) => fault.hint(hint),
            None => fault,
        }
    }
}

impl From<Cell> for WireCell {
    fn from(cell: Cell) -> WireCell {
        match cell {
            Cell::Empty => WireCell::E,
            Cell::Text(text) => WireCell::T(text),
            Cell::Number(number) => WireCell::N(number),
            Cell::Money(number, sign) => WireCell::M(number, sign),
            Cell::Period(period) => WireCell::P(period),
            Cell::Date(day) => WireCell::D(day.to_string()),
            Cell::DateTime(time) => WireCell::S(time.to_string()),
            Cell::Flag(flag) => WireCell::B(flag),
            Cell::Error(error) => WireCell::X(error),
            Cell::Unclear(unclear) => WireCell::U(unclear.stored, WireFault::of(unclear.fault)),
        }
    }
}

impl From<WireCell> for Cell {
    fn from(cell: WireCell) -> Cell {
        match cell {
            WireCell::E => Cell::Empty,
            WireCell::T(text) => Cell::Text(text),
            WireCell::N(number) => Cell::Number(number),
            WireCell::M(number, sign) => Cell::Money(number, sign),
            WireCell::P(period) => Cell::Period(period),
            WireCell::D(day) => day.parse().map_or(Cell::Error(day), Cell::Date),
            WireCell::S(time) => time.parse().map_or(Cell::Error(time), Cell::DateTime),
            WireCell::B(flag) => Cell::Flag(flag),
            WireCell::X(error) => Cell::Error(error),
            WireCell::U(stored, fault) => Cell::Unclear(Box::new(Unclear { stored, fault: fault.fault() })),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_cell_comes_out_as_it_went_in() {
        let cells = vec![
            Cell::Empty,
            Cell::Text("a\n\"".to_owned()),
            Cell::Number("1234.5".to_owned()),
            Cell::Money("5".to_owned(), "€".to_owned()),
            Cell::Period("2024-06".to_owned()),
            Cell::Date(date(2024, 6, 25)),
            Cell::DateTime(date(2024, 6, 25).at(12, 0, 0, 0)),
            Cell::Flag(true),
            Cell::Error("#REF!".to_owned()),
            super::super::format::unclear("5", Fault::new("what").hint("do")),
        ];
        let row = || Ok(Row { line: 7, cells: cells.clone() });
        let line = serde_json::to_string(&Line::of(Message::Rows(vec![row()]))).unwrap();
        let Some(Message::Rows(rows)) = serde_json::from_str::<Line>(&line).unwrap().message() else {
            panic!("{line}")
        };
        assert_eq!(rows, [row()]);
    }
}
