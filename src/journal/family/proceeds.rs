//! Puts what an asset was sold for in its place.

use crate::domain::AssetKind;

use super::super::proceeds::Proceeds;
use super::super::step::Step;
use super::{Asset, Before, Standing};

impl Standing {
    /// Puts what an asset was sold for in its place: `before` is the asset as it stood before the sale.
    pub(super) fn derive(&mut self, entry: u64, act: &Step, before: Asset, Proceeds { item, amount }: Proceeds) {
        let value = self.value(amount, None, self.assets.len());
        let from = act.target.asset().clone();
        self.add(Asset {
            asset: item,
            part_of: None,
            derived_from: Some(from),
            entry,
            kind: AssetKind::Cash,
            authority: act.authority.clone().or(before.authority),
            // Whoever kept the asset does not keep the money, unless the entry says so.
            custodian: act.custodian.clone(),
            value,
            may_overlap: Vec::new(),
            carved: false,
            stays: Vec::new(),
            lost_from: None,
            before: Before::default(),
            latest: act.date.clone(),
            ..before
        });
    }
}
