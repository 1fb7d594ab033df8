//! References: the names of cases, sources, assets and entries on the command line, in files and in reports.

use std::borrow::Cow;
use std::fmt;

use super::{Fault, text};

/// The most characters in a case's or source's reference.
const LONGEST: usize = 100;

/// The most characters in an entry's reference, and in the place within a source.
const LONGEST_ENTRY: usize = 200;

/// Defines a reference: a text that only its own `parse` can create.
macro_rules! reference {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The reference as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

reference! {
    /// The name of a case: `coco`.
    CaseRef
}

impl CaseRef {
    /// Reads a case's reference.
    ///
    /// # Errors
    /// It is empty or has more than 100 characters, contains characters with a meaning elsewhere (`# ; , @ "`), is
    /// only digits (like an entry's number), or ends like `:1.2` (like an asset).
    pub fn parse(text: &str) -> Result<CaseRef, Fault> {
        let text = bounded(text, "case's reference", LONGEST)?;
        refuse_any(&text, "case's reference", |byte| matches!(byte, b'#' | b';' | b',' | b'@' | b'"'))?;
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::new(format!("{} would be an entry's number", text::quote(&text)))
                .hint("put a letter into the case's reference"));
        }
        if text.rsplit_once(':').is_some_and(|(_, end)| looks_like_numbers(end)) {
            return Err(Fault::new(format!("{} would be an asset's reference", text::quote(&text)))
                .hint("a case's reference must not end in a colon and a number"));
        }
        Ok(CaseRef(text.into_owned()))
    }
}

reference! {
    /// The name of a source: `EPPO-2024-06`.
    SourceRef
}

impl SourceRef {
    /// Reads a source's reference.
    ///
    /// # Errors
    /// It is empty or has more than 100 characters, contains `# ; , "`, or begins with `@`.
    pub fn parse(text: &str) -> Result<SourceRef, Fault> {
        let text = bounded(text, "source's reference", LONGEST)?;
        refuse_any(&text, "source's reference", |byte| matches!(byte, b'#' | b';' | b',' | b'"'))?;
        refuse_at(&text, "source's reference")?;
        Ok(SourceRef(text.into_owned()))
    }
}

reference! {
    /// The name its author gives an entry (`--ref`), which makes a command repeatable.
    EntryRef
}

impl EntryRef {
    /// Reads an entry's reference.
    ///
    /// # Errors
    /// It is empty or has more than 200 characters, or begins with `@` (`@R` means the asset that the entry R
    /// created).
    pub fn parse(text: &str) -> Result<EntryRef, Fault> {
        let text = bounded(text, "entry's reference", LONGEST_ENTRY)?;
        refuse_at(&text, "entry's reference")?;
        Ok(EntryRef(text.into_owned()))
    }
}

/// The name of an asset or an item: its case, a colon and numbers: `coco:1`, `coco:1.2`.
///
/// Assets are ordered by case, then by number, an asset before its items: `coco:2` before `coco:10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetRef {
    case: CaseRef,
    root: u32,
    // The numbers of the items, from the asset downwards.
    below: Vec<u32>,
}

impl AssetRef {
    /// Asset number `number` of a case; assets are counted from 1.
    pub fn new(case: CaseRef, number: u32) -> AssetRef {
        AssetRef { case, root: number, below: Vec::new() }
    }

    /// Reads `CASE:NUMBER`, or `CASE:NUMBER.NUMBER…` for an item.
    ///
    /// # Errors
    /// There is no colon, the case reference is invalid, or numbers do not count from 1 or have leading zeros.
    pub fn parse(text: &str) -> Result<AssetRef, Fault> {
        let fault = || {
            Fault::new(format!("{} is not an asset reference", text::quote(text)))
                .hint("write the case, a colon and the asset's number, such as coco:1, or coco:1.2 for an item")
        };
        let text = text.trim();
        let (case, numbers) = text.rsplit_once(':').ok_or_else(fault)?;
        let mut numbers = numbers.split('.').map(counted);
        let root = numbers.next().flatten().ok_or_else(fault)?;
        let below = numbers.collect::<Option<Vec<u32>>>().ok_or_else(fault)?;
        Ok(AssetRef { case: CaseRef::parse(case)?, root, below })
    }

