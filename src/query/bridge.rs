//! From a total as it was published to the same as it is known later.

use crate::journal::kept::Of;
use crate::report::bridge::Span;
use crate::report::counted::Counting;
use crate::report::{Bridge, Document, Linking, Links};

use super::Error;
use super::answer::recorded_on;
use super::families::{damaged, fold, fold_lines, read_root};
use super::question::{Known, Query, Report};
use super::source::{Families, Source};

/// What a bridge leads from, and of which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridged {
    /// The report that has the totals.
    pub of: Sums,
    /// The last entry that the published totals knew.
    pub from: u64,
    /// Whether the entries under each line are named.
    pub naming: Naming,
}

/// The reports whose totals a bridge can lead from and to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sums {
    /// What is held.
    #[default]
    Holdings,
    /// What was done.
    Actions,
}

/// Whether entries are named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// They are not.
    #[default]
    Silent,
    /// They are, in a column of their own.
    Entries,
}

impl Default for Bridged {
    /// From the beginning of the ledger.
    fn default() -> Bridged {
        Bridged { of: Sums::Holdings, from: 1, naming: Naming::Silent }
    }
}

impl Sums {
    /// The report.
    pub fn report(self) -> Report {
        match self {
            Sums::Holdings => Report::Holdings,
            Sums::Actions => Report::Actions,
        }
    }
}

/// Makes the report.
///
/// # Errors
/// It would lead backwards; a total that does not fit; or a ledger that cannot be read.
pub(super) fn bridge<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let Bridged { of, from, naming } = query.bridged;
    let up_to = known.entries();
    if !(1..=up_to).contains(&from) {
        return Err(Error::NoBridge { from, up_to }.into());
    }
    let counted = match of {
        Sums::Holdings => Of::Stock,
        Sums::Actions => Of::Flow,
    };
    let counting = Counting::new(counted, query.breakdown(of.report()), &query.scope);
    let links = [links_at(source, from)?, links_at(source, up_to)?];
    let span = Span { after: from, up_to, published: recorded_on(source, from)? };
    let blank = || Bridge::new(&counting, span, links.each_ref());
    let mut report = blank();
    fold_lines(source, known.families(&query.scope), &mut report, blank, |report, root, lines| {
        let root = read_root(root)?;
        Ok(report.add_lines(&root, lines).map_err(|fault| damaged(&root, &fault))??)
    })?;
    let meta = query.meta(Report::Bridge, known);
    Ok(report.finish(meta, naming == Naming::Entries)?)
}

/// The links of the whole ledger, as they were known at an entry.
pub(super) fn links_at<S: Source>(source: &S, entry: u64) -> Result<Links, S::Error> {
    let mut linking = Linking::default();
    fold(source, Families::Woven, Some(entry), &mut linking, Linking::default)?;
    Ok(linking.finish())
}
