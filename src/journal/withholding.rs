//! Withheld personal data: what entries say about them, and what may follow.

use std::collections::HashMap;

use crate::domain::Fault;

use super::digest::Digest;
use super::refusal::Refusal;

/// How personal data are handled, as an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// They are permanently deleted (Regulation (EU) 2016/679, Art. 17; Directive (EU) 2016/680, Art. 16(2)); only the
    /// commitment remains, which reveals nothing.
    Erased,
    /// They are kept as evidence and not shown to anybody (Directive (EU) 2016/680, Art. 16(3)).
    Restricted,
    /// They are no longer restricted.
    Unrestricted,
}

impl Handling {
    /// All of them.
    pub const ALL: &'static [Handling] = &[Handling::Erased, Handling::Restricted, Handling::Unrestricted];

    /// The word for the state of the data.
    pub fn as_str(self) -> &'static str {
        match self {
            Handling::Erased => "erased",
            Handling::Restricted => "restricted",
            Handling::Unrestricted => "unrestricted",
        }
    }

    /// The verb for what the entry does.
    pub fn verb(self) -> &'static str {
        match self {
            Handling::Erased => "erases",
            Handling::Restricted => "restricts",
            Handling::Unrestricted => "unrestricts",
        }
    }

    /// Reads the word for it.
    ///
    /// # Errors
    /// Any other word.
    pub fn parse(word: &str) -> Result<Handling, Fault> {
        let known = Handling::ALL.iter().find(|handling| handling.as_str() == word);
        known
            .copied()
            .ok_or_else(|| Fault::new(format!("{} is not a way to handle data", crate::domain::text::quote(word))))
    }
}

/// How entries say that personal data are handled, by commitment: each entry and the handling from then on, in order.
#[derive(Clone, Debug, Default)]
pub struct Withholdings(HashMap<Digest, Vec<(u64, Handling)>>);

impl Withholdings {
    /// The latest handling of the data behind a commitment, and its entry.
    pub fn last(&self, commitment: &Digest) -> Option<(u64, Handling)> {
        self.0.get(commitment)?.last().copied()
    }

    /// The entry that erased the data behind a commitment.
    pub(crate) fn erased(&self, commitment: &Digest) -> Option<u64> {
        self.last(commitment).filter(|(_, handling)| *handling == Handling::Erased).map(|(entry, _)| entry)
    }

    /// Every handling of the data behind a commitment, in order.
    pub fn said(&self, commitment: &Digest) -> &[(u64, Handling)] {
        self.0.get(commitment).map_or(&[], Vec::as_slice)
    }

    /// Whether an entry gives a commitment this handling.
    pub(crate) fn says(&self, commitment: &Digest, entry: u64, handling: Handling) -> bool {
        self.0.get(commitment).is_some_and(|said| said.contains(&(entry, handling)))
    }

    /// The number of all handlings.
    pub fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Assumes how a commitment's data were handled, when only some of the entries are folded.
    pub(crate) fn assume(&mut self, commitment: Digest, said: Vec<(u64, Handling)>) {
        self.0.insert(commitment, said);
    }

    /// Checks that data may be handled this way from now on.
    ///
    /// # Errors
    /// They are erased, or already handled this way.
    pub(crate) fn allows(&self, commitment: &Digest, handling: Handling) -> Result<(), Refusal> {
        match (self.last(commitment), handling) {
            (Some((entry, Handling::Erased)), _) => Err(Refusal::Erased(entry)),
            (Some((entry, Handling::Restricted)), Handling::Restricted) => Err(Refusal::Restricted(entry)),
            (None | Some((_, Handling::Unrestricted)), Handling::Unrestricted) => Err(Refusal::NotRestricted),
            _ => Ok(()),
        }
    }

    /// Applies one more entry. A refused entry changes nothing.
    ///
    /// # Errors
    /// The data are erased, or already handled this way.
    pub fn follow(&mut self, entry: u64, handling: Handling, commitments: &[Digest]) -> Result<(), Refusal> {
        commitments.iter().try_for_each(|commitment| self.allows(commitment, handling))?;
        for commitment in commitments {
            self.0.entry(*commitment).or_default().push((entry, handling));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(handlings: &[Handling]) -> Result<(), Refusal> {
        let mut withholdings = Withholdings::default();
        (4..).zip(handlings).try_for_each(|(entry, handling)| {
            withholdings.follow(entry, *handling, &[Digest::of(b"a"), Digest::of(b"b")])
        })
    }

    #[test]
    fn erased_data_stay_erased_and_no_handling_is_repeated() {
        use Handling::{Erased, Restricted, Unrestricted};
        assert_eq!(said(&[Restricted, Unrestricted, Restricted, Erased]), Ok(()));
        for (handlings, refusal) in [
            (&[Erased, Erased][..], Refusal::Erased(4)),
            (&[Erased, Restricted], Refusal::Erased(4)),
            (&[Erased, Unrestricted], Refusal::Erased(4)),
            (&[Restricted, Restricted], Refusal::Restricted(4)),
            (&[Unrestricted], Refusal::NotRestricted),
            (&[Restricted, Unrestricted, Unrestricted], Refusal::NotRestricted),
        ] {
            assert_eq!(said(handlings), Err(refusal));
        }
    }

    #[test]
    fn every_handling_is_read_by_its_word() {
        for handling in Handling::ALL {
            assert_eq!(Handling::parse(handling.as_str()), Ok(*handling));
        }
        assert!(Handling::parse("Erased").is_err());
    }
}
