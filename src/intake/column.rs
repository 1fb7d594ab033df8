//! The columns of impound's own table: what a row can say of an action.

/// A column that a person fills in, or that a map fills from another agency's: each particular has one, under its name.
pub use crate::journal::Particular as Column;

/// How many there are.
pub(crate) const COLUMNS: usize = Column::ALL.len();

/// What stands between several values of one cell.
pub(crate) const SEPARATOR: char = ';';

/// The name among `known` that is closest to one that nobody knows, if one is close.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const FAR: usize = 3;
    // A name that nobody could have meant is not compared letter by letter.
    let near = |known: &str| known.len().abs_diff(name.len()) <= FAR;
    let measured = known.filter(|known| near(known)).map(|known| (strsim::levenshtein(name, known), known));
    measured.filter(|(apart, known)| *apart <= FAR.min(known.len() / 2)).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_mistyped_is_known_by_its_nearest() {
        let known = || Column::ALL.iter().map(|column| column.as_str());
        assert_eq!(nearest("jurisdiction", known()), Some("jurisdictions"));
        assert_eq!(nearest("ammount", known()), Some("amount"));
        assert_eq!(nearest("population", known()), None);
        assert_eq!(nearest("", known()), None);
    }
}
