//! What narrows a search down.

use std::convert::Infallible;
use std::ops::ControlFlow;

use super::mark;
use super::search::{Search, Term};

/// Takes the number of an entry, and says whether to go on.
pub type EachCandidate<'a> = dyn FnMut(u64) -> ControlFlow<()> + 'a;

/// What knows which entries a search may find.
pub trait Index {
    /// Why it cannot be read.
    type Error;

    /// Passes entries to `each`, the latest first, until it has enough: among them all that have the words and the marks.
    ///
    /// # Errors
    /// It cannot be read.
    fn candidates(
        &self,
        terms: &[Term],
        marks: &[Vec<String>],
        each: &mut EachCandidate<'_>,
    ) -> Result<(), Self::Error>;

    /// Passes the words that it knows to `each`.
    ///
    /// # Errors
    /// It cannot be read.
    fn each_word(&self, each: &mut dyn FnMut(&str)) -> Result<(), Self::Error>;
}

/// No index: every entry up to a number may be found.
#[derive(Clone, Copy, Debug)]
pub struct EveryEntry(pub u64);

impl Index for EveryEntry {
    type Error = Infallible;

    fn candidates(&self, _: &[Term], _: &[Vec<String>], each: &mut EachCandidate<'_>) -> Result<(), Infallible> {
        let _: ControlFlow<()> = (1..=self.0).rev().try_for_each(each);
        Ok(())
    }

    fn each_word(&self, _: &mut dyn FnMut(&str)) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Passes the entries to `each` that a search may find by words and filters.
pub(super) fn candidates<I: Index>(index: &I, search: &Search, each: &mut EachCandidate<'_>) -> Result<(), I::Error> {
    index.candidates(&search.terms(), &mark::of_search(search), each)
}
