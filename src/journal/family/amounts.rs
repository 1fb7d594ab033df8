//! Restated amounts: of an asset with its items, of its rest, and of money that was more or less before.

use crate::domain::{Amount, Bounds, Fault, Overdrawn, Part, Portion, Remainder, Unit};

use super::super::refusal::{BothReadings, Difference, MoneyDiffers, Reckoning, Refusal, Shortfall};
use super::held::{Before, Measure, Value};
use super::{Asset, Standing, Step};

/// The present total of an asset with all its items.
struct Together {
    /// What is left of each.
    rests: Vec<Remainder>,
    /// Whether part of it is in another currency or has no value, so that the total is unknown.
    open: bool,
}

impl Standing {
    /// The present amount that an action can restate: of an asset with its items, or of its rest.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn has(&self, asset: &Asset, of: Option<Portion>) -> Result<Amount, Fault> {
        let Some(unit) = asset.value.unit() else { return self.amount(asset) };
        Ok(match self.known(asset, unit, of)? {
            Bounds::UNSTATED => Amount::Unstated(Some(unit)),
            bounds => Amount::Stated(unit, bounds),
        })
    }

    fn known(&self, asset: &Asset, unit: Unit, of: Option<Portion>) -> Result<Bounds, Fault> {
        match self.position(&asset.asset).filter(|_| of == Some(Portion::Whole)) {
            Some(at) => self.bounds(&self.together(at, Measure::Amount, unit)),
            None => self.rest(asset).map_or(Ok(Bounds::UNSTATED), |rest| self.parts.sum(&[rest])),
        }
    }

    /// How an amount certainly differs from what an asset has, if it does.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn difference(
        &self,
        asset: &Asset,
        amount: Amount,
        of: Option<Portion>,
    ) -> Result<Option<Difference>, Fault> {
        let (Amount::Stated(unit, stated), Some(own)) = (amount, asset.value.unit()) else { return Ok(None) };
        if own != unit {
            return Ok(Some(Difference::Currency));
        }
        let has = self.known(asset, unit, of)?;
        Ok(if stated.is_certainly_less_than(has) {
            Some(Difference::Less)
        } else if has.is_certainly_less_than(stated) {
            Some(Difference::More)
        } else {
            None
        })
    }

    /// Applies the amount that a later action states in a measure.
    pub(super) fn restate(&mut self, at: usize, act: &Step, measure: Measure, amount: Amount) -> Result<(), Refusal> {
        if self.assets[at].carved && act.of.is_none() {
            return Err(self.both_readings(at, measure, amount)?);
        }
        if measure == Measure::Amount {
            self.check_money(at, act, amount)?;
        }
        match (act.of, amount) {
            (Some(Portion::Whole), Amount::Stated(unit, bounds)) if self.assets[at].carved => {
                match self.restate_whole(at, measure, unit, bounds) {
                    // An amount that only doubles as a value causes no refusal.
                    Err(Refusal::TooLittle(_)) if measure == Measure::Value && !act.states_value_itself() => {
                        self.restate_rest(at, measure, Amount::Unstated(Some(unit)));
                        Ok(())
                    }
                    restated => restated,
                }
            }
            _ => {
                self.restate_rest(at, measure, amount);
                Ok(())
            }
        }
    }

    /// Widens an asset's bounds to everything that sources state at an action whose adopted statement gives none. This
    /// does not apply to a carved asset: no statement could be adopted, because none says which portion it describes.
    pub(super) fn span(&mut self, at: usize, act: &Step, measure: Measure) -> Result<(), Refusal> {
        let asset = &self.assets[at];
        let Value::Stated(unit, part) = asset.measured(measure) else { return Ok(()) };
        if act.also.is_empty() || asset.carved {
            return Ok(());
        }
        let before = asset.before(measure).cloned().unwrap_or_default();
        let known = self.parts.sum(&[self.parts.rest(part)])?;
        let spanning = act.spanning(measure, unit, known);
        if spanning != known {
            let value = self.value(Amount::Stated(unit, spanning), None, at);
            self.assets[at].hold(measure, value, before);
        }
        Ok(())
    }

    fn restate_rest(&mut self, at: usize, measure: Measure, amount: Amount) {
        let before = self.set_apart(at, measure, amount.unit());
        let value = self.value(amount, None, at);
        self.assets[at].hold(measure, value, before);
    }

    /// The items carved out of an asset whose rest is restated. Their amount in another unit is unknown.
    fn set_apart(&mut self, at: usize, measure: Measure, unit: Option<Unit>) -> Before {
        let asset = &self.assets[at];
        let mut before = asset.before(measure).cloned().unwrap_or_default();
        let value = asset.measured(measure);
        if let Some(part) = value.part() {
            before.unit = value.unit();
            before.items.extend(self.parts.carved(part).into_iter().map(|item| item.of));
        }
        if unit.is_some() && before.unit != unit && !before.items.is_empty() {
            before.items = vec![self.parts.whole(Bounds::UNSTATED)];
        }
        before
    }

    /// Begins a new equation for the present amount of the asset with its items. The items enter it as new amounts with
    /// their present bounds, individually and together; what is known of earlier actions does not change.
    fn restate_whole(&mut self, at: usize, measure: Measure, unit: Unit, bounds: Bounds) -> Result<(), Refusal> {
        let items = self.bounds(&self.items_of(at, measure, unit))?;
        if let Some(available) = bounds.upper().filter(|most| items.lower() > *most) {
            return Err(Refusal::TooLittle(Box::new(Shortfall {
                asset: Some(self.assets[at].asset.clone()),
                measure,
                unit: Some(unit),
                stated: bounds,
                available,
                needed: items.lower(),
            })));
        }
        let whole = self.parts.whole(bounds);
        let mut moved = vec![(at, whole)];
        self.adopt((at, measure, unit), whole, &mut moved)?;
        self.assets[at].hold(measure, Value::Stated(unit, whole), Before::default());
        self.owners.extend(moved.iter().map(|(owner, part)| (*part, *owner)));
        Ok(())
    }

    /// Moves an asset's items into the equation of a new whole, each with its own items.
    fn adopt(
        &mut self,
        (of, measure, unit): (usize, Measure, Unit),
        into: Part,
        moved: &mut Vec<(usize, Part)>,
    ) -> Result<(), Refusal> {
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            self.direct_items(of).partition(|item| self.assets[*item].measured(measure).unit() == Some(unit));
        for _ in outside {
            self.put(measure, into, Bounds::UNSTATED)?;
        }
        let mut apart = Vec::with_capacity(inside.len());
        let mut sum = Bounds::NOTHING;
        for item in &inside {
            let bounds = self.bounds(&self.together(*item, measure, unit))?;
            sum = sum.plus(bounds)?;
            apart.push(bounds);
        }
        let all = inside.iter().map(|item| self.together(*item, measure, unit));
        let all = all.fold(Together::nothing(), Together::and);
        let known = self.bounds(&all)?;
        let into = match (known.lower(), known.upper()) == (sum.lower(), sum.upper()) {
            true => into,
            false => self.parts.group(into, known)?.map_err(|overdrawn| self.explain(measure, overdrawn))?,
        };
        // Collect all bounds before moving anything.
        let mut rests = Vec::with_capacity(inside.len());
        for item in &inside {
            let rest = self.left(&self.assets[*item], measure).remainder;
            rests.push(rest.map_or(Ok(Bounds::UNSTATED), |rest| self.parts.sum(&[rest]))?);
        }
        for ((item, all), rest) in inside.into_iter().zip(apart).zip(rests) {
            if !self.assets[item].carved {
                let part = self.put(measure, into, rest)?;
                self.move_to(item, measure, part, Before::default());
                moved.push((item, part));
                continue;
            }
            let group = self.parts.group(into, all)?.map_err(|overdrawn| self.explain(measure, overdrawn))?;
            moved.push((item, group));
            self.adopt((item, measure, unit), group, moved)?;
            let items = self.parts.carved(group).into_iter().map(|item| item.of).collect();
            let part = self.put(measure, group, rest)?;
            self.move_to(item, measure, part, Before { unit: Some(unit), items });
            moved.push((item, part));
        }
        Ok(())
    }

    fn put(&mut self, measure: Measure, into: Part, bounds: Bounds) -> Result<Part, Refusal> {
        self.parts.carve(into, bounds)?.map_err(|overdrawn| self.explain(measure, overdrawn))
    }

    fn move_to(&mut self, at: usize, measure: Measure, part: Part, before: Before) {
        let value = self.assets[at].measured(measure).of_part(|_| part);
        self.assets[at].hold(measure, value, before);
    }

    fn direct_items(&self, of: usize) -> impl Iterator<Item = usize> + use<'_> {
        let asset = &self.assets[of].asset;
        let items = self.assets.iter().enumerate().skip(of + 1);
        items.filter(|(_, item)| item.part_of.as_ref() == Some(asset)).map(|(at, _)| at)
    }

    /// An asset with all its items, by their present rests.
    fn together(&self, at: usize, measure: Measure, unit: Unit) -> Together {
        let mut together = self.items_of(at, measure, unit);
        together.rests.extend(self.left(&self.assets[at], measure).remainder);
        together
    }

    fn items_of(&self, at: usize, measure: Measure, unit: Unit) -> Together {
        let items = self.direct_items(at).map(|item| match self.assets[item].measured(measure).unit() == Some(unit) {
            true => self.together(item, measure, unit),
            false => Together { rests: Vec::new(), open: true },
        });
        items.fold(Together::nothing(), Together::and)
    }

    fn bounds(&self, together: &Together) -> Result<Bounds, Fault> {
        let known = self.parts.sum(&together.rests)?;
        if together.open { known.plus(Bounds::UNSTATED) } else { Ok(known) }
    }

    /// The refusal of an amount that may or may not include a carved asset's items.
    fn both_readings(&self, at: usize, measure: Measure, amount: Amount) -> Result<Refusal, Fault> {
        let asset = self.assets[at].asset.clone();
        let reckoning = match amount {
            Amount::Stated(unit, stated) => {
                let items = self.bounds(&self.items_of(at, measure, unit))?;
                let amount_of = |bounds: Bounds| Amount::Stated(unit, bounds);
                let left = stated.less(items)?.map(amount_of);
                Some(Reckoning { left, items: amount_of(items), together: amount_of(stated.plus(items)?) })
            }
            _ => None,
        };
        Ok(Refusal::BothReadings(Box::new(BothReadings { asset, measure, amount, reckoning })))
    }

    /// Refuses an amount that money cannot have changed to: a part would have to be carved, or the whole confirmed.
    pub(super) fn check_money(&self, at: usize, act: &Step, amount: Amount) -> Result<(), Refusal> {
        let asset = &self.assets[at];
        if !asset.kind.is_money() || !act.action.takes() || act.whole {
            return Ok(());
        }
        let Some(difference) = self.difference(asset, amount, act.of)? else { return Ok(()) };
        let (has, asset, action) = (self.has(asset, act.of)?, asset.asset.clone(), act.action);
        Err(Refusal::MoneyDiffers(Box::new(MoneyDiffers { asset, has, action, amount, difference })))
    }

    /// The refusal of items that exceed what they are carved out of.
    pub(super) fn explain(&self, measure: Measure, overdrawn: Overdrawn) -> Refusal {
        let owner = self.owners.iter().rev().find(|(part, _)| *part == overdrawn.part).map(|(_, at)| &self.assets[*at]);
        let (available, needed) = (overdrawn.available, overdrawn.needed);
        Refusal::TooLittle(Box::new(Shortfall {
            asset: owner.map(|asset| asset.asset.clone()),
            measure,
            unit: owner.and_then(|asset| asset.measured(measure).unit()),
            stated: self.parts.stated(overdrawn.part),
            available,
            needed,
        }))
    }
}

impl Together {
    fn nothing() -> Together {
        Together { rests: Vec::new(), open: false }
    }

    fn and(mut self, other: Together) -> Together {
        self.rests.extend(other.rests);
        self.open |= other.open;
        self
    }
}
