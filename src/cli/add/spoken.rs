//! An amount in words, so that whoever typed it sees how it was read.

use crate::domain::{Amount, Bounds, End, Unit, decimal::scaled_text};

/// `more than 5,000,000.00 EUR`, `between 3.00 EUR and 4.00 EUR`, `not stated`.
pub(super) fn spoken(amount: Amount) -> String {
    match amount {
        Amount::Stated(unit, bounds) => stated(bounds, unit),
        Amount::Unstated(None) => "not stated".to_owned(),
        Amount::Unstated(Some(unit)) => format!("not stated, in {unit}"),
        Amount::NonValued => "no money value".to_owned(),
    }
}

fn stated(bounds: Bounds, unit: Unit) -> String {
    let (lower, figure) = (bounds.lower(), |end: End| figure(end, unit));
    let about = if bounds.approximate() { "about " } else { "" };
    let Some(upper) = bounds.upper() else {
        return format!("{about}{} {}", if lower.inclusive() { "at least" } else { "more than" }, figure(lower));
    };
    if lower.scaled() == upper.scaled() {
        return format!("{} {}", if bounds.approximate() { "about" } else { "exactly" }, figure(lower));
    }
    if lower == End::ZERO {
        return format!("{about}{} {}", if upper.inclusive() { "at most" } else { "less than" }, figure(upper));
    }
    match (lower.inclusive(), upper.inclusive()) {
        (true, true) => format!("{about}between {} and {}", figure(lower), figure(upper)),
        (from, to) => format!(
            "{about}{} {} and {} {}",
            if from { "at least" } else { "more than" },
            figure(lower),
            if to { "at most" } else { "less than" },
            figure(upper)
        ),
    }
}

/// A figure with commas between thousands.
fn figure(end: End, unit: Unit) -> String {
    let text = scaled_text(end.scaled(), unit.digits());
    let (whole, part) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}{part} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_back_in_words() {
        for (text, words) in [
            ("5000000.00 EUR", "exactly 5,000,000.00 EUR"),
            (">5000000.00 EUR", "more than 5,000,000.00 EUR"),
            (">=500.00 EUR", "at least 500.00 EUR"),
            ("<1000.00 EUR", "less than 1,000.00 EUR"),
            ("<=1000.00 EUR", "at most 1,000.00 EUR"),
            ("~850000.00 EUR", "about 850,000.00 EUR"),
            ("3.00..4.00 EUR", "between 3.00 EUR and 4.00 EUR"),
            (">3.00..<4.00 EUR", "more than 3.00 EUR and less than 4.00 EUR"),
            ("50000.00000000 BTC", "exactly 50,000.00000000 BTC"),
            ("unstated", "not stated"),
            ("non-valued", "no money value"),
        ] {
            assert_eq!(spoken(Amount::parse(text, None).unwrap()), words, "{text}");
        }
    }
}
