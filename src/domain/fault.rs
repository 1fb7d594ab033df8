//! Why a value was refused.

use std::fmt;

use super::advice::Advice;

/// The refusal of a value: a text that is not a date, amount or place, a cell of a file, a figure that does not fit. It
/// says what is wrong and, where there is something to do, what to do about it.
///
/// One type serves all values, because nobody tells apart by anything but its words what was mistyped. What a rule refuses is
/// a value of its own: `journal::Refusal`, `store::Refusal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    what: String,
    hint: Option<String>,
    advice: Option<Box<Advice>>,
    of_system: bool,
}

impl Fault {
    /// A refusal that says what is wrong; a lower-case clause without a full stop.
    pub fn new(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), hint: None, advice: None, of_system: false }
    }

    /// The same refusal with a word on what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Fault {
        (self.hint, self.advice) = (Some(hint.into()), None);
        self
    }

    /// The same refusal with what to do, for the one who talks to the user to say.
    #[must_use]
    pub fn advise(mut self, advice: Advice) -> Fault {
        (self.hint, self.advice) = (None, Some(Box::new(advice)));
        self
    }

    /// What to do, where that is more than words.
    pub fn advice(&self) -> Option<&Advice> {
        self.advice.as_deref()
    }

    /// The same refusal with the place where it arose put before it (a flag, a file and line, an entry).
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Fault {
        self.what = format!("{place}: {}", self.what);
        self
    }

    /// The same refusal in other words: what `reword` makes of both sentences.
    #[must_use]
    pub fn reworded(self, reword: impl Fn(&str) -> String) -> Fault {
        let advice = self.advice.map(|advice| Box::new(advice.reworded(&reword)));
        Fault { what: reword(&self.what), hint: self.hint.as_deref().map(reword), advice, ..self }
    }

    /// The same where nothing is wrong with what was given: the system failed to do something.
    #[must_use]
    pub fn of_system(mut self) -> Fault {
        self.of_system = true;
        self
    }

    /// Whether it was the system that failed.
    pub fn is_of_system(&self) -> bool {
        self.of_system
    }

    /// What is wrong.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do, in words; nothing where nothing can be said, or where it is said by [`Fault::advice`].
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
