//! One entity as FollowTheMoney has it: an id, a schema, and texts by property.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::Fault;
use crate::domain::text::escape_json;

/// The most characters of a name.
const NAME: usize = 384;

/// An entity.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
    /// The property for what fits into no other.
    #[serde(skip)]
    remarks: &'static str,
}

impl Entity {
    /// A thing.
    pub(super) fn thing(id: String, schema: &'static str) -> Entity {
        Entity { id, schema, properties: BTreeMap::new(), remarks: "notes" }
    }

    /// A statement about things, which may have a beginning and an end.
    pub(super) fn interval(id: String, schema: &'static str) -> Entity {
        Entity { id, schema, properties: BTreeMap::new(), remarks: "description" }
    }

    /// The id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The schema.
    pub(super) fn schema(&self) -> &'static str {
        self.schema
    }

    /// Adds a text to a property, unless it is empty or there already.
    pub(super) fn add(&mut self, property: &'static str, text: impl Into<String>) {
        let text = text.into();
        let texts = self.properties.entry(property).or_default();
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }

    /// Adds a text to a property that holds at most `most` characters; a longer one becomes a remark.
    pub(super) fn add_short(&mut self, property: &'static str, text: &str, most: usize) {
        if text.chars().nth(most).is_none() { self.add(property, text) } else { self.remark(property, text) }
    }

    /// Names it. A text without letter or digit, or too long for a name, becomes a remark, and `or` is the name.
    pub(super) fn name(&mut self, text: Option<&str>, or: &str) {
        let is_name = |text: &&str| text.chars().any(char::is_alphanumeric) && text.chars().nth(NAME).is_none();
        match text {
            Some(text) if is_name(&text) => self.add("name", text),
            _ => {
                text.iter().for_each(|text| self.remark("name", text));
                self.add("name", or);
            }
        }
    }

    /// Adds what fits into no property, under a heading.
    pub(super) fn remark(&mut self, heading: &str, text: &str) {
        self.add(self.remarks, format!("{heading}: {text}"));
    }

    /// Moves properties to another entity.
    pub(super) fn hand_over(&mut self, properties: &[&'static str], to: &mut Entity) {
        for property in properties {
            to.properties.extend(self.properties.remove_entry(property));
        }
    }

    /// Its line, without the line feed.
    ///
    /// # Errors
    /// Memory ran out.
    pub(super) fn line(mut self) -> Result<String, Fault> {
        self.properties.retain(|_, texts| !texts.is_empty());
        let line = serde_json::to_string(&self).map_err(|error| Fault::new(error.to_string()))?;
        Ok(escape_json(&line).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_one_line_with_its_properties_in_order() {
        let mut entity = Entity::thing("a-1".to_owned(), "Asset");
        entity.add("name", "B \u{202e}\"x\"");
        entity.add("country", "de");
        entity.add("country", "de");
        entity.add("summary", "");
        let line = entity.line().unwrap();
        assert_eq!(line, r#"{"id":"a-1","schema":"Asset","properties":{"country":["de"],"name":["B \u202e\"x\""]}}"#);
    }

    #[test]
    fn what_is_no_name_becomes_a_remark() {
        let long = "x".repeat(NAME + 1);
        for text in ["\"\"", "…", long.as_str()] {
            let mut entity = Entity::thing("a-1".to_owned(), "Asset");
            entity.name(Some(text), "cash coco:1");
            assert_eq!(entity.properties["name"], ["cash coco:1"]);
            assert_eq!(entity.properties["notes"], [format!("name: {text}")]);
        }
    }

    #[test]
    fn a_long_text_becomes_a_remark() {
        let mut entity = Entity::interval("a-1".to_owned(), "Risk");
        entity.add_short("authority", "abc", 3);
        entity.add_short("authority", "abcd", 3);
        assert_eq!(entity.properties["authority"], ["abc"]);
        assert_eq!(entity.properties["description"], ["authority: abcd"]);
    }
}
