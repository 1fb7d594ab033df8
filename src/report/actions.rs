//! Actions: the flow. What was done, each action with the amount of its own date.

use std::collections::BTreeMap;

use jiff::civil;

use crate::domain::{Fault, Unit};
use crate::journal::{Asset, Deed, Standing, State};

use super::dimension::{Dimension, Occurrence};
use super::grid::{Grid, Meta};
use super::holdings::totals;
use super::scope::{Scope, When};
use super::total::Addend;

/// What was done, one row for each combination of the dimensions.
///
/// With a period and no time among the dimensions, a column says of each row whether its actions lie in the period or
/// across one of its ends.
///
/// # Errors
/// A total that does not fit.
pub fn actions(state: &State, scope: &Scope, by: &[Dimension], meta: Meta) -> Result<Grid, Fault> {
    let mut by = by.to_vec();
    if scope.period.is_some() && !by.iter().any(|dimension| dimension.is_time()) {
        by.push(Dimension::Period);
    }
    let period = scope.period.map_or(String::new(), written);
    let standings = scope.standings(state)?;
    let standings: Vec<&Standing> = standings.iter().map(|(_, standing)| standing.as_ref()).collect();
    let mut rows: BTreeMap<Vec<String>, (Option<Unit>, Vec<Addend>)> = BTreeMap::new();
    for (family, standing) in standings.iter().enumerate() {
        // An item that only tells where a part lies is no further action.
        for deed in standing.deeds().iter().filter(|deed| !deed.only_locates) {
            let asset = &standing.assets()[deed.asset];
            let when = scope.when(&deed.date);
            if !scope.admits(asset) || when == When::Out {
                continue;
            }
            let key = by.iter().map(|dimension| value(*dimension, asset, deed, when, &period)).collect();
            let row = rows.entry(key).or_insert((deed.value.unit(), Vec::new()));
            row.1.push(Addend { family, value: deed.value, remainder: deed.remainder });
        }
    }
    totals("actions", &by, rows, &standings, meta)
}

/// A period as EDTF writes it: `2024-01-01/2024-06-30`, and `..` for an end that is open.
fn written((from, to): (civil::Date, civil::Date)) -> String {
    let end = |day: civil::Date, open| if day == open { "..".to_owned() } else { day.to_string() };
    format!("{}/{}", end(from, civil::Date::MIN), end(to, civil::Date::MAX))
}

fn value(dimension: Dimension, asset: &Asset, deed: &Deed, when: When, period: &str) -> String {
    match dimension {
        Dimension::Currency => deed.value.unit().map_or(String::new(), |unit| unit.code().to_owned()),
        other => {
            let authority = deed.authority.as_deref();
            other.of_action(asset, &Occurrence { action: deed.action, date: &deed.date, authority, when, period })
        }
    }
}
