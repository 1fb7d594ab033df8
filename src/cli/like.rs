//! `--like ENTRY`: what an action copies from an earlier one.

use crate::domain::{Action, Fault};
use crate::journal::particular::With;
use crate::journal::{Act, Aim, Details, Handle, Particular, Said, Target};
use crate::store::{Ledger, Mode};

use super::failure::Failure;
use super::session::Session;
use super::words::flag_of;

/// An earlier action, with the names of the persons affected.
pub(super) struct Like {
    entry: u64,
    act: Act,
    /// Each person affected, with the role: `owner:Ada Example`.
    subjects: Vec<String>,
}

/// What is never copied, because it distinguishes one action from another.
pub(super) const OWN: [Particular; 8] = [
    Particular::Identifiers,
    Particular::Amount,
    Particular::AsWritten,
    Particular::Of,
    Particular::Whole,
    Particular::Proceeds,
    Particular::Costs,
    Particular::DerivedFrom,
];

/// Reads the action of an entry.
///
/// # Errors
/// The entry does not exist or records no action, or the name of a person affected is withheld.
pub(super) fn read(entry: u64, session: &mut Session<'_>) -> Result<Like, Failure> {
    let ledger = session.open(Mode::Read)?;
    let Some(act) = ledger.existing_entry(entry)?.body.act().cloned() else {
        let fault = Fault::new(format!("entry {entry} records no action"));
        return Err(fault.hint("`impound report register` lists the entries that do").at("--like").into());
    };
    let subjects = subjects(&ledger, entry, &act)?;
    Ok(Like { entry, act, subjects })
}

fn subjects(ledger: &Ledger, entry: u64, act: &Act) -> Result<Vec<String>, Failure> {
    let mut subjects = Vec::new();
    for subject in &act.subjects {
        let name = ledger.datum(subject.commitment)?.map_err(|withheld| {
            let fault = Fault::new(format!("a person affected by entry {entry} is not shown: {withheld}"));
            fault.hint("record the action without --like").at("--like")
        })?;
        subjects.push(subject.role.map_or_else(|| name.clone(), |role| format!("{role}:{name}")));
    }
    Ok(subjects)
}

impl Like {
    /// What an action like this one is about unless told otherwise: a new asset of the same case, a new part of the
    /// same asset, or the same asset; `None` if this one begins an asset and the action cannot.
    pub(super) fn target(&self, action: Action) -> Option<Aim> {
        match &self.act.target {
            Target::New { asset } => action.starts_new().then(|| Aim::New(asset.case().clone())),
            Target::Item { part_of, case, .. } => Some(Aim::Item(Handle::Asset(part_of.clone()), case.clone())),
            Target::Existing { asset } => Some(Aim::Existing(Handle::Asset(asset.clone()))),
        }
    }

    /// What an action on a target copies.
    ///
    /// # Errors
    /// A text of the entry is no longer valid for its type.
    pub(super) fn details(&self, action: Action, target: &Aim) -> Result<Details, Failure> {
        let begins = !matches!(target, Aim::Existing(_));
        let goes_with = |with: With| match with {
            With::Any => true,
            With::Beginning => begins,
            With::Later => !begins,
            With::Only(only) => only == action,
        };
        let mut details = Details { date: Some(self.act.date.clone()), ..Details::default() };
        for particular in Particular::kept().filter(|kept| !OWN.contains(kept) && goes_with(kept.with())) {
            let texts: Vec<String> = match self.act.said(particular) {
                Said::Subjects(_) => self.subjects.clone(),
                Said::Text(text) => vec![text.to_owned()],
                Said::Word(word) => vec![word.to_owned()],
                Said::Date(date) => vec![date.text().to_owned()],
                Said::Places(places) => vec![places.codes()],
                Said::Assets(assets) => assets.iter().map(ToString::to_string).collect(),
                Said::Sources(sources) => sources.iter().map(ToString::to_string).collect(),
                Said::Amount(amount) => vec![amount.to_string()],
                Said::Number(number) => vec![number.to_string()],
                // Every action has its own of these.
                Said::Nothing | Said::Derivation(_) | Said::Identifiers(_) => continue,
            };
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let read = details.read(particular, &texts);
            read.map_err(|fault| fault.at(format!("{} of entry {}", flag_of(particular), self.entry)))?;
        }
        Ok(details)
    }
}
