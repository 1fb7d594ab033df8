//! Days as numbers, and dates as ranges of them.

/// A day, counted from 1 January 1970.
pub type Day = i64;

/// The days on which something may have happened; from any day if the first is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Option<Day>,
    pub last: Day,
}

/// The day of a year, a month and a day of the month.
pub fn day(year: i64, month: i64, of_month: i64) -> Day {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    before + (153 * month + 2) / 5 + of_month - 1 - 719_468
}

/// The year, the month and the day of the month of a day.
pub fn civil(number: Day) -> (i64, i64, i64) {
    let mut year = 1969 + number.div_euclid(366);
    while day(year + 1, 1, 1) <= number {
        year += 1;
    }
    let month = (1..=12).rfind(|month| day(year, *month, 1) <= number).unwrap();
    (year, month, number - day(year, month, 1) + 1)
}

/// A day in writing.
pub fn written(number: Day) -> String {
    let (year, month, of_month) = civil(number);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// The last day of a month.
pub fn end_of_month(year: i64, month: i64) -> Day {
    if month == 12 { day(year + 1, 1, 1) - 1 } else { day(year, month + 1, 1) - 1 }
}

#[test]
fn a_day_converts_back_to_the_same_number() {
    for number in (-40_000..40_000).step_by(13) {
        let (year, month, of_month) = civil(number);
        assert_eq!(day(year, month, of_month), number);
    }
    assert_eq!((written(0), written(day(2024, 2, 29) + 1)), ("1970-01-01".to_owned(), "2024-03-01".to_owned()));
}
