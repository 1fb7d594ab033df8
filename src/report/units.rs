//! The units in which families have amounts and values, so that only their rates are read.

use std::collections::BTreeSet;

use crate::domain::{Fault, Unit};
use crate::journal::{Family, Measure};

use super::fold::Fold;

/// The units of some families.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// The units of all amounts and values.
    pub(crate) all: BTreeSet<Unit>,
    /// The currencies of crypto-assets' values, which may count instead of the amounts, each on a day of its own.
    pub(crate) worths: BTreeSet<Unit>,
}

impl Fold for Units {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = family.standing();
        let assets =
            standing.assets().iter().map(|asset| [Measure::Amount, Measure::Value].map(|of| asset.measured(of)));
        let deeds = standing.deeds().iter();
        let deeds = deeds.map(|deed| [Measure::Amount, Measure::Value].map(|of| deed.addend(of).value));
        for [amount, value] in assets.chain(deeds) {
            self.all.extend(amount.unit().into_iter().chain(value.unit()));
            if amount.unit().is_some_and(|unit| !unit.is_currency()) {
                self.worths.extend(value.unit());
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.all.extend(other.all);
        self.worths.extend(other.worths);
        Ok(())
    }
}
