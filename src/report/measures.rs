//! The measures that totals add up: amounts, values and counts.

use crate::domain::{Fault, Unit};
use crate::journal::{Dimension, Measure, Tally};

use super::document::{Cell, Column, Spare};
use super::total::{bounds, count};

/// How totals show values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Values {
    /// Not at all.
    #[default]
    LeftOut,
    /// As a second total after that of the amounts.
    Beside,
    /// As the only total.
    Alone,
}

/// What totals add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// How values are shown.
    pub values: Values,
    /// Whether counts are shown.
    pub counts: bool,
}

impl Measures {
    /// The measures added up, in column order.
    pub(crate) fn added(self) -> Vec<Measure> {
        let amount = self.values != Values::Alone;
        let value = self.values != Values::LeftOut;
        let added = [(Measure::Amount, amount), (Measure::Value, value), (Measure::Count, self.counts)];
        added.into_iter().filter(|(_, is_added)| *is_added).map(|(measure, _)| measure).collect()
    }

    /// The dimensions, extended by the unit of each measure so that different units are never added up.
    pub(crate) fn breakdown(self, by: &[Dimension]) -> Vec<Dimension> {
        let kept = by.iter().copied().filter(|by| self.values != Values::Alone || *by != Dimension::Currency);
        let value = (self.values != Values::LeftOut).then_some(Dimension::ValueCurrency);
        kept.chain(value).chain(self.counts.then_some(Dimension::CountOf)).collect()
    }

    /// The columns of a total, after its dimensions. The first counts `what`; `more` follow the counts of the first sum
    /// of money and of the second.
    pub(crate) fn columns(self, what: &'static str, more: [Vec<Column>; 2]) -> Vec<Column> {
        let mut columns = vec![Column::count(what)];
        let mut more = more.into_iter();
        for measure in self.added() {
            match measure {
                Measure::Amount => {
                    columns.extend([
                        Column::count("exact").where_room(Spare::First),
                        Column::count("bounded").where_room(Spare::First),
                        Column::count("unstated").where_room(Spare::IfZero),
                        Column::count("non_valued").where_room(Spare::IfZero),
                    ]);
                    columns.extend(more.next().unwrap_or_default());
                    columns.push(Column::bounds(""));
                }
                Measure::Value => {
                    columns.extend([
                        Column::count("value_exact").where_room(Spare::First),
                        Column::count("value_bounded").where_room(Spare::First),
                        Column::count("value_unstated").where_room(Spare::IfZero),
                        Column::count("value_non_valued").where_said(),
                    ]);
                    columns.extend(more.next().unwrap_or_default());
                    columns.push(Column::bounds("value_"));
                }
                Measure::Count => columns.push(Column::number_of("count")),
            }
        }
        columns
    }

    /// The cells of those columns, from each measure's tally and unit.
    ///
    /// # Errors
    /// An invalid total.
    pub(crate) fn cells(self, totals: &[(Tally, Option<Unit>)], more: [Vec<Cell>; 2]) -> Result<Vec<Cell>, Fault> {
        let all = totals.first().map_or(0, |(tally, _)| tally.count_all());
        let mut cells = vec![count(all)?];
        let mut more = more.into_iter();
        for (measure, (tally, unit)) in self.added().into_iter().zip(totals) {
            if measure != Measure::Count {
                for figure in [tally.exact, tally.bounded, tally.unstated, tally.non_valued] {
                    cells.push(count(figure)?);
                }
                cells.extend(more.next().unwrap_or_default());
            }
            cells.push(bounds(tally.bounds()?, tally, *unit));
        }
        Ok(cells)
    }
}
