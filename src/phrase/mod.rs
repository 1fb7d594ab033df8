//! Amounts as people write them: `more than €5M`, `plus de 5 millions d'euros`, `rund 2,5 Mio. Euro`.
//!
//! ```
//! use impound::phrase::{Hints, read};
//!
//! let reading = read("plus de 5 millions d'euros", Hints::default()).unwrap();
//! assert_eq!(reading.amount.to_string(), ">5000000.00 EUR");
//! assert!(read("several million euros", Hints::default()).is_err());
//! ```
//!
//! ```text
//! token      a phrase cut into words, figures, symbols and marks
//! numeral    what digits and their separators can mean
//! lexicon    the words of each language, one file each; dictionary: all of them in one table
//! item       the phrase as one language reads it: figures and meanings
//! number     digits, number words and scale words to one number
//! figure     a number with the currency beside it
//! mention    a figure or a range with the bound words around it
//! touch      what touches a figure and is not understood
//! grammar    which mention is the phrase's amount, or why none is
//! value      its unit and bounds
//! hints      what is known about a phrase apart from its words
//! canonical  canonical text, read before words
//! reading    which language and decimal mark; refuses where they disagree
//! refusal    why not, and where
//! ```
//!
//! Nothing is guessed: a phrase with two readings is refused with both, as is one that a word leaves in doubt.

mod canonical;
mod dictionary;
mod figure;
mod grammar;
mod hints;
mod item;
mod language;
mod lexicon;
mod meaning;
mod mention;
mod number;
mod numeral;
mod reading;
mod refusal;
mod token;
mod touch;
mod value;

use crate::domain::Unit;

pub use hints::Hints;
pub use language::Language;
pub use reading::{Reading, Word, read};
pub use refusal::Refusal;

/// Two units that every text without a unit fits: they have the most decimals of all.
const STAND_INS: [&str; 2] = ["ETH", "DAI"];

/// Whether a text names no unit: it is an amount in whichever unit `reads` is given. “Dollars” would count as naming
/// one.
pub fn names_no_unit(reads: impl Fn(Unit) -> bool) -> bool {
    STAND_INS.iter().all(|code| Unit::parse(code).is_ok_and(&reads))
}

#[cfg(test)]
mod tests;
