//! Which asset another one may overlap: one of the same ledger, or one of another ledger.

use std::fmt;

use super::{AssetRef, Fault, Origin, text};

/// How an origin begins.
const ORIGINS: &str = "impound/";

/// The number of slashes in an origin with an asset behind it.
const SLASHES: usize = 3;

/// An asset of another ledger: `impound/unit7/00112233445566778899aabbccddeeff/coco:1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetElsewhere {
    /// The ledger.
    pub origin: Origin,
    /// The asset.
    pub asset: AssetRef,
}

/// An asset that is perhaps the same money.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlap {
    /// An asset of the same ledger.
    Here(AssetRef),
    /// An asset of another ledger. It counts only in a report over both.
    Elsewhere(Box<AssetElsewhere>),
}

impl AssetElsewhere {
    /// Whether a text names an asset of a ledger by the ledger's origin.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with(ORIGINS) && text.bytes().filter(|byte| *byte == b'/').count() >= SLASHES
    }

    /// Reads `ORIGIN/ASSET`.
    ///
    /// # Errors
    /// The first three parts are not a ledger's origin, or the rest is not an asset's reference.
    pub fn parse(text: &str) -> Result<AssetElsewhere, Fault> {
        let (end, _) = text.match_indices('/').nth(SLASHES - 1).ok_or_else(|| {
            Fault::new(format!("{} is not an asset of another ledger", text::quote(text)))
                .hint("write that ledger's origin, a slash and the asset's reference")
        })?;
        let (origin, asset) = text.split_at(end);
        Ok(AssetElsewhere { origin: Origin::parse(origin)?, asset: AssetRef::parse(&asset[1..])? })
    }
}

impl fmt::Display for AssetElsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.origin, self.asset)
    }
}

impl Overlap {
    /// Reads `coco:1`, or `ORIGIN/coco:1` for an asset of another ledger.
    ///
    /// # Errors
    /// The text is neither.
    pub fn parse(text: &str) -> Result<Overlap, Fault> {
        match AssetElsewhere::is_meant(text) {
            true => AssetElsewhere::parse(text).map(|asset| Overlap::Elsewhere(Box::new(asset))),
            false => AssetRef::parse(text).map(Overlap::Here),
        }
    }

    /// The asset, if it is one of the same ledger.
    pub fn here(&self) -> Option<&AssetRef> {
        match self {
            Overlap::Here(asset) => Some(asset),
            Overlap::Elsewhere(_) => None,
        }
    }

    /// The asset, if it is one of another ledger.
    pub fn elsewhere(&self) -> Option<&AssetElsewhere> {
        match self {
            Overlap::Here(_) => None,
            Overlap::Elsewhere(asset) => Some(asset),
        }
    }
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Overlap::Here(asset) => asset.fmt(f),
            Overlap::Elsewhere(asset) => asset.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "impound/unit7/00112233445566778899aabbccddeeff";

    #[test]
    fn an_asset_of_another_ledger_follows_its_origin() {
        let text = format!("{ORIGIN}/coco:1.2");
        let Overlap::Elsewhere(there) = Overlap::parse(&text).unwrap() else { panic!("{text}") };
        assert_eq!((there.origin.as_str(), there.asset.to_string().as_str()), (ORIGIN, "coco:1.2"));
        assert_eq!(there.to_string(), text);
        // A case may have slashes in its name.
        let text = format!("{ORIGIN}/7/24:1");
        assert_eq!(Overlap::parse(&text).unwrap().elsewhere().unwrap().asset, AssetRef::parse("7/24:1").unwrap());
    }

    #[test]
    fn anything_else_is_an_asset_of_the_same_ledger() {
        for text in ["coco:1", "7/24:1.2", "impound/unit7:3", "a/impound/b/c:1"] {
            let read = Overlap::parse(text).unwrap();
            assert_eq!((read.here().map(ToString::to_string).as_deref(), read.elsewhere()), (Some(text), None));
        }
    }

    #[test]
    fn a_wrong_origin_or_reference_is_refused() {
        for text in ["impound/unit7/0011/coco:1", "impound//00112233445566778899aabbccddeeff/coco:1", ""] {
            assert!(Overlap::parse(text).is_err(), "{text}");
        }
        for asset in ["", "coco", "coco:0", "coco:1/"] {
            assert!(Overlap::parse(&format!("{ORIGIN}/{asset}")).is_err(), "{asset}");
        }
        assert!(Overlap::parse(&format!("{}/coco:1", ORIGIN.to_uppercase().replace("IMPOUND", "impound"))).is_err());
    }
}
