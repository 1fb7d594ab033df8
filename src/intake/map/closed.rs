//! A map's own values for columns with a closed vocabulary, checked once before any row is read.

use crate::domain::{Action, CaseRef, Fault, Unit};
use crate::intake::column::Column;
use crate::journal::{Details, Form};

use super::expression::{Expression, Fallback, Source, Style};

/// Checks the constant and the mapped values of a column with a closed vocabulary.
///
/// # Errors
/// A word that the column does not accept; it would be a fault in every row.
pub(super) fn check(column: Column, expression: &Expression) -> Result<(), Fault> {
    let wrapped = |text: &str| expression.wrapped(text);
    let is_read_as_it_is = expression.values.is_none() && expression.matches.is_none();
    if let (Source::Constant(text), Style::Plain, true) = (&expression.source, &expression.style, is_read_as_it_is)
        && expression.split.is_empty()
        && let Some(text) = wrapped(text)
    {
        return value(column, &text);
    }
    let of_values = expression.values.iter().flat_map(|values| values.outcomes());
    let fallbacks = [&expression.otherwise, &expression.blank].into_iter().filter_map(|fallback| match fallback {
        Fallback::Value(text) => Some(text.as_str()),
        _ => None,
    });
    for text in of_values.chain(fallbacks).filter_map(|text| if has_words(column) { wrapped(text) } else { None }) {
        value(column, &text)?;
    }
    Ok(())
}

/// Whether a column has a closed vocabulary.
fn has_words(column: Column) -> bool {
    matches!(column, Column::Action | Column::Currency) || matches!(column.form(), Some(Form::Word(_)))
}

fn value(column: Column, text: &str) -> Result<(), Fault> {
    match column {
        Column::Case => CaseRef::parse(text).map(drop),
        Column::Action => Action::parse(text).map(drop),
        Column::Currency => Unit::parse(text).map(drop),
        column if column.is_date() || has_words(column) => Details::default().read(column, &[text]),
        _ => Ok(()),
    }
}
