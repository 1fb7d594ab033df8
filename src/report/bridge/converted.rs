//! A bridge in one currency. Each line is an exact sum that is rounded once, and a line of its own tells what rounding leaves, so that
//! the lines add up as they are printed.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::{Bounds, Difference, End, Fault, Unit};
use crate::exchange::{Conversion, Net};
use crate::journal::breakdown::SEPARATOR;

use super::super::converted::{Converter, Converting, counted, head, tail};
use super::super::counted::{Change, Counting};
use super::super::links::{Linked, Links};
use super::super::rates_used::{RatesUsed, Sides, Used};
use super::super::total::{Rows, Total};
use super::{Bridge, Line, Row, dimensions, unit};

/// How much of lower ends is left out, by the key of a row with the unit and day behind it.
type LowerEnds = BTreeMap<String, End>;

/// Rows while they are converted, and what each of their figures is made of.
struct Conversions<'a> {
    converting: &'a Converting,
    converter: Converter<'a>,
    rows: BTreeMap<String, Row>,
    used: BTreeMap<(String, Line), Vec<Used<'a>>>,
}

impl<'a> Bridge<'a> {
    /// The rows in one currency. Notes what their figures are made of.
    ///
    /// # Errors
    /// A figure that does not fit, or that is too great for an amount.
    pub(super) fn converted(
        self,
        converting: &'a Converting,
        used: &mut RatesUsed,
    ) -> Result<BTreeMap<String, Row>, Fault> {
        let converter = Converter::new(&converting.exchange);
        let mut made = Conversions { converting, converter, rows: BTreeMap::new(), used: BTreeMap::new() };
        let [then, now] = self.links;
        let before = made.add_totals(self.then, then, Line::AsPublished, |row, total| row.then = total)?;
        let after = made.add_totals(self.now, now, Line::AsNow, |row, total| row.now = total)?;
        let mut lines: BTreeMap<(String, Line), Vec<(String, Change)>> = BTreeMap::new();
        for (key, changes) in self.lines {
            for (line, change) in changes {
                lines.entry((head(&key).to_owned(), line)).or_default().push((key.clone(), change));
            }
        }
        for (line, parts) in lines {
            made.add_changes(line, parts)?;
        }
        let mut linking: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for (key, entries) in &self.linking {
            linking.entry(head(key)).or_default().extend(entries);
        }
        made.add_overlaps(lowered(&before, &after)?, &linking)?;
        made.rows.values_mut().try_for_each(Row::add_rounding)?;
        made.note(self.counting, used)?;
        Ok(made.rows)
    }
}

impl<'a> Conversions<'a> {
    /// Adds the totals of all rows. Gives by how much the lower ends of families come to more than each total's, because some are
    /// perhaps the same money.
    fn add_totals(
        &mut self,
        rows: Rows,
        links: &Links,
        line: Line,
        set: impl Fn(&mut Row, Total),
    ) -> Result<LowerEnds, Fault> {
        let mut left_out = rows.lower_ends()?;
        left_out.retain(|key, _| tail(key).is_some());
        let used = &mut self.used;
        let totals = self.converter.finish(rows, &Linked::from(links).finish(), |key, part| {
            let of_part = format!("{key}{SEPARATOR}{}{SEPARATOR}{}", part.unit, part.asked);
            if let Some((lower, counted)) = left_out.get_mut(&of_part).zip(part.ends.0) {
                *lower = lower.minus(counted)?;
            }
            used.entry((key.to_owned(), line)).or_default().push(part);
            Ok(())
        })?;
        for (key, total, _) in totals {
            set(self.rows.entry(key).or_default(), total);
        }
        Ok(left_out)
    }

    /// Adds a line of a row from the changes in each unit and day.
    fn add_changes(&mut self, (key, line): (String, Line), parts: Vec<(String, Change)>) -> Result<(), Fault> {
        let (mut made, mut net) = (Change::default(), None);
        for (full, change) in parts {
            let Some((unit, asked)) = tail(&full) else {
                made.add(change)?;
                continue;
            };
            let conversion = self.converter.conversion(unit, asked)?;
            let net = net.get_or_insert_with(Parts::default);
            for ends in [change.amount, change.out].into_iter().filter(|ends| !ends.is_none()) {
                net.add(ends, (unit, asked, &conversion));
            }
            let tally = counted(&change.tally, &conversion);
            made.add(Change { tally, amount: Difference::NONE, out: Difference::NONE, ..change })?;
        }
        if let Some(net) = net {
            made.amount = self.rounded(net, (&key, line))?;
        }
        self.rows.entry(key).or_default().changes.insert(line, made);
        Ok(())
    }

    /// Adds the effect of links: the change in how far each total's lower end lies below the sum of all lower ends.
    fn add_overlaps(
        &mut self,
        changes: BTreeMap<&str, Vec<Lowered<'_>>>,
        linking: &BTreeMap<&str, BTreeSet<u64>>,
    ) -> Result<(), Fault> {
        for (key, row) in &mut self.rows {
            // What is not converted is told in its own unit.
            row.add_overlaps(linking.get(key.as_str()))?;
        }
        for (key, parts) in changes {
            if let Some(amount) = self.overlap(key, &parts)? {
                self.rows.entry(key.to_owned()).or_default().overlap(amount, linking.get(key));
            }
        }
        Ok(())
    }

