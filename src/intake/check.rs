//! Checks a file against its map: the number of rows that count, and the sums of columns.

use std::sync::Arc;

use crate::domain::{Fault, text};

use super::account::Account;
use super::map::{Check, Totals};

impl Check {
    /// Every difference between a file, or a sheet of it, and what the map states, with both figures.
    pub fn differences(&self, sheets: &[(Option<Arc<str>>, Account)]) -> Vec<Fault> {
        if sheets.iter().any(|(_, account)| account.of_rejects) {
            return Vec::new();
        }
        let mut all = Account::default();
        sheets.iter().for_each(|(_, account)| all.merge(account));
        let mut found = compared("[check]", &self.whole, &all);
        for (name, totals) in &self.sheets {
            let place = format!("[check] of sheet {}", text::quote(name));
            match sheets.iter().find(|(sheet, _)| sheet.as_deref() == Some(name.as_str())) {
                Some((_, account)) => found.extend(compared(&place, totals, account)),
                None => found.push(Fault::new(format!("{place}: the sheet is not among those that were read"))),
            }
        }
        found
    }
}

fn compared(place: &str, said: &Totals, account: &Account) -> Vec<Fault> {
    let mut found = Vec::new();
    if let Some(rows) = said.rows.filter(|rows| *rows != account.rows) {
        found.push(Fault::new(format!("{place}: the map says {rows} rows, the file has {} that count", account.rows)));
    }
    for (heading, sum) in &said.sums {
        let name = heading.to_string();
        let column = account.columns.iter().find(|column| *column.name == *name);
        let name = text::quote(&name);
        found.extend(match column.map(|column| column.counted.total) {
            None => Some(Fault::new(format!("{place}: no table has the column {name}, whose sum the map gives"))),
            Some(None) => Some(Fault::new(format!("{place}: the sum of {name} has too many digits"))),
            Some(Some(total)) if total != *sum => {
                Some(Fault::new(format!("{place}: the map says that {name} comes to {sum}, in the file it is {total}")))
            }
            Some(Some(_)) => None,
        });
    }
    found
}
