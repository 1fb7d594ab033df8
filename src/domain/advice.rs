//! What to do about a refusal, where that is more than words: whoever talks to the user says it in the user's terms, flags on
//! the command line and columns in a file.

/// What to do about a refusal, with the values that it takes, as text: what refuses is below the types that they have.
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
    /// Check a date that is hardly meant, or say that it is.
    ConfirmDate,
    /// Say on which day it was done.
    GiveDate,
    /// Name at least one source.
    GiveSource,
    /// Say how the asset was disposed of.
    GiveDisposal,
    /// State the amount of a revaluation.
    GiveAmount,
    /// State the amount of a part, or that the source does not say.
    GiveAmountOrUnstated,
    /// Look at a case that is open already.
    SeeCase(String),
    /// Look at a source that is there already.
    SeeSource(String),
    /// Look which assets there are.
    SeeAssets,
    /// Open the case.
    OpenCase(String),
    /// Add the source.
    AddSource(String),
    /// Leave out what an import alone says of a source.
    LeaveToImport,
    /// Act on the asset that is there, or say that this is another.
    ActOnOrAnyway(String),
    /// Take back a void first.
    Reinstate {
        /// The entry that records the voided action.
        entry: u64,
    },
    /// Begin with another action, or name an existing asset.
    BeginWith(Vec<&'static str>),
    /// Say of how much of a carved asset the amount is.
    SayOfWhat,
    /// The same, with what each reading comes to.
    SayOfWhatAmount {
        /// What is left beside its items if the amount is of the whole; none where they come to more.
        left: Option<String>,
        /// What the items come to.
        items: String,
        /// What the asset has with its items if the amount is of what is left.
        together: String,
    },
    /// Carve a part, or say that all of the asset is meant at a smaller amount.
    CarveOrWhole(&'static str, String),
    /// Check the amount, or say that all of the asset is meant at a greater one.
    CheckOrWhole(String),
    /// Say that all of the asset is meant in another currency, or carve a part.
    WholeOrCarve(String),
    /// Let the entry come first that a reference stands for.
    ReferenceFirst,
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
