//! Identifiers with check digits or a country: IBAN, BIC, LEI, VIN. Each function returns the normal form, or what is
//! wrong.

use std::str::FromStr;

use iban::{Iban, IbanLike, ParseIbanError};

use crate::domain::Jurisdiction;

/// ISO 13616, with the national formats of the SWIFT registry.
pub(super) fn iban(value: &str) -> Result<String, String> {
    let iban = upper_without_blanks(value);
    only(&iban, |c| c.is_ascii_alphanumeric(), "letters A–Z and digits")?;
    let (Some(country), Some(check), Some(account)) = (iban.get(..2), iban.get(2..4), iban.get(4..)) else {
        return Err("is too short for an IBAN".to_owned());
    };
    if !country.bytes().all(|b| b.is_ascii_uppercase()) || !check.bytes().all(|b| b.is_ascii_digit()) {
        return Err("does not begin with a country's two letters and two check digits".to_owned());
    }
    // The format is checked with the correct check digits, to tell the two faults apart.
    let due = check_digits(&format!("{account}{country}"));
    if country == HONDURAS {
        return honduran(&iban, check, account, due);
    }
    let form = Iban::from_str(&format!("{country}{due:02}{account}"));
    match form {
        Ok(right) if format!("{due:02}") == check => Ok(right.electronic_str().to_owned()),
        Ok(_) => Err(format!("has the check digits {check}; the rest requires {due:02}")),
        Err(ParseIbanError::InvalidBban(_)) => {
            let name = Jurisdiction::parse(country).map_or("no country of its own", |known| known.name());
            Err(format!("does not have the form of IBANs of {country} ({name})"))
        }
        Err(ParseIbanError::UnknownCountry(_)) => Err(format!("begins with {country}, which has no IBANs")),
        Err(ParseIbanError::InvalidBaseIban { .. }) => Err("is too long or too short for an IBAN".to_owned()),
    }
}

/// Has IBANs since release 99 of the SWIFT registry, which the library does not yet include.
const HONDURAS: &str = "HN";

/// `HN2!n4!a20!n`: 28 characters, with four letters for the bank and twenty digits.
fn honduran(iban: &str, check: &str, account: &str, due: u32) -> Result<String, String> {
    let is_of_form = account.len() == 24
        && account.bytes().enumerate().all(|(at, b)| if at < 4 { b.is_ascii_uppercase() } else { b.is_ascii_digit() });
    if !is_of_form {
        return Err("does not have the form of IBANs of HN (Honduras)".to_owned());
    }
    if format!("{due:02}") != check {
        return Err(format!("has the check digits {check}; the rest requires {due:02}"));
    }
    Ok(iban.to_owned())
}

/// ISO 9362: four letters or digits for the party, a country, two for the location, and optionally three for a branch.
pub(super) fn bic(value: &str) -> Result<String, String> {
    let bic = upper_without_blanks(value);
    only(&bic, |c| c.is_ascii_alphanumeric(), "letters A–Z and digits")?;
    if bic.len() != 8 && bic.len() != 11 {
        return Err(format!("has {} characters; a BIC has 8 or 11", bic.len()));
    }
    // `XK` is not in ISO 3166-1, but Kosovo's banks have BICs; the European Union has none.
    let country = bic.get(4..6).unwrap_or_default();
    match Jurisdiction::parse(country) {
        Ok(known) if known.code() == country && country != "EU" => Ok(bic),
        _ => Err(format!("has {country} as its country (characters 5 and 6), which is not a country code")),
    }
}

/// ISO 17442. Characters 5 and 6 are not always `00`: the first issuers did not reserve them.
pub(super) fn lei(value: &str) -> Result<String, String> {
    let lei = upper_without_blanks(value);
    only(&lei, |c| c.is_ascii_alphanumeric(), "letters A–Z and digits")?;
    let (20, Some((body, check))) = (lei.len(), lei.split_at_checked(18)) else {
        return Err(format!("has {} characters; an LEI has 20", lei.len()));
    };
    let due = check_digits(body);
    if format!("{due:02}") == check {
        return Ok(lei);
    }
    Err(format!("has the check digits {check}; the rest requires {due:02}"))
}

/// The values of the letters A to Z in a VIN's checksum; 0 for I, O and Q, which no VIN contains.
const LETTERS: [u32; 26] = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];

/// The weights of a VIN's characters in its checksum.
const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// ISO 3779; the check digit (character 9) is binding only in North America, where makers' codes begin with 1 to 5.
pub(super) fn vin(value: &str) -> Result<String, String> {
    let vin = upper_without_blanks(value);
    let wanted = "letters A–Z without I, O and Q, and digits";
    only(&vin, |c| c.is_ascii_alphanumeric() && !matches!(c, 'I' | 'O' | 'Q'), wanted)?;
    if vin.len() != WEIGHTS.len() {
        return Err(format!("has {} characters; a VIN has 17", vin.len()));
    }
    if !vin.starts_with(|c| matches!(c, '1'..='5')) {
        return Ok(vin);
    }
    let sum: u32 = vin.bytes().zip(WEIGHTS).map(|(byte, weight)| worth(byte) * weight).sum();
    let due = char::from_digit(sum % 11, 10).unwrap_or('X');
    match vin.chars().nth(8) {
        Some(check) if check != due => {
            Err(format!("has {check} as its check digit (character 9); the rest requires {due}"))
        }
        _ => Ok(vin),
    }
}

