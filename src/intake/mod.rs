//! Tables of other agencies become drafts: files are read row by row, mapped, and every fault of every row is named.

pub mod read;
pub mod table;

pub use table::{Cell, Row};
