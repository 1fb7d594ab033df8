//! A figure as a source states it: an exact decimal with its own grammar that never rounds.

use std::fmt;

use super::{Digits, Fault, Unit};

/// The largest power of ten by which words can multiply a figure (`billiard` and beyond are refused).
const MAX_POWER: u32 = 18;

/// The most digits in 128 bits.
const MOST_DIGITS: usize = 39;

/// The text length of a usual figure, so that writing it never reallocates.
const USUAL_DIGITS: usize = 24;

/// The powers of ten up to the largest scale of a unit.
const TENS: [u64; 19] = {
    let mut tens = [1; 19];
    let mut power = 1;
    while power < tens.len() {
        tens[power] = tens[power - 1] * 10;
        power += 1;
    }
    tens
};

/// How many decimals a figure of a unit may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// As many as the unit has: for text that a person types, so that a misplaced point is noticed.
    #[default]
    OfUnit,
    /// As many as the unit stores: for what a source states and what is recorded. Zeros beyond the unit's own decimals
    /// mean nothing.
    AsStated,
}

/// A decimal figure ≥ 0 with at most 96 bits of digits, like `rust_decimal`.
///
/// The grammar is `digits [ "." digits ]`: no sign, no exponent, no separators. `rust_decimal`'s own parsers round
/// beyond 28 digits and accept `1_000` and `1e3`, so no text reaches them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(rust_decimal::Decimal);

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal(rust_decimal::Decimal::ZERO);

    /// Reads a figure, keeping every digit.
    ///
    /// # Errors
    /// The text is not digits with at most one point between them, or has more digits than 96 bits hold.
    pub fn parse(text: &str) -> Result<Decimal, Fault> {
        let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !fraction.is_none_or(digits) {
            return Err(Fault::new(format!("“{text}” is not a decimal figure"))
                .hint("write digits with a point before the decimals, such as 5000000.00"));
        }
        let fraction = fraction.unwrap_or_default();
        let too_long = || too_large(text);
        let mantissa = number(whole.bytes().chain(fraction.bytes())).ok_or_else(too_long)?;
        let scale = u32::try_from(fraction.len()).map_err(|_| too_long())?;
        rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale).map(Decimal).map_err(|_| too_long())
    }

    /// The figure multiplied by 10^`power`, exactly: `2.5` with 6 is `2500000`.
    ///
    /// # Errors
    /// The product has more digits than 96 bits hold.
    pub(crate) fn times_ten_to(self, power: u32) -> Result<Decimal, Fault> {
        let fits = |mantissa: i128, scale: u32| rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale).ok();
        let dropped = power.min(self.0.scale());
        let grown = if power > MAX_POWER { None } else { 10_i128.checked_pow(power - dropped) };
        grown
            .and_then(|factor| self.0.mantissa().checked_mul(factor))
            .and_then(|mantissa| fits(mantissa, self.0.scale() - dropped))
            .map(Decimal)
            .ok_or_else(|| too_large(&format!("{self} × 10^{power}")))
    }

    /// The exact sum of two figures; its scale is the larger of theirs.
    ///
    /// # Errors
    /// The sum has more digits than 96 bits hold; the fault names both figures.
    pub fn plus(self, other: Decimal) -> Result<Decimal, Fault> {
        let scale = self.0.scale().max(other.0.scale());
        let widen = |d: Decimal| d.0.mantissa().checked_mul(10_i128.checked_pow(scale - d.0.scale())?);
        widen(self)
            .zip(widen(other))
            .and_then(|(a, b)| a.checked_add(b))
            .and_then(|sum| rust_decimal::Decimal::try_from_i128_with_scale(sum, scale).ok())
            .map(Decimal)
            .ok_or_else(|| too_large(&format!("{self} + {other}")))
    }

    /// The figure as the whole number that amounts of `unit` store: itself × 10^[`Unit::scale`].
    ///
    /// # Errors
    /// There are more decimals than `precision` allows, or more minor units (cents, satoshi, or units of the last
    /// stored decimal) than 96 bits hold.
    pub fn scaled(self, unit: Unit, precision: Precision) -> Result<i128, Fault> {
        let figure = match precision {
            Precision::OfUnit => self,
            Precision::AsStated => self.without_zeros_beyond(unit.decimals()),
        };
        let most = match precision {
            Precision::OfUnit => unit.decimals(),
            Precision::AsStated => unit.scale(),
        };
        let own = figure.0.scale();
        if own > most {
            return Err(figure.too_fine(unit, precision));
        }
        let written = own.max(unit.decimals());
        let widened = |number: i128, by: u32| number.checked_mul(i128::from(*TENS.get(by as usize)?));
        widened(figure.0.mantissa(), written - own)
            .filter(|minor| *minor <= rust_decimal::Decimal::MAX.mantissa())
            .and_then(|minor| widened(minor, unit.scale() - written))
            .ok_or_else(|| too_large(&format!("{self} {}", unit.code())))
    }

    fn too_fine(self, unit: Unit, precision: Precision) -> Fault {
        let own = self.0.scale();
        match precision {
            Precision::OfUnit => {
                Fault::new(format!("{self} has {own} decimals, {} has {}", unit.code(), unit.decimals()))
                    .hint("nothing is rounded: give the amount as the source states it, or bounds around it")
            }
            Precision::AsStated => {
                Fault::new(format!("{self} has {own} decimals, {} is kept with {}", unit.code(), unit.scale()))
                    .hint("nothing is rounded: give bounds around the amount, or say in a map how to round it")
            }
        }
    }

    /// The same figure without trailing zeros beyond this many decimals: `12.500` with 2 is `12.50`.
    #[must_use]
    pub(crate) fn without_zeros_beyond(self, decimals: u32) -> Decimal {
        let mut scale = self.0.scale();
        let mut mantissa = self.0.mantissa();
        while scale > decimals && mantissa % 10 == 0 {
            (scale, mantissa) = (scale - 1, mantissa / 10);
        }
        // It has no more digits than before, so it fits.
        rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale).map_or(self, Decimal)
    }

    /// The figure as a whole number, if it is written as one.
    pub(super) fn whole(self) -> Option<i128> {
        (self.0.scale() == 0).then(|| self.0.mantissa())
    }

    /// All its digits as one whole number: itself × 10^[`Decimal::decimals`].
    pub(crate) fn digits(self) -> u128 {
        self.0.mantissa().unsigned_abs()
    }

    /// The number of digits after the point, as written.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, self.0.mantissa(), Digits::exactly(self.0.scale()))
    }
}

