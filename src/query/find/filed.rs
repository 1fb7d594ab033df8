//! What an index files an entry under.

use std::collections::BTreeSet;

use crate::domain::folded;
use crate::domain::{AssetRef, CaseRef};
use crate::journal::{Effect, Entry, Family};

use super::look::{Concerned, sources};
use super::mark;
use super::search::{SHORTEST, pairs};

/// What an index files an entry under: words and marks, without blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filed {
    /// The words, as [`Term::Exact`](super::Term::Exact) asks for them, and the marks.
    pub keys: BTreeSet<String>,
    /// Those of the words that are long enough to be asked for by a part.
    pub words: BTreeSet<String>,
}

impl Filed {
    fn add(&mut self, text: &str) {
        for word in folded::words(text) {
            if word.is_run() {
                self.keys.extend(pairs(word.as_str()));
                self.keys.extend(word.as_str().chars().map(String::from));
                continue;
            }
            if word.as_str().chars().count() >= SHORTEST {
                self.words.insert(word.as_str().to_owned());
            }
            self.keys.insert(word.as_str().to_owned());
        }
    }
}

/// What an entry is filed under, with the family that it concerns.
pub fn filed(entry: &Entry, concerned: &Concerned, family: Option<&Family>) -> Filed {
    let mut filed = Filed::default();
    entry.body.worded().texts().for_each(|text| filed.add(text));
    let cases: Vec<&CaseRef> = concerned.case.iter().chain(concerned.asset.as_ref().map(AssetRef::case)).collect();
    filed.keys.extend(mark::of_entry(entry, &cases, &sources(entry)));
    match entry.body.effect() {
        // Families do not list these, so they need not be filed again when their family changes.
        Effect::OfCase { .. } | Effect::Withhold { .. } => filed.keys.extend(family.map(|_| mark::of_any_family())),
        _ => filed.keys.extend(family.map(mark::of_family).unwrap_or_default()),
    }
    filed
}

/// Whether the entries about a family must be filed again, because it is filed differently now.
pub(crate) fn is_filed_otherwise(before: Option<&Family>, now: Option<&Family>) -> bool {
    before.map(mark::of_family) != now.map(mark::of_family)
}
