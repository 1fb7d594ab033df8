//! An asset and everything carved out of it, in the state that the actions have brought them to.

use std::collections::HashMap;

use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Fault, Overlap, Part, Parts, Places, Remainder, Stage,
};

use super::proceeds::Proceeds;
use super::refusal::Refusal;
use super::step::Step;
use super::target::Target;

mod amounts;
mod asset;
mod held;
mod measure;
mod proceeds;
mod unknowns;

pub(crate) use held::Addend;
use held::{Before, Held, own};
pub use held::{Measure, Value};
pub(crate) use unknowns::Same;

/// Up to this many assets, a family is searched linearly.
const FEW: usize = 8;

/// The maximum depth of nested items. More would be a mistake, and each level costs a call.
const DEEPEST: usize = 32;

/// The state of an asset and its items after some actions.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    assets: Vec<Asset>,
    /// The position of each asset, once there are more than a few.
    index: HashMap<AssetRef, usize>,
    deeds: Vec<Deed>,
    parts: Parts,
    /// Which asset each amount belongs to, for the wording of refusals.
    owners: Vec<(Part, usize)>,
    /// The number of actions up to which every asset was worth its amount; `None` if it still is.
    worth_since: Option<usize>,
    /// Whether any asset has a count.
    counted: bool,
}

/// The state of one asset.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its reference.
    pub asset: AssetRef,
    /// The asset that it was carved out of.
    pub part_of: Option<AssetRef>,
    /// The asset sold for it, whose place it takes.
    pub derived_from: Option<AssetRef>,
    /// The entry with which it began.
    pub entry: u64,
    /// Its case.
    pub case: CaseRef,
    /// Its candidate jurisdictions.
    pub places: Places,
    /// Whether a source states the place or it was inferred; `None` if the place is not stated.
    pub basis: Option<Basis>,
    /// What it is.
    pub kind: AssetKind,
    /// The stage that the actions have brought it to.
    pub stage: Stage,
    /// The authority named by the latest action that names one.
    pub authority: Option<String>,
    /// When the measure that it is currently under ends.
    pub until: Option<Box<Date>>,
    /// The office that keeps it, according to the latest action that names one.
    pub custodian: Option<String>,
    /// What it amounts to.
    pub value: Value,
    /// Other assets that may be the same money.
    pub may_overlap: Vec<Overlap>,
    /// Whether it has been carved.
    pub carved: bool,
    /// Where it was before its present place, earliest first.
    stays: Vec<Stay>,
    /// The stage at which it was lost, if it was.
    lost_from: Option<Stage>,
    /// What was carved out of it before its rest was restated, and is therefore outside the equation of that rest.
    before: Before,
    /// Its value, if kept separately from its amount.
    worth: Option<Box<Held>>,
    /// How many things it is, if a source counts them.
    number: Option<Box<Held>>,
    /// The latest-beginning date of all actions on it, including carvings. Nothing that follows may be wholly before
    /// it.
    latest: Date,
}

/// Where an asset was and who kept it, until an action moved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The entry that first recorded that action.
    pub until: u64,
    /// Its candidate jurisdictions until then.
    pub places: Places,
    /// Whether a source states the place.
    pub basis: Option<Basis>,
    /// The office that kept it.
    pub custodian: Option<String>,
}

/// One action as it is counted.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    /// The entry that first recorded it.
    pub(crate) entry: u64,
    /// What was done.
    pub(crate) action: Action,
    /// When.
    pub(crate) date: Date,
    /// The asset, by its position in the standing.
    pub(crate) asset: usize,
    /// The authority that acted.
    pub(crate) authority: Option<String>,
    /// The asset's amount at the time.
    pub(crate) value: Value,
    /// What was left of it then, or the part that the action took.
    pub(crate) remainder: Option<Remainder>,
    /// Whether the amount comes from an earlier action because this one states none.
    pub(crate) carried: bool,
    /// The asset's value at the time, if kept separately from its amount.
    worth: Option<Box<Addend>>,
    /// The date of the action that stated what it was then worth.
    worth_on: Option<Box<Date>>,
    /// How many things it was at the time, if a source counted them.
    number: Option<Box<Addend>>,
    /// Whether this only says where a part of what was already at this stage lies, and is not a further action.
    pub(crate) only_locates: bool,
}

