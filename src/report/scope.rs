//! What a report is about: the filters, and the standings that they leave to look at.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil;

use crate::domain::{CaseRef, Fault, Places};
use crate::journal::days::Possible;
use crate::journal::{Asset, Family, Standing};

/// The filters that all reports share.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The day on which the stock is taken; the latest known where none is given.
    pub as_of: Option<civil::Date>,
    /// The first and last day of the period in which actions are counted; `civil::Date::MIN` and `MAX` where that end is
    /// open.
    pub period: Option<(civil::Date, civil::Date)>,
    /// Only assets of this case.
    pub case: Option<CaseRef>,
    /// Only assets that are, or may be, in one of these places; where none is named, only those whose place is not
    /// stated.
    pub places: Option<Places>,
    /// Whether an action counts with no other amount than one that it states itself.
    pub stated: bool,
    /// Whether assets whose place is not stated are taken as a pool over every jurisdiction that the report names.
    pub with_unplaced: bool,
    /// Only entries whose reading is in force.
    pub current: bool,
    /// Which statements count where sources disagree.
    pub readings: Taken,
}

/// Which statements of an action count where sources disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// The one that is adopted.
    #[default]
    Adopted,
    /// Of each amount all, from the least to the greatest that any source states.
    Hull,
}

impl Taken {
    /// Whether all count.
    pub(crate) fn is_hull(self) -> bool {
        self == Taken::Hull
    }
}

/// Where a date lies in regard to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Wholly in it.
    In,
    /// Partly in it, so that it cannot be said.
    Undated,
    /// Wholly outside.
    Out,
}

impl Scope {
    /// A family as the report takes what sources state of its actions.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn taken<'a>(&self, family: &'a Family) -> Result<Cow<'a, Family>, Fault> {
        if self.readings.is_hull() { family.hull() } else { Ok(Cow::Borrowed(family)) }
    }

    /// The assets of a standing about whose actions sources disagree, by their places in it, where the report counts them.
    pub(crate) fn disputed(&self, family: &Family, standing: &Standing) -> HashSet<usize> {
        let deeds = standing.deeds().iter().filter(|deed| self.readings.is_hull() && family.is_disputed(deed.entry));
        deeds.map(|deed| deed.asset).collect()
    }

    /// Whether an asset is one of those that the report is about.
    pub(crate) fn admits(&self, asset: &Asset) -> bool {
        self.covers(&asset.case, &asset.places)
    }

    /// Whether the report is about what is of a case and in some places.
    pub fn covers(&self, case: &CaseRef, places: &Places) -> bool {
        let place = self.places.as_ref().is_none_or(|asked| {
            if asked.is_unstated() { places.is_unstated() } else { asked.iter().any(|place| places.contains(place)) }
        });
        place && self.is_of_case(case)
    }

    /// Whether the report is about what is of a case.
    pub(crate) fn is_of_case(&self, case: &CaseRef) -> bool {
        self.case.as_ref().is_none_or(|asked| asked == case)
    }

    /// Where a date lies in regard to the period.
    pub(crate) fn when(&self, date: &crate::domain::Date) -> When {
        match self.period {
            None => When::In,
            Some((from, to)) if date.within(from, to) => When::In,
            Some((from, to)) if date.overlaps(from, to) => When::Undated,
            Some(_) => When::Out,
        }
    }

    /// The same for places as a key has them: their codes joined by `+`, nothing where none is stated.
    pub(crate) fn covers_codes(&self, codes: &str) -> bool {
        self.places.as_ref().is_none_or(|asked| {
            let among = |code: &str| asked.iter().any(|place| place.code() == code);
            if asked.is_unstated() { codes.is_empty() } else { codes.split('+').any(among) }
        })
    }

    /// The period as EDTF writes it: `2024-01-01/2024-06-30`, and `..` for an end that is open; nothing where none is.
    pub(crate) fn period_text(&self) -> String {
        let end = |day: Option<civil::Date>| day.map_or("..".to_owned(), |day| day.to_string());
        let [from, to] = self.ends();
        self.period.map_or(String::new(), |_| format!("{}/{}", end(from), end(to)))
    }

    /// The first and the last day of the period; `None` for an end that is open.
    pub fn ends(&self) -> [Option<civil::Date>; 2] {
        let (from, to) = self.period.unwrap_or((civil::Date::MIN, civil::Date::MAX));
        [Some(from).filter(|day| *day != civil::Date::MIN), Some(to).filter(|day| *day != civil::Date::MAX)]
    }

    /// The assets of a family of which it depends on a choice of days how they stood on the day, with all the ways in
    /// which they may have stood.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn undecided(&self, family: &Family) -> Result<Vec<Vec<Possible>>, Fault> {
        self.as_of.map_or(Ok(Vec::new()), |day| family.undecided_on(day))
    }

    /// A family as it stood on the day.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn standing<'a>(&self, family: &'a Family) -> Result<Cow<'a, Standing>, Fault> {
        match self.as_of {
            None => Ok(Cow::Borrowed(family.standing())),
            Some(day) => family.standing_on(day),
        }
    }
}
