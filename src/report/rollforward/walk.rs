//! The walk of a family through a period: what each action takes out of a row of stock and brings into one.
//!
//! An asset's amount is an unknown that lasts until an action changes it. Each change puts the old unknown into a line
//! that goes out and the new one into a line that comes in. So the closing stock of a row is its opening stock plus
//! what came in minus what went out, whatever the unknowns are.

use std::collections::HashMap;
use std::fmt;

use crate::domain::{Action, AssetRef, Fault, Stage};
use crate::journal::family::Addend;
use crate::journal::{Asset, Refusal, Standing, Step, Target, Value};

use super::super::converted::Placed;
use super::line::Line;

/// Returns the row in which an asset is in stock, and what counts of it there.
pub(super) type RowOf<'a> = dyn Fn(&Asset) -> At + 'a;

/// The row in which an asset is in stock, and what counts of it.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// Whether the report covers the asset.
    pub(super) is_admitted: bool,
    pub(super) placed: Placed,
}

impl At {
    /// The row; `None` if the report does not cover the asset.
    fn row(self) -> Option<String> {
        self.is_admitted.then_some(self.placed.row)
    }
}

/// The amount of an asset from one entry until another changes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unknown {
    pub(super) asset: AssetRef,
    /// `None` where it is counted at the end, and no action of the walk has brought it there.
    pub(super) since: Option<u64>,
}

/// `coco:1 since entry 4`.
impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.since {
            Some(since) => write!(f, "{} since entry {since}", self.asset),
            None => write!(f, "{} as it is counted", self.asset),
        }
    }
}

/// An asset's entry in a line of a row.
#[derive(Clone, Debug)]
pub(super) struct Posting {
    pub(super) line: Line,
    pub(super) placed: Placed,
    pub(super) unknown: Unknown,
    pub(super) addend: Addend,
}

/// An asset with its amount.
#[derive(Clone, Debug)]
pub(super) struct Holding {
    asset: Asset,
    left: Addend,
    since: u64,
}

/// An asset that an action concerns, as it was before.
struct Before {
    at: usize,
    holding: Holding,
    stocked: bool,
}

/// A family in the course of the period.
pub(super) struct Walk<'a> {
    standing: Standing,
    /// By position in the standing: the entry since which each asset has its amount, and whether it is in stock.
    since: Vec<u64>,
    stocked: Vec<bool>,
    row: &'a RowOf<'a>,
    postings: Vec<Posting>,
}

impl Holding {
    fn unknown(&self) -> Unknown {
        Unknown { asset: self.asset.asset.clone(), since: Some(self.since) }
    }

    /// The asset's entry in a line.
    fn posted(&self, line: Line, row: &RowOf<'_>) -> Option<Posting> {
        let At { is_admitted, placed } = row(&self.asset);
        is_admitted.then(|| Posting { line, placed, unknown: self.unknown(), addend: self.left })
    }
}

