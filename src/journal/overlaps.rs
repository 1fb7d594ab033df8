//! The assets that an action may overlap, as a user names them and as an entry holds them.

use crate::domain::{AssetElsewhere, AssetRef, Fault, Overlap};

use super::target::Handle;
use super::value::{Form, Raw, Said, Value, is_emptied, listed, several};

/// How a user names an asset that may be the same money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlapped {
    /// An asset of the same ledger.
    Here(Handle),
    /// An asset of another ledger, by that ledger's origin.
    Elsewhere(Box<AssetElsewhere>),
}

impl Overlapped {
    /// Reads `coco:1`, `@R` or `ORIGIN/coco:1`.
    ///
    /// # Errors
    /// The text is neither of them.
    pub fn parse(text: &str) -> Result<Overlapped, Fault> {
        match AssetElsewhere::is_meant(text) {
            true => AssetElsewhere::parse(text).map(|asset| Overlapped::Elsewhere(Box::new(asset))),
            false => Handle::parse(text).map(Overlapped::Here),
        }
    }

    /// The asset, if it is one of the same ledger.
    pub fn here(&self) -> Option<&Handle> {
        match self {
            Overlapped::Here(asset) => Some(asset),
            Overlapped::Elsewhere(_) => None,
        }
    }
}

impl Value for Vec<Overlap> {
    type Given = Option<Vec<Overlapped>>;
    const FORM: Form = Form::Assets;

    fn said(&self) -> Said<'_> {
        if self.is_empty() { Said::Nothing } else { Said::Assets(self) }
    }

    fn recorded(raw: Option<Raw<'_>>) -> Result<Self, Fault> {
        listed(raw, Overlap::parse)
    }

    fn read(texts: &[&str]) -> Result<Self::Given, Fault> {
        several(texts, Overlapped::parse)
    }

    fn changed<E>(self, given: Self::Given, find: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<Self, E> {
        let found = |given: Overlapped| match given {
            Overlapped::Here(asset) => find(&asset).map(Overlap::Here),
            Overlapped::Elsewhere(asset) => Ok(Overlap::Elsewhere(asset)),
        };
        given.map_or(Ok(self), |given| given.into_iter().map(found).collect())
    }

    fn is_emptied(given: &Self::Given) -> bool {
        is_emptied(given.as_ref())
    }
}
