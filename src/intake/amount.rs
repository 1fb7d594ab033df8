//! The amount of a row: canonical text or words, in the currency of the row or of its asset.

use crate::domain::{Amount, Fault, Jurisdiction, Precision, Unit, text};
use crate::phrase::{self, Hints, Language, Reading};

/// What a row says about an amount.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Said {
    /// This amount.
    Amount(Amount),
    /// This amount, unless a place of its asset has its own currency with the same sign or name.
    BySharedSign(Amount, Words),
    /// An amount in the asset's currency, which only the ledger knows.
    InOwnUnit(Words),
}

/// The words of an amount, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    text: String,
    manner: Manner,
}

/// How an amount is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    /// The language of the words, if a map names it.
    pub(crate) language: Option<Language>,
    /// Who decides how many decimals it may have.
    pub(crate) writer: Writer,
}

/// Who decides how many decimals an amount may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Writer {
    /// A person using impound's own columns, bound by the currency's decimals; also for text that a map could misread.
    #[default]
    Person,
    /// A register, whose amounts come back as recorded.
    Register,
    /// A map.
    Map(Precision),
}

impl Writer {
    fn precision(self) -> Precision {
        match self {
            Writer::Person => Precision::OfUnit,
            Writer::Register => Precision::AsStated,
            Writer::Map(precision) => precision,
        }
    }
}

/// Reads what a row says about an amount, with the currency stated in the row.
///
/// # Errors
/// It is not an amount, has two readings (the fault names both), or is in a currency other than its row's.
pub(crate) fn read(text: &str, currency: Option<Unit>, manner: Manner, places: &[Jurisdiction]) -> Result<Said, Fault> {
    manner.attempt(|manner| read_in(text, currency, manner, places))
}

fn read_in(text: &str, currency: Option<Unit>, manner: Manner, places: &[Jurisdiction]) -> Result<Said, Fault> {
    let words = Words { text: text.to_owned(), manner };
    let canonical = |currency| Amount::parse_with(manner.writer.precision(), text, currency);
    if Amount::is_canonical_text(text) {
        return match canonical(None) {
            Ok(amount) => agreed(amount, currency).map(Said::Amount),
            Err(_) if is_without_unit(text) => match currency {
                Some(currency) => canonical(Some(currency)).map(Said::Amount),
                None => Ok(Said::InOwnUnit(words)),
            },
            Err(fault) => Err(fault),
        };
    }
    match words.reading(currency, places) {
        Ok(Reading { amount, shared: true, .. }) => Ok(Said::BySharedSign(amount, words)),
        Ok(reading) => Ok(Said::Amount(reading.amount)),
        // It contradicts its row, so the fault names the column.
        Err(fault) if currency.is_some() => match words.reading(None, places) {
            Ok(reading) => agreed(reading.amount, currency).map(Said::Amount).and(Err(fault)),
            Err(_) => Err(fault),
        },
        Err(fault) => {
            if phrase::names_no_unit(|unit| words.reading(Some(unit), places).is_ok()) {
                Ok(Said::InOwnUnit(words))
            } else {
                Err(fault)
            }
        }
    }
}

/// The currency of the sign or code that a spreadsheet shows with a number; `known` is its meaning according to a map.
/// Also whether it is only the best known of several that share the sign.
///
/// # Errors
/// It contradicts the row's currency, or several share it and the row does not say which.
pub(crate) fn unit_of_sign(sign: &str, known: Option<Unit>, currency: Option<Unit>) -> Result<(Unit, Shared), Fault> {
    let words = Words::of_sign(sign);
    let (own, shared) = match known.or_else(|| Unit::parse(sign).ok()) {
        Some(unit) => (unit, Shared::No),
        None => {
            let reading = words.reading(currency, &[]).or_else(|_| words.reading(None, &[]))?;
            let unit = reading.amount.unit();
            let unit = unit.ok_or_else(|| Fault::new(format!("{} is not a currency", text::quote(sign))))?;
            (unit, if reading.shared { Shared::Yes } else { Shared::No })
        }
    };
    match currency.filter(|currency| *currency != own) {
        None => Ok((own, shared)),
        Some(currency) => Err(Fault::new(format!(
            "the cell shows its number with {}, but its row is in {currency}",
            text::quote(sign)
        ))
        .hint("correct the one that is wrong, or give the cell a plain format")),
    }
}

