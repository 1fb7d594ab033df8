//! What a search found: one row for each asset, case, source or other entry.

use crate::domain::{Amount, AssetKind, Date, Fault, Places, Stage};
use crate::journal::Status;

use super::attestations::{bounds, currency};
use super::document::{Cell, Column, Document, Meta};

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Found {
    /// An asset.
    Asset,
    /// A case.
    Case,
    /// A source.
    Source,
    /// An entry about something else.
    #[default]
    Entry,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// What it is.
    pub found: Found,
    /// Its reference.
    pub reference: String,
    /// Its case.
    pub case: Option<String>,
    /// Where the asset is now.
    pub places: Option<Places>,
    /// What the asset is.
    pub kind: Option<AssetKind>,
    /// The stage at which it stands.
    pub stage: Option<Stage>,
    /// What it amounts to now, or what is left of it.
    pub amount: Option<Amount>,
    /// When what the entry records happened.
    pub date: Option<Date>,
    /// What became of the entry's reading of an action.
    pub status: Option<Status>,
    /// The entry that was found.
    pub entry: u64,
    /// The text by which it was found.
    pub matched: String,
}

impl Found {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Found::Asset => "asset",
            Found::Case => "case",
            Found::Source => "source",
            Found::Entry => "entry",
        }
    }
}

/// The report of these rows, in their order.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn document(meta: Meta, hits: Vec<Hit>) -> Result<Document, Fault> {
    let columns = vec![
        Column::dimension("found"),
        Column::text_dimension("reference"),
        Column::text("case").as_data_only(),
        Column::code("jurisdictions").called("places").where_said(),
        Column::code("kind").where_said(),
        Column::code("stage").where_said(),
        Column::code("currency").as_data_only(),
        Column::bounds("").where_said(),
        Column::code("date").where_said(),
        Column::code("status").unless(Status::Current.as_str()),
        Column::number("entry"),
        Column::text("matched"),
    ];
    Document::single(meta, columns, hits.into_iter().map(row).collect())
}

fn row(hit: Hit) -> Vec<Cell> {
    let places = hit.places.map_or(String::new(), |places| match places.is_unstated() {
        true => "unstated".to_owned(),
        false => places.codes(),
    });
    vec![
        Cell::code(hit.found.as_str()),
        Cell::text(hit.reference),
        Cell::text(hit.case.unwrap_or_default()),
        Cell::code(places),
        Cell::code(hit.kind.map_or("", AssetKind::as_str)),
        Cell::code(hit.stage.map_or("", Stage::as_str)),
        hit.amount.map_or(Cell::Absent, currency),
        hit.amount.map_or(Cell::Absent, bounds),
        Cell::code(hit.date.map_or(String::new(), |date| date.to_string())),
        Cell::code(hit.status.map_or("", Status::as_str)),
        Cell::Count(hit.entry),
        Cell::text(hit.matched),
    ]
}