/// A scaled number as decimal text: with the digits of EUR, 500000000 is `5.00` and 1234500000 is `12.345`.
pub fn scaled_text(scaled: i128, digits: Digits) -> String {
    let mut text = String::with_capacity(USUAL_DIGITS);
    // Writing to a string cannot fail.
    let _ = write_scaled(&mut text, scaled, digits);
    text
}

/// Writes a scaled number in the form of [`scaled_text`].
///
/// # Errors
/// Only errors of `out`.
pub(crate) fn write_scaled(out: &mut impl fmt::Write, scaled: i128, digits: Digits) -> fmt::Result {
    let (number, decimals) = without_spare_zeros(scaled.unsigned_abs(), digits);
    let mut buffer = [b'0'; MOST_DIGITS];
    let digits = digits_of(number, &mut buffer);
    if scaled < 0 {
        out.write_char('-')?;
    }
    let decimals = decimals as usize;
    if decimals == 0 {
        return out.write_str(digits);
    }
    let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(decimals)).unwrap_or(("", digits));
    out.write_str(if whole.is_empty() { "0" } else { whole })?;
    out.write_char('.')?;
    for _ in fraction.len()..decimals {
        out.write_char('0')?;
    }
    out.write_str(fraction)
}

/// A number without its insignificant trailing zeros, and how many of its remaining digits follow the point.
fn without_spare_zeros(mut number: u128, digits: Digits) -> (u128, u32) {
    let (mut kept, least) = (digits.kept(), digits.least());
    let all = TENS.get((kept - least) as usize).copied().unwrap_or(1);
    // Nearly every amount has no more decimals than its unit, and dividing a single machine word is many times faster.
    match u64::try_from(number) {
        _ if kept == least => return (number, kept),
        Ok(word) if word.is_multiple_of(all) => return (u128::from(word / all), least),
        Err(_) if number.is_multiple_of(u128::from(all)) => return (number / u128::from(all), least),
        _ => {}
    }
    while kept > least && number.is_multiple_of(10) {
        (number, kept) = (number / 10, kept - 1);
    }
    (number, kept)
}

