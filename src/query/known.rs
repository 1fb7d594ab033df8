//! What several reports need to know of a ledger at an entry.

use jiff::civil;

use crate::domain::{self, Fault};
use crate::report::{Linking, Links};

use super::families::fold;
use super::source::{Families, Source, Span};

/// The links of the whole ledger, as known at an entry.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn links_at<S: Source>(source: &S, entry: u64) -> Result<Links, S::Error> {
    let mut linking = Linking::default();
    fold(source, Families::Woven, Some(entry), &mut linking, Linking::default)?;
    Ok(linking.finish())
}

/// The UTC day on which an entry was recorded.
///
/// # Errors
/// There is no such entry, or the ledger cannot be read.
pub fn recorded_on<S: Source>(source: &S, entry: u64) -> Result<civil::Date, S::Error> {
    let mut day = Err(Fault::new(format!("entry {entry} is not there")));
    let span = Span { after: entry.saturating_sub(1), up_to: entry, limit: Some(1) };
    source.each_entry(span, &mut |entry, _, _| {
        let recorded_at = &entry.stamp.recorded_at;
        day = domain::day(recorded_at.split('T').next().unwrap_or_default());
        Ok(())
    })?;
    Ok(day?)
}
