//! The facts as rows of the tables that a file would have.

use crate::journal::Tally;
use crate::journal::kept::KEPT;
use crate::store::Error;
use crate::store::field::Field;
use crate::store::table::{self, Table};

use super::facts::Facts;

/// Takes a row.
type Each<'a> = dyn FnMut(Vec<Field<'_>>) -> Result<(), Error> + 'a;

/// Passes the rows of a table to `each`, in order.
pub(super) fn each(facts: &Facts, table: &Table, each: &mut Each<'_>) -> Result<(), Error> {
    match table.name {
        name if name == table::ENTRY.name => {
            (1..=facts.last()).try_for_each(|entry| each(of_entry(entry, facts.entry(entry).unwrap_or_default())?))
        }
        name if name == table::PERSONAL.name => facts.personal.iter().try_for_each(|(commitment, (entry, datum))| {
            each(vec![bytes(&commitment.0), number(*entry)?, bytes(&datum.salt), text(&datum.data)])
        }),
        name if name == table::CASE_FILE.name => facts.cases.iter().try_for_each(|(case, known)| {
            let (entry, latest) = (number(known.filed.entry)?, number(known.filed.latest)?);
            each(vec![text(case.as_str()), entry, latest, i64::from(known.assets).into()])
        }),
        name if name == table::CASE_ENTRY.name => {
            let of_cases = facts.of_cases.iter();
            of_cases
                .map(|((case, entry), about)| Ok(vec![text(case.as_str()), number(*entry)?, number(*about)?]))
                .try_for_each(|row: Result<_, Error>| each(row?))
        }
        name if name == table::SOURCE.name => facts.sources.iter().try_for_each(|(source, filed)| {
            each(vec![text(source.as_str()), number(filed.entry)?, number(filed.latest)?])
        }),
        name if name == table::FAMILY.name => facts.families.values().try_for_each(|family| {
            let stored = &family.stored;
            let flags = [stored.woven, stored.pool].map(Field::from);
            let row = [text(&family.root), number(stored.entry)?, text(&stored.lines)];
            each(row.into_iter().chain(flags).collect())
        }),
        name if name == table::GUEST.name => {
            facts.guests.iter().try_for_each(|(case, family)| each(vec![text(case.as_str()), number(*family)?]))
        }
        name if name == table::REFERENCE.name => facts
            .references
            .iter()
            .try_for_each(|(reference, entry)| each(vec![text(reference.as_str()), number(*entry)?])),
        name if name == table::LIKENESS.name => {
            facts.likenesses.iter().try_for_each(|(likeness, entry)| each(vec![(*likeness).into(), number(*entry)?]))
        }
        name if name == table::TOTAL.name => totals(facts, each),
        name if name == table::SEAL.name => {
            facts.nodes.iter().try_for_each(|(node, held)| each(vec![(*node).into(), bytes(held)]))
        }
        name if name == table::SUBTREE.name => facts.subtrees.iter().try_for_each(|(subtree, root)| {
            each(vec![i64::from(subtree.level).into(), number(subtree.number)?, bytes(&root.0)])
        }),
        _ => facts.withheld.iter().try_for_each(|((commitment, entry), handling)| {
            each(vec![bytes(&commitment.0), number(*entry)?, text(handling.as_str())])
        }),
    }
}

/// An entry as a row.
pub(super) fn of_entry(entry: u64, held: &[u8]) -> Result<Vec<Field<'_>>, Error> {
    Ok(vec![number(entry)?, bytes(held)])
}

fn totals(facts: &Facts, each: &mut Each<'_>) -> Result<(), Error> {
    let mut kept: Vec<_> = KEPT.iter().map(|kept| kept.name).zip(&facts.totals).collect();
    kept.sort_by_key(|(name, _)| *name);
    for (name, totals) in kept {
        for (key, tally) in totals {
            let Tally { exact, bounded, unstated, non_valued, carried, valued, lower, upper, endless, approximate } =
                tally;
            let (least, most) = (lower.scaled().to_string(), upper.scaled().to_string());
            let counts = [exact, bounded, unstated, non_valued, carried, valued].map(|count| Field::from(*count));
            let ends = [text(&least), lower.steps().into(), text(&most), (-upper.steps()).into()];
            let rest = [*endless, *approximate].map(Field::from);
            each([text(name), text(key)].into_iter().chain(counts).chain(ends).chain(rest).collect())?;
        }
    }
    Ok(())
}

fn number(number: u64) -> Result<Field<'static>, Error> {
    i64::try_from(number).map(Field::Integer).map_err(|_| Error::damaged(format!("{number} is not an entry number")))
}

fn text(text: &str) -> Field<'_> {
    Field::from(text)
}

fn bytes(bytes: &[u8]) -> Field<'_> {
    Field::from(bytes)
}
