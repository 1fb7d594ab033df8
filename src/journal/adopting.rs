//! An action as one of several statements of it has it.

use super::kinds::Body;
use super::particular::Act;
use super::statements::Statement;

/// An action as it is read once a statement of it is adopted: its own, or of another source what that states, and for the rest
/// the action's own statement. What no statement says is as it is at present.
///
/// Each statement comes with what its latest entry records: its words and what it cites stand there.
pub(crate) fn adopted(present: Act, (own, own_act): (&Statement, &Act), reading: Option<(&Statement, &Body)>) -> Act {
    let mut act = Act {
        date: own.stated.date.clone().unwrap_or_else(|| own_act.date.clone()),
        places: own.stated.places.clone(),
        basis: own_act.basis,
        amount: own.stated.amount,
        as_written: own_act.as_written.clone(),
        of: own_act.of,
        whole: own_act.whole,
        sources: own_act.sources.clone(),
        ..present
    };
    let Some((statement, body)) = reading else { return act };
    let stated = &statement.stated;
    act.date = stated.date.clone().unwrap_or(act.date);
    act.places = stated.places.clone().or(act.places);
    let (words, sources) = match (body.reading(), body.act()) {
        // What the source leaves open rests on the action's own sources.
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
    if act.amount.is_none_or(|amount| amount.is_unstated()) {
        // An amount that is not stated has no portion.
        act.of = None;
    }
    act
}
