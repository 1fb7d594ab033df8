//! Claims about a case, its events, and what became of them: both can be voided and reinstated, and one of several
//! claims about the same thing can be adopted.

use std::collections::BTreeMap;

use crate::domain::CaseRef;

use super::entry::Entry;
use super::kinds::{Body, Effect, Turn};
use super::refusal::Refusal;

/// A claim or an event of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assertion {
    /// The case.
    pub(crate) case: CaseRef,
    /// Whether it is a claim.
    is_claim: bool,
    /// The entry that voided it, unless that was taken back.
    pub(crate) voided: Option<u64>,
    /// The entries that voided, reinstated or adopted it, in order.
    pub(crate) turns: Vec<u64>,
    /// The latest entry that adopted it.
    adopted: Option<u64>,
}

impl Assertion {
    /// The claim or event that an entry records; `None` if it records neither.
    pub(crate) fn of(body: &Body) -> Option<Assertion> {
        let Effect::OfCase { case, .. } = body.effect() else { return None };
        let is_claim = body.claim().is_some();
        Some(Assertion { case: case.clone(), is_claim, voided: None, turns: Vec::new(), adopted: None })
    }

    /// Applies an entry that voids, reinstates or adopts this one, whose own entry is `own`.
    ///
    /// # Errors
    /// It is void and must not be, or the reverse; or it is an event, which cannot be adopted.
    pub(crate) fn follow(&mut self, own: u64, entry: u64, turn: Turn) -> Result<(), Refusal> {
        match (turn, self.voided) {
            (Turn::Adopted, _) if !self.is_claim => return Err(Refusal::NoReading(own)),
            (Turn::Voided | Turn::Adopted, Some(by)) => return Err(Refusal::Voided { entry: own, by }),
            (Turn::Reinstated, None) => return Err(Refusal::NotVoid(own)),
            (Turn::Voided, None) => self.voided = Some(entry),
            (Turn::Reinstated, Some(_)) => self.voided = None,
            (Turn::Adopted, None) => self.adopted = Some(entry),
        }
        self.turns.push(entry);
        Ok(())
    }
}

/// All claims and events, read from their entries in order.
#[derive(Clone, Debug, Default)]
pub struct Assertions(BTreeMap<u64, (Entry, Assertion)>);

impl Assertions {
    /// Applies an entry that records a claim or an event, or changes what became of one.
    ///
    /// # Errors
    /// The entries before it do not allow it.
    pub fn follow(&mut self, entry: Entry) -> Result<(), Refusal> {
        if let Effect::Turn { action, turn } = entry.body.effect() {
            let (_, assertion) = self.0.get_mut(&action).ok_or(Refusal::NoAction(action))?;
            return assertion.follow(action, entry.number, turn);
        }
        if let Some(assertion) = Assertion::of(&entry.body) {
            self.0.insert(entry.number, (entry, assertion));
        }
        Ok(())
    }

    /// The entries that are not voided, in order, each with whether it is an adopted claim.
    pub fn valid(self) -> impl Iterator<Item = (Entry, bool)> {
        let mut latest: BTreeMap<(CaseRef, String), u64> = BTreeMap::new();
        for (entry, assertion) in self.0.values() {
            if let (Some(claim), Some(adopted)) = (entry.body.claim(), assertion.adopted) {
                let of = latest.entry((claim.case.clone(), claim.about.clone())).or_default();
                *of = adopted.max(*of);
            }
        }
        let valid = self.0.into_values().filter(|(_, assertion)| assertion.voided.is_none());
        valid.map(move |(entry, assertion)| {
            let of = entry.body.claim().and_then(|claim| latest.get(&(claim.case.clone(), claim.about.clone())));
            let is_adopted = assertion.adopted.is_some() && assertion.adopted.as_ref() == of;
            (entry, is_adopted)
        })
    }
}
