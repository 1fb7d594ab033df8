//! What is looked for.

use jiff::civil;

use crate::domain::folded::{self, Word};
use crate::domain::{AssetKind, CaseRef, Date, Identifier, Places, SourceRef, Stage};

/// The fewest characters of a word that is listed so that its parts can be looked up: an index has the beginnings of shorter
/// ones ready.
pub const SHORTEST: usize = 4;

/// A search; what is found meets all of its conditions.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The texts; the words of each stand next to each other.
    pub texts: Vec<String>,
    /// Only assets that are, or may be, in one of these places.
    pub places: Option<Places>,
    /// Only assets of this kind.
    pub kind: Option<AssetKind>,
    /// Only assets at this stage.
    pub stage: Option<Stage>,
    /// Only what may have happened on one of these days.
    pub on: Option<Date>,
    /// Only entries that add or cite this source.
    pub source: Option<SourceRef>,
    /// Only what belongs to this case.
    pub case: Option<CaseRef>,
    /// Only entries that this person recorded.
    pub entered_by: Option<String>,
    /// Only entries that hold one of these identifiers.
    pub identifiers: Vec<Identifier>,
    /// The most rows.
    pub limit: usize,
}

/// A condition on an entry's words, which an index can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// It has this word.
    Exact(String),
    /// It has a word that begins like this.
    Beginning(String),
    /// It has a word with this in it.
    Within(String),
}

impl Search {
    /// The words of each text.
    pub fn phrases(&self) -> impl Iterator<Item = Vec<Word>> + '_ {
        self.texts.iter().map(|text| folded::words(text))
    }

    /// The days asked for, first and last.
    pub(super) fn days(&self) -> Option<(civil::Date, civil::Date)> {
        self.on.as_ref().map(|on| (on.first().unwrap_or(civil::Date::MIN), on.last()))
    }

    /// Conditions that every entry found by its words meets.
    pub fn terms(&self) -> Vec<Term> {
        self.phrases().flat_map(|phrase| terms(&phrase)).collect()
    }
}

fn terms(phrase: &[Word]) -> Vec<Term> {
    let last = phrase.len().saturating_sub(1);
    let of = |(at, word): (usize, &Word)| {
        let text = word.as_str().to_owned();
        if word.is_run() {
            return of_run(&text);
        }
        vec![match (at == 0, at == last) {
            (true, _) if word.is_within_words() => Term::Within(text),
            (_, true) => Term::Beginning(text),
            _ => Term::Exact(text),
        }]
    };
    phrase.iter().enumerate().flat_map(of).collect()
}

/// A run of characters has each pair of neighbours that is in the part asked for.
fn of_run(run: &str) -> Vec<Term> {
    let pairs = pairs(run);
    let keys = if pairs.is_empty() { vec![run.to_owned()] } else { pairs };
    keys.into_iter().map(Term::Exact).collect()
}

/// Each two neighbouring characters.
pub(super) fn pairs(run: &str) -> Vec<String> {
    run.chars().zip(run.chars().skip(1)).map(|(one, next)| [one, next].iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(texts: &[&str]) -> Vec<Term> {
        Search { texts: texts.iter().map(|text| (*text).to_owned()).collect(), ..Search::default() }.terms()
    }

    #[test]
    fn a_term_never_leaves_out_what_a_text_finds() {
        let [exact, beginning, within] =
            [Term::Exact, Term::Beginning, Term::Within].map(|of| move |text: &str| of(text.into()));
        assert_eq!(asked(&["Konto"]), [within("konto")]);
        assert_eq!(asked(&["ko", "34/24"]), [beginning("ko"), exact("34"), beginning("24")]);
        assert_eq!(asked(&["Banque de Lyon"]), [within("banque"), exact("de"), beginning("lyon")]);
        assert_eq!(asked(&["東京銀"]), [exact("東京"), exact("京銀")]);
        assert_eq!(asked(&["行"]), [exact("行")]);
    }
}
