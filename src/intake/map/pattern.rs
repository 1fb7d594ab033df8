//! Patterns of cells, and the conditions made of them.

use serde::{Deserialize, Deserializer, de};

use crate::domain::Fault;

/// What a cell may be: blank, a text, or a text with stars in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The texts between the stars, folded; one where there is no star, and empty for a blank cell.
    parts: Vec<String>,
}

impl Pattern {
    /// Reads a pattern; `\*` is a star itself.
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

    /// Whether a text that is folded already meets it.
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

    /// Whether it has no star, and so is one text.
    pub(super) fn is_plain(&self) -> bool {
        self.parts.len() == 1
    }

    /// How many characters it names.
    pub(super) fn weight(&self) -> usize {
        self.parts.iter().map(|part| part.chars().count()).sum()
    }

    /// The one text that it is, folded, where it has no star.
    pub(super) fn plain(&self) -> Option<&str> {
        self.parts.first().filter(|_| self.is_plain()).map(String::as_str)
    }
}

/// A text as patterns and headings compare it: in lower case, without blanks at its ends, one blank for several.
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

/// A part of a pattern as [`folded`] would leave it within a longer text: its outer blanks stay, as one.
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

/// The most stars that a pattern has; each is looked for in every cell.
const MOST_STARS: usize = 16;

/// The most patterns with stars that a list or a table of values has.
pub(super) const MOST_PATTERNS: usize = 1_000;

/// Refuses patterns that would be looked for without end.
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

/// One or several patterns, of which any may be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patterns(Vec<Pattern>);

impl Patterns {
    /// The patterns that these texts are.
    ///
    /// # Errors
    /// So many of them, or of their stars, that looking for them would not end.
    pub(super) fn new(texts: &Several) -> Result<Patterns, Fault> {
        let patterns: Vec<Pattern> = texts.0.iter().map(|text| Pattern::parse(text)).collect();
        bounded(patterns.iter()).map(|()| Patterns(patterns))
    }

    /// Whether a cell's text meets one of them.
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
    fn a_text_is_met_whatever_its_case_and_its_blanks() {
        assert!(meets("Grand  total", " GRAND TOTAL "));
        assert!(meets("ÉTÉ", "été"));
        assert!(!meets("total", "totals"));
    }

    #[test]
    fn a_blank_pattern_is_met_by_a_blank_cell_and_no_other_is() {
        assert!(meets("", "") && meets("", " \u{a0}\t"));
        assert!(!meets("", "x"));
        assert!(!meets("*", "") && !meets("*", "  ") && !meets("a*", "") && !meets("**", ""));
        assert!(meets("*", "x"));
    }

    #[test]
    fn a_star_stands_for_any_characters_or_none() {
        assert!(meets("Page *", "page 3 of 5") && meets("page * of *", "Page 3 of 5"));
        assert!(!meets("Page *", "Pages"));
        assert!(meets("*total*", "Subtotal") && meets("*total*", "total"));
        assert!(meets("a*b*c", "a1b2b3c") && !meets("a*b*c", "ac") && !meets("ab*b", "ab"));
        assert!(meets("a \\* b", "A * B") && !meets("a \\* b", "a x b"));
    }
}
