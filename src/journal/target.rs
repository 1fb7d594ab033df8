//! The asset of an action, as entries and users name it.

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
        /// Its case, if different from its asset's.
        case: Option<CaseRef>,
    },
    /// An existing asset.
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
    /// By the reference of the entry that created it: `@R`.
    CreatedBy(EntryRef),
}

impl Handle {
    /// Reads `coco:1` or `@R`.
    ///
    /// # Errors
    /// The text is neither an asset's reference nor `@` followed by an entry's.
    pub fn parse(text: &str) -> Result<Handle, Fault> {
        match text.strip_prefix('@') {
            Some(reference) => EntryRef::parse(reference).map(Handle::CreatedBy),
            None => AssetRef::parse(text).map(Handle::Asset),
        }
    }
}
