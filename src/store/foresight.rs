//! The names in the next rows of an import, in the requests of a command, or in entries of a journal, so that they can be
//! looked up together.

use std::collections::BTreeSet;

use crate::domain::{AssetRef, CaseRef, EntryRef, SourceRef};
use crate::journal::likeness::likenesses_of;
use crate::journal::{Aim, Digest, Draft, Entry, Handle, Names, step};

use super::Error;
use super::ahead::{Ahead, Foreseen};
use super::engine::{Asked, Known, Reading};
use super::load;
use super::named::names;
use super::request::Request;
use super::seal;
use super::sealed::{Name, Sealed, name};
use super::tables::Tables;

/// The names in some drafts or entries, each once.
#[derive(Debug, Default)]
pub struct Foresight {
    cases: BTreeSet<CaseRef>,
    sources: BTreeSet<SourceRef>,
    references: BTreeSet<EntryRef>,
    families: BTreeSet<AssetRef>,
    bearing: BTreeSet<String>,
    alike: BTreeSet<i64>,
    entries: BTreeSet<u64>,
    commitments: BTreeSet<Digest>,
}

impl Foresight {
    /// What drafts name, and what their new assets are compared with.
    pub fn of<'d>(drafts: impl IntoIterator<Item = &'d Draft>) -> Foresight {
        let mut foresight = Foresight::default();
        drafts.into_iter().for_each(|draft| foresight.add(draft));
        foresight
    }

    /// Adds what a draft names, and what a new asset is compared with.
    fn add(&mut self, draft: &Draft) {
        self.add_names(names(Some(draft), &draft.details));
        self.references.extend(draft.details.reference.clone());
        let (Aim::New(case) | Aim::Named(Handle::Asset(_), case)) = &draft.target else { return };
        let details = &draft.details;
        self.bearing.extend(details.identifiers.iter().flatten().map(ToString::to_string));
        if let Some(date) = &details.date {
            let sources = details.sources.as_deref().unwrap_or_default();
            let places = details.places.as_ref();
            self.alike.extend(likenesses_of(case, places, details.kind, date, details.amount, sources));
        }
    }

    /// Adds what an entry of the journal names.
    pub(super) fn add_entry(&mut self, entry: &Entry) {
        self.add_names(entry.body.names());
    }

    fn add_names(&mut self, names: Names) {
        self.cases.extend(names.cases);
        self.sources.extend(names.sources);
        self.entries.extend(names.entries);
        self.commitments.extend(names.commitments);
        for handle in names.assets {
            match handle {
                Handle::Asset(asset) => self.families.insert(asset.root()),
                Handle::CreatedBy(reference) => self.references.insert(reference),
            };
        }
    }

    /// Adds what a request names, as far as that is known before anything is read.
    pub(super) fn add_request(&mut self, request: &Request) {
        match request {
            Request::Repeatable(reference, request) => {
                self.references.insert(reference.clone());
                self.add_request(request);
            }
            Request::Act(draft) => self.add(draft),
            Request::Case(file) => drop(self.cases.insert(file.case.clone())),
            Request::EditCase { case, .. } => drop(self.cases.insert(case.clone())),
            Request::Source(file) => drop(self.sources.insert(file.source.clone())),
            Request::EditSource { source, .. } => drop(self.sources.insert(source.clone())),
            _ => {}
        }
    }

    /// Looks up the names before anything else is read, with the part of the seal that covers them, and the entries of
    /// the families among them.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn look(&self, ahead: &Ahead<'_>) -> Result<(), Error> {
        ahead.foresee(&Asked { nodes: seal::nodes_of(self.sealed()).into_iter().collect(), ..self.asked() })?;
        let families: Vec<&AssetRef> = self.families.iter().collect();
        let known = ahead.known(&Asked { families, ..Asked::default() })?.families;
        let lines = known.iter().flatten().flat_map(|stored| stored.lines.split('\n'));
        // A line that names no entry is reported by whoever reads it.
        let entries: Vec<u64> = lines.filter_map(|line| step::entry_of(line).ok()).collect();
        if entries.is_empty() { Ok(()) } else { ahead.foresee(&Asked { entries, ..Asked::default() }) }
    }

    /// The question about all names.
    fn asked(&self) -> Asked<'_> {
        Asked {
            cases: self.cases.iter().collect(),
            sources: self.sources.iter().collect(),
            references: self.references.iter().collect(),
            families: self.families.iter().collect(),
            bearing: self.bearing.iter().map(String::as_str).collect(),
            alike: self.alike.iter().map(|likeness| (*likeness, 0)).collect(),
            ..Asked::default()
        }
    }

    /// Begins to look up the names that are not yet known, for when [`Ahead::reach`] reaches them.
    ///
    /// # Errors
    /// The ledger cannot be read or written.
    pub(super) fn announce(mut self, ahead: &Ahead<'_>, tables: &Tables<'_>) -> Result<(), Error> {
        let state = tables.state();
        let known = self.sources.iter().filter_map(|source| state.source(source));
        self.entries = known.map(|filed| filed.entry).collect();
        self.cases.retain(|case| state.case(case).is_none());
        self.sources.retain(|source| state.source(source).is_none());
        self.references.retain(|reference| state.reference(reference).is_none());
        ahead.announce(move |reading| self.answers(reading))
    }

    /// The answers about all names, and about what recorded rows need besides: the entries recorded under these
    /// references, the data behind their commitments, and the families they began.
    fn answers(&self, reading: &dyn Reading) -> Result<Foreseen, Error> {
        let mut foreseen = Foreseen::default();
        foreseen.sealed.extend(self.sealed());
        let asked = self.asked();
        let known = reading.known(&asked)?;
        let begun: Vec<u64> = known.references.iter().flatten().copied().collect();
        let added: Vec<u64> = known.sources.iter().flatten().map(|filed| filed.entry).collect();
        foreseen.extend(&asked, known);
        if begun.is_empty() {
            return Ok(foreseen);
        }
        let entries = begun.iter().chain(&self.entries).chain(&added).copied().collect();
        let asked = Asked { entries, begun: begun.clone(), ..Asked::default() };
        let known = reading.known(&asked)?;
        let mut data = Vec::new();
        for bytes in known.entries.iter().take(begun.len()).flatten() {
            data.extend(load::decoded(bytes)?.body.commitments().into_iter().map(|(commitment, _)| commitment));
        }
        let roots = known.begun.iter().flatten().filter_map(|root| AssetRef::parse(root).ok());
        let roots: BTreeSet<AssetRef> = roots.collect();
        foreseen.extend(&asked, known);
        let families = roots.iter().map(|root| name(Sealed::Family, &root.to_string()));
        let withheld = data.iter().map(|commitment| name(Sealed::Withheld, &commitment.to_string()));
        foreseen.sealed.extend(families.chain(withheld));
        let asked = Asked { families: roots.iter().collect(), handled: data.clone(), data, ..Asked::default() };
        foreseen.extend(&asked, reading.known(&asked)?);
        Ok(foreseen)
    }

    /// Looks up the names in entries from which tables are derived, and forgets what was prefetched before: the actions
    /// that they name come with their families.
    ///
    /// # Errors
    /// The ledger cannot be read, its seal is not the one that impound wrote, or an entry is not what impound writes.
    pub(super) fn ask_to_derive(mut self, ahead: &Ahead<'_>, tables: &mut Tables<'_>) -> Result<(), Error> {
        self.cases.retain(|case| tables.state().case(case).is_none());
        self.sources.retain(|source| tables.state().source(source).is_none());
        ahead.forget();
        let named: Vec<u64> = self.entries.iter().copied().collect();
        ahead.foresee(&Asked {
            begun: named.clone(),
            entries: named.clone(),
            handled: self.commitments.iter().copied().collect(),
            ..self.asked()
        })?;
        let Known { entries, begun, .. } =
            ahead.known(&Asked { begun: named.clone(), entries: named, ..Asked::default() })?;
        let mut concerned: BTreeSet<AssetRef> =
            begun.iter().flatten().filter_map(|root| AssetRef::parse(root).ok()).collect();
        for bytes in entries.iter().flatten() {
            concerned.extend(load::decoded(bytes)?.body.asset().map(AssetRef::root));
        }
        concerned.retain(|root| !self.families.contains(root));
        if !concerned.is_empty() {
            ahead.foresee(&Asked { families: concerned.iter().collect(), ..Asked::default() })?;
        }
        self.families.extend(concerned);
        let withheld = self.commitments.iter().map(|commitment| name(Sealed::Withheld, &commitment.to_string()));
        tables.seal.open(self.sealed().chain(withheld))
    }

    /// The names under which the rows are sealed.
    fn sealed(&self) -> impl Iterator<Item = Name> {
        let cases = self.cases.iter().map(|case| name(Sealed::Case, case.as_str()));
        let sources = self.sources.iter().map(|source| name(Sealed::Source, source.as_str()));
        let references = self.references.iter().map(|reference| name(Sealed::Reference, reference.as_str()));
        let families = self.families.iter().map(|root| name(Sealed::Family, &root.to_string()));
        cases.chain(sources).chain(references).chain(families)
    }
}
