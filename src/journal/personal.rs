//! Personal data, and text that may contain some, behind commitments: the journal keeps only a salted digest, so the
//! data can lawfully be erased while the journal still verifies.

use std::collections::HashMap;
use std::fmt;

use crate::domain::{Identifier, Subject};

use super::digest::Digest;
use super::sealed::{SealedIdentifier, SealedMap, SealedSubject};

/// Random bytes that prevent a commitment from being matched by trying names.
pub(crate) type Salt = [u8; 32];

/// What lies behind a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// The commitment, `SHA-256(domain ‖ salt ‖ data)`.
    pub commitment: Digest,
    /// The salt.
    pub salt: Salt,
    /// The data, as [`Datum`](super::datum::Datum) says.
    pub data: String,
}

/// Separates these digests from SHA-256 digests used for anything else.
const DOMAIN: &[u8] = b"impound/personal/1\n";

impl Personal {
    /// Commits to some data.
    pub fn commit(data: &str, salt: Salt) -> Personal {
        let bytes = [DOMAIN, &salt, data.as_bytes()].concat();
        Personal { commitment: Digest::of(&bytes), salt, data: data.to_owned() }
    }

    /// Whether the commitment matches the salt and the data.
    pub fn holds(&self) -> bool {
        *self == Personal::commit(&self.data, self.salt)
    }
}

/// Commits to an identifier.
pub(crate) fn seal_identifier(identifier: &Identifier, salt: Salt) -> (SealedIdentifier, Personal) {
    let personal = Personal::commit(&identifier.to_string(), salt);
    (SealedIdentifier { scheme: identifier.scheme(), commitment: personal.commitment }, personal)
}

/// Commits to a person's name.
pub(crate) fn seal_subject(subject: &Subject, salt: Salt) -> (SealedSubject, Personal) {
    let personal = Personal::commit(subject.name(), salt);
    (SealedSubject { role: subject.role(), commitment: personal.commitment }, personal)
}

/// Commits to a map's text.
pub(crate) fn seal_map(text: &str, salt: Salt) -> (SealedMap, Personal) {
    let personal = Personal::commit(text, salt);
    (SealedMap { digest: Digest::of(text.as_bytes()), commitment: personal.commitment }, personal)
}

/// Personal data, to the extent that they may be shown.
#[derive(Clone, Debug, Default)]
pub struct Disclosure {
    data: HashMap<Digest, String>,
    withheld: HashMap<Digest, Withheld>,
}

/// Why a datum is not shown, and what is shown instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It was erased on this day, `2026-11-22`.
    Erased(String),
    /// It is kept as evidence and not shown to anybody.
    Restricted,
    /// It is missing and no entry says why: the ledger is damaged.
    Missing,
}

const MISSING: &Withheld = &Withheld::Missing;

impl Disclosure {
    /// A disclosure of these data, minus those that are withheld.
    pub fn new(mut data: HashMap<Digest, String>, withheld: HashMap<Digest, Withheld>) -> Disclosure {
        data.retain(|commitment, _| !withheld.contains_key(commitment));
        Disclosure { data, withheld }
    }

    /// All data that may be shown, with their commitments.
    pub fn shown(&self) -> impl Iterator<Item = (&Digest, &str)> {
        self.data.iter().map(|(commitment, datum)| (commitment, datum.as_str()))
    }

    /// The datum behind a commitment, or why it is not shown.
    ///
    /// # Errors
    /// It is not shown, for the reason returned.
    pub fn datum(&self, commitment: &Digest) -> Result<&str, &Withheld> {
        match self.withheld.get(commitment) {
            Some(withheld) => Err(withheld),
            None => self.data.get(commitment).map(String::as_str).ok_or(MISSING),
        }
    }

    /// An identifier with its scheme, `iban:…`, or its placeholder.
    pub(crate) fn identifier(&self, sealed: &SealedIdentifier) -> String {
        match self.datum(&sealed.commitment) {
            // The datum includes its scheme.
            Ok(identifier) => identifier.to_owned(),
            Err(withheld) => format!("{}:{withheld}", sealed.scheme),
        }
    }

    /// A person's name, or its placeholder.
    pub fn name(&self, sealed: &SealedSubject) -> String {
        self.datum(&sealed.commitment).map_or_else(ToString::to_string, str::to_owned)
    }
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Withheld::Erased(day) => write!(f, "[erased {day}]"),
            Withheld::Restricted => f.write_str("[restricted]"),
            Withheld::Missing => f.write_str("[missing]"),
        }
    }
}

/// Whether a text is the placeholder for an identifier or a name, with or without its scheme or role.
pub fn is_withheld(text: &str) -> bool {
    let datum = text.rsplit_once(':').map_or(text, |(_, datum)| datum).trim();
    let Some(words) = datum.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    match words.strip_prefix("erased ") {
        Some(day) => day.parse::<jiff::civil::Date>().is_ok(),
        None => words == "restricted" || words == "missing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_distinguished_from_a_datum() {
        for withheld in [Withheld::Erased("2026-11-22".to_owned()), Withheld::Restricted, Withheld::Missing] {
            for before in ["", "owner:", "iban:", " owner: "] {
                assert!(is_withheld(&format!("{before}{withheld}")), "{before}{withheld}");
            }
        }
        for datum in
            ["", "erased", "restricted]", "[erased]", "[erased Ada]", "owner:Ada", "owner:[Ada]", "[restricted] x"]
        {
            assert!(!is_withheld(datum), "{datum}");
        }
    }

    #[test]
    fn a_commitment_matches_only_its_own_salt_and_data() {
        let personal = Personal::commit("Ada Example", [7; 32]);
        assert!(personal.holds());
        assert!(!Personal { salt: [8; 32], ..personal.clone() }.holds());
        assert!(!Personal { data: "Ada Exemple".to_owned(), ..personal }.holds());
    }
}
