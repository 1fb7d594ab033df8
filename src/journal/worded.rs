//! The words by which a person finds an entry. Each kind of entry says which of its texts they are.
//!
//! A reference is among them where an entry gives it, not where an entry cites it: a source is found by its own entry, and what
//! cites it by asking for the source. Data behind commitments are never among them.

use crate::domain::{Date, Jurisdiction};

use super::particular::{Act, Particular};
use super::value::Said;

/// The texts of an entry, with its day.
#[derive(Clone, Debug, Default)]
pub struct Worded<'a> {
    texts: Vec<&'a str>,
    /// When what it records happened, if it says.
    pub date: Option<Date>,
}

impl<'a> Worded<'a> {
    /// The texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().copied()
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &'a str) {
        self.texts.push(text);
    }

    /// Adds a text, if there is one.
    pub(crate) fn text_if(&mut self, text: Option<&'a str>) {
        self.texts.extend(text);
    }

    /// Says when what it records happened.
    pub(crate) fn on(&mut self, date: &Date) {
        self.date = Some(date.clone());
    }

    /// Adds the texts of an action, and the asset that begins with it.
    pub(crate) fn act(&mut self, act: &'a Act) {
        let mut behind = Vec::new();
        for particular in Particular::kept() {
            match act.said(particular) {
                Said::Text(text) => self.text(text),
                Said::Word(word) if particular == Particular::Kind => behind.push(word),
                Said::Places(places) if particular == Particular::Jurisdictions => {
                    behind.extend(places.iter().map(Jurisdiction::name));
                }
                _ => {}
            }
        }
        // Behind the person's own words.
        self.texts.extend(behind);
        self.on(&act.date);
    }
}
