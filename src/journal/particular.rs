//! The particulars of an action, each declared once in the table at the end of this file.
//!
//! A row gives the name (the same in Rust, canonical bytes, CSV, JSON and maps), the command-line flag, the actions it
//! goes with and the meaning. Unless the particular is part of another, the row also says where an action holds it and
//! as which [type](super::value). The fields of [`Act`] and [`Details`], the canonical bytes, the columns of the
//! register and of imports, the output of `show`, the effect of a correction and the parsing of flags all follow from
//! the table.

use std::fmt;

use crate::domain::term::vocabulary;
use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, Date, Derivation, Disposal, EntryRef, Fault, Number, Overlap, Places,
    Portion, SourceCitation, Things,
};

use super::digest::Digest;
use super::sealed::{SealedIdentifier, SealedSubject};
use super::target::{Handle, Target};
use super::value::{Form, Raw, Said, Value};

/// The actions that a particular goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Any action.
    Any,
    /// An action that begins an asset: the particular describes the asset.
    Beginning,
    /// An action on an existing asset.
    Later,
    /// This action only.
    Only(Action),
}

/// Defines the particulars in the order of a table's columns. Those with a field are stored with the action.
macro_rules! particulars {
    ($($variant:ident = $name:literal, $flag:expr, $with:expr, $meaning:literal $(=> $field:ident: $value:ty)?;)+) => {
        vocabulary! {
            /// A particular of an action, with its own column in a table.
            Particular, "column":
            $(#[doc = $meaning] $variant = $name,)+
        }

        impl Particular {
            /// Its name as a JSON key, between a comma and the value's opening quotation mark: it is written so often
            /// that it is kept ready.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Particular::$variant => concat!(",\"", $name, "\":\""),)+
                }
            }

            /// Its flag, without dashes; `None` for the action, which is the command, and for an assigned number.
            pub const fn flag(self) -> Option<&'static str> {
                match self {
                    $(Particular::$variant => $flag,)+
                }
            }

            /// The actions it goes with.
            pub const fn with(self) -> With {
                match self {
                    $(Particular::$variant => $with,)+
                }
            }

            /// What it means, for readers without this program.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Particular::$variant => $meaning,)+
                }
            }

            /// Its type; `None` if it is not stored by itself: part of the reference, the target or the amount, or
            /// common to every action.
            pub const fn form(self) -> Option<Form> {
                match self {
                    $($(Particular::$variant => Some(<$value as Value>::FORM),)?)+
                    _ => None,
                }
            }
        }

        /// An action on an asset, as read from its sources.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Act {
            /// What was done.
            pub action: Action,
            /// The asset.
            pub target: Target,
            /// The day, or the range of days.
            pub date: Date,
            $($(#[doc = $meaning] pub $field: $value,)?)+
        }

        impl Act {
            /// An action with only the required particulars.
            pub fn new(action: Action, target: Target, date: Date) -> Act {
                Act { action, target, date, $($($field: Default::default(),)?)+ }
            }

            /// Its value for a stored particular.
            pub fn said(&self, particular: Particular) -> Said<'_> {
                match particular {
                    $($(Particular::$variant => self.$field.said(),)?)+
                    _ => Said::Nothing,
                }
            }

            /// Whether it has a value for a particular.
            pub(crate) fn says(&self, particular: Particular) -> bool {
                !matches!(self.said(particular), Said::Nothing)
            }

            /// Reads an action from an entry's bytes; `take` returns the bytes' value for a particular.
            ///
            /// # Errors
            /// A text does not parse as its type.
            pub fn recorded<'a>(
                (action, target, date): (Action, Target, Date),
                mut take: impl FnMut(Particular) -> Option<Raw<'a>>,
            ) -> Result<Act, Fault> {
                Ok(Act { action, target, date, $($($field: Value::recorded(take(Particular::$variant))?,)?)+ })
            }

            /// Applies the changes in `details`; `find` resolves a handle to an asset. Identifiers and subjects are
            /// unchanged: they go behind commitments later.
            ///
            /// # Errors
            /// The errors of `find`.
            pub(crate) fn changed<E>(
                self,
                details: Details,
                find: &dyn Fn(&Handle) -> Result<AssetRef, E>,
            ) -> Result<Act, E> {
                Ok(Act {
                    action: self.action,
                    target: self.target,
                    date: details.date.unwrap_or(self.date),
                    $($($field: self.$field.changed(details.$field, find)?,)?)+
                })
            }
        }

        /// The particulars given for a new action, or those that a correction changes.
        ///
        /// Empty text removes what was there.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Details {
            /// When.
            pub date: Option<Date>,
            $($(#[doc = $meaning] pub $field: <$value as Value>::Given,)?)+
            /// Assets in `may_overlap` that are not in the ledger yet but will be before the transaction ends.
            pub yet_to_come: Vec<AssetRef>,
            /// The reference that makes a retry safe.
            pub reference: Option<EntryRef>,
            /// Whether an implausible date is accepted; not recorded.
            pub unusual_date: bool,
            /// What to do with a new asset that resembles an existing one.
            pub twice: Twice,
        }

        impl Details {
            /// Reads a particular as a person writes it: one text, or all the texts of a list.
            ///
            /// # Errors
            /// A text does not parse as its type, or the particular is not a detail, such as the asset.
            pub fn read(&mut self, particular: Particular, texts: &[&str]) -> Result<(), Fault> {
                match particular {
                    Particular::Ref => self.reference = texts.first().map(|text| EntryRef::parse(text)).transpose()?,
                    Particular::Date => self.date = texts.first().map(|text| Date::parse(text)).transpose()?,
                    $($(Particular::$variant => self.$field = <$value as Value>::read(texts)?,)?)+
                    other => return Err(Fault::new(format!("the {other} is not a detail of an action"))),
                }
                Ok(())
            }

            /// Whether a list was given but is empty.
            pub fn is_emptied(&self, particular: Particular) -> bool {
                match particular {
                    $($(Particular::$variant => <$value as Value>::is_emptied(&self.$field),)?)+
                    _ => false,
                }
            }
        }
    };
}

