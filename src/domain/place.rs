//! Where: jurisdictions, and the sets of them that a source names.

use std::collections::BTreeSet;
use std::fmt;

use super::term::vocabulary;
use super::{Fault, text};

mod names;

/// A country of ISO 3166-1, the European Union (`EU`) or Kosovo (`XK`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction(&'static str);

impl Jurisdiction {
    /// Reads an alpha-2 or alpha-3 code in any case, or an English or French name, with or without accents.
    ///
    /// # Errors
    /// A text that is none of them, or a name that several countries share; the fault names those that come close.
    pub fn parse(text: &str) -> Result<Jurisdiction, Fault> {
        let text = text.trim();
        let code = text.to_ascii_uppercase();
        if let Some(known) = names::by_code(&code) {
            return Ok(Jurisdiction(known));
        }
        names::by_name(text).map(Jurisdiction)
    }

    /// The code of two letters.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The English name, as in ISO 3166-1.
    pub fn name(self) -> &'static str {
        names::english(self.0)
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// The jurisdictions in one of which, or across which, an asset lies. None of them: the source does not say where.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places(BTreeSet<Jurisdiction>);

/// How a place that is not stated is entered.
const UNSTATED: &str = "unstated";

impl Places {
    /// No place is stated.
    pub fn unstated() -> Places {
        Places::default()
    }

    /// Reads jurisdictions separated by `,` `;` or `+`; `unstated` or nothing where the source does not say.
    ///
    /// # Errors
    /// A jurisdiction that is none, or a separator with nothing before or after it.
    pub fn parse(text: &str) -> Result<Places, Fault> {
        let text = text.trim();
        if text.is_empty() || text.eq_ignore_ascii_case(UNSTATED) {
            return Ok(Places::unstated());
        }
        // Some names hold a comma: “Bolivia, Plurinational State of”.
        if let Ok(one) = Jurisdiction::parse(text) {
            return Ok(Places::from(one));
        }
        text.split([',', ';', '+']).map(|part| part_of(part.trim(), text)).collect::<Result<_, _>>().map(Places)
    }

    /// The codes, sorted and joined by `+`; empty where no place is stated.
    pub fn codes(&self) -> String {
        let codes: Vec<&str> = self.iter().map(Jurisdiction::code).collect();
        codes.join("+")
    }

    /// Whether several jurisdictions share the asset, with no word on how.
    pub fn is_pool(&self) -> bool {
        self.0.len() >= 2
    }

    /// Whether the source does not say where.
    pub fn is_unstated(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `place` is among them.
    pub fn contains(&self, place: Jurisdiction) -> bool {
        self.0.contains(&place)
    }

    /// Whether all of these are among those of `other`.
    pub fn is_subset(&self, other: &Places) -> bool {
        self.0.is_subset(&other.0)
    }

    /// Them, sorted by code.
    pub fn iter(&self) -> impl Iterator<Item = Jurisdiction> + '_ {
        self.0.iter().copied()
    }
}

fn part_of(part: &str, whole: &str) -> Result<Jurisdiction, Fault> {
    if part.is_empty() {
        return Err(Fault::new(format!("{} has a separator with no jurisdiction beside it", text::quote(whole)))
            .hint("write the codes with one comma between them, such as HU,LT,DE,NL"));
    }
    if part.eq_ignore_ascii_case(UNSTATED) {
        return Err(Fault::new(format!("{} says both where and “unstated”", text::quote(whole)))
            .hint("give the jurisdictions that the source names, or “unstated” alone"));
    }
    Jurisdiction::parse(part)
}

impl From<Jurisdiction> for Places {
    fn from(one: Jurisdiction) -> Places {
        Places(BTreeSet::from([one]))
    }
}

impl FromIterator<Jurisdiction> for Places {
    fn from_iter<T: IntoIterator<Item = Jurisdiction>>(places: T) -> Places {
        Places(places.into_iter().collect())
    }
}

impl fmt::Display for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.codes())
    }
}

vocabulary! {
    /// Who says where an asset lies.
    Basis, "basis of a place":
    /// The source says so.
    Stated = "stated",
    /// The person who entered it concluded so.
    Inferred = "inferred",
}
