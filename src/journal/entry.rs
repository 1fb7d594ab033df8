//! The journal's entries: what is recorded, once, and never changed.

use std::fmt;

use crate::domain::{CaseRef, Date, EntryRef, Fault, Jurisdiction, SourceRef, text};

use super::datum::Datum;
use super::digest::Digest;
use super::particular::Act;
use super::withholding::{Handling, Withholding};

/// One numbered line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When it was recorded and by whom.
    pub stamp: Stamp,
    /// The reference that makes recording it repeatable.
    pub reference: Option<EntryRef>,
    /// What it records.
    pub body: Body,
}

impl Entry {
    /// Whether it adds a file from which rows were imported as a source.
    pub fn is_imported_file(&self) -> bool {
        matches!(&self.body, Body::Source(file) if file.kind.as_deref() == Some(IMPORT))
    }

    /// The commitments whose data it withholds, or no longer does.
    pub fn withheld(&self) -> &[Digest] {
        match &self.body {
            Body::Withholding(withholding) => &withholding.commitments,
            _ => &[],
        }
    }

    /// Whether it erases personal data.
    pub fn is_erasure(&self) -> bool {
        matches!(&self.body, Body::Withholding(withholding) if withholding.handling == Handling::Erased)
    }
}

/// When an entry was recorded, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// UTC, never earlier than that of the entry before: `2024-06-28T09:30:00Z`.
    pub recorded_at: String,
    /// What the clock really said, where it said an earlier time than the entry before.
    pub clock: Option<String>,
    /// The person who recorded it.
    pub recorded_by: String,
    /// The name under which that person was logged in, where it is another one.
    pub login: Option<String>,
    /// The version of the rules under which it was recorded, [`RULES`] or an earlier one.
    pub rules: u64,
}

impl Stamp {
    /// What the clock really said.
    pub fn clock(&self) -> &str {
        self.clock.as_ref().unwrap_or(&self.recorded_at)
    }

    /// A time and a person, under the rules of today.
    pub fn new(recorded_at: impl Into<String>, recorded_by: impl Into<String>) -> Stamp {
        let (recorded_at, recorded_by) = (recorded_at.into(), recorded_by.into());
        Stamp { recorded_at, clock: None, recorded_by, login: None, rules: RULES }
    }
}

/// The version of the rules of counting and of what may follow what. An entry is followed by those under which it was
/// recorded; a change that would refuse or count an entry otherwise gets the next number.
pub const RULES: u64 = 1;

/// What an entry records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Entry 1: the ledger begins.
    Genesis(Genesis),
    /// A case is opened.
    Case(CaseFile),
    /// The particulars of a case are read otherwise.
    CaseEdit(Edit<CaseFile>),
    /// A source is added.
    Source(SourceFile),
    /// The particulars of a source are read otherwise.
    SourceEdit(Edit<SourceFile>),
    /// An action on an asset.
    Act(Act),
    /// A new reading of an action that an earlier entry recorded; the whole action as it is now read.
    Correction {
        /// The entry that first recorded the action.
        corrects: u64,
        /// Why.
        reason: String,
        /// The action as it is now read.
        act: Act,
    },
    /// An action that is no longer held to have happened.
    Void {
        /// The entry that first recorded the action.
        voids: u64,
        /// Why.
        reason: String,
    },
    /// An action that was voided is held to have happened after all; its last reading stands again.
    Reinstatement {
        /// The entry that first recorded the action.
        reinstates: u64,
        /// Why.
        reason: String,
    },
    /// Personal data of an action, or the map of an import, are erased or restricted, or may be shown again.
    Withholding(Withholding),
}

impl Body {
    /// The commitments that it holds, each with what lies behind it.
    pub fn commitments(&self) -> Vec<(Digest, Datum)> {
        match self {
            Body::Act(act) | Body::Correction { act, .. } => {
                let identifiers = act.identifiers.iter().map(|sealed| (sealed.commitment, Datum::Identifier));
                let subjects = act.subjects.iter().map(|sealed| (sealed.commitment, Datum::Name));
                identifiers.chain(subjects).collect()
            }
            Body::Source(file) | Body::SourceEdit(Edit { file, .. }) => {
                file.map().map(|map| (map.commitment, Datum::Map)).into_iter().collect()
            }
            Body::Genesis(_)
            | Body::Case(_)
            | Body::CaseEdit(_)
            | Body::Void { .. }
            | Body::Reinstatement { .. }
            | Body::Withholding(_) => Vec::new(),
        }
    }
}

