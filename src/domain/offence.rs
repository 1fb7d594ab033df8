//! The offences investigated in a case, with their maximum penalties and when the law came into force.

use std::fmt;

use super::{Amount, Date, Fault, text};

/// An offence: its words and, if stated, the maximum penalties and the day its law came into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offence {
    text: String,
    /// The most years of imprisonment.
    pub max_years: Option<u32>,
    /// The highest fine, always a single figure.
    max_fine: Option<Amount>,
    /// When its law came into force.
    pub in_force_since: Option<Date>,
}

/// Separates an offence's words from the details; a closing bracket ends them.
const OPEN: &str = " [";
const CLOSE: char = ']';

const MAX_YEARS: &str = "max-years";
const MAX_FINE: &str = "max-fine";
const IN_FORCE_SINCE: &str = "in-force-since";

impl Offence {
    /// Reads the words, followed in square brackets by the details an entry keeps: `fraud [max-years=10,
    /// max-fine=500000.00 EUR, in-force-since=2023-02-26]`.
    ///
    /// # Errors
    /// There are no words, [`text::clean`] refuses the text, or a detail in brackets is invalid or occurs twice.
    pub fn parse(text: &str) -> Result<Offence, Fault> {
        Offence::read(&text::clean(text)?, |amount| Amount::parse(amount, None))
    }

    /// Reads the same from an entry's bytes.
    ///
    /// # Errors
    /// As for [`Offence::parse`].
    pub fn recorded(text: &str) -> Result<Offence, Fault> {
        Offence::read(text, Amount::recorded)
    }

    fn read(text: &str, amount: impl Fn(&str) -> Result<Amount, Fault>) -> Result<Offence, Fault> {
        let named = |words: &str| {
            if words.is_empty() {
                return Err(Fault::new("the text is empty").hint("write at least a word"));
            }
            Ok(Offence { text: words.to_owned(), max_years: None, max_fine: None, in_force_since: None })
        };
        let Some((words, terms)) = terms_of(text) else { return named(text) };
        let mut offence = named(words.trim_end())?;
        for term in terms.split(", ") {
            let (name, value) = term.split_once('=').ok_or_else(|| no_term(term))?;
            let doubled = match name {
                MAX_YEARS => offence.max_years.replace(years(value)?).is_some(),
                MAX_FINE => {
                    let before = offence.max_fine;
                    offence = offence.fined(amount(value)?)?;
                    before.is_some()
                }
                IN_FORCE_SINCE => offence.in_force_since.replace(Date::parse(value)?).is_some(),
                _ => return Err(no_term(term)),
            };
            if doubled {
                return Err(Fault::new(format!("{name} stands twice in the offence")).hint("leave one of them out"));
            }
        }
        Ok(offence)
    }

    /// The same offence with its highest fine.
    ///
    /// # Errors
    /// The amount is not a single figure.
    pub fn fined(self, fine: Amount) -> Result<Offence, Fault> {
        match fine {
            Amount::Stated(..) => Ok(Offence { max_fine: Some(fine), ..self }),
            Amount::Unstated(_) | Amount::NonValued => {
                Err(Fault::new("a fine is an amount of money").hint("write the amount, or leave it out"))
            }
        }
    }

    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The highest fine.
    pub fn max_fine(&self) -> Option<Amount> {
        self.max_fine
    }

    /// Everything in words: `fraud: up to 10 years, fine up to 500000.00 EUR, in force since 2023-02-26`.
    pub fn in_words(&self) -> String {
        let years = self.max_years.map(|years| format!("up to {years} {}", if years == 1 { "year" } else { "years" }));
        let fine = self.max_fine.map(|fine| format!("fine up to {fine}"));
        let since = self.in_force_since.as_ref().map(|since| format!("in force since {since}"));
        let said: Vec<String> = [years, fine, since].into_iter().flatten().collect();
        if said.is_empty() { self.text.clone() } else { format!("{}: {}", self.text, said.join(", ")) }
    }
}

/// The most years of imprisonment, as a person writes them.
///
/// # Errors
/// The text is not a whole number from 1 to 999.
pub(crate) fn years(text: &str) -> Result<u32, Fault> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten().filter(|years| (1..=999).contains(years)).ok_or_else(|| {
        Fault::new(format!("{} is not a number of years", text::quote(text))).hint("write a whole number, such as 10")
    })
}

/// An offence's words and the bracketed details after them; `None` if the brackets contain something else.
fn terms_of(text: &str) -> Option<(&str, &str)> {
    let (words, terms) = text.strip_suffix(CLOSE)?.rsplit_once(OPEN)?;
    let begins = |name| terms.strip_prefix(name).is_some_and(|rest: &str| rest.starts_with('='));
    [MAX_YEARS, MAX_FINE, IN_FORCE_SINCE].into_iter().any(begins).then_some((words, terms))
}

fn no_term(term: &str) -> Fault {
    Fault::new(format!("{} says nothing of an offence", text::quote(term)))
        .hint(format!("the brackets may hold {MAX_YEARS}=, {MAX_FINE}= and {IN_FORCE_SINCE}="))
}

/// The text that [`Offence::parse`] reads.
impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let years = self.max_years.map(|years| format!("{MAX_YEARS}={years}"));
        let fine = self.max_fine.map(|fine| format!("{MAX_FINE}={fine}"));
        let since = self.in_force_since.as_ref().map(|since| format!("{IN_FORCE_SINCE}={}", since.text()));
        let said: Vec<String> = [years, fine, since].into_iter().flatten().collect();
        f.write_str(&self.text)?;
        if said.is_empty() { Ok(()) } else { write!(f, "{OPEN}{}{CLOSE}", said.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offence_is_read_back_as_written() {
        for text in [
            "fraud",
            "fraud [max-years=10]",
            "fraud [max-years=10, max-fine=500000.00 EUR, in-force-since=2023-02-26]",
            "fraud [Art. 313-1]",
            "fraud [a] [in-force-since=2023~]",
        ] {
            assert_eq!(Offence::parse(text).unwrap().to_string(), text);
            assert_eq!(Offence::recorded(text).unwrap().to_string(), text);
        }
        let full = Offence::parse("fraud [in-force-since=2023-02-26, max-fine=5 EUR, max-years=1]").unwrap();
        assert_eq!(full.to_string(), "fraud [max-years=1, max-fine=5.00 EUR, in-force-since=2023-02-26]");
        assert_eq!(full.in_words(), "fraud: up to 1 year, fine up to 5.00 EUR, in force since 2023-02-26");
        assert_eq!(full.text(), "fraud");
    }

    #[test]
    fn an_invalid_offence_is_refused() {
        for (text, why) in [
            ("", "the text is empty"),
            ("fraud [max-years=ten]", "“ten” is not a number of years"),
            ("fraud [max-years=0]", "“0” is not a number of years"),
            ("fraud [max-years=1, max-years=2]", "max-years stands twice in the offence"),
            ("fraud [max-years=1, tariff=2]", "“tariff=2” says nothing of an offence"),
            ("fraud [max-fine=unstated]", "a fine is an amount of money"),
        ] {
            assert_eq!(Offence::parse(text).unwrap_err().what(), why, "{text}");
        }
    }
}
