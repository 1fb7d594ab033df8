//! The columns of impound's own table: everything a row can say about an action.

/// A column that a person fills in, or a map fills from another agency's columns; each particular has one of its own
/// name.
pub use crate::journal::Particular as Column;

/// The number of columns.
pub(crate) const COLUMNS: usize = Column::ALL.len();

/// Separates several values in one cell.
pub(crate) const SEPARATOR: char = ';';

/// The closest name among `known` to an unknown one, if any is close.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const FAR: usize = 3;
    // Names of very different length are not compared letter by letter.
    let near = |known: &str| known.len().abs_diff(name.len()) <= FAR;
    let measured = known.filter(|known| near(known)).map(|known| (strsim::levenshtein(name, known), known));
    measured.filter(|(apart, known)| *apart <= FAR.min(known.len() / 2)).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_is_matched_to_the_nearest_one() {
        let known = || Column::ALL.iter().map(|column| column.as_str());
        assert_eq!(nearest("jurisdiction", known()), Some("jurisdictions"));
        assert_eq!(nearest("ammount", known()), Some("amount"));
        assert_eq!(nearest("population", known()), None);
        assert_eq!(nearest("", known()), None);
    }
}
