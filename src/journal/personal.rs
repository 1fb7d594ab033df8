//! Personal data behind commitments: the journal keeps only a salted digest, so that the data can lawfully be erased
//! and the journal still checks.

use crate::domain::{Identifier, Subject};

use super::digest::Digest;
use super::entry::{SealedIdentifier, SealedSubject};

/// Random bytes that keep a commitment from being found by trying names.
pub type Salt = [u8; 32];

/// What lies behind a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// The commitment, `SHA-256(domain ‖ salt ‖ data)`.
    pub commitment: Digest,
    /// The salt.
    pub salt: Salt,
    /// The data: an identifier as `scheme:value`, or a person's name.
    pub data: String,
}

/// Separates these digests from all others that a SHA-256 may mean.
const DOMAIN: &[u8] = b"impound/personal/1\n";

impl Personal {
    /// Commits to some data.
    pub fn commit(data: &str, salt: Salt) -> Personal {
        let bytes = [DOMAIN, &salt, data.as_bytes()].concat();
        Personal { commitment: Digest::of(&bytes), salt, data: data.to_owned() }
    }

    /// Whether the commitment is that of the salt and the data.
    pub fn holds(&self) -> bool {
        *self == Personal::commit(&self.data, self.salt)
    }
}

/// Commits to an identifier.
pub fn seal_identifier(identifier: &Identifier, salt: Salt) -> (SealedIdentifier, Personal) {
    let personal = Personal::commit(&identifier.to_string(), salt);
    (SealedIdentifier { scheme: identifier.scheme(), commitment: personal.commitment }, personal)
}

/// Commits to a person's name.
pub fn seal_subject(subject: &Subject, salt: Salt) -> (SealedSubject, Personal) {
    let personal = Personal::commit(subject.name(), salt);
    (SealedSubject { role: subject.role(), commitment: personal.commitment }, personal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_holds_for_its_own_salt_and_data_only() {
        let personal = Personal::commit("Ada Example", [7; 32]);
        assert!(personal.holds());
        assert!(!Personal { salt: [8; 32], ..personal.clone() }.holds());
        assert!(!Personal { data: "Ada Exemple".to_owned(), ..personal }.holds());
    }
}