/// New particulars of a case or of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<T> {
    /// The entry that held them until now: the one that opened the case or added the source, or the edit before.
    pub edits: u64,
    /// Why, where it is said.
    pub reason: Option<String>,
    /// All of them, as they are from now on.
    pub file: T,
}

/// What makes this ledger this one and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    /// 32 random bytes.
    pub ledger: Digest,
    /// Its name in the origin of checkpoints.
    pub name: String,
    /// The program and its version that began it.
    pub program: String,
}

/// One investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// Its reference.
    pub case: CaseRef,
    /// Its title.
    pub title: String,
    /// The jurisdiction that leads it; `None` only where the case was opened for the rows of a file, which do not say.
    pub lead: Option<Jurisdiction>,
    /// The authority that leads it.
    pub authority: Option<String>,
    /// When it was opened.
    pub opened: Option<Date>,
    /// The offences investigated.
    pub offences: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

impl CaseFile {
    /// A case of which no more is said than it must be.
    pub fn new(case: CaseRef, title: impl Into<String>, lead: Jurisdiction) -> CaseFile {
        CaseFile { title: title.into(), lead: Some(lead), ..CaseFile::named(case) }
    }

    /// A case of which nothing but its reference is known, which is its title too.
    pub fn named(case: CaseRef) -> CaseFile {
        let title = case.to_string();
        CaseFile { case, title, lead: None, authority: None, opened: None, offences: Vec::new(), note: None }
    }
}

/// The kind of the sources that are files from which rows were imported.
pub const IMPORT: &str = "import";

/// A document that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its reference.
    pub source: SourceRef,
    /// Its title.
    pub title: String,
    /// Who published or issued it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Date>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The file that was at hand: its SHA-256 and its size in bytes.
    pub file: Option<(Digest, u64)>,
    /// The language it is written in, as given.
    pub language: Option<String>,
    /// What sort of document it is, as given.
    pub kind: Option<String>,
    /// How it was imported, where it is a file from which rows were.
    pub imported: Option<Imported>,
}

/// How a file was imported: by which map, and how many of its rows went where.
///
/// An edit of the source says so once all rows are recorded: they cite the source, which therefore stands before them,
/// and what becomes of them is known only behind the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The map; none where the file has impound's own columns.
    pub map: Option<SealedMap>,
    /// What was counted, never a cell's text.
    pub counts: Vec<Count>,
}

/// A map behind its commitment: the entry says which one it was, not what stands in it. A map may quote what a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedMap {
    /// The SHA-256 of its file.
    pub digest: Digest,
    /// The commitment to its text.
    pub commitment: Digest,
}

/// A number of rows or cells, and of which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Of what: `skipped by [[skip]] of line 9`.
    pub of: String,
    /// How many.
    pub number: u64,
}

impl Count {
    /// Reads what [`Count`] shows.
    ///
    /// # Errors
    /// No number behind a colon, or a text that cannot be kept.
    pub fn parse(text: &str) -> Result<Count, Fault> {
        let read = text.rsplit_once(": ").and_then(|(of, number)| Some((of, number.parse::<u64>().ok()?)));
        let (of, number) = read.ok_or_else(|| Fault::new(format!("{} counts nothing", text::quote(text))))?;
        let count = Count { of: text::clean(of)?, number };
        // One text for one count.
        if count.to_string() == text {
            Ok(count)
        } else {
            Err(Fault::new(format!("{} counts nothing", text::quote(text))))
        }
    }
}

/// `skipped by [[skip]] of line 9: 3`.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.of, self.number)
    }
}

impl SourceFile {
    /// The map by which it was imported, where it was imported by one.
    pub fn map(&self) -> Option<&SealedMap> {
        self.imported.as_ref()?.map.as_ref()
    }

    /// A source of which no more is said than it must be.
    pub fn new(source: SourceRef, title: impl Into<String>) -> SourceFile {
        SourceFile {
            source,
            title: title.into(),
            publisher: None,
            published: None,
            url: None,
            file: None,
            language: None,
            kind: None,
            imported: None,
        }
    }
}
