//! One step of an asset: what the rules of counting look at in an entry's action, and the line that keeps it.
//!
//! A family's steps are kept together, one line for each entry, so that a family can be folded without a search for its
//! entries in the journal. The lines are derived from the entries' bytes, and verifying compares them.

use std::fmt::{self, Write as _};

use crate::domain::{Action, Amount, AssetKind, AssetRef, Basis, Bounds, CaseRef, Date, Fault, Places, Portion, Unit};

use super::particular::Act;
use super::target::Target;

/// What a line has where all of the asset is meant.
const WHOLE: &str = "whole";

/// What the rules of counting look at in an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// To which asset.
    pub target: Target,
    /// On which day, or between which days.
    pub date: Date,
    /// Where the asset is.
    pub places: Option<Places>,
    /// Whether a source says where.
    pub basis: Option<Basis>,
    /// What the asset is.
    pub kind: Option<AssetKind>,
    /// The amount at this action.
    pub amount: Option<Amount>,
    /// The authority that acted.
    pub authority: Option<String>,
    /// Other assets that are perhaps the same money.
    pub may_overlap: Vec<AssetRef>,
    /// Of how much of a carved asset the amount is.
    pub of: Option<Portion>,
    /// Whether all of the asset is meant, at this amount.
    pub whole: bool,
    /// Where all that sources state of the amount is to count: what others than the adopted one state. It is kept in no line.
    pub(crate) also: Vec<Amount>,
}

/// What a source states of an action, as far as the rules of counting look at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub places: Option<Places>,
    /// The amount.
    pub amount: Option<Amount>,
}

/// What an entry does to a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An action.
    Step(Step),
    /// A new reading of an action.
    Correction {
        /// The entry that first recorded the action.
        corrects: u64,
        /// The action as it is now read.
        step: Step,
    },
    /// An action that no longer counts as having happened, or a reading that is taken back.
    Void {
        /// The entry that first recorded the action, or the reading.
        voids: u64,
    },
    /// An action, or a reading, that was voided and holds after all.
    Reinstatement {
        /// The entry that first recorded the action, or the reading.
        reinstates: u64,
    },
    /// What another source says of an action.
    Reading {
        /// The entry that first recorded the action.
        reads: u64,
        /// What it says.
        stated: Stated,
    },
    /// An action counts from now on as another source states it.
    Adoption {
        /// The entry that first recorded the action.
        reads: u64,
        /// The reading that is adopted, or the action's own entry.
        adopts: u64,
        /// The action as it is now read.
        step: Step,
    },
}

/// What stands in the place of the action in the line of a reinstatement.
const REINSTATED: &str = "reinstate";

/// The same in the line of a reading.
const READING: &str = "reading";

/// The same in the line of an adoption.
const ADOPTED: &str = "adopt";

impl From<&Act> for Step {
    fn from(act: &Act) -> Step {
        Step {
            action: act.action,
            target: act.target.clone(),
            date: act.date.clone(),
            places: act.places.clone(),
            basis: act.basis,
            kind: act.kind,
            amount: act.amount,
            authority: act.authority.clone(),
            may_overlap: act.may_overlap.clone(),
            of: act.of,
            whole: act.whole,
            also: Vec::new(),
        }
    }
}

impl Step {
    /// Whether it says what an asset amounts to with its items, as they are by then.
    pub(crate) fn restates_whole(&self) -> bool {
        self.of == Some(Portion::Whole)
    }

    /// The amount, as wide as all that counts of what sources state of it in its currency.
    pub(crate) fn widest_amount(&self) -> Option<Amount> {
        match self.amount {
            Some(Amount::Stated(unit, bounds)) => Some(Amount::Stated(unit, self.spanning(unit, bounds))),
            other => other,
        }
    }

    /// From the least to the greatest of some bounds and of what other sources state in the same currency.
    pub(crate) fn spanning(&self, unit: Unit, bounds: Bounds) -> Bounds {
        let others = self.also.iter().filter_map(|amount| match amount {
            Amount::Stated(other, also) if *other == unit => Some(*also),
            _ => None,
        });
        bounds.spanning(others)
    }
}

