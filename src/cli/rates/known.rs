//! What the commands on rates share: the names of built-in sets, and the entry asked about.

use crate::query;
use crate::store::Ledger;

use crate::cli::asked::no_answer;
use crate::cli::failure::Failure;

/// The name of the built-in set of irrevocably fixed rates of former national currencies.
pub(super) const FIXED: &str = "fixed";

/// The name of the built-in set of currencies that another replaced at a round number.
pub(super) const REDENOMINATED: &str = "redenominated";

/// The entry up to which rates are asked for: the given one, which must exist, or the last.
///
/// # Errors
/// There is no such entry, or the ledger cannot be read.
pub(super) fn up_to(ledger: &Ledger, asked: Option<u64>) -> Result<u64, Failure> {
    let last = ledger.head()?.size();
    match asked {
        Some(asked) if !(1..=last).contains(&asked) => Err(no_answer(query::Error::NoEntry { asked, last }.into())),
        asked => Ok(asked.unwrap_or(last)),
    }
}
