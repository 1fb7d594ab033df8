//! An action as a designation of its asset, and the authority that acted.

use super::asset::FROZEN;
use super::entity::Entity;
use super::filed::LINE;
use super::words;
use super::{Designation, Desk};
use crate::domain::{Amount, Fault, Role, Stage};
use crate::query::Current;

impl Desk<'_> {
    /// What an action says of its asset.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn designation(&self, current: &Current<'_>) -> Result<Entity, Fault> {
        let (act, asset, entry) = (current.act, current.asset, current.entry);
        let schema = match self.asked.designation {
            Designation::Risk => "Risk",
            Designation::Sanction => "Sanction",
        };
        let mut said = Entity::interval(self.ids.entry(current.first, "action"), schema);
        said.add("entity", self.ids.asset(asset));
        let still_holds = act.action.stage().is_some_and(Stage::held) && current.family.standing().in_stock(asset)?;
        if still_holds && self.asked.designation == Designation::Risk {
            said.add("topics", FROZEN);
        }
        let how = act.how.map(|how| format!(", {how}")).unwrap_or_default();
        let order = act.order.as_ref().map(|order| format!(", order {order}")).unwrap_or_default();
        said.add("reason", format!("{}{how}{order}", act.action));
        said.add("status", act.action.past());
        act.authority.iter().for_each(|authority| said.add_short("authority", authority, LINE));
        figures(&mut said, current);
        let places = act.to.as_ref().unwrap_or_else(|| asset.places_at(current.first));
        words::places(&mut said, places, asset.basis_at(current.first));
        words::date(&mut said, "startDate", "date", &act.date);
        act.until.iter().for_each(|until| words::date(&mut said, "endDate", "until", until));
        said.add("listingDate", entry.stamp.recorded_at.split('T').next().unwrap_or_default());
        act.as_written.iter().for_each(|words| said.add("description", words.as_str()));
        act.note.iter().for_each(|note| said.remark("note", note));
        for sealed in &act.subjects {
            let withheld = current.personal.and_then(|personal| personal.datum(&sealed.commitment).err());
            let role = sealed.role.map_or("affected person", Role::as_str);
            withheld.iter().for_each(|withheld| said.remark(role, &withheld.to_string()));
        }
        said.add("recordId", entry.number.to_string());
        self.cite(&mut said, current);
        Ok(said)
    }

    /// That an authority acted on an asset.
    pub(super) fn acted(&self, current: &Current<'_>) -> Option<Entity> {
        let authority = self.ids.authority(current.act.authority.as_deref()?);
        let mut link = self.link(current.first, "authority", (&authority, &self.ids.asset(current.asset)));
        link.add("role", format!("authority: {}", current.act.action));
        words::date(&mut link, "startDate", "date", &current.act.date);
        link.add("recordId", current.entry.number.to_string());
        Some(link)
    }
}

/// Adds what an action states in figures, in canonical text.
fn figures(said: &mut Entity, current: &Current<'_>) {
    let act = current.act;
    match act.amount {
        Some(amount) => said.add("summary", amount.to_string()),
        None if act.target.begins() => said.add("summary", Amount::Unstated(None).to_string()),
        None => {}
    }
    let count = act.count.zip(act.count_of).map(|(count, things)| count.of(things));
    for (heading, figure) in [("value", act.value), ("count", count), ("proceeds", act.proceeds), ("costs", act.costs)]
    {
        figure.iter().for_each(|figure| said.add("summary", format!("{heading}: {figure}")));
    }
}
