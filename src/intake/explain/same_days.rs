//! Finds columns with the same day in most rows that contradict each other in some.

use std::collections::BTreeMap;

use jiff::civil;

use crate::intake::table::{Cell, Row};

/// The most date columns compared with each other.
const COMPARED: usize = 12;

/// Counts in which date columns agree.
#[derive(Clone, Debug, Default)]
pub(super) struct SameDays {
    pairs: BTreeMap<(usize, usize), Pair>,
}

/// How the days of two columns compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pair {
    /// Rows in which both have a day.
    rows: u64,
    /// Rows in which the day is the same.
    same: u64,
    /// Rows in which it is the same once day and month are swapped in one column.
    swapped: u64,
}

/// Two columns with the same day except in some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The two columns, counted from 0.
    pub(super) columns: (usize, usize),
    /// The rows in which day and month are swapped.
    pub(super) swapped: u64,
    /// The rows in which both have a day.
    pub(super) rows: u64,
}

/// The days that a cell may mean.
enum Meant {
    /// This day.
    One(civil::Date),
    /// Day and month may be in either order.
    Either(civil::Date, civil::Date),
}

impl SameDays {
    /// Compares the days of a row.
    pub(super) fn row(&mut self, row: &Row) {
        let days: Vec<(usize, Meant)> =
            (0..).zip(&row.cells).filter_map(|(at, cell)| Some((at, meant(cell)?))).take(COMPARED).collect();
        for (place, (at, one)) in days.iter().enumerate() {
            for (other_at, other) in &days[place + 1..] {
                let pair = self.pairs.entry((*at, *other_at)).or_default();
                pair.rows += 1;
                match (one, other) {
                    (Meant::One(one), Meant::One(other)) if one == other => pair.same += 1,
                    (Meant::One(one), Meant::One(other)) if swapped(*one) == Some(*other) => pair.swapped += 1,
                    (Meant::Either(one, two), Meant::One(known)) | (Meant::One(known), Meant::Either(one, two))
                        if one == known || two == known =>
                    {
                        pair.same += 1;
                    }
                    (Meant::Either(one, _), Meant::Either(other, _)) if one == other => pair.same += 1,
                    _ => {}
                }
            }
        }
    }

    /// The columns with the same day in nearly every row but day and month swapped in some.
    pub(super) fn contradictions(&self) -> Vec<Contradiction> {
        let is_one = |pair: &Pair| pair.swapped > 0 && (pair.same + pair.swapped) * 10 >= pair.rows * 9;
        let contradiction = |(columns, pair): (&(usize, usize), &Pair)| {
            is_one(pair).then_some(Contradiction { columns: *columns, swapped: pair.swapped, rows: pair.rows })
        };
        self.pairs.iter().filter_map(contradiction).collect()
    }
}

/// The day with its day and month swapped.
fn swapped(day: civil::Date) -> Option<civil::Date> {
    civil::Date::new(day.year(), day.day(), day.month()).ok().filter(|other| *other != day)
}

fn meant(cell: &Cell) -> Option<Meant> {
    match cell {
        Cell::Date(day) => Some(Meant::One(*day)),
        Cell::DateTime(time) => Some(Meant::One(time.date())),
        Cell::Text(text) => of_text(text.trim()),
        _ => None,
    }
}

fn of_text(text: &str) -> Option<Meant> {
    let date = text.split(['T', ' ']).next()?;
    let parts: Vec<i16> = date.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let numbers: [i16; 3] = parts.try_into().ok()?;
    let day = |year: i16, month: i16, day: i16| {
        civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match (date.find(|c: char| !c.is_ascii_digit())?, numbers) {
        (4, [year, month, date]) => day(year, month, date).map(Meant::One),
        (1..=2, [first, second, year]) => match (day(year, second, first), day(year, first, second)) {
            (Some(one), Some(other)) if one != other => Some(Meant::Either(one, other)),
            (Some(one), _) | (None, Some(one)) => Some(Meant::One(one)),
            (None, None) => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_hold_the_same_day_are_compared_row_by_row() {
        let mut days = SameDays::default();
        let row = |one: civil::Date, other: &str| Row {
            line: 1,
            cells: vec![Cell::Text("x".to_owned()), Cell::Date(one), Cell::Text(other.to_owned())],
        };
        days.row(&row(civil::date(2024, 2, 1), "2024-01-02"));
        days.row(&row(civil::date(2024, 6, 25), "2024-06-25"));
        days.row(&row(civil::date(2024, 3, 3), "03/03/2024"));
        assert_eq!(days.contradictions(), [Contradiction { columns: (1, 2), swapped: 1, rows: 3 }]);
        let mut others = SameDays::default();
        others.row(&row(civil::date(2024, 2, 1), "2024-05-09"));
        others.row(&row(civil::date(2024, 2, 1), "01.02.2024"));
        assert_eq!(others.contradictions(), []);
    }
}
