//! The kinds of entries, one file each: fields, canonical bytes, names, effects and what is shown.
//!
//! A new kind is another file here and a line in the table at the end of this file. All other code asks the [`Body`]:
//! its answers are the same for several kinds, and nothing else distinguishes them all.

use std::fmt::{self, Write};

use crate::domain::{AssetRef, Fault, text};

use super::codec::scan::Fields;
use super::codec::write::Writer;
use super::datum::Datum;
use super::digest::Digest;
use super::names::Names;
use super::particular::Act;
use super::shown::Shown;
use super::step::Event;
use super::worded::Worded;

mod action;
mod attestation;
mod case;
mod claim;
mod edit;
mod event;
mod genesis;
mod kind;
mod rates;
mod reading;
mod source;
mod void;
mod withholding;

pub use action::Correction;
pub use attestation::Attestation;
pub use case::CaseFile;
pub use claim::Claim;
pub use edit::Edit;
pub use event::CaseEvent;
pub use genesis::Genesis;
pub(crate) use kind::Fact;
use kind::{Coded, Kind};
pub use kind::{Effect, Turn};
pub use rates::AddedRates;
pub(crate) use rates::Lines;
pub use reading::{Adoption, ClaimAdoption, Reading};
pub use source::{Count, IMPORT, Imported, SourceFile};
pub use void::{Reinstatement, Void};
pub use withholding::Withholding;

/// Defines an entry's content from the list of kinds.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident($kind:ty);)+) => {
        /// What an entry records.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Body {
            $($(#[doc = $doc])+ $variant($kind),)+
        }

        $(impl From<$kind> for Body {
            fn from(kind: $kind) -> Body {
                Body::$variant(kind)
            }
        })+

        impl Body {
            /// The type names in the entries' bytes.
            #[cfg(test)]
            const TYPES: &'static [&'static [&'static str]] = &[$(<$kind as Coded>::TYPES,)+];

            fn kind(&self) -> &dyn Kind {
                match self {
                    $(Body::$variant(kind) => kind,)+
                }
            }

            /// The type name in its entry's bytes.
            pub(super) fn of_type(&self) -> &'static str {
                match self {
                    $(Body::$variant(kind) => kind.of_type(),)+
                }
            }

            /// Reads it from the fields of an entry of a type.
            ///
            /// # Errors
            /// The type is unknown, a field is missing, or a text does not parse as its type.
            pub(super) fn read(of_type: &str, fields: &mut Fields<'_>) -> Result<Body, Fault> {
                $(if <$kind as Coded>::TYPES.contains(&of_type) {
                    return <$kind as Coded>::read(of_type, fields).map(Body::$variant);
                })+
                Err(unknown(of_type))
            }

            /// Writes the fields outside the envelope.
            ///
            /// # Errors
            /// Only those of the writer.
            pub(super) fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
                match self {
                    $(Body::$variant(kind) => kind.write(to),)+
                }
            }
        }
    };
}

