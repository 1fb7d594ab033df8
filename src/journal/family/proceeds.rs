//! Puts the proceeds of a sale in the place of the asset.

use crate::domain::{Amount, AssetKind};

use super::super::proceeds::Proceeds;
use super::super::step::Step;
use super::{Asset, Before, Measure, Standing};

impl Standing {
    /// Puts the proceeds of a sale in the place of the asset; `before` is the asset before the sale.
    pub(super) fn derive(&mut self, entry: u64, act: &Step, before: Asset, Proceeds { item, amount }: Proceeds) {
        let value = self.value(amount, None, self.assets.len());
        self.start(act);
        let from = act.target.asset().clone();
        let mut money = Asset {
            asset: item,
            part_of: None,
            derived_from: Some(from),
            entry,
            kind: AssetKind::Cash,
            authority: act.authority.clone().or(before.authority),
            // The asset's keeper does not keep the money unless the entry says so.
            custodian: act.custodian.clone(),
            value,
            may_overlap: Vec::new(),
            carved: false,
            stays: Vec::new(),
            lost_from: None,
            before: Before::default(),
            worth: None,
            number: None,
            latest: act.date.clone(),
            ..before
        };
        // Money is worth its amount and is not counted.
        for measure in self.measures(act).skip(1) {
            let stated = if measure == Measure::Value { amount } else { Amount::NonValued };
            let value = self.value(stated, None, self.assets.len());
            money.hold(measure, value, Before::default());
        }
        self.add(money);
    }
}
