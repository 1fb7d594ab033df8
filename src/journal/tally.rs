//! A total that is kept: counts and sums that can be added to each other and taken away again.

use std::collections::HashMap;

use crate::domain::{Bounds, End, Fault, Parts, Remainder};

use super::family::{Addend, Value};

/// Something of each row, by the row's key.
pub(crate) type ByKey<T> = HashMap<String, T, foldhash::fast::RandomState>;

/// Adds to the row of a key.
///
/// # Errors
/// A figure that does not fit.
pub(crate) fn add(rows: &mut ByKey<Tally>, key: &str, tally: Tally) -> Result<(), Fault> {
    // Most keys are there already, and are not copied then.
    match rows.get_mut(key) {
        Some(sum) => *sum = sum.plus(tally)?,
        None => {
            rows.insert(key.to_owned(), tally);
        }
    }
    Ok(())
}

impl Addend {
    /// The same with no other amount than one that the action states itself.
    #[must_use]
    pub(crate) fn only_stated(self) -> Addend {
        match self.value {
            Value::Stated(unit, part) if self.carried => {
                Addend { value: Value::Unstated(Some(unit), part), remainder: None, carried: false }
            }
            _ => self,
        }
    }
}

/// What a row adds up to, in figures of which each is a plain sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// Amounts whose bounds are equal.
    pub exact: i64,
    /// All others that are stated.
    pub bounded: i64,
    /// Amounts that no source states.
    pub unstated: i64,
    /// Assets of which no value has a meaning.
    pub non_valued: i64,
    /// How many of the stated amounts the action does not state itself.
    pub carried: i64,
    /// Sums of which the bounds are made up; none where nothing has a value.
    pub valued: i64,
    /// The sum of the lower ends, × 10^scale of their unit; its steps count the exclusive ones.
    pub lower: End,
    /// The sum of the upper ends that there are; its steps, below zero, count the exclusive ones.
    pub upper: End,
    /// Sums without an upper end.
    pub endless: i64,
    /// Sums that are approximate.
    pub approximate: i64,
}

