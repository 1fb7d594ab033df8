//! The totals kept up to date as the journal grows, so that a report's time depends on the rows that it prints.
//!
//! A family of one asset, linked to no other by `may_overlap`, contributes a fixed [`Tally`] to each of these rows. A
//! family that was carved, or may be the same money as another, is *woven*: what it contributes depends on what else is
//! in the row, so it is in no kept total and reports fold it each time. The same goes for a family with statements from
//! several sources: what it contributes depends on which of them count.
//!
//! Most assets are worth their amount and have no count, so one row covers them. For the others, the currency of the
//! value and the things counted follow the row's key, and their values and counts have rows of their own after it.

use crate::domain::{Fault, Things, Unit};

use super::breakdown::{self, Dimension, Occurrence, SEPARATOR};
use super::family::{Addend, Measure, Standing};
use super::records::Family;
use super::step::{Event, Step};
use super::tally::Tally;
use super::target::Target;

use Dimension::{Action, Authority, Currency, Jurisdiction, Kind, Month, Quarter, Stage, Year};

/// A kept breakdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the ledger's file.
    pub name: &'static str,
    /// What it adds up.
    pub of: Of,
    /// Its dimensions.
    pub by: &'static [Dimension],
}

/// What a total adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// What is held: each asset once, at its stage.
    Stock,
    /// What was done: each action.
    Flow,
}

/// All kept breakdowns; of each kind, those with fewer rows first.
pub const KEPT: &[Kept] = &[
    Kept { name: "stock by kind", of: Of::Stock, by: &[Kind, Stage, Currency] },
    Kept { name: "stock by authority", of: Of::Stock, by: &[Authority, Stage, Currency] },
    Kept { name: "stock by jurisdiction", of: Of::Stock, by: &[Jurisdiction, Stage, Currency] },
    Kept { name: "flow by kind", of: Of::Flow, by: &[Kind, Action, Year, Currency] },
    Kept { name: "flow by month", of: Of::Flow, by: &[Action, Year, Quarter, Month, Currency] },
    Kept { name: "flow by authority", of: Of::Flow, by: &[Authority, Action, Year, Currency] },
    Kept { name: "flow by jurisdiction", of: Of::Flow, by: &[Jurisdiction, Action, Currency] },
    Kept { name: "flow by jurisdiction and year", of: Of::Flow, by: &[Jurisdiction, Action, Year, Currency] },
];

/// The kept breakdown with the fewest rows that includes every dimension in `by`; `None` if there is none.
pub(crate) fn that_serves(of: Of, by: &[Dimension]) -> Option<&'static Kept> {
    KEPT.iter().find(|kept| kept.of == of && by.iter().all(|dimension| kept.by.contains(dimension)))
}

/// Whether an entry makes the family that it concerns woven. A reading does, so that reports that take every source's
/// statement can use the same totals as the others.
pub(crate) fn weaves(event: &Event) -> bool {
    let item = |target: &Target| !target.asset().below().is_empty();
    let woven = |step: &Step| item(&step.target) || step.derived.is_some() || !step.may_overlap.is_empty();
    matches!(event, Event::Reading { .. }) || event.step().is_some_and(woven)
}

/// A row of a kept breakdown, taken from its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The values of the dimensions, as in a key.
    pub key: &'a str,
    /// The currency or crypto-asset of the amounts.
    pub currency: &'a str,
    /// The currency of the values.
    pub value_currency: &'a str,
    /// The things counted.
    pub things: &'a str,
    /// What the row adds up: both measures, if the amounts are also the values.
    pub of: Sums,
}

/// What a row of a kept breakdown adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sums {
    /// Amounts that are also the values; nothing is counted.
    AmountsAndValues,
    /// One measure of assets that have a separate value or a count.
    Of(Measure),
}

impl Sums {
    /// Whether a measure is added up.
    pub(crate) fn holds(self, measure: Measure) -> bool {
        match self {
            Sums::AmountsAndValues => measure != Measure::Count,
            Sums::Of(of) => of == measure,
        }
    }
}

/// The last part of a key whose row adds up values.
const VALUE: &str = "value";

/// The same for counts.
const COUNT: &str = "count";

impl Kept {
    /// Takes a row's key apart.
    ///
    /// # Errors
    /// The key does not belong to this breakdown.
    pub(crate) fn place<'a>(&self, key: &'a str) -> Result<Place<'a>, Fault> {
        let unknown = || Fault::new(format!("{} is not a key of {}", crate::domain::text::quote(key), self.name));
        let mut ends = key.match_indices(SEPARATOR).map(|(at, _)| at).skip(self.by.len() - 1);
        let end = ends.next().unwrap_or(key.len());
        let (dimensions, more) = (&key[..end], key[end..].strip_prefix(SEPARATOR));
        let currency = dimensions.rsplit(SEPARATOR).next().unwrap_or_default();
        let Some(more) = more else {
            let (value_currency, things) = (currency, "");
            return Ok(Place { key: dimensions, currency, value_currency, things, of: Sums::AmountsAndValues });
        };
        let mut more = more.split(SEPARATOR);
        let (value_currency, things) = more.next().zip(more.next()).ok_or_else(unknown)?;
        let of = match (more.next(), more.next()) {
            (None, _) => Measure::Amount,
            (Some(VALUE), None) => Measure::Value,
            (Some(COUNT), None) => Measure::Count,
            _ => return Err(unknown()),
        };
        Ok(Place { key: dimensions, currency, value_currency, things, of: Sums::Of(of) })
    }
}

