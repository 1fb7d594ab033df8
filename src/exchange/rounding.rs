//! How a converted figure is rounded: once, when it is printed.

use std::fmt;

use crate::domain::Fault;

/// How a figure with equal bounds is rounded. The law decides which rule applies, so a report is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; a half goes up.
    #[default]
    HalfUp,
    /// To the nearest; a half goes to the even figure.
    HalfEven,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
}

impl Rounding {
    /// All of them.
    pub const ALL: [Rounding; 4] = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Rounding::HalfUp => "half-up",
            Rounding::HalfEven => "half-even",
            Rounding::Up => "up",
            Rounding::Down => "down",
        }
    }

    /// Reads its word.
    ///
    /// # Errors
    /// Any other word.
    pub fn parse(word: &str) -> Result<Rounding, Fault> {
        let found = Rounding::ALL.into_iter().find(|rounding| rounding.as_str() == word);
        found.ok_or_else(|| Fault::new(format!("“{word}” is not a way of rounding")))
    }
}

/// How a printed figure was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Not at all: everything was in the unit already.
    Exact,
    /// Equal bounds were rounded alike.
    Equal(Rounding),
    /// Bounds that differ were rounded outward: the lower one down, the upper one up.
    Outward,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rule::Exact => "exact",
            Rule::Equal(rounding) => rounding.as_str(),
            Rule::Outward => "outward",
        })
    }
}
