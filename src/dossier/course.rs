//! The days on which the stock changed, and what was done on each.

use std::collections::BTreeMap;

use jiff::civil;

use super::chart::Known;
use super::words::counted;
use crate::domain::{Action, Date};
use crate::journal::Family;

/// The most steps that a chart through time has.
const MOST: usize = 60;

/// What was done by day, while families are added to it.
#[derive(Debug, Default)]
pub(super) struct Course {
    done: BTreeMap<civil::Date, Done>,
}

/// Actions by their names, each with how often it was done.
type Actions = BTreeMap<&'static str, (Action, u64)>;

/// What was done by a day.
#[derive(Clone, Debug, Default)]
struct Done {
    actions: Actions,
    /// The earliest day that any of it allows; `None` if one of its dates has no first day or is only about right.
    since: Option<civil::Date>,
}

/// A day on which the stock is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The day.
    pub(super) day: civil::Date,
    /// What was done since the one before, in words.
    pub(super) done: String,
    /// Whether the day is known.
    pub(super) is: Known,
}

impl Course {
    /// Adds the actions on a family that had happened by a day, each on the last day that its date allows.
    pub(super) fn add(&mut self, family: &Family, until: civil::Date) {
        for record in family.records().iter().filter(|record| record.voided.is_none()) {
            if record.step.date.last() <= until {
                self.note(&record.step.date, record.step.action);
            }
        }
    }

    fn note(&mut self, date: &Date, action: Action) {
        let first = date.first().filter(|_| !date.approximate());
        let new = Done { since: first, ..Done::default() };
        let done = self.done.entry(date.last()).or_insert(new);
        done.since = done.since.zip(first).map(|(one, other)| one.min(other));
        done.actions.entry(action.as_str()).or_insert((action, 0)).1 += 1;
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
        let mut ends: BTreeMap<civil::Date, (Actions, Known)> = BTreeMap::new();
        for (day, done) in &self.done {
            let end = span(*day);
            let (actions, is) = ends.entry(end.min(until)).or_insert((Actions::new(), Known::Exactly));
            for (name, (action, times)) in &done.actions {
                actions.entry(*name).or_insert((*action, 0)).1 += times;
            }
            if done.since.is_none_or(|since| span(since) != end) {
                *is = Known::ByThen;
            }
        }
        let stop = |(day, (actions, is)): (_, (Actions, _))| Stop { day, done: said(actions.into_values()), is };
        ends.into_iter().map(stop).collect()
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
            course.note(&Date::parse(&day.to_string()).unwrap(), Action::Freeze);
        }
        course
    }

    fn stop(day: civil::Date, done: &str) -> Stop {
        Stop { day, done: done.to_owned(), is: Known::Exactly }
    }

    #[test]
    fn few_days_are_steps_of_their_own() {
        let days = [civil::date(2024, 1, 3), civil::date(2024, 2, 5)];
        let stops = course(days.into_iter()).stops(civil::date(2024, 12, 31));
        assert_eq!(stops, days.map(|day| stop(day, "1 freeze")));
    }

    #[test]
    fn many_days_are_taken_together_by_month_quarter_or_year() {
        let until = civil::date(2060, 9, 1);
        let every = |step: i64, times: i64| {
            let first = civil::date(2020, 1, 1);
            course((0..times).map(move |time| first + jiff::Span::new().days(time * step))).stops(until)
        };
        let months = every(7, 100);
        assert_eq!(months[0], stop(civil::date(2020, 1, 31), "5 freezes"));
        let quarters = every(30, 100);
        assert_eq!(quarters[0].day, civil::date(2020, 3, 31));
        assert!(quarters.len() <= MOST);
        let years = every(150, 100);
        assert_eq!(years[0].day, civil::date(2020, 12, 31));
        assert_eq!(years.last().unwrap().day, until);
    }

    #[test]
    fn a_day_is_a_limit_if_the_date_allows_another_step() {
        let known = |dates: &[&str], span: fn(civil::Date) -> civil::Date| {
            let mut course = Course::default();
            for date in dates {
                course.note(&Date::parse(date).unwrap(), Action::Seize);
            }
            course.by(span, civil::date(2024, 12, 31)).into_iter().map(|stop| stop.is).collect::<Vec<_>>()
        };
        assert_eq!(known(&["2024-02-01"], |day| day), [Known::Exactly]);
        for date in ["../2024-02-01", "2024-01-30/2024-02-01", "2024-02", "2024-02-01~"] {
            assert_eq!(known(&[date], |day| day), [Known::ByThen], "{date}");
        }
        assert_eq!(
            known(&["2024-02-01", "2024-01/2024-02-01", "2024-02-02"], |day| day),
            [Known::ByThen, Known::Exactly]
        );
        // A month is a step of its own where steps are months.
        assert_eq!(known(&["2024-02"], month), [Known::Exactly]);
        assert_eq!(known(&["2024-01/2024-02"], month), [Known::ByThen]);
    }
}
