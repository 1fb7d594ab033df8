//! What a family adds to the rows of a report at one entry, and how that changes by a later one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AssetRef, Bounds, Difference, End, Fault, Form, Remainder};
use crate::journal::breakdown::{Dimension, Occurrence, flow_key};
use crate::journal::family::{Addend, Same};
use crate::journal::kept::Of;
use crate::journal::{Asset, Family, Measure, Standing, Tally, Value};

use super::links::Links;
use super::scope::{Scope, When};
use super::total::{self, Rows};

/// What is counted, and in which rows.
#[derive(Debug)]
pub(crate) struct Counting<'a> {
    /// Whether assets or actions are counted.
    pub(crate) of: Of,
    /// The dimensions of the rows.
    pub(crate) by: Vec<Dimension>,
    scope: &'a Scope,
    period: String,
}

/// What a family adds to the rows, as known at an entry.
pub(crate) struct State<'f> {
    standing: Cow<'f, Standing>,
    rows: BTreeMap<String, Vec<Counted>>,
    undated: Vec<String>,
}

/// A counted asset or action.
#[derive(Clone, Copy)]
struct Counted {
    /// The entry of the action; `None` for an asset.
    action: Option<u64>,
    addend: Addend,
}

/// How the contribution to a row changes from one state to another; it may fall.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The counts alone.
    pub(crate) tally: Tally,
    /// The amount.
    pub(crate) amount: Difference,
    /// Whether anything in it has a value.
    pub(crate) valued: bool,
    /// How many more assets depend on a choice of days.
    pub(crate) undated: i64,
    /// The entries that make the difference.
    pub(crate) entries: BTreeSet<u64>,
}

impl Default for Change {
    fn default() -> Change {
        let (tally, entries) = (Tally::default(), BTreeSet::new());
        Change { tally, amount: Difference::NONE, valued: false, undated: 0, entries }
    }
}

impl Change {
    /// Adds another change.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn add(&mut self, other: Change) -> Result<(), Fault> {
        self.tally = self.tally.plus(other.tally)?;
        self.amount = self.amount.plus(other.amount)?;
        self.valued |= other.valued;
        self.undated += other.undated;
        self.entries.extend(other.entries);
        Ok(())
    }

    fn is_nothing(&self) -> bool {
        self.tally == Tally::default() && self.amount.is_none() && self.undated == 0
    }
}

impl<'a> Counting<'a> {
    /// What a report counts.
    pub(crate) fn new(of: Of, asked: &[Dimension], scope: &'a Scope) -> Counting<'a> {
        let by = if of == Of::Flow { scope.dimensions_of_flow(asked) } else { asked.to_vec() };
        Counting { of, by, scope, period: scope.period_text() }
    }

    /// What a family adds.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn state<'f>(&self, family: &'f Family) -> Result<State<'f>, Fault> {
        let standing = self.scope.standing(family)?;
        let mut rows: BTreeMap<String, Vec<Counted>> = BTreeMap::new();
        let mut undated = Vec::new();
        match self.of {
            Of::Stock => {
                for asset in standing.assets() {
                    if let Some(key) = self.stock_row(asset)
                        && !standing.is_used_up(asset)?
                    {
                        let addend = standing.left(asset, Measure::Amount);
                        rows.entry(key).or_default().push(Counted { action: None, addend });
                    }
                }
                let row = |asset: &Asset| self.stock_row(asset).into_iter().collect();
                undated = total::undated(&self.scope.undecided(family)?, row);
            }
            Of::Flow => self.add_flow(&standing, &mut rows),
        }
        Ok(State { standing, rows, undated })
    }

    fn add_flow(&self, standing: &Standing, rows: &mut BTreeMap<String, Vec<Counted>>) {
        let mut key = String::new();
        for (deed, asset, when) in self.scope.deeds(standing) {
            let mut occurrence = Occurrence { period: &self.period, ..Occurrence::of(deed, asset) };
            occurrence.date = occurrence.date.filter(|_| when == When::In);
            flow_key(&self.by, asset, deed, &occurrence, &mut key);
            let addend = deed.addend(Measure::Amount);
            let addend = if self.scope.stated { addend.only_stated() } else { addend };
            rows.entry(key.clone()).or_default().push(Counted { action: Some(deed.entry), addend });
        }
    }

    fn stock_row(&self, asset: &Asset) -> Option<String> {
        self.scope.stock_row(&self.by, asset)
    }
}

