//! Personal data, and text that may contain some, as an entry holds them: the kind of each, and a commitment.

use crate::domain::{Role, identifier::Scheme};

use super::digest::Digest;

/// An identifier behind its commitment: the entry gives its scheme, not its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedIdentifier {
    /// The scheme.
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

/// A map behind its commitment: the entry identifies the map without its content, which may quote the imported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedMap {
    /// The SHA-256 of its file.
    pub digest: Digest,
    /// The commitment to its text.
    pub commitment: Digest,
}
