//! Looks at the entries that a search may find, and shows what they are about as it stands now.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;

use crate::domain::folded::{self, Word};
use crate::domain::identifier::{Scheme, masked};
use crate::domain::{AssetRef, Fault, Identifier};
use crate::journal::{Effect, Entry, Family, Frontier};
use crate::query::source::Source;
use crate::report::findings::{Found, Hit};
use crate::report::{Document, Meta, Scope, findings};

use super::index::{Index, candidates};
use super::look::{Concerned, concerned, read, sources};
use super::mark::plain;
use super::near::nearest;
use super::search::Search;

/// The most characters of a text that a row shows.
const LONGEST: usize = 120;

/// What was found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The rows.
    pub document: Document,
    /// Whether there are more than the search wants.
    pub more: bool,
    /// If nothing was found, words that are spelt like those asked for.
    pub near: Vec<String>,
}

/// Why a search was not answered.
#[derive(Debug)]
pub enum NotFound<S, I> {
    /// The ledger cannot be read.
    Ledger(S),
    /// The index cannot be read.
    Index(I),
}

/// What an entry is found by.
enum By<'a> {
    /// Its words.
    Words,
    /// A reference that it gives.
    Name,
    /// An identifier that it holds.
    Identifier(&'a Identifier),
}

/// Finds what a search asks for, the latest entry first: first what has the text as its reference, then what bears it as an
/// identifier, then what has its words.
///
/// # Errors
/// The ledger or the index cannot be read.
pub fn find<S: Source, I: Index>(
    source: &S,
    index: &I,
    search: &Search,
    meta: Meta,
) -> Result<Answer, NotFound<S::Error, I::Error>> {
    let head = source.head().map_err(NotFound::Ledger)?;
    let mut finding = Finding::new(source, search, &head);
    let by_reference = finding.by_reference().map_err(NotFound::Ledger)?;
    let mut failed = None;
    if by_reference.is_continue() && search.identifiers.is_empty() {
        let each = &mut |number| {
            finding.look(number, &By::Words).unwrap_or_else(|error| {
                failed = Some(error);
                ControlFlow::Break(())
            })
        };
        candidates(index, search, each).map_err(NotFound::Index)?;
    }
    if let Some(error) = failed {
        return Err(NotFound::Ledger(error));
    }
    let Finding { hits, more, phrases, .. } = finding;
    let near = if hits.is_empty() { nearest(index, &phrases.concat()).map_err(NotFound::Index)? } else { Vec::new() };
    let document = findings::document(meta, hits).map_err(|fault| NotFound::Ledger(fault.into()))?;
    Ok(Answer { document, more, near })
}

struct Finding<'a, S> {
    source: &'a S,
    search: &'a Search,
    phrases: Vec<Vec<Word>>,
    scope: Scope,
    last: u64,
    hits: Vec<Hit>,
    seen: HashSet<(Found, String)>,
    more: bool,
}

