//! What is shown of an entry to a person, as values: labels and what stands behind them. Whoever prints them lays them out,
//! and looks up what the entry does not know of itself.

use std::borrow::Cow;

use super::digest::Digest;
use super::particular::{Act, Particular};
use super::value::Said;

/// What stands behind a label.
#[derive(Clone, Debug)]
pub enum Saying<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// Texts, one a line.
    Texts(Vec<Cow<'a, str>>),
    /// The number of another entry.
    Entry(u64),
    /// What an action says of a particular.
    Particular(Said<'a>),
    /// What has become of the reading that the entry gives of an action.
    Fate,
    /// The asset of the action that this entry recorded first.
    AssetOf(u64),
    /// The text of a map, behind its commitment: how to see it, or why it is not shown.
    MapText(Digest),
}

/// What is shown of an entry: labels and what stands behind them, in order.
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

    /// The same where there is a text.
    pub(crate) fn text_if(&mut self, label: &'static str, text: Option<impl Into<Cow<'a, str>>>) {
        if let Some(text) = text {
            self.text(label, text);
        }
    }

    /// Adds a line with the number of another entry.
    pub(crate) fn entry(&mut self, label: &'static str, entry: u64) {
        self.line(label, Saying::Entry(entry));
    }

    /// Adds what an action says of each particular.
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

/// What stands before what an action says of a particular.
pub(crate) fn label(particular: Particular) -> String {
    particular.as_str().replace('_', " ")
}
