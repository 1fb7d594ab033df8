//! Units of amounts: ISO 4217 currencies, including those that ended, and crypto-assets.

use std::fmt;
use std::sync::LazyLock;

use super::{Fault, Things};

/// The unit of an amount: a currency or a crypto-asset, which every report treats alike.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    code: &'static str,
    digits: Digits,
    sort: Sort,
}

/// What sort of thing a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Currency,
    CryptoAsset,
    Things,
}

/// How many digits after the point the figures of a unit have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    least: u8,
    kept: u8,
}

/// How many more decimals than its own a currency stores, so that a source's fractions of a cent are kept too. A
/// crypto-asset has no fraction of its smallest unit, and stores only its own decimals.
///
/// With six more, EUR is stored to 0.00000001. An amount has at most 96 bits of minor units, as without them; with the
/// six digits that makes 116 bits. A sum has 127 bits, enough for two thousand of the greatest amounts, or 10^30 EUR.
/// A usual figure (up to 10^11 EUR) is still one machine word, so writing it takes hardly longer.
const MORE_THAN_WRITTEN: u8 = 6;

/// The most decimals stored for any unit, those of the finest crypto-assets.
const FINEST: u8 = 18;

impl Digits {
    /// Exactly this many, for a figure without a unit.
    pub const fn exactly(decimals: u32) -> Digits {
        let decimals = if decimals > u8::MAX as u32 { u8::MAX } else { decimals as u8 };
        Digits { least: decimals, kept: decimals }
    }

    /// The decimals written even if they are zero.
    pub fn least(self) -> u32 {
        u32::from(self.least)
    }

    /// The decimals of the stored whole number; beyond the least, they are written only up to the last that is not
    /// zero.
    pub fn kept(self) -> u32 {
        u32::from(self.kept)
    }

    fn of_currency(decimals: u8) -> Digits {
        Digits { least: decimals, kept: decimals.max(FINEST.min(decimals.saturating_add(MORE_THAN_WRITTEN))) }
    }

    fn of_crypto_asset(decimals: u8) -> Digits {
        Digits { least: decimals, kept: decimals }
    }
}

/// Currencies that `iso_currency` lacks because they ended before its list was made: code, decimals, last day as legal
/// tender or as an ISO 4217 code.
#[rustfmt::skip]
const ENDED: &[(&str, u8, &str)] = &[
    ("ADP", 0, "2002-02-28"), ("AFA", 2, "2003-01-02"), ("ANG", 2, "2025-06-30"), ("AON", 2, "1999-12-31"),
    ("AOR", 2, "1999-11-30"), ("ATS", 2, "2002-02-28"), ("AZM", 2, "2006-12-31"), ("BEF", 0, "2002-02-28"),
    ("BGL", 2, "1999-08-31"), ("BYB", 0, "2000-12-31"), ("BYR", 0, "2016-12-31"), ("CSD", 2, "2006-10-25"),
    ("CSK", 2, "1993-02-08"), ("CYP", 2, "2008-01-31"), ("DDM", 2, "1990-07-01"), ("DEM", 2, "2002-02-28"),
    ("ECS", 2, "2000-09-15"), ("EEK", 2, "2011-01-14"), ("ESP", 0, "2002-02-28"), ("FIM", 2, "2002-02-28"),
    ("FRF", 2, "2002-02-17"), ("GHC", 2, "2007-12-31"), ("GRD", 0, "2002-02-28"), ("GWP", 2, "1997-05-31"),
    ("IEP", 2, "2002-02-09"), ("ITL", 0, "2002-02-28"), ("LTL", 2, "2015-01-15"), ("LUF", 0, "2002-02-28"),
    ("LVL", 2, "2014-01-14"), ("MGF", 0, "2004-12-31"), ("MRO", 2, "2017-12-31"), ("MTL", 2, "2008-01-31"),
    ("MXP", 2, "1992-12-31"), ("MZM", 2, "2006-12-31"), ("NLG", 2, "2002-01-28"), ("PLZ", 2, "1996-12-31"),
    ("PTE", 0, "2002-02-28"), ("ROL", 0, "2006-12-31"), ("RUR", 2, "1998-12-31"), ("SDD", 2, "2007-06-30"),
    ("SIT", 2, "2007-01-14"), ("SKK", 2, "2009-01-16"), ("SRG", 2, "2003-12-31"), ("STD", 2, "2017-12-31"),
    ("SUR", 2, "1993-07-31"), ("TMM", 2, "2009-12-31"), ("TRL", 0, "2005-12-31"), ("UAK", 2, "1996-09-16"),
    ("VEB", 2, "2008-06-30"), ("VEF", 2, "2018-08-20"), ("XEU", 2, "1998-12-31"), ("YUM", 2, "2003-07-02"),
    ("ZMK", 2, "2012-12-31"), ("ZWD", 2, "2009-06-30"),
];

