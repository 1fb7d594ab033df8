//! Entries in words, for a person to read.

use std::path::Path;

use serde::Serialize;

use crate::domain::{Amount, Places, Portion, text};
use crate::journal::{Act, Entry, Particular, Stamp, Target};

/// How a flag is spelt on the command line.
pub(super) fn spelt(flag: &str) -> String {
    format!("--{flag}")
}

/// The flag that gives a particular, or else its name.
pub(super) fn flag_of(particular: Particular) -> String {
    particular.flag().map_or_else(|| particular.to_string(), spelt)
}

/// An action in one line: `frozen: bank-account in DE, not stated, on 2024-06-25`.
pub(super) fn action(act: &Act) -> String {
    let mut parts = Vec::new();
    if let Target::Item { part_of, .. } = &act.target {
        parts.push(format!("part of {part_of}"));
    }
    match (act.kind, &act.places) {
        (Some(kind), Some(where_)) => parts.push(format!("{kind} {}", in_places(where_))),
        (Some(kind), None) => parts.push(kind.to_string()),
        (None, Some(where_)) => parts.push(in_places(where_)),
        (None, None) => {}
    }
    let mut measures = Vec::new();
    // Only an action that begins an asset has an amount of its own that can be missing.
    let silent = (act.amount.is_none() && act.target.begins()).then(|| NOT_STATED.to_owned());
    measures.extend(act.amount.map(amount).or(silent));
    measures.extend(act.value.map(|value| format!("valued at {}", amount(value))));
    measures.extend(act.count.zip(act.count_of).map(|(count, things)| format!("{count} {things}")));
    if let Some(last) = measures.last_mut() {
        last.push_str(match (act.of, act.whole) {
            (Some(Portion::Whole), _) => " with its items",
            (Some(Portion::Rest), _) => " of the rest",
            (None, true) if act.amount.is_some() => " for all of it",
            (None, _) => "",
        });
    }
    parts.extend(measures);
    parts.extend(act.to.as_ref().map(|to| if to.is_unstated() { places(to) } else { format!("to {}", to.codes()) }));
    parts.extend(act.custodian.as_ref().map(|custodian| format!("kept by {custodian}")));
    parts.push(format!("on {}", act.date));
    parts.extend(act.how.map(|how| how.to_string()));
    if let (Some(proceeds), Some(derived)) = (act.proceeds, &act.derived_from) {
        let costs = act.costs.map(|costs| format!(" less costs of {}", amount(costs))).unwrap_or_default();
        parts.push(format!("for {}{costs}: {} stands in its place", amount(proceeds), derived.item));
    }
    format!("{}: {}", act.action.past(), parts.join(", "))
}

/// The words for an amount that no source gives.
const NOT_STATED: &str = "not stated";

/// An amount: its canonical text, or words without a figure.
pub(super) fn amount(amount: Amount) -> String {
    match amount {
        Amount::Unstated(None) => NOT_STATED.to_owned(),
        Amount::Unstated(Some(unit)) => format!("{NOT_STATED}, in {unit}"),
        stated => stated.to_string(),
    }
}

/// Where an asset lies.
pub(super) fn places(places: &Places) -> String {
    if places.is_unstated() { "place not stated".to_owned() } else { places.codes() }
}

fn in_places(at: &Places) -> String {
    if at.is_unstated() { places(at) } else { format!("in {}", at.codes()) }
}

/// The program and its version, as it names itself.
pub(super) const PROGRAM: &str = concat!("impound ", env!("CARGO_PKG_VERSION"));

/// When an entry was recorded and who recorded it: `2024-06-28T09:30:00Z by Ada (logged in as unit7)`.
pub(super) fn recorded(stamp: &Stamp) -> String {
    let login = stamp.login.as_ref().map(|login| format!(" (logged in as {login})")).unwrap_or_default();
    format!("{} by {}{login}", stamp.recorded_at, stamp.recorded_by)
}

/// One of a list of edits: `by entry 9 on 2024-06-28T09:30:00Z (the lead was taken over)`.
pub(super) fn edit(entry: &Entry) -> String {
    let reason = entry.body.reason().map(|reason| format!(" ({reason})")).unwrap_or_default();
    format!("by entry {} on {}{reason}", entry.number, entry.stamp.recorded_at)
}

/// A number of things, in the singular or the plural.
pub(super) fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Alternatives, as a sentence lists them: `.csv, .json or .txt`.
pub(super) fn either(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} or {last}", words.join(", ")) }
}

/// A number of entries.
pub(super) fn entries(count: u64) -> String {
    counted(count, "entry", "entries")
}

/// Differences: how many, then one per line.
pub(super) fn listed(differences: &[String]) -> String {
    let lines: String = differences.iter().map(|difference| format!("  {}\n", shown(difference))).collect();
    format!("{}:\n{lines}", counted(differences.len() as u64, "difference", "differences"))
}

/// Text for the terminal, with nothing in it that could steer one.
pub(super) fn shown(value: &str) -> String {
    text::escape(value).into_owned()
}

/// A path as a message shows it.
pub(super) fn path(file: &Path) -> String {
    text::escape(&file.to_string_lossy()).into_owned()
}

/// An answer as one line of JSON that cannot steer a terminal.
pub(super) fn json(answer: &impl Serialize) -> String {
    // Texts, numbers, truth values and lists of them always serialize.
    let json = serde_json::to_string(answer).unwrap_or_default();
    format!("{}\n", text::escape_json(&json))
}
