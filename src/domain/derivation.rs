//! What takes the place of something else: the money that an asset was sold for.

use std::fmt;

use super::{AssetRef, Fault, text};

/// An asset that takes the place of another: `coco:1.1 from coco:1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The asset that takes the place: an item of the other.
    pub item: AssetRef,
    /// The asset whose place it takes.
    pub from: AssetRef,
}

/// The word between the two.
const FROM: &str = " from ";

impl Derivation {
    /// Reads `coco:1.1 from coco:1`.
    ///
    /// # Errors
    /// Anything else; an asset that is not an item of the other.
    pub fn parse(written: &str) -> Result<Derivation, Fault> {
        let Some((item, from)) = written.trim().split_once(FROM) else {
            return Err(Fault::new(format!("{} does not say what is derived from what", text::quote(written)))
                .hint("write coco:1.1 from coco:1, or leave it out: the next number is taken"));
        };
        let (item, from) = (AssetRef::parse(item.trim())?, AssetRef::parse(from.trim())?);
        if item.parent().as_ref() == Some(&from) {
            return Ok(Derivation { item, from });
        }
        Err(Fault::new(format!("{item} cannot be an item of {from}"))
            .hint(format!("an item of {from} has its reference, a point and a number: {}", from.item(1))))
    }
}

impl fmt::Display for Derivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{FROM}{}", self.item, self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivation_is_read_as_it_is_written() {
        let derivation = Derivation::parse("coco:1.2.1 from coco:1.2").unwrap();
        assert_eq!(
            (derivation.item.to_string(), derivation.from.to_string()),
            ("coco:1.2.1".into(), "coco:1.2".into())
        );
        assert_eq!(derivation.to_string(), "coco:1.2.1 from coco:1.2");
    }

    #[test]
    fn what_is_no_item_of_the_other_is_refused() {
        let fault = Derivation::parse("coco:2.1 from coco:1").unwrap_err();
        assert_eq!(fault.what(), "coco:2.1 cannot be an item of coco:1");
        for text in ["coco:1", "coco:1.1 of coco:1", "coco:1 from coco:1.1", "from"] {
            assert!(Derivation::parse(text).is_err(), "{text}");
        }
    }
}
