//! The names of sheets: short, unique, and without the characters that spreadsheets keep for themselves.

use crate::report::document::escape;

/// The name of the first sheet.
pub(super) const READ_ME: &str = "Read me";

/// The most UTF-16 units of a name.
const LONGEST: usize = 31;

/// Names that no section gets: that of the first sheet, and one that spreadsheets keep for themselves.
const TAKEN: [&str; 2] = [READ_ME, "History"];

/// A name for each heading: its words up to a colon. The whole heading is on the first sheet.
pub(super) fn names<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for heading in headings {
        let is_free = |name: &str| {
            let same = |other: &str| other.to_lowercase() == name.to_lowercase();
            !TAKEN.iter().any(|taken| same(taken)) && !names.iter().any(|other| same(other))
        };
        let words = words(heading);
        let candidates = std::iter::once(cut(&words, "")).chain((2..).map(|number| cut(&words, &format!(" {number}"))));
        let name = candidates.into_iter().find(|name| is_free(name)).unwrap_or_default();
        names.push(name);
    }
    names
}

fn words(heading: &str) -> String {
    let words = escape(heading.split(':').next().unwrap_or(heading)).replace(['*', '?', ':', '[', ']', '\\', '/'], "-");
    let words = words.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if words.is_empty() { "Sheet".to_owned() } else { words.to_owned() }
}

/// The words and an ending; where they are too long, the words end in `…`.
fn cut(words: &str, ending: &str) -> String {
    let units = |text: &str| text.encode_utf16().count();
    if units(words) + units(ending) <= LONGEST {
        return format!("{words}{ending}");
    }
    let mut short = words.to_owned();
    while units(&short) + 1 + units(ending) > LONGEST {
        short.pop();
    }
    format!("{}…{ending}", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_beginning_of_its_heading() {
        let headings = ["Holdings: what is held", "holdings", "Read me", "a/b [c]", "", "''", "\u{1b}x"];
        let expected = ["Holdings", "holdings 2", "Read me 2", "a-b -c-", "Sheet", "Sheet 2", "-u{1b}x"];
        assert_eq!(names(headings.into_iter()), expected);
    }

    #[test]
    fn a_long_name_is_marked_as_cut() {
        let long = "Directive of the European Parliament, Article 11";
        let names = names([long, long].into_iter());
        assert_eq!(names, ["Directive of the European Parl…", "Directive of the European Pa… 2"]);
        assert!(names.iter().all(|name| name.encode_utf16().count() <= LONGEST));
    }
}
