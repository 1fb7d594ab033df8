//! The entries behind each figure: those that record what was done to the assets in a row.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Row;
use crate::journal::breakdown::{Dimension, SEPARATOR, stock_key};
use crate::journal::{Asset, Family, Record};

/// The breakdowns whose rows are explained.
const BREAKDOWNS: [&[Dimension]; 4] = [
    &[Dimension::Currency],
    &[Dimension::Stage, Dimension::Currency],
    &[Dimension::Jurisdiction, Dimension::Stage, Dimension::Currency],
    &[Dimension::Kind, Dimension::Currency],
];

/// The entries of each row of each breakdown.
#[derive(Debug, Default)]
pub(super) struct Behind {
    rows: BTreeMap<(usize, String), BTreeSet<u64>>,
    /// Whether a row has what it has in other currencies, too, because amounts are converted.
    units: Units,
}

/// Whether the currency of a row is that of its assets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Units {
    /// It is.
    #[default]
    Own,
    /// Amounts are converted.
    Converted,
}

impl Behind {
    /// Nothing yet.
    pub(super) fn new(units: Units) -> Behind {
        Behind { units, ..Behind::default() }
    }

    /// Adds an asset in stock with the entries about it.
    pub(super) fn add(&mut self, asset: &Asset, entries: &BTreeSet<u64>) {
        let mut key = String::new();
        for (number, by) in BREAKDOWNS.iter().enumerate() {
            stock_key(&self.told(by), asset, &mut key);
            self.rows.entry((number, key.clone())).or_default().extend(entries);
        }
    }

    /// The entries behind a row of a breakdown.
    pub(super) fn of(&self, by: &[Dimension], row: Row<'_>) -> Option<&BTreeSet<u64>> {
        let number = BREAKDOWNS.iter().position(|known| *known == by)?;
        let values: Vec<&str> = self.told(by).iter().map(|dimension| row.text(dimension.name())).collect();
        self.rows.get(&(number, values.join(SEPARATOR.encode_utf8(&mut [0; 4]))))
    }

    fn told(&self, by: &[Dimension]) -> Vec<Dimension> {
        let told = |dimension: &Dimension| self.units == Units::Own || *dimension != Dimension::Currency;
        by.iter().copied().filter(told).collect()
    }
}

/// The entries that record actions on an asset, carvings of it included, with their corrections.
pub(super) fn entries(family: &Family, asset: &Asset) -> BTreeSet<u64> {
    let concerns = |record: &&Record| {
        let of = &record.step.target;
        of.asset() == &asset.asset
            || of.asset().parent().as_ref() == Some(&asset.asset)
            || record.step.derived.as_ref() == Some(&asset.asset)
    };
    let valid = family.records().iter().filter(|record| record.voided.is_none()).filter(concerns);
    valid.flat_map(Record::entries).collect()
}