impl Stated {
    /// What an action says itself.
    pub(crate) fn of(step: &Step) -> Stated {
        Stated { date: Some(step.date.clone()), places: step.places.clone(), amount: step.amount }
    }
}

impl Event {
    /// The step that it brings; none where it only takes one away or gives it back.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Event::Step(step) | Event::Correction { step, .. } | Event::Adoption { step, .. } => Some(step),
            Event::Void { .. } | Event::Reinstatement { .. } | Event::Reading { .. } => None,
        }
    }

    /// Writes the line of an entry, behind those of the entries before it.
    pub fn write(&self, entry: u64, lines: &mut String) {
        if !lines.is_empty() {
            lines.push('\n');
        }
        let begun = lines.len();
        // Writing to a string never fails.
        let _: fmt::Result = self.write_fields(entry, lines);
        // What is absent at the end is not written.
        lines.truncate(begun + lines[begun..].trim_end_matches('\t').len());
    }

    fn write_fields(&self, entry: u64, line: &mut String) -> fmt::Result {
        let (other, step) = match self {
            Event::Step(step) => (None, Some(step)),
            Event::Correction { corrects, step } => (Some(corrects), Some(step)),
            Event::Void { voids } => (Some(voids), None),
            Event::Reinstatement { reinstates } => return write!(line, "{entry}\t{reinstates}\t{REINSTATED}"),
            Event::Reading { reads, stated } => return write_reading(entry, *reads, stated, line),
            Event::Adoption { reads, step, .. } => (Some(reads), Some(step)),
        };
        write!(line, "{entry}\t")?;
        other.iter().try_for_each(|other| write!(line, "{other}"))?;
        if let Event::Adoption { adopts, .. } = self {
            write!(line, "\t{ADOPTED}\t{adopts}")?;
        }
        let Some(step) = step else { return Ok(()) };
        write!(line, "\t{}\t", step.action.as_str())?;
        write_target(&step.target, line)?;
        write!(line, "\t{}\t", step.date.text())?;
        write_places(step.places.as_ref(), line);
        write!(line, "\t{}\t", step.basis.map_or("", Basis::as_str))?;
        write!(line, "{}\t", step.kind.map_or("", AssetKind::as_str))?;
        step.amount.iter().try_for_each(|amount| write!(line, "{amount}"))?;
        write!(line, "\t{}\t", step.authority.as_deref().unwrap_or_default())?;
        for (at, other) in step.may_overlap.iter().enumerate() {
            write!(line, "{}{other}", if at > 0 { ";" } else { "" })?;
        }
        line.push('\t');
        if let Target::Item { case: Some(case), .. } = &step.target {
            write!(line, "{case}")?;
        }
        write!(line, "\t{}\t{}", step.of.map_or("", Portion::as_str), if step.whole { WHOLE } else { "" })
    }
}

/// Reads the lines of a family, whose first asset is `root`, up to an entry (`None`: all of them).
///
/// # Errors
/// Each line that [`Event::write`] would not have written for anything.
pub(crate) fn read<'a>(
    lines: &'a str,
    root: &'a AssetRef,
    at_entry: Option<u64>,
) -> impl Iterator<Item = Result<(u64, Event), Fault>> + 'a {
    let events = lines.split('\n').map(|line| read_line(line, root));
    events.take_while(move |event| event.as_ref().map_or(true, |(entry, _)| at_entry.is_none_or(|last| *entry <= last)))
}

/// The number of the entry that a line is of.
///
/// # Errors
/// A line that begins with none.
pub(crate) fn entry_of(line: &str) -> Result<u64, Fault> {
    number(line.split('\t').next().unwrap_or_default())
}