impl<'a> Walk<'a> {
    /// A family before its first action.
    pub(super) fn new(row: &'a RowOf<'a>) -> Walk<'a> {
        Walk { standing: Standing::default(), since: Vec::new(), stocked: Vec::new(), row, postings: Vec::new() }
    }

    /// The present state of the assets.
    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Removes and returns what was put into lines so far.
    pub(super) fn take_postings(&mut self) -> Vec<Posting> {
        std::mem::take(&mut self.postings)
    }

    /// What is in stock now.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn stock(&self) -> Result<Vec<Holding>, Fault> {
        let mut stock = Vec::new();
        for (asset, since) in self.standing.assets().iter().zip(&self.since) {
            if self.standing.in_stock(asset)? {
                stock.push(Holding { asset: asset.clone(), left: self.left(asset), since: *since });
            }
        }
        Ok(stock)
    }

    /// The present stock, as entries of a line.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn stock_in(&self, line: Line) -> Result<Vec<Posting>, Fault> {
        Ok(self.stock()?.iter().filter_map(|holding| holding.posted(line, self.row)).collect())
    }

    /// What is in stock in a standing that was counted without the walk, as it stands in the closing line. Only what the walk has
    /// brought there is the same unknown.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn closing(&self, counted: &Standing) -> Result<Vec<Posting>, Fault> {
        let are_alike = self.standing.parts() == counted.parts();
        let mut postings = Vec::new();
        for (at, asset) in counted.assets().iter().enumerate() {
            if !counted.in_stock(asset)? {
                continue;
            }
            let At { is_admitted, placed } = (self.row)(asset);
            let walked = self.standing.assets().get(at).filter(|walked| walked.asset == asset.asset);
            let addend = counted.left(asset, placed.counts);
            let is_same = |walked: &Asset| {
                // Bounds take a step for each item. The same part among the same amounts has the same bounds.
                if are_alike && self.standing.left(walked, placed.counts) == addend {
                    return Ok(true);
                }
                Ok::<_, Fault>(
                    self.standing.measured(walked, placed.counts)? == counted.measured(asset, placed.counts)?,
                )
            };
            let is_same = walked.map(is_same).transpose()?.unwrap_or(false);
            let since = self.since.get(at).copied().filter(|_| is_same);
            let unknown = Unknown { asset: asset.asset.clone(), since };
            postings.extend(is_admitted.then_some(Posting { line: Line::Closing, placed, unknown, addend }));
        }
        Ok(postings)
    }

    /// Applies an action, and puts what it changes into lines. A refused action changes nothing.
    ///
    /// # Errors
    /// As for [`Standing::follow`].
    pub(super) fn follow(&mut self, entry: u64, step: &Step) -> Result<(), Refusal> {
        let carved = match &step.target {
            Target::Item { part_of, .. } => self.standing.position(part_of),
            Target::New { .. } | Target::Existing { .. } => None,
        };
        let before = self.concerned(step, carved)?;
        let known = self.standing.assets().len();
        self.standing.follow(entry, step)?;
        for was in &before {
            self.post_if(self.stocked[was.at] && !was.stocked, Line::MovedOut, &was.holding);
            self.turn(entry, step, was, carved == Some(was.at))?;
        }
        let from = before.iter().find(|was| carved == Some(was.at));
        for at in known..self.standing.assets().len() {
            self.begin(entry, step, at, from)?;
        }
        Ok(())
    }

    /// The assets that an action concerns: its target, or the asset that it carves; and if it restates a whole, the
    /// items of that.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn concerned(&self, step: &Step, carved: Option<usize>) -> Result<Vec<Before>, Fault> {
        let target = step.target.asset();
        let assets = self.standing.assets();
        let mut places: Vec<usize> = carved.into_iter().chain(self.standing.position(target)).collect();
        if step.restates_whole() {
            places.extend((0..assets.len()).filter(|at| assets[*at].asset.is_below(target)));
        }
        let before = |at: usize| {
            Ok(Before { at, holding: self.holding(at), stocked: self.stocked[at] && !self.is_used_up(at)? })
        };
        places.into_iter().map(before).collect()
    }

    fn is_used_up(&self, at: usize) -> Result<bool, Fault> {
        self.standing.is_used_up(&self.standing.assets()[at])
    }

    fn holding(&self, at: usize) -> Holding {
        let asset = &self.standing.assets()[at];
        Holding { asset: asset.clone(), left: self.left(asset), since: self.since[at] }
    }

    /// What an asset comes to now, in the measure that counts.
    fn left(&self, asset: &Asset) -> Addend {
        self.standing.left(asset, (self.row)(asset).placed.counts)
    }

    /// Whether an asset still counts in the same measure and at the same rate.
    fn is_alike(&self, was: &Asset, now: &Asset) -> bool {
        let [was, now] = [was, now].map(|asset| (self.row)(asset).placed);
        (was.counts, was.tail) == (now.counts, now.tail)
    }

    /// Puts into lines how an action changes an existing asset.
    fn turn(&mut self, entry: u64, step: &Step, was: &Before, carved: bool) -> Result<(), Fault> {
        let mut new = self.holding(was.at);
        let was_alike = self.is_alike(&was.holding.asset, &new.asset);
        if carved || !was_alike || !self.is_same(&was.holding.left, &new.left)? {
            new.since = entry;
        }
        let stocked = self.standing.in_stock(&new.asset)?;
        (self.since[was.at], self.stocked[was.at]) = (new.since, stocked);
        if carved {
            // The whole goes out, and the rest comes in.
            self.post_if(was.stocked, Line::MovedOut, &was.holding);
            self.post_if(stocked, Line::MovedIn, &new);
            return Ok(());
        }
        let mut old = was.holding.clone();
        if was.stocked && new.since != old.since {
            self.post(Line::RestatedOut, &old);
            old.asset.take_figures(&new.asset);
            (old.left, old.since) = (new.left, new.since);
            if new.asset.stage.held() && !stocked {
                // Nothing is left of the asset.
                return Ok(());
            }
            self.post(Line::RestatedIn, &old);
        }
        match (was.stocked, stocked) {
            (true, true) if (self.row)(&old.asset).row() != (self.row)(&new.asset).row() => {
                self.post(Line::MovedOut, &old);
                self.post(Line::MovedIn, &new);
            }
            (true, false) => self.post(leaving(step, new.asset.stage), &old),
            (false, true) => self.post(entering(step, old.asset.stage), &new),
            (true, true) | (false, false) => {}
        }
        Ok(())
    }

    /// Puts into lines an asset that begins with an action; `from` is the asset that it was carved out of.
    fn begin(&mut self, entry: u64, step: &Step, at: usize, from: Option<&Before>) -> Result<(), Fault> {
        self.since.push(entry);
        let new = self.holding(at);
        let stocked = self.standing.in_stock(&new.asset)?;
        self.stocked.push(stocked);
        let line = match from {
            _ if step.derived.as_ref() == Some(&new.asset.asset) => Line::MovedIn,
            None => Line::New,
            Some(from) if from.holding.asset.stage.held() => Line::MovedIn,
            Some(from) => entering(step, from.holding.asset.stage),
        };
        self.post_if(stocked, line, &new);
        if let Some(from) = from.filter(|from| !stocked && from.holding.asset.stage.held()) {
            // Until now the part was where its asset is, so it leaves from there.
            let mut part = new.clone();
            part.asset.stage = from.holding.asset.stage;
            part.asset.authority.clone_from(&from.holding.asset.authority);
            part.asset.custodian.clone_from(&from.holding.asset.custodian);
            self.post(Line::MovedIn, &part);
            self.post(leaving(step, new.asset.stage), &part);
        }
        Ok(())
    }

    /// Takes assets out of stock if carving their items has left nothing of them. Looking for them after each carving
    /// would take too long if there are many items; until one of them is concerned again, no line depends on when it
    /// was used up.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(super) fn use_up(&mut self) -> Result<(), Fault> {
        for at in 0..self.stocked.len() {
            if self.stocked[at] && self.is_used_up(at)? {
                self.stocked[at] = false;
                self.post(Line::MovedOut, &self.holding(at));
            }
        }
        Ok(())
    }

    /// Whether an amount is still the same: no action has changed it, or both are exactly one figure.
    fn is_same(&self, was: &Addend, now: &Addend) -> Result<bool, Fault> {
        if was.value == now.value && was.remainder == now.remainder {
            return Ok(true);
        }
        let exactly = |addend: &Addend| match (addend.value, addend.remainder) {
            (Value::Stated(unit, _), Some(rest)) if self.standing.parts().is_exact(rest)? => {
                let bounds = self.standing.parts().sum(&[rest])?;
                let is_figure = bounds.is_exact() && !bounds.approximate();
                Ok::<_, Fault>(is_figure.then_some((unit, bounds.lower())))
            }
            _ => Ok(None),
        };
        let (was, now) = (exactly(was)?, exactly(now)?);
        Ok(was.is_some() && was == now)
    }

    fn post(&mut self, line: Line, holding: &Holding) {
        self.postings.extend(holding.posted(line, self.row));
    }

    fn post_if(&mut self, is_so: bool, line: Line, holding: &Holding) {
        if is_so {
            self.post(line, holding);
        }
    }
}

