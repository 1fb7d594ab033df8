//! In which units families have amounts and values, so that no other rates need be read.

use std::collections::BTreeSet;

use crate::domain::{Fault, Unit};
use crate::journal::{Family, Measure};

use super::fold::Fold;

/// The units of some families.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// Of all amounts and values.
    pub(crate) all: BTreeSet<Unit>,
    /// Of the values of crypto-assets, which may count instead of the amount on a day of their own.
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
