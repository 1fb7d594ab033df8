//! When an entry was recorded, who recorded it, and under which rules.

use jiff::Timestamp;

use crate::domain::date::clock_text;

/// The version of the rules of counting and of sequence. Each entry is folded under the rules that it was recorded
/// under; a change that would refuse or count an entry differently gets the next number.
pub const RULES: u64 = 1;

/// When an entry was recorded, and who recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// UTC, never earlier than that of the entry before: `2024-06-28T09:30:00Z`.
    pub recorded_at: String,
    /// The clock's actual reading, if earlier than the entry before.
    pub clock: Option<String>,
    /// The person who recorded it.
    pub recorded_by: String,
    /// That person's login name, if different.
    pub login: Option<String>,
    /// The version of the rules under which it was recorded, [`RULES`] or an earlier one.
    pub rules: u64,
}

impl Stamp {
    /// The clock's actual reading.
    pub fn clock(&self) -> &str {
        self.clock.as_ref().unwrap_or(&self.recorded_at)
    }

    /// A stamp with this time and person, under the current rules.
    pub fn new(recorded_at: Timestamp, recorded_by: impl Into<String>) -> Stamp {
        let (recorded_at, recorded_by) = (clock_text(recorded_at), recorded_by.into());
        Stamp { recorded_at, clock: None, recorded_by, login: None, rules: RULES }
    }

    /// The stamp of an entry that is only compared, never recorded: no time and no person.
    pub(crate) fn of_nobody() -> Stamp {
        Stamp { recorded_at: String::new(), clock: None, recorded_by: String::new(), login: None, rules: RULES }
    }
}
