//! The ids of entities, which follow from the ledger's origin and the number of an entry.

use crate::domain::Authority;
use crate::journal::{Asset, Digest};

/// The digits of a digest that tell names apart.
const TOLD_APART: usize = 32;

/// Makes the ids of a ledger's entities: the same in every export of the ledger, and no other ledger's.
#[derive(Clone, Debug)]
pub(super) struct Ids(String);

impl Ids {
    /// The ids of the ledger with this origin.
    pub(super) fn of(origin: &str) -> Ids {
        // An id takes letters, digits and hyphens only; the last part of an origin is its own in every ledger.
        let own = origin.rsplit('/').next().unwrap_or_default();
        Ids(own.chars().filter(char::is_ascii_alphanumeric).collect())
    }

    /// The id of what an entry says under a word.
    pub(super) fn entry(&self, entry: u64, word: &str) -> String {
        format!("impound-{}-{entry}-{word}", self.0)
    }

    /// The id of an asset.
    pub(super) fn asset(&self, asset: &Asset) -> String {
        // A sale may carve the item that is sold, and begins the item that holds the proceeds.
        self.entry(asset.entry, if asset.derived_from.is_some() { "proceeds" } else { "asset" })
    }

    /// The id of an authority, which is known by its name alone.
    pub(super) fn authority(&self, name: &str) -> String {
        let digest = Digest::of(name.as_bytes()).to_string();
        format!("impound-{}-authority-{}", self.0, &digest[..TOLD_APART.min(digest.len())])
    }

    /// The id of an authority of a case.
    pub(super) fn authority_of_case(&self, authority: &Authority) -> String {
        self.authority(&authority.in_words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_the_ledger_and_the_entry() {
        let ids = Ids::of("impound/unit 7/00112233445566778899aabbccddeeff");
        assert_eq!(ids.entry(4, "action"), "impound-00112233445566778899aabbccddeeff-4-action");
        let authority = ids.authority("JUNALCO");
        assert_eq!(authority, ids.authority("JUNALCO"));
        assert_ne!(authority, ids.authority("Junalco"));
        assert!(authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{authority}");
    }
}
