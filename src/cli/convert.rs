//! The flags that convert amounts into one currency, and the file of the rates used.

use std::path::{Path, PathBuf};

use crate::domain::{Unit, day};
use crate::exchange::Rounding;
use crate::query::{Convert, RateOn};
use crate::render::{self, Format, Options};
use crate::report::Document;
use crate::store::spare;

use super::failure::Failure;
use super::files::{self, Readers};
use super::particulars::parsed;

/// The conversion of amounts.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "One currency")]
pub(super) struct Conversion {
    /// Convert amounts into this currency, each at the rate of its day. What has no rate stays in rows of its own
    /// currency, and is counted as unconverted
    #[arg(long, value_name = "CUR")]
    convert: Option<String>,

    /// The set of rates, if more than one can convert into that currency
    #[arg(long, value_name = "NAME", requires = "convert")]
    rates: Option<String>,

    /// The day of the rates: that of each action (the default for actions), that of the report (the default for
    /// holdings), or this one
    #[arg(long, value_name = "action|as-of|DATE", requires = "convert")]
    rate_on: Option<String>,

    /// How to round a converted figure that is exact (half-up if not given); bounds are rounded outward
    #[arg(long, value_name = "half-up|half-even|up|down", requires = "convert", value_parser = Rounding::ALL.map(Rounding::as_str))]
    rounding: Option<String>,
}

/// The same, with the file of the rates used.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "One currency")]
pub(super) struct Converting {
    #[command(flatten)]
    conversion: Conversion,

    /// Write the rates used to this file, as CSV: enough to recalculate every converted figure
    #[arg(long, value_name = "FILE", requires = "convert")]
    rates_used: Option<PathBuf>,
}

impl Conversion {
    /// A conversion from words: the currency, the set of rates, the day and the rounding, each under its name.
    pub(super) fn of(word: impl Fn(&str) -> Option<String>) -> Conversion {
        let [convert, rates, rate_on, rounding] = WORDS.map(word);
        Conversion { convert, rates, rate_on, rounding }
    }

    /// Whether a conversion is asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.convert.is_some()
    }

    /// The conversion for a report.
    ///
    /// # Errors
    /// An unknown unit, day or rounding.
    pub(super) fn read(&self) -> Result<Option<Convert>, Failure> {
        let Some(to) = parsed("--convert", self.convert.clone(), Unit::parse)? else { return Ok(None) };
        let on = match self.rate_on.as_deref() {
            None => RateOn::Usual,
            Some("action") => RateOn::Action,
            Some("as-of") => RateOn::AsOf,
            Some(text) => RateOn::Day(day(text).map_err(|fault| fault.at("--rate-on"))?),
        };
        let rounding = parsed("--rounding", self.rounding.clone(), Rounding::parse)?.unwrap_or_default();
        Ok(Some(Convert { to, rates: self.rates.clone(), on, rounding, explained: true }))
    }
}

/// The names of the words that describe a conversion.
const WORDS: [&str; 4] = ["convert", "rates", "rate_on", "rounding"];

/// A conversion as words, each with its name.
pub(super) fn words(convert: &Convert) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let on = match convert.on {
        RateOn::Usual => None,
        RateOn::Action => Some("action".to_owned()),
        RateOn::AsOf => Some("as-of".to_owned()),
        RateOn::Day(day) => Some(day.to_string()),
    };
    let (to, rounding) = (convert.to.code().to_owned(), convert.rounding.as_str().to_owned());
    let words = [Some(to), convert.rates.clone(), on, Some(rounding)];
    WORDS.into_iter().zip(words).filter_map(|(name, word)| Some((name, word?)))
}

impl Converting {
    /// The conversion for a report.
    ///
    /// # Errors
    /// An unknown unit, day or rounding.
    pub(super) fn read(&self) -> Result<Option<Convert>, Failure> {
        let explained = self.rates_used.is_some();
        Ok(self.conversion.read()?.map(|convert| Convert { explained, ..convert }))
    }

    /// Checks that the rates used are not to be written over a ledger.
    ///
    /// # Errors
    /// They are.
    pub(super) fn admitted(&self, ledger: &Path) -> Result<(), Failure> {
        let Some(file) = &self.rates_used else { return Ok(()) };
        spare(file, ledger).map_err(|refusal| Failure::from(refusal).at("--rates-used"))
    }

    /// Writes the rates used, if asked for; `output` is the file of the report itself.
    ///
    /// # Errors
    /// The file is the report's or belongs to the ledger, or cannot be written.
    pub(super) fn write(
        &self,
        document: &Document,
        ledger: &Path,
        (output, options, readers): (Option<&Path>, Options, Readers),
    ) -> Result<(), Failure> {
        let Some(file) = &self.rates_used else { return Ok(()) };
        if output == Some(file.as_path()) {
            return Err(Failure::usage("--rates-used and --output name the same file", "name two files"));
        }
        spare(file, ledger).map_err(|refusal| Failure::from(refusal).at("--rates-used"))?;
        let Some(used) = document.rates_used()? else { return Ok(()) };
        files::replace(file, ledger, readers, |out| Ok(render::write(&used, Format::Csv, options, out)?))
    }
}
