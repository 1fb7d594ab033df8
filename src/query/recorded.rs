//! When an entry was recorded.

use jiff::civil;

use crate::domain::{self, Fault};

use super::source::{Source, Span};

/// The UTC day on which an entry was recorded.
pub(super) fn recorded_on<S: Source>(source: &S, entry: u64) -> Result<civil::Date, S::Error> {
    let mut day = Err(Fault::new(format!("entry {entry} is not there")));
    let span = Span { after: entry.saturating_sub(1), up_to: entry, limit: Some(1) };
    source.each_entry(span, &mut |entry, _, _| {
        let recorded_at = &entry.stamp.recorded_at;
        day = domain::day(recorded_at.split('T').next().unwrap_or_default());
        Ok(())
    })?;
    Ok(day?)
}
