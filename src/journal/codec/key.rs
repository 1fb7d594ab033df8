//! The names that the canonical bytes use: of an entry's fields and of its types.

use crate::journal::withholding::Handling;

/// Each type of entry with the version of its format.
pub(super) const GENESIS: &str = "genesis/1";
pub(super) const CASE: &str = "case/1";
pub(super) const CASE_EDIT: &str = "case-edit/1";
pub(super) const SOURCE: &str = "source/1";
pub(super) const SOURCE_EDIT: &str = "source-edit/1";
pub(super) const ACTION: &str = "action/1";
pub(super) const CORRECTION: &str = "correction/1";
pub(super) const VOID: &str = "void/1";
pub(super) const REINSTATEMENT: &str = "reinstatement/1";
pub(super) const ERASURE: &str = "erasure/1";
pub(super) const RESTRICTION: &str = "restriction/1";
pub(super) const UNRESTRICTION: &str = "unrestriction/1";

/// The type of the entries after which data are handled so.
pub(super) fn of_handling(handling: Handling) -> &'static str {
    match handling {
        Handling::Erased => ERASURE,
        Handling::Restricted => RESTRICTION,
        Handling::Unrestricted => UNRESTRICTION,
    }
}

/// What stands for a particular that is only there or not.
pub(super) const TRUE: &str = "true";

/// Defines the fields in the order in which they are written.
macro_rules! keys {
    ($($variant:ident = $name:literal,)+) => {
        /// A field of an entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Key {
            $($variant,)+
        }

        impl Key {
            /// Every one, in the order of RFC 8785, which is that of their names; a test holds this.
            pub(super) const ALL: &'static [Key] = &[$(Key::$variant),+];

            const NAMES: &'static [&'static str] = &[$($name),+];

            const OPENINGS: &'static [&'static str] = &[$(concat!(",\"", $name, "\":\"")),+];
        }
    };
}

keys! {
    Action = "action",
    Amount = "amount",
    AsWritten = "as_written",
    Asset = "asset",
    Authority = "authority",
    Basis = "basis",
    Case = "case",
    Clock = "clock",
    Commitments = "commitments",
    Corrects = "corrects",
    Counts = "counts",
    Date = "date",
    Description = "description",
    Edits = "edits",
    Entry = "entry",
    Erases = "erases",
    FileSha256 = "file_sha256",
    FileSize = "file_size",
    How = "how",
    Identifiers = "identifiers",
    Jurisdictions = "jurisdictions",
    Kind = "kind",
    Language = "language",
    Lead = "lead",
    Ledger = "ledger",
    Login = "login",
    MapCommitment = "map_commitment",
    MapSha256 = "map_sha256",
    MayOverlap = "may_overlap",
    Name = "name",
    Note = "note",
    Of = "of",
    Offences = "offences",
    Opened = "opened",
    Order = "order",
    PartOf = "part_of",
    Program = "program",
    Published = "published",
    Publisher = "publisher",
    Quantity = "quantity",
    Reason = "reason",
    RecordedAt = "recorded_at",
    RecordedBy = "recorded_by",
    Reference = "ref",
    Reinstates = "reinstates",
    Restricts = "restricts",
    Rules = "rules",
    Source = "source",
    Sources = "sources",
    Subjects = "subjects",
    Title = "title",
    Type = "type",
    Unrestricts = "unrestricts",
    Until = "until",
    Url = "url",
    Voids = "voids",
    Whole = "whole",
}

impl Key {
    /// How many fields there are.
    pub(super) const COUNT: usize = Key::ALL.len();

    /// The field's name.
    pub(super) fn name(self) -> &'static str {
        Key::NAMES[self as usize]
    }

    /// What stands before the text of a field: a comma, the name, a colon, a quotation mark.
    pub(super) fn opening(self) -> &'static str {
        Key::OPENINGS[self as usize]
    }

    /// The field with this name among those from the place `from` of [`Key::ALL`] on, which are all that may follow.
    pub(super) fn among(from: usize, name: &str) -> Option<Key> {
        // Few names that begin alike are equally long, so that nearly no text is compared in vain.
        let first = name.as_bytes().first();
        let same = |known: &&str| known.as_bytes().first() == first && *known == name;
        let at = Key::NAMES.get(from..)?.iter().position(same)?;
        Key::ALL.get(from + at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_stand_in_the_order_of_their_names() {
        assert!(Key::NAMES.is_sorted() && Key::NAMES.iter().all(|name| name.is_ascii()));
        for (place, key) in Key::ALL.iter().enumerate() {
            assert_eq!((*key as usize, key.opening()), (place, format!(",\"{}\":\"", key.name()).as_str()));
        }
    }

    #[test]
    fn a_field_is_found_only_where_it_may_still_come() {
        assert_eq!(Key::among(0, "note"), Some(Key::Note));
        assert_eq!(Key::among(Key::Note as usize + 1, "note"), None);
        assert_eq!(Key::among(Key::COUNT, "voids"), None);
        assert_eq!(Key::among(0, "tipe"), None);
    }
}
