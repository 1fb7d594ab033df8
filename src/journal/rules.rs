//! May this follow? From what a user asks for to an action that the fold will take.

use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Disposal, EntryRef, Fault, Identifier, Places, Portion,
    SourceCitation, Subject,
};

use jiff::civil;

use super::checks;
use super::entry::{Act, Target};
use super::family::Difference;
use super::fold::{State, unknown_case};
use super::personal::{Personal, Salt, seal_identifier, seal_subject};
use super::records::Family;

/// What a user asks to have recorded of an action.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What was done.
    pub action: Action,
    /// To which asset.
    pub target: Aim,
    /// Everything else.
    pub details: Details,
}

/// The asset that a user means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// A new asset of a case.
    New(CaseRef),
    /// An item of an asset, of its case or of another.
    Item(Handle, Option<CaseRef>),
    /// An asset that is in the ledger.
    Existing(Handle),
    /// The asset that a row of a file names, of the row's case: the one that is in the ledger, or else a new asset or
    /// item that begins under this reference.
    Named(Handle, CaseRef),
}

/// How a user names an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handle {
    /// By its reference.
    Asset(AssetRef),
    /// As the one that the entry with this reference created: `@R`.
    CreatedBy(EntryRef),
}

impl Handle {
    /// Reads `coco:1` or `@R`.
    ///
    /// # Errors
    /// Neither an asset's reference nor an entry's behind `@`.
    pub fn parse(text: &str) -> Result<Handle, Fault> {
        match text.strip_prefix('@') {
            Some(reference) => EntryRef::parse(reference).map(Handle::CreatedBy),
            None => AssetRef::parse(text).map(Handle::Asset),
        }
    }
}

/// The particulars of an action: those given for a new one, or those that a correction changes.
///
/// Text that is given and empty takes away what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// When.
    pub date: Option<Date>,
    /// Where the asset is.
    pub places: Option<Places>,
    /// Whether a source says where.
    pub basis: Option<Basis>,
    /// What the asset is.
    pub kind: Option<AssetKind>,
    /// What it is, in words.
    pub description: Option<String>,
    /// How many or how much of it, in words.
    pub quantity: Option<String>,
    /// Its identifiers.
    pub identifiers: Option<Vec<Identifier>>,
    /// The persons affected.
    pub subjects: Option<Vec<Subject>>,
    /// The amount.
    pub amount: Option<Amount>,
    /// The source's own words for it.
    pub as_written: Option<String>,
    /// The authority that acted.
    pub authority: Option<String>,
    /// The order on which it acted.
    pub order: Option<String>,
    /// Until when.
    pub until: Option<Date>,
    /// How it was disposed of.
    pub how: Option<Disposal>,
    /// Of how much of a carved asset the amount is.
    pub of: Option<Portion>,
    /// Whether all of the asset is meant, at this amount.
    pub whole: Option<bool>,
    /// Assets that are perhaps the same money.
    pub may_overlap: Option<Vec<Handle>>,
    /// Those of them that are not in the ledger yet, but will be before all is recorded.
    pub yet_to_come: Vec<AssetRef>,
    /// The sources.
    pub sources: Option<Vec<SourceCitation>>,
    /// The reference that makes recording it repeatable.
    pub reference: Option<EntryRef>,
    /// A remark.
    pub note: Option<String>,
    /// Whether a date that is hardly meant is meant all the same; it is not recorded.
    pub unusual_date: bool,
    /// What becomes of a new asset that looks like one in the ledger.
    pub twice: Twice,
}

/// What becomes of a new asset that looks like one that is in the ledger already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Twice {
    /// It is refused, with the other's reference.
    #[default]
    Asked,
    /// It is recorded: whoever records it says that it is another one.
    Recorded,
}

/// An action that has been looked at against the ledger, its personal data still in the clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    act: Act,
    identifiers: Option<Vec<Identifier>>,
    subjects: Option<Vec<Subject>>,
}

/// Looks at a draft against the ledger: finds the assets it means and numbers a new one.
///
/// # Errors
/// What the draft names is not in the ledger, or its particulars do not go together.
pub fn admit(state: &State, draft: Draft) -> Result<Admitted, Fault> {
    let mut details = draft.details;
    let target = aimed(state, draft.target, &mut details)?;
    described(state, draft.action, target, details)
}

/// Looks at a draft that may be what `recorded` says already: the asset that this began is then no other's.
///
/// # Errors
/// As for [`admit`].
pub fn admit_again(state: &State, draft: Draft, recorded: &Act) -> Result<Admitted, Fault> {
    match &draft.target {
        Aim::Named(Handle::Asset(asset), _) if recorded.target.begins() && recorded.target.asset() == asset => {
            described(state, draft.action, recorded.target.clone(), draft.details)
        }
        _ => admit(state, draft),
    }
}

