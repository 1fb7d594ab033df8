//! A row's total: counts, and the minimum and maximum of the sum.

use std::collections::BTreeMap;

use super::amount::{End, Range, figure};
use super::equation::{Sum, System};
use super::fold::Worth;
use super::links::Links;

/// Something counted in a row.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub root: &'a str,
    pub system: &'a System,
    pub worth: Worth,
    /// Whether its amount is stated elsewhere than by the counted action.
    pub carried: bool,
    /// Whether a carried amount counts as unstated.
    pub only_stated: bool,
}

/// What a row counts of a family: the sum of amounts, and whether something else in it may be anything.
struct Counted<'a> {
    system: &'a System,
    sum: Sum,
    open: bool,
}

/// The contents of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub exact: usize,
    pub bounded: usize,
    pub unstated: usize,
    pub non_valued: usize,
    pub carried: usize,
    pub range: Option<Range>,
    pub about: bool,
}

impl Total {
    pub fn of(parts: &[Part], links: &Links) -> Total {
        let mut total = Total::default();
        let mut families: BTreeMap<&str, Counted> = BTreeMap::new();
        for part in parts {
            total.count(part, &mut families);
        }
        let mut joined: BTreeMap<String, Range> = BTreeMap::new();
        for (root, counted) in families {
            let range = counted.system.range(&counted.sum) + if counted.open { Range::ANY } else { Range::NOTHING };
            let both = joined.entry(links.joined(root)).or_insert(Range::NOTHING);
            *both = Range { lower: both.lower.max(range.lower), ..*both + range };
        }
        let range = joined.into_values().reduce(|sum, range| sum + range);
        total.about |= range.is_some_and(Range::is_about);
        total.range = range;
        total
    }

    fn count<'a>(&mut self, part: &Part<'a>, families: &mut BTreeMap<&'a str, Counted<'a>>) {
        let Worth::Valued { sum, stated, about, .. } = &part.worth else {
            self.non_valued += 1;
            return;
        };
        let family = families.entry(part.root).or_insert_with(|| Counted {
            system: part.system,
            sum: Sum::default(),
            open: false,
        });
        if part.carried && part.only_stated && *stated {
            self.unstated += 1;
            family.open = true;
            return;
        }
        let range = part.system.range(sum);
        match (stated, range.is_exact()) {
            (false, _) => self.unstated += 1,
            (true, true) => self.exact += 1,
            (true, false) => self.bounded += 1,
        }
        self.carried += usize::from(*stated && part.carried);
        self.about |= about | range.is_about();
        family.sum = family.sum.plus(sum, 1);
    }

    pub fn number(&self) -> usize {
        self.exact + self.bounded + self.unstated + self.non_valued
    }

    /// The counts, by column name; the first counts `what`.
    pub fn counts(&self, what: &'static str) -> Cells {
        let counts = [
            (what, self.number()),
            ("exact", self.exact),
            ("bounded", self.bounded),
            ("unstated", self.unstated),
            ("non_valued", self.non_valued),
        ];
        counts.into_iter().map(|(name, count)| (name.to_owned(), count.to_string())).collect()
    }

    /// Whether it is approximate, if anything has a value.
    pub fn approximate(&self) -> (String, String) {
        let told = self.range.map(|_| self.about.to_string());
        ("approximate".to_owned(), told.unwrap_or_default())
    }
}

/// The cells of a row after its dimensions: column names and contents.
pub type Cells = Vec<(String, String)>;

/// The four cells of a range.
pub fn ends(prefix: &str, range: Option<Range>, currency: &str) -> Cells {
    let end = |end: Option<End>| match end {
        Some(end) => [figure(end, currency), (end.open == 0).to_string()],
        None => [String::new(), String::new()],
    };
    let (lower, upper) = (end(range.map(|range| range.lower)), end(range.and_then(|range| range.upper)));
    let names = ["lower", "lower_inclusive", "upper", "upper_inclusive"];
    names.iter().map(|name| format!("{prefix}{name}")).zip(lower.into_iter().chain(upper)).collect()
}
