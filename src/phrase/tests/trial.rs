//! The trial data: real phrases, each with a human reading, measured where the data is available.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use super::super::*;
use crate::domain::{Amount, Bounds, Decimal, End, Precision, Unit};

fn shared(file: &str) -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::env::var_os("IMPOUND_SHARED").map_or_else(beside, PathBuf::from).join(file)
}

/// The text of a trial data file; if it is missing, says so and returns `None`.
pub(super) fn beside(file: &str) -> Option<String> {
    let path = shared(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        writeln!(std::io::stderr(), "skipped: {} is not here", path.display()).unwrap();
    }
    text
}

/// A row's human reading; `None` if the phrase should be refused. No amount of the ledger is negative.
fn by_hand(row: &csv::StringRecord) -> Option<Amount> {
    let [lower, lower_inclusive, upper, upper_inclusive, approximate, currency, kind] =
        [3, 4, 5, 6, 7, 8, 9].map(|column| &row[column]);
    if !matches!(kind, "money" | "crypto") || lower.starts_with('-') {
        return None;
    }
    let unit = Unit::parse(currency).unwrap();
    let scaled = |text: &str| Decimal::parse(text).unwrap().scaled(unit, Precision::OfUnit).unwrap();
    let low = if lower_inclusive == "true" { End::at(scaled(lower)) } else { End::above(scaled(lower)) };
    let high = if upper_inclusive == "true" { End::at } else { End::below };
    let high = (!upper.is_empty()).then(|| high(scaled(upper)));
    Bounds::between(low, high)
        .map(|bounds| bounds.or_approximate(approximate == "true"))
        .map(|bounds| Amount::Stated(unit, bounds))
}

/// Counts right, refused and wrong, with a line for each that is not right.
fn measure(file: &PathBuf, told: bool) -> (u32, u32, u32, String) {
    let (mut right, mut refused, mut wrong, mut report) = (0, 0, 0, String::new());
    for row in csv::Reader::from_path(file).unwrap().records() {
        let row = row.unwrap();
        let language = if told { Language::parse(&row[1]).ok() } else { None };
        let expected = by_hand(&row);
        let result = read(&row[2], Hints { language, ..Hints::default() });
        let got = result.as_ref().ok().map(|reading| reading.amount);
        let verdict = match got {
            _ if got == expected => {
                right += 1;
                continue;
            }
            None => {
                refused += 1;
                "refused"
            }
            Some(_) => {
                wrong += 1;
                "wrong"
            }
        };
        let answer = result.map_or_else(|refusal| refusal.fault.to_string(), |reading| reading.amount.to_string());
        let hand = expected.map_or("refusal".to_owned(), |amount| amount.to_string());
        writeln!(report, "{} {} {verdict}: {answer} (by hand {hand}): {}", &row[0], &row[1], &row[2]).unwrap();
    }
    (right, refused, wrong, report)
}

#[test]
fn nearly_all_trial_phrases_are_read_correctly_and_hardly_any_wrongly() {
    let file = shared("data/phrases.csv");
    if !file.exists() {
        writeln!(std::io::stderr(), "skipped: {} is not here", file.display()).unwrap();
        return;
    }
    for told in [true, false] {
        let (right, refused, wrong, report) = measure(&file, told);
        let all = right + refused + wrong;
        let figures = format!("language told: {told}; {right} right, {refused} refused, {wrong} wrong of {all}");
        writeln!(std::io::stderr(), "{figures}\n{report}").unwrap();
        assert!(right * 100 >= all * 98 && wrong * 300 <= all, "{figures}");
    }
}
