//! Why a value was refused.

use std::fmt;

use super::advice::Advice;

/// The refusal of a value: a text that is not a date, amount or place, a cell of a file, a figure that does not fit.
/// It says what is wrong and, if possible, what to do about it.
///
/// One type serves all values, because callers need only the words. A refusal by a rule has its own type:
/// `journal::Refusal`, `store::Refusal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    what: String,
    hint: Option<String>,
    advice: Option<Box<Advice>>,
    of_system: bool,
}

impl Fault {
    /// A refusal that says what is wrong, in a lower-case clause without a full stop.
    pub fn new(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), hint: None, advice: None, of_system: false }
    }

    /// The same refusal with a hint on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Fault {
        (self.hint, self.advice) = (Some(hint.into()), None);
        self
    }

    /// The same refusal with advice, which the user interface puts into words.
    #[must_use]
    pub fn advise(mut self, advice: Advice) -> Fault {
        (self.hint, self.advice) = (None, Some(Box::new(advice)));
        self
    }

    /// The advice, if it is more than words.
    pub fn advice(&self) -> Option<&Advice> {
        self.advice.as_deref()
    }

    /// The same refusal, prefixed with the place where it arose (a flag, a file and line, an entry).
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Fault {
        self.what = format!("{place}: {}", self.what);
        self
    }

    /// The same refusal with both sentences changed by `reword`.
    #[must_use]
    pub fn reworded(self, reword: impl Fn(&str) -> String) -> Fault {
        let advice = self.advice.map(|advice| Box::new(advice.reworded(&reword)));
        Fault { what: reword(&self.what), hint: self.hint.as_deref().map(reword), advice, ..self }
    }

    /// The same, marked as a failure of the system: the value itself is not wrong.
    #[must_use]
    pub fn of_system(mut self) -> Fault {
        self.of_system = true;
        self
    }

    /// Whether the system failed.
    pub fn is_of_system(&self) -> bool {
        self.of_system
    }

    /// What is wrong.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do, in words; `None` if there is nothing to say, or [`Fault::advice`] says it.
    pub fn to_do(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}
