//! What a ledger can be asked to record.

use crate::domain::{CaseRef, EntryRef, SourceRef};
use crate::journal::{
    Attestation, CaseChanges, CaseEvent, CaseFile, Claim, Details, Draft, Handling, SourceChanges, SourceFile,
};

use super::quoted::NewRates;

/// What to record.
#[derive(Clone, Debug)]
pub enum Request {
    /// Open a case.
    Case(CaseFile),
    /// Edit the particulars of a case.
    EditCase {
        /// The case.
        case: CaseRef,
        /// The changes.
        changes: Box<CaseChanges>,
        /// Why, if stated.
        reason: Option<String>,
    },
    /// An event of a case other than an action on an asset.
    CaseEvent(CaseEvent),
    /// A fact of a case other than money, as a source claims it.
    Claim(Claim),
    /// Somebody looked at what is kept of an asset.
    Attest(Attestation),
    /// Add a source.
    Source(SourceFile),
    /// Edit the particulars of a source.
    EditSource {
        /// The source.
        source: SourceRef,
        /// The changes.
        changes: Box<SourceChanges>,
        /// Why, if stated.
        reason: Option<String>,
    },
    /// Rates of exchange are added to a set.
    Rates(Box<NewRates>),
    /// An action.
    Act(Box<Draft>),
    /// Correct how an action is read.
    Correct {
        /// An entry that records the action.
        entry: u64,
        /// Why.
        reason: String,
        /// What changes.
        details: Box<Details>,
    },
    /// What another source says of an action.
    Reading {
        /// An entry that records the action.
        entry: u64,
        /// What the source says; it must be the only source.
        details: Box<Details>,
    },
    /// Prefer one of several statements of an action, or of several claims about one thing.
    Adopt {
        /// The entry of the reading or claim; for the action's own statement, an entry that records the action.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Declare that an action did not happen, or take back a reading, claim or event.
    Void {
        /// An entry that records the action or states what is taken back.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Reverse a void.
    Reinstate {
        /// An entry that records the action or states what was taken back, or the entry that voided it.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// Another request under a reference, so that repeating it makes no new entry.
    Repeatable(EntryRef, Box<Request>),
    /// Erase or restrict the personal data of an action or the maps of an imported file, or lift a restriction.
    Withhold {
        /// An entry that records the action or says how the file was imported.
        entry: u64,
        /// How the data are handled from now on.
        handling: Handling,
        /// Why.
        reason: String,
        /// On whose authority; required for erasure.
        authority: Option<String>,
    },
}

impl Request {
    /// The reference under which it is recorded at most once.
    pub(super) fn reference(&self) -> Option<&EntryRef> {
        match self {
            Request::Repeatable(reference, _) => Some(reference),
            Request::Act(draft) => draft.details.reference.as_ref(),
            Request::Correct { details, .. } => details.reference.as_ref(),
            _ => None,
        }
    }
}
