//! What is shown of an entry, as labelled lines; what the entry does not know itself is looked up in the ledger.

use crate::journal::{Digest, Disclosure, Said, Saying, SealedIdentifier, SealedSubject, Shown};
use crate::store::Ledger;

use super::failure::Failure;
use super::history;
use super::layout::Sheet;
use super::words;

/// Adds what is shown of an entry.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn lay(
    sheet: &mut Sheet,
    shown: Shown<'_>,
    ledger: &Ledger,
    entry: u64,
    opened: &Opened,
) -> Result<(), Failure> {
    for (label, saying) in shown {
        match saying {
            Saying::Text(text) => sheet.line(label, text),
            Saying::Texts(texts) => sheet.lines(label, texts),
            Saying::Entry(other) => sheet.line(label, format!("entry {other}")),
            Saying::Particular(said) => sheet.lines(label, opened.lines(said)),
            Saying::Fate => sheet.line_if(label, history::fate(&ledger.state_of_entry(entry)?, entry)),
            Saying::AssetOf(action) => {
                let state = ledger.state_of_entry(action)?;
                sheet.line_if(label, state.concerned(action).map(|record| record.step.target.asset()));
            }
            Saying::MapText(commitment) => match ledger.datum(commitment)? {
                Ok(_) => sheet.line(label, format!("impound show {entry} --map")),
                Err(withheld) => sheet.line(label, withheld),
            },
        }
    }
    Ok(())
}

/// The personal data that may be shown, if any.
pub(super) struct Opened(Option<Disclosure>);

/// Replaces a datum that may not be shown.
const PERSONAL: &str = "[personal]";

impl Opened {
    /// Nothing may be shown.
    pub(super) const NOTHING: Opened = Opened(None);

    /// What the ledger keeps behind some commitments.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn of(ledger: &Ledger, commitments: impl Iterator<Item = Digest>) -> Result<Opened, Failure> {
        Ok(Opened(Some(ledger.disclosure(&commitments.collect::<Vec<_>>())?)))
    }

    /// What an action says of a particular, one value per line.
    pub(super) fn lines(&self, said: Said<'_>) -> Vec<String> {
        match said {
            Said::Nothing => Vec::new(),
            Said::Text(text) => vec![text.to_owned()],
            Said::Word(word) => vec![word.to_owned()],
            Said::Date(date) => vec![date.to_string()],
            Said::Places(places) => vec![words::places(places)],
            Said::Amount(amount) => vec![words::amount(amount)],
            Said::Number(number) => vec![number.to_string()],
            Said::Derivation(derivation) => vec![derivation.to_string()],
            Said::Assets(assets) => assets.iter().map(ToString::to_string).collect(),
            Said::Sources(sources) => sources.iter().map(ToString::to_string).collect(),
            Said::Identifiers(identifiers) => identifiers.iter().map(|sealed| self.identifier(sealed)).collect(),
            Said::Subjects(subjects) => subjects.iter().map(|sealed| self.subject(sealed)).collect(),
        }
    }

    fn identifier(&self, sealed: &SealedIdentifier) -> String {
        match &self.0 {
            None => format!("{}: {PERSONAL}", sealed.scheme),
            Some(disclosure) => disclosure.identifier(sealed),
        }
    }

    fn subject(&self, sealed: &SealedSubject) -> String {
        let role = sealed.role.map(|role| format!("{role}: ")).unwrap_or_default();
        let name = self.0.as_ref().map_or_else(|| PERSONAL.to_owned(), |disclosure| disclosure.name(sealed));
        format!("{role}{name}")
    }
}
