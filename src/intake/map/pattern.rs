//! Patterns of cells, and conditions made from them.

use serde::{Deserialize, Deserializer, de};

use crate::domain::Fault;

/// A pattern for a cell: blank, a text, or a text with stars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The folded texts between the stars; a single one without stars, empty for a blank cell.
    parts: Vec<String>,
}

impl Pattern {
    /// Reads a pattern; `\*` is a literal star.
    pub(super) fn parse(text: &str) -> Pattern {
        let mut parts = vec![String::new()];
        let mut chars = text.trim().chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '*' => parts.push(String::new()),
                '\\' if chars.peek() == Some(&'*') => {
                    chars.next();
                    push(&mut parts, '*');
                }
                c => push(&mut parts, c),
            }
        }
        Pattern { parts: parts.iter().map(|part| folded_inside(part)).collect() }
    }

    /// Whether an already folded text matches.
    pub(super) fn meets_folded(&self, cell: &str) -> bool {
        let [first, between @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == cell);
        };
        let Some(mut rest) = cell.strip_prefix(first.as_str()).filter(|_| !cell.is_empty()) else { return false };
        for part in between {
            match rest.split_once(part.as_str()) {
                Some((_, behind)) => rest = behind,
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }

    /// Whether it has no star and so matches a single text.
    pub(super) fn is_plain(&self) -> bool {
        self.parts.len() == 1
    }

    /// How many characters it specifies.
    pub(super) fn weight(&self) -> usize {
        self.parts.iter().map(|part| part.chars().count()).sum()
    }

    /// The single text that it matches, folded, if it has no star.
    pub(super) fn plain(&self) -> Option<&str> {
        self.parts.first().filter(|_| self.is_plain()).map(String::as_str)
    }
}

/// A text as patterns and headings compare it: lower case, trimmed, with single spaces.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// A part of a pattern as [`folded`] leaves it within a longer text: outer blanks shrink to one.
fn folded_inside(part: &str) -> String {
    let inner = folded(part);
    let blank = |is: bool| if is { " " } else { "" };
    if inner.is_empty() {
        return blank(!part.is_empty()).to_owned();
    }
    format!("{}{inner}{}", blank(part.starts_with(char::is_whitespace)), blank(part.ends_with(char::is_whitespace)))
}

fn push(parts: &mut [String], c: char) {
    if let Some(last) = parts.last_mut() {
        last.push(c);
    }
}

/// The most stars in a pattern; each is searched for in every cell.
const MOST_STARS: usize = 16;

/// The most patterns with stars in a list or a table of values.
pub(super) const MOST_PATTERNS: usize = 1_000;

/// Refuses patterns that would take too long to search for.
pub(super) fn bounded<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> Result<(), Fault> {
    let mut starred = 0;
    for pattern in patterns.filter(|pattern| !pattern.is_plain()) {
        starred += 1;
        if pattern.parts.len() > MOST_STARS + 1 {
            return Err(Fault::new(format!("a pattern has more than {MOST_STARS} stars")).hint("use a match instead"));
        }
    }
    if starred > MOST_PATTERNS {
        return Err(Fault::new(format!("more than {MOST_PATTERNS} patterns with stars stand together"))
            .hint("write the cells themselves, which are found at once"));
    }
    Ok(())
}

/// One or several patterns, any of which may match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patterns(Vec<Pattern>);

impl Patterns {
    /// The patterns in these texts.
    ///
    /// # Errors
    /// There are too many of them, or too many stars, to search for.
    pub(super) fn new(texts: &Several) -> Result<Patterns, Fault> {
        let patterns: Vec<Pattern> = texts.0.iter().map(|text| Pattern::parse(text)).collect();
        bounded(patterns.iter()).map(|()| Patterns(patterns))
    }

    /// Whether a pattern matches a cell's text.
    pub(crate) fn meet(&self, cell: &str) -> bool {
        let cell = folded(cell);
        self.0.iter().any(|pattern| pattern.meets_folded(&cell))
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Patterns, D::Error> {
        let texts = Several::deserialize(deserializer)?;
        Patterns::new(&texts).map_err(de::Error::custom)
    }
}

/// A text or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Several(pub Vec<String>);

impl<'de> Deserialize<'de> for Several {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Several, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Several;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Several, E> {
                Ok(Several(vec![text.to_owned()]))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Several, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                if texts.is_empty() {
                    return Err(de::Error::custom("the list is empty"));
                }
                Ok(Several(texts))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(pattern: &str, cell: &str) -> bool {
        Pattern::parse(pattern).meets_folded(&folded(cell))
    }

    #[test]
    fn case_and_spacing_do_not_affect_a_match() {
        assert!(meets("Grand  total", " GRAND TOTAL "));
        assert!(meets("ÉTÉ", "été"));
        assert!(!meets("total", "totals"));
    }

    #[test]
    fn a_blank_pattern_matches_only_a_blank_cell() {
        assert!(meets("", "") && meets("", " \u{a0}\t"));
        assert!(!meets("", "x"));
        assert!(!meets("*", "") && !meets("*", "  ") && !meets("a*", "") && !meets("**", ""));
        assert!(meets("*", "x"));
    }

    #[test]
    fn a_star_matches_any_characters_or_none() {
        assert!(meets("Page *", "page 3 of 5") && meets("page * of *", "Page 3 of 5"));
        assert!(!meets("Page *", "Pages"));
        assert!(meets("*total*", "Subtotal") && meets("*total*", "total"));
        assert!(meets("a*b*c", "a1b2b3c") && !meets("a*b*c", "ac") && !meets("ab*b", "ab"));
        assert!(meets("a \\* b", "A * B") && !meets("a \\* b", "a x b"));
    }
}
