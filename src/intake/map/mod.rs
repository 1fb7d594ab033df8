//! Map files: how another agency's columns become impound's. `examples/maps/README.md` is the manual.
//!
//! ```text
//! shape       the file as TOML has it
//! build       what its words mean
//! model       the map itself
//! pattern     what a cell may be
//! heading     how columns are named, and where they stand
//! template    cells joined to one text
//! day         dates as agencies write them
//! number      numbers as agencies write them
//! expression  what one of impound's columns is made of
//! rows        which rows of a table count
//! ```

mod build;
mod day;
mod expression;
mod heading;
mod model;
mod number;
mod pattern;
mod rows;
mod shape;
mod template;

pub use expression::{Around, Expression, Figure, Line, Style};
pub use heading::{Header, Heading, SHEET, Slot};
pub use model::{Block, Map, Table, Turn};
pub use pattern::Patterns;
pub use rows::{Condition, Fate, HeaderRow, Rows, Rule};
