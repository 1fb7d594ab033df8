//! The asset of an action: as an entry names it, and as a user does.

use crate::domain::{AssetRef, CaseRef, EntryRef, Fault};

/// The asset of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An asset that begins with this action.
    New {
        /// Its reference.
        asset: AssetRef,
    },
    /// An item that this action carves out of an asset.
    Item {
        /// Its reference.
        asset: AssetRef,
        /// The asset that it is part of.
        part_of: AssetRef,
        /// Its case, where that is not its asset's.
        case: Option<CaseRef>,
    },
    /// An asset that is in the ledger already.
    Existing {
        /// Its reference.
        asset: AssetRef,
    },
}

impl Target {
    /// The asset's reference.
    pub fn asset(&self) -> &AssetRef {
        match self {
            Target::New { asset } | Target::Item { asset, .. } | Target::Existing { asset } => asset,
        }
    }

    /// Whether the asset begins with this action.
    pub fn begins(&self) -> bool {
        !matches!(self, Target::Existing { .. })
    }
}

/// How a user names an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handle {
    /// By its reference.
    Asset(AssetRef),
    /// As the one that the entry with this reference created: `@R`.
    CreatedBy(EntryRef),
}

impl Handle {
    /// Reads `coco:1` or `@R`.
    ///
    /// # Errors
    /// Neither an asset's reference nor an entry's behind `@`.
    pub fn parse(text: &str) -> Result<Handle, Fault> {
        match text.strip_prefix('@') {
            Some(reference) => EntryRef::parse(reference).map(Handle::CreatedBy),
            None => AssetRef::parse(text).map(Handle::Asset),
        }
    }
}
