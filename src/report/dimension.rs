//! What a report of totals is broken down by.

use crate::domain::{Action, Date, Fault, Stage};
use crate::journal::Asset;

use super::grid::{Cell, Column};
use super::scope::When;

/// One thing by which totals are broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The case.
    Case,
    /// The jurisdiction; of a pool all its candidates.
    Jurisdiction,
    /// The stage where the asset is.
    Stage,
    /// What was done.
    Action,
    /// What the asset is.
    Kind,
    /// The currency or crypto-asset.
    Currency,
    /// The authority.
    Authority,
    /// The year of the action.
    Year,
    /// The quarter of the action.
    Quarter,
    /// The month of the action.
    Month,
    /// Whether the action lies in the period asked for, or across one of its ends.
    Period,
}

use Dimension::{
    Action as Done, Authority, Case, Currency, Jurisdiction, Kind, Month, Period, Quarter, Stage as At, Year,
};

/// What stock can be broken down by.
pub const OF_STOCK: &[Dimension] = &[Case, Jurisdiction, At, Kind, Currency, Authority];

/// What flow can be broken down by.
pub const OF_FLOW: &[Dimension] = &[Case, Jurisdiction, Done, Kind, Currency, Authority, Year, Quarter, Month];

/// What an action says of itself for a breakdown.
pub struct Occurrence<'a> {
    /// What was done.
    pub action: Action,
    /// When.
    pub date: &'a Date,
    /// By which authority.
    pub authority: Option<&'a str>,
    /// Where the date lies in regard to the period.
    pub when: When,
    /// The period asked for.
    pub period: &'a str,
}

/// The word for what cannot be put into one period.
const UNDATED: &str = "undated";

impl Dimension {
    /// Reads `jurisdiction,stage`: each of `known`, at most once. The currency is added where it is missing, since
    /// different currencies never add.
    ///
    /// # Errors
    /// A word that is not one of `known`, or twice the same.
    pub fn parse_list(text: &str, known: &[Dimension]) -> Result<Vec<Dimension>, Fault> {
        let mut list = Vec::new();
        for word in text.split(',').map(str::trim) {
            let found = known.iter().find(|dimension| dimension.name() == word).ok_or_else(|| {
                let known: Vec<&str> = known.iter().map(|dimension| dimension.name()).collect();
                Fault::new(format!("“{word}” is nothing that this report is broken down by"))
                    .hint(format!("name some of {}, separated by commas", known.join(", ")))
            })?;
            if list.contains(found) {
                return Err(Fault::new(format!("“{word}” is named twice")).hint("name it once"));
            }
            list.push(*found);
        }
        if !list.contains(&Currency) {
            list.push(Currency);
        }
        Ok(list)
    }

    /// The name of the column.
    pub fn name(self) -> &'static str {
        match self {
            Case => "case",
            Jurisdiction => "jurisdiction",
            At => "stage",
            Done => "action",
            Kind => "kind",
            Currency => "currency",
            Authority => "authority",
            Year => "year",
            Quarter => "quarter",
            Month => "month",
            Period => "period",
        }
    }

    /// Whether this is a time.
    pub fn is_time(self) -> bool {
        matches!(self, Year | Quarter | Month | Period)
    }

    /// The column.
    pub fn column(self) -> Column {
        match self {
            Case | Authority => Column::text(self.name()),
            _ => Column::code(self.name()),
        }
    }

    /// The cell for a value; an empty one is absent.
    pub fn cell(self, value: String) -> Cell {
        match self {
            Case | Authority => Cell::text(value),
            _ => Cell::code(value),
        }
    }

    /// The value for an asset at a stage.
    pub fn of_asset(self, asset: &Asset, stage: Stage) -> String {
        match self {
            At => stage.as_str().to_owned(),
            Authority => asset.authority.clone().unwrap_or_default(),
            Case => asset.case.to_string(),
            Jurisdiction => asset.places.codes(),
            Kind => asset.kind.as_str().to_owned(),
            Currency | Done | Year | Quarter | Month | Period => String::new(),
        }
    }

    /// The value for an action on an asset.
    pub fn of_action(self, asset: &Asset, occurrence: &Occurrence<'_>) -> String {
        let dated = |period: Option<String>| match occurrence.when {
            When::In => period.unwrap_or_else(|| UNDATED.to_owned()),
            When::Undated | When::Out => UNDATED.to_owned(),
        };
        match self {
            Done => occurrence.action.as_str().to_owned(),
            Authority => occurrence.authority.unwrap_or_default().to_owned(),
            Year => dated(occurrence.date.year()),
            Quarter => dated(occurrence.date.quarter()),
            Month => dated(occurrence.date.month()),
            Period => dated(Some(occurrence.period.to_owned())),
            other => other.of_asset(asset, asset.stage),
        }
    }
}
