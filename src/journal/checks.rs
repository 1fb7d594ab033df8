//! Do the particulars of an action go together, and can its date be meant?

use jiff::civil;

use crate::domain::{Action, Advice, Amount, AssetRef, Date, Fault};

use super::particular::{Act, Details, Particular, With};
use super::target::Target;
use super::value::Said;

/// The first year of which a date is usual.
const FIRST_YEAR: i16 = 1900;

/// Why a date is hardly what is meant: it is wholly after the UTC day that follows `today`, on which it is recorded (in
/// some time zone that day has begun), or before 1900.
pub(crate) fn unusual(date: &Date, today: civil::Date) -> Option<Fault> {
    let tomorrow = today.tomorrow().unwrap_or(today);
    let why = if date.first().is_some_and(|first| first > tomorrow) {
        format!("{date} has not come yet: today is {today} (UTC)")
    } else if date.last().year() < FIRST_YEAR {
        format!("{date} is before {FIRST_YEAR}")
    } else {
        return None;
    };
    Some(Fault::new(why).advise(Advice::ConfirmDate))
}

/// Checks that the date of a flag, where one is given, is one that can be meant.
///
/// # Errors
/// The date is [`unusual`].
pub(crate) fn usual(flag: &str, date: Option<&Date>, today: civil::Date) -> Result<(), Fault> {
    date.and_then(|date| unusual(date, today)).map_or(Ok(()), |fault| Err(fault.at(flag)))
}

impl Details {
    /// Checks that the date is one that can be meant, or that somebody says that it is.
    ///
    /// # Errors
    /// The date is hardly what is meant on the day `today`: in the future, or before 1900.
    pub(crate) fn check_date(&self, today: civil::Date) -> Result<(), Fault> {
        usual("--on", self.date.as_ref().filter(|_| !self.unusual_date), today)
    }
}

/// Checks that the particulars of an action go together; `identified` where it brings identifiers.
///
/// # Errors
/// The first that does not go with the others.
pub(crate) fn go_together(act: &Act, identified: bool) -> Result<(), Fault> {
    if act.action == Action::Dispose && act.how.is_none() {
        return Err(Fault::new("how the asset was disposed of is not said").advise(Advice::GiveDisposal));
    }
    for particular in Particular::kept() {
        if let (With::Only(only), Said::Word(word)) = (particular.with(), act.said(particular))
            && only != act.action
        {
            let (flag, action) = (particular.spelt(), act.action);
            return Err(Fault::new(format!("{flag} {word} belongs to {only}, not to {action}")).hint("leave it out"));
        }
    }
    if act.action == Action::Revalue && act.amount.is_none() {
        return Err(Fault::new("a revaluation states an amount").advise(Advice::GiveAmount));
    }
    check_portion(act)?;
    if let Some(until) = act.until.as_ref().filter(|until| until.wholly_before(&act.date)) {
        return Err(Fault::new(format!("--until {until} is before the action itself, on {}", act.date))
            .hint("check both dates"));
    }
    let lifts = matches!(act.action, Action::Release | Action::Return | Action::Dispose);
    if lifts && matches!(act.target, Target::Item { .. }) && act.amount.is_none() {
        return Err(Fault::new(format!("how much of {} this concerns is not said", part_of(&act.target)))
            .advise(Advice::GiveAmountOrUnstated));
    }
    // A basis describes no asset; it says how far its places can be relied on. What is not sealed yet is not in the action.
    let describes = |particular: &Particular| match particular {
        Particular::Basis => false,
        Particular::Identifiers => identified,
        particular => particular.with() == With::Beginning && act.says(*particular),
    };
    if let Some(particular) = Particular::kept().find(describes).filter(|_| !act.target.begins()) {
        let (flag, asset) = (particular.spelt(), act.target.asset());
        return Err(Fault::new(format!("{flag} describes a new asset or item, {asset} is one already"))
            .hint("leave it out, or correct the entry that began the asset"));
    }
    if act.may_overlap.contains(act.target.asset()) {
        return Err(Fault::new(format!("{} cannot overlap with itself", act.target.asset())));
    }
    Ok(())
}

/// Checks that what is said of how much is meant belongs to an amount of an asset that is in the ledger.
fn check_portion(act: &Act) -> Result<(), Fault> {
    let later = |particular: &Particular| particular.with() == With::Later && act.says(*particular);
    if let Some(particular) = Particular::kept().find(later).filter(|_| act.target.begins()) {
        let (flag, asset) = (particular.spelt(), act.target.asset());
        return Err(Fault::new(format!("{flag} is about an asset that is in the ledger; {asset} begins here"))
            .hint("leave it out"));
    }
    match act.of {
        Some(of) if act.amount.is_none_or(Amount::is_unstated) => {
            Err(Fault::new(format!("--of {of} says how much an amount is of, and no amount is given"))
                .hint("give the amount, or leave --of out"))
        }
        _ => Ok(()),
    }
}

fn part_of(target: &Target) -> &AssetRef {
    match target {
        Target::Item { part_of, .. } => part_of,
        other => other.asset(),
    }
}