impl Particular {
    /// The particulars that every row must fill.
    pub const REQUIRED: [Particular; 3] = [Particular::Case, Particular::Action, Particular::Date];

    /// The particulars stored with an action, in order.
    pub fn kept() -> impl Iterator<Item = Particular> {
        Particular::ALL.iter().copied().filter(|particular| particular.form().is_some())
    }

    /// Whether it describes the asset, and so appears only with the action that begins the asset.
    pub fn is_of_the_asset(self) -> bool {
        self.with() == With::Beginning
    }

    /// Whether it can have several values.
    pub fn is_list(self) -> bool {
        self.form().is_some_and(Form::is_list)
    }

    /// Whether it is stored separately as personal data.
    pub fn is_personal(self) -> bool {
        self.form().is_some_and(Form::is_personal)
    }

    /// Whether it is a date.
    pub fn is_date(self) -> bool {
        self == Particular::Date || self.form() == Some(Form::Date)
    }

    /// The words of its vocabulary; empty if any text will do.
    pub fn words(self) -> &'static [&'static str] {
        match self.form() {
            Some(Form::Word(words)) => words,
            _ => &[],
        }
    }

    /// Its position among all particulars.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl Act {
    /// The commitments to personal data that the action holds.
    pub fn commitments(&self) -> impl Iterator<Item = Digest> + '_ {
        let identifiers = self.identifiers.iter().map(|identifier| identifier.commitment);
        identifiers.chain(self.subjects.iter().map(|subject| subject.commitment))
    }
}

/// What to do with a new asset that resembles an existing one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Twice {
    /// Refuse it and name the other.
    #[default]
    Asked,
    /// Record it: the user says that it is a different asset.
    Recorded,
}

