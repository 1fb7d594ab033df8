//! Reports: entries in, a value out. Nothing here fetches, prints or knows a format.

pub mod grid;
