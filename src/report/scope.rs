//! A report's scope: its filters, and the states of assets that they select.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use jiff::civil;

use crate::domain::{CaseRef, Fault, Places};
use crate::journal::breakdown::{Dimension, stock_key};
use crate::journal::days::Possible;
use crate::journal::family::Deed;
use crate::journal::{Asset, Family, Standing};

/// The filters that all reports share.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The day of the stock; `None` means the latest known.
    pub as_of: Option<civil::Date>,
    /// The first and last day of the period of counted actions; `civil::Date::MIN` and `MAX` for open ends.
    pub period: Option<(civil::Date, civil::Date)>,
    /// Only assets of this case.
    pub case: Option<CaseRef>,
    /// Only assets that are, or may be, in one of these places; if empty, only unplaced assets.
    pub places: Option<Places>,
    /// Not assets of these places, each as its codes joined by `+`: what is left of a report when some of its rows are shown.
    pub apart: Option<BTreeSet<String>>,
    /// Whether actions count only with amounts that they state themselves.
    pub stated: bool,
    /// Whether unplaced assets are treated as a pool over every jurisdiction that the report names.
    pub with_unplaced: bool,
    /// Only entries whose reading is in force.
    pub current: bool,
    /// Which statements count if sources disagree.
    pub readings: Taken,
}

/// Which statements of an action count if sources disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// The adopted one.
    #[default]
    Adopted,
    /// All of them: each amount ranges from the least to the greatest that any source states.
    Hull,
}

impl Taken {
    /// Whether all statements count.
    pub(crate) fn is_hull(self) -> bool {
        self == Taken::Hull
    }
}

/// The position of a date relative to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Wholly in it.
    In,
    /// Partly in it, hence undecided.
    Undated,
    /// Wholly outside.
    Out,
}

impl Scope {
    /// A family with the statements that count for the report.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn taken<'a>(&self, family: &'a Family) -> Result<Cow<'a, Family>, Fault> {
        if self.readings.is_hull() { family.hull() } else { Ok(Cow::Borrowed(family)) }
    }

    /// The positions of disputed assets in a standing, if the report counts them.
    pub(crate) fn disputed(&self, family: &Family, standing: &Standing) -> HashSet<usize> {
        let deeds = standing.deeds().iter().filter(|deed| self.readings.is_hull() && family.is_disputed(deed.entry));
        deeds.map(|deed| deed.asset).collect()
    }

    /// Whether the report covers an asset.
    pub(crate) fn admits(&self, asset: &Asset) -> bool {
        self.covers(&asset.case, &asset.places)
    }

    /// Whether the report covers a case and some places.
    pub fn covers(&self, case: &CaseRef, places: &Places) -> bool {
        let place = self.places.as_ref().is_none_or(|asked| {
            if asked.is_unstated() { places.is_unstated() } else { asked.iter().any(|place| places.contains(place)) }
        });
        place && self.is_of_case(case) && self.apart.as_ref().is_none_or(|apart| !apart.contains(&places.codes()))
    }

    /// Whether the report covers a case.
    pub(crate) fn is_of_case(&self, case: &CaseRef) -> bool {
        self.case.as_ref().is_none_or(|asked| asked == case)
    }

    /// The key of the row of stock that an asset is in, if the report covers it and it is held.
    pub(crate) fn stock_row(&self, by: &[Dimension], asset: &Asset) -> Option<String> {
        (asset.stage.held() && self.admits(asset)).then(|| {
            let mut key = String::new();
            stock_key(by, asset, &mut key);
            key
        })
    }

    /// The actions of a standing that flows count, each with its asset and its position relative to the period. An item that
    /// only says where a part lies is not a further action.
    pub(crate) fn deeds<'s>(&self, standing: &'s Standing) -> impl Iterator<Item = (&'s Deed, &'s Asset, When)> {
        let deeds = standing.deeds().iter().filter(|deed| !deed.only_locates);
        let deeds = deeds.map(|deed| (deed, &standing.assets()[deed.asset], self.when(&deed.date)));
        deeds.filter(|(deed, asset, when)| self.covers(&asset.case, asset.places_at(deed.entry)) && *when != When::Out)
    }

    /// The dimensions of a flow: a period without a time dimension adds one, for actions that cross an end of it.
    pub(crate) fn dimensions_of_flow(&self, asked: &[Dimension]) -> Vec<Dimension> {
        let needs_period = self.period.is_some() && !asked.iter().any(|dimension| dimension.is_time());
        asked.iter().copied().chain(needs_period.then_some(Dimension::Period)).collect()
    }

    /// The position of a date relative to the period.
    pub(crate) fn when(&self, date: &crate::domain::Date) -> When {
        match self.period {
            None => When::In,
            Some((from, to)) if date.within(from, to) => When::In,
            Some((from, to)) if date.overlaps(from, to) => When::Undated,
            Some(_) => When::Out,
        }
    }

    /// Whether it asks for some places only.
    pub(crate) fn selects_places(&self) -> bool {
        self.places.is_some() || self.apart.is_some()
    }

    /// The same for places as in a key: codes joined by `+`, empty if unplaced.
    pub(crate) fn covers_codes(&self, codes: &str) -> bool {
        self.places.as_ref().is_none_or(|asked| {
            let among = |code: &str| asked.iter().any(|place| place.code() == code);
            if asked.is_unstated() { codes.is_empty() } else { codes.split('+').any(among) }
        }) && self.apart.as_ref().is_none_or(|apart| !apart.contains(codes))
    }

    /// The period in EDTF: `2024-01-01/2024-06-30`, with `..` for an open end; empty if there is no period.
    pub(crate) fn period_text(&self) -> String {
        let end = |day: Option<civil::Date>| day.map_or("..".to_owned(), |day| day.to_string());
        let [from, to] = self.ends();
        self.period.map_or(String::new(), |_| format!("{}/{}", end(from), end(to)))
    }

    /// The first and the last day of the period; `None` for an open end.
    pub fn ends(&self) -> [Option<civil::Date>; 2] {
        let (from, to) = self.period.unwrap_or((civil::Date::MIN, civil::Date::MAX));
        [Some(from).filter(|day| *day != civil::Date::MIN), Some(to).filter(|day| *day != civil::Date::MAX)]
    }

    /// The assets of a family whose state on the day depends on the choice of days, each with all its possible states.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn undecided(&self, family: &Family) -> Result<Vec<Vec<Possible>>, Fault> {
        self.as_of.map_or(Ok(Vec::new()), |day| family.undecided_on(day))
    }

    /// A family's state on the day.
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
