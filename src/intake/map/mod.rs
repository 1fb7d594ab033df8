//! Map files: how another agency's columns become impound's. `examples/maps/README.md` is the manual.
//!
//! ```text
//! shape       the file as TOML has it
//! build       what its words mean
//! closed      what its constants and values must be, where impound knows the words
//! model       the map itself
//! pattern     what a cell may be
//! heading     how columns are named, and where they stand
//! template    cells joined to one text
//! day         dates as agencies write them
//! number      numbers as agencies write them
//! expression  what one of impound's columns is made of
//! figure      the amounts of a cell
//! money       whether money stands in what is not understood
//! metered     columns whose figures are added up
//! condition   what the cells of a row must be
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
pub(crate) use rows::{Fate, HeaderRow, Rows, Rule};
