//! One asset of a family as actions change it: its stage, where it is, and who keeps it.

use crate::domain::{Action, AssetRef, Basis, Date, Disposal, Places, Stage};

use super::super::refusal::Refusal;
use super::super::step::Step;
use super::{Asset, Stay};

impl Asset {
    /// Whether it is a part of another asset, or stands in its place.
    pub fn is_item_of(&self, asset: &AssetRef) -> bool {
        self.part_of.as_ref().or(self.derived_from.as_ref()) == Some(asset)
    }

    /// Where it was before it came where it is, the earliest first.
    pub fn stays(&self) -> &[Stay] {
        &self.stays
    }

    /// Where it was when the action that an entry first recorded was done: of a transfer, where that brought it.
    pub fn places_at(&self, entry: u64) -> &Places {
        self.stay_at(entry).map_or(&self.places, |stay| &stay.places)
    }

    /// Whether a source says that it was there.
    pub fn basis_at(&self, entry: u64) -> Option<Basis> {
        self.stay_at(entry).map_or(self.basis, |stay| stay.basis)
    }

    fn stay_at(&self, entry: u64) -> Option<&Stay> {
        self.stays.iter().find(|stay| entry < stay.until)
    }

    /// Checks that an action may follow where the asset stands.
    ///
    /// # Errors
    /// The stage does not allow it, or the asset would move although it has items.
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

    /// The refusal of an action with which no part of the asset can begin.
    pub(super) fn refuses_part(&self, action: Action) -> Refusal {
        let allowed = Action::ALL.iter().copied().filter(|action| self.begins_part(*action)).collect();
        Refusal::NotAllowedOfPart { asset: self.asset.clone(), stage: self.stage, action, allowed }
    }

    fn permits(&self, action: Action) -> bool {
        action.allowed_from(self.stage) || (action == Action::Recover && self.lost_from.is_some())
    }

    /// A part begins by the action that brought the asset where it is, or by one that may follow.
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

    /// Takes it to the stage that an action brings it to, and gives back the one before.
    pub(super) fn take_to(&mut self, act: &Step) -> Stage {
        let before = self.stage;
        self.stage = match act.action {
            Action::Recover => self.lost_from.unwrap_or(before),
            action => action.stage().unwrap_or(before),
        };
        // A part of what was lost was lost from where that was.
        let lost_from = self.lost_from.take().or(Some(before)).filter(|stage| stage.held());
        self.lost_from = lost_from.filter(|_| act.how == Some(Disposal::Lost));
        before
    }

    /// Takes note of how long the measure lasts. What comes from another stage stands under another measure, which has a term
    /// of its own, or none.
    pub(super) fn lasts(&mut self, act: &Step, before: Stage) {
        let stays = before == self.stage;
        self.until = act.until.clone().or_else(|| self.until.take().filter(|_| stays));
    }

    /// Takes note of the date of an action on it.
    pub(super) fn date(&mut self, date: &Date) {
        if date.first() > self.latest.first() {
            self.latest = date.clone();
        }
    }
}
