//! `--amount`, `--currency` and `--value`: from the command line to an amount and a value.

use crate::domain::{Amount, Places, Unit, text};
use crate::journal::Details;
use crate::phrase::{self, Hints, Language, Reading};

use super::failure::Failure;

/// What a sale brought, and what it cost.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "The action")]
pub(super) struct Sale {
    /// With --how sold, what it was sold for. The money then stands in its place as an item of it, less the costs
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    proceeds: Option<String>,

    /// What the sale cost
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    costs: Option<String>,
}

impl Sale {
    /// Whether either is given.
    pub(super) fn is_given(&self) -> bool {
        self.proceeds.is_some() || self.costs.is_some()
    }

    /// Reads both sums into the details, in the language of the amount; costs that name no currency take that of the
    /// proceeds.
    ///
    /// # Errors
    /// As for [`Money::read`].
    pub(super) fn fill(
        self,
        details: &mut Details,
        money: &Money,
        places: impl Fn() -> Result<Places, Failure>,
    ) -> Result<(), Failure> {
        let of = |flag, amount| Money { flag, amount, currency: None, language: money.language, value: None };
        details.proceeds = of("--proceeds", self.proceeds).read(&places, || Ok(None))?;
        let own = details.proceeds.and_then(Amount::unit);
        details.costs = of("--costs", self.costs).read(&places, || Ok(own))?;
        Ok(())
    }
}

/// An amount as given, before the asset's own currency is known.
#[derive(Debug)]
pub(super) struct Money {
    /// The flag that gives it.
    flag: &'static str,
    amount: Option<String>,
    currency: Option<Unit>,
    language: Option<Language>,
    value: Option<String>,
}

impl Money {
    /// Takes the flags.
    ///
    /// # Errors
    /// An unknown currency or language.
    pub(super) fn new(
        amount: Option<String>,
        currency: Option<&str>,
        language: Option<&str>,
    ) -> Result<Money, Failure> {
        let Hints { language, currency, .. } = hints(language, currency)?;
        Ok(Money { flag: "--amount", amount, currency, language, value: None })
    }

    /// Adds a value to the amount.
    pub(super) fn with_value(self, value: Option<String>) -> Money {
        Money { value, ..self }
    }

    /// Whether there is an amount or a value.
    pub(super) fn is_given(&self) -> bool {
        self.amount.is_some() || self.value.is_some()
    }

    /// The value, which names its own currency.
    ///
    /// # Errors
    /// The phrase has no reading, or several; or `places` fails.
    pub(super) fn read_value(
        &self,
        places: impl FnOnce() -> Result<Places, Failure>,
    ) -> Result<Option<Amount>, Failure> {
        let Some(given) = &self.value else { return Ok(None) };
        let places = if Amount::is_canonical_text(given) { Places::unstated() } else { places()? };
        let hints = Hints { language: self.language, places: places.as_slice(), ..Hints::default() };
        reading(given, hints).map(|reading| Some(reading.amount)).map_err(|refused| refused.at("--value"))
    }

    /// The currency, if it is given alone.
    pub(super) fn bare_currency(&self) -> Option<Unit> {
        self.currency.filter(|_| self.amount.is_none())
    }

    /// The amount's own words, if it is given in words.
    pub(super) fn words(&self) -> Option<&str> {
        self.amount.as_deref().filter(|amount| !Amount::is_canonical_text(amount))
    }

    /// The amount; if it names no currency, in the asset's own, which `own` looks up, as `places` looks up where the
    /// asset lies.
    ///
    /// # Errors
    /// The phrase has no reading, or several; or `own` or `places` fails.
    pub(super) fn read(
        &self,
        places: impl FnOnce() -> Result<Places, Failure>,
        own: impl FnOnce() -> Result<Option<Unit>, Failure>,
    ) -> Result<Option<Amount>, Failure> {
        let Some(given) = &self.amount else { return Ok(None) };
        let places = if self.words().is_some() { places()? } else { Places::unstated() };
        let read = |currency| {
            let hints = Hints { language: self.language, currency, places: places.as_slice(), ..Hints::default() };
            reading(given, hints).map(|reading| reading.amount)
        };
        let refused = match read(self.currency) {
            Ok(amount) => return Ok(Some(amount)),
            Err(refused) => refused.at(self.flag),
        };
        // A phrase that any unit turns into an amount names none itself; one that names “dollars” must say which.
        let names_none = || phrase::names_no_unit(|unit| read(Some(unit)).is_ok());
        if self.currency.is_some() || !names_none() {
            return Err(refused);
        }
        match own()? {
            Some(unit) => read(Some(unit)).map(Some).map_err(|refused| refused.at(self.flag)),
            None => Err(refused),
        }
    }
}

/// What is known about a phrase besides its words.
///
/// # Errors
/// An unknown currency or language.
pub(super) fn hints(language: Option<&str>, currency: Option<&str>) -> Result<Hints<'static>, Failure> {
    let language = language.map(Language::parse).transpose().map_err(|fault| fault.at("--lang"))?;
    let currency = currency.map(Unit::parse).transpose().map_err(|fault| fault.at("--currency"))?;
    Ok(Hints { language, currency, ..Hints::default() })
}

/// Reads a phrase.
///
/// # Errors
/// It has no reading, or several; the failure holds the position in the phrase.
pub(super) fn reading(phrase: &str, hints: Hints<'_>) -> Result<Reading, Failure> {
    let phrase = text::clean(phrase)?;
    phrase::read(&phrase, hints).map_err(|refusal| Failure::Phrase {
        fault: refusal.fault,
        phrase,
        span: refusal.span,
        readings: refusal.readings,
    })
}
