//! Cases and sources that rows name but the ledger lacks: refused, or opened by the import.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::domain::{CaseRef, SourceRef};
use crate::intake::draft::Drafted;
use crate::intake::{Column, Found};
use crate::journal::{Aim, CaseFile, Handle, Refusal, SourceFile};
use crate::store::{Batch, Error, Request};

use super::super::advice::{self, Said};
use super::super::failure::Failure;
use super::super::near::{IN_LEDGER, lookalike, skeleton};

/// What happens to a case or a source that a row names but the ledger lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// The row is refused.
    Refused,
    /// It is opened or added; if its reference looks like another, the row is refused instead.
    Asked,
    /// It is opened or added, whatever its reference looks like.
    Opened,
}

/// The cases and sources of an import.
pub(super) struct Openings {
    missing: Missing,
    cases: References<CaseRef>,
    sources: References<SourceRef>,
}

/// References of one kind.
struct References<R> {
    /// Those in the ledger that rows have named so far.
    known: HashSet<R>,
    /// All that are in the ledger or opened by the file, by their skeletons; `None` until one is missing.
    looks: Option<HashMap<String, Look>>,
}

/// A reference, and where it is found.
struct Look {
    reference: String,
    place: &'static str,
}

/// The most cases or sources remembered as known.
const REMEMBERED: usize = 100_000;

/// The place of a reference that the import itself opens.
const IN_FILE: &str = "the file names too";

/// What a row opens besides its actions.
pub(super) struct Opened {
    pub(super) cases: Vec<CaseRef>,
    pub(super) sources: Vec<SourceRef>,
}

impl Openings {
    /// The openings of an import that has opened nothing yet.
    pub(super) fn new(missing: Missing) -> Openings {
        Openings { missing, cases: References::default(), sources: References::default() }
    }

    /// Remembers that a source is in the ledger.
    pub(super) fn know(&mut self, source: &SourceRef) {
        self.sources.remember(source);
    }

    /// Adds the missing cases and sources that an action names to its row's requests, or to the row's faults.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn ask(
        &mut self,
        batch: &Batch<'_>,
        drafted: &Drafted,
        requests: &mut Vec<Request>,
        faults: &mut Vec<Found>,
    ) -> Result<(), Failure> {
        if let Some(case) = case_of(&drafted.draft.target)
            && !self.cases.known.contains(case)
            && !requests.iter().any(|request| matches!(request, Request::Case(file) if file.case == *case))
        {
            match (batch.has_case(case)?, self.missing) {
                (true, _) => self.cases.remember(case),
                (false, Missing::Refused) => faults.push(missing(Column::Case, &Refusal::NoCase(case.clone()))),
                (false, asked) => match self.cases.like(asked, case.as_str(), || batch.cases())? {
                    Some(other) => faults.push(alike(Column::Case, "case", case.as_str(), other)),
                    None => requests.push(Request::Case(CaseFile::named(case.clone()))),
                },
            }
        }
        for citation in drafted.draft.details.sources.iter().flatten() {
            let source = citation.source();
            let asked = |request: &Request| matches!(request, Request::Source(file) if file.source == *source);
            if self.sources.known.contains(source) || requests.iter().any(asked) {
                continue;
            }
            match (batch.has_source(source)?, self.missing) {
                (true, _) => self.sources.remember(source),
                (false, Missing::Refused) => faults.push(missing(Column::Sources, &Refusal::NoSource(source.clone()))),
                (false, asked) => {
                    let own = Opened::of(requests).sources;
                    let own =
                        own.iter().find(|own| asked == Missing::Asked && looks_like(own.as_str(), source.as_str()));
                    let own = own.map(|own| Look { reference: own.to_string(), place: IN_FILE });
                    let other = self.sources.like(asked, source.as_str(), || batch.sources())?;
                    match own.as_ref().or(other) {
                        Some(other) => faults.push(alike(Column::Sources, "source", source.as_str(), other)),
                        None => requests.push(Request::Source(SourceFile::new(source.clone(), source.as_str()))),
                    }
                }
            }
        }
        Ok(())
    }

    /// Remembers what a row has opened.
    pub(super) fn opened(&mut self, opened: &Opened) {
        for case in &opened.cases {
            self.cases.remember(case);
            self.cases.add(case.as_str());
        }
        for source in &opened.sources {
            self.sources.remember(source);
            self.sources.add(source.as_str());
        }
    }
}

impl<R> Default for References<R> {
    fn default() -> References<R> {
        References { known: HashSet::new(), looks: None }
    }
}

impl<R: Clone + Eq + Hash> References<R> {
    fn remember(&mut self, one: &R) {
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        self.known.insert(one.clone());
    }

    /// The reference that a missing one looks like, if lookalikes are refused. `all` gives those in the ledger.
    fn like(
        &mut self,
        missing: Missing,
        reference: &str,
        all: impl FnOnce() -> Result<Vec<String>, Error>,
    ) -> Result<Option<&Look>, Failure> {
        if missing != Missing::Asked {
            return Ok(None);
        }
        if self.looks.is_none() {
            let look = |reference: String| (skeleton(&reference), Look { reference, place: IN_LEDGER });
            self.looks = Some(all()?.into_iter().map(look).collect());
        }
        Ok(self.looks.as_ref().and_then(|looks| looks.get(&skeleton(reference))))
    }

    /// Adds a reference that the file has opened.
    fn add(&mut self, reference: &str) {
        if let Some(looks) = &mut self.looks {
            looks.insert(skeleton(reference), Look { reference: reference.to_owned(), place: IN_FILE });
        }
    }
}

impl Opened {
    /// What the requests of a row open.
    pub(super) fn of(requests: &[Request]) -> Opened {
        let case = |request: &Request| if let Request::Case(file) = request { Some(file.case.clone()) } else { None };
        let source =
            |request: &Request| if let Request::Source(file) = request { Some(file.source.clone()) } else { None };
        Opened {
            cases: requests.iter().filter_map(case).collect(),
            sources: requests.iter().filter_map(source).collect(),
        }
    }
}

fn looks_like(one: &str, other: &str) -> bool {
    one != other && skeleton(one) == skeleton(other)
}

fn alike(column: Column, what: &str, given: &str, Look { reference, place }: &Look) -> Found {
    Found { value: None, ..Found::at(column, "", lookalike(what, given, reference, place)) }
}

fn missing(column: Column, unknown: &Refusal) -> Found {
    let fault = advice::of_entry(unknown, Said::Filed);
    let hint = match advice::filed(&fault) {
        Some(hint) => format!("{hint}; or let the import do it: --open-missing"),
        None => "let the import add it: --open-missing".to_owned(),
    };
    Found { value: None, ..Found::at(column, "", fault.hint(hint)) }
}

fn case_of(target: &Aim) -> Option<&CaseRef> {
    match target {
        Aim::New(case) | Aim::Named(Handle::Asset(_), case) => Some(case),
        Aim::Item(_, case) => case.as_ref(),
        Aim::Named(Handle::CreatedBy(_), _) | Aim::Existing(_) => None,
    }
}