/// Last days of currencies that `iso_currency` marks as superseded, without a date.
const ENDED_BUT_LISTED: &[(&str, &str)] = &[
    ("BGN", "2025-12-31"),
    ("CUC", "2021-06-30"),
    ("HRK", "2023-01-14"),
    ("SLL", "2024-03-31"),
    ("ZWL", "2024-08-31"),
];

/// Crypto-assets and the decimals of the smallest unit on their own ledger.
#[rustfmt::skip]
const CRYPTO: &[(&str, u8)] = &[
    ("AAVE", 18), ("ADA", 6), ("ALGO", 6), ("APT", 8), ("ARB", 18), ("ATOM", 6), ("AVAX", 18), ("BCH", 8), ("BNB", 18),
    ("BSV", 8), ("BTC", 8), ("BTG", 8), ("BUSD", 18), ("CRO", 8), ("DAI", 18), ("DASH", 8), ("DOGE", 8), ("DOT", 10),
    ("EOS", 4), ("ETC", 18), ("ETH", 18), ("EURC", 6), ("FIL", 18), ("HBAR", 8), ("LINK", 18), ("LTC", 8),
    ("MATIC", 18), ("MKR", 18), ("OP", 18), ("PAX", 18), ("POL", 18), ("PYUSD", 6), ("SHIB", 18), ("SOL", 9),
    ("SUI", 9), ("TON", 9), ("TRX", 6), ("TUSD", 18), ("UNI", 18), ("USDC", 6), ("USDT", 6), ("VET", 18), ("WBTC", 8),
    ("WETH", 18), ("XLM", 7), ("XMR", 12), ("XRP", 6), ("XTZ", 6), ("ZEC", 8),
];

impl Unit {
    /// Reads a code: ISO 4217 (upper or lower case) or the usual ticker of a crypto-asset.
    ///
    /// # Errors
    /// The code is neither, or has no decimals in ISO 4217 and so no exact amounts (gold `XAU`, `XXX`).
    pub fn parse(code: &str) -> Result<Unit, Fault> {
        if let Some(unit) = listed(code) {
            return Ok(unit);
        }
        let upper = code.to_ascii_uppercase();
        let fault = match iso_currency::Currency::from_code(&upper) {
            Some(special) => Fault::new(format!("{upper} ({}) has no decimals in ISO 4217", special.name())),
            None => Fault::new(format!("“{code}” is not a currency or crypto-asset that impound knows")),
        };
        Err(fault.hint("use an ISO 4217 code such as EUR, historic ones included, or a ticker such as BTC"))
    }

    /// The unit of counted things. No code denotes it, so [`Unit::parse`] never returns it.
    pub fn of_things(things: Things) -> Unit {
        Unit { code: things.as_str(), digits: Digits::exactly(0), sort: Sort::Things }
    }

    /// What is counted; `None` for money.
    pub(crate) fn things(self) -> Option<Things> {
        (self.sort == Sort::Things).then(|| Things::parse(self.code).ok()).flatten()
    }

    /// Whether it is a currency, and not a crypto-asset.
    pub fn is_currency(self) -> bool {
        self.sort == Sort::Currency
    }

    /// The code, in upper case; for counted things, their word.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// The decimals that people write, and the fewest printed: those of its minor unit.
    pub fn decimals(self) -> u32 {
        self.digits.least()
    }

    /// The decimals stored: an amount is stored as a whole number, itself × 10^scale.
    pub fn scale(self) -> u32 {
        self.digits.kept()
    }

    /// Both numbers, as needed to write a figure.
    pub fn digits(self) -> Digits {
        self.digits
    }

    /// The last day of an ended currency, as `YYYY-MM-DD`.
    pub fn ended(self) -> Option<&'static str> {
        let gone = ENDED.iter().map(|(code, _, ended)| (code, ended));
        let listed = ENDED_BUT_LISTED.iter().map(|(code, ended)| (code, ended));
        gone.chain(listed).find(|(code, _)| **code == self.code).map(|(_, ended)| *ended)
    }
}

/// Every unit by its key, sorted: every entry contains a unit, and comparing codes one by one would take longer than
/// the rest of reading an amount.
static KNOWN: LazyLock<Vec<(u64, Unit)>> = LazyLock::new(|| {
    // Each currency has its own number; a test checks that none is missing.
    let listed = (0..=LAST_NUMBER).filter_map(|number| {
        let currency = iso_currency::Currency::from_numeric(number)?;
        Some((currency.code(), u8::try_from(currency.exponent()?).ok()?))
    });
    let ended = ENDED.iter().map(|(code, decimals, _)| (*code, *decimals));
    let currencies = listed.chain(ended).map(|(code, decimals)| Unit {
        code,
        digits: Digits::of_currency(decimals),
        sort: Sort::Currency,
    });
    let crypto_assets = CRYPTO.iter().map(|(code, decimals)| Unit {
        code,
        digits: Digits::of_crypto_asset(*decimals),
        sort: Sort::CryptoAsset,
    });
    let all = currencies.chain(crypto_assets);
    let mut known: Vec<_> = all.filter_map(|unit| Some((key(unit.code)?, unit))).collect();
    known.sort_unstable_by_key(|(key, _)| *key);
    known
});

