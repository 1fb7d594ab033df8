//! How actions change one asset of a family: its stage, its place and its keeper.

use crate::domain::{Action, AssetRef, Basis, Date, Disposal, Places, Stage};

use super::super::refusal::Refusal;
use super::super::step::Step;
use super::{Asset, Stay};

impl Asset {
    /// Whether it is part of another asset, or takes its place as proceeds.
    pub fn is_item_of(&self, asset: &AssetRef) -> bool {
        self.part_of.as_ref().or(self.derived_from.as_ref()) == Some(asset)
    }

    /// Where it was before its present place, earliest first.
    pub fn stays(&self) -> &[Stay] {
        &self.stays
    }

    /// Where it was at the action first recorded by an entry; for a transfer, its destination.
    pub fn places_at(&self, entry: u64) -> &Places {
        self.stay_at(entry).map_or(&self.places, |stay| &stay.places)
    }

    /// Whether a source states that place or it was inferred.
    pub fn basis_at(&self, entry: u64) -> Option<Basis> {
        self.stay_at(entry).map_or(self.basis, |stay| stay.basis)
    }

    fn stay_at(&self, entry: u64) -> Option<&Stay> {
        self.stays.iter().find(|stay| entry < stay.until)
    }

    /// Checks that an action may follow at the asset's stage.
    ///
    /// # Errors
    /// The stage does not allow it, or the asset would move despite having items.
    pub(super) fn check(&self, action: Action) -> Result<(), Refusal> {
        if !self.permits(action) {
            let allowed = Action::ALL.iter().copied().filter(|action| self.permits(*action)).collect();
            return Err(Refusal::NotAllowed { asset: self.asset.clone(), stage: self.stage, action, allowed });
        }
        if action == Action::Transfer && self.carved {
            return Err(Refusal::MovesCarved(self.asset.clone()));
        }
        Ok(())
    }

    /// Checks that a part of the asset can begin with an action.
    ///
    /// # Errors
    /// The stage does not allow it.
    pub(super) fn check_part(&self, action: Action) -> Result<(), Refusal> {
        if self.begins_part(action) {
            return Ok(());
        }
        Err(self.refuses_part(action))
    }

    /// The refusal of an action that no part of the asset can begin with.
    pub(super) fn refuses_part(&self, action: Action) -> Refusal {
        let allowed = Action::ALL.iter().copied().filter(|action| self.begins_part(*action)).collect();
        Refusal::NotAllowedOfPart { asset: self.asset.clone(), stage: self.stage, action, allowed }
    }

    fn permits(&self, action: Action) -> bool {
        action.allowed_from(self.stage) || (action == Action::Recover && self.lost_from.is_some())
    }

    /// A part can begin with the action that brought the asset to its stage, or with one that may follow.
    fn begins_part(&self, action: Action) -> bool {
        action.starts_item() && (action.stage() == Some(self.stage) || self.permits(action))
    }

    /// Moves it to other places or to another keeper, if an action says so.
    pub(super) fn move_by(&mut self, entry: u64, act: &Step) {
        let custodian = act.custodian.as_ref().filter(|custodian| self.custodian.as_ref() != Some(custodian));
        if act.to.is_none() && custodian.is_none() {
            return;
        }
        let stay =
            Stay { until: entry, places: self.places.clone(), basis: self.basis, custodian: self.custodian.clone() };
        self.stays.push(stay);
        if let Some(places) = &act.to {
            self.basis = (!places.is_unstated()).then_some(act.basis.unwrap_or(Basis::Stated));
            self.places = places.clone();
        }
        self.custodian = custodian.cloned().or_else(|| self.custodian.take());
    }

    /// Moves it to the stage that an action leads to and returns the previous stage.
    pub(super) fn take_to(&mut self, act: &Step) -> Stage {
        let before = self.stage;
        self.stage = match act.action {
            Action::Recover => self.lost_from.unwrap_or(before),
            action => action.stage().unwrap_or(before),
        };
        // A part of a lost asset was lost at the same stage as the asset.
        let lost_from = self.lost_from.take().or(Some(before)).filter(|stage| stage.held());
        self.lost_from = lost_from.filter(|_| act.how == Some(Disposal::Lost));
        before
    }

    /// Records when the measure ends. At a new stage, a new measure applies, with its own term or none.
    pub(super) fn lasts(&mut self, act: &Step, before: Stage) {
        let stays = before == self.stage;
        self.until = act.until.clone().or_else(|| self.until.take().filter(|_| stays));
    }

    /// Records the date of an action on it.
    pub(super) fn date(&mut self, date: &Date) {
        if date.first() > self.latest.first() {
            self.latest = date.clone();
        }
    }
}
