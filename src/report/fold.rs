//! How families become a report, on one thread or several.

use crate::domain::Fault;
use crate::journal::kept::Kept;
use crate::journal::{Family, Tally};

/// A report that families can be added to in any order, including in separate copies merged later.
pub(crate) trait Fold: Sized {
    /// Adds a family.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn add(&mut self, family: &Family) -> Result<(), Fault>;

    /// Adds everything from another copy.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn merge(&mut self, other: Self) -> Result<(), Fault>;
}

/// A report in which kept totals can take the place of the families that are not woven.
pub(crate) trait Totalled: Fold {
    /// The kept breakdown that it can use; `None` if the question needs every family.
    fn kept(&self) -> Option<&'static Kept>;

    /// Adds a row of the kept breakdown.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault>;
}
