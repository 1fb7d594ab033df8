//! A line of somebody else's list of assets.

use super::{Amount, AssetRef, EntryRef, Identifier};

/// One line of a list of assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Where in the list it is: `line 3`.
    pub place: String,
    /// The asset that it names.
    pub asset: Option<AssetRef>,
    /// The reference that it names, of the entry that began the asset.
    pub reference: Option<EntryRef>,
    /// The identifiers that it gives.
    pub identifiers: Vec<Identifier>,
    /// How much of it there is; `None` if the list only says that it is there.
    pub amount: Option<Amount>,
}
