//! Checks that the particulars of an action go together and that its date is plausible.

use jiff::civil;

use crate::domain::{Action, Amount, AssetRef, Date, Disposal};

use super::family::Measure;
use super::particular::{Act, Details, Particular, With};
use super::refusal::{Mismatch, Refusal, Unusual};
use super::target::Target;

/// Dates before this year are unusual.
const FIRST_YEAR: i16 = 1900;

/// Why a date is implausible: it is wholly after the UTC day following `today`, the day of recording (somewhere that
/// day has already begun), or before 1900.
pub(crate) fn unusual(date: &Date, today: civil::Date) -> Option<Unusual> {
    let tomorrow = today.tomorrow().unwrap_or(today);
    if date.first().is_some_and(|first| first > tomorrow) {
        Some(Unusual::ToCome { date: date.clone(), today })
    } else if date.last().year() < FIRST_YEAR {
        Some(Unusual::LongAgo { date: date.clone(), year: FIRST_YEAR })
    } else {
        None
    }
}

impl Details {
    /// Checks that the date is plausible or was explicitly confirmed.
    ///
    /// # Errors
    /// As of `today`, the date is in the future, or it is before 1900.
    pub(crate) fn check_date(&self, today: civil::Date) -> Result<(), Refusal> {
        let date = self.date.as_ref().filter(|_| !self.unusual_date);
        date.and_then(|date| unusual(date, today)).map_or(Ok(()), |unusual| Err(Mismatch::Unusual(unusual).into()))
    }
}

/// Checks that the particulars of an action go together; `identified` says whether it comes with identifiers.
///
/// # Errors
/// The first mismatch found.
pub(crate) fn go_together(act: &Act, identified: bool) -> Result<(), Mismatch> {
    if act.action == Action::Dispose && act.how.is_none() {
        return Err(Mismatch::NoDisposal);
    }
    if act.action == Action::Transfer && act.to.is_none() && act.custodian.is_none() {
        return Err(Mismatch::NoMove);
    }
    check_alone(act)?;
    check_proceeds(act)?;
    if act.action == Action::Revalue && !Measure::ALL.into_iter().any(|measure| has(act, measure)) {
        return Err(Mismatch::NoAmount);
    }
    check_measures(act)?;
    check_portion(act)?;
    if let Some(until) = act.until.as_ref().filter(|until| until.wholly_before(&act.date)) {
        return Err(Mismatch::EndsBefore { until: until.clone(), date: act.date.clone() });
    }
    let lifts = matches!(act.action, Action::Release | Action::Return | Action::Dispose | Action::Recover);
    if lifts && matches!(act.target, Target::Item { .. }) && act.amount.is_none() {
        return Err(Mismatch::NoAmountOfPart(part_of(&act.target).clone()));
    }
    // A basis does not describe the asset but how reliable its places are. Unsealed identifiers are not in the action
    // yet.
    let describes = |particular: &Particular| match particular {
        Particular::Basis => false,
        Particular::Identifiers => identified,
        particular => particular.with() == With::Beginning && act.says(*particular),
    };
    if let Some(particular) = Particular::kept().find(describes).filter(|_| !act.target.begins()) {
        return Err(Mismatch::Describes { particular, asset: act.target.asset().clone() });
    }
    if act.may_overlap.iter().any(|other| other.here() == Some(act.target.asset())) {
        return Err(Mismatch::OverlapsItself(act.target.asset().clone()));
    }
    Ok(())
}

/// Checks that particulars reserved for one action appear only with that action.
fn check_alone(act: &Act) -> Result<(), Mismatch> {
    for particular in Particular::kept() {
        let With::Only(only) = particular.with() else { continue };
        if let Some(word) = act.said(particular).word().filter(|_| only != act.action) {
            return Err(Mismatch::OfOtherAction { particular, word, only, action: act.action });
        }
    }
    Ok(())
}

/// Checks that only a sale has proceeds, and that nothing presupposes proceeds where there are none.
fn check_proceeds(act: &Act) -> Result<(), Mismatch> {
    let of_proceeds = [Particular::Costs, Particular::DerivedFrom];
    match act.proceeds {
        None => of_proceeds.into_iter().find(|of| act.says(*of)).map_or(Ok(()), |of| Err(Mismatch::NoProceeds(of))),
        Some(_) if act.how != Some(Disposal::Sold) => Err(Mismatch::NotSold),
        Some(proceeds) => match [Some(proceeds), act.costs].contains(&Some(Amount::NonValued)) {
            true => Err(Mismatch::NoMoney),
            false => Ok(()),
        },
    }
}

/// Checks that a portion comes with an amount and concerns an asset in the ledger.
fn check_portion(act: &Act) -> Result<(), Mismatch> {
    let later = |particular: &Particular| particular.with() == With::Later && act.says(*particular);
    if let Some(particular) = Particular::kept().find(later).filter(|_| act.target.begins()) {
        return Err(Mismatch::OfLater { particular, asset: act.target.asset().clone() });
    }
    match act.of {
        Some(of) if !states_any(act) => Err(Mismatch::OfNoAmount(of)),
        _ => Ok(()),
    }
}

/// Whether an action states anything in a measure.
fn has(act: &Act, measure: Measure) -> bool {
    match measure {
        Measure::Amount => act.amount.is_some(),
        Measure::Value => act.value.is_some(),
        Measure::Count => act.count.is_some(),
    }
}

/// Whether an action states a figure in any measure.
pub(super) fn states_any(act: &Act) -> bool {
    let stated = |amount: Option<Amount>| amount.is_some_and(|amount| !amount.is_unstated());
    stated(act.amount) || stated(act.value) || act.count.is_some()
}

/// Checks that a value is in a currency and that a count says what it counts.
fn check_measures(act: &Act) -> Result<(), Mismatch> {
    check_value(act.value)?;
    match (act.count, act.count_of) {
        (Some(count), Some(_)) if count.is_none() && act.target.begins() => Err(Mismatch::CountsNone),
        (Some(_), None) => Err(Mismatch::CountOfWhat),
        (None, Some(things)) => Err(Mismatch::HowMany(things)),
        _ => Ok(()),
    }
}

/// Checks that a value, if given, is in a currency.
///
/// # Errors
/// It is non-valued or in a crypto-asset.
pub(crate) fn check_value(value: Option<Amount>) -> Result<(), Mismatch> {
    match value {
        Some(Amount::NonValued) => Err(Mismatch::ValueOfNone),
        Some(value) => match value.unit().filter(|unit| !unit.is_currency()) {
            Some(unit) => Err(Mismatch::ValueInCryptoAsset(unit)),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

fn part_of(target: &Target) -> &AssetRef {
    match target {
        Target::Item { part_of, .. } => part_of,
        other => other.asset(),
    }
}
