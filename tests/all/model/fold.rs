//! The effect of the actions on the assets, and which actions the rules allow (rules 3, 5 and 6 of counting).

use std::collections::BTreeMap;

use super::amount::{Amount, Range};
use super::days::Days;
use super::equation::{Sum, System};
use super::journal::{Action, Birth, Of, Places, STAGES};

/// The worth of an asset.
#[derive(Clone, Debug)]
pub enum Worth {
    NonValued,
    Valued { sum: Sum, currency: Option<&'static str>, stated: bool, about: bool },
}

impl Worth {
    pub fn currency(&self) -> Option<&'static str> {
        match self {
            Worth::NonValued => None,
            Worth::Valued { currency, .. } => *currency,
        }
    }

    fn sum(&self) -> Sum {
        match self {
            Worth::NonValued => Sum::default(),
            Worth::Valued { sum, .. } => sum.clone(),
        }
    }
}

/// An asset after the actions so far.
#[derive(Clone, Debug)]
pub struct Asset {
    pub root: String,
    pub case: &'static str,
    pub places: Places,
    pub kind: &'static str,
    pub stage: &'static str,
    pub authority: Option<&'static str>,
    pub worth: Worth,
    /// The part in items, by the equations that contain them, and their currency.
    pub itemised: Sum,
    itemised_in: Option<&'static str>,
    pub items: Vec<String>,
    dates: Vec<Days>,
}

/// What an action concerned.
#[derive(Clone, Debug)]
pub struct Act {
    pub action: Action,
    pub worth: Worth,
    /// Whether the action itself states the amount.
    pub own: bool,
    /// Whether it only tells where a part lies.
    pub locates: bool,
}

/// All assets, each family's equations by its root, and what was done.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub assets: BTreeMap<String, Asset>,
    pub systems: BTreeMap<String, System>,
    pub acts: Vec<Act>,
}

/// Why an action is refused.
pub type Refusal = String;

/// The kinds that are money and do not shrink by themselves.
const MONEY: [&str; 4] = ["cash", "bank-account", "crypto-asset", "receivable"];

/// The actions that a stage allows, except revaluation.
pub fn allowed(stage: &str) -> &'static [&'static str] {
    match stage {
        "frozen" => &["seize", "confiscate", "release", "return", "dispose"],
        "seized" => &["confiscate", "release", "return", "dispose"],
        "confiscated" => &["return", "dispose"],
        "released" => &["freeze", "seize"],
        _ => &[],
    }
}

fn reached_by(verb: &str) -> Option<&'static str> {
    STAGES.iter().find(|(name, _)| *name == verb).map(|(_, stage)| *stage)
}