/// The last number of ISO 4217.
const LAST_NUMBER: u16 = 999;

fn listed(code: &str) -> Option<Unit> {
    let code = key(code)?;
    let at = KNOWN.binary_search_by_key(&code, |(key, _)| *key).ok()?;
    KNOWN.get(at).map(|(_, unit)| *unit)
}

/// A code of at most eight letters as a number, the same in upper and lower case.
fn key(code: &str) -> Option<u64> {
    // Otherwise a code followed by zeros would equal that code.
    if !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut bytes = [0; 8];
    bytes.get_mut(..code.len())?.copy_from_slice(code.as_bytes());
    bytes.make_ascii_uppercase();
    Some(u64::from_be_bytes(bytes))
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        self.code == other.code
    }
}

impl Eq for Unit {}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Unit) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Unit) -> std::cmp::Ordering {
        self.code.cmp(other.code)
    }
}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use iso_currency::IntoEnumIterator;

    use super::*;

    #[test]
    fn current_and_historic_currencies_have_their_decimals() {
        for (code, decimals) in [
            ("EUR", 2),
            ("JPY", 0),
            ("KWD", 3),
            ("BGN", 2),
            ("HRK", 2),
            ("LTL", 2),
            ("DEM", 2),
            ("ITL", 0),
            ("BTC", 8),
            ("ETH", 18),
            ("XMR", 12),
            ("USDT", 6),
            ("USDC", 6),
            ("LTC", 8),
            ("CLF", 4),
        ] {
            assert_eq!(Unit::parse(code).unwrap().decimals(), decimals, "{code}");
        }
        assert_eq!(Unit::parse("eur").unwrap().code(), "EUR");
    }

    #[test]
    fn a_currency_stores_more_decimals_than_people_write_and_a_crypto_asset_does_not() {
        for (code, scale) in [("EUR", 8), ("JPY", 6), ("KWD", 9), ("CLF", 10), ("BTC", 8), ("ETH", 18)] {
            assert_eq!(Unit::parse(code).unwrap().scale(), scale, "{code}");
        }
        for (_, unit) in KNOWN.iter() {
            assert!((unit.decimals()..=u32::from(FINEST)).contains(&unit.scale()), "{unit}");
        }
    }

    #[test]
    fn every_currency_with_decimals_is_a_unit_in_upper_and_lower_case() {
        for currency in iso_currency::Currency::iter() {
            let unit = Unit::parse(currency.code()).ok();
            assert_eq!(unit.map(|unit| unit.decimals()), currency.exponent().map(u32::from), "{}", currency.code());
            assert_eq!(Unit::parse(&currency.code().to_lowercase()).ok(), unit);
        }
        let own = ENDED.iter().map(|(code, decimals, _)| (*code, *decimals)).chain(CRYPTO.iter().copied());
        for (code, decimals) in own {
            assert_eq!(Unit::parse(code).map(|unit| (unit.code(), unit.decimals())), Ok((code, decimals.into())));
        }
    }

    #[test]
    fn a_crypto_asset_is_no_currency_and_neither_are_things() {
        let is_currency = |code| Unit::parse(code).unwrap().is_currency();
        assert!(is_currency("EUR") && is_currency("DEM") && !is_currency("BTC") && !is_currency("USDT"));
        for things in Things::ALL {
            let unit = Unit::of_things(*things);
            assert!(!unit.is_currency() && unit.decimals() == 0 && Unit::parse(unit.code()).is_err(), "{unit}");
        }
    }

    #[test]
    fn a_currency_that_ended_says_when() {
        assert_eq!(Unit::parse("BGN").unwrap().ended(), Some("2025-12-31"));
        assert_eq!(Unit::parse("LTL").unwrap().ended(), Some("2015-01-15"));
        assert_eq!(Unit::parse("EUR").unwrap().ended(), None);
    }

    #[test]
    fn a_code_that_means_no_exact_amount_is_refused() {
        for code in ["XAU", "XXX", "EURO", "", "E", "Ж", "EUR\0", "EUREUREUR", "\0\0\0\0\0\0\0\0"] {
            assert!(Unit::parse(code).is_err(), "{code}");
        }
        assert!(Unit::parse("XAU").unwrap_err().what().contains("has no decimals"));
    }

    #[test]
    fn every_superseded_currency_has_its_last_day_and_no_code_occurs_twice() {
        for currency in iso_currency::Currency::iter().filter(|c| c.is_superseded().is_some()) {
            // VES is marked as superseded by VED, its own new code for the same currency; both are in use.
            let unit = listed(currency.code()).unwrap();
            assert!(unit.ended().is_some() || unit.code() == "VES", "{unit} has no last day");
        }
        let own = ENDED.iter().map(|e| e.0).chain(CRYPTO.iter().map(|c| c.0));
        let mut codes: Vec<&str> = iso_currency::Currency::iter().map(|c| c.code()).chain(own).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
