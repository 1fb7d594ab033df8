//! What to do about a refusal, as a value instead of words: the interface names it in the user's terms, which are
//! flags on the command line and columns in a file.

/// What to do about a refused value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Write the currency beside the figure, or give it separately.
    GiveCurrency,
    /// Say which of the currencies that share a sign or name is meant, perhaps by its code beside the figure.
    ChooseCurrency {
        /// Whether a code beside the figure decides it too.
        or_code: bool,
    },
    /// Write the intended reading, or name the phrase's language.
    GiveLanguage,
    /// Give the counted things as a quantity, and their total value as the amount.
    GiveQuantity {
        /// Whether the counted things are pieces of money.
        of_money: bool,
    },
    /// Record a long text as a source, and cite it.
    CiteLongText,
    /// Have the program write a proof.
    WriteProof,
    /// Have the program write a checkpoint.
    WriteCheckpoint,
    /// Look at the three words of a checkpoint's line.
    SeeCheckpoint,
    /// State the field delimiter of a file.
    GiveDelimiter(char),
    /// Fill in the columns that every row needs, or supply a map of the table.
    GiveMap,
    /// Name the format of a file of rates.
    GiveRateFormat,
    /// Name the base of a file's rates.
    GiveBase,
    /// Say how many days a rate holds.
    GiveValid,
    /// Say which month a file's rates are for.
    GiveMonth,
    /// Write a map of the table, whose columns may correspond to impound's own.
    WriteMap {
        /// The columns possibly meant, in words.
        perhaps: Option<String>,
    },
}

impl Advice {
    /// The same advice, with any text quoted from a file replaced by `reword`.
    pub(super) fn reworded(self, reword: impl Fn(&str) -> String) -> Advice {
        match self {
            Advice::WriteMap { perhaps } => Advice::WriteMap { perhaps: perhaps.as_deref().map(reword) },
            other => other,
        }
    }
}
