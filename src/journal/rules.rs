//! Whether a request may follow: turns what a user asks for into an action that the fold accepts.

use crate::domain::{
    Action, Amount, AssetRef, Basis, CaseRef, Derivation, Fault, Identifier, Portion, SourceCitation, Subject,
};

use super::checks;
use super::fold::State;
use super::particular::{Act, Details, Particular};
use super::personal::{Personal, Salt, seal_identifier, seal_subject};
use super::records::Family;
use super::refusal::{Difference, Mismatch, Refusal};
use super::target::{Handle, Target};

/// An action that a user asks to record.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What was done.
    pub action: Action,
    /// The asset.
    pub target: Aim,
    /// Everything else.
    pub details: Details,
}

/// The asset that a user means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A new asset of a case.
    New(CaseRef),
    /// An item of an asset, in its case or another.
    Item(Handle, Option<CaseRef>),
    /// An existing asset.
    Existing(Handle),
    /// The asset that a row of a file names, in the row's case: an existing asset, or a new asset or item that begins
    /// under this reference.
    Named(Handle, CaseRef),
}

/// An action checked against the ledger, its personal data still in the clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    act: Act,
    identifiers: Option<Vec<Identifier>>,
    subjects: Option<Vec<Subject>>,
}

/// Checks a draft against the ledger, finds the assets it means and numbers a new one.
///
/// # Errors
/// The draft names something that is not in the ledger, or its particulars do not go together.
pub fn admit(state: &State, draft: Draft) -> Result<Admitted, Refusal> {
    let mut details = draft.details;
    let target = aimed(state, draft.target, draft.action, &mut details)?;
    described(state, draft.action, target, details)
}

/// Checks a draft that may repeat `recorded`: the asset that this began then does not count as taken.
///
/// # Errors
/// As for [`admit`].
pub fn admit_again(state: &State, draft: Draft, recorded: &Act) -> Result<Admitted, Refusal> {
    match &draft.target {
        Aim::Named(Handle::Asset(asset), _) if recorded.target.begins() && recorded.target.asset() == asset => {
            described(state, draft.action, recorded.target.clone(), draft.details)
        }
        _ => admit(state, draft),
    }
}

fn aimed(state: &State, aim: Aim, action: Action, details: &mut Details) -> Result<Target, Refusal> {
    Ok(match aim {
        Aim::New(case) => {
            let known = state.case(&case).ok_or_else(|| Refusal::NoCase(case.clone()))?;
            Target::New { asset: AssetRef::new(case, next(known.assets)?) }
        }
        Aim::Item(from, case) => {
            let part_of = find(state, &from)?;
            let numbered = state.family(&part_of).map_or(0, |family| family.items_numbered(&part_of));
            Target::Item { asset: part_of.item(next(numbered)?), part_of, case }
        }
        Aim::Existing(asset) => Target::Existing { asset: find(state, &asset)? },
        Aim::Named(Handle::Asset(asset), case) if !state.has_asset(&asset) => begun(state, asset, case)?,
        Aim::Named(asset, case) => {
            let asset = find(state, &asset)?;
            // A transfer's row gives the destination.
            let moves = action == Action::Transfer && details.to.is_some();
            if moves && details.places == details.to {
                details.places = None;
            }
            let basis = details.basis.filter(|_| moves);
            details.basis = details.basis.filter(|_| !moves);
            drop_repeated(state, &asset, &case, details)?;
            details.basis = basis.or(details.basis);
            Target::Existing { asset }
        }
    })
}

fn described(state: &State, action: Action, target: Target, details: Details) -> Result<Admitted, Refusal> {
    let date = details.date.clone().ok_or(Mismatch::NoDate)?;
    amend(state, Act::new(action, target, date), details)
}

/// How far beyond the next number an asset in a file may be. A register has gaps where it was filtered or readings were
/// voided, but never more than a case has assets. A number near the maximum would leave none for later assets.
const GAP: u32 = 1_000_000;

/// Checks that a number given elsewhere is not far beyond the next one.
fn near(asset: &AssetRef, known: u32) -> Result<(), Refusal> {
    let next = next(known)?;
    if asset.number() <= next.saturating_add(GAP) {
        return Ok(());
    }
    Err(Refusal::FarBeyond { asset: asset.clone(), gap: GAP, next })
}

