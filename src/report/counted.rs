//! What a family adds to the rows of a report at one entry, and how that changes by a later one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AssetRef, Bounds, Difference, End, Fault, Form, Overlap, Parts, Remainder};
use crate::exchange::Requested;
use crate::journal::breakdown::{Dimension, Occurrence, flow_key};
use crate::journal::family::{Addend, Same};
use crate::journal::kept::Of;
use crate::journal::{Asset, Family, Standing, Tally, Value};

use super::converted::{Converting, Days, Placed, beside, tail};
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
    converting: Option<&'a Converting>,
}

/// What a family adds to the rows, as it was known at an entry. Where amounts are converted, their unit and day stand behind the
/// keys.
pub(crate) struct State<'f> {
    standing: Cow<'f, Standing>,
    rows: BTreeMap<String, Vec<Counted>>,
    undated: Vec<String>,
    unconverted: Vec<String>,
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
    /// The amount: what came in, less what went out.
    pub(crate) amount: Difference,
    /// What went out, below zero, where it cannot be set off against what came in because each may have a rate of its own.
    pub(crate) out: Difference,
    /// Whether anything in it has a value.
    pub(crate) valued: bool,
    /// How many more assets depend on a choice of days.
    pub(crate) undated: i64,
    /// How many more stand in rows of their own unit, because there is no rate for them.
    pub(crate) unconverted: i64,
    /// The entries that make the difference.
    pub(crate) entries: BTreeSet<u64>,
}

impl Default for Change {
    fn default() -> Change {
        let (tally, entries) = (Tally::default(), BTreeSet::new());
        let (amount, out) = (Difference::NONE, Difference::NONE);
        Change { tally, amount, out, valued: false, undated: 0, unconverted: 0, entries }
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
        self.out = self.out.plus(other.out)?;
        self.valued |= other.valued;
        self.undated += other.undated;
        self.unconverted += other.unconverted;
        self.entries.extend(other.entries);
        Ok(())
    }

    fn is_nothing(&self) -> bool {
        let Change { tally, undated, unconverted, .. } = self;
        let is_counted = *tally != Tally::default() || *undated != 0 || *unconverted != 0;
        !is_counted && self.amount.is_none() && self.out.is_none()
    }
}

impl<'a> Counting<'a> {
    /// What a report counts.
    pub(crate) fn new(of: Of, asked: &[Dimension], scope: &'a Scope) -> Counting<'a> {
        let by = if of == Of::Flow { scope.dimensions_of_flow(asked) } else { asked.to_vec() };
        Counting { of, by, scope, period: scope.period_text(), converting: None }
    }

    /// The same with amounts in one currency, all at the rates of one day.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Counting<'a> {
        Counting { converting, ..self }
    }

    /// How amounts are converted.
    pub(crate) fn conversion(&self) -> Option<&'a Converting> {
        self.converting
    }

    /// What a family adds.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn state<'f>(&self, family: &'f Family) -> Result<State<'f>, Fault> {
        let standing = self.scope.standing(family)?;
        let (rows, undated, unconverted) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut state = State { standing, rows, undated, unconverted };
        match self.of {
            Of::Stock => {
                for at in 0..state.standing.assets().len() {
                    let asset = &state.standing.assets()[at];
                    if let Some(placed) = self.stock_row(asset)
                        && !state.standing.is_used_up(asset)?
                    {
                        let addend = state.standing.left(asset, placed.counts);
                        state.add(placed, Counted { action: None, addend });
                    }
                }
                let row = |asset: &Asset| self.stock_row(asset).map(|placed| self.beside(placed.row));
                state.undated =
                    total::undated(&self.scope.undecided(family)?, |asset| row(asset).into_iter().collect());
            }
            Of::Flow => self.add_flow(&mut state),
        }
        Ok(state)
    }

    fn add_flow(&self, state: &mut State<'_>) {
        let mut key = String::new();
        let mut counted = Vec::new();
        for (deed, asset, when) in self.scope.deeds(&state.standing) {
            let mut occurrence = Occurrence { period: &self.period, ..Occurrence::of(deed, asset) };
            occurrence.date = occurrence.date.filter(|_| when == When::In);
            flow_key(&self.by, asset, deed, &occurrence, &mut key);
            let addend = |measure| {
                let addend = deed.addend(measure);
                if self.scope.stated { addend.only_stated() } else { addend }
            };
            let placed = match self.converting {
                Some(converting) => {
                    let days = Days { action: Some(&deed.date), worth: deed.worth_on() };
                    converting.placed_by((&self.by, &key), |measure| addend(measure).value.unit(), days)
                }
                None => Placed::as_it_is(&key),
            };
            let addend = addend(placed.counts);
            counted.push((placed, Counted { action: Some(deed.entry), addend }));
        }
        counted.into_iter().for_each(|(placed, counted)| state.add(placed, counted));
    }

    fn stock_row(&self, asset: &Asset) -> Option<Placed> {
        let key = self.scope.stock_row(&self.by, asset)?;
        Some(match self.converting {
            Some(converting) => converting.placed((&self.by, &key), asset, None),
            None => Placed::as_it_is(&key),
        })
    }

    /// The key of what counts beside amounts.
    fn beside(&self, row: String) -> String {
        if self.converting.is_some() { beside(row) } else { row }
    }

    /// Whether amounts of the unit and day behind a key may each have a rate of their own, because the day is not known exactly.
    fn has_several_rates(&self, key: &str) -> bool {
        let Some((converting, (unit, asked))) = self.converting.zip(tail(key)) else { return false };
        let asked = Requested::parse(asked).ok().filter(|asked| asked.is_range());
        let conversion = asked.and_then(|asked| converting.exchange.conversion(unit, asked));
        conversion.is_some_and(|conversion| conversion.is_range())
    }
}