impl State<'_> {
    /// The same, without borrowing from the family.
    pub(crate) fn into_owned(self) -> State<'static> {
        State { standing: Cow::Owned(self.standing.into_owned()), rows: self.rows, undated: self.undated }
    }

    /// Adds it to a report's rows.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn add_to(&self, rows: &mut Rows, root: &AssetRef, links: &Links) -> Result<(), Fault> {
        let keyed = |(key, counted): (&String, &Vec<Counted>)| {
            counted.iter().map(|counted| (key.clone(), counted.addend)).collect::<Vec<_>>()
        };
        rows.add(&self.standing, links.of(root), self.rows.iter().flat_map(keyed).collect())?;
        rows.add_undated(&self.undated);
        Ok(())
    }

    /// The rows that it adds to.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.rows.keys()
    }

    /// The assets that its assets may overlap.
    pub(crate) fn overlaps(&self) -> BTreeSet<&AssetRef> {
        self.standing.assets().iter().flat_map(|asset| &asset.may_overlap).collect()
    }

    /// The changes to a later state, by row; rows without a change are left out.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn changes(&self, after: &State<'_>) -> Result<Vec<(String, Change)>, Fault> {
        let keys: BTreeSet<&String> =
            [self, after].into_iter().flat_map(|state| state.rows.keys().chain(&state.undated)).collect();
        let same = self.standing.same_in(&after.standing);
        let mut changes = Vec::new();
        for key in keys {
            let (out, into) = (Side::of(self, key)?, Side::of(after, key)?);
            let valued = out.sum.is_some() || into.sum.is_some();
            let change = Change {
                tally: into.tally.minus(out.tally)?,
                amount: self.amount((after, &same), &out, &into)?,
                valued,
                undated: into.undated - out.undated,
                entries: BTreeSet::new(),
            };
            if !change.is_nothing() {
                changes.push((key.clone(), change));
            }
        }
        Ok(changes)
    }

    /// What goes in minus what goes out, over the unknown amounts. An unknown that is the same before and after
    /// cancels. If its bounds widen, because an entry no longer says what narrowed them, the difference widens with
    /// them.
    fn amount(&self, (after, same): (&State<'_>, &Same), out: &Side<'_>, into: &Side<'_>) -> Result<Difference, Fault> {
        let (parts, next) = (self.standing.parts(), after.standing.parts());
        let mut old = Form::default();
        out.remainders().for_each(|remainder| old.add_remainder(parts, remainder, -1));
        let mut new = old.take(|part| same.of(part));
        into.remainders().for_each(|remainder| new.add_remainder(next, remainder, 1));
        let change = next.change(&new)?.plus(parts.change(&old)?)?;
        let [before, now] = [out.unknown(), into.unknown()];
        let change = Difference {
            lower: change.lower.filter(|_| before.is_subset(&now)),
            upper: change.upper.filter(|_| now.is_subset(&before)),
            ..change
        };
        reaching(change, out.sum.unwrap_or(Bounds::NOTHING), into.sum.unwrap_or(Bounds::NOTHING))
    }
}

/// What a state adds to one row.
struct Side<'s> {
    counted: &'s [Counted],
    tally: Tally,
    sum: Option<Bounds>,
    undated: i64,
}

impl<'s> Side<'s> {
    fn of(state: &'s State<'_>, key: &String) -> Result<Side<'s>, Fault> {
        let counted = state.rows.get(key).map_or(&[][..], Vec::as_slice);
        let addends: Vec<Addend> = counted.iter().map(|counted| counted.addend).collect();
        let mut tally = Tally::default();
        let sum = tally.count(&addends, state.standing.parts())?;
        let undated = state.undated.iter().filter(|undated| *undated == key).count();
        Ok(Side { counted, tally, sum, undated: i64::try_from(undated).unwrap_or(i64::MAX) })
    }

    fn remainders(&self) -> impl Iterator<Item = Remainder> + use<'s> {
        self.counted.iter().filter_map(|counted| counted.addend.remainder)
    }

    /// The actions whose amount is not known at all.
    fn unknown(&self) -> BTreeSet<Option<u64>> {
        let unknown = |counted: &&Counted| {
            counted.addend.remainder.is_none() && !matches!(counted.addend.value, Value::NonValued)
        };
        self.counted.iter().filter(unknown).map(|counted| counted.action).collect()
    }
}

/// Widens a change so that, added to the bounds before, it contains the bounds after.
fn reaching(change: Difference, before: Bounds, after: Bounds) -> Result<Difference, Fault> {
    let mut reaching = change;
    let rise = after.lower().minus(before.lower())?;
    reaching.lower = change.lower.map(|lower| lower.min(rise));
    reaching.upper = match (before.upper(), after.upper()) {
        (Some(before), Some(after)) => {
            let rise = after.minus(before)?;
            change.upper.map(|upper| upper.max(rise))
        }
        (Some(_), None) => None,
        (None, _) => change.upper,
    };
    if (reaching.lower, reaching.upper) != (change.lower, change.upper) {
        reaching.approximate |= before.approximate() || after.approximate();
    }
    // Steps that point outward would only say that the end's figure is attained, too.
    reaching.lower = reaching.lower.map(|end| End::restore(end.scaled(), end.steps().max(0)));
    reaching.upper = reaching.upper.map(|end| End::restore(end.scaled(), end.steps().min(0)));
    Ok(reaching)
}