/// Writes the digits of a number at the end of `buffer`; `0` for zero.
fn digits_of(mut number: u128, buffer: &mut [u8; MOST_DIGITS]) -> &str {
    let mut unused = buffer.len();
    let mut put = |digit: u64| {
        unused -= 1;
        // A digit is below ten.
        buffer[unused] = b'0' + digit as u8;
    };
    // Dividing a single machine word is many times faster, and a usual figure fits one from the start.
    let mut word = loop {
        match u64::try_from(number) {
            Ok(word) => break word,
            Err(_) => put((number % 10) as u64),
        }
        number /= 10;
    };
    loop {
        put(word % 10);
        word /= 10;
        if word == 0 {
            break;
        }
    }
    std::str::from_utf8(&buffer[unused..]).unwrap_or_default()
}

/// The number formed by decimal digits; `None` if it has more than 127 bits.
fn number(mut digits: impl Iterator<Item = u8>) -> Option<i128> {
    let value = |digit: u8| digit.wrapping_sub(b'0');
    // This many digits fit a machine word.
    let first = digits.by_ref().take(18).fold(0_u64, |number, digit| number * 10 + u64::from(value(digit)));
    digits.try_fold(i128::from(first), |number, digit| number.checked_mul(10)?.checked_add(i128::from(value(digit))))
}