    /// From nothing to the change of a row's lower end, or from there to nothing; `None` if it does not change.
    fn overlap(&mut self, key: &str, parts: &[Lowered<'_>]) -> Result<Option<Difference>, Fault> {
        let mut exact = Net::default();
        for (unit, asked, change) in parts {
            let ends = Difference { lower: Some(*change), upper: Some(*change), approximate: false };
            exact.add(ends, &self.converter.conversion(*unit, asked)?.of_lower_ends());
        }
        let mut line = Parts::default();
        for (unit, asked, change) in parts {
            let (lower, upper) = match exact.lower_sign() {
                Ordering::Less => (Some(*change), Some(End::ZERO)),
                Ordering::Equal => return Ok(None),
                Ordering::Greater => (Some(End::ZERO), Some(*change)),
            };
            let conversion = Arc::new(self.converter.conversion(*unit, asked)?.of_lower_ends());
            line.add(Difference { lower, upper, approximate: false }, (*unit, asked, &conversion));
        }
        if parts.is_empty() { Ok(None) } else { self.rounded(line, (key, Line::Overlaps)).map(Some) }
    }

    /// A line as it is printed. Notes what it is made of.
    fn rounded(&mut self, parts: Parts, (key, line): (&str, Line)) -> Result<Difference, Fault> {
        let (amount, rule) = parts.net.rounded(&self.converting.exchange)?;
        let exchange = &self.converting.exchange;
        let used = parts.parts.into_iter().map(|(unit, asked, conversion, ends)| Used {
            exchange,
            unit,
            asked: asked.into(),
            conversion,
            ends: (ends.lower, ends.upper),
            rule,
        });
        self.used.entry((key.to_owned(), line)).or_default().extend(used);
        Ok(amount)
    }

    /// Notes what the figures of each converted row are made of, line by line.
    fn note(&mut self, counting: &Counting<'_>, used: &mut RatesUsed) -> Result<(), Fault> {
        let target = self.converting.exchange.target();
        for (key, row) in &self.rows {
            if !row.is_valued() || unit(counting, key)? != Some(target) {
                continue;
            }
            for line in Line::ALL.into_iter().filter(|line| *line != Line::Rounding) {
                let cells = dimensions(counting, key, line);
                let parts = self.used.remove(&(key.clone(), line)).unwrap_or_default();
                if parts.is_empty() {
                    used.add(&cells, &self.converter.nothing()?, Sides::Both)?;
                }
                parts.iter().try_for_each(|part| used.add(&cells, part, Sides::Both))?;
            }
        }
        Ok(())
    }
}

/// By how much less links take away from the lower ends of a unit and day in one total than in another.
type Lowered<'k> = (Unit, &'k str, End);

/// By how much less links take away from each row of the later total, by unit and day.
fn lowered<'k>(before: &'k LowerEnds, after: &'k LowerEnds) -> Result<BTreeMap<&'k str, Vec<Lowered<'k>>>, Fault> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut changes: BTreeMap<&str, Vec<Lowered<'_>>> = BTreeMap::new();
    for key in keys {
        let of = |ends: &LowerEnds| ends.get(key).copied().unwrap_or_default();
        let change = End::at(of(before).minus(of(after))?.scaled());
        let part = tail(key).filter(|_| change != End::ZERO);
        changes.entry(head(key)).or_default().extend(part.map(|(unit, asked)| (unit, asked, change)));
    }
    Ok(changes)
}

/// What a line is made of, and its sum.
#[derive(Default)]
struct Parts {
    net: Net,
    parts: Vec<(Unit, String, Arc<Conversion>, Difference)>,
}

impl Parts {
    fn add(&mut self, ends: Difference, (unit, asked, conversion): (Unit, &str, &Arc<Conversion>)) {
        self.net.add(ends, conversion);
        self.parts.push((unit, asked.to_owned(), Arc::clone(conversion), ends));
    }
}

impl Row {
    /// Adds the line that tells what rounding leaves: what the other lines, as they are printed, lack of the total as it is printed.
    /// Of lines with bounds it tells only what they fall short of: their sum may reach further than the total.
    fn add_rounding(&mut self) -> Result<(), Fault> {
        let bounds = |total: &Total| Ok::<_, Fault>(total.tally.bounds()?.unwrap_or(Bounds::NOTHING));
        let (then, now) = (bounds(&self.then)?, bounds(&self.now)?);
        let mut sum = Difference::between(then, Bounds::NOTHING)?;
        for change in self.changes.values() {
            sum = sum.plus(change.amount)?;
        }
        let lack = |now: Option<End>, sum: Option<End>| match now.zip(sum) {
            Some((now, sum)) => Ok::<_, Fault>(End::at(now.minus(sum)?.scaled())),
            None => Ok(End::ZERO),
        };
        let (lower, upper) = (lack(Some(now.lower()), sum.lower)?, lack(now.upper(), sum.upper)?);
        let [lower, upper] = if lower == upper { [lower, upper] } else { [lower.min(End::ZERO), upper.max(End::ZERO)] };
        let amount = Difference { lower: Some(lower), upper: Some(upper), approximate: false };
        self.changes.insert(Line::Rounding, Change { amount, ..Change::default() });
        Ok(())
    }
}