/// The target of an action that begins an asset under a reference given to it elsewhere.
fn begun(state: &State, asset: AssetRef, case: CaseRef) -> Result<Target, Refusal> {
    let known = match asset.parent() {
        None => state.case(asset.case()).map_or(0, |case| case.assets),
        Some(part_of) => state.family(&part_of).map_or(0, |family| family.items_numbered(&part_of)),
    };
    near(&asset, known)?;
    let Some(part_of) = asset.parent() else {
        if *asset.case() != case {
            return Err(Refusal::OfOtherCase { asset, case });
        }
        return Ok(Target::New { asset });
    };
    let from = state.family(&part_of).and_then(|family| family.standing().asset(&part_of));
    let Some(from) = from else { return Err(Refusal::NoWhole { asset, part_of }) };
    let case = (from.case != case).then_some(case);
    Ok(Target::Item { asset, part_of, case })
}

/// Removes what a row repeats about an existing asset, and refuses what contradicts the ledger.
fn drop_repeated(state: &State, asset: &AssetRef, case: &CaseRef, details: &mut Details) -> Result<(), Refusal> {
    let known = state.family(asset).and_then(|family| family.standing().asset(asset));
    let known = known.ok_or_else(|| Refusal::NoAsset(asset.clone()))?;
    let differs = |what: Particular, given: &str, known: &str| {
        Err(Refusal::KnownOtherwise { asset: asset.clone(), what, known: known.to_owned(), given: given.to_owned() })
    };
    if known.case != *case {
        return differs(Particular::Case, case.as_str(), known.case.as_str());
    }
    match details.places.take() {
        Some(places) if places != known.places => {
            return differs(Particular::Jurisdictions, &places.codes(), &known.places.codes());
        }
        _ => {}
    }
    match details.kind.take() {
        Some(kind) if kind != known.kind => return differs(Particular::Kind, kind.as_str(), known.kind.as_str()),
        _ => {}
    }
    match details.basis.take() {
        Some(basis) if known.basis.is_some_and(|known| known != basis) => {
            differs(Particular::Basis, basis.as_str(), known.basis.map_or("", Basis::as_str))
        }
        _ => Ok(()),
    }
}

/// An action's reading with some particulars changed.
///
/// # Errors
/// A particular names something that is not in the ledger, or the particulars do not go together.
pub fn amend(state: &State, act: Act, mut details: Details) -> Result<Admitted, Refusal> {
    let yet_to_come = std::mem::take(&mut details.yet_to_come);
    let overlap = |other: &Handle| match other {
        Handle::Asset(asset) if yet_to_come.contains(asset) => Ok(asset.clone()),
        other => find(state, other),
    };
    let (identifiers, subjects) = (details.identifiers.take(), details.subjects.take());
    let given = details.of.is_some();
    let mut act = act.changed(details, &overlap)?;
    if !given && !checks::states_any(&act) {
        // A portion needs an amount.
        act.of = None;
    }
    number_proceeds(state, &mut act)?;
    checks::go_together(&act, identifiers.is_some())?;
    Ok(Admitted { act, identifiers, subjects })
}

/// Numbers the proceeds of a sale as the next item of what was sold, unless they have a number.
fn number_proceeds(state: &State, act: &mut Act) -> Result<(), Refusal> {
    let asset = act.target.asset();
    let numbered = state.family(asset).map_or(0, |family| family.items_numbered(asset));
    match &act.derived_from {
        Some(derived) if derived.from != *asset => {
            Err(Refusal::NoItemOf { asset: derived.item.clone(), part_of: asset.clone() })
        }
        Some(derived) => near(&derived.item, numbered),
        None if act.proceeds.is_some() => {
            act.derived_from = Some(Derivation { item: asset.item(next(numbered)?), from: asset.clone() });
            Ok(())
        }
        None => Ok(()),
    }
}

/// What an asset had, if an action that takes it states a certainly different amount: the answer names both.
///
/// # Errors
/// A figure that does not fit.
pub(crate) fn had_before(state: &State, act: &Act) -> Result<Option<Amount>, Fault> {
    let (Target::Existing { asset }, Some(amount), true) = (&act.target, act.amount, act.action.takes()) else {
        return Ok(None);
    };
    let Some(standing) = state.family(asset).map(Family::standing) else { return Ok(None) };
    let Some(asset) = standing.asset(asset) else { return Ok(None) };
    let differs = standing.difference(asset, amount, act.of)?.is_some();
    differs.then(|| standing.has(asset, act.of)).transpose()
}

/// Whether a draft gives an existing asset an amount certainly less than what is left: then a part is meant, unless the
/// user says that it is the whole.
///
/// # Errors
/// A figure that does not fit. A missing asset is left to [`admit`].
pub(crate) fn is_of_a_part(state: &State, draft: &Draft) -> Result<bool, Fault> {
    let (Aim::Existing(handle) | Aim::Named(handle, _), Some(amount)) = (&draft.target, draft.details.amount) else {
        return Ok(false);
    };
    let Ok(asset) = find(state, handle) else { return Ok(false) };
    let Some(standing) = state.family(&asset).map(Family::standing) else { return Ok(false) };
    let Some(asset) = standing.asset(&asset) else { return Ok(false) };
    Ok(standing.difference(asset, amount, Some(Portion::Rest))? == Some(Difference::Less))
}

