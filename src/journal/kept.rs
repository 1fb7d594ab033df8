//! The totals that are kept as the journal grows, so that the time of a report depends on the rows that it prints.
//!
//! A family that is one asset, linked to no other by `may_overlap`, adds to each of these rows a [`Tally`] of its own,
//! whatever stands beside it. A family that was carved, or may be the same money as another, is *woven*: what it adds to
//! a row depends on what else is in the row, so that it is in no kept total and reports fold it each time. So is one of which
//! several sources speak: what it adds depends on which of them are asked.

use crate::domain::Fault;

use super::breakdown::{self, Dimension, Occurrence};
use super::records::Family;
use super::step::Event;
use super::tally::{Addend, Tally};
use super::target::Target;

use Dimension::{Action, Authority, Currency, Jurisdiction, Kind, Month, Quarter, Stage, Year};

/// One breakdown that is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the ledger's file.
    pub name: &'static str,
    /// What it adds up.
    pub of: Of,
    /// What it is broken down by.
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

/// All that are kept, of each sort those of fewer rows first.
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

/// The kept breakdown of the fewest rows that tells apart all that `by` does; `None` where none does.
pub(crate) fn that_serves(of: Of, by: &[Dimension]) -> Option<&'static Kept> {
    KEPT.iter().find(|kept| kept.of == of && by.iter().all(|dimension| kept.by.contains(dimension)))
}

/// Whether an entry weaves the family that it concerns. A reading does, so that reports which take all that sources state are
/// made of the same totals as the others.
pub(crate) fn weaves(event: &Event) -> bool {
    let item = |target: &Target| !target.asset().below().is_empty();
    matches!(event, Event::Reading { .. })
        || event.step().is_some_and(|step| item(&step.target) || !step.may_overlap.is_empty())
}

/// What a family that is not woven adds to the kept totals: the place among [`KEPT`], the key, and the tally. The first
/// `settled` of its actions are left out: one more action changes nothing of them.
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
            let tally = Tally::of(Addend::of_stock(asset, standing), standing.parts())?;
            for (at, kept) in KEPT.iter().enumerate().filter(|(_, kept)| kept.of == Of::Stock) {
                breakdown::stock_key(kept.by, asset, &mut key);
                add(at, &key, tally)?;
            }
        }
    }
    for deed in standing.deeds().iter().skip(settled).filter(|deed| !deed.only_locates) {
        let asset = &standing.assets()[deed.asset];
        let tally = Tally::of(Addend::of_flow(deed), standing.parts())?;
        for (at, kept) in KEPT.iter().enumerate().filter(|(_, kept)| kept.of == Of::Flow) {
            breakdown::flow_key(kept.by, asset, deed.value, &Occurrence::from(deed), &mut key);
            add(at, &key, tally)?;
        }
    }
    Ok(())
}