impl State {
    /// Everything that follows from actions allowed by the rules.
    pub fn of<'a>(actions: impl IntoIterator<Item = &'a Action>) -> State {
        let mut state = State::default();
        actions.into_iter().for_each(|action| state.apply(action));
        state
    }

    /// Whether the rules allow all of the actions in sequence.
    pub fn check(actions: &[Action]) -> Result<State, Refusal> {
        let mut state = State::default();
        for action in actions {
            state.allow(action).map_err(|refusal| format!("entry {}: {refusal}", action.entry))?;
            state.apply(action);
            let root = &state.assets[&action.asset].root;
            if !state.systems[root].is_satisfiable() {
                return Err(format!("entry {}: the amounts cannot be", action.entry));
            }
        }
        Ok(state)
    }

    /// The range of a sum over an asset's family.
    pub fn range(&self, asset: &str, sum: &Sum) -> Range {
        self.systems[&self.assets[asset].root].range(sum)
    }

    /// Whether an asset is a rest of zero.
    pub fn is_used_up(&self, name: &str) -> bool {
        let asset = &self.assets[name];
        match &asset.worth {
            Worth::Valued { sum, .. } if !asset.items.is_empty() => {
                let range = self.range(name, sum);
                range.is_zero() && !range.is_about()
            }
            _ => false,
        }
    }

    fn allow(&self, action: &Action) -> Result<(), Refusal> {
        match &action.birth {
            Some(Birth { parent: Some(parent), places, .. }) => self.allow_item(action, parent, places.as_ref()),
            Some(_) => match action.verb {
                "freeze" | "seize" | "confiscate" => Ok(()),
                verb => Err(format!("a new asset does not begin by {verb}")),
            },
            None => self.allow_later(action),
        }
    }

    fn allow_item(&self, action: &Action, parent: &str, places: Option<&Places>) -> Result<(), Refusal> {
        let parent = self.assets.get(parent).ok_or("no such asset")?;
        if action.amount.is_none() && ["release", "return", "dispose"].contains(&action.verb) {
            return Err("how much of it?".to_owned());
        }
        let stands = reached_by(action.verb) == Some(parent.stage);
        if action.verb == "revalue" || !(stands || allowed(parent.stage).contains(&action.verb)) {
            return Err(format!("an item of a {} asset does not begin by {}", parent.stage, action.verb));
        }
        if places.is_some_and(|places| !parent.places.is_empty() && !places.is_subset(&parent.places)) {
            return Err("an item lies where its asset does".to_owned());
        }
        in_order(&parent.dates, action.days)
    }

    fn allow_later(&self, action: &Action) -> Result<(), Refusal> {
        let asset = self.assets.get(&action.asset).ok_or("no such asset")?;
        let revalued = action.verb == "revalue" && ["frozen", "seized", "confiscated"].contains(&asset.stage);
        if !revalued && !allowed(asset.stage).contains(&action.verb) {
            return Err(format!("{} is not allowed from {}", action.verb, asset.stage));
        }
        in_order(&asset.dates, action.days)?;
        match &action.amount {
            None if action.verb == "revalue" => Err("a revaluation must state an amount".to_owned()),
            None | Some(Amount::Unstated(_)) => Ok(()),
            Some(_) if !asset.items.is_empty() && action.of.is_none() => Err("of the whole or of the rest?".to_owned()),
            Some(amount) => self.allow_amount(action, asset, amount),
        }
    }

    /// Money does not shrink or grow by itself.
    fn allow_amount(&self, action: &Action, asset: &Asset, amount: &Amount) -> Result<(), Refusal> {
        let bound = ["seize", "confiscate", "release", "return", "dispose"].contains(&action.verb);
        if !bound || !MONEY.contains(&asset.kind) || action.whole {
            return Ok(());
        }
        let (Worth::Valued { sum, currency, about, .. }, Amount::Stated { range, about: told_about, currency: told }) =
            (&asset.worth, amount)
        else {
            return Ok(());
        };
        if currency.is_some_and(|currency| currency != *told) {
            return Err("another currency".to_owned());
        }
        let had = match action.of {
            Some(Of::Whole) => self.whole_now(asset, told),
            _ => self.systems[&asset.root].range(sum),
        };
        let certain = !(*about || *told_about || had.is_about());
        let less = range.upper.is_some_and(|upper| upper < had.lower);
        let more = had.upper.is_some_and(|upper| range.lower > upper);
        if certain && (less || more) { Err("certainly another amount than there is".to_owned()) } else { Ok(()) }
    }

    /// The total of an asset and its items in a currency.
    fn whole_now(&self, asset: &Asset, currency: &'static str) -> Range {
        let mut system = self.systems[&asset.root].clone();
        let items = self.items_now(asset, currency, &mut system);
        system.range(&asset.worth.sum().plus(&items, 1))
    }

    /// The present amounts of an asset's items, as parts of a whole in a currency; an amount in another currency may
    /// be anything.
    fn items_now(&self, asset: &Asset, currency: &'static str, system: &mut System) -> Sum {
        asset.items.iter().fold(Sum::default(), |sum, item| {
            let item = &self.assets[item];
            let part = match &item.worth {
                Worth::Valued { sum, currency: Some(of), .. } if *of == currency => {
                    sum.plus(&self.items_now(item, currency, system), 1)
                }
                _ => system.unknown(Range::ANY),
            };
            sum.plus(&part, 1)
        })
    }

    fn apply(&mut self, action: &Action) {
        let (own, locates) = match &action.birth {
            Some(birth) => (true, self.begin(action, birth)),
            None => (self.carry_on(action), false),
        };
        let asset = self.assets.get_mut(&action.asset).unwrap();
        asset.stage = reached_by(action.verb).unwrap_or(asset.stage);
        asset.dates.push(action.days);
        asset.authority = action.authority.or(asset.authority);
        let worth = asset.worth.clone();
        self.acts.push(Act { action: action.clone(), worth, own, locates });
    }

    fn begin(&mut self, action: &Action, birth: &Birth) -> bool {
        let parent = birth.parent.as_ref().map(|parent| self.assets[parent].clone());
        let root = parent.as_ref().map_or_else(|| action.asset.clone(), |parent| parent.root.clone());
        let system = self.systems.entry(root.clone()).or_default();
        let mut locates = false;
        let worth = match &parent {
            None => stated(action.amount.as_ref(), system),
            Some(parent) => {
                let (worth, part) = carved(action.amount.as_ref(), &parent.worth, system);
                let within = matches!((&part, &worth), (Some(part), Worth::Valued { sum, .. }) if part == sum);
                let plain = matches!(&worth, Worth::Valued { stated: false, currency: None, .. });
                locates = reached_by(action.verb) == Some(parent.stage) && (within || plain);
                let carved = self.assets.get_mut(birth.parent.as_ref().unwrap()).unwrap();
                carved.dates.push(action.days);
                carved.items.push(action.asset.clone());
                if let (Worth::Valued { sum, currency, .. }, Some(part)) = (&mut carved.worth, part) {
                    *sum = sum.plus(&part, -1);
                    carved.itemised = carved.itemised.plus(&part, 1);
                    carved.itemised_in = *currency;
                    system.not_negative(sum);
                }
                worth
            }
        };
        let of_parent = parent.as_ref();
        let asset = Asset {
            root,
            case: birth.case.or(of_parent.map(|parent| parent.case)).unwrap(),
            places: birth.places.clone().or(of_parent.map(|parent| parent.places.clone())).unwrap(),
            kind: birth.kind.or(of_parent.map(|parent| parent.kind)).unwrap(),
            stage: "",
            authority: None,
            worth,
            itemised: Sum::default(),
            itemised_in: None,
            items: Vec::new(),
            dates: Vec::new(),
        };
        self.assets.insert(action.asset.clone(), asset);
        locates
    }

    /// Begins new equations for the items of an asset that count in a currency, so that later facts tighten nothing
    /// earlier.
    fn renew(&mut self, asset: &str, currency: &'static str) {
        let mut items = self.assets[asset].items.clone();
        let mut renewed = Vec::new();
        while let Some(item) = items.pop() {
            if self.assets[&item].worth.currency() == Some(currency) {
                items.extend(self.assets[&item].items.clone());
                renewed.push(item);
            }
        }
        let sums = renewed.iter().fold(Sum::default(), |sum, item| sum.plus(&self.assets[item].worth.sum(), 1));
        let unknowns = self.systems.get_mut(&self.assets[asset].root).unwrap().renew(&sums);
        for item in renewed {
            let item = self.assets.get_mut(&item).unwrap();
            item.itemised = item.itemised.renewed(&unknowns);
            if let Worth::Valued { sum, .. } = &mut item.worth {
                *sum = sum.renewed(&unknowns);
            }
        }
    }

    /// Returns whether the action states an amount.
    fn carry_on(&mut self, action: &Action) -> bool {
        let Some(amount) = action.amount.as_ref().filter(|amount| !matches!(amount, Amount::Unstated(_))) else {
            return false;
        };
        let asset = &self.assets[&action.asset];
        let whole = action.of == Some(Of::Whole) && !asset.items.is_empty() && *amount != Amount::NonValued;
        let root = asset.root.clone();
        if let (true, Amount::Stated { currency, .. }) = (whole, amount) {
            self.renew(&action.asset, currency);
        }
        let mut system = self.systems.remove(&root).unwrap();
        let asset = &self.assets[&action.asset];
        let (mut worth, mut itemised) = (stated(Some(amount), &mut system), asset.itemised.clone());
        let mut itemised_in = asset.itemised_in;
        if let Worth::Valued { sum, currency: Some(currency), .. } = &mut worth {
            if whole {
                itemised = self.items_now(asset, currency, &mut system);
                *sum = sum.plus(&itemised, -1);
                system.not_negative(sum);
            } else if !itemised.0.is_empty() && itemised_in != Some(*currency) {
                // The value in another currency of what was carved out is unknown.
                itemised = system.unknown(Range::ANY);
            }
            itemised_in = Some(*currency);
        }
        self.systems.insert(root, system);
        let asset = self.assets.get_mut(&action.asset).unwrap();
        (asset.worth, asset.itemised, asset.itemised_in) = (worth, itemised, itemised_in);
        true
    }
}

