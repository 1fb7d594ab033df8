//! What a person is shown of an entry, as labels with values. The caller lays them out and looks up what the entry
//! itself does not know.

use std::borrow::Cow;

use super::digest::Digest;
use super::particular::{Act, Particular};
use super::value::Said;

/// The value for a label.
#[derive(Clone, Debug)]
pub enum Saying<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// Texts, one per line.
    Texts(Vec<Cow<'a, str>>),
    /// The number of another entry.
    Entry(u64),
    /// An action's value for a particular.
    Particular(Said<'a>),
    /// The status of the reading that the entry gives of an action.
    Fate,
    /// The asset of the action first recorded by this entry.
    AssetOf(u64),
    /// The text of a map, behind its commitment: how to see it, or why it is not shown.
    MapText(Digest),
}

/// The labels and values shown for an entry, in order.
#[derive(Clone, Debug, Default)]
pub struct Shown<'a>(Vec<(Cow<'static, str>, Saying<'a>)>);

impl<'a> Shown<'a> {
    /// Adds a line.
    pub(crate) fn line(&mut self, label: impl Into<Cow<'static, str>>, saying: Saying<'a>) {
        self.0.push((label.into(), saying));
    }

    /// Adds a line of text.
    pub(crate) fn text(&mut self, label: &'static str, text: impl Into<Cow<'a, str>>) {
        self.line(label, Saying::Text(text.into()));
    }

    /// Adds a line of text, if there is one.
    pub(crate) fn text_if(&mut self, label: &'static str, text: Option<impl Into<Cow<'a, str>>>) {
        if let Some(text) = text {
            self.text(label, text);
        }
    }

    /// Adds a line with the number of another entry.
    pub(crate) fn entry(&mut self, label: &'static str, entry: u64) {
        self.line(label, Saying::Entry(entry));
    }

    /// Adds an action's particulars.
    pub(crate) fn particulars(&mut self, act: &'a Act) {
        for particular in Particular::kept() {
            self.line(label(particular), Saying::Particular(act.said(particular)));
        }
    }
}

impl<'a> IntoIterator for Shown<'a> {
    type Item = (Cow<'static, str>, Saying<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The label of a particular.
pub(crate) fn label(particular: Particular) -> String {
    particular.as_str().replace('_', " ")
}
