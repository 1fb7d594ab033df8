//! `--amount` and `--currency`: from what stands on the command line to an amount.

use crate::domain::{Amount, Unit, text};

use super::failure::Failure;

/// An amount as it was given, before the asset's own currency is known.
#[derive(Debug)]
pub(super) struct Money {
    amount: Option<String>,
    currency: Option<Unit>,
    language: Option<String>,
}

impl Money {
    /// Takes the flags.
    ///
    /// # Errors
    /// A currency that is none.
    pub(super) fn new(
        amount: Option<String>,
        currency: Option<&str>,
        language: Option<String>,
    ) -> Result<Money, Failure> {
        let currency = currency.map(Unit::parse).transpose().map_err(|fault| fault.at("--currency"))?;
        Ok(Money { amount, currency, language })
    }

    /// The currency, where only that is given.
    pub(super) fn bare_currency(&self) -> Option<Unit> {
        self.currency.filter(|_| self.amount.is_none())
    }

    /// The amount's own words, where it was given in words.
    pub(super) fn words(&self) -> Option<&str> {
        self.amount.as_deref().filter(|amount| !Amount::is_canonical_text(amount))
    }

    /// The amount; where it names no currency, in the asset's own, which `own` looks up.
    ///
    /// # Errors
    /// A phrase that has no reading, or several; or what `own` says.
    pub(super) fn read(&self, own: impl FnOnce() -> Result<Option<Unit>, Failure>) -> Result<Option<Amount>, Failure> {
        let Some(given) = &self.amount else { return Ok(None) };
        let read = |currency| read(given, currency, self.language.as_deref());
        let refused = match read(self.currency) {
            Ok(amount) => return Ok(Some(amount)),
            Err(refused) => refused.at("--amount"),
        };
        if self.currency.is_some() {
            return Err(refused);
        }
        match own()? {
            Some(unit) => read(Some(unit)).map(Some).map_err(|_| refused),
            None => Err(refused),
        }
    }
}

fn read(given: &str, currency: Option<Unit>, _language: Option<&str>) -> Result<Amount, Failure> {
    let given = text::clean(given)?;
    Ok(Amount::parse(&given, currency)?)
}
