//! The days on which the stock changed, and what was done on each.

use std::collections::BTreeMap;

use jiff::civil;

use super::words::counted;
use crate::domain::Action;
use crate::journal::Family;

/// The most steps that a chart through time has.
const MOST: usize = 60;

/// What was done by day, while families are added to it.
#[derive(Debug, Default)]
pub(super) struct Course {
    done: BTreeMap<civil::Date, BTreeMap<&'static str, (Action, u64)>>,
}

/// A day, and in words what was done since the one before.
pub(super) type Stop = (civil::Date, String);

impl Course {
    /// Adds the actions on a family that had happened by a day, each on the last day that its date allows.
    pub(super) fn add(&mut self, family: &Family, until: civil::Date) {
        for record in family.records().iter().filter(|record| record.voided.is_none()) {
            let (day, action) = (record.step.date.last(), record.step.action);
            if day <= until {
                self.done.entry(day).or_default().entry(action.as_str()).or_insert((action, 0)).1 += 1;
            }
        }
    }

    /// The days, or where there are too many the ends of months, quarters or years, the last of them not after a day.
    pub(super) fn stops(&self, until: civil::Date) -> Vec<Stop> {
        let spans: [fn(civil::Date) -> civil::Date; 4] = [|day| day, month, quarter, year];
        let mut stops = Vec::new();
        for span in spans {
            stops = self.by(span, until);
            if stops.len() <= MOST {
                break;
            }
        }
        stops
    }

    fn by(&self, span: fn(civil::Date) -> civil::Date, until: civil::Date) -> Vec<Stop> {
        let mut ends: BTreeMap<civil::Date, BTreeMap<&'static str, (Action, u64)>> = BTreeMap::new();
        for (day, done) in &self.done {
            let end = ends.entry(span(*day).min(until)).or_default();
            for (name, (action, times)) in done {
                end.entry(*name).or_insert((*action, 0)).1 += times;
            }
        }
        ends.into_iter().map(|(day, done)| (day, said(done.into_values()))).collect()
    }
}

fn said(done: impl Iterator<Item = (Action, u64)>) -> String {
    let words = done.map(|(action, times)| {
        let [one, several] = nouns(action);
        counted(times, one, several)
    });
    words.collect::<Vec<_>>().join(", ")
}

/// An action as a noun, in the singular and the plural.
fn nouns(action: Action) -> [&'static str; 2] {
    match action {
        Action::Freeze => ["freeze", "freezes"],
        Action::Seize => ["seizure", "seizures"],
        Action::Confiscate => ["confiscation", "confiscations"],
        Action::Release => ["release", "releases"],
        Action::Return => ["return", "returns"],
        Action::Dispose => ["disposal", "disposals"],
        Action::Revalue => ["revaluation", "revaluations"],
        Action::Transfer => ["transfer", "transfers"],
        Action::Recover => ["recovery", "recoveries"],
    }
}

fn month(day: civil::Date) -> civil::Date {
    day.last_of_month()
}

fn quarter(day: civil::Date) -> civil::Date {
    let last = (day.month() - 1) / 3 * 3 + 3;
    civil::date(day.year(), last, 1).last_of_month()
}

fn year(day: civil::Date) -> civil::Date {
    day.last_of_year()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(days: impl Iterator<Item = civil::Date>) -> Course {
        let mut course = Course::default();
        for day in days {
            course.done.entry(day).or_default().insert("freeze", (Action::Freeze, 1));
        }
        course
    }

    #[test]
    fn few_days_are_steps_of_their_own() {
        let days = [civil::date(2024, 1, 3), civil::date(2024, 2, 5)];
        let stops = course(days.into_iter()).stops(civil::date(2024, 12, 31));
        assert_eq!(stops, days.map(|day| (day, "1 freeze".to_owned())));
    }

    #[test]
    fn many_days_are_taken_together_by_month_quarter_or_year() {
        let until = civil::date(2060, 9, 1);
        let every = |step: i64, times: i64| {
            let first = civil::date(2020, 1, 1);
            course((0..times).map(move |time| first + jiff::Span::new().days(time * step))).stops(until)
        };
        let months = every(7, 100);
        assert_eq!(months[0], (civil::date(2020, 1, 31), "5 freezes".to_owned()));
        let quarters = every(30, 100);
        assert_eq!(quarters[0].0, civil::date(2020, 3, 31));
        assert!(quarters.len() <= MOST);
        let years = every(150, 100);
        assert_eq!(years[0].0, civil::date(2020, 12, 31));
        assert_eq!(years.last().unwrap().0, until);
    }
}
