//! The equations of a carved asset: unknown amounts within ends, and rests that are at least zero.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::{End, Range};
use super::simplex::{Unsatisfiable, greatest};

/// A sum of unknowns, each with a factor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum(pub BTreeMap<usize, i128>);

impl Sum {
    pub fn of(unknown: usize) -> Sum {
        Sum(BTreeMap::from([(unknown, 1)]))
    }

    pub fn plus(&self, other: &Sum, times: i128) -> Sum {
        let mut sum = self.clone();
        for (unknown, factor) in &other.0 {
            *sum.0.entry(*unknown).or_default() += factor * times;
        }
        sum.0.retain(|_, factor| *factor != 0);
        sum
    }

    /// The sum with some unknowns replaced.
    pub fn renewed(&self, renewed: &BTreeMap<usize, usize>) -> Sum {
        Sum(self.0.iter().map(|(unknown, factor)| (*renewed.get(unknown).unwrap_or(unknown), *factor)).collect())
    }
}

/// The unknown amounts of an asset and everything carved out of it, and what is known of them.
#[derive(Clone, Debug, Default)]
pub struct System {
    unknowns: Vec<Range>,
    /// Each of these sums is at least zero.
    rests: Vec<Sum>,
}

impl System {
    pub fn unknown(&mut self, range: Range) -> Sum {
        self.unknowns.push(range);
        Sum::of(self.unknowns.len() - 1)
    }

    pub fn not_negative(&mut self, sum: &Sum) {
        self.rests.push(sum.clone());
    }

    /// Copies everything known around a sum to new unknowns, so that what is learned later does not affect what was
    /// known before. Returns the replacement of each unknown.
    pub fn renew(&mut self, sum: &Sum) -> BTreeMap<usize, usize> {
        let (mut renewed, mut tied) = (BTreeMap::new(), BTreeSet::new());
        for unknown in sum.0.keys() {
            let (unknowns, rests) = self.around(*unknown);
            tied.extend(rests);
            for unknown in unknowns {
                renewed.entry(unknown).or_insert_with(|| {
                    self.unknowns.push(self.unknowns[unknown]);
                    self.unknowns.len() - 1
                });
            }
        }
        for rest in tied {
            let rest = self.rests[rest].renewed(&renewed);
            self.rests.push(rest);
        }
        renewed
    }

    /// Whether some choice of the unknowns satisfies everything.
    pub fn is_satisfiable(&self) -> bool {
        let all = Sum((0..self.unknowns.len()).map(|unknown| (unknown, 0)).collect());
        self.greatest(&all).is_ok()
    }

    /// The minimum and maximum of a sum.
    pub fn range(&self, sum: &Sum) -> Range {
        let (negative, known) = (Sum::default().plus(sum, -1), "what cannot be satisfied was refused");
        let lower = self.greatest(&negative).expect(known).map_or(End::ZERO, |end| -end);
        Range { lower: lower.max(End::ZERO), upper: self.greatest(sum).expect(known) }
    }

    fn greatest(&self, sum: &Sum) -> Result<Option<End>, Unsatisfiable> {
        let (mut left, mut value) = (sum.clone(), Some(End::ZERO));
        while let Some(unknown) = left.0.keys().next().copied() {
            let (unknowns, rests) = self.around(unknown);
            let objective: Vec<i128> = unknowns.iter().map(|unknown| left.0.remove(unknown).unwrap_or(0)).collect();
            let part = self.greatest_around(&objective, &unknowns, &rests)?;
            value = value.zip(part).map(|(value, part)| value + part);
        }
        Ok(value)
    }

    /// The unknowns connected to one by rests, and those rests.
    fn around(&self, unknown: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut unknowns, mut rests) = (BTreeSet::from([unknown]), BTreeSet::new());
        loop {
            let tied = |rest: &Sum| rest.0.keys().any(|unknown| unknowns.contains(unknown));
            let found: Vec<usize> =
                (0..self.rests.len()).filter(|rest| !rests.contains(rest) && tied(&self.rests[*rest])).collect();
            if found.is_empty() {
                return (unknowns.into_iter().collect(), rests.into_iter().collect());
            }
            for rest in found {
                unknowns.extend(self.rests[rest].0.keys());
                rests.insert(rest);
            }
        }
    }

    fn greatest_around(
        &self,
        objective: &[i128],
        unknowns: &[usize],
        rests: &[usize],
    ) -> Result<Option<End>, Unsatisfiable> {
        // Each unknown is its lower end plus something that is at least zero.
        let lowers: Vec<End> = unknowns.iter().map(|unknown| self.unknowns[*unknown].lower).collect();
        let value = |factors: &[i128]| -> End { factors.iter().zip(&lowers).map(|(by, lower)| *lower * *by).sum() };
        let mut rows = Vec::new();
        for (column, unknown) in unknowns.iter().enumerate() {
            if let Some(upper) = self.unknowns[*unknown].upper {
                let mut row = vec![0; unknowns.len()];
                row[column] = 1;
                rows.push((row, upper - lowers[column]));
            }
        }
        for rest in rests {
            let factors = |by: i128| -> Vec<i128> {
                unknowns.iter().map(|unknown| self.rests[*rest].0.get(unknown).copied().unwrap_or(0) * by).collect()
            };
            rows.push((factors(-1), value(&factors(1))));
        }
        Ok(greatest(objective, &rows)?.map(|greatest| greatest + value(objective)))
    }
}
