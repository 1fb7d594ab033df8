//! Checks that a kept total is one that impound can have computed.

use crate::domain::Fault;
use crate::journal::Tally;
use crate::journal::kept::Kept;

use super::Error;

/// More entries than any ledger has: impound never reaches such counts, and adding them could overflow.
const MOST: i64 = 1 << 48;

/// Checks that amounts can add up to a kept total, so that reports need not check.
///
/// # Errors
/// They cannot.
pub(super) fn check(kept: &Kept, key: &str, tally: &Tally) -> Result<(), Error> {
    adds_up(kept, key, tally).map_err(|fault| Error::damaged(format!("a kept total of {}: {fault}", kept.name)))
}

fn adds_up(kept: &Kept, key: &str, tally: &Tally) -> Result<(), Fault> {
    let Tally { exact, bounded, unstated, non_valued, carried, valued, endless, approximate, lower, upper } = *tally;
    let counts = [exact, bounded, unstated, non_valued, carried, valued, endless, approximate, lower.steps()];
    if !counts.iter().all(|count| (0..=MOST).contains(count)) || !(-MOST..=0).contains(&upper.steps()) {
        return Err(Fault::new("no number of entries adds up to its counts"));
    }
    kept.place(key)?.check()?;
    tally.bounds().map(drop)
}
