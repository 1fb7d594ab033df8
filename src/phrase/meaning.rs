//! What a word or symbol of a lexicon means to the grammar.

/// A bound word: where the amount lies relative to its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    More,
    AtLeast,
    Less,
    AtMost,
}

/// The meaning of a lexicon entry. The grammar knows only these and no word of any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A bound before its figure: “more than”.
    Bound(Bound),
    /// A bound after its figure: “or more”.
    BoundAfter(Bound),
    /// “More than” before a figure, unless after a noun, which may be a contract *for* that sum (German “über”).
    MoreUnlessNoun,
    /// “About”, “nearly”.
    About,
    /// “About” after its figure, or before it.
    AboutAfter,
    /// “Estimated”: about, even from a distance, but weaker than a bound.
    Estimate,
    /// Opens a range divided by `And`.
    Between,
    /// Closes a range divided by `And` that nothing opened: Hungarian “között”.
    BetweenAfter,
    /// Opens a range divided by `To`; without `To`, leaves the upper end open.
    From,
    /// Divides a range; filler otherwise.
    To,
    /// “Up to” before a figure, `To` between two.
    UpTo,
    /// Divides a range opened by `Between`; joins parts of numbers; otherwise joins two things.
    And,
    /// Leaves open which of two figures is right.
    Or,
    /// A size that is not an exact figure: “several”, “tens of”.
    Vague,
    /// What follows is a difference, not an amount: “increase of”.
    Change,
    /// What precedes is a difference: “higher than last year”.
    ChangeAfter,
    /// Changes what the following words say: “not”, “minus”, “as much as”.
    Doubt,
    /// The sum of each of several things; the total is not stated: “each”, “instalments of”.
    Each,
    /// The same after its figure: “per person”, “a piece”.
    EachAfter,
    /// Several sums of the same size, after a number: “payments of”.
    Sums,
    /// A number below a thousand, or a round number with its own word.
    Count(u32),
    /// A number that is rough by its own word: French “une vingtaine”.
    Roughly(u32),
    /// One, before a scale word or fraction: English “a”.
    Article,
    /// Multiplies by a hundred; the flag tells whether it means 100 without a number before it.
    Hundred(Alone),
    /// Multiplies by a power of ten.
    Scale(u32, Alone),
    /// One or two letters that multiply by a power of ten: “5m”, “M€”.
    Letter(Letter),
    /// A fraction, or one and a fraction, before a scale word: “half”, “anderthalb”; in hundredths.
    Part(u32),
    /// “and a half”, before or after a scale word; in hundredths.
    AndPart(u32),
    /// A currency or crypto-asset: the codes the word can mean.
    Money(Money),
    /// A hundredth of a currency.
    Cent,
    /// Pieces described by a currency's name: banknotes, coins, cash machines.
    Pieces,
    /// “of” between a scale word and what it counts.
    Of,
    /// “of” that may also follow a plain number: Romanian “20 de lei”.
    OfAny,
    /// Allowed between a bound word and its figure: articles, “a total of”.
    Filler,
    /// Allowed between a number and its currency: “counterfeit”.
    Describing,
    /// Hundredths: “percent”.
    Percent,
    /// The country of a currency word, by code: “Canadian”, “de Hong Kong”; elsewhere without meaning.
    Land(&'static str),
    /// Makes a following number from 1900 to 2099 a year: “in”, names of months.
    Dating,
    /// A noun irrelevant to the amount, which a number may count or identify: “accounts”, “page”.
    Thing,
    /// Irrelevant to the amount; reveals the language, and that no counted thing stands here.
    Plain,
}

/// Whether a scale word without a number before it means one of its kind (“миллион”) or says nothing (“millions”).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    IsOne,
    IsVague,
}

/// A multiplying letter, and the currencies in which it multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) power: u32,
    /// The only currencies written with it; if empty, all but `not`.
    pub(super) only: &'static [&'static str],
    /// Currencies in which it means something else.
    pub(super) not: &'static [&'static str],
}

impl Letter {
    /// Whether it multiplies amounts of a currency.
    pub(super) fn counts_in(&self, code: &str) -> bool {
        !self.not.contains(&code) && (self.only.is_empty() || self.only.contains(&code))
    }
}

/// The currencies that a word or symbol can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Money {
    /// The code, or the first of several.
    pub(super) first: &'static str,
    /// The other codes that share the word.
    pub(super) others: &'static [&'static str],
    pub(super) choice: Choice,
    pub(super) side: Side,
}

impl Money {
    /// Every code that the word can mean.
    pub(super) fn codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// A country's currency among those that the word can mean; if it has none, the user must say which.
    pub(super) fn of_land(self, land: &str) -> Money {
        if self.others.is_empty() {
            return self;
        }
        match self.codes().find(|code| code.starts_with(land) || shared_by(code, land)) {
            Some(code) => Money { first: code, others: &[], choice: Choice::First, side: self.side },
            None => Money { choice: Choice::Asked, ..self },
        }
    }

    /// Whether a country has a currency of this name that is not the best-known one.
    pub(super) fn is_anothers(&self, land: &str) -> bool {
        let own = self.of_land(land);
        own.others.is_empty() && own.first != self.first
    }

    /// Whether it is read as the best known of several currencies, `given` being the one the user states.
    pub(super) fn is_by_custom(&self, given: Option<&str>) -> bool {
        !self.others.is_empty() && given.is_none_or(|given| self.codes().all(|code| code != given))
    }

    /// The narrower of two words beside one figure; `None` if they contradict each other.
    pub(super) fn with(self, other: Money) -> Option<Money> {
        let (narrow, wide) = if self.others.len() <= other.others.len() { (self, other) } else { (other, self) };
        narrow.codes().any(|code| wide.codes().any(|c| c == code)).then_some(narrow)
    }
}

/// How to choose one of several currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The first, unless a code beside it names another: `$` is USD, `$5 CAD` is CAD.
    First,
    /// None, unless a code beside it or the user says which: `kr`, `¥`.
    Asked,
}

/// Where a currency word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Behind,
    Either,
}

/// Whether a country is one of several that share a currency.
fn shared_by(code: &str, land: &str) -> bool {
    let lands: &[&str] = match code {
        "XCD" => &["AG", "AI", "DM", "GD", "KN", "LC", "MS", "VC"],
        "XOF" => &["BF", "BJ", "CI", "GW", "ML", "NE", "SN", "TG"],
        "XAF" => &["CF", "CG", "CM", "GA", "GQ", "TD"],
        "XPF" => &["NC", "PF", "WF"],
        "AUD" => &["KI", "NR", "TV"],
        "NZD" => &["CK", "NU", "TK"],
        "DKK" => &["FO", "GL"],
        "CHF" => &["LI"],
        _ => &[],
    };
    lands.contains(&land)
}

/// A scale word that needs a number before it.
pub(super) const fn scale(power: u32) -> Meaning {
    Meaning::Scale(power, Alone::IsVague)
}
