//! What to do about a refusal, where that is more than words: whoever talks to the user says it in the user's terms, flags on
//! the command line and columns in a file.

/// What to do about a value that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Write the currency beside the figure, or give it apart.
    GiveCurrency,
    /// Say which of the currencies that share a sign or a name is meant; perhaps by its code beside the figure.
    ChooseCurrency {
        /// Whether the code beside the figure decides it, too.
        or_code: bool,
    },
    /// Write the reading that is meant, or name the phrase's language.
    GiveLanguage,
    /// Give what is counted as a quantity, and the total value as the amount.
    GiveQuantity {
        /// Whether it is pieces of money that are counted.
        of_money: bool,
    },
    /// Add a long text as a source, and cite it.
    CiteLongText,
    /// Let the program write a proof.
    WriteProof,
    /// Let the program write a checkpoint.
    WriteCheckpoint,
    /// Let the program tell the three words of a checkpoint's line.
    SeeCheckpoint,
    /// Say which sign stands between the fields of a file.
    GiveDelimiter(char),
    /// Fill the columns that every row needs, or give a map of the table.
    GiveMap,
    /// Write a map of the table; perhaps columns of impound's own are meant by those that it has.
    WriteMap {
        /// Which are perhaps meant, as words.
        perhaps: Option<String>,
    },
}

impl Advice {
    /// The same in other words: what `reword` makes of what was read in a file.
    pub(super) fn reworded(self, reword: impl Fn(&str) -> String) -> Advice {
        match self {
            Advice::WriteMap { perhaps } => Advice::WriteMap { perhaps: perhaps.as_deref().map(reword) },
            other => other,
        }
    }
}