impl State<'_> {
    /// The same, without borrowing from the family.
    pub(crate) fn into_owned(self) -> State<'static> {
        State { standing: Cow::Owned(self.standing.into_owned()), ..self }
    }

    fn add(&mut self, placed: Placed, counted: Counted) {
        self.unconverted.extend(placed.unconverted_in.map(beside));
        self.rows.entry(format!("{}{}", placed.row, placed.tail)).or_default().push(counted);
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
        self.unconverted.iter().for_each(|key| rows.add_unconverted(key, 1));
        Ok(())
    }

    /// The rows that it adds to.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.rows.keys()
    }

    /// The assets of the ledger that its assets may overlap.
    pub(crate) fn overlaps(&self) -> BTreeSet<&AssetRef> {
        self.standing.assets().iter().flat_map(|asset| &asset.may_overlap).filter_map(Overlap::here).collect()
    }

    /// The changes to a later state, by row; rows without a change are left out.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn changes(&self, after: &State<'_>, counting: &Counting<'_>) -> Result<Vec<(String, Change)>, Fault> {
        let states = [self, after].into_iter();
        let keys: BTreeSet<&String> =
            states.flat_map(|state| state.rows.keys().chain(&state.undated).chain(&state.unconverted)).collect();
        let same = self.standing.same_in(&after.standing);
        let mut changes = Vec::new();
        for key in keys {
            let (out, into) = (Side::of(self, key)?, Side::of(after, key)?);
            let [amount, gone] = match counting.has_several_rates(key) {
                true => self.amounts_apart((after, &same), &out, &into)?,
                false => [self.amount((after, &same), &out, &into)?, Difference::NONE],
            };
            let change = Change {
                tally: into.tally.minus(out.tally)?,
                amount,
                out: gone,
                valued: out.sum.is_some() || into.sum.is_some(),
                undated: into.undated - out.undated,
                unconverted: into.unconverted - out.unconverted,
                entries: BTreeSet::new(),
            };
            if !change.is_nothing() {
                changes.push((key.clone(), change));
            }
        }
        Ok(changes)
    }

    /// What goes in, and what goes out, where each asset may have a rate of its own: only what is the same in all leaves nothing.
    fn amounts_apart(
        &self,
        (after, same): (&State<'_>, &Same),
        out: &Side<'_>,
        into: &Side<'_>,
    ) -> Result<[Difference; 2], Fault> {
        let form = |parts: &Parts, remainder| {
            let mut form = Form::default();
            form.add_remainder(parts, remainder, 1);
            form
        };
        let kept = out.remainders().map(|remainder| {
            let mut before = form(self.standing.parts(), remainder);
            let now = before.take(|part| same.of(part));
            (before == Form::default()).then_some(now)
        });
        let now = into.remainders().map(|remainder| Some(form(after.standing.parts(), remainder)));
        if kept.eq(now) && out.unknown() == into.unknown() {
            return Ok([Difference::NONE; 2]);
        }
        let [gone, come] = [out.sum, into.sum].map(|sum| sum.unwrap_or(Bounds::NOTHING));
        Ok([Difference::between(come, Bounds::NOTHING)?, Difference::between(Bounds::NOTHING, gone)?])
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
    unconverted: i64,
}

impl<'s> Side<'s> {
    fn of(state: &'s State<'_>, key: &String) -> Result<Side<'s>, Fault> {
        let counted = state.rows.get(key).map_or(&[][..], Vec::as_slice);
        let addends: Vec<Addend> = counted.iter().map(|counted| counted.addend).collect();
        let mut tally = Tally::default();
        let sum = tally.count(&addends, state.standing.parts())?;
        let [undated, unconverted] = [&state.undated, &state.unconverted].map(|keys| {
            let count = keys.iter().filter(|other| *other == key).count();
            i64::try_from(count).unwrap_or(i64::MAX)
        });
        Ok(Side { counted, tally, sum, undated, unconverted })
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