/// Resolves a handle to an asset.
///
/// # Errors
/// It is not in the ledger, or the entry with the reference created none.
pub fn find(state: &State, handle: &Handle) -> Result<AssetRef, Refusal> {
    match handle {
        Handle::Asset(asset) if state.has_asset(asset) => Ok(asset.clone()),
        Handle::Asset(asset) => Err(Refusal::NoAsset(asset.clone())),
        Handle::CreatedBy(reference) => {
            let entry = state.reference(reference).ok_or_else(|| Refusal::NoReference(reference.clone()))?;
            let target = state.record(entry).map(|record| &record.step.target);
            let begun = target.filter(|target| target.begins() && state.has_asset(target.asset()));
            begun
                .map(|target| target.asset().clone())
                .ok_or_else(|| Refusal::CreatedNoAsset { entry, reference: reference.clone() })
        }
    }
}

impl Admitted {
    /// The action without its personal data.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// The identifiers given.
    pub fn identifiers(&self) -> &[Identifier] {
        self.identifiers.as_deref().unwrap_or_default()
    }

    /// The sources cited.
    pub fn sources(&self) -> &[SourceCitation] {
        &self.act.sources
    }

    /// Puts the new personal data behind commitments and returns them separately.
    pub fn seal(self, salt: &mut dyn FnMut() -> Salt) -> (Act, Vec<Personal>) {
        let mut act = self.act;
        let mut personal = Vec::new();
        if let Some(identifiers) = self.identifiers {
            let sealed = identifiers.iter().map(|identifier| seal_identifier(identifier, salt()));
            let (sealed, opened): (_, Vec<_>) = sealed.unzip();
            act.identifiers = sealed;
            personal.extend(opened);
        }
        if let Some(subjects) = self.subjects {
            let sealed = subjects.iter().map(|subject| seal_subject(subject, salt()));
            let (sealed, opened): (_, Vec<_>) = sealed.unzip();
            act.subjects = sealed;
            personal.extend(opened);
        }
        (act, personal)
    }

    /// Whether this repeats `recorded`, apart from the number given to a new asset.
    ///
    /// `open` returns the data behind a commitment of the recorded action. Citations that do not matter according to
    /// `matters` (those of the imported files) may differ.
    pub fn repeats(
        &self,
        recorded: &Act,
        open: &dyn Fn(&super::digest::Digest) -> Option<String>,
        matters: &dyn Fn(&SourceCitation) -> bool,
    ) -> bool {
        let same_target = match (&self.act.target, &recorded.target) {
            (Target::New { asset }, Target::New { asset: before }) => asset.case() == before.case(),
            (Target::Item { part_of, case, .. }, Target::Item { part_of: from, case: before, .. }) => {
                part_of == from && case == before
            }
            (target, before) => target == before,
        };
        let same_identifiers = match &self.identifiers {
            None => self.act.identifiers == recorded.identifiers,
            Some(given) => {
                let before: Vec<_> = recorded.identifiers.iter().map(|sealed| open(&sealed.commitment)).collect();
                given.iter().map(|identifier| Some(identifier.to_string())).collect::<Vec<_>>() == before
            }
        };
        let same_subjects = match &self.subjects {
            None => self.act.subjects == recorded.subjects,
            Some(given) => {
                let before: Vec<_> =
                    recorded.subjects.iter().map(|sealed| (sealed.role, open(&sealed.commitment))).collect();
                let given: Vec<_> = given.iter().map(|s| (s.role(), Some(s.name().to_owned()))).collect();
                given == before
            }
        };
        let plain = |act: &Act| Act {
            target: recorded.target.clone(),
            identifiers: Vec::new(),
            subjects: Vec::new(),
            // Its number was given at recording.
            derived_from: None,
            sources: act.sources.iter().filter(|citation| matters(citation)).cloned().collect(),
            ..act.clone()
        };
        same_target && same_identifiers && same_subjects && plain(&self.act) == plain(recorded)
    }
}

fn next(number: u32) -> Result<u32, Refusal> {
    number.checked_add(1).ok_or(Refusal::NoNumberLeft)
}

/// The new text, or none if that is empty; the old text if none is given.
pub(super) fn changed(given: Option<String>, before: Option<String>) -> Option<String> {
    match given {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(text),
        None => before,
    }
}