impl Body {
    /// Its effect.
    pub fn effect(&self) -> Effect<'_> {
        self.kind().effect()
    }

    /// What it names.
    pub(crate) fn names(&self) -> Names {
        self.kind().names()
    }

    /// Its commitments, each with the kind of data behind it.
    pub fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.kind().commitments()
    }

    /// Its effect on the family that it concerns; `None` if it concerns none.
    pub fn event(&self) -> Option<Event> {
        self.kind().event()
    }

    /// The facts that follow from it alone, regardless of earlier entries.
    pub(crate) fn facts(&self) -> Vec<Fact> {
        self.kind().facts()
    }

    /// The reason for recording it, if given.
    pub fn reason(&self) -> Option<&str> {
        self.kind().reason()
    }

    /// What it records, in one line; for an [action](Body::act), the words before its description.
    pub fn told(&self) -> String {
        self.kind().told()
    }

    /// All lines to show.
    pub fn shown(&self) -> Shown<'_> {
        let mut shown = Shown::default();
        self.kind().show(&mut shown);
        shown
    }

    /// The texts by which a person finds it.
    pub fn worded(&self) -> Worded<'_> {
        let mut worded = Worded::default();
        self.kind().word(&mut worded);
        worded
    }

    /// The action that it records, or its new reading.
    pub fn act(&self) -> Option<&Act> {
        match self.effect() {
            Effect::Act { act, .. } => Some(act),
            _ => None,
        }
    }

    /// The asset of that action.
    pub fn asset(&self) -> Option<&AssetRef> {
        self.act().map(|act| act.target.asset())
    }

    /// For an edit, the entry that held the particulars until now.
    pub fn edits(&self) -> Option<u64> {
        match self.effect() {
            Effect::Case { edits, .. } | Effect::Source { edits, .. } => edits,
            _ => None,
        }
    }

    /// The particulars of a case that it holds.
    pub fn case_file(&self) -> Option<&CaseFile> {
        match self {
            Body::Case(file) | Body::CaseEdit(Edit { file, .. }) => Some(file),
            _ => None,
        }
    }

    /// The event of a case that it records.
    pub fn case_event(&self) -> Option<&CaseEvent> {
        match self {
            Body::CaseEvent(event) => Some(event),
            _ => None,
        }
    }

    /// The claim that it records.
    pub fn claim(&self) -> Option<&Claim> {
        match self {
            Body::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// The attestation that it records.
    pub fn attestation(&self) -> Option<&Attestation> {
        match self {
            Body::Attestation(attestation) => Some(attestation),
            _ => None,
        }
    }

    /// The reading that it records.
    pub fn reading(&self) -> Option<&Reading> {
        match self {
            Body::Reading(reading) => Some(reading),
            _ => None,
        }
    }

    /// The rates that it adds.
    pub fn rates(&self) -> Option<&AddedRates> {
        match self {
            Body::Rates(rates) => Some(rates),
            _ => None,
        }
    }

    /// The particulars of a source that it holds.
    pub fn source_file(&self) -> Option<&SourceFile> {
        match self {
            Body::Source(file) | Body::SourceEdit(Edit { file, .. }) => Some(file),
            _ => None,
        }
    }
}

fn unknown(of_type: &str) -> Fault {
    Fault::new(format!("an entry of the type {} is unknown to this version", text::quote(of_type)))
        .hint("a newer impound may know it")
}

kinds! {
    /// Entry 1: the ledger begins.
    Genesis(Genesis);
    /// A case is opened.
    Case(CaseFile);
    /// The particulars of a case are edited.
    CaseEdit(Edit<CaseFile>);
    /// An event in a case other than an action on an asset.
    CaseEvent(CaseEvent);
    /// A non-monetary fact about a case, as a source claims it.
    Claim(Claim);
    /// A source is added.
    Source(SourceFile);
    /// The particulars of a source are edited.
    SourceEdit(Edit<SourceFile>);
    /// An action on an asset.
    Act(Act);
    /// A new reading of an action that an earlier entry recorded.
    Correction(Correction);
    /// What another source says about an action.
    Reading(Reading);
    /// From now on an action counts as another source states it.
    Adoption(Adoption);
    /// One of several claims about the same thing is adopted.
    ClaimAdoption(ClaimAdoption);
    /// The content of an earlier entry no longer holds.
    Void(Void);
    /// What was voided holds after all.
    Reinstatement(Reinstatement);
    /// Personal data of an action, or the map of an import, are erased, restricted, or may be shown again.
    Withholding(Withholding);
    /// Somebody inspected an asset and says what was there.
    Attestation(Attestation);
    /// Lines of rates of exchange are added to a set.
    Rates(AddedRates);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_kinds_share_a_type() {
        let types: Vec<&str> = Body::TYPES.concat();
        assert_eq!(types.iter().collect::<BTreeSet<_>>().len(), types.len());
    }
}