/// Whether several currencies share a sign, so that a place may have its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    /// They share it.
    Yes,
    /// They do not, or the meaning is stated.
    No,
}

/// Whether a text is an amount in impound's own notation, which then serves as its own wording.
pub(crate) fn is_canonical(text: &str) -> bool {
    Amount::is_canonical_text(text)
}

impl Manner {
    /// The result of `read`; if it fails because of decimals that a map could keep, the fault says how.
    fn attempt<T>(self, read: impl Fn(Manner) -> Result<T, Fault>) -> Result<T, Fault> {
        let as_stated = Manner { writer: Writer::Map(Precision::AsStated), ..self };
        match read(self) {
            Err(fault) if self.writer == Writer::Map(Precision::OfUnit) && read(as_stated).is_ok() => Err(fault.hint(
                "nothing is rounded: let the map keep such decimals (decimals = \"as stated\") or say how to round (round)",
            )),
            read => read,
        }
    }
}

impl Words {
    /// One unit of the currency behind a sign, to find out which currency that is.
    pub(crate) fn of_sign(sign: &str) -> Words {
        Words { text: format!("1 {sign}"), manner: Manner::default() }
    }

    /// Checks that the sign means the best known of the currencies that share it, even where the asset is.
    ///
    /// # Errors
    /// One of the places has its own currency with that sign.
    pub(crate) fn hold_in(&self, places: &[Jurisdiction]) -> Result<(), Fault> {
        self.reading(None, places).map(drop)
    }

    /// The amount in the unit of its asset.
    ///
    /// # Errors
    /// The asset has no unit, or the amount has more decimals than that unit allows.
    pub(crate) fn in_unit(&self, unit: Option<Unit>) -> Result<Amount, Fault> {
        let unit = unit.ok_or_else(|| {
            Fault::new(format!("{} names no currency, and its asset has none", text::quote(&self.text)))
                .hint("fill the column currency")
        })?;
        self.manner.attempt(|manner| {
            if Amount::is_canonical_text(&self.text) {
                Amount::parse_with(manner.writer.precision(), &self.text, Some(unit))
            } else {
                let words = Words { manner, text: self.text.clone() };
                words.reading(Some(unit), &[]).map(|reading| reading.amount)
            }
        })
    }

    fn reading(&self, currency: Option<Unit>, places: &[Jurisdiction]) -> Result<Reading, Fault> {
        let text = text::clean(&self.text)?;
        let hints =
            Hints { language: self.manner.language, currency, places, precision: self.manner.writer.precision() };
        phrase::read(&text, hints).map_err(|refusal| refusal.fault)
    }
}

/// Whether canonical text names no unit.
fn is_without_unit(text: &str) -> bool {
    !text.contains(' ')
}

