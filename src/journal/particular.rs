//! The particulars of an action, each declared once: the table at the foot of this page.
//!
//! A row gives the name (the same in Rust, canonical bytes, CSV, JSON, maps), the flag of the command line, with which
//! actions it goes, what it means, and, unless it is a part of something else, where an action holds it and as which
//! [type](super::value). From it come the fields of [`Act`] and of [`Details`], the canonical bytes, the columns of the
//! register and of the import, what `show` prints, what a correction changes, and what flags fill.

use std::fmt;

use crate::domain::term::vocabulary;
use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, Date, Derivation, Disposal, EntryRef, Fault, Number, Places, Portion,
    SourceCitation, Things,
};

use super::digest::Digest;
use super::sealed::{SealedIdentifier, SealedSubject};
use super::target::{Handle, Target};
use super::value::{Form, Raw, Said, Value};

/// With which actions a particular goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// With any.
    Any,
    /// With one that begins an asset: it says what the asset is.
    Beginning,
    /// With one on an asset that is in the ledger.
    Later,
    /// With this one alone.
    Only(Action),
}

/// Defines the particulars, in the order in which a row of a table has them. Those with a field are kept by an action.
macro_rules! particulars {
    ($($variant:ident = $name:literal, $flag:expr, $with:expr, $meaning:literal $(=> $field:ident: $value:ty)?;)+) => {
        vocabulary! {
            /// What can be said of an action, each in a column of a table.
            Particular, "column":
            $(#[doc = $meaning] $variant = $name,)+
        }

        impl Particular {
            /// Its name as a key of JSON, behind a comma and before a text: it is written so often that it stands ready.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Particular::$variant => concat!(",\"", $name, "\":\""),)+
                }
            }

            /// The flag that gives it, without its dashes; none for the action, which is the command, and for a number that is given.
            pub const fn flag(self) -> Option<&'static str> {
                match self {
                    $(Particular::$variant => $flag,)+
                }
            }

            /// With which actions it goes.
            pub const fn with(self) -> With {
                match self {
                    $(Particular::$variant => $with,)+
                }
            }

            /// What it means, for whoever reads it without this program.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Particular::$variant => $meaning,)+
                }
            }

            /// Its type; `None` for what is not a particular of its own: a part of the reference, of the target, of the
            /// amount, or what every action has.
            pub const fn form(self) -> Option<Form> {
                match self {
                    $($(Particular::$variant => Some(<$value as Value>::FORM),)?)+
                    _ => None,
                }
            }
        }

        /// An action on an asset, as it is read from its sources.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Act {
            /// What was done.
            pub action: Action,
            /// To which asset.
            pub target: Target,
            /// On which day, or between which days.
            pub date: Date,
            $($(#[doc = $meaning] pub $field: $value,)?)+
        }

        impl Act {
            /// An action of which no more is said than it must be.
            pub fn new(action: Action, target: Target, date: Date) -> Act {
                Act { action, target, date, $($($field: Default::default(),)?)+ }
            }

            /// What it says of a particular that it keeps.
            pub fn said(&self, particular: Particular) -> Said<'_> {
                match particular {
                    $($(Particular::$variant => self.$field.said(),)?)+
                    _ => Said::Nothing,
                }
            }

            /// Whether it says anything of a particular.
            pub(crate) fn says(&self, particular: Particular) -> bool {
                !matches!(self.said(particular), Said::Nothing)
            }

            /// From an entry's bytes, of which `take` gives what they hold of a particular.
            ///
            /// # Errors
            /// A text that does not parse as its type.
            pub fn recorded<'a>(
                (action, target, date): (Action, Target, Date),
                mut take: impl FnMut(Particular) -> Option<Raw<'a>>,
            ) -> Result<Act, Fault> {
                Ok(Act { action, target, date, $($($field: Value::recorded(take(Particular::$variant))?,)?)+ })
            }

            /// With what `details` say otherwise; `find` gives the asset that a handle means. Identifiers and persons stay
            /// as they are: they are put behind commitments later.
            ///
            /// # Errors
            /// What `find` says.
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

        /// The particulars of an action: those given for a new one, or those that a correction changes.
        ///
        /// Text that is given and empty takes away what stood there.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Details {
            /// When.
            pub date: Option<Date>,
            $($(#[doc = $meaning] pub $field: <$value as Value>::Given,)?)+
            /// The assets that may overlap and are not in the ledger yet, but will be before all is recorded.
            pub yet_to_come: Vec<AssetRef>,
            /// The reference that makes recording it repeatable.
            pub reference: Option<EntryRef>,
            /// Whether an unlikely date is accepted; it is not recorded.
            pub unusual_date: bool,
            /// What becomes of a new asset that looks like one in the ledger.
            pub twice: Twice,
        }

        impl Details {
            /// Reads what a person writes of a particular: one text, or of a list all of them.
            ///
            /// # Errors
            /// A text that does not parse as its type; a particular that is not a detail, such as the asset.
            pub fn read(&mut self, particular: Particular, texts: &[&str]) -> Result<(), Fault> {
                match particular {
                    Particular::Ref => self.reference = texts.first().map(|text| EntryRef::parse(text)).transpose()?,
                    Particular::Date => self.date = texts.first().map(|text| Date::parse(text)).transpose()?,
                    $($(Particular::$variant => self.$field = <$value as Value>::read(texts)?,)?)+
                    other => return Err(Fault::new(format!("the {other} is not a detail of an action"))),
                }
                Ok(())
            }

            /// Whether a list is given, and empty.
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
    /// Those that a row must fill.
    pub const REQUIRED: [Particular; 3] = [Particular::Case, Particular::Action, Particular::Date];

    /// Those that an action keeps, in their order.
    pub fn kept() -> impl Iterator<Item = Particular> {
        Particular::ALL.iter().copied().filter(|particular| particular.form().is_some())
    }

    /// Whether it says what an asset is, and so is said once, of the action with which the asset begins.
    pub fn is_of_the_asset(self) -> bool {
        self.with() == With::Beginning
    }

    /// Whether it can have several values.
    pub fn is_list(self) -> bool {
        self.form().is_some_and(Form::is_list)
    }

    /// Whether it is kept apart as personal data.
    pub fn is_personal(self) -> bool {
        self.form().is_some_and(Form::is_personal)
    }

    /// Whether it is a date.
    pub fn is_date(self) -> bool {
        self == Particular::Date || self.form() == Some(Form::Date)
    }

    /// Its place among all.
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

/// What becomes of a new asset that looks like one that is in the ledger already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Twice {
    /// It is refused, with the other's reference.
    #[default]
    Asked,
    /// It is recorded: whoever records it says that it is another one.
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
        "Assets that are perhaps the same money, joined by ;" => may_overlap: Vec<AssetRef>;
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
        "The sources that say so, each with the place in it behind #, joined by ;" => sources: Vec<SourceCitation>;
    Note = "note", Some("note"), With::Any, "A remark" => note: Option<String>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particular_stands_where_its_index_says() {
        assert_eq!((Particular::ALL.len(), Particular::kept().count()), (33, 26));
        assert!(Particular::ALL.iter().enumerate().all(|(at, particular)| particular.index() == at));
    }

    #[test]
    fn a_flag_is_that_of_one_particular_alone() {
        let mut flags: Vec<&str> = Particular::ALL.iter().filter_map(|particular| particular.flag()).collect();
        flags.sort_unstable();
        flags.dedup();
        assert_eq!(flags.len(), Particular::ALL.len() - 2);
    }
}
