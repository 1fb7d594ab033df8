//! The names of the fields that the canonical bytes have.

use crate::journal::particular::Particular;

/// A field of an entry: its place in the order of RFC 8785, which is that of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) struct Key(u8);

/// A field's name, what stands before its text, and the particular of an action that it holds, if it does.
#[derive(Clone, Copy)]
struct Name {
    name: &'static str,
    /// A comma, the name, a colon, a quotation mark.
    opening: &'static str,
    particular: Option<Particular>,
    /// Whether it holds a list of texts, where it holds no particular.
    is_list: bool,
}

/// Defines the fields that hold no particular of an action, with a constant for each; `list` marks those of several texts.
macro_rules! keys {
    ($($constant:ident = $name:literal $($list:ident)?,)+) => {
        impl Key {
            $(pub(in crate::journal) const $constant: Key = Key::named($name);)+
        }

        const OWN: &[Name] = &[
            $(Name {
                name: $name,
                opening: concat!(",\"", $name, "\":\""),
                particular: None,
                is_list: !stringify!($($list)?).is_empty(),
            },)+
        ];
    };
}

keys! {
    ABOUT = "about",
    ADDED = "added",
    ADOPTS = "adopts",
    AT_BLOCK = "at_block",
    AUTHORITIES = "authorities" list,
    BASE = "base",
    CHANGED = "changed",
    CLOCK = "clock",
    COMMITMENTS = "commitments" list,
    CORRECTS = "corrects",
    COUNTS = "counts" list,
    EDITS = "edits",
    ENTRY = "entry",
    ERASES = "erases",
    FILE_SHA256 = "file_sha256",
    FILE_SIZE = "file_size",
    FIRST = "first",
    FORMAT = "format",
    HOLDS = "holds",
    LACKING = "lacking",
    LANGUAGE = "language",
    LAST = "last",
    LEAD = "lead",
    LEDGER = "ledger",
    LINES_SHA256 = "lines_sha256",
    LOGIN = "login",
    MAP_COMMITMENT = "map_commitment",
    MAP_SHA256 = "map_sha256",
    NAME = "name",
    OFFENCES = "offences" list,
    OPENED = "opened",
    ORIENTATION = "orientation",
    PROGRAM = "program",
    PUBLISHED = "published",
    PUBLISHER = "publisher",
    READS = "reads",
    REASON = "reason",
    RECORDED_AT = "recorded_at",
    RECORDED_BY = "recorded_by",
    REINSTATES = "reinstates",
    RESTRICTS = "restricts",
    RULES = "rules",
    SOURCE = "source",
    TEXT = "text",
    TITLE = "title",
    TYPE = "type",
    UNRESTRICTS = "unrestricts",
    URL = "url",
    VOIDS = "voids",
    WHAT = "what",
}

/// How many fields there are: a currency stands with its amount.
const NUMBER: usize = OWN.len() + Particular::ALL.len() - 1;

/// All of them in their order.
const NAMES: [Name; NUMBER] = names();

/// The place of each particular's field, by its index.
static OF_PARTICULARS: [Key; Particular::ALL.len()] = of_particulars();

impl Key {
    /// How many fields there are.
    pub(in crate::journal) const NUMBER: usize = NUMBER;

    pub(in crate::journal) const ACTION: Key = Key::named(Particular::Action.as_str());
    pub(in crate::journal) const ASSET: Key = Key::named(Particular::Asset.as_str());
    pub(in crate::journal) const AUTHORITY: Key = Key::named(Particular::Authority.as_str());
    pub(in crate::journal) const CASE: Key = Key::named(Particular::Case.as_str());
    pub(in crate::journal) const COUNT: Key = Key::named(Particular::Count.as_str());
    pub(in crate::journal) const DATE: Key = Key::named(Particular::Date.as_str());
    pub(in crate::journal) const KIND: Key = Key::named(Particular::Kind.as_str());
    pub(in crate::journal) const NOTE: Key = Key::named(Particular::Note.as_str());
    pub(in crate::journal) const PART_OF: Key = Key::named(Particular::PartOf.as_str());
    pub(in crate::journal) const REFERENCE: Key = Key::named(Particular::Ref.as_str());
    pub(in crate::journal) const SOURCES: Key = Key::named(Particular::Sources.as_str());

    /// Every one, in order.
    pub(in crate::journal) fn all() -> impl Iterator<Item = Key> {
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
    pub(in crate::journal) fn of(particular: Particular) -> Key {
        OF_PARTICULARS[particular.index()]
    }

    /// The particular that it holds, if it does.
    pub(in crate::journal) fn particular(self) -> Option<Particular> {
        ALL[self.place()].particular
    }

    /// Whether it holds a list of texts, where it holds no particular.
    pub(in crate::journal) fn is_list(self) -> bool {
        ALL[self.place()].is_list
    }

    /// Its place among all.
    pub(in crate::journal) const fn place(self) -> usize {
        self.0 as usize
    }

    /// The field's name.
    pub(in crate::journal) fn name(self) -> &'static str {
        ALL[self.place()].name
    }

    /// What stands before the text of a field: a comma, the name, a colon, a quotation mark.
    pub(in crate::journal) fn opening(self) -> &'static str {
        ALL[self.place()].opening
    }

    /// The field with this name among those from the place `from` on, which are all that may follow.
    pub(in crate::journal) fn among(from: usize, name: &str) -> Option<Key> {
        // Few names that begin alike are equally long, so that nearly no text is compared in vain.
        let first = name.as_bytes().first();
        let same = |known: &Name| known.name.as_bytes().first() == first && known.name == name;
        let at = from + ALL.get(from..)?.iter().position(same)?;
        u8::try_from(at).ok().map(Key)
    }
}

/// [`NAMES`], once in memory.
static ALL: [Name; NUMBER] = NAMES;

/// All fields, sorted by their names.
const fn names() -> [Name; NUMBER] {
    let mut names = [OWN[0]; NUMBER];
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
            names = inserted(names, count, Name { name, opening, particular: Some(particular), is_list: false });
            count += 1;
        }
        at += 1;
    }
    names
}

/// With one more among the first `count`, which are sorted.
const fn inserted(mut names: [Name; NUMBER], count: usize, name: Name) -> [Name; NUMBER] {
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
        assert_eq!(Key::among(Key::NUMBER, "voids"), None);
        assert_eq!(Key::among(0, "tipe"), None);
    }
}
