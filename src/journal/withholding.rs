//! Personal data withheld: what entries say of them, and what may follow.

use std::collections::HashMap;

use crate::domain::Fault;

use super::digest::Digest;
use super::refusal::Refusal;

/// How personal data are handled, as an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// They are deleted for good (Regulation (EU) 2016/679, Art. 17; Directive (EU) 2016/680, Art. 16(2)); what is
    /// left is the commitment, which tells nothing.
    Erased,
    /// They are kept, because they are evidence, and shown to nobody (Directive (EU) 2016/680, Art. 16(3)).
    Restricted,
    /// They are no longer restricted.
    Unrestricted,
}

impl Handling {
    /// All of them.
    pub const ALL: &'static [Handling] = &[Handling::Erased, Handling::Restricted, Handling::Unrestricted];

    /// The word for data handled so.
    pub fn as_str(self) -> &'static str {
        match self {
            Handling::Erased => "erased",
            Handling::Restricted => "restricted",
            Handling::Unrestricted => "unrestricted",
        }
    }

    /// What an entry does that says so.
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
    /// Another word.
    pub fn parse(word: &str) -> Result<Handling, Fault> {
        let known = Handling::ALL.iter().find(|handling| handling.as_str() == word);
        known
            .copied()
            .ok_or_else(|| Fault::new(format!("{} is not a way to handle data", crate::domain::text::quote(word))))
    }
}

/// What entries say of personal data, by commitment: each entry and how the data are handled from then on, in order.
#[derive(Clone, Debug, Default)]
pub struct Withholdings(HashMap<Digest, Vec<(u64, Handling)>>);

impl Withholdings {
    /// What was said last of the data behind a commitment, and by which entry.
    pub fn last(&self, commitment: &Digest) -> Option<(u64, Handling)> {
        self.0.get(commitment)?.last().copied()
    }

    /// The entry that erased the data behind a commitment.
    pub(crate) fn erased(&self, commitment: &Digest) -> Option<u64> {
        self.last(commitment).filter(|(_, handling)| *handling == Handling::Erased).map(|(entry, _)| entry)
    }

    /// All that was said of the data behind a commitment, in order.
    pub fn said(&self, commitment: &Digest) -> &[(u64, Handling)] {
        self.0.get(commitment).map_or(&[], Vec::as_slice)
    }

    /// Whether an entry says this of a commitment.
    pub(crate) fn says(&self, commitment: &Digest, entry: u64, handling: Handling) -> bool {
        self.0.get(commitment).is_some_and(|said| said.contains(&(entry, handling)))
    }

    /// How many times anything is said of a commitment.
    pub fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Takes what was said of a commitment as known, where only a part of the entries is folded.
    pub(crate) fn assume(&mut self, commitment: Digest, said: Vec<(u64, Handling)>) {
        self.0.insert(commitment, said);
    }

    /// Whether data may be handled so from now on.
    ///
    /// # Errors
    /// They are erased, or handled so already.
    pub(crate) fn allows(&self, commitment: &Digest, handling: Handling) -> Result<(), Refusal> {
        match (self.last(commitment), handling) {
            (Some((entry, Handling::Erased)), _) => Err(Refusal::Erased(entry)),
            (Some((entry, Handling::Restricted)), Handling::Restricted) => Err(Refusal::Restricted(entry)),
            (None | Some((_, Handling::Unrestricted)), Handling::Unrestricted) => Err(Refusal::NotRestricted),
            _ => Ok(()),
        }
    }

    /// Lets one more entry follow. Nothing is changed when it is refused.
    ///
    /// # Errors
    /// The data are erased, or handled so already.
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
    fn what_is_erased_stays_erased_and_nothing_is_said_twice() {
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
    fn every_way_to_handle_data_is_read_by_its_word() {
        for handling in Handling::ALL {
            assert_eq!(Handling::parse(handling.as_str()), Ok(*handling));
        }
        assert!(Handling::parse("Erased").is_err());
    }
}