impl Place<'_> {
    /// Checks that every unit is valid.
    ///
    /// # Errors
    /// A unit is not valid.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        for code in [self.currency, self.value_currency].into_iter().filter(|code| !code.is_empty()) {
            Unit::parse(code)?;
        }
        if self.things.is_empty() { Ok(()) } else { Things::parse(self.things).map(drop) }
    }
}

/// What a family that is not woven contributes to the kept totals: the index in [`KEPT`], the key and the tally. The
/// first `settled` actions are left out: a further action does not affect them.
///
/// # Errors
/// A figure that does not fit.
pub fn additions(
    family: &Family,
    settled: usize,
    mut add: impl FnMut(usize, &str, Tally) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let standing = family.standing();
    let mut key = String::new();
    for asset in standing.assets() {
        if standing.in_stock(asset)? {
            let addend = |measure| standing.left(asset, measure);
            let write = |kept: &Kept, key: &mut String| breakdown::stock_key(kept.by, asset, key);
            let counted = Counted { of: Of::Stock, apart: asset.is_measured_apart(), addend, write };
            counted.add(standing, &mut key, &mut add)?;
        }
    }
    for (number, deed) in standing.deeds().iter().enumerate().skip(settled).filter(|(_, deed)| !deed.only_locates) {
        let asset = &standing.assets()[deed.asset];
        let addend = |measure| deed.addend(measure);
        let write = |kept: &Kept, key: &mut String| {
            breakdown::flow_key(kept.by, asset, deed, &Occurrence::of(deed, asset), key);
        };
        // An action keeps the figures it was counted with, whatever later ones reveal.
        let apart = number >= standing.worth_their_amount() || deed.is_counted();
        Counted { of: Of::Flow, apart, addend, write }.add(standing, &mut key, &mut add)?;
    }
    Ok(())
}

/// An asset counted in the stock breakdowns, or an action in the flow breakdowns.
struct Counted<A, W> {
    of: Of,
    /// Whether it has a value other than its amount, or a count.
    apart: bool,
    addend: A,
    write: W,
}

impl<A: Fn(Measure) -> Addend, W: Fn(&Kept, &mut String)> Counted<A, W> {
    fn add(
        &self,
        standing: &Standing,
        key: &mut String,
        add: &mut impl FnMut(usize, &str, Tally) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let tally = |measure| Tally::of((self.addend)(measure), standing.parts());
        let amount = tally(Measure::Amount)?;
        for (at, kept) in KEPT.iter().enumerate().filter(|(_, kept)| kept.of == self.of) {
            (self.write)(kept, key);
            if !self.apart {
                add(at, key, amount)?;
                continue;
            }
            let code = |measure| (self.addend)(measure).value.unit().map_or("", |unit: Unit| unit.code());
            for word in [code(Measure::Value), code(Measure::Count)] {
                key.push(SEPARATOR);
                key.push_str(word);
            }
            add(at, key, amount)?;
            let end = key.len();
            for (measure, word) in [(Measure::Value, VALUE), (Measure::Count, COUNT)] {
                key.truncate(end);
                key.push(SEPARATOR);
                key.push_str(word);
                let tally = tally(measure)?;
                // Nothing counted, no row needed.
                if measure == Measure::Value || tally.valued > 0 {
                    add(at, key, tally)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rows_key_says_what_the_row_adds_up() {
        let place = |key: &str| {
            KEPT[0].place(&key.replace('|', "\u{1f}")).map(|place| {
                let Place { key, currency, value_currency, things, of } = place;
                (key.replace('\u{1f}', "|"), currency.to_owned(), value_currency.to_owned(), things.to_owned(), of)
            })
        };
        let told = |key: &str, units: [&str; 3], of| {
            let [currency, value, things] = units.map(str::to_owned);
            Ok((key.to_owned(), currency, value, things, of))
        };
        assert_eq!(place("cash|frozen|EUR"), told("cash|frozen|EUR", ["EUR", "EUR", ""], Sums::AmountsAndValues));
        assert_eq!(place("cash|frozen|BTC||"), told("cash|frozen|BTC", ["BTC", "", ""], Sums::Of(Measure::Amount)));
        assert_eq!(
            place("cash|frozen|BTC|EUR|wallets|value"),
            told("cash|frozen|BTC", ["BTC", "EUR", "wallets"], Sums::Of(Measure::Value))
        );
        assert_eq!(
            place("cash|frozen|||pieces|count"),
            told("cash|frozen|", ["", "", "pieces"], Sums::Of(Measure::Count))
        );
        for key in ["cash|frozen|BTC|EUR", "cash|frozen|BTC|EUR||weight", "cash|frozen|BTC|EUR||value|"] {
            assert!(place(key).is_err(), "{key}");
        }
    }
}