impl Tally {
    /// The tally of one amount alone: what is left of an asset, or what an action concerned.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn of(addend: Addend, parts: &Parts) -> Result<Tally, Fault> {
        let mut tally = Tally::default();
        tally.count_one(addend, parts)?;
        match addend.remainder {
            Some(remainder) => tally.add(parts.sum(&[remainder])?)?,
            None if addend.value != Value::NonValued => tally.add(Bounds::UNSTATED)?,
            None => {}
        }
        Ok(tally)
    }

    /// Counts the amounts that one family adds to a row by what is known of each, and gives what they come to together;
    /// `None` where none has a value.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn count(&mut self, addends: &[Addend], parts: &Parts) -> Result<Option<Bounds>, Fault> {
        let mut unknown = None;
        for addend in addends {
            self.count_one(*addend, parts)?;
            if addend.remainder.is_none() && addend.value != Value::NonValued {
                unknown = Some(Bounds::UNSTATED);
            }
        }
        let remainders: Vec<Remainder> = addends.iter().filter_map(|addend| addend.remainder).collect();
        let known = if remainders.is_empty() { None } else { Some(parts.sum(&remainders)?) };
        match (known, unknown) {
            (Some(known), Some(unknown)) => known.plus(unknown).map(Some),
            (known, unknown) => Ok(known.or(unknown)),
        }
    }

    /// Counts one amount by what is known of it.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn count_one(&mut self, addend: Addend, parts: &Parts) -> Result<(), Fault> {
        let kind = match (addend.value, addend.remainder) {
            (Value::NonValued, _) => &mut self.non_valued,
            (Value::Unstated(..), _) | (_, None) => &mut self.unstated,
            (Value::Stated(_, part), Some(remainder)) => {
                let plain = remainder.after == 0 && parts.stated(part).is_exact();
                let exact = plain || parts.ends(remainder)?.is_exact();
                if exact { &mut self.exact } else { &mut self.bounded }
            }
        };
        *kind += 1;
        self.carried += i64::from(addend.carried);
        Ok(())
    }

    /// Adds the bounds of one more sum.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn add(&mut self, bounds: Bounds) -> Result<(), Fault> {
        self.valued += 1;
        self.lower = self.lower.plus(bounds.lower())?;
        match bounds.upper() {
            Some(upper) => self.upper = self.upper.plus(upper)?,
            None => self.endless += 1,
        }
        self.approximate += i64::from(bounds.approximate());
        Ok(())
    }

    /// Both together.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn plus(self, other: Tally) -> Result<Tally, Fault> {
        Ok(Tally {
            exact: self.exact + other.exact,
            bounded: self.bounded + other.bounded,
            unstated: self.unstated + other.unstated,
            non_valued: self.non_valued + other.non_valued,
            carried: self.carried + other.carried,
            valued: self.valued + other.valued,
            lower: self.lower.plus(other.lower)?,
            upper: self.upper.plus(other.upper)?,
            endless: self.endless + other.endless,
            approximate: self.approximate + other.approximate,
        })
    }

    /// What is left when another is taken away.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn minus(self, other: Tally) -> Result<Tally, Fault> {
        Ok(Tally {
            exact: self.exact - other.exact,
            bounded: self.bounded - other.bounded,
            unstated: self.unstated - other.unstated,
            non_valued: self.non_valued - other.non_valued,
            carried: self.carried - other.carried,
            valued: self.valued - other.valued,
            lower: self.lower.minus(other.lower)?,
            upper: self.upper.minus(other.upper)?,
            endless: self.endless - other.endless,
            approximate: self.approximate - other.approximate,
        })
    }

    /// All amounts counted.
    pub(crate) fn count_all(&self) -> i64 {
        self.exact + self.bounded + self.unstated + self.non_valued
    }

    /// The bounds of the sum; `None` where nothing has a value.
    ///
    /// # Errors
    /// Figures that no amounts add up to.
    pub fn bounds(&self) -> Result<Option<Bounds>, Fault> {
        if self.valued == 0 {
            return Ok(None);
        }
        let upper = (self.endless == 0).then_some(self.upper);
        let bounds = Bounds::between(self.lower, upper).map(|bounds| bounds.or_approximate(self.approximate > 0));
        bounds.map(Some).ok_or_else(|| Fault::new("a kept total has a lower bound above its upper one"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Amount;

    fn bounds(amount: &str) -> Bounds {
        Amount::parse(amount, None).unwrap().bounds().unwrap()
    }

    /// A tally in which no figure is that of another.
    fn tally(n: i64) -> Tally {
        let mut tally = Tally { exact: n, bounded: 2 * n, unstated: 3 * n, non_valued: 5 * n, ..Tally::default() };
        tally.add(bounds(&format!(">{n}.00 EUR"))).unwrap();
        tally.add(bounds(&format!("~{}.00 EUR", 7 * n))).unwrap();
        tally.add(bounds(&format!("<{}.00 EUR", 11 * n))).unwrap();
        Tally { carried: 23 * n, valued: 13 * n, endless: 17 * n, approximate: 19 * n, ..tally }
    }

    #[test]
    fn what_is_added_and_taken_away_again_leaves_what_was_there() {
        let (one, other) = (tally(1), tally(10));
        let both = one.plus(other).unwrap();
        assert_eq!((both.exact, both.bounded, both.unstated, both.non_valued), (11, 22, 33, 55));
        assert_eq!(both.carried, 253);
        assert_eq!((both.valued, both.endless, both.approximate, both.count_all()), (143, 187, 209, 121));
        assert_eq!(both.minus(other).unwrap(), one);
        assert_eq!(both.minus(one).unwrap(), other);
        assert_eq!(one.minus(one).unwrap(), Tally::default());
    }

    #[test]
    fn every_sum_is_counted_with_both_its_ends() {
        let mut tally = Tally::default();
        tally.add(bounds(">1.00 EUR")).unwrap();
        tally.add(bounds("~7.00 EUR")).unwrap();
        assert_eq!((tally.valued, tally.endless, tally.approximate), (2, 1, 1));
        assert_eq!((tally.lower.scaled(), tally.upper.scaled()), (800_000_000, 700_000_000));
        assert_eq!(tally.bounds().unwrap(), Bounds::between(tally.lower, None).map(Bounds::about));
    }

    #[test]
    fn a_row_that_is_there_is_added_to() {
        let mut rows = ByKey::default();
        add(&mut rows, "DE", tally(1)).unwrap();
        add(&mut rows, "DE", tally(10)).unwrap();
        assert_eq!(rows["DE"], tally(1).plus(tally(10)).unwrap());
    }
}
