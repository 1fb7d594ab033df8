//! The origin of a row in a list of rejects: the file and row that were rejected.

use std::fmt;

use crate::domain::guard::unguard;

/// Precedes the file in a list of rejects. A file's reference has no `;`, so the last occurrence is ours, whatever the
/// faults quote.
const IN: &str = "; in ";

/// The most characters of the file that a citation repeats, which is the longest reference a source has.
const LONGEST_FILE: usize = 100;

/// The most characters of the place in it: a citation has 200 in all, including its own row.
const LONGEST_PLACE: usize = 60;

/// How many of those are kept from the end, after the sheet's name: `, row 1048576`.
const LAST: usize = 16;

/// A rejected row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rejected {
    place: String,
    file: String,
}

impl Rejected {
    /// A row at a place in a file, which is named like a source.
    pub(crate) fn new(place: impl fmt::Display, file: impl fmt::Display) -> Rejected {
        Rejected { place: place.to_string(), file: file.to_string() }
    }

    /// Reads back what [`Rejected::said`] wrote about a row; `None` if that was removed.
    pub(crate) fn read(fault: &str) -> Option<Rejected> {
        let fault = unguard(fault.trim());
        let (rest, file) = fault.rsplit_once(IN)?;
        // A sheet's name, in quotation marks, may itself contain a colon.
        let is_quoted = |before: &str| before.matches('“').count() > before.matches('”').count();
        let end = rest.match_indices(": ").map(|(at, _)| at).find(|at| !is_quoted(&rest[..*at]))?;
        Some(Rejected::new(&rest[..end], file))
    }

    /// The row in a list of rejects: its place, what is wrong with it, and the file.
    #[cfg(any(feature = "cli", test))]
    pub(crate) fn said(&self, faults: &str) -> String {
        format!("{}: {faults}{IN}{}", self.place, self.file)
    }
}

/// As cited: `a.csv 1f0c2d3e line 3`. A long sheet name is cut, but never the row's number.
impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = |c: char| if matches!(c, ';' | '#') { ' ' } else { c };
        let plain = |text: &str| -> Vec<char> {
            let unquoted: String = text.chars().filter(|c| !matches!(c, '“' | '”')).map(kept).collect();
            unquoted.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect()
        };
        let (file, mut place) = (plain(&self.file), plain(&self.place));
        if place.len() > LONGEST_PLACE {
            place.splice(LONGEST_PLACE - LAST - 1..place.len() - LAST, ['…']);
        }
        let file: String = file.into_iter().take(LONGEST_FILE).collect();
        write!(f, "{file} {}", place.into_iter().collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejected_row_is_identified_by_file_and_place() {
        for (place, file, cited) in [
            ("line 3", "a.csv 1f0c2d3e", "a.csv 1f0c2d3e line 3"),
            ("line 3", "seizures (2).csv 1f0c2d3e", "seizures (2).csv 1f0c2d3e line 3"),
            ("sheet “2024”, row 17", "a.xlsx 1f0c2d3e", "a.xlsx 1f0c2d3e sheet 2024, row 17"),
            ("sheet “x: y”, row 17", "a.ods 1f0c2d3e", "a.ods 1f0c2d3e sheet x: y, row 17"),
        ] {
            let said = Rejected::new(place, file).said("column date: “x (y); in z: ” is no date (b; in c)");
            assert_eq!(Rejected::read(&said), Some(Rejected::new(place, file)), "{said}");
            assert_eq!(Rejected::new(place, file).to_string(), cited);
        }
        assert_eq!(Rejected::read("mended"), None);
        assert_eq!(Rejected::read("a; in b"), None);
    }

    #[test]
    fn a_row_is_cited_however_long_its_names_are() {
        let place = format!("sheet “{}”, row 1048576", "x".repeat(300));
        let file = format!("{} 1f0c2d3e", "y".repeat(80));
        let cited = Rejected::new(&place, &file).to_string();
        assert!(cited.starts_with(&format!("{file} sheet xxx")) && cited.ends_with("…xxx, row 1048576"), "{cited}");
        assert!(cited.chars().count() <= 161, "{cited}");
        assert!(Rejected::new("line 3", "z".repeat(900)).to_string().ends_with("z line 3"));
    }
}