fn too_large(figure: &str) -> Fault {
    Fault::new(format!("{figure} has more digits than a figure can hold (79228162514264337593543950335 minor units)"))
        .hint("record it as several assets, or with a lower bound that fits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(code: &str) -> Unit {
        Unit::parse(code).unwrap()
    }

    #[test]
    fn a_figure_keeps_every_digit() {
        let wei = Decimal::parse("120000000.123456789012345678").unwrap();
        assert_eq!(wei.to_string(), "120000000.123456789012345678");
        assert_eq!(wei.scaled(unit("ETH"), Precision::OfUnit).unwrap(), 120_000_000_123_456_789_012_345_678);
        assert_eq!(Decimal::parse("007.50").unwrap().to_string(), "7.50");
        assert_eq!(Decimal::parse("0").unwrap().to_string(), "0");
        assert_eq!(Decimal::parse("0.00").unwrap().to_string(), "0.00");
    }

    #[test]
    fn only_digits_and_one_point_make_a_figure() {
        for text in ["", ".", "1.", ".5", "+5", "-5", "1e5", "1_000", "1,5", " 1", "1 ", "0x1", "١", "1.2.3", "NaN"] {
            assert!(Decimal::parse(text).is_err(), "{text:?} was read");
        }
    }

    #[test]
    fn excess_decimals_are_refused_with_both_numbers() {
        let written = |figure: &str, code| Decimal::parse(figure).unwrap().scaled(unit(code), Precision::OfUnit);
        assert_eq!(written("5.001", "EUR").unwrap_err().what(), "5.001 has 3 decimals, EUR has 2");
        assert!(written("5.0", "JPY").is_err());
        assert_eq!(written("5", "EUR"), Ok(500_000_000));
    }

    #[test]
    fn a_result_that_does_not_fit_is_an_error_and_never_wraps() {
        let most = "79228162514264337593543950335";
        assert_eq!(Decimal::parse(most).unwrap().to_string(), most);
        let fault = Decimal::parse("79228162514264337593543950336").unwrap_err();
        assert!(fault.what().starts_with("79228162514264337593543950336 has more digits"), "{fault}");
        assert!(Decimal::parse(&"9".repeat(5000)).is_err());
        assert!(Decimal::parse(&format!("0.{}1", "0".repeat(40))).is_err());
        let fault = Decimal::parse(most).unwrap().plus(Decimal::parse("1").unwrap()).unwrap_err();
        assert!(fault.what().starts_with("79228162514264337593543950335 + 1 has more digits"), "{fault}");
        let fault = Decimal::parse("79228162515").unwrap().scaled(unit("ETH"), Precision::OfUnit).unwrap_err();
        assert!(fault.what().starts_with("79228162515 ETH has more digits"), "{fault}");
    }

    #[test]
    fn a_sources_figure_may_have_as_many_decimals_as_its_unit_stores() {
        let stated = |figure: &str, code| Decimal::parse(figure).unwrap().scaled(unit(code), Precision::AsStated);
        for (figure, code, scaled) in [
            ("5", "EUR", 500_000_000),
            ("12.345", "EUR", 1_234_500_000),
            ("12.34500000000", "EUR", 1_234_500_000),
            ("0.00000001", "EUR", 1),
            ("0.005", "JPY", 5_000),
            ("0.00000001", "BTC", 1),
        ] {
            assert_eq!(stated(figure, code), Ok(scaled), "{figure} {code}");
        }
        let fault = stated("0.123456789", "EUR").unwrap_err();
        assert_eq!(fault.what(), "0.123456789 has 9 decimals, EUR is kept with 8");
        assert!(stated("0.000000001", "BTC").is_err(), "a crypto-asset is kept with its own decimals");
    }

    #[test]
    fn both_precisions_allow_the_same_greatest_amount() {
        let most = Decimal::parse("792281625142643375935439503.35").unwrap();
        for precision in [Precision::OfUnit, Precision::AsStated] {
            let scaled = most.scaled(unit("EUR"), precision).unwrap();
            assert_eq!(scaled_text(scaled, unit("EUR").digits()), "792281625142643375935439503.35");
            let above = Decimal::parse("792281625142643375935439503.4").unwrap();
            assert!(above.scaled(unit("EUR"), precision).unwrap_err().what().contains("has more digits"));
        }
        let finest = Decimal::parse("79228162514264337593.54395033").unwrap();
        let scaled = finest.scaled(unit("EUR"), Precision::AsStated).unwrap();
        assert_eq!(scaled_text(scaled, unit("EUR").digits()), "79228162514264337593.54395033");
    }

    #[test]
    fn only_significant_digits_are_written_and_all_of_them() {
        for (scaled, code, text) in [
            (0, "EUR", "0.00"),
            (500_000_000, "EUR", "5.00"),
            (1_234_500_000, "EUR", "12.345"),
            (1_234_560_000, "EUR", "12.3456"),
            (10, "EUR", "0.0000001"),
            (-1, "EUR", "-0.00000001"),
            (5_000_000, "JPY", "5"),
            (5_000, "JPY", "0.005"),
            (1, "ETH", "0.000000000000000001"),
            (i128::MAX, "EUR", "1701411834604692317316873037158.84105727"),
            (-170_141_183_460_469_231_731_687_303_715_800_000_000, "EUR", "-1701411834604692317316873037158.00"),
        ] {
            assert_eq!(scaled_text(scaled, unit(code).digits()), text);
        }
    }

    #[test]
    fn a_scale_word_multiplies_exactly() {
        let of = |text: &str, power| Decimal::parse(text).unwrap().times_ten_to(power);
        assert_eq!(of("2.5", 6).unwrap().to_string(), "2500000");
        assert_eq!(of("1.2345678", 6).unwrap().to_string(), "1234567.8");
        assert_eq!(of("0.001", 3).unwrap().to_string(), "1");
        assert!(of("80", 27).is_err());
        assert!(of("79228162514264337593543950335", 3).is_err());
    }

    #[test]
    fn an_addition_that_rust_decimal_rounds_is_exact_here() {
        let a = Decimal::parse("70000000000.00000000000000001").unwrap();
        assert_eq!(a.plus(a).unwrap().to_string(), "140000000000.00000000000000002");
        let b = Decimal::parse("70000000000.000000000000000001").unwrap();
        assert!(b.plus(b).is_err(), "29 digits and more do not fit and must not be rounded");
    }
}
