//! What a program supplies to record: the person, the time, and a source of salts.

use jiff::{SignedDuration, Timestamp};

use crate::domain::date;
use crate::journal::{Digest, Entry, Stamp};

use super::Error;
use super::refusal::Refusal;
use super::remedy::Remedy;

/// Who records, when, and with which salts.
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
    /// The name of the person who records; `None` for the name they are logged in with.
    pub recorded_by: Option<String>,
    /// The name they are logged in with, where the ledger's keeper knows none: a server knows the role.
    pub login: Option<String>,
    /// The time on the clock; an entry keeps it truncated to the second.
    pub clock: Timestamp,
    /// Whose clock gives an entry its time.
    pub timed_by: TimedBy,
    /// What to do if the clock is far ahead of the last entry.
    pub far_ahead: FarAhead,
    /// The source of salts for personal data and of the ledger's id.
    pub salts: Salts,
}

impl Recorder {
    /// A recorder at a given time, with salts from the system's random bytes. A clock that is far ahead is refused.
    ///
    /// # Errors
    /// The system gives no random bytes.
    pub fn new(recorded_by: impl Into<String>, clock: Timestamp) -> Result<Recorder, Error> {
        let (recorded_by, salts) = (Some(recorded_by.into()), Salts::from_system()?);
        let (timed_by, far_ahead) = (TimedBy::Recorder, FarAhead::Refused);
        Ok(Recorder { recorded_by, login: None, clock, timed_by, far_ahead, salts })
    }

    /// The time of an entry recorded now in a ledger whose keeper has this time, if it has a clock of its own.
    pub(super) fn time(&self, kept: Option<Timestamp>) -> Timestamp {
        match self.timed_by {
            TimedBy::Ledger => kept.unwrap_or(self.clock),
            TimedBy::Recorder => self.clock,
        }
    }

    /// The name of the person who records, and the name they are logged in with if it differs. The ledger's keeper may
    /// know the latter better than the recorder does.
    ///
    /// # Errors
    /// Neither is known.
    pub fn names(&self, kept: Option<&str>) -> Result<(String, Option<String>), Error> {
        let login = kept.or(self.login.as_deref());
        let name = self.recorded_by.as_deref().or(login).ok_or(Refusal::RecorderUnknown)?;
        Ok((name.to_owned(), login.filter(|login| *login != name).map(str::to_owned)))
    }

    /// The stamp of an entry recorded at a time: the time and the person.
    ///
    /// # Errors
    /// As for [`Recorder::names`], or the time is before the year 0, and its text would not sort chronologically.
    pub(super) fn stamp(&self, time: Timestamp, kept: Option<&str>) -> Result<Stamp, Error> {
        let (recorded_by, login) = self.names(kept)?;
        let stamp = Stamp { login, ..Stamp::new(time, recorded_by) };
        if stamp.recorded_at.starts_with('-') {
            return Err(Refusal::ClockBeforeYears(time).into());
        }
        Ok(stamp)
    }

    /// The reason for refusing to record at a time: it is far ahead of the last entry's.
    pub(super) fn unlikely(&self, time: Timestamp, last: &Entry) -> Option<Refusal> {
        if self.far_ahead == FarAhead::Recorded {
            return None;
        }
        let before = last.stamp.clock();
        let then: Timestamp = before.parse().ok()?;
        let is_far = time.duration_since(then) > FAR;
        is_far.then(|| Refusal::ClockFarAhead { clock: date::clock_text(time), before: before.to_owned() })
    }
}

/// Whose clock gives an entry its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimedBy {
    /// The recorder's.
    Recorder,
    /// That of the server which keeps the ledger: it is the same for all who record. In a file, the recorder's.
    Ledger,
}

/// How far a clock may be ahead of the last entry: beyond a year, a wrong clock is more likely than an idle ledger.
const FAR: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What to do with an entry if the clock is far ahead of the last one: no later entry can undo its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FarAhead {
    /// Refuse it.
    Refused,
    /// Record it: a person confirmed the clock.
    Recorded,
}

/// Salts, each drawn once. All derive from one seed: each is as hard to guess as the seed, and reveals no other.
pub struct Salts {
    seed: [u8; 32],
    drawn: u64,
}

impl Salts {
    /// Salts from the system's random bytes, drawn before anything is written, because a system without randomness
    /// must leave no half-made entry.
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

    /// Salts from a seed; the same seed gives the same salts. Personal data are safe only if the seed is secret and
    /// used once.
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
    fn salts_repeat_for_a_seed_but_not_for_the_system() {
        let drawn = |mut salts: Salts| [salts.draw(), salts.draw()];
        let [first, second] = drawn(Salts::from_seed([7; 32]));
        assert_ne!(first, second);
        assert_eq!(drawn(Salts::from_seed([7; 32])), [first, second]);
        assert_ne!(drawn(Salts::from_seed([8; 32])), [first, second]);
        assert_ne!(drawn(Salts::from_system().unwrap()), drawn(Salts::from_system().unwrap()));
    }

    #[test]
    fn the_ledgers_clock_is_asked_only_if_it_has_one_and_is_wanted() {
        let [own, kept] = ["2024-07-01T08:00:00Z", "2024-07-02T08:00:00Z"].map(|clock| clock.parse().unwrap());
        let mut recorder = Recorder::new("tester", own).unwrap();
        assert_eq!([recorder.time(Some(kept)), recorder.time(None)], [own, own]);
        recorder.timed_by = TimedBy::Ledger;
        assert_eq!([recorder.time(Some(kept)), recorder.time(None)], [kept, own]);
    }

    #[test]
    fn the_login_name_stands_beside_another_name_and_the_ledgers_keeper_knows_it_best() {
        let mut recorder = Recorder::new("Ada", "2024-07-01T08:00:00Z".parse().unwrap()).unwrap();
        let named = |recorder: &Recorder, kept| recorder.names(kept).map_err(|error| error.to_string());
        let both = |name: &str, login: &str| Ok((name.to_owned(), Some(login.to_owned())));
        let one = |name: &str| Ok((name.to_owned(), None));
        assert_eq!(named(&recorder, None), one("Ada"));
        assert_eq!(named(&recorder, Some("Ada")), one("Ada"));
        recorder.login = Some("ada7".to_owned());
        assert_eq!(
            [None, Some("office")].map(|kept| named(&recorder, kept)),
            [both("Ada", "ada7"), both("Ada", "office")]
        );
        recorder.recorded_by = None;
        assert_eq!([None, Some("office")].map(|kept| named(&recorder, kept)), [one("ada7"), one("office")]);
        recorder.login = None;
        assert_eq!(named(&recorder, Some("office")), one("office"));
        assert_eq!(named(&recorder, None), Err("it is unknown who records this".to_owned()));
    }

    #[test]
    fn an_entry_keeps_the_time_to_the_second_and_none_before_year_0() {
        let stamped = |clock: &str| {
            let clock = clock.parse().unwrap();
            Recorder::new("tester", clock).unwrap().stamp(clock, None)
        };
        assert_eq!(stamped("2024-07-01T08:00:00.999Z").unwrap().recorded_at, "2024-07-01T08:00:00Z");
        assert_eq!(stamped("0001-01-01T00:00:00Z").unwrap().recorded_at, "0001-01-01T00:00:00Z");
        let refusal = stamped("-000001-12-31T23:59:59Z").unwrap_err().to_string();
        assert_eq!(refusal, "the clock says -000001-12-31T23:59:59Z, which is before the year 0");
    }
}
