//! One step of an asset: the part of an entry's action that the rules of counting use, and the line that stores it.
//!
//! A family's steps are stored together, one line per entry, so that it can be folded without searching the journal.
//! The lines are derived from the entries' bytes; verification compares them.

use std::fmt::{self, Write as _};

use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Disposal, Fault, Number, Overlap, Places, Portion,
    Things,
};

use super::particular::Act;
use super::target::Target;

/// The word in a line for an action on the whole asset.
const WHOLE: &str = "whole";

/// The part of an action that the rules of counting use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub action: Action,
    /// The asset.
    pub target: Target,
    /// The day, or the range of days.
    pub date: Date,
    /// Where the asset is.
    pub places: Option<Places>,
    /// Whether a source states the place or it was inferred.
    pub basis: Option<Basis>,
    /// What the asset is.
    pub kind: Option<AssetKind>,
    /// The amount at this action.
    pub amount: Option<Amount>,
    /// The authority that acted.
    pub authority: Option<String>,
    /// Other assets that may be the same money.
    pub may_overlap: Vec<Overlap>,
    /// The portion of a carved asset that the amount, value and count describe.
    pub of: Option<Portion>,
    /// Whether the whole asset is meant, at this amount.
    pub whole: bool,
    /// The estimated value. This and the fields below are boxed because few steps have them, and a million steps get
    /// moved around.
    pub value: Option<Box<Amount>>,
    /// How many things there are in it.
    pub count: Option<Box<Amount>>,
    /// How it was disposed of.
    pub how: Option<Disposal>,
    /// The office that keeps it from then on.
    pub custodian: Option<String>,
    /// Where a transfer brings it.
    pub to: Option<Places>,
    /// What it was sold for.
    pub proceeds: Option<Box<Amount>>,
    /// What the sale cost.
    pub costs: Option<Box<Amount>>,
    /// The item that holds the proceeds.
    pub derived: Option<AssetRef>,
    /// When the measure ends.
    pub until: Option<Box<Date>>,
    /// What each source states, if all statements are to count. Not stored in any line.
    pub(crate) also: Vec<Stated>,
}

/// The part of a source's statement that the rules of counting use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub places: Option<Places>,
    /// The amount.
    pub amount: Option<Amount>,
    /// The estimated value.
    pub value: Option<Amount>,
    /// How many things there are in it.
    pub count: Option<Amount>,
}

/// The effect of an entry on a family. A step is large and is handed from the line to the record, so it is boxed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An action.
    Step(Box<Step>),
    /// A new reading of an action.
    Correction {
        /// The entry that first recorded the action.
        corrects: u64,
        /// The action as it is now read.
        step: Box<Step>,
    },
    /// An action no longer counts as having happened, or a reading is taken back.
    Void {
        /// The entry that first recorded the action, or the reading.
        voids: u64,
    },
    /// A voided action or reading holds after all.
    Reinstatement {
        /// The entry that first recorded the action, or the reading.
        reinstates: u64,
    },
    /// What another source says about an action.
    Reading {
        /// The entry that first recorded the action.
        reads: u64,
        /// What it says.
        stated: Box<Stated>,
    },
    /// From now on an action counts as another source states it.
    Adoption {
        /// The entry that first recorded the action.
        reads: u64,
        /// The reading that is adopted, or the action's own entry.
        adopts: u64,
        /// The action as it is now read.
        step: Box<Step>,
    },
}

/// The word for the action in the line of a reinstatement.
const REINSTATED: &str = "reinstate";

/// The word in the line of a reading.
const READING: &str = "reading";

/// The word in the line of an adoption.
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
            value: act.value.map(Box::new),
            count: act.count.zip(act.count_of).map(|(count, things)| Box::new(count.of(things))),
            how: act.how,
            custodian: act.custodian.clone(),
            to: act.to.clone(),
            proceeds: act.proceeds.map(Box::new),
            costs: act.costs.map(Box::new),
            derived: act.derived_from.as_ref().map(|derivation| derivation.item.clone()),
            until: act.until.clone().map(Box::new),
            also: Vec::new(),
        }
    }
}

