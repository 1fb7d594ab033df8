//! An action once one of several statements of it is adopted.

use crate::domain::{Amount, Number, Things};

use super::checks::states_any;
use super::kinds::Body;
use super::particular::Act;
use super::statements::Statement;

/// The action once a statement of it is adopted: its own, or another source's. Whatever the adopted statement leaves
/// out comes from the action's own; whatever neither states stays as it is.
///
/// Each statement comes with its latest entry's record, which holds its wording and its citations.
pub(crate) fn adopted(present: Act, (own, own_act): (&Statement, &Act), reading: Option<(&Statement, &Body)>) -> Act {
    let mut act = Act {
        date: own.stated.date.clone().unwrap_or_else(|| own_act.date.clone()),
        places: own.stated.places.clone(),
        basis: own_act.basis,
        amount: own.stated.amount,
        as_written: own_act.as_written.clone(),
        of: own_act.of,
        whole: own_act.whole,
        value: own.stated.value,
        sources: own_act.sources.clone(),
        ..present
    };
    (act.count, act.count_of) = counted(own.stated.count, (own_act.count, own_act.count_of));
    let Some((statement, body)) = reading else { return act };
    let stated = &statement.stated;
    act.value = stated.value.or(act.value);
    if stated.count.is_some() {
        let words = match (body.reading(), body.act()) {
            (Some(reading), _) => (reading.count, reading.count_of),
            (None, corrected) => corrected.map_or((None, None), |act| (act.count, act.count_of)),
        };
        (act.count, act.count_of) = counted(stated.count, words);
    }
    act.date = stated.date.clone().unwrap_or(act.date);
    act.places = stated.places.clone().or(act.places);
    let (words, sources) = match (body.reading(), body.act()) {
        // The action's own sources still support whatever this source leaves open.
        (Some(reading), _) => {
            let others = act.sources.iter().filter(|citation| **citation != reading.source).cloned();
            (reading.as_written.clone(), std::iter::once(reading.source.clone()).chain(others).collect())
        }
        (None, Some(corrected)) => (corrected.as_written.clone(), corrected.sources.clone()),
        (None, None) => (None, Vec::new()),
    };
    act.sources = sources;
    if let Some(amount) = stated.amount {
        act.amount = Some(amount);
        act.as_written = words;
    }
    if !states_any(&act) {
        // A portion needs an amount.
        act.of = None;
    }
    act
}

/// The number and kind of things in a count, in an entry's own words if they mean the same.
fn counted(stated: Option<Amount>, words: (Option<Number>, Option<Things>)) -> (Option<Number>, Option<Things>) {
    let (number, things) = words;
    if number.zip(things).map(|(number, things)| number.of(things)) == stated {
        return words;
    }
    stated.and_then(Number::from_amount).unzip()
}