fn aimed(state: &State, aim: Aim, details: &mut Details) -> Result<Target, Fault> {
    Ok(match aim {
        Aim::New(case) => {
            let known = state.case(&case).ok_or_else(|| unknown_case(&case))?;
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
            drop_repeated(state, &asset, &case, details)?;
            Target::Existing { asset }
        }
    })
}

fn described(state: &State, action: Action, target: Target, details: Details) -> Result<Admitted, Fault> {
    let date = details.date.clone().ok_or_else(|| Fault::new("no date is given").hint("give it with --on DATE"))?;
    let blank = Act {
        action,
        target,
        date,
        places: None,
        basis: None,
        kind: None,
        description: None,
        quantity: None,
        identifiers: Vec::new(),
        subjects: Vec::new(),
        amount: None,
        as_written: None,
        authority: None,
        order: None,
        until: None,
        how: None,
        of: None,
        whole: false,
        may_overlap: Vec::new(),
        sources: Vec::new(),
        note: None,
    };
    amend(state, blank, details)
}

/// How far beyond the next number an asset of a file may be. The numbers of a register have gaps, where it was filtered or
/// readings were voided, but never more than a case has assets; a number near the last that there is would leave none for
/// the assets that come after it.
const GAP: u32 = 1_000_000;

/// Checks that a number that was given elsewhere is not far beyond the next.
fn near(asset: &AssetRef, known: u32) -> Result<(), Fault> {
    let next = next(known)?;
    if asset.number() <= next.saturating_add(GAP) {
        return Ok(());
    }
    Err(Fault::new(format!("{asset} is more than {GAP} beyond the next number, which is {next}"))
        .hint("check the asset's reference; without one the asset is given the next number"))
}

/// The target of an action with which an asset begins under a reference that was given to it elsewhere.
fn begun(state: &State, asset: AssetRef, case: CaseRef) -> Result<Target, Fault> {
    let known = match asset.parent() {
        None => state.case(asset.case()).map_or(0, |case| case.assets),
        Some(part_of) => state.family(&part_of).map_or(0, |family| family.items_numbered(&part_of)),
    };
    near(&asset, known)?;
    let Some(part_of) = asset.parent() else {
        if *asset.case() != case {
            return Err(Fault::new(format!("{asset} would be an asset of {}, not of {case}", asset.case()))
                .hint("an asset's reference is that of its case, a colon and a number"));
        }
        return Ok(Target::New { asset });
    };
    let from = state.family(&part_of).and_then(|family| family.standing().asset(&part_of));
    let from = from.ok_or_else(|| Fault::new(format!("{asset} would be an item of {part_of}, which is not there")))?;
    let case = (from.case != case).then_some(case);
    Ok(Target::Item { asset, part_of, case })
}

/// Takes out what a row of a file repeats of an asset that is in the ledger, and refuses what it says otherwise.
fn drop_repeated(state: &State, asset: &AssetRef, case: &CaseRef, details: &mut Details) -> Result<(), Fault> {
    let known = state.family(asset).and_then(|family| family.standing().asset(asset));
    let known = known.ok_or_else(|| Fault::new(format!("{asset} is not in the ledger")))?;
    let differs = |what: &str, given: &str, known: &str| {
        Err(Fault::new(format!("{asset} has the {what} {known}, not {given}"))
            .hint("leave it out, or correct the entry that began the asset"))
    };
    if known.case != *case {
        return differs("case", case.as_str(), known.case.as_str());
    }
    match details.places.take() {
        Some(places) if places != known.places => {
            return differs("jurisdictions", &places.codes(), &known.places.codes());
        }
        _ => {}
    }
    match details.kind.take() {
        Some(kind) if kind != known.kind => return differs("kind", kind.as_str(), known.kind.as_str()),
        _ => {}
    }
    match details.basis.take() {
        Some(basis) if known.basis.is_some_and(|known| known != basis) => {
            differs("basis", basis.as_str(), known.basis.map_or("", Basis::as_str))
        }
        _ => Ok(()),
    }
}

impl Details {
    /// Checks that the date is one that can be meant, or that somebody says that it is.
    ///
    /// # Errors
    /// The date is hardly what is meant on the day `today`: in the future, or before 1900.
    pub fn check_date(&self, today: civil::Date) -> Result<(), Fault> {
        checks::usual("--on", self.date.as_ref().filter(|_| !self.unusual_date), today)
    }
}

