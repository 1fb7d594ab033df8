//! Identifiers of assets: account numbers, addresses, names and numbers of things, validated where possible.

use std::fmt;

use super::term::vocabulary;
use super::{Fault, text};

mod bitcoin;
mod digits;
mod domain_name;
mod ether;
mod masking;

pub(crate) use masking::masked;
pub use masking::without_identifiers;

/// The most characters in an identifier; a domain name has at most 253.
const LONGEST: usize = 300;

vocabulary! {
    /// The kind of identifier, which determines how it is validated.
    Scheme, "kind of identifier":
    /// An international bank account number (ISO 13616).
    Iban = "iban",
    /// A bank's identifier (ISO 9362).
    Bic = "bic",
    /// A domain name.
    Domain = "domain",
    /// A Bitcoin address.
    Btc = "btc",
    /// An Ethereum address.
    Eth = "eth",
    /// A vehicle identification number (ISO 3779).
    Vin = "vin",
    /// A legal entity identifier (ISO 17442).
    Lei = "lei",
    /// A registration plate.
    Plate = "plate",
    /// A maker's serial number.
    Serial = "serial",
    /// Anything else.
    Other = "other",
}

/// An identifier in normal form, so that two with the same meaning are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    scheme: Scheme,
    value: String,
}

impl Identifier {
    /// Reads `SCHEME:VALUE`, such as `iban:HU42 1177 3016 1111 1018 0000 0000`.
    ///
    /// # Errors
    /// The scheme is missing, or the value violates its scheme; the fault says which part is wrong.
    pub fn parse(text: &str) -> Result<Identifier, Fault> {
        let Some((scheme, value)) = text.split_once(':') else {
            let all: Vec<&str> = Scheme::ALL.iter().map(|scheme| scheme.as_str()).collect();
            return Err(Fault::new(format!("{} does not say what it identifies", text::quote(&masked(text))))
                .hint(format!("put the kind and a colon before it, such as iban:…; one of {}", all.join(", "))));
        };
        Identifier::new(Scheme::parse(scheme.trim())?, value)
    }

    /// An identifier of a known kind.
    ///
    /// # Errors
    /// The value violates its scheme.
    pub fn new(scheme: Scheme, value: &str) -> Result<Identifier, Fault> {
        let value = text::clean(value).map_err(|fault| fault.at(scheme))?;
        let refused = |why: String| Fault::new(format!("{scheme}: {} {why}", text::quote(&masked(&value))));
        if value.is_empty() {
            return Err(Fault::new(format!("{scheme}: there is nothing after the colon")));
        }
        if value.chars().nth(LONGEST).is_some() {
            return Err(refused(format!("has more than {LONGEST} characters")));
        }
        if value.contains(';') {
            return Err(
                refused("holds “;”, which separates identifiers".to_owned()).hint("give each identifier on its own")
            );
        }
        let normal = match scheme {
            Scheme::Iban => digits::iban(&value),
            Scheme::Bic => digits::bic(&value),
            Scheme::Domain => domain_name::normal(&value),
            Scheme::Btc => bitcoin::normal(&value),
            Scheme::Eth => ether::normal(&value),
            Scheme::Vin => digits::vin(&value),
            Scheme::Lei => digits::lei(&value),
            Scheme::Plate | Scheme::Serial | Scheme::Other => Ok(value.clone()),
        };
        let normal = normal.map_err(|why| refused(why).hint(hint(scheme)))?;
        Ok(Identifier { scheme, value: normal })
    }

    /// Its kind.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Its value in normal form.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.scheme, self.value)
    }
}

fn hint(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Domain => "give the name alone, such as coco.example; anything else goes under “other:”",
        _ => "compare it with the source; what the source itself has wrong goes under “other:”",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fault(text: &str) -> Fault {
        Identifier::parse(text).unwrap_err()
    }

    #[test]
    fn an_identifier_is_shown_with_its_kind_in_normal_form() {
        for (text, shown) in [
            ("iban:HU42 1177 3016 1111 1018 0000 0000", "iban:HU42117730161111101800000000"),
            ("BIC: deutdeff", "bic:DEUTDEFF"),
            ("domain:Bücher.example", "domain:xn--bcher-kva.example"),
            ("btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
            ("eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "eth:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
            ("vin:wvwzzz1jzxw000001", "vin:WVWZZZ1JZXW000001"),
            ("lei:5493001kjtiigc8y1r12", "lei:5493001KJTIIGC8Y1R12"),
            ("plate: AB-123-CD ", "plate:AB-123-CD"),
            ("serial:SN:12:ä", "serial:SN:12:ä"),
            ("other:Grundbuch Köln, Blatt 7", "other:Grundbuch Köln, Blatt 7"),
        ] {
            let read = Identifier::parse(text).unwrap();
            assert_eq!(read.to_string(), shown);
            assert_eq!(Identifier::parse(shown), Ok(read));
        }
    }

    #[test]
    fn a_bad_identifier_is_refused_with_what_is_wrong() {
        for (text, wrong) in [
            ("iban:DE88370400440532013000", "iban: “DE88…00” has the check digits 88; the rest requires 89"),
            ("imei:490154203237518", "“imei” is not a known kind of identifier"),
            ("HU42117730161111101800000000", "“HU42…00” does not say what it identifies"),
            ("plate: ", "plate: there is nothing after the colon"),
            ("plate:A;B", "plate: “A;B” holds “;”, which separates identifiers"),
            ("serial:a\u{200b}b", "serial: the text holds U+200B, a zero-width character, as character 2"),
        ] {
            assert_eq!(fault(text).what(), wrong);
        }
        assert!(fault(&format!("other:{}", "x".repeat(301))).what().ends_with("has more than 300 characters"));
        assert!(fault("domain:coco").to_do().unwrap().contains("give the name alone"));
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic_and_every_identifier_is_read_back_as_shown(
            scheme in proptest::sample::select(Scheme::ALL),
            value in "(\\PC{0,44}|[0-9A-Za-z.:-]{0,64}|bc1[a-z0-9]{0,60}|0x[0-9a-f]{40}|[1-5][A-Z0-9]{16}|\\PC{1,9}\\.com)",
        ) {
            if let Ok(read) = Identifier::parse(&format!("{scheme}:{value}")) {
                prop_assert_eq!(Identifier::parse(&read.to_string()), Ok(read));
            }
            let _ = Identifier::parse(&value);
        }
    }
}