/// The amount in the row's currency, which must match any that the text itself names.
fn agreed(amount: Amount, currency: Option<Unit>) -> Result<Amount, Fault> {
    match (amount, amount.unit(), currency) {
        (Amount::Unstated(None), _, currency) => Ok(Amount::Unstated(currency)),
        (Amount::NonValued, _, Some(currency)) => {
            Err(Fault::new(format!("a non-valued asset has no currency, but the row says {currency}"))
                .hint("leave the currency out, or write unstated"))
        }
        (_, Some(own), Some(currency)) if own != currency => {
            Err(Fault::new(format!("the amount is in {own}, but the column currency says {currency}"))
                .hint("leave one of them out, or make them agree"))
        }
        _ => Ok(amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> Option<Unit> {
        (!code.is_empty()).then(|| Unit::parse(code).unwrap())
    }

    fn said(text: &str, currency: &str) -> Result<String, String> {
        match read(text, unit(currency), Manner::default(), &[]) {
            Ok(Said::Amount(amount)) => Ok(amount.to_string()),
            Ok(Said::InOwnUnit(words)) => Ok(format!("{} in its own", words.text)),
            Ok(Said::BySharedSign(amount, _)) => Ok(format!("{amount} by custom")),
            Err(fault) => Err(fault.what().to_owned()),
        }
    }

    #[test]
    fn an_amount_takes_its_own_currency_or_its_rows_or_its_assets() {
        assert_eq!(said(">5000.00 EUR", "").as_deref(), Ok(">5000.00 EUR"));
        assert_eq!(said(">5000.00", "EUR").as_deref(), Ok(">5000.00 EUR"));
        assert_eq!(said("5000.00 EUR", "EUR").as_deref(), Ok("5000.00 EUR"));
        assert_eq!(said(">5000.00", "").as_deref(), Ok(">5000.00 in its own"));
        assert_eq!(said("more than 5 million", "").as_deref(), Ok("more than 5 million in its own"));
        assert_eq!(said("unstated", "").as_deref(), Ok("unstated"));
        assert_eq!(said("unstated", "EUR").as_deref(), Ok("unstated EUR"));
        assert_eq!(said("non-valued", "").as_deref(), Ok("non-valued"));
        assert_eq!(said("more than €5M", "EUR").as_deref(), Ok(">5000000.00 EUR"));
        assert_eq!(said("more than $5M", "").as_deref(), Ok(">5000000.00 USD by custom"));
        assert_eq!(said("more than $5M", "SGD").as_deref(), Ok(">5000000.00 SGD"));
        assert_eq!(said("more than 5M US dollars", "").as_deref(), Ok(">5000000.00 USD"));
    }

    #[test]
    fn an_amount_that_contradicts_its_row_is_refused() {
        assert_eq!(said("5 EUR", "USD"), Err("the amount is in EUR, but the column currency says USD".into()));
        assert_eq!(said("non-valued", "USD"), Err("a non-valued asset has no currency, but the row says USD".into()));
        assert!(said("5.001", "EUR").unwrap_err().contains("5.001 has 3 decimals"));
        assert_eq!(said("five dollars", "EUR"), Err("the amount is in USD, but the column currency says EUR".into()));
        assert!(said("five or six", "EUR").unwrap_err().contains("two numbers stand beside each other"));
    }

    #[test]
    fn a_dollar_in_a_place_with_its_own_is_asked_about() {
        let places = [Jurisdiction::parse("NZ").unwrap()];
        let what = read("$5 million", None, Manner::default(), &places).unwrap_err();
        assert_eq!(what.what(), "New Zealand has a currency of this name too: NZD or USD?");
        let Ok(Said::BySharedSign(_, words)) = read("$5 million", None, Manner::default(), &[]) else { panic!() };
        assert_eq!(words.hold_in(&places).unwrap_err(), what);
        assert_eq!(words.hold_in(&[Jurisdiction::parse("DE").unwrap()]), Ok(()));
        let read = read("$5 million", unit("NZD"), Manner::default(), &places);
        assert_eq!(read, Ok(Said::Amount(Amount::parse("5000000.00 NZD", None).unwrap())));
    }

    #[test]
    fn an_amount_in_the_assets_currency_needs_one() {
        let Ok(Said::InOwnUnit(words)) = read("5.5", None, Manner::default(), &[]) else { panic!() };
        assert_eq!(words.in_unit(unit("EUR")).unwrap().to_string(), "5.50 EUR");
        assert!(words.in_unit(unit("JPY")).is_err());
        assert_eq!(words.in_unit(None).unwrap_err().what(), "“5.5” names no currency, and its asset has none");
    }
}