impl<'a, S: Source> Finding<'a, S> {
    fn new(source: &'a S, search: &'a Search, head: &Frontier) -> Finding<'a, S> {
        let scope = Scope { places: search.places.clone(), case: search.case.clone(), ..Scope::default() };
        let phrases = search.phrases().collect();
        Finding {
            source,
            search,
            phrases,
            scope,
            last: head.size(),
            hits: Vec::new(),
            seen: HashSet::new(),
            more: false,
        }
    }

    /// Finds what the ledger itself looks up: references and identifiers.
    fn by_reference(&mut self) -> Result<ControlFlow<()>, S::Error> {
        let text = self.search.texts.join(" ");
        let by_text = self.search.identifiers.is_empty() && !text.is_empty();
        if by_text {
            for number in self.source.named(&text)? {
                if self.look(number, &By::Name)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        let identifiers = if by_text { alike(&text) } else { self.search.identifiers.clone() };
        for identifier in &identifiers {
            for number in self.source.bearing(identifier)?.into_iter().rev() {
                if self.look(number, &By::Identifier(identifier))?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Looks at an entry, and adds what it is about if the search finds that.
    fn look(&mut self, number: u64, by: &By<'_>) -> Result<ControlFlow<()>, S::Error> {
        let Some((entry, begun)) = read(self.source, number, self.last)? else { return Ok(ControlFlow::Continue(())) };
        let Some(text) = self.text(&entry, by) else { return Ok(ControlFlow::Continue(())) };
        if !self.admits(&entry) {
            return Ok(ControlFlow::Continue(()));
        }
        let about = concerned(self.source, &entry)?;
        let family = match (begun, &about.asset) {
            (Some(family), _) => Some(family),
            (None, Some(asset)) => self.source.family(&asset.root(), self.last)?,
            (None, None) => None,
        };
        let Some(hit) = self.hit(&entry, (about, family.as_ref()), text)? else { return Ok(ControlFlow::Continue(())) };
        if !self.seen.insert((hit.found, hit.reference.clone())) {
            return Ok(ControlFlow::Continue(()));
        }
        if self.hits.len() >= self.search.limit {
            self.more = true;
            return Ok(ControlFlow::Break(()));
        }
        self.hits.push(hit);
        Ok(ControlFlow::Continue(()))
    }

    /// The text by which an entry is found; `None` if it is not.
    fn text(&self, entry: &Entry, by: &By<'_>) -> Option<String> {
        let worded = entry.body.worded();
        let mut matched: Vec<Cow<'_, str>> = Vec::new();
        let phrases = match by {
            By::Words => &self.phrases[..],
            By::Name => &[],
            By::Identifier(identifier) => {
                matched.push(format!("{}:{}", identifier.scheme(), masked(identifier.value())).into());
                // A text that is taken for the identifier is not looked for as words.
                if self.search.identifiers.is_empty() { &[] } else { &self.phrases[..] }
            }
        };
        let texts: Vec<(&str, Vec<Word>)> = worded.texts().map(|text| (text, folded::words(text))).collect();
        for phrase in phrases {
            let (text, _) = texts.iter().find(|(_, words)| folded::holds(words, phrase))?;
            if !matched.iter().any(|other| other == text) {
                matched.push(Cow::Borrowed(text));
            }
        }
        if matched.is_empty() {
            matched.extend(worded.texts().next().map(Cow::Borrowed));
        }
        Some(matched.iter().map(|text| shortened(text)).collect::<Vec<_>>().join(" / "))
    }

    /// Whether the filters that concern the entry itself admit it.
    fn admits(&self, entry: &Entry) -> bool {
        let search = self.search;
        let is_by = |name: &String| {
            let recorders = std::iter::once(&entry.stamp.recorded_by).chain(&entry.stamp.login);
            recorders.into_iter().any(|recorder| plain(recorder) == plain(name))
        };
        search.entered_by.as_ref().is_none_or(is_by)
            && search.source.as_ref().is_none_or(|source| sources(entry).contains(source))
            && search
                .days()
                .is_none_or(|(from, to)| entry.body.worded().date.is_some_and(|date| date.overlaps(from, to)))
    }

    /// What an entry is about, as it stands now; `None` if the filters do not admit that.
    fn hit(
        &self,
        entry: &Entry,
        (about, family): (Concerned, Option<&Family>),
        matched: String,
    ) -> Result<Option<Hit>, Fault> {
        let worded = entry.body.worded();
        let (found, reference) = name(entry, &about);
        let mut hit = Hit { found, reference, date: worded.date, entry: entry.number, matched, ..Hit::default() };
        let asset = about.asset.as_ref().filter(|_| found == Found::Asset);
        let standing = family.map(Family::standing);
        let stands = asset.zip(standing).and_then(|(asset, standing)| standing.asset(asset));
        let case = stands.map(|stands| &stands.case).or(about.case.as_ref()).or(asset.map(AssetRef::case));
        hit.case = case.map(ToString::to_string);
        if let (Effect::Act { act, .. }, Some(family)) = (entry.body.effect(), family) {
            hit.status = family.record(entry.number).map(|record| record.status(entry.number));
            (hit.kind, hit.places) = (act.kind, act.places.clone());
        }
        if let Some((stands, standing)) = stands.zip(standing) {
            (hit.kind, hit.stage) = (Some(stands.kind), Some(stands.stage));
            hit.places = Some(stands.places.clone());
            hit.amount = Some(standing.amount(stands)?);
        }
        let places = self.scope.places.as_ref().is_none_or(|_| {
            case.zip(hit.places.as_ref()).is_some_and(|(case, places)| self.scope.covers(case, places))
        });
        let admitted = places
            && self.scope.case.as_ref().is_none_or(|asked| case == Some(asked))
            && self.search.kind.is_none_or(|asked| hit.kind == Some(asked))
            && self.search.stage.is_none_or(|asked| hit.stage == Some(asked));
        Ok(admitted.then_some(hit))
    }
}

/// What is shown as found, and its reference.
fn name(entry: &Entry, about: &Concerned) -> (Found, String) {
    match (&about.asset, &about.source, &about.case) {
        (Some(asset), ..) => (Found::Asset, asset.to_string()),
        (None, Some(source), _) => (Found::Source, source.to_string()),
        (None, None, Some(case)) if matches!(entry.body.effect(), Effect::Case { .. }) => {
            (Found::Case, case.to_string())
        }
        (None, None, _) => (Found::Entry, entry.number.to_string()),
    }
}

/// The identifiers that a text may mean, with or without its scheme.
fn alike(text: &str) -> Vec<Identifier> {
    if let Ok(identifier) = Identifier::parse(text) {
        return vec![identifier];
    }
    Scheme::ALL.iter().filter_map(|scheme| Identifier::new(*scheme, text).ok()).collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
