//! Maximises a sum of unknowns under linear constraints: the simplex method in whole numbers.
//!
//! The constraints say that parts lie within wholes. Such systems are totally unimodular, so every pivot is 1 or -1
//! and nothing is ever divided. Any other pivot stops the test.

use super::amount::End;

/// No choice of the unknowns satisfies the constraints.
#[derive(Debug, PartialEq, Eq)]
pub struct Unsatisfiable;

/// The maximum of `objective` over non-negative unknowns, each row of `rows` limiting their weighted sum to its end;
/// `None` if it is unbounded.
pub fn greatest(objective: &[i128], rows: &[(Vec<i128>, End)]) -> Result<Option<End>, Unsatisfiable> {
    let mut table = Table::begin(objective.len(), rows);
    table.make_feasible()?;
    table.aim(objective);
    Ok(table.climb().then_some(table.value))
}

/// A dictionary: each basic unknown is its end minus a row of the others, which also express the value.
struct Table {
    rows: Vec<Vec<i128>>,
    ends: Vec<End>,
    gains: Vec<i128>,
    value: End,
    basic: Vec<usize>,
    others: Vec<usize>,
}

impl Table {
    fn begin(unknowns: usize, rows: &[(Vec<i128>, End)]) -> Table {
        Table {
            rows: rows.iter().map(|(row, _)| row.clone()).collect(),
            ends: rows.iter().map(|(_, end)| *end).collect(),
            gains: vec![0; unknowns],
            value: End::ZERO,
            basic: (unknowns..unknowns + rows.len()).collect(),
            others: (0..unknowns).collect(),
        }
    }

    /// Finds a first solution of all rows: each row's shortfall is a new unknown, and all of these are driven to zero.
    fn make_feasible(&mut self) -> Result<(), Unsatisfiable> {
        let real = self.basic.len() + self.others.len();
        for row in 0..self.rows.len() {
            if self.ends[row] < End::ZERO {
                let lack = real + row;
                self.rows.iter_mut().for_each(|row| row.push(0));
                self.rows[row].iter_mut().for_each(|factor| *factor = -*factor);
                *self.rows[row].last_mut().unwrap() = -1;
                self.ends[row] = -self.ends[row];
                self.others.push(std::mem::replace(&mut self.basic[row], lack));
            }
        }
        let lacks: Vec<i128> = (0..real + self.rows.len()).map(|unknown| -i128::from(unknown >= real)).collect();
        self.aim(&lacks);
        assert!(self.climb(), "what is at most nothing has a greatest value");
        if self.value != End::ZERO {
            return Err(Unsatisfiable);
        }
        for row in 0..self.rows.len() {
            let column =
                (0..self.others.len()).find(|column| self.others[*column] < real && self.rows[row][*column] != 0);
            if let (true, Some(column)) = (self.basic[row] >= real, column) {
                self.pivot(row, column);
            }
        }
        for column in (0..self.others.len()).rev().filter(|column| self.others[*column] >= real).collect::<Vec<_>>() {
            self.others.remove(column);
            for row in &mut self.rows {
                row.remove(column);
            }
        }
        Ok(())
    }

    /// Expresses the objective by the unknowns that are not currently basic.
    fn aim(&mut self, objective: &[i128]) {
        self.value = End::ZERO;
        self.gains = self.others.iter().map(|other| objective.get(*other).copied().unwrap_or(0)).collect();
        for (row, basic) in self.basic.iter().enumerate() {
            let by = objective.get(*basic).copied().unwrap_or(0);
            self.value = self.value + self.ends[row] * by;
            for (gain, factor) in self.gains.iter_mut().zip(&self.rows[row]) {
                *gain -= by * factor;
            }
        }
    }

    /// Climbs to the maximum by Bland's rule; returns false if there is none.
    fn climb(&mut self) -> bool {
        while let Some(column) =
            (0..self.others.len()).filter(|column| self.gains[*column] > 0).min_by_key(|column| self.others[*column])
        {
            let limiting = (0..self.ends.len()).filter(|row| self.rows[*row][column] > 0);
            // Every factor is 1, as the pivot asserts, so the ends are the ratios.
            let Some(row) = limiting.min_by_key(|row| (self.ends[*row], self.basic[*row])) else { return false };
            self.pivot(row, column);
        }
        true
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let by = self.rows[row][column];
        assert!(by.abs() == 1, "the system is not unimodular");
        for factor in &mut self.rows[row] {
            *factor *= by;
        }
        self.rows[row][column] = by;
        self.ends[row] = self.ends[row] * by;
        let (told, end) = (self.rows[row].clone(), self.ends[row]);
        let replace = |factors: &mut [i128]| {
            let by = std::mem::take(&mut factors[column]);
            factors.iter_mut().zip(&told).for_each(|(factor, told)| *factor -= by * told);
            by
        };
        for other in (0..self.rows.len()).filter(|other| *other != row) {
            let by = replace(&mut self.rows[other]);
            self.ends[other] = self.ends[other] - end * by;
        }
        let by = replace(&mut self.gains);
        self.value = self.value + end * by;
        std::mem::swap(&mut self.basic[row], &mut self.others[column]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maximum_is_found_or_its_absence_reported() {
        let rows = [(vec![1, 1], End::at(7)), (vec![1, 0], End::at(5)), (vec![-1, 0], End::at(-2))];
        assert_eq!(greatest(&[1, 1], &rows), Ok(Some(End::at(7))));
        assert_eq!(greatest(&[0, 1], &rows), Ok(Some(End::at(5))));
        assert_eq!(greatest(&[-1, 0], &rows), Ok(Some(End::at(-2))));
        assert_eq!(greatest(&[0, 1], &rows[1..]), Ok(None));
        assert_eq!(greatest(&[0, 1], &[(vec![1, 0], End::at(1)), (vec![-1, 0], End::at(-2))]), Err(Unsatisfiable));
    }
}
