//! References: how cases, sources, assets and entries are named on the command line, in files and in reports.

use std::fmt;

use super::{Fault, text};

/// The most characters of a case's or a source's reference.
const LONGEST: usize = 100;

/// The most characters of an entry's reference, and of the place within a source.
const LONGEST_ENTRY: usize = 200;

/// Defines a reference: text that only its own `parse` can make.
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
    /// None or more than 100 characters, characters that mean something elsewhere (`# ; , @ "`), digits only (which
    /// would be an entry's number), or an ending such as `:1.2` (which would be an asset's).
    pub fn parse(text: &str) -> Result<CaseRef, Fault> {
        let text = bounded(text, "case's reference", LONGEST)?;
        refuse_any(&text, "case's reference", &['#', ';', ',', '@', '"'])?;
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::new(format!("{} would be an entry's number", text::quote(&text)))
                .hint("put a letter into the case's reference"));
        }
        if text.rsplit_once(':').is_some_and(|(_, end)| looks_like_numbers(end)) {
            return Err(Fault::new(format!("{} would be an asset's reference", text::quote(&text)))
                .hint("a case's reference must not end in a colon and a number"));
        }
        Ok(CaseRef(text))
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
    /// None or more than 100 characters, `# ; , "` anywhere, or `@` at the start.
    pub fn parse(text: &str) -> Result<SourceRef, Fault> {
        let text = bounded(text, "source's reference", LONGEST)?;
        refuse_any(&text, "source's reference", &['#', ';', ',', '"'])?;
        refuse_at(&text, "source's reference")?;
        Ok(SourceRef(text))
    }
}

reference! {
    /// The name that its author gives to an entry (`--ref`), which makes a command repeatable.
    EntryRef
}

impl EntryRef {
    /// Reads an entry's reference.
    ///
    /// # Errors
    /// None or more than 200 characters, or `@` at the start (`@R` stands for the asset that the entry R created).
    pub fn parse(text: &str) -> Result<EntryRef, Fault> {
        let text = bounded(text, "entry's reference", LONGEST_ENTRY)?;
        refuse_at(&text, "entry's reference")?;
        Ok(EntryRef(text))
    }
}

/// The name of an asset or an item: its case, a colon and numbers: `coco:1`, `coco:1.2`.
///
/// Assets are ordered by case and then by number, an asset before its items: `coco:2` before `coco:10`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetRef {
    case: CaseRef,
    root: u32,
    // The numbers of the items, from the asset downwards.
    below: Vec<u32>,
}

impl AssetRef {
    /// The asset number `number` of a case; assets are counted from 1.
    pub fn new(case: CaseRef, number: u32) -> AssetRef {
        AssetRef { case, root: number, below: Vec::new() }
    }

    /// Reads `CASE:NUMBER`, or `CASE:NUMBER.NUMBER…` for an item.
    ///
    /// # Errors
    /// No colon, a case's reference that is none, or numbers that are not counted from 1 or have leading zeros.
    pub fn parse(text: &str) -> Result<AssetRef, Fault> {
        let fault = || {
            Fault::new(format!("{} is no asset's reference", text::quote(text)))
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

    /// The last of the numbers: the asset's within its case, or the item's within its asset.
    pub fn number(&self) -> u32 {
        self.below.last().copied().unwrap_or(self.root)
    }

    /// The item number `number` of this asset; items are counted from 1.
    #[must_use]
    pub fn item(&self, number: u32) -> AssetRef {
        let mut item = self.clone();
        item.below.push(number);
        item
    }

    /// The asset of which this is an item; none for an asset that is no item.
    pub fn parent(&self) -> Option<AssetRef> {
        let mut parent = self.clone();
        parent.below.pop().map(|_| parent)
    }

    /// The asset from which this and the items above it were carved; itself where it is no item.
    #[must_use]
    pub fn root(&self) -> AssetRef {
        AssetRef::new(self.case.clone(), self.root)
    }
}

impl fmt::Display for AssetRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.case, self.root)?;
        self.below.iter().try_for_each(|number| write!(f, ".{number}"))
    }
}

/// A source, and where in it: `REF` or `REF#page 3`.
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
    /// A source's reference that is none; nothing after the `#`, more than 200 characters, or `;` (which separates
    /// citations in files).
    pub fn parse(text: &str) -> Result<SourceCitation, Fault> {
        let Some((source, place)) = text.split_once('#') else {
            return SourceRef::parse(text).map(SourceCitation::of);
        };
        let place = bounded(place, "place in the source", LONGEST_ENTRY)?;
        refuse_any(&place, "place in the source", &[';'])?;
        Ok(SourceCitation { source: SourceRef::parse(source)?, place: Some(place) })
    }

    /// The source.
    pub fn source(&self) -> &SourceRef {
        &self.source
    }

    /// Where in the source: a page, a row, a paragraph.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

impl fmt::Display for SourceCitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source.as_str())?;
        self.place.iter().try_for_each(|place| write!(f, "#{place}"))
    }
}

/// A number counted from 1, written without leading zeros.
fn counted(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten()
}

fn looks_like_numbers(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn bounded(text: &str, what: &str, longest: usize) -> Result<String, Fault> {
    let text = text::clean(text).map_err(|fault| fault.at(format!("the {what}")))?;
    if text.is_empty() {
        return Err(Fault::new(format!("the {what} is empty")));
    }
    if text.chars().nth(longest).is_some() {
        return Err(Fault::new(format!("the {what} {} has more than {longest} characters", text::quote(&text))));
    }
    Ok(text)
}

fn refuse_any(text: &str, what: &str, refused: &[char]) -> Result<(), Fault> {
    text.chars().find(|c| refused.contains(c)).map_or(Ok(()), |c| {
        Err(Fault::new(format!("the {what} {} holds “{c}”", text::quote(text)))
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
