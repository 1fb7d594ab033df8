//! What ends soon or is late: measures with an end, and looks at assets that have to be repeated.

use std::collections::HashMap;

use jiff::civil;

use crate::domain::{AssetRef, CaseRef, Fault};
use crate::journal::{Asset, Attestation, Family, Standing};

use super::attestations::{bounds, currency};
use super::document::{Cell, Column, Document, Meta};

/// Which ends are asked for.
#[derive(Clone, Debug)]
pub struct Ends {
    /// The day from which days are counted.
    pub on: civil::Date,
    /// Only what ends within this number of days of it, or before it.
    pub within: i32,
    /// How many days a look at an asset is good for; `None` if looks are not asked about.
    pub attested_within: Option<i32>,
    /// Only assets of this case.
    pub case: Option<CaseRef>,
}

/// The report under construction.
#[derive(Debug)]
pub struct Due<'a> {
    ends: &'a Ends,
    latest: HashMap<AssetRef, (u64, civil::Date)>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    days: i32,
    asset: AssetRef,
    cells: Vec<Cell>,
}

/// The end of a measure, or the day by which an asset has to be looked at.
struct End<'a> {
    what: &'static str,
    /// As it is written.
    text: String,
    days: i32,
    authority: Option<&'a str>,
    entry: u64,
}

impl<'a> Due<'a> {
    /// An empty report.
    pub fn new(ends: &'a Ends) -> Due<'a> {
        Due { ends, latest: HashMap::new(), rows: Vec::new() }
    }

    /// Notes a look at an asset, with its entry.
    pub fn look(&mut self, entry: u64, look: &Attestation) {
        let found = (look.at.day(), entry);
        let known = self.latest.get(&look.asset).map(|(entry, day)| (*day, *entry));
        if known.is_none_or(|known| known < found) {
            self.latest.insert(look.asset.clone(), (entry, look.at.day()));
        }
    }

    /// Adds what ends of the assets that a family holds.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = family.standing();
        for asset in standing.assets() {
            if self.ends.case.as_ref().is_some_and(|case| *case != asset.case) || !standing.in_stock(asset)? {
                continue;
            }
            self.add_measure(family, standing, asset)?;
            self.add_look(standing, asset)?;
        }
        Ok(())
    }

    fn add_measure(&mut self, family: &Family, standing: &Standing, asset: &Asset) -> Result<(), Fault> {
        let Some(until) = asset.until.as_deref() else { return Ok(()) };
        // It may end on the first of several days, and is late only when the last one is over.
        if days(self.ends.on, until.first().unwrap_or(until.last())) > self.ends.within {
            return Ok(());
        }
        let says = family.records().iter().rfind(|record| {
            record.voided.is_none() && record.step.target.asset() == &asset.asset && record.step.until.is_some()
        });
        let end = End {
            what: "measure",
            text: until.to_string(),
            days: days(self.ends.on, until.last()),
            authority: asset.authority.as_deref(),
            // An item has the end of the asset that it was carved out of.
            entry: says.map_or(asset.entry, |record| record.latest()),
        };
        self.push(standing, asset, end)
    }

    fn add_look(&mut self, standing: &Standing, asset: &Asset) -> Result<(), Fault> {
        let Some((entry, looked_on)) = self.latest.get(&asset.asset).copied() else { return Ok(()) };
        let Some(good_for) = self.ends.attested_within else { return Ok(()) };
        let Ok(due) = looked_on.checked_add(jiff::Span::new().days(good_for)) else { return Ok(()) };
        let days = days(self.ends.on, due);
        if days > self.ends.within {
            return Ok(());
        }
        let end = End { what: "attestation", text: due.to_string(), days, authority: None, entry };
        self.push(standing, asset, end)
    }

    fn push(&mut self, standing: &Standing, asset: &Asset, end: End<'_>) -> Result<(), Fault> {
        let amount = standing.amount(asset)?;
        let cells = vec![
            Cell::Change(end.days.into()),
            Cell::code(end.what),
            Cell::code(end.text),
            Cell::text(asset.asset.to_string()),
            Cell::text(asset.case.to_string()),
            Cell::code(if asset.places.is_unstated() { "unstated".to_owned() } else { asset.places.codes() }),
            Cell::code(asset.kind.as_str()),
            Cell::code(asset.stage.as_str()),
            currency(amount),
            bounds(amount),
            Cell::text(end.authority.unwrap_or_default()),
            Cell::Count(end.entry),
        ];
        self.rows.push(Row { days: end.days, asset: asset.asset.clone(), cells });
        Ok(())
    }

    /// Finishes the report: what is late comes first.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.rows.sort_by(|one, other| (one.days, &one.asset).cmp(&(other.days, &other.asset)));
        let columns = vec![
            Column::count("days_left"),
            Column::code("due"),
            Column::code("until"),
            Column::text("asset"),
            Column::text("case").as_data_only(),
            Column::code("jurisdictions").called("places"),
            Column::code("kind"),
            Column::code("stage"),
            Column::code("currency").as_data_only(),
            Column::bounds(""),
            Column::text("authority").where_said(),
            Column::number("entry"),
        ];
        Document::single(meta, columns, self.rows.into_iter().map(|row| row.cells).collect())
    }
}

/// The number of days from one date to another.
fn days(from: civil::Date, to: civil::Date) -> i32 {
    // The difference of two dates always fits, and is in days by default.
    (to - from).get_days()
}