impl Standing {
    /// The assets, each before its items.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// One asset.
    pub fn asset(&self, asset: &AssetRef) -> Option<&Asset> {
        self.position(asset).map(|at| &self.assets[at])
    }

    /// The action that an entry first recorded.
    pub(crate) fn deed(&self, entry: u64) -> Option<&Deed> {
        self.deeds.binary_search_by_key(&entry, |deed| deed.entry).ok().map(|at| &self.deeds[at])
    }

    /// The actions in the order of their entries, each following those before it.
    pub(crate) fn deeds(&self) -> &[Deed] {
        &self.deeds
    }

    /// The amounts of the family.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// What is left of an asset now; `None` if it is non-valued.
    pub fn rest(&self, asset: &Asset) -> Option<Remainder> {
        asset.value.part().map(|part| self.parts.rest(part))
    }

    /// The known bounds of an asset's present amount (of its rest, if carved).
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn amount(&self, asset: &Asset) -> Result<Amount, Fault> {
        self.measured(asset, Measure::Amount)
    }

    /// The items of an asset in a measure, as carved or as they were when the whole was restated; `None` if it is non-valued.
    pub fn itemised(&self, asset: &Asset, measure: Measure) -> Option<Vec<Remainder>> {
        let before = asset.before(measure).into_iter().flat_map(|before| &before.items);
        let before = before.map(|item| Remainder { of: *item, after: 0 });
        asset.measured(measure).part().map(|part| before.chain(self.parts.carved(part)).collect())
    }

    /// An asset with its items in a measure; `None` if it is non-valued.
    pub fn with_items(&self, asset: &Asset, measure: Measure) -> Option<Vec<Remainder>> {
        let before = asset.before(measure).into_iter().flat_map(|before| &before.items);
        let all = |part| before.copied().chain([part]).map(|of| Remainder { of, after: 0 }).collect();
        asset.measured(measure).part().map(all)
    }

