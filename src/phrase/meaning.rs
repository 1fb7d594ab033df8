//! What a word or symbol of a lexicon means to the grammar.

/// A bound word: where the amount lies from the figure that it stands with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    More,
    AtLeast,
    Less,
    AtMost,
}

/// The meaning of an entry of a lexicon. The grammar knows these and no word of any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A bound in front of its figure: “more than”.
    Bound(Bound),
    /// A bound behind its figure: “or more”.
    BoundAfter(Bound),
    /// “More than” before a figure unless a noun precedes it, which may be a contract *for* that sum (German “über”).
    MoreUnlessNoun,
    /// “About”, “nearly”.
    About,
    /// “About” behind its figure, and in front of it too.
    AboutAfter,
    /// “Estimated”: about, from a distance too, and giving way to a bound.
    Estimate,
    /// Opens a range that `And` divides.
    Between,
    /// Closes a range that `And` divides, where it was not opened: Hungarian “között”.
    BetweenAfter,
    /// Opens a range that `To` divides; without one it leaves the upper end open.
    From,
    /// Divides a range; filler otherwise.
    To,
    /// “Up to” in front of a figure, `To` between two.
    UpTo,
    /// Divides a range that `Between` opened; joins parts of numbers; otherwise joins two things.
    And,
    /// Leaves open which of two figures holds.
    Or,
    /// A size that is not a figure: “several”, “tens of”.
    Vague,
    /// What follows directly is a difference, not an amount: “increase of”.
    Change,
    /// What stands directly before is a difference: “higher than last year”.
    ChangeAfter,
    /// Turns what follows into something else than it says: “not”, “minus”, “as much as”.
    Doubt,
    /// The sum is that of one of several, and the whole is not said: “each”, “instalments of”.
    Each,
    /// The same behind its figure: “per person”, “a piece”.
    EachAfter,
    /// Several sums of the same size, where a number stands before: “payments of”.
    Sums,
    /// A number below a thousand, or a round one in a word of its own.
    Count(u32),
    /// A number that its word makes a rough one: French “une vingtaine”.
    Roughly(u32),
    /// One, if a scale word or a fraction follows: English “a”.
    Article,
    /// Multiplies by a hundred; the flag: stands for 100 without a number before it.
    Hundred(Alone),
    /// Multiplies by a power of ten.
    Scale(u32, Alone),
    /// A letter or two that multiply by a power of ten: “5m”, “M€”.
    Letter(Letter),
    /// A fraction or one and a fraction before a scale word: “half”, “anderthalb”; in hundredths.
    Part(u32),
    /// “and a half”, before or behind a scale word; in hundredths.
    AndPart(u32),
    /// A currency or crypto-asset: the codes that the word can stand for.
    Money(Money),
    /// A hundredth of a currency.
    Cent,
    /// Pieces that a currency's name describes: banknotes, coins, cash machines.
    Pieces,
    /// “of” between a scale word and what it counts.
    Of,
    /// “of” that may also follow a plain number: Romanian “20 de lei”.
    OfAny,
    /// May stand between a bound word and its figure: articles, “a total of”.
    Filler,
    /// May stand between a number and its currency: “counterfeit”.
    Describing,
    /// Hundredths: “percent”.
    Percent,
    /// The country that a currency word is of, by its code: “Canadian”, “de Hong Kong”; no meaning elsewhere.
    Land(&'static str),
    /// Makes a year of the number from 1900 to 2099 that follows: “in”, the names of months.
    Dating,
    /// A noun without meaning for the amount, which a number may count or name: “accounts”, “page”.
    Thing,
    /// No meaning for the amount; tells the language, and that no counted thing stands here.
    Plain,
}

/// Whether a scale word without a number before it is one of its kind (“миллион”) or says nothing (“millions”).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alone {
    IsOne,
    IsVague,
}

/// A letter that multiplies, and in which currencies it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) power: u32,
    /// The only currencies that are written with it; none: all but `not`.
    pub(super) only: &'static [&'static str],
    /// Currencies in which it says something else.
    pub(super) not: &'static [&'static str],
}

impl Letter {
    /// Whether it multiplies amounts of a currency.
    pub(super) fn counts_in(&self, code: &str) -> bool {
        !self.not.contains(&code) && (self.only.is_empty() || self.only.contains(&code))
    }
}

/// The currencies that a word or symbol can stand for.
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
    /// Every code that the word can stand for.
    pub(super) fn codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The one currency of a country among those that the word can stand for; where it has none, which one has to be said.
    pub(super) fn of_land(self, land: &str) -> Money {
        if self.others.is_empty() {
            return self;
        }
        match self.codes().find(|code| code.starts_with(land) || shared_by(code, land)) {
            Some(code) => Money { first: code, others: &[], choice: Choice::First, side: self.side },
            None => Money { choice: Choice::Asked, ..self },
        }
    }

    /// Whether a country has a currency of this name that is not the one meant by custom.
    pub(super) fn is_anothers(&self, land: &str) -> bool {
        let own = self.of_land(land);
        own.others.is_empty() && own.first != self.first
    }

    /// Whether it is read as the best known of several currencies, where `given` is the one that the reader says it is.
    pub(super) fn is_by_custom(&self, given: Option<&str>) -> bool {
        !self.others.is_empty() && given.is_none_or(|given| self.codes().all(|code| code != given))
    }

    /// What two words beside one figure say together: the narrower of them; `None` if they contradict each other.
    pub(super) fn with(self, other: Money) -> Option<Money> {
        let (narrow, wide) = if self.others.len() <= other.others.len() { (self, other) } else { (other, self) };
        narrow.codes().any(|code| wide.codes().any(|c| c == code)).then_some(narrow)
    }
}

/// How one of several currencies is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The first, unless a code beside it names another of them: `$` is USD, `$5 CAD` is CAD.
    First,
    /// None, unless a code beside it or the reader's own says which: `kr`, `¥`.
    Asked,
}

/// Where a currency word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Behind,
    Either,
}

/// Whether a country is one of several with one currency.
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