fn read_line(line: &str, root: &AssetRef) -> Result<(u64, Event), Fault> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let entry = number(next())?;
    let other = Some(next()).filter(|other| !other.is_empty()).map(number).transpose()?;
    let action = next();
    let event = match (other, action) {
        (Some(voids), "") => Event::Void { voids },
        (Some(reinstates), REINSTATED) => Event::Reinstatement { reinstates },
        (Some(reads), READING) => Event::Reading { reads, stated: read_stated(next)? },
        (Some(reads), ADOPTED) => {
            let (adopts, action) = (number(next())?, next());
            Event::Adoption { reads, adopts, step: read_step(action, next, root)? }
        }
        (None, action) => Event::Step(read_step(action, next, root)?),
        (Some(corrects), action) => Event::Correction { corrects, step: read_step(action, next, root)? },
    };
    Ok((entry, event))
}

/// The rest of a line that holds a step, behind its action.
fn read_step<'a>(action: &str, mut next: impl FnMut() -> &'a str, root: &AssetRef) -> Result<Step, Fault> {
    let (target, date) = (next(), next());
    Ok(Step {
        action: Action::parse(action)?,
        date: Date::parse(date)?,
        places: given(next()).map(Places::parse).transpose()?,
        basis: given(next()).map(Basis::parse).transpose()?,
        kind: given(next()).map(AssetKind::parse).transpose()?,
        amount: given(next()).map(Amount::recorded).transpose()?,
        authority: given(next()).map(str::to_owned),
        may_overlap: given(next())
            .map_or(Ok(Vec::new()), |others| others.split(';').map(AssetRef::parse).collect::<Result<_, _>>())?,
        target: read_target(target, given(next()), root)?,
        of: given(next()).map(Portion::parse).transpose()?,
        whole: given(next()).map(whole).transpose()?.is_some(),
        also: Vec::new(),
    })
}

/// The rest of the line of a reading.
fn read_stated<'a>(mut next: impl FnMut() -> &'a str) -> Result<Stated, Fault> {
    Ok(Stated {
        date: given(next()).map(Date::parse).transpose()?,
        places: given(next()).map(Places::parse).transpose()?,
        amount: given(next()).map(Amount::recorded).transpose()?,
    })
}

/// Writes the line of a reading.
fn write_reading(entry: u64, reads: u64, stated: &Stated, line: &mut String) -> fmt::Result {
    write!(line, "{entry}\t{reads}\t{READING}\t{}\t", stated.date.as_ref().map_or("", Date::text))?;
    write_places(stated.places.as_ref(), line);
    line.push('\t');
    stated.amount.iter().try_for_each(|amount| write!(line, "{amount}"))
}

fn write_places(places: Option<&Places>, line: &mut String) {
    match places {
        Some(places) if places.is_unstated() => line.push_str("unstated"),
        places => line.push_str(&places.map_or(String::new(), Places::codes)),
    }
}

/// The target as a line has it: `*` for a new asset, `+.1` for a new item, `.1` for an item that is there, and nothing
/// for the asset itself.
fn write_target(target: &Target, line: &mut String) -> fmt::Result {
    match target {
        Target::New { .. } => return line.write_char('*'),
        Target::Item { .. } => line.push('+'),
        Target::Existing { .. } => {}
    }
    target.asset().below().iter().try_for_each(|number| write!(line, ".{number}"))
}

fn read_target(text: &str, case: Option<&str>, root: &AssetRef) -> Result<Target, Fault> {
    let under = |below: &str| {
        below.split('.').skip(1).try_fold(root.clone(), |asset, number| {
            Ok::<_, Fault>(asset.item(number.parse().map_err(|_| unreadable(text))?))
        })
    };
    match text.strip_prefix('+') {
        _ if text == "*" => Ok(Target::New { asset: root.clone() }),
        None => Ok(Target::Existing { asset: under(text)? }),
        Some(below) => {
            let asset = under(below)?;
            let part_of = asset.parent().ok_or_else(|| unreadable(text))?;
            Ok(Target::Item { asset, part_of, case: case.map(CaseRef::parse).transpose()? })
        }
    }
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn whole(text: &str) -> Result<(), Fault> {
    if text == WHOLE { Ok(()) } else { Err(unreadable(text)) }
}

fn number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| unreadable(text))
}

fn unreadable(text: &str) -> Fault {
    Fault::new(format!("{} does not belong in the line of a family", crate::domain::text::quote(text)))
}
