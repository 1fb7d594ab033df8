//! Why an entry may not follow those before it: each reason is a value, so that whoever asked can tell them apart.
//!
//! What is wrong is said here; what to do about it follows from the reason, and is said by whoever talks to the user.

use crate::domain::{Action, AssetRef, CaseRef, Date, EntryRef, Fault, Places, SourceRef, Stage};

use super::particular::Particular;

mod figures;
mod mismatch;

pub use figures::{BothReadings, Difference, MoneyDiffers, Reckoning, Shortfall};
pub use mismatch::{Mismatch, Sums, Unusual};

/// Why an entry may not follow those before it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An invalid value, or a figure that does not fit.
    #[error(transparent)]
    Value(#[from] Fault),
    /// A particular cannot be meant, or does not go with the others.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    /// The items of an asset would come to more than it has.
    #[error(transparent)]
    TooLittle(Box<Shortfall>),
    /// It is unclear whether a carved asset's items are in its new amount.
    #[error(transparent)]
    BothReadings(Box<BothReadings>),
    /// The amount certainly differs from what the asset has, which is money.
    #[error(transparent)]
    MoneyDiffers(Box<MoneyDiffers>),

    /// A ledger has begun already.
    #[error("a ledger begins only once")]
    BeginsTwice,
    /// The reference is that of an earlier entry.
    #[error("the reference belongs to entry {entry}")]
    ReferenceTaken {
        /// That entry.
        entry: u64,
    },
    /// The case is open already.
    #[error("the case {case} was opened by entry {entry}")]
    CaseOpen {
        /// The case.
        case: CaseRef,
        /// The entry that opened it.
        entry: u64,
    },
    /// The source is there already.
    #[error("the source {source_ref} was added by entry {entry}")]
    SourceThere {
        /// The source.
        source_ref: SourceRef,
        /// The entry that added it.
        entry: u64,
    },
    /// The case is not in the ledger.
    #[error("there is no case {0}")]
    NoCase(CaseRef),
    /// The source is not in the ledger.
    #[error("there is no source {0}")]
    NoSource(SourceRef),
    /// The set of rates has another base, or its rates hold otherwise.
    #[error("the set of rates {set} has {known}, not {given}")]
    OtherRates {
        /// The set.
        set: String,
        /// What it has: `the base EUR`.
        known: String,
        /// What would be added to it: `USD`.
        given: String,
    },
    /// No source says so.
    #[error("no source is named")]
    NoSourceNamed,
    /// An edit is of particulars that have been edited since.
    #[error("the particulars of {what} are those of entry {latest}, not {edits}")]
    EditedSince {
        /// The case or the source.
        what: String,
        /// The entry that holds the particulars now.
        latest: u64,
        /// The entry whose particulars are edited.
        edits: u64,
    },
    /// A source would become the file of an import or cease to be one, or be one with another file.
    #[error("an edit cannot change which imported file the source {0} is")]
    OfImport(SourceRef),

    /// The asset is not in the ledger.
    #[error("{0} is not in the ledger")]
    NoAsset(AssetRef),
    /// The asset is in the ledger already.
    #[error("{0} is in the ledger already")]
    AssetThere(AssetRef),
    /// No entry has the reference by which an asset is named.
    #[error("no entry has the reference {0}")]
    NoReference(EntryRef),
    /// The entry by whose reference an asset is named created none.
    #[error("entry {entry}, which has the reference {reference}, created no asset")]
    CreatedNoAsset {
        /// The entry.
        entry: u64,
        /// Its reference.
        reference: EntryRef,
    },
    /// The number that an asset was given elsewhere is far beyond the next.
    #[error("{asset} is more than {gap} beyond the next number, which is {next}")]
    FarBeyond {
        /// The asset.
        asset: AssetRef,
        /// How far it may be.
        gap: u32,
        /// The next number.
        next: u32,
    },
    /// All numbers are given.
    #[error("no number is left for one more asset")]
    NoNumberLeft,
    /// The asset's reference is that of another case.
    #[error("{asset} would be an asset of {}, not of {case}", asset.case())]
    OfOtherCase {
        /// The asset.
        asset: AssetRef,
        /// The case that is named.
        case: CaseRef,
    },
    /// An item's asset is not in the ledger.
    #[error("{asset} would be an item of {part_of}, which does not exist")]
    NoWhole {
        /// The item.
        asset: AssetRef,
        /// The asset of which it would be one.
        part_of: AssetRef,
    },
    /// An item's reference is not below that of its asset.
    #[error("{asset} cannot be an item of {part_of}")]
    NoItemOf {
        /// The item.
        asset: AssetRef,
        /// The asset.
        part_of: AssetRef,
    },
    /// A new reading of a sale would have no proceeds, and the money was given a number.
    #[error("the proceeds are in {0}, which a correction cannot take away")]
    KeepsProceeds(AssetRef),
    /// Items of items go no deeper.
    #[error("{asset} is nested {deepest} items deep, the most allowed")]
    TooDeep {
        /// The asset that can have no item.
        asset: AssetRef,
        /// How deep they may go.
        deepest: usize,
    },
    /// A row says something else of an asset than the ledger knows.
    #[error("{asset} has the {what} {known}, not {given}")]
    KnownOtherwise {
        /// The asset.
        asset: AssetRef,
        /// What is said of it.
        what: Particular,
        /// What the ledger says.
        known: String,
        /// What the row says.
        given: String,
    },

    /// A new asset cannot begin with this action.
    #[error("a new asset cannot begin with {0}")]
    BeginsNoAsset(Action),
    /// An item cannot begin with this action.
    #[error("an item cannot begin with {0}")]
    BeginsNoItem(Action),
    /// The action does not follow from where the asset stands.
    #[error("{asset} is {stage}: {action} is not allowed")]
    NotAllowed {
        /// The asset.
        asset: AssetRef,
        /// Where it stands.
        stage: Stage,
        /// The action.
        action: Action,
        /// What is allowed.
        allowed: Vec<Action>,
    },
    /// A part of an asset cannot begin with this action where the asset stands.
    #[error("{asset} is {stage}: a part of it cannot begin with {action}")]
    NotAllowedOfPart {
        /// The asset.
        asset: AssetRef,
        /// Where it stands.
        stage: Stage,
        /// The action.
        action: Action,
        /// With what a part of it can begin.
        allowed: Vec<Action>,
    },
    /// An asset would move of which parts may lie elsewhere.
    #[error("{0} has items: what is left of it cannot be transferred")]
    MovesCarved(AssetRef),
    /// The action would be before what it follows.
    #[error("{action} on {} would precede the action that it follows on {asset}, of {}", date.text(), before.text())]
    TooEarly {
        /// The action.
        action: Action,
        /// When.
        date: Date,
        /// The asset.
        asset: AssetRef,
        /// When what it follows was done.
        before: Date,
    },
    /// A part would lie where its asset does not.
    #[error("{} is not among the places of {asset}: {}", own.codes(), places.codes())]
    Elsewhere {
        /// Where the part would lie.
        own: Places,
        /// The asset.
        asset: AssetRef,
        /// Where that lies.
        places: Places,
    },

    /// The entry records no action.
    #[error("entry {0} records no action")]
    NoAction(u64),
    /// The new reading is of an asset of another family.
    #[error("entry {corrects} concerns {root}, not {asset}")]
    OtherFamily {
        /// The entry that is corrected.
        corrects: u64,
        /// The asset that its family begins with.
        root: AssetRef,
        /// The asset of the new reading.
        asset: AssetRef,
    },
    /// The action was voided.
    #[error("entry {entry} was voided by entry {by}")]
    Voided {
        /// The entry that recorded the action.
        entry: u64,
        /// The entry that voided it.
        by: u64,
    },
    /// A reading is by one source.
    #[error("a reading cites one source")]
    NotOneSource,
    /// A reading says something of the action.
    #[error("the reading says nothing of the action")]
    SaysNothing,
    /// The entry records neither a reading nor an action of which there is one.
    #[error("entry {0} records no reading")]
    NoReading(u64),
    /// The statement is adopted already.
    #[error("entry {0} is adopted already")]
    AdoptedAlready(u64),
    /// A reading that is adopted cannot be voided.
    #[error("the reading of entry {0} is adopted")]
    ReadingAdopted(u64),
    /// The action is not void.
    #[error("entry {0} is not void")]
    NotVoid(u64),
    /// Without the action, or with its new reading, a later one could not follow.
    #[error("entry {entry}: {refusal}")]
    Depended {
        /// The entry of the later action.
        entry: u64,
        /// Why it could not.
        refusal: Box<Refusal>,
    },
    /// The action cannot stand again as the others are now.
    #[error("entry {entry}: {refusal}")]
    InTheWay {
        /// The entry that could not follow.
        entry: u64,
        /// Why.
        refusal: Box<Refusal>,
    },

    /// The entry neither records an action nor adds a source, whose data could be withheld.
    #[error("entry {0} records no action and adds no source")]
    NothingToWithhold(u64),
    /// The data are erased.
    #[error("the data were erased by entry {0}")]
    Erased(u64),
    /// The data are restricted.
    #[error("the data were restricted by entry {0}")]
    Restricted(u64),
    /// The data are not restricted.
    #[error("the data are not restricted")]
    NotRestricted,
}
