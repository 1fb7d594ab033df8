//! Map files: how another agency's columns become impound's. `examples/maps/README.md` is the manual.
//!
//! ```text
//! shape       the file in TOML
//! build       interprets its words
//! closed      checks constants and values in closed vocabularies
//! model       the map itself
//! pattern     patterns of cells
//! heading     names and positions of columns
//! template    cells joined to one text
//! day         dates as agencies write them
//! number      numbers as agencies write them
//! expression  how one of impound's columns is made
//! figure      the amounts of a cell
//! money       detects money in text that is not understood
//! metered     columns whose figures are summed
//! condition   conditions on the cells of a row
//! rows        which rows of a table count
//! ```

mod build;
mod closed;
mod condition;
mod day;
mod expression;
mod figure;
mod heading;
mod metered;
mod model;
mod money;
mod number;
mod pattern;
mod rows;
mod shape;
mod template;

pub(crate) use expression::{Around, Expression, Line, Source, Style};
pub(crate) use figure::Figure;
pub(crate) use heading::{Header, Heading, SHEET, Slot};
pub(crate) use metered::Metered;
pub(crate) use model::{Block, Part, Told, Totals, Turn};
pub use model::{Check, Map};
pub(crate) use number::{Exactness, NumberStyle};
pub(crate) use rows::{Fate, HeaderRow, Rows, Rule, keyed};