particulars! {
    Ref = "ref", Some("ref"), With::Any, "The recorder's own name for the entry";
    Case = "case", Some("case"), With::Any, "The case's reference";
    Action = "action", None, With::Any,
        "What was done: freeze, seize, confiscate, release, return, dispose, revalue, transfer, recover";
    Date = "date", Some("on"), With::Any, "EDTF (ISO 8601-2) date of the action, event or claim, which may be a range of days; of a look its day or instant, as written; of a rate its day";
    Jurisdictions = "jurisdictions", Some("in"), With::Beginning,
        "Where the asset is: ISO 3166-1 codes, joined by + for a pool, or unstated" => places: Option<Places>;
    Basis = "basis", Some("in-basis"), With::Beginning,
        "Whether the source says where (stated) or the person recording concluded it (inferred)" => basis: Option<Basis>;
    Kind = "kind", Some("kind"), With::Beginning,
        "What the asset is, or what sort of document the source is" => kind: Option<AssetKind>;
    Description = "description", Some("what"), With::Beginning,
        "What the asset is, in words" => description: Option<String>;
    Quantity = "quantity", Some("quantity"), With::Beginning,
        "How many or how much of the asset, in words" => quantity: Option<String>;
    Identifiers = "identifiers", Some("id"), With::Beginning,
        "Identifiers as scheme:value, joined by ;. Personal data: empty unless asked for"
        => identifiers: Vec<SealedIdentifier>;
    Subjects = "subjects", Some("subject"), With::Any,
        "Affected persons as role:name, joined by ;. Personal data: empty unless asked for"
        => subjects: Vec<SealedSubject>;
    Amount = "amount", Some("amount"), With::Any,
        "The amount in canonical text: 5000000.00 EUR, >5000000.00 EUR, unstated, non-valued" => amount: Option<Amount>;
    Currency = "currency", Some("currency"), With::Any,
        "ISO 4217 code or unit of a crypto-asset; empty where none is stated or there is no value";
    AsWritten = "as_written", Some("as-written"), With::Any,
        "The source's own words for the amount" => as_written: Option<String>;
    Authority = "authority", Some("authority"), With::Any,
        "The authority that acted, or leads the case" => authority: Option<String>;
    Order = "order", Some("order"), With::Any, "The order on which the authority acted" => order: Option<String>;
    Until = "until", Some("until"), With::Any,
        "Until when the measure lasts, as an EDTF date" => until: Option<Date>;
    How = "how", Some("how"), With::Only(Action::Dispose),
        "How it was disposed of: sold, destroyed, assigned, transferred, lost; of a look, how they found out" => how: Option<Disposal>;
    Asset = "asset", Some("asset"), With::Any,
        "The asset's reference: its case, a colon and a number; items have a point and a number more";
    PartOf = "part_of", Some("part-of"), With::Beginning, "The asset that this item was carved out of";
    Of = "of", Some("of"), With::Later,
        "How much of an asset with items the amount, value and count are of: whole (with them) or rest (beside them)" => of: Option<Portion>;
    Whole = "whole", Some("whole"), With::Later,
        "true: all of the asset is meant, at this amount" => whole: bool;
    MayOverlap = "may_overlap", Some("may-overlap"), With::Any,
        "Assets that are perhaps the same money, joined by ; (of another ledger: its origin, a slash and the asset)" => may_overlap: Vec<Overlap>;
    Value = "value", Some("value"), With::Any,
        "What the asset was then estimated at, in a currency, as an amount is written" => value: Option<Amount>;
    Count = "count", Some("count"), With::Any,
        "How many things there are in the asset: 83, >110, 8..10; of a total the least number" => count: Option<Number>;
    CountOf = "count_of", Some("count-of"), With::Any,
        "What is counted: accounts, vehicles, properties, devices, pieces and others" => count_of: Option<Things>;
    Custodian = "custodian", Some("custodian"), With::Any,
        "The office that keeps the asset from then on" => custodian: Option<String>;
    To = "to", Some("to"), With::Only(Action::Transfer),
        "Where a transfer brings the asset: ISO 3166-1 codes, joined by + for a pool, or unstated" => to: Option<Places>;
    Proceeds = "proceeds", Some("proceeds"), With::Only(Action::Dispose),
        "What the asset was sold for, in canonical text; less the costs, it stands in the asset's place"
        => proceeds: Option<Amount>;
    Costs = "costs", Some("costs"), With::Only(Action::Dispose),
        "What the sale cost, in canonical text" => costs: Option<Amount>;
    DerivedFrom = "derived_from", None, With::Only(Action::Dispose),
        "The item that holds the proceeds, and the asset in whose place it stands: coco:1.1 from coco:1"
        => derived_from: Option<Derivation>;
    Sources = "sources", Some("source"), With::Any,
        "The sources that say so, each with the place in it after #, joined by ;" => sources: Vec<SourceCitation>;
    Note = "note", Some("note"), With::Any, "A remark" => note: Option<String>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particulars_index_is_its_position() {
        assert_eq!((Particular::ALL.len(), Particular::kept().count()), (33, 26));
        assert!(Particular::ALL.iter().enumerate().all(|(at, particular)| particular.index() == at));
    }

    #[test]
    fn no_two_particulars_share_a_flag() {
        let mut flags: Vec<&str> = Particular::ALL.iter().filter_map(|particular| particular.flag()).collect();
        flags.sort_unstable();
        flags.dedup();
        assert_eq!(flags.len(), Particular::ALL.len() - 2);
    }
}
