//! Days in figures, `03/04/2024` or `3.4.2024`: the order of day and month depends on the country, so they are refused
//! with what to write instead.

use jiff::civil;

use crate::domain::{Fault, text};

/// The refusal of a day in figures not written as year, month, day; `None` for any other text.
pub(super) fn otherwise_written(text: &str) -> Option<Fault> {
    let trimmed = text.trim().trim_end_matches('.');
    let sign = ['/', '.', '-'].into_iter().find(|sign| trimmed.matches(*sign).count() == 2)?;
    let mut figures = trimmed.split(sign).map(|figure| figure.trim());
    let [one, two, three] = [figures.next()?, figures.next()?, figures.next()?];
    let number = |figure: &str| figure.bytes().all(|byte| byte.is_ascii_digit()).then(|| figure.parse::<i16>().ok())?;
    let fault = |why: String| Fault::new(format!("{} {why}", text::quote(text)));
    let day = |year: i16, month: i16, day: i16| {
        civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let lengths = [one.len(), two.len(), three.len()];
    let figures = (number(one)?, number(two)?, number(three)?);
    match (lengths, figures) {
        // With dashes it is the accepted form, or close to it.
        ([4, 1 | 2, 1 | 2], (year, month, of_month)) if (sign, lengths) != ('-', [4, 2, 2]) => {
            let day = day(year, month, of_month)?;
            Some(fault("is not written as a date of ISO 8601".to_owned()).hint(format!("write {day}")))
        }
        ([1 | 2, 1 | 2, 4], (one, two, year)) => Some(match (day(year, two, one), day(year, one, two)) {
            (Some(day), Some(other)) if day != other => {
                fault(format!("has two readings: {} and {}", said(day), said(other)))
                    .hint(format!("write {day} or {other}"))
            }
            (Some(day), _) | (None, Some(day)) => {
                fault("is not written as a date of ISO 8601".to_owned()).hint(format!("write {day}"))
            }
            (None, None) => fault("is not a day in the calendar".to_owned()).hint("write a day such as 2024-06-25"),
        }),
        ([1 | 2, 1 | 2, 2], _) => {
            Some(fault("does not say in which century it lies".to_owned()).hint("write the year in full: 2024-06-25"))
        }
        _ => None,
    }
}

/// A day in words: `3 April 2024`.
fn said(day: civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
