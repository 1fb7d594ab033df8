//! What a program supplies when it records: who records, the time, and where salts come from.

use jiff::{SignedDuration, Timestamp};

use crate::domain::date;
use crate::journal::{Digest, Entry, Stamp};

use super::Error;
use super::refusal::Refusal;
use super::remedy::Remedy;

/// Who records, when, and where salts come from.
///
/// ```
/// use impound::store::{Recorder, Timestamp};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // Salts come from the system's random bytes; what is recorded never reads a clock of its own.
/// let recorder = Recorder::new("Z. Keller", "2024-07-01T09:00:00Z".parse::<Timestamp>()?)?;
/// # let _ = recorder;
/// # Ok(())
/// # }
/// ```
pub struct Recorder {
    /// The person who records.
    pub recorded_by: String,
    /// The name under which they are logged in, where it is another one.
    pub login: Option<String>,
    /// What the clock says; an entry holds it to the second, the rest cut off.
    pub clock: Timestamp,
    /// What becomes of an entry where the clock is far ahead of the last one.
    pub far_ahead: FarAhead,
    /// Where the salts of personal data and the ledger's id come from.
    pub salts: Salts,
}

impl Recorder {
    /// Somebody who records at a time, with salts from the system's random bytes. A clock that is far ahead is refused.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new(recorded_by: impl Into<String>, clock: Timestamp) -> Result<Recorder, Error> {
        let (recorded_by, salts) = (recorded_by.into(), Salts::from_system()?);
        Ok(Recorder { recorded_by, login: None, clock, far_ahead: FarAhead::Refused, salts })
    }

    /// The stamp of an entry that is recorded now: what the clock says, and who records.
    ///
    /// # Errors
    /// The clock says a time before the year 0, whose text would not sort by time.
    pub(super) fn stamp(&self) -> Result<Stamp, Error> {
        let stamp = Stamp { login: self.login.clone(), ..Stamp::new(self.clock, &self.recorded_by) };
        if stamp.recorded_at.starts_with('-') {
            return Err(Refusal::ClockBeforeYears(self.clock).into());
        }
        Ok(stamp)
    }

    /// Why nothing can be recorded at this time: the clock is far ahead of what it said at the last entry.
    pub(super) fn unlikely(&self, last: &Entry) -> Option<Refusal> {
        if self.far_ahead == FarAhead::Recorded {
            return None;
        }
        let before = last.stamp.clock();
        let then: Timestamp = before.parse().ok()?;
        let is_far = self.clock.duration_since(then) > FAR;
        is_far.then(|| Refusal::ClockFarAhead { clock: date::clock_text(self.clock), before: before.to_owned() })
    }
}

/// How far a clock may be ahead of the last entry: more than a year is more often a wrong clock than a ledger at rest.
const FAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What becomes of an entry where the clock is far ahead of the last one: no later entry can take its time back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FarAhead {
    /// It is refused.
    Refused,
    /// It is recorded: somebody says that the clock is right.
    Recorded,
}

/// Salts, each drawn once. All follow from one seed: each is as hard to guess as the seed is, and does not betray another.
pub struct Salts {
    seed: [u8; 32],
    drawn: u64,
}

impl Salts {
    /// Salts from the system's random bytes. These are drawn here, before anything is written, because a system without
    /// randomness must leave no half-made entry.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn from_system() -> Result<Salts, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| {
            Error::environment(format!("the system provides no random bytes: {error}"), Remedy::CheckSystem)
        })?;
        Ok(Salts::from_seed(seed))
    }

    /// Salts from a seed: the same again for the same seed. Personal data are only as safe as the seed is secret and used
    /// once.
    pub fn from_seed(seed: [u8; 32]) -> Salts {
        Salts { seed, drawn: 0 }
    }

    /// The next salt.
    pub(super) fn draw(&mut self) -> [u8; 32] {
        self.drawn += 1;
        Digest::of(&[b"impound/salt/1\n".as_slice(), &self.seed, &self.drawn.to_be_bytes()].concat()).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_of_a_seed_are_the_same_again_and_those_of_the_system_are_not() {
        let drawn = |mut salts: Salts| [salts.draw(), salts.draw()];
        let [first, second] = drawn(Salts::from_seed([7; 32]));
        assert_ne!(first, second);
        assert_eq!(drawn(Salts::from_seed([7; 32])), [first, second]);
        assert_ne!(drawn(Salts::from_seed([8; 32])), [first, second]);
        assert_ne!(drawn(Salts::from_system().unwrap()), drawn(Salts::from_system().unwrap()));
    }

    #[test]
    fn an_entry_holds_the_time_to_the_second_and_none_before_the_year_0() {
        let stamped = |clock: &str| Recorder::new("tester", clock.parse().unwrap()).unwrap().stamp();
        assert_eq!(stamped("2024-07-01T08:00:00.999Z").unwrap().recorded_at, "2024-07-01T08:00:00Z");
        assert_eq!(stamped("0001-01-01T00:00:00Z").unwrap().recorded_at, "0001-01-01T00:00:00Z");
        let refusal = stamped("-000001-12-31T23:59:59Z").unwrap_err().to_string();
        assert_eq!(refusal, "the clock says -000001-12-31T23:59:59Z, which is before the year 0");
    }
}