/// The line in which an action takes an asset out of stock, by the stage that it leads to.
fn leaving(step: &Step, stage: Stage) -> Line {
    match stage {
        Stage::Released => Line::Released,
        Stage::Returned => Line::Returned,
        Stage::Disposed if step.derived.is_none() => Line::Disposed,
        _ => Line::MovedOut,
    }
}

/// The line in which an action brings an asset into stock, by the stage that it leads from.
fn entering(step: &Step, from: Stage) -> Line {
    match step.action {
        // It was held, but nothing was left of it.
        _ if from.held() => Line::RestatedIn,
        Action::Recover => Line::Recovered,
        _ => Line::New,
    }
}

/// Turns one stock into another where no action explains the difference: the postings of the first that go out, and
/// those of the second that come in.
pub(super) fn settle(one: &[Holding], other: &[Holding], row: &RowOf<'_>) -> [Vec<Posting>; 2] {
    let posted = |from: &[Holding], to: &[Holding], [restated, moved]: [Line; 2]| {
        let to: HashMap<&AssetRef, &Holding> = to.iter().map(|holding| (&holding.asset.asset, holding)).collect();
        let line = |holding: &Holding| match to.get(&holding.asset.asset) {
            Some(found) if found.since != holding.since => Some(restated),
            Some(found) if row(&found.asset).row() == row(&holding.asset).row() => None,
            _ => Some(moved),
        };
        from.iter().filter_map(|holding| holding.posted(line(holding)?, row)).collect()
    };
    [posted(one, other, [Line::RestatedOut, Line::MovedOut]), posted(other, one, [Line::RestatedIn, Line::MovedIn])]
}