fn in_order(earlier: &[Days], days: Days) -> Result<(), Refusal> {
    if earlier.iter().any(|earlier| earlier.first.is_some_and(|first| days.last < first)) {
        return Err("dated before what it follows".to_owned());
    }
    Ok(())
}

/// An amount by itself.
fn stated(amount: Option<&Amount>, system: &mut System) -> Worth {
    match amount {
        None => Worth::Valued { sum: system.unknown(Range::ANY), currency: None, stated: false, about: false },
        Some(Amount::Unstated(currency)) => {
            Worth::Valued { sum: system.unknown(Range::ANY), currency: *currency, stated: false, about: false }
        }
        Some(Amount::Stated { range, about, currency }) => {
            Worth::Valued { sum: system.unknown(*range), currency: Some(currency), stated: true, about: *about }
        }
        Some(Amount::NonValued) => Worth::NonValued,
    }
}

/// The worth of an item, and what it takes out of its asset's equation, if that has one.
fn carved(amount: Option<&Amount>, parent: &Worth, system: &mut System) -> (Worth, Option<Sum>) {
    let mut worth = stated(amount, system);
    let Worth::Valued { currency: of_parent, .. } = parent else { return (worth, None) };
    if let Worth::Valued { sum, currency, stated, .. } = &mut worth {
        if !*stated {
            *currency = currency.or(*of_parent);
        }
        if *currency == *of_parent {
            let part = sum.clone();
            return (worth, Some(part));
        }
    }
    (worth, Some(system.unknown(Range::ANY)))
}