    /// The case.
    pub fn case(&self) -> &CaseRef {
        &self.case
    }

    /// Its last number: the asset's within its case, or the item's within its asset.
    pub fn number(&self) -> u32 {
        self.below.last().copied().unwrap_or(self.root)
    }

    /// The item numbers on the way from the root asset; empty for an asset that is not an item.
    pub fn below(&self) -> &[u32] {
        &self.below
    }

    /// Item number `number` of this asset; items are counted from 1.
    #[must_use]
    pub fn item(&self, number: u32) -> AssetRef {
        let mut item = self.clone();
        item.below.push(number);
        item
    }

    /// The asset of which this is an item; `None` if it is not an item.
    pub fn parent(&self) -> Option<AssetRef> {
        let mut parent = self.clone();
        parent.below.pop().map(|_| parent)
    }

    /// Whether this was carved out of the other, or out of an item of it.
    pub fn is_below(&self, other: &AssetRef) -> bool {
        let deeper = self.below.len() > other.below.len() && self.below.starts_with(&other.below);
        deeper && self.root == other.root && self.case == other.case
    }

    /// The asset at the root of its carvings; itself if it is not an item.
    #[must_use]
    pub fn root(&self) -> AssetRef {
        AssetRef::new(self.case.clone(), self.root)
    }
}

impl fmt::Display for AssetRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.case.as_str())?;
        write!(f, ":{}", self.root)?;
        self.below.iter().try_for_each(|number| write!(f, ".{number}"))
    }
}

/// A source, and a place in it: `REF` or `REF#page 3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceCitation {
    source: SourceRef,
    place: Option<String>,
}

impl SourceCitation {
    /// A citation of the whole source.
    pub fn of(source: SourceRef) -> SourceCitation {
        SourceCitation { source, place: None }
    }

    /// Reads `REF` or `REF#where`.
    ///
    /// # Errors
    /// The source reference is invalid, or the place after `#` is empty, has more than 200 characters, or contains `;`
    /// (which separates citations in files).
    pub fn parse(text: &str) -> Result<SourceCitation, Fault> {
        let Some((source, place)) = text.split_once('#') else {
            return SourceRef::parse(text).map(SourceCitation::of);
        };
        SourceCitation::within(SourceRef::parse(source)?, place)
    }

    /// A citation of a place in a source.
    ///
    /// # Errors
    /// The place is empty, has more than 200 characters, or contains `;`.
    pub fn within(source: SourceRef, place: &str) -> Result<SourceCitation, Fault> {
        let place = bounded(place, "place in the source", LONGEST_ENTRY)?;
        refuse_any(&place, "place in the source", |byte| byte == b';')?;
        Ok(SourceCitation { source, place: Some(place.into_owned()) })
    }

    /// The source.
    pub fn source(&self) -> &SourceRef {
        &self.source
    }

    /// The place in the source: a page, a row, a paragraph.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

impl fmt::Display for SourceCitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source.as_str())?;
        self.place.iter().try_for_each(|place| f.write_str("#").and_then(|()| f.write_str(place)))
    }
}

/// A number counted from 1, without leading zeros.
fn counted(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten()
}

fn looks_like_numbers(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn bounded<'a>(text: &'a str, what: &str, longest: usize) -> Result<Cow<'a, str>, Fault> {
    let text = text::cleaned(text).map_err(|fault| fault.at(format!("the {what}")))?;
    if text.is_empty() {
        return Err(Fault::new(format!("the {what} is empty")));
    }
    // Nearly all are plain ASCII, and a report reads a million of them.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let odd = || text.chars().enumerate().find(|(_, c)| is_odd(*c));
    if let Some((at, odd)) = (!is_plain).then(odd).flatten() {
        let number = u32::from(odd);
        let held = format!(
            "the {what} {} holds U+{number:04X}, which the eye cannot recognise, as character {}",
            text::quote(&text),
            at + 1
        );
        return Err(Fault::new(held).hint("retype the reference, with plain blanks"));
    }
    // A text never has more characters than bytes.
    if text.len() > longest && text.chars().nth(longest).is_some() {
        return Err(Fault::new(format!("the {what} {} has more than {longest} characters", text::quote(&text))));
    }
    Ok(text)
}

