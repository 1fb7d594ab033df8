//! The measures of an asset: amount, value and count.
//!
//! Each measure has its own amounts among the parts of the family and follows the same rules: items are carved out of
//! each, and the rest follows from an equation in each. Most assets have no separate value and no count, and nothing
//! more is stored for them.

use crate::domain::{Amount, Bounds, Date, Fault, Remainder};

use super::super::refusal::Refusal;
use super::super::step::Step;
use super::held::{Addend, Before, Held, Measure, Value, own, taken};
use super::{Asset, Deed, Standing};

impl Asset {
    /// Its figure in a measure.
    pub fn measured(&self, measure: Measure) -> Value {
        match (measure, &self.worth, &self.number) {
            (Measure::Value, Some(held), _) | (Measure::Count, _, Some(held)) => held.value,
            (Measure::Count, _, None) => Value::NonValued,
            (Measure::Amount | Measure::Value, ..) => self.value,
        }
    }

    /// Whether it has a value other than its amount, or a count.
    pub(crate) fn is_measured_apart(&self) -> bool {
        self.worth.is_some() || self.number.is_some()
    }

    pub(super) fn before(&self, measure: Measure) -> Option<&Before> {
        match (measure, &self.worth, &self.number) {
            (Measure::Value, Some(held), _) | (Measure::Count, _, Some(held)) => Some(&held.before),
            (Measure::Count, _, None) => None,
            (Measure::Amount | Measure::Value, ..) => Some(&self.before),
        }
    }

    /// Sets its figure in a measure from now on, and what was carved out of it before.
    pub(super) fn hold(&mut self, measure: Measure, value: Value, before: Before) {
        let held = match measure {
            Measure::Amount => {
                (self.value, self.before) = (value, before);
                return;
            }
            Measure::Value => &mut self.worth,
            Measure::Count => &mut self.number,
        };
        // An asset that was never counted stays uncounted.
        if held.is_some() || value != Value::NonValued || measure == Measure::Value {
            let on = held.take().and_then(|held| held.on);
            *held = Some(Box::new(Held { value, before, on }));
        }
    }

    /// The date of the action that stated its value, if that is kept separately from its amount.
    pub(crate) fn worth_on(&self) -> Option<&Date> {
        self.worth.as_ref()?.on.as_ref()
    }

    /// Takes its amount and value from another state of the asset.
    pub(crate) fn take_figures(&mut self, from: &Asset) {
        self.value = from.value;
        self.worth.clone_from(&from.worth);
    }

    /// Records the date on which its value was stated.
    pub(super) fn date_worth(&mut self, on: Option<Date>) {
        if let Some(held) = &mut self.worth {
            held.on = on;
        }
    }
}

impl Deed {
    /// Whether the asset had a count at the time.
    pub(crate) fn is_counted(&self) -> bool {
        self.number.is_some()
    }

    /// The date of the action that stated the asset's value at the time, if that is kept separately from its amount.
    pub(crate) fn worth_on(&self) -> Option<&Date> {
        self.worth_on.as_deref()
    }

    /// The asset's figure in a measure at the time.
    pub(crate) fn addend(&self, measure: Measure) -> Addend {
        match (measure, &self.worth, &self.number) {
            (Measure::Value, Some(addend), _) | (Measure::Count, _, Some(addend)) => **addend,
            (Measure::Count, _, None) => Addend::NONE,
            (Measure::Amount | Measure::Value, ..) => {
                Addend { value: self.value, remainder: self.remainder, carried: self.carried }
            }
        }
    }
}

impl Standing {
    /// What is left of an asset now, in a measure.
    pub(crate) fn left(&self, asset: &Asset, measure: Measure) -> Addend {
        let value = asset.measured(measure);
        Addend { value, remainder: value.part().map(|part| self.parts.rest(part)), carried: false }
    }