    /// Whether an asset is in stock: held, and not reduced to a rest of exactly nothing.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn in_stock(&self, asset: &Asset) -> Result<bool, Fault> {
        Ok(asset.stage.held() && !self.is_used_up(asset)?)
    }

    /// Whether carving has left exactly nothing of an asset.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn is_used_up(&self, asset: &Asset) -> Result<bool, Fault> {
        match asset.value.part().filter(|_| asset.carved) {
            Some(part) => self.parts.is_exhausted(part),
            None => Ok(false),
        }
    }

    /// Applies one more action. A refused action changes nothing.
    ///
    /// # Errors
    /// The asset's stage, the date, a place, or the amounts do not allow it.
    pub fn follow(&mut self, entry: u64, act: &Step) -> Result<(), Refusal> {
        match &act.target {
            Target::New { asset } => self.begin(entry, act, asset),
            Target::Item { asset, part_of, case } => self.carve(entry, act, (asset, part_of, case.as_ref())),
            Target::Existing { asset } => self.act(entry, act, asset),
        }
    }

    fn begin(&mut self, entry: u64, act: &Step, asset: &AssetRef) -> Result<(), Refusal> {
        let stage = starting_stage(act.action, Action::starts_new).ok_or(Refusal::BeginsNoAsset(act.action))?;
        let places = act.places.clone().unwrap_or_else(Places::unstated);
        self.start(act);
        let value = self.value(own(act, Measure::Amount, None), None, self.assets.len());
        let mut begun = Asset {
            asset: asset.clone(),
            part_of: None,
            derived_from: None,
            entry,
            case: asset.case().clone(),
            basis: (!places.is_unstated()).then_some(act.basis.unwrap_or(Basis::Stated)),
            places,
            kind: act.kind.unwrap_or(AssetKind::Other),
            stage,
            authority: act.authority.clone(),
            until: act.until.clone(),
            custodian: act.custodian.clone(),
            value,
            may_overlap: act.may_overlap.clone(),
            carved: false,
            stays: Vec::new(),
            lost_from: None,
            before: Before::default(),
            worth: None,
            number: None,
            latest: act.date.clone(),
        };
        self.begin_measures(act, &mut begun);
        self.add(begun);
        self.record(entry, act, self.assets.len() - 1, false);
        Ok(())
    }

    fn carve(
        &mut self,
        entry: u64,
        act: &Step,
        (asset, part_of, case): (&AssetRef, &AssetRef, Option<&CaseRef>),
    ) -> Result<(), Refusal> {
        if !act.action.starts_item() {
            return Err(Refusal::BeginsNoItem(act.action));
        }
        let at = self.find(part_of)?;
        let from = &self.assets[at];
        from.check_part(act.action)?;
        let proceeds = Proceeds::of(act, DEEPEST)?;
        if proceeds.is_some() && !from.stage.held() {
            return Err(from.refuses_part(act.action));
        }
        not_before(act, from)?;
        let depth = std::iter::successors(Some(part_of.clone()), AssetRef::parent).count();
        if depth >= DEEPEST {
            return Err(Refusal::TooDeep { asset: part_of.clone(), deepest: DEEPEST });
        }
        let places = own_places(act, from)?;
        let basis = if act.places.is_some() { act.basis.or(Some(Basis::Stated)) } else { act.basis.or(from.basis) };
        let mut item = Asset {
            asset: asset.clone(),
            part_of: Some(part_of.clone()),
            derived_from: None,
            entry,
            case: case.unwrap_or(&from.case).clone(),
            basis: basis.filter(|_| !places.is_unstated()),
            places,
            kind: act.kind.unwrap_or(from.kind),
            stage: from.stage,
            authority: act.authority.clone(),
            until: from.until.clone(),
            custodian: act.custodian.clone().or_else(|| from.custodian.clone()),
            value: Value::NonValued,
            may_overlap: act.may_overlap.clone(),
            carved: false,
            stays: Vec::new(),
            lost_from: from.lost_from,
            before: Before::default(),
            worth: None,
            number: None,
            latest: act.date.clone(),
        };
        let held = proceeds.is_some().then(|| item.clone());
        let before = item.take_to(act);
        item.lasts(act, before);
        let inherited = from.value.unit();
        let amount = own(act, Measure::Amount, inherited);
        // An item outside the equation was not counted with the asset's own action.
        let outside = amount == Amount::NonValued || amount.unit().is_some_and(|unit| Some(unit) != inherited);
        let only_locates = before == item.stage && !outside;
        if !self.has_only_amounts(act) {
            // One measure may refuse what another has already accepted.
            self.check_carving(at, act)?;
            self.start(act);
        }
        for measure in self.measures(act) {
            let stated = own(act, measure, self.assets[at].measured(measure).unit());
            let value = self.carve_value(at, act, measure, stated)?;
            item.hold(measure, value, Before::default());
        }
        let own = act.states(Measure::Value).is_some_and(|value| !value.is_unstated());
        item.date_worth(if own { Some(act.date.clone()) } else { self.assets[at].worth_on().cloned() });
        self.assets[at].carved = true;
        self.assets[at].date(&act.date);
        self.add(item);
        self.record(entry, act, self.assets.len() - 1, only_locates);
        if let Some((held, proceeds)) = held.zip(proceeds) {
            self.derive(entry, act, held, proceeds);
        }
        Ok(())
    }

    fn act(&mut self, entry: u64, act: &Step, asset: &AssetRef) -> Result<(), Refusal> {
        let at = self.find(asset)?;
        let found = &self.assets[at];
        found.check(act.action)?;
        not_before(act, found)?;
        if act.restates_whole() {
            // The restated whole includes its items as they are at that point.
            let mut items = self.assets.iter().skip(at + 1).filter(|item| item.asset.is_below(asset));
            items.try_for_each(|item| not_before(act, item))?;
        }
        let proceeds = Proceeds::of(act, DEEPEST)?;
        let held = proceeds.is_some().then(|| found.clone());
        self.restate_each(at, act)?;
        let found = &mut self.assets[at];
        let before = found.take_to(act);
        found.move_by(entry, act);
        found.date(&act.date);
        found.authority = act.authority.clone().or_else(|| found.authority.take());
        found.lasts(act, before);
        for other in
            act.may_overlap.iter().filter(|other| !found.may_overlap.contains(other)).cloned().collect::<Vec<_>>()
        {
            found.may_overlap.push(other);
        }
        self.record(entry, act, at, false);
        if let Some((held, proceeds)) = held.zip(proceeds) {
            self.derive(entry, act, held, proceeds);
        }
        Ok(())
    }

    fn find(&self, asset: &AssetRef) -> Result<usize, Refusal> {
        self.position(asset).ok_or_else(|| Refusal::NoAsset(asset.clone()))
    }

    /// The place of an asset among the assets.
    pub(crate) fn position(&self, asset: &AssetRef) -> Option<usize> {
        if self.assets.len() > FEW {
            self.index.get(asset).copied()
        } else {
            self.assets.iter().position(|known| known.asset == *asset)
        }
    }

    fn add(&mut self, asset: Asset) {
        push_sparingly(&mut self.assets, asset);
        let unknown = if self.assets.len() == FEW + 1 { 0 } else { self.assets.len() - 1 };
        if self.assets.len() > FEW {
            let named = self.assets.iter().enumerate().skip(unknown);
            self.index.extend(named.map(|(at, asset)| (asset.asset.clone(), at)));
        }
    }

    fn record(&mut self, entry: u64, act: &Step, asset: usize, only_locates: bool) {
        let Addend { value, remainder, carried } = self.concerned(act, asset, Measure::Amount);
        let apart = |kept: bool, measure| kept.then(|| Box::new(self.concerned(act, asset, measure)));
        let of = &self.assets[asset];
        let deed = Deed {
            entry,
            action: act.action,
            date: act.date.clone(),
            asset,
            authority: act.authority.clone(),
            value,
            remainder,
            carried,
            worth: apart(of.worth.is_some(), Measure::Value),
            worth_on: of.worth_on().cloned().map(Box::new),
            number: apart(of.number.is_some(), Measure::Count),
            only_locates,
        };
        push_sparingly(&mut self.deeds, deed);
    }

    /// The value for a stated amount: `part` if it is part of another, otherwise an amount of its own.
    fn value(&mut self, amount: Amount, part: Option<Part>, owner: usize) -> Value {
        let Some(bounds) = amount.bounds() else { return Value::NonValued };
        let part = part.unwrap_or_else(|| self.parts.whole(bounds));
        push_sparingly(&mut self.owners, (part, owner));
        match amount {
            Amount::Stated(unit, _) => Value::Stated(unit, part),
            Amount::Unstated(unit) => Value::Unstated(unit, part),
            Amount::NonValued => Value::NonValued,
        }
    }
}

/// Adds to a list that usually holds one item: by default a vector would reserve room for four, in each of a million
/// families.
fn push_sparingly<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

fn starting_stage(action: Action, starts: fn(Action) -> bool) -> Option<Stage> {
    action.stage().filter(|_| starts(action))
}

fn not_before(act: &Step, asset: &Asset) -> Result<(), Refusal> {
    if !act.date.wholly_before(&asset.latest) {
        return Ok(());
    }
    let (date, before) = (act.date.clone(), asset.latest.clone());
    Err(Refusal::TooEarly { action: act.action, date, asset: asset.asset.clone(), before })
}

fn own_places(act: &Step, from: &Asset) -> Result<Places, Refusal> {
    match &act.places {
        Some(own) if !own.is_unstated() => {
            if from.places.is_unstated() || own.is_subset(&from.places) {
                return Ok(own.clone());
            }
            let (asset, places) = (from.asset.clone(), from.places.clone());
            Err(Refusal::Elsewhere { own: own.clone(), asset, places })
        }
        _ => Ok(from.places.clone()),
    }
}
