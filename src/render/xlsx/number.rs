//! Decimals as the numbers of a sheet.
//!
//! A spreadsheet holds binary floating point, so this is the one place where a figure becomes such a number: only one of
//! at most 15 significant digits, which every such number gives back, and only after that was seen. Nothing is computed
//! with it.

/// The most significant digits that a spreadsheet shows, and that a binary number of 64 bits gives back whatever they are.
const MOST_DIGITS: usize = 15;

/// The number of a figure in decimal text; `None` if a sheet could not give back all of its digits.
pub(super) fn number(figure: &str) -> Option<f64> {
    let number: f64 = if digits(figure) <= MOST_DIGITS { figure.parse().ok()? } else { return None };
    // The shortest decimal that gives this number is what the file holds.
    Some(number).filter(|number| number.to_string() == without_spare_zeros(figure))
}

/// How many digits of a figure are significant: from the first that is not zero to the last.
fn digits(figure: &str) -> usize {
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

fn without_spare_zeros(figure: &str) -> &str {
    if figure.contains('.') { figure.trim_end_matches('0').trim_end_matches('.') } else { figure }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_figure_of_fifteen_digits_is_a_number_and_one_of_sixteen_is_not() {
        assert_eq!(number("5000000.00").map(|number| number.to_string()).as_deref(), Some("5000000"));
        assert_eq!(number("0.00").map(|number| number.to_string()).as_deref(), Some("0"));
        assert_eq!(number("-1.10").map(|number| number.to_string()).as_deref(), Some("-1.1"));
        for figure in ["1234567890123.45", "0.000000000000000001", "1.500000000000000000", "999999999999999000000.00"] {
            assert!(number(figure).is_some(), "{figure}");
        }
        for figure in ["12345678901234.56", "1.000000000000000001", "9007199254740993", "not stated", ""] {
            assert!(number(figure).is_none(), "{figure}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_the_same_decimal_when_it_is_read_back(
            whole in 0_u64..10_u64.pow(15),
            decimals in 0_usize..19,
            is_negative: bool,
        ) {
            let digits = format!("{whole:0>0$}", decimals + 1);
            let (before, after) = digits.split_at(digits.len() - decimals);
            let sign = if is_negative && whole > 0 { "-" } else { "" };
            let figure = if decimals == 0 { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") };
            let read = number(&figure).unwrap().to_string();
            let exact = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
            prop_assert_eq!(exact(&read), exact(&figure));
        }
    }
}
