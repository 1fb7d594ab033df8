//! The names that the canonical bytes use: of an entry's fields and of its types.

use crate::journal::particular::Particular;
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

/// A field of an entry: its place in the order of RFC 8785, which is that of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(u8);

/// A field's name, what stands before its text, and the particular of an action that it holds, if it does.
#[derive(Clone, Copy)]
struct Name {
    name: &'static str,
    /// A comma, the name, a colon, a quotation mark.
    opening: &'static str,
    particular: Option<Particular>,
}

/// Defines the fields that hold no particular of an action, with a constant for each.
macro_rules! keys {
    ($($constant:ident = $name:literal,)+) => {
        impl Key {
            $(pub(super) const $constant: Key = Key::named($name);)+
        }

        const OWN: &[Name] = &[
            $(Name { name: $name, opening: concat!(",\"", $name, "\":\""), particular: None },)+
        ];
    };
}

keys! {
    CLOCK = "clock",
    COMMITMENTS = "commitments",
    CORRECTS = "corrects",
    COUNTS = "counts",
    EDITS = "edits",
    ENTRY = "entry",
    ERASES = "erases",
    FILE_SHA256 = "file_sha256",
    FILE_SIZE = "file_size",
    LANGUAGE = "language",
    LEAD = "lead",
    LEDGER = "ledger",
    LOGIN = "login",
    MAP_COMMITMENT = "map_commitment",
    MAP_SHA256 = "map_sha256",
    NAME = "name",
    OFFENCES = "offences",
    OPENED = "opened",
    PROGRAM = "program",
    PUBLISHED = "published",
    PUBLISHER = "publisher",
    REASON = "reason",
    RECORDED_AT = "recorded_at",
    RECORDED_BY = "recorded_by",
    REINSTATES = "reinstates",
    RESTRICTS = "restricts",
    RULES = "rules",
    SOURCE = "source",
    TITLE = "title",
    TYPE = "type",
    UNRESTRICTS = "unrestricts",
    URL = "url",
    VOIDS = "voids",
}

/// How many fields there are: a currency stands with its amount.
const COUNT: usize = OWN.len() + Particular::ALL.len() - 1;

/// All of them in their order.
const NAMES: [Name; COUNT] = names();

/// The place of each particular's field, by its index.
static OF_PARTICULARS: [Key; Particular::ALL.len()] = of_particulars();

impl Key {
    /// How many fields there are.
    pub(super) const COUNT: usize = COUNT;

    pub(super) const ACTION: Key = Key::named(Particular::Action.as_str());
    pub(super) const ASSET: Key = Key::named(Particular::Asset.as_str());
    pub(super) const AUTHORITY: Key = Key::named(Particular::Authority.as_str());
    pub(super) const CASE: Key = Key::named(Particular::Case.as_str());
    pub(super) const DATE: Key = Key::named(Particular::Date.as_str());
    pub(super) const KIND: Key = Key::named(Particular::Kind.as_str());
    pub(super) const NOTE: Key = Key::named(Particular::Note.as_str());
    pub(super) const PART_OF: Key = Key::named(Particular::PartOf.as_str());
    pub(super) const REFERENCE: Key = Key::named(Particular::Ref.as_str());

    /// Every one, in order.
    pub(super) fn all() -> impl Iterator<Item = Key> {
        (0..NAMES.len() as u8).map(Key)
    }

    /// The field with a name that there is.
    const fn named(name: &str) -> Key {
        let mut at = 0;
        while is_before(NAMES[at].name, name) {
            at += 1;
        }
        assert!(!is_before(name, NAMES[at].name), "no field has this name");
        Key(at as u8)
    }

    /// The field that holds a particular.
    pub(super) fn of(particular: Particular) -> Key {
        OF_PARTICULARS[particular.index()]
    }

    /// The particular that it holds, if it does.
    pub(super) fn particular(self) -> Option<Particular> {
        ALL[self.place()].particular
    }

    /// Its place among all.
    pub(super) const fn place(self) -> usize {
        self.0 as usize
    }

    /// The field's name.
    pub(super) fn name(self) -> &'static str {
        ALL[self.place()].name
    }

    /// What stands before the text of a field: a comma, the name, a colon, a quotation mark.
    pub(super) fn opening(self) -> &'static str {
        ALL[self.place()].opening
    }

    /// The field with this name among those from the place `from` on, which are all that may follow.
    pub(super) fn among(from: usize, name: &str) -> Option<Key> {
        // Few names that begin alike are equally long, so that nearly no text is compared in vain.
        let first = name.as_bytes().first();
        let same = |known: &Name| known.name.as_bytes().first() == first && known.name == name;
        let at = from + ALL.get(from..)?.iter().position(same)?;
        u8::try_from(at).ok().map(Key)
    }
}

/// [`NAMES`], once in memory.
static ALL: [Name; COUNT] = NAMES;

/// All fields, sorted by their names.
const fn names() -> [Name; COUNT] {
    let mut names = [OWN[0]; COUNT];
    let mut count = 0;
    while count < OWN.len() {
        names = inserted(names, count, OWN[count]);
        count += 1;
    }
    let mut at = 0;
    while at < Particular::ALL.len() {
        let particular = Particular::ALL[at];
        if !matches!(particular, Particular::Currency) {
            let (name, opening) = (particular.as_str(), particular.key());
            names = inserted(names, count, Name { name, opening, particular: Some(particular) });
            count += 1;
        }
        at += 1;
    }
    names
}

/// With one more among the first `count`, which are sorted.
const fn inserted(mut names: [Name; COUNT], count: usize, name: Name) -> [Name; COUNT] {
    let mut at = count;
    while at > 0 && is_before(name.name, names[at - 1].name) {
        names[at] = names[at - 1];
        at -= 1;
    }
    names[at] = name;
    names
}

const fn of_particulars() -> [Key; Particular::ALL.len()] {
    let mut keys = [Key(0); Particular::ALL.len()];
    let mut at = 0;
    while at < NAMES.len() {
        if let Some(particular) = NAMES[at].particular {
            keys[particular.index()] = Key(at as u8);
        }
        at += 1;
    }
    keys
}

/// Whether a name stands before another. A constant cannot compare texts otherwise.
const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_stand_in_the_order_of_their_names() {
        let names: Vec<&str> = Key::all().map(Key::name).collect();
        assert!(names.is_sorted_by(|one, next| one < next) && names.iter().all(|name| name.is_ascii()));
        for (place, key) in Key::all().enumerate() {
            assert_eq!((key.place(), key.opening()), (place, format!(",\"{}\":\"", key.name()).as_str()));
        }
    }

    #[test]
    fn a_particular_is_held_by_the_field_of_its_name() {
        for particular in Particular::ALL.iter().copied().filter(|particular| *particular != Particular::Currency) {
            let key = Key::of(particular);
            assert_eq!((key.name(), key.particular()), (particular.as_str(), Some(particular)));
        }
        assert_eq!((Key::CLOCK.particular(), Key::CLOCK.name()), (None, "clock"));
    }

    #[test]
    fn a_field_is_found_only_where_it_may_still_come() {
        assert_eq!(Key::among(0, "note"), Some(Key::NOTE));
        assert_eq!(Key::among(Key::NOTE.place() + 1, "note"), None);
        assert_eq!(Key::among(Key::COUNT, "voids"), None);
        assert_eq!(Key::among(0, "tipe"), None);
    }
}