impl Step {
    /// The assets that begin with it: its own and the item that holds a sale's proceeds.
    pub(crate) fn begun(&self) -> impl Iterator<Item = &AssetRef> {
        Some(self.target.asset()).filter(|_| self.target.begins()).into_iter().chain(&self.derived)
    }

    /// Whether it states the amount of an asset including its items, as they are at that point.
    pub(crate) fn restates_whole(&self) -> bool {
        self.of == Some(Portion::Whole)
    }
}

impl Stated {
    /// An action's own statement.
    pub(crate) fn of(step: &Step) -> Stated {
        Stated {
            date: Some(step.date.clone()),
            places: step.places.clone(),
            amount: step.amount,
            value: step.value.as_deref().copied(),
            count: step.count.as_deref().copied(),
        }
    }
}

impl Event {
    /// The step it contains; `None` if it only removes one or restores one.
    pub fn step(&self) -> Option<&Step> {
        match self {
            Event::Step(step) | Event::Correction { step, .. } | Event::Adoption { step, .. } => Some(step),
            Event::Void { .. } | Event::Reinstatement { .. } | Event::Reading { .. } => None,
        }
    }

    /// Appends the entry's line.
    pub fn write(&self, entry: u64, lines: &mut String) {
        if !lines.is_empty() {
            lines.push('\n');
        }
        let begun = lines.len();
        // Writing to a string never fails.
        let _: fmt::Result = self.write_fields(entry, lines);
        // Trailing empty fields are not written.
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
        write!(line, "\t{}\t{}\t", step.of.map_or("", Portion::as_str), if step.whole { WHOLE } else { "" })?;
        step.value.iter().try_for_each(|value| write!(line, "{value}"))?;
        line.push('\t');
        step.count.iter().try_for_each(|count| write!(line, "{count}"))?;
        write!(
            line,
            "\t{}\t{}\t",
            step.how.map_or("", Disposal::as_str),
            step.custodian.as_deref().unwrap_or_default()
        )?;
        write_places(step.to.as_ref(), line);
        for amount in [&step.proceeds, &step.costs] {
            line.push('\t');
            amount.iter().try_for_each(|amount| write!(line, "{amount}"))?;
        }
        line.push('\t');
        step.derived.iter().try_for_each(|item| write!(line, "{}", item.number()))?;
        write!(line, "\t{}", step.until.as_deref().map_or("", Date::text))
    }
}

/// Reads the lines of the family with first asset `root`, up to an entry (`None`: all).
///
/// # Errors
/// A line that [`Event::write`] could not have written.
pub(crate) fn read<'a>(
    lines: &'a str,
    root: &'a AssetRef,
    at_entry: Option<u64>,
) -> impl Iterator<Item = Result<(u64, Event), Fault>> + 'a {
    let mut rest = Some(lines);
    let event = move || {
        let (line, others) = cut(rest?, b'\n');
        rest = others;
        let event = read_line(line, root);
        let is_known = event.as_ref().map_or(true, |(entry, _)| at_entry.is_none_or(|last| *entry <= last));
        is_known.then_some(event)
    };
    std::iter::from_fn(event)
}

/// The entry number that a line begins with.
///
/// # Errors
/// The line does not begin with a number.
pub(crate) fn entry_of(line: &str) -> Result<u64, Fault> {
    number(cut(line, b'\t').0)
}

fn read_line(line: &str, root: &AssetRef) -> Result<(u64, Event), Fault> {
    let mut rest = line;
    let mut next = || {
        let (field, others) = cut(rest, b'\t');
        rest = others.unwrap_or_default();
        field
    };
    let entry = number(next())?;
    let other = Some(next()).filter(|other| !other.is_empty()).map(number).transpose()?;
    let action = next();
    let event = match (other, action) {
        (Some(voids), "") => Event::Void { voids },
        (Some(reinstates), REINSTATED) => Event::Reinstatement { reinstates },
        (Some(reads), READING) => Event::Reading { reads, stated: Box::new(read_stated(next)?) },
        (Some(reads), ADOPTED) => {
            let (adopts, action) = (number(next())?, next());
            Event::Adoption { reads, adopts, step: read_step(action, next, root)? }
        }
        (None, action) => Event::Step(read_step(action, next, root)?),
        (Some(corrects), action) => Event::Correction { corrects, step: read_step(action, next, root)? },
    };
    Ok((entry, event))
}

