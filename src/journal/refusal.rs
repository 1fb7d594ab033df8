//! Why an entry may not follow those before it. Each reason is a value, so that callers can tell them apart.
//!
//! Messages say what is wrong; what to do about it follows from the reason and is up to the layer that talks to the
//! user.

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
    /// A particular is implausible or does not go with the others.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    /// An asset's items would exceed what it has.
    #[error(transparent)]
    TooLittle(Box<Shortfall>),
    /// It is unclear whether a carved asset's new amount includes its items.
    #[error(transparent)]
    BothReadings(Box<BothReadings>),
    /// The amount certainly differs from what the asset has, and the asset is money.
    #[error(transparent)]
    MoneyDiffers(Box<MoneyDiffers>),

    /// The ledger has already begun.
    #[error("a ledger begins only once")]
    BeginsTwice,
    /// The reference belongs to an earlier entry.
    #[error("the reference belongs to entry {entry}")]
    ReferenceTaken {
        /// The earlier entry.
        entry: u64,
    },
    /// The case is already open.
    #[error("the case {case} was opened by entry {entry}")]
    CaseOpen {
        /// The case.
        case: CaseRef,
        /// The entry that opened it.
        entry: u64,
    },
    /// The source is already in the ledger.
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
    /// The set of rates has another base, or its rates hold for another time.
    #[error("the set of rates {set} has {known}, not {given}")]
    OtherRates {
        /// The set.
        set: String,
        /// What it has: `the base EUR`.
        known: String,
        /// What would be added to it: `USD`.
        given: String,
    },
    /// No source is named.
    #[error("no source is named")]
    NoSourceNamed,
    /// The edited particulars are out of date.
    #[error("the particulars of {what} are those of entry {latest}, not {edits}")]
    EditedSince {
        /// The case or the source.
        what: String,
        /// The entry that holds the particulars now.
        latest: u64,
        /// The entry whose particulars are edited.
        edits: u64,
    },
    /// An edit would turn a source into an imported file or the reverse, or change which file it is.
    #[error("an edit cannot change which imported file the source {0} is")]
    OfImport(SourceRef),

    /// The asset is not in the ledger.
    #[error("{0} is not in the ledger")]
    NoAsset(AssetRef),
    /// The asset is already in the ledger.
    #[error("{0} is in the ledger already")]
    AssetThere(AssetRef),
    /// No entry has the reference used to name an asset.
    #[error("no entry has the reference {0}")]
    NoReference(EntryRef),
    /// The entry whose reference was used to name an asset created none.
    #[error("entry {entry}, which has the reference {reference}, created no asset")]
    CreatedNoAsset {
        /// The entry.
        entry: u64,
        /// Its reference.
        reference: EntryRef,
    },
    /// An asset's number from elsewhere is far beyond the next one.
    #[error("{asset} is more than {gap} beyond the next number, which is {next}")]
    FarBeyond {
        /// The asset.
        asset: AssetRef,
        /// The largest gap allowed.
        gap: u32,
        /// The next number.
        next: u32,
    },
    /// All numbers have been given.
    #[error("no number is left for one more asset")]
    NoNumberLeft,
    /// The asset's reference belongs to another case.
    #[error("{asset} would be an asset of {}, not of {case}", asset.case())]
    OfOtherCase {
        /// The asset.
        asset: AssetRef,
        /// The case named.
        case: CaseRef,
    },
    /// The asset that an item would belong to is not in the ledger.
    #[error("{asset} would be an item of {part_of}, which does not exist")]
    NoWhole {
        /// The item.
        asset: AssetRef,
        /// The asset that it would belong to.
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
    /// A correction would remove a sale's proceeds, which already have a number.
    #[error("the proceeds are in {0}, which a correction cannot take away")]
    KeepsProceeds(AssetRef),
    /// Items cannot be nested deeper.
    #[error("{asset} is nested {deepest} items deep, the most allowed")]
    TooDeep {
        /// The asset that can have no item.
        asset: AssetRef,
        /// The maximum depth.
        deepest: usize,
    },
    /// A row contradicts what the ledger says about an asset.
    #[error("{asset} has the {what} {known}, not {given}")]
    KnownOtherwise {
        /// The asset.
        asset: AssetRef,
        /// The particular.
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
    /// The asset's stage does not allow the action.
    #[error("{asset} is {stage}: {action} is not allowed")]
    NotAllowed {
        /// The asset.
        asset: AssetRef,
        /// Its stage.
        stage: Stage,
        /// The action.
        action: Action,
        /// The actions allowed.
        allowed: Vec<Action>,
    },
    /// At the asset's stage, a part of it cannot begin with this action.
    #[error("{asset} is {stage}: a part of it cannot begin with {action}")]
    NotAllowedOfPart {
        /// The asset.
        asset: AssetRef,
        /// Its stage.
        stage: Stage,
        /// The action.
        action: Action,
        /// The actions that a part can begin with.
        allowed: Vec<Action>,
    },
    /// A carved asset would move, although its items may be elsewhere.
    #[error("{0} has items: what is left of it cannot be transferred")]
    MovesCarved(AssetRef),
    /// The action would precede the one that it follows.
    #[error("{action} on {} would precede the action that it follows on {asset}, of {}", date.text(), before.text())]
    TooEarly {
        /// The action.
        action: Action,
        /// When.
        date: Date,
        /// The asset.
        asset: AssetRef,
        /// The date of the action that it follows.
        before: Date,
    },
    /// A part would be in a place where its asset is not.
    #[error("{} is not among the places of {asset}: {}", own.codes(), places.codes())]
    Elsewhere {
        /// Where the part would be.
        own: Places,
        /// The asset.
        asset: AssetRef,
        /// Where the asset is.
        places: Places,
    },

    /// The entry records no action.
    #[error("entry {0} records no action")]
    NoAction(u64),
    /// The new reading concerns an asset of another family.
    #[error("entry {corrects} concerns {root}, not {asset}")]
    OtherFamily {
        /// The corrected entry.
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
    /// A reading does not cite exactly one source.
    #[error("a reading cites one source")]
    NotOneSource,
    /// A reading says nothing about the action.
    #[error("the reading says nothing of the action")]
    SaysNothing,
    /// The entry records neither a reading nor an action with readings.
    #[error("entry {0} records no reading")]
    NoReading(u64),
    /// The statement is already adopted.
    #[error("entry {0} is adopted already")]
    AdoptedAlready(u64),
    /// An adopted reading cannot be voided.
    #[error("the reading of entry {0} is adopted")]
    ReadingAdopted(u64),
    /// The action is not void.
    #[error("entry {0} is not void")]
    NotVoid(u64),
    /// Without the action, or with its new reading, a later action could not follow.
    #[error("entry {entry}: {refusal}")]
    Depended {
        /// The entry of the later action.
        entry: u64,
        /// Why it could not.
        refusal: Box<Refusal>,
    },
    /// The action cannot be reinstated, given the present state of the others.
    #[error("entry {entry}: {refusal}")]
    InTheWay {
        /// The entry that could not follow.
        entry: u64,
        /// Why.
        refusal: Box<Refusal>,
    },

    /// The entry neither records an action nor adds a source, so it has no data to withhold.
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
