//! Personal data, and what may hold some, as an entry holds them: what they are of, behind commitments.

use crate::domain::{Role, identifier::Scheme};

use super::digest::Digest;

/// An identifier behind its commitment: the entry says of which sort it is, not what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedIdentifier {
    /// The sort of identifier.
    pub scheme: Scheme,
    /// The commitment to the identifier.
    pub commitment: Digest,
}

/// An affected person behind a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedSubject {
    /// The person's role, where stated.
    pub role: Option<Role>,
    /// The commitment to the name.
    pub commitment: Digest,
}

/// A map behind its commitment: the entry says which one it was, not what stands in it. A map may quote what a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedMap {
    /// The SHA-256 of its file.
    pub digest: Digest,
    /// The commitment to its text.
    pub commitment: Digest,
}