/// The reading of an action changed in some particulars.
///
/// # Errors
/// What they name is not in the ledger, or they do not go together with the rest.
pub fn amend(state: &State, act: Act, details: Details) -> Result<Admitted, Fault> {
    let overlap = |other: &Handle| match other {
        Handle::Asset(asset) if details.yet_to_come.contains(asset) => Ok(asset.clone()),
        other => find(state, other),
    };
    let amount = details.amount.or(act.amount);
    // An amount that is no longer stated is of nothing.
    let of = act.of.filter(|_| amount.is_some_and(|amount| !amount.is_unstated()));
    let overlaps = details.may_overlap.map(|handles| handles.iter().map(overlap).collect());
    let act = Act {
        date: details.date.unwrap_or(act.date),
        places: details.places.or(act.places),
        basis: details.basis.or(act.basis),
        kind: details.kind.or(act.kind),
        description: changed(details.description, act.description),
        quantity: changed(details.quantity, act.quantity),
        amount,
        as_written: changed(details.as_written, act.as_written),
        authority: changed(details.authority, act.authority),
        order: changed(details.order, act.order),
        until: details.until.or(act.until),
        how: details.how.or(act.how),
        of: details.of.or(of),
        whole: details.whole.unwrap_or(act.whole),
        may_overlap: overlaps.transpose()?.unwrap_or(act.may_overlap),
        sources: details.sources.unwrap_or(act.sources),
        note: changed(details.note, act.note),
        ..act
    };
    checks::go_together(&act, details.identifiers.is_some())?;
    Ok(Admitted { act, identifiers: details.identifiers, subjects: details.subjects })
}

/// What an asset had, where an action that takes it states an amount that certainly differs: the answer names both.
///
/// # Errors
/// A figure that does not fit.
pub fn had_before(state: &State, act: &Act) -> Result<Option<Amount>, Fault> {
    let (Target::Existing { asset }, Some(amount), true) = (&act.target, act.amount, act.action.takes()) else {
        return Ok(None);
    };
    let Some(standing) = state.family(asset).map(Family::standing) else { return Ok(None) };
    let Some(asset) = standing.asset(asset) else { return Ok(None) };
    let differs = standing.difference(asset, amount, act.of)?.is_some();
    differs.then(|| standing.has(asset, act.of)).transpose()
}

/// Whether a draft is of an asset that is in the ledger, and its amount is certainly less than what is left of that: a
/// part of it is meant, unless somebody says that all of it is.
///
/// # Errors
/// A figure that does not fit. An asset that is not there is left to [`admit`].
pub fn is_of_a_part(state: &State, draft: &Draft) -> Result<bool, Fault> {
    let (Aim::Existing(handle) | Aim::Named(handle, _), Some(amount)) = (&draft.target, draft.details.amount) else {
        return Ok(false);
    };
    let Ok(asset) = find(state, handle) else { return Ok(false) };
    let Some(standing) = state.family(&asset).map(Family::standing) else { return Ok(false) };
    let Some(asset) = standing.asset(&asset) else { return Ok(false) };
    Ok(standing.difference(asset, amount, Some(Portion::Rest))? == Some(Difference::Less))
}

/// The asset that a handle means.
///
/// # Errors
/// It is not in the ledger, or the entry with the reference created none.
pub fn find(state: &State, handle: &Handle) -> Result<AssetRef, Fault> {
    match handle {
        Handle::Asset(asset) if state.has_asset(asset) => Ok(asset.clone()),
        Handle::Asset(asset) => Err(Fault::new(format!("{asset} is not in the ledger")).hint("impound asset list")),
        Handle::CreatedBy(reference) => {
            let entry = state.reference(reference).ok_or_else(|| {
                Fault::new(format!("no entry has the reference {reference}")).hint(
                    "@R stands for the asset that the entry with --ref R created; in a file, the row of R comes first",
                )
            })?;
            let target = state.record(entry).map(|record| &record.step.target);
            let begun = target.filter(|target| target.begins() && state.has_asset(target.asset()));
            begun.map(|target| target.asset().clone()).ok_or_else(|| {
                Fault::new(format!("entry {entry}, which has the reference {reference}, created no asset"))
                    .hint("name the asset itself, such as coco:1")
            })
        }
    }
}

impl Admitted {
    /// The action, but for its personal data.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// The identifiers that are given.
    pub fn identifiers(&self) -> &[Identifier] {
        self.identifiers.as_deref().unwrap_or_default()
    }

    /// What it cites.
    pub fn sources(&self) -> &[SourceCitation] {
        &self.act.sources
    }

    /// The action, with the personal data given anew behind commitments and apart.
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

    /// Whether this is what `recorded` says already, apart from the number that a new asset was given.
    ///
    /// `open` gives what lies behind a commitment of the recorded action. Citations for which `matters` says no (of the
    /// files from which the two were imported) may differ.
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
            sources: act.sources.iter().filter(|citation| matters(citation)).cloned().collect(),
            ..act.clone()
        };
        same_target && same_identifiers && same_subjects && plain(&self.act) == plain(recorded)
    }
}

fn next(number: u32) -> Result<u32, Fault> {
    number.checked_add(1).ok_or_else(|| Fault::new("no number is left for one more asset"))
}

/// Text that replaces what stood there, or takes it away where it is empty.
pub(super) fn changed(given: Option<String>, before: Option<String>) -> Option<String> {
    match given {
        Some(text) if text.is_empty() => None,
        Some(text) => Some(text),
        None => before,
    }
}