/// Characters that a reader cannot distinguish from another or from nothing: unusual blanks, variation selectors,
/// joiners, the empty Braille cell. Others, who only see a reference, must be able to type it.
fn is_odd(c: char) -> bool {
    (c.is_whitespace() && c != ' ')
        || text::is_unseen(c)
        || matches!(c, '\u{180b}'..='\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{2800}')
}

fn refuse_any(text: &str, what: &str, refused: impl Fn(u8) -> bool) -> Result<(), Fault> {
    text.bytes().find(|byte| refused(*byte)).map_or(Ok(()), |byte| {
        Err(Fault::new(format!("the {what} {} holds “{}”", text::quote(text), char::from(byte)))
            .hint("choose another character: that one separates references from what follows them"))
    })
}

fn refuse_at(text: &str, what: &str) -> Result<(), Fault> {
    if text.starts_with('@') {
        return Err(Fault::new(format!("the {what} {} begins with “@”", text::quote(text)))
            .hint("leave it out: @R stands for the asset that the entry with the reference R created"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(text: &str) -> CaseRef {
        CaseRef::parse(text).unwrap()
    }

    fn asset(text: &str) -> AssetRef {
        AssetRef::parse(text).unwrap()
    }

    #[test]
    fn a_reference_refuses_characters_indistinguishable_by_eye() {
        for text in [
            "coco\u{fe0f}",
            "co\u{a0}co",
            "co\u{2009}co",
            "coco\u{e0101}",
            "\u{2800}coco",
            "co\u{200d}co",
            "co\u{3000}co",
        ] {
            assert!(CaseRef::parse(text).is_err(), "{text:?}");
            assert!(SourceRef::parse(text).is_err(), "{text:?}");
            assert!(EntryRef::parse(text).is_err(), "{text:?}");
        }
        CaseRef::parse("Opération Coco 7").unwrap();
    }

    #[test]
    fn a_case_has_a_name_that_nothing_else_can_have() {
        for text in ["coco", "Coco 2024/06", "EPPO-I.123/2024", "7 Js 12", "a:b", "a:1x", "Ä"] {
            assert_eq!(case(text).as_str(), text);
        }
        assert_eq!(case(" Ko\u{308}ln ").as_str(), "Köln");
        for (text, wrong) in [
            ("", "the case's reference is empty"),
            ("12", "“12” would be an entry's number"),
            ("coco:1", "“coco:1” would be an asset's reference"),
            ("coco:1.02", "“coco:1.02” would be an asset's reference"),
            ("co#co", "the case's reference “co#co” holds “#”"),
            ("co;co", "the case's reference “co;co” holds “;”"),
            ("co,co", "the case's reference “co,co” holds “,”"),
            ("co@co", "the case's reference “co@co” holds “@”"),
            ("co\"co", "the case's reference “co\"co” holds “\"”"),
            ("a\nb", "the case's reference: the text holds U+000A, a control character, as character 2"),
        ] {
            assert_eq!(CaseRef::parse(text).unwrap_err().what(), wrong);
        }
        assert!(CaseRef::parse(&"ä".repeat(100)).is_ok());
        assert!(CaseRef::parse(&"ä".repeat(101)).unwrap_err().what().ends_with("has more than 100 characters"));
    }

    #[test]
    fn a_source_may_be_a_number_and_contain_an_at_sign() {
        for text in ["2024", "EPPO:2024", "mail a@b", "press release 7"] {
            assert_eq!(SourceRef::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "@x", "a#b", "a;b", "a,b", "a\"b"] {
            assert!(SourceRef::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_entry_reference_never_begins_with_the_sign_that_denotes_its_asset() {
        for text in ["row 7", "a,b;c#d", "x@y", "1"] {
            assert_eq!(EntryRef::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(EntryRef::parse("@x").unwrap_err().what(), "the entry's reference “@x” begins with “@”");
        assert!(EntryRef::parse(" ").is_err());
        assert!(EntryRef::parse(&"x".repeat(200)).is_ok() && EntryRef::parse(&"x".repeat(201)).is_err());
    }

    #[test]
    fn an_asset_is_a_case_and_numbers() {
        let item = asset("a:b:1.2.10");
        assert_eq!((item.case().as_str(), item.number()), ("a:b", 10));
        assert_eq!(item.to_string(), "a:b:1.2.10");
        assert_eq!(item.parent(), Some(asset("a:b:1.2")));
        assert_eq!(item.root(), asset("a:b:1"));
        assert_eq!(asset("coco:1").parent(), None);
        assert_eq!(asset("coco:1").number(), 1);
        assert_eq!(asset(" coco:1 ").item(3), asset("coco:1.3"));
        assert_eq!(AssetRef::new(case("coco"), 4), asset("coco:4"));
    }

    #[test]
    fn assets_are_ordered_by_number_and_items_after_their_asset() {
        let sorted = ["a:10", "b:1", "b:1.1", "b:1.1.5", "b:1.2", "b:1.10", "b:2", "b:10"].map(asset);
        assert!(sorted.is_sorted());
    }

    #[test]
    fn a_wrong_asset_reference_is_refused_with_the_right_form() {
        for text in ["coco", "coco:", ":1", "coco:0", "coco:01", "coco:1.", "coco:1..2", "coco:1.0", "coco:+1", "1:1"] {
            assert!(AssetRef::parse(text).is_err(), "{text}");
        }
        assert!(AssetRef::parse("coco:4294967295").is_ok() && AssetRef::parse("coco:4294967296").is_err());
        assert_eq!(AssetRef::parse("coco:x").unwrap_err().what(), "“coco:x” is not an asset reference");
        assert_eq!(AssetRef::parse("co#co:1").unwrap_err().what(), "the case's reference “co#co” holds “#”");
    }

    #[test]
    fn a_citation_may_name_a_place_in_the_source() {
        let cited = SourceCitation::parse("EPPO 7# p. 3, § 2 #1 ").unwrap();
        assert_eq!((cited.source().as_str(), cited.place()), ("EPPO 7", Some("p. 3, § 2 #1")));
        assert_eq!(cited.to_string(), "EPPO 7#p. 3, § 2 #1");
        let whole = SourceCitation::parse("EPPO 7").unwrap();
        assert_eq!((whole.place(), whole.to_string().as_str()), (None, "EPPO 7"));
        assert_eq!(SourceCitation::parse("a#").unwrap_err().what(), "the place in the source is empty");
        for text in ["", "#x", "a#b;c", "a;b#c"] {
            assert!(SourceCitation::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic_and_every_reference_is_read_back_as_shown(
            text in "(\\PC{0,20}|[a-z:#.@0-9]{0,12}|a:[0-9]{1,3}(\\.[0-9]{1,2}){0,3})",
        ) {
            if let Ok(read) = CaseRef::parse(&text) {
                prop_assert_eq!(CaseRef::parse(read.as_str()), Ok(read));
                prop_assert!(AssetRef::parse(&text).is_err(), "{} is a case and an asset", text);
            }
            if let Ok(read) = AssetRef::parse(&text) {
                prop_assert_eq!(AssetRef::parse(&read.to_string()), Ok(read));
            }
            if let Ok(read) = SourceCitation::parse(&text) {
                prop_assert_eq!(SourceCitation::parse(&read.to_string()), Ok(read));
            }
            if let Ok(read) = EntryRef::parse(&text) {
                prop_assert_eq!(EntryRef::parse(read.as_str()), Ok(read));
            }
        }
    }
}
