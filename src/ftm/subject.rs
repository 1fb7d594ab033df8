//! The persons affected by an action, who are shown only if asked for.

use super::Desk;
use super::entity::Entity;
use super::words;
use crate::domain::Role;
use crate::query::Current;

/// What owns an asset, and what is owned, in FollowTheMoney. A wallet is no asset there.
const UNOWNED: &str = "CryptoWallet";

impl Desk<'_> {
    /// The id of a person by their place in an action. Two actions may name the same person, which nobody may conclude
    /// from the name.
    pub(super) fn subject_id(&self, current: &Current<'_>, number: u32) -> String {
        self.ids.entry(current.entry.number, &format!("subject-{number}"))
    }

    /// The persons that may be shown, each with their relation to the asset.
    pub(super) fn subjects(&self, current: &Current<'_>) -> Vec<Entity> {
        let Some(personal) = current.personal else { return Vec::new() };
        let asset = self.ids.asset(current.asset);
        let mut entities = Vec::new();
        for (number, sealed) in (1..).zip(&current.act.subjects) {
            let Ok(name) = personal.datum(&sealed.commitment) else { continue };
            let mut person = Entity::thing(self.subject_id(current, number), "LegalEntity");
            person.name(Some(name), &format!("person {number} of entry {}", current.entry.number));
            let word = format!("subject-{number}-link");
            let role = sealed.role.map_or("affected person", Role::as_str);
            let owns = sealed.role == Some(Role::Owner) && super::asset::schema(current.asset.kind) != UNOWNED;
            let mut link = if owns {
                let mut link = Entity::interval(self.ids.entry(current.entry.number, &word), "Ownership");
                link.add("owner", person.id());
                link.add("asset", asset.as_str());
                link
            } else {
                self.link(current.entry.number, &word, (person.id(), &asset))
            };
            link.add("role", role);
            words::date(&mut link, "date", "date", &current.act.date);
            link.add("recordId", current.entry.number.to_string());
            self.cite(&mut link, current);
            entities.extend([person, link]);
        }
        entities
    }
}