    /// The known bounds of an asset (its rest, if carved) in a measure.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn measured(&self, asset: &Asset, measure: Measure) -> Result<Amount, Fault> {
        Ok(match asset.measured(measure) {
            Value::NonValued => Amount::NonValued,
            Value::Unstated(unit, _) => Amount::Unstated(unit),
            Value::Stated(unit, part) => Amount::Stated(unit, self.parts.sum(&[self.parts.rest(part)])?),
        })
    }

    /// The date of the action that stated an asset's amount; if none did, of the one that began it.
    pub(crate) fn stated_on(&self, asset: &Asset) -> Option<&Date> {
        let of = |deed: &&Deed| self.assets[deed.asset].asset == asset.asset;
        let states = |deed: &&Deed| matches!(deed.value, Value::Stated(..)) && !deed.carried;
        let stated = self.deeds.iter().rev().filter(of).find(states);
        stated.or_else(|| self.deed(asset.entry)).map(|deed| &deed.date)
    }

    /// How many of the first actions concern only assets whose value is their amount.
    pub(crate) fn worth_their_amount(&self) -> usize {
        self.worth_since.unwrap_or(self.deeds.len())
    }

    /// The measures stored for the assets once an action follows.
    pub(super) fn measures(&self, act: &Step) -> impl Iterator<Item = Measure> + use<> {
        let value = self.worth_since.is_some() || act.tells_value_apart();
        let count = self.counted || act.count.is_some();
        let kept = [(Measure::Amount, true), (Measure::Value, value), (Measure::Count, count)];
        kept.into_iter().filter(|(_, kept)| *kept).map(|(measure, _)| measure)
    }

    /// Whether only amounts are stored for the assets, even after an action.
    pub(super) fn has_only_amounts(&self, act: &Step) -> bool {
        self.measures(act).count() == 1
    }

    /// Begins to store the measures that an action states separately from amounts. Until now each asset was worth its
    /// amount, so values begin as a copy of the amounts.
    pub(super) fn start(&mut self, act: &Step) {
        self.counted |= act.count.is_some();
        if self.worth_since.is_some() || !act.tells_value_apart() {
            return;
        }
        self.worth_since = Some(self.deeds.len());
        let copy = self.parts.copied();
        let dates: Vec<_> = self.assets.iter().map(|asset| self.stated_on(asset).cloned()).collect();
        let copied: Vec<_> = self.owners.iter().map(|(part, owner)| (copy(*part), *owner)).collect();
        self.owners.extend(copied);
        for (asset, on) in self.assets.iter_mut().zip(dates) {
            let items = asset.before.items.iter().map(|part| copy(*part)).collect();
            let before = Before { unit: asset.before.unit, items };
            asset.hold(Measure::Value, asset.value.of_part(&copy), before);
            asset.date_worth(on);
        }
        for deed in &mut self.deeds {
            let remainder = deed.remainder.map(|rest| Remainder { of: copy(rest.of), ..rest });
            let value = deed.value.of_part(&copy);
            deed.worth = Some(Box::new(Addend { value, remainder, carried: deed.carried }));
        }
    }

    /// Sets a new asset's figures in all measures other than the amount.
    pub(super) fn begin_measures(&mut self, act: &Step, asset: &mut Asset) {
        for measure in self.measures(act).skip(1) {
            let stated = own(act, measure, None);
            let value = self.value(stated, None, self.assets.len());
            asset.hold(measure, value, Before::default());
        }
        asset.date_worth(Some(act.date.clone()));
    }

    /// Refuses an item that exceeds its asset in some measure.
    pub(super) fn check_carving(&self, at: usize, act: &Step) -> Result<(), Refusal> {
        for measure in self.measures(act) {
            let from = self.assets[at].measured(measure);
            if let Some(part) = from.part() {
                let (_, taken) = taken(from, own(act, measure, from.unit()));
                let held = self.parts.holds(part, taken)?.map_err(|overdrawn| self.explain(measure, overdrawn));
                if measure != Measure::Value || act.states_value_itself() {
                    held?;
                }
            }
        }
        Ok(())
    }

    /// The figure in a measure of an item carved out of the asset at `from`. In another unit, or non-valued, it counts
    /// as itself, and what it takes from the asset is unstated.
    ///
    /// An amount that only doubles as a value causes no refusal: any excess over the asset's value is counted
    /// separately.
    pub(super) fn carve_value(
        &mut self,
        from: usize,
        act: &Step,
        measure: Measure,
        amount: Amount,
    ) -> Result<Value, Refusal> {
        let item = self.assets.len();
        let of = self.assets[from].measured(measure);
        let Some(asset_part) = of.part() else { return Ok(self.value(amount, None, item)) };
        let (mut same, mut taken) = taken(of, amount);
        let is_taken_for_it = measure == Measure::Value && !act.states_value_itself();
        if is_taken_for_it && self.parts.holds(asset_part, taken)?.is_err() {
            (same, taken) = (false, Bounds::UNSTATED);
        }
        let part = match self.parts.carve(asset_part, taken)? {
            Ok(part) => part,
            Err(overdrawn) => return Err(self.explain(measure, overdrawn)),
        };
        Ok(self.value(amount, same.then_some(part), item))
    }

    /// Applies the amounts that an action states in each measure. Measures that are not stated stay as they were.
    pub(super) fn restate_each(&mut self, at: usize, act: &Step) -> Result<(), Refusal> {
        let stated = |measure: Measure| act.states(measure).filter(|stated| !stated.is_unstated());
        if self.has_only_amounts(act) {
            return self.restate_or_span(at, act, Measure::Amount);
        }
        if act.also.is_empty() && Measure::ALL.into_iter().all(|measure| stated(measure).is_none()) {
            return Ok(());
        }
        // One measure may refuse what another has already accepted.
        if self.assets[at].carved {
            let mut next = self.clone();
            next.start(act);
            for measure in next.measures(act) {
                next.restate_or_span(at, act, measure)?;
            }
            *self = next;
            return Ok(());
        }
        if let Some(amount) = stated(Measure::Amount) {
            self.check_money(at, act, amount)?;
        }
        self.start(act);
        for measure in self.measures(act) {
            self.restate_or_span(at, act, measure)?;
        }
        Ok(())
    }

    fn restate_or_span(&mut self, at: usize, act: &Step, measure: Measure) -> Result<(), Refusal> {
        match act.states(measure).filter(|stated| !stated.is_unstated()) {
            Some(amount) => {
                self.restate(at, act, measure, amount)?;
                if measure == Measure::Value {
                    self.assets[at].date_worth(Some(act.date.clone()));
                }
                Ok(())
            }
            None => self.span(at, act, measure),
        }
    }

    /// The figure that an action counts with in a measure.
    pub(super) fn concerned(&self, act: &Step, asset: usize, measure: Measure) -> Addend {
        let states_it = matches!(act.states(measure), Some(Amount::Stated(..)));
        let left = self.left(&self.assets[asset], measure);
        Addend { carried: matches!(left.value, Value::Stated(..)) && !states_it, ..left }
    }
}