fn worth(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        _ => LETTERS.get(usize::from(byte.wrapping_sub(b'A'))).copied().unwrap_or_default(),
    }
}

/// The two check digits of ISO 7064 MOD 97-10 for letters and digits.
fn check_digits(body: &str) -> u32 {
    let digits = body.chars().chain("00".chars()).filter_map(|c| c.to_digit(36));
    98 - digits.fold(0, |sum, digit| (sum * if digit < 10 { 10 } else { 100 } + digit) % 97)
}

fn upper_without_blanks(value: &str) -> String {
    value.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

fn only(value: &str, allowed: impl Fn(char) -> bool, wanted: &str) -> Result<(), String> {
    match value.chars().enumerate().find(|(_, c)| !allowed(*c)) {
        Some((index, c)) => {
            Err(format!("has “{c}” as character {} (blanks apart); it may have only {wanted}", index + 1))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ibans_of_honduras_have_four_letters_and_twenty_digits() {
        for iban in ["HN88CABF00000000000250005469", "hn88 cabf 0000 0000 0002 5000 5469"] {
            assert_eq!(super::iban(iban).as_deref(), Ok("HN88CABF00000000000250005469"));
        }
        for (iban, why) in [
            ("HN89CABF00000000000250005469", "has the check digits 89; the rest requires 88"),
            ("HN88CABF0000000000025000546", "does not have the form of IBANs of HN (Honduras)"),
            ("HN88CAB100000000000250005469", "does not have the form of IBANs of HN (Honduras)"),
        ] {
            assert_eq!(super::iban(iban).unwrap_err(), why);
        }
    }

    #[test]
    fn an_iban_is_stored_without_blanks_in_upper_case() {
        for (text, kept) in [
            ("HU42 1177 3016 1111 1018 0000 0000", "HU42117730161111101800000000"),
            ("de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
            ("XK051212012345678906", "XK051212012345678906"),
            ("NO9386011117947", "NO9386011117947"),
        ] {
            assert_eq!(iban(text).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn a_bad_iban_is_refused_by_country_format_or_check_digits() {
        for (text, wrong) in [
            ("HU43 1177 3016 1111 1018 0000 0000", "has the check digits 43; the rest requires 42"),
            ("DE89 3704 0044 0532 0130 01", "has the check digits 89; the rest requires 62"),
            ("DE89 3704 0044 0532 0130", "does not have the form of IBANs of DE (Germany)"),
            ("ZZ89 3704 0044 0532 0130 00", "begins with ZZ, which has no IBANs"),
            ("DE8X 3704 0044 0532 0130 00", "does not begin with a country's two letters and two check digits"),
            ("DE89-3704", "has “-” as character 5 (blanks apart); it may have only letters A–Z and digits"),
            ("DE", "is too short for an IBAN"),
        ] {
            assert_eq!(iban(text).unwrap_err(), wrong);
        }
        assert!(iban(&format!("DE89{}", "1".repeat(200))).is_err());
    }

    #[test]
    fn a_bic_has_a_country_and_kosovo_counts() {
        for (text, kept) in [
            ("deutdeff", "DEUTDEFF"),
            ("DEUTDEFF500", "DEUTDEFF500"),
            ("NCBVXKPR", "NCBVXKPR"),
            ("OTPV HUHB", "OTPVHUHB"),
        ] {
            assert_eq!(bic(text).as_deref(), Ok(kept));
        }
        for (text, wrong) in [
            ("DEUTDEF", "has 7 characters; a BIC has 8 or 11"),
            ("DEUTZZFF", "has ZZ as its country (characters 5 and 6), which is not a country code"),
            ("DEUTUKFF", "has UK as its country (characters 5 and 6), which is not a country code"),
            ("DEUTEUFF", "has EU as its country (characters 5 and 6), which is not a country code"),
            ("DEUT.EFF", "has “.” as character 5 (blanks apart); it may have only letters A–Z and digits"),
        ] {
            assert_eq!(bic(text).unwrap_err(), wrong);
        }
    }

    #[test]
    fn an_lei_is_checked_whoever_issued_it() {
        // The second was issued before characters 5 and 6 were reserved.
        for lei_text in ["5493001KJTIIGC8Y1R12", "HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"] {
            assert_eq!(lei(&lei_text.to_lowercase()).as_deref(), Ok(lei_text));
        }
        assert_eq!(lei("5493001KJTIIGC8Y1R13").unwrap_err(), "has the check digits 13; the rest requires 12");
        assert_eq!(lei("5493001KJTIIGC8Y1R1").unwrap_err(), "has 19 characters; an LEI has 20");
        assert!(lei("5493001KJTIIGC8Y1RÄÄ").is_err());
    }

    #[test]
    fn a_vin_is_checked_by_its_digit_only_in_north_america() {
        for text in ["1M8GDM9AXKP042788", "11111111111111111", "WVWZZZ1JZXW000001", "5gzcz43d13s812715"] {
            assert_eq!(vin(text).as_deref(), Ok(text.to_uppercase().as_str()));
        }
        for (text, wrong) in [
            ("1M8GDM9A1KP042788", "has 1 as its check digit (character 9); the rest requires X"),
            ("WVWZZZ1JZXW00001", "has 16 characters; a VIN has 17"),
            (
                "WVWZZZ1JZXWO00001",
                "has “O” as character 12 (blanks apart); it may have only letters A–Z without I, O and Q, and digits",
            ),
        ] {
            assert_eq!(vin(text).unwrap_err(), wrong);
        }
    }
}
