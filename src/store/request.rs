//! What can be asked of a ledger to be recorded.

use crate::domain::{CaseRef, EntryRef, SourceRef};
use crate::journal::{
    Attestation, CaseChanges, CaseEvent, CaseFile, Claim, Details, Draft, Handling, SourceChanges, SourceFile,
};

use super::quoted::NewRates;

/// What is to be recorded.
#[derive(Clone, Debug)]
pub enum Request {
    /// A case is opened.
    Case(CaseFile),
    /// The particulars of a case are read otherwise.
    EditCase {
        /// The case.
        case: CaseRef,
        /// What is read otherwise.
        changes: Box<CaseChanges>,
        /// Why, where it is said.
        reason: Option<String>,
    },
    /// An event of a case that is no action on an asset.
    CaseEvent(CaseEvent),
    /// A fact of a case that is no money, as a source claims it.
    Claim(Claim),
    /// Somebody looked at what is kept of an asset.
    Attest(Attestation),
    /// A source is added.
    Source(SourceFile),
    /// The particulars of a source are read otherwise.
    EditSource {
        /// The source.
        source: SourceRef,
        /// What is read otherwise.
        changes: Box<SourceChanges>,
        /// Why, where it is said.
        reason: Option<String>,
    },
    /// Rates of exchange are added to a set.
    Rates(Box<NewRates>),
    /// An action.
    Act(Box<Draft>),
    /// A new reading of an action.
    Correct {
        /// An entry that records the action.
        entry: u64,
        /// Why.
        reason: String,
        /// What is read otherwise.
        details: Box<Details>,
    },
    /// What another source says of an action.
    Reading {
        /// An entry that records the action.
        entry: u64,
        /// What the source says; it is the only one.
        details: Box<Details>,
    },
    /// One of several statements of an action, or of several claims about one thing, is preferred to the others.
    Adopt {
        /// The entry of the reading or of the claim; one that records the action for its own statement.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// An action that no longer counts as having happened; or a reading, a claim or an event that is taken back.
    Void {
        /// An entry that records the action, or says what is taken back.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// What was voided holds after all.
    Reinstate {
        /// An entry that records the action, or says what was taken back; or the one that voided it.
        entry: u64,
        /// Why.
        reason: String,
    },
    /// One of the others, under a reference: repeating it makes no new entry.
    Repeatable(EntryRef, Box<Request>),
    /// The personal data of an action, or the maps of an imported file, are erased or restricted, or may be shown again.
    Withhold {
        /// An entry that records the action, or how the file was imported.
        entry: u64,
        /// How the data are handled from now on.
        handling: Handling,
        /// Why.
        reason: String,
        /// On whose authority; data are not erased without one.
        authority: Option<String>,
    },
}