/// Reads the rest of a step's line, after the action.
fn read_step<'a>(action: &str, mut next: impl FnMut() -> &'a str, root: &AssetRef) -> Result<Box<Step>, Fault> {
    let (target, date) = (next(), next());
    let mut step = Box::new(Step {
        action: Action::parse(action)?,
        date: Date::parse(date)?,
        places: given(next()).map(Places::parse).transpose()?,
        basis: given(next()).map(Basis::parse).transpose()?,
        kind: given(next()).map(AssetKind::parse).transpose()?,
        amount: given(next()).map(Amount::recorded).transpose()?,
        authority: given(next()).map(str::to_owned),
        may_overlap: given(next())
            .map_or(Ok(Vec::new()), |others| others.split(';').map(Overlap::parse).collect::<Result<_, _>>())?,
        target: read_target(target, given(next()), root)?,
        of: given(next()).map(Portion::parse).transpose()?,
        whole: given(next()).map(whole).transpose()?.is_some(),
        value: given(next()).map(Amount::recorded).transpose()?.map(Box::new),
        count: given(next()).map(count).transpose()?.map(Box::new),
        how: given(next()).map(Disposal::parse).transpose()?,
        custodian: given(next()).map(str::to_owned),
        to: given(next()).map(Places::parse).transpose()?,
        proceeds: given(next()).map(Amount::recorded).transpose()?.map(Box::new),
        costs: given(next()).map(Amount::recorded).transpose()?.map(Box::new),
        derived: None,
        until: None,
        also: Vec::new(),
    });
    if let Some(text) = given(next()) {
        step.derived = Some(step.target.asset().item(text.parse().map_err(|_| unreadable(text))?));
    }
    step.until = given(next()).map(Date::parse).transpose()?.map(Box::new);
    Ok(step)
}

/// Reads the rest of a reading's line.
fn read_stated<'a>(mut next: impl FnMut() -> &'a str) -> Result<Stated, Fault> {
    Ok(Stated {
        date: given(next()).map(Date::parse).transpose()?,
        places: given(next()).map(Places::parse).transpose()?,
        amount: given(next()).map(Amount::recorded).transpose()?,
        value: given(next()).map(Amount::recorded).transpose()?,
        count: given(next()).map(count).transpose()?,
    })
}

/// Writes the line of a reading.
fn write_reading(entry: u64, reads: u64, stated: &Stated, line: &mut String) -> fmt::Result {
    write!(line, "{entry}\t{reads}\t{READING}\t{}\t", stated.date.as_ref().map_or("", Date::text))?;
    write_places(stated.places.as_ref(), line);
    line.push('\t');
    stated.amount.iter().try_for_each(|amount| write!(line, "{amount}"))?;
    line.push('\t');
    stated.value.iter().try_for_each(|value| write!(line, "{value}"))?;
    line.push('\t');
    stated.count.iter().try_for_each(|count| write!(line, "{count}"))
}

fn write_places(places: Option<&Places>, line: &mut String) {
    match places {
        Some(places) if places.is_unstated() => line.push_str("unstated"),
        places => line.push_str(&places.map_or(String::new(), Places::codes)),
    }
}

/// Writes the target: `*` for a new asset, `+.1` for a new item, `.1` for an existing item, and nothing for the asset
/// itself.
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

/// Cuts a text at the first `at`; without one, all of it comes before. Fields have a few bytes or none, so `str::split`
/// would spend more time on setup than on reading.
fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == at) {
        Some(end) => (&text[..end], Some(&text[end + 1..])),
        None => (text, None),
    }
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn whole(text: &str) -> Result<(), Fault> {
    if text == WHOLE { Ok(()) } else { Err(unreadable(text)) }
}

/// Reads a count, such as `83 accounts`.
fn count(text: &str) -> Result<Amount, Fault> {
    let (number, things) = text.split_once(' ').ok_or_else(|| unreadable(text))?;
    Ok(Number::parse(number)?.of(Things::parse(things)?))
}

fn number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| unreadable(text))
}

fn unreadable(text: &str) -> Fault {
    Fault::new(format!("{} does not belong in the line of a family", crate::domain::text::quote(text)))
}
