//! The field names of the canonical bytes.

use crate::journal::particular::Particular;

/// A field of an entry, as its position in the order of RFC 8785, which is the order of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::journal) struct Key(u8);

/// A field's name, the characters before its text, and the particular of an action that it holds, if any.
#[derive(Clone, Copy)]
struct Name {
    name: &'static str,
    /// A comma, the name, a colon, a quotation mark.
    opening: &'static str,
    particular: Option<Particular>,
    /// Whether it holds a list of texts, if it holds no particular.
    is_list: bool,
}

/// Defines the fields that hold no particular of an action, with a constant for each; `list` marks those with several
/// texts.
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

/// The number of fields; a currency is part of its amount.
const NUMBER: usize = OWN.len() + Particular::ALL.len() - 1;

/// All fields in order.
const NAMES: [Name; NUMBER] = names();

/// Each particular's field, by the particular's index.
static OF_PARTICULARS: [Key; Particular::ALL.len()] = of_particulars();

impl Key {
    /// The number of fields.
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

    /// All fields, in order.
    pub(in crate::journal) fn all() -> impl Iterator<Item = Key> {
        (0..NAMES.len() as u8).map(Key)
    }

    /// The field with a name that must exist.
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

    /// Whether it holds a list of texts, if it holds no particular.
    pub(in crate::journal) fn is_list(self) -> bool {
        ALL[self.place()].is_list
    }

    /// Its position among all fields.
    pub(in crate::journal) const fn place(self) -> usize {
        self.0 as usize
    }

    /// The field's name.
    pub(in crate::journal) fn name(self) -> &'static str {
        ALL[self.place()].name
    }

    /// The characters before a field's text: a comma, the name, a colon, a quotation mark.
    pub(in crate::journal) fn opening(self) -> &'static str {
        ALL[self.place()].opening
    }

    /// The field with this name at position `from` or later; only these may follow.
    pub(in crate::journal) fn among(from: usize, name: &str) -> Option<Key> {
        // Names are sorted, so those with the same first letter stand together.
        let first = usize::from(*name.as_bytes().first()?);
        let (begin, end) = (usize::from(*BEGIN.get(first)?), usize::from(*BEGIN.get(first + 1)?));
        let from = begin.max(from);
        let at = from + ALL.get(from..end)?.iter().position(|known| known.name == name)?;
        u8::try_from(at).ok().map(Key)
    }
}

/// A single copy of [`NAMES`] in memory.
static ALL: [Name; NUMBER] = NAMES;

/// For each ASCII character, the position of the first name that begins with it or with a later one.
static BEGIN: [u8; 129] = {
    let (mut begin, mut at, mut first) = ([0; 129], 0, 0);
    while first < begin.len() {
        while at < NAMES.len() && (NAMES[at].name.as_bytes()[0] as usize) < first {
            at += 1;
        }
        begin[first] = at as u8;
        first += 1;
    }
    begin
};

/// All fields, sorted by name.
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

/// Inserts a name into the first `count`, which are sorted.
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

/// Whether a name sorts before another. Constants cannot compare texts in any other way.
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
    fn fields_are_sorted_by_name() {
        let names: Vec<&str> = Key::all().map(Key::name).collect();
        assert!(names.is_sorted_by(|one, next| one < next) && names.iter().all(|name| name.is_ascii()));
        for (place, key) in Key::all().enumerate() {
            assert_eq!((key.place(), key.opening()), (place, format!(",\"{}\":\"", key.name()).as_str()));
        }
    }

    #[test]
    fn the_field_of_a_particular_has_its_name() {
        for particular in Particular::ALL.iter().copied().filter(|particular| *particular != Particular::Currency) {
            let key = Key::of(particular);
            assert_eq!((key.name(), key.particular()), (particular.as_str(), Some(particular)));
        }
        assert_eq!((Key::CLOCK.particular(), Key::CLOCK.name()), (None, "clock"));
    }

    #[test]
    fn a_field_is_found_only_if_it_may_still_follow() {
        assert_eq!(Key::among(0, "note"), Some(Key::NOTE));
        assert_eq!(Key::among(Key::NOTE.place() + 1, "note"), None);
        assert_eq!(Key::among(Key::NUMBER, "voids"), None);
        assert_eq!(Key::among(0, "tipe"), None);
    }
}
