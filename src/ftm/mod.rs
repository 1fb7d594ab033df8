//! A ledger as FollowTheMoney has it: entities for tools of investigative analysis, one JSON object a line.
//!
//! FollowTheMoney has no bounds, no ranges of dates and no pools. An amount is a number there only if it is exact; what
//! cannot be said otherwise is said in the summary. So this is an export, and no way back.
//!
//! ```
//! use impound::ftm::{self, Asked, Filed};
//! use impound::query;
//! use impound::store::{Error, Ledger, Recorder};
//!
//! let mut recorder = Recorder::new("Ada", "2024-07-01T09:00:00Z".parse()?)?;
//! let ledger = Ledger::scratch("example", &mut recorder)?;
//! let asked = Asked::default();
//! let known = query::known(&ledger.snapshot()?, &asked.query)?;
//! let filed = Filed { origin: ledger.origin()?, ..Filed::default() };
//! let mut lines = Vec::new();
//! ftm::each_line(&ledger, &known, &asked, &filed, |_, line| {
//!     lines.push(line.to_owned());
//!     Ok::<(), Error>(())
//! })?;
//! assert!(lines.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod action;
mod asset;
mod entity;
mod filed;
mod ids;
mod subject;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::SourceRef;
use crate::journal::{CaseFile, SourceFile};
use crate::query::{self, Current, Known, Query, States};

use entity::Entity;
use ids::Ids;

/// What is asked of the export.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The case, if only one is asked for, and whether personal data are shown.
    pub query: Query,
    /// What an action is.
    pub designation: Designation,
}

/// What an action is in FollowTheMoney.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Designation {
    /// A `Risk`: heightened scrutiny, with topics.
    #[default]
    Risk,
    /// A `Sanction`, for tools that know no `Risk`.
    Sanction,
}

/// What a ledger says of itself, its cases and its sources.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// The origin of its checkpoints, from which the ids follow.
    pub origin: String,
    /// The cases that are asked for, each with the entry that opened it.
    pub cases: Vec<(u64, CaseFile)>,
    /// The sources, each with the entry that added it.
    pub sources: Vec<(u64, SourceFile)>,
}

/// What every entity needs to know.
struct Desk<'a> {
    asked: &'a Asked,
    ids: Ids,
    cases: BTreeMap<&'a str, String>,
    sources: BTreeMap<&'a SourceRef, (String, Option<&'a str>)>,
}

/// Passes every line to `each`, with the number of the last entry read: the cases with their authorities, assets and
/// actions in the order of the journal, the authorities that acted, and the sources. The same ledger gives the same lines.
///
/// # Errors
/// A figure does not fit, the ledger cannot be read, or `each` fails.
pub fn each_line<L: States, E: From<L::Error>>(
    ledger: &L,
    known: &Known,
    asked: &Asked,
    filed: &Filed,
    mut each: impl FnMut(u64, &str) -> Result<(), E>,
) -> Result<(), E> {
    let desk = Desk::of(asked, filed);
    let (mut cited, mut bodies) = (BTreeSet::new(), BTreeSet::new());
    let mut write = |read: u64, entity: Entity| each(read, &entity.line().map_err(L::Error::from)?);
    for (entry, case) in &filed.cases {
        desk.case(*entry, case).into_iter().try_for_each(|entity| write(0, entity))?;
        bodies.extend(case.authorities.iter().map(|authority| desk.body_of_case(authority)));
    }
    query::each_act(ledger, &asked.query, known, |read, current: &Current<'_>| {
        cited.extend(current.act.sources.iter().map(|cited| cited.source().clone()));
        bodies.extend(current.act.authority.as_deref().map(|name| desk.body(name)));
        let entities = desk.entities(current).map_err(L::Error::from)?;
        entities.into_iter().try_for_each(|entity| write(read, entity))
    })?;
    let last = known.entries();
    bodies.into_iter().try_for_each(|body| write(last, body.entity()))?;
    // Of one case only what it rests on.
    let is_asked = |source: &SourceFile| asked.query.scope.case.is_none() || cited.contains(&source.source);
    let sources = filed.sources.iter().filter(|(_, source)| is_asked(source));
    sources.map(|(entry, source)| desk.document(*entry, source)).try_for_each(|entity| write(last, entity))
}

impl<'a> Desk<'a> {
    fn of(asked: &'a Asked, filed: &'a Filed) -> Desk<'a> {
        let ids = Ids::of(&filed.origin);
        let case = |(entry, case): &'a (u64, CaseFile)| (case.case.as_str(), ids.entry(*entry, "case"));
        let source = |(entry, source): &'a (u64, SourceFile)| {
            (&source.source, (ids.entry(*entry, "source"), source.url.as_deref().and_then(words::address)))
        };
        let (cases, sources) = (filed.cases.iter().map(case).collect(), filed.sources.iter().map(source).collect());
        Desk { asked, cases, sources, ids }
    }

    /// Everything that an action adds.
    fn entities(&self, current: &Current<'_>) -> Result<Vec<Entity>, crate::domain::Fault> {
        let mut entities = Vec::new();
        if current.act.target.begins() {
            entities.extend(self.beginning(current)?);
        }
        entities.extend(self.proceeds(current)?);
        entities.push(self.designation(current)?);
        entities.extend(self.acted(current));
        entities.extend(self.subjects(current));
        Ok(entities)
    }

    /// Adds the sources that an action cites, and their addresses.
    fn cite(&self, entity: &mut Entity, current: &Current<'_>) {
        for cited in &current.act.sources {
            if let Some((id, url)) = self.sources.get(cited.source()) {
                entity.add("proof", id.as_str());
                url.iter().for_each(|url| entity.add("sourceUrl", *url));
            }
        }
    }
}
