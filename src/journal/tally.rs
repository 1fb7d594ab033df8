//! A kept total: counts and sums that can be added and subtracted.

use crate::domain::{Bounds, End, Fault, Keyed, Parts, Remainder};

use super::family::{Addend, Value};

/// Values by row key.
pub(crate) type ByKey<T> = Keyed<String, T>;

/// Adds a tally to the row with this key.
///
/// # Errors
/// A figure that does not fit.
pub(crate) fn add(rows: &mut ByKey<Tally>, key: &str, tally: Tally) -> Result<(), Fault> {
    // Most keys already exist; this avoids copying them.
    match rows.get_mut(key) {
        Some(sum) => *sum = sum.plus(tally)?,
        None => {
            rows.insert(key.to_owned(), tally);
        }
    }
    Ok(())
}

impl Addend {
    /// The same, keeping the amount only if the action states it itself.
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

/// A row's totals, each figure a plain sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// Amounts whose bounds are equal.
    pub exact: i64,
    /// Other stated amounts.
    pub bounded: i64,
    /// Amounts not stated by any source.
    pub unstated: i64,
    /// Non-valued assets.
    pub non_valued: i64,
    /// How many of the stated amounts are carried over from an earlier action.
    pub carried: i64,
    /// The number of sums that make up the bounds; 0 if nothing has a value.
    pub valued: i64,
    /// The sum of the lower ends, × 10^scale of their unit; its steps count the exclusive ones.
    pub lower: End,
    /// The sum of the finite upper ends; its steps, below zero, count the exclusive ones.
    pub upper: End,
    /// Sums without an upper end.
    pub endless: i64,
    /// Sums that are approximate.
    pub approximate: i64,
}

impl Tally {
    /// The tally of a single amount: what is left of an asset, or what an action concerned.
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

    /// Counts the amounts that one family adds to a row, by how much is known of each, and returns their combined
    /// bounds; `None` if none has a value.
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
                let exact = plain || parts.is_exact(remainder)?;
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

    /// The sum of both.
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

    /// The difference.
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

    /// The number of all amounts.
    pub(crate) fn count_all(&self) -> i64 {
        self.exact + self.bounded + self.unstated + self.non_valued
    }

    /// The bounds of the sum; `None` if nothing has a value.
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

    /// A tally whose figures all differ.
    fn tally(n: i64) -> Tally {
        let mut tally = Tally { exact: n, bounded: 2 * n, unstated: 3 * n, non_valued: 5 * n, ..Tally::default() };
        tally.add(bounds(&format!(">{n}.00 EUR"))).unwrap();
        tally.add(bounds(&format!("~{}.00 EUR", 7 * n))).unwrap();
        tally.add(bounds(&format!("<{}.00 EUR", 11 * n))).unwrap();
        Tally { carried: 23 * n, valued: 13 * n, endless: 17 * n, approximate: 19 * n, ..tally }
    }

    #[test]
    fn adding_and_subtracting_a_tally_restores_the_original() {
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
    fn both_ends_of_every_sum_are_counted() {
        let mut tally = Tally::default();
        tally.add(bounds(">1.00 EUR")).unwrap();
        tally.add(bounds("~7.00 EUR")).unwrap();
        assert_eq!((tally.valued, tally.endless, tally.approximate), (2, 1, 1));
        assert_eq!((tally.lower.scaled(), tally.upper.scaled()), (800_000_000, 700_000_000));
        assert_eq!(tally.bounds().unwrap(), Bounds::between(tally.lower, None).map(Bounds::about));
    }

    #[test]
    fn a_tally_is_added_to_an_existing_row() {
        let mut rows = ByKey::default();
        add(&mut rows, "DE", tally(1)).unwrap();
        add(&mut rows, "DE", tally(10)).unwrap();
        assert_eq!(rows["DE"], tally(1).plus(tally(10)).unwrap());
    }
}
