//! Guards a CSV's free text against spreadsheet formulas, reversibly.
//!
//! A spreadsheet treats a field that begins with `=` or certain other signs as a formula and runs it. A guarded value
//! is prefixed with `'`. Values that begin with `'` get another one, so every value comes back unchanged.

use std::borrow::Cow;

use super::text::is_unseen;

/// The prefix of a guarded value.
const GUARD: char = '\'';

/// Signs that begin a formula or command in some spreadsheet, and the guard itself.
const SIGNS: &[char] = &[GUARD, '=', '+', '-', '@', '|', '%', '\t', '\r', '\n'];

/// The distance from an ASCII sign to its full-width form.
const FULL_WIDTH: u32 = 0xFEE0;

/// The field separator of spreadsheets in some countries, whatever the file uses.
const SEPARATOR: char = ';';

/// The value as a CSV may contain it, with `'` before each part that a spreadsheet could treat as a formula. Parts
/// begin at the start and after each `;`, which some spreadsheets take for a field separator.
pub fn guard(value: &str) -> Cow<'_, str> {
    if !parts(value).any(|(first, part)| is_risky(first, part)) {
        return Cow::Borrowed(value);
    }
    rejoined(value, |first, part, guarded| {
        guarded.extend(is_risky(first, part).then_some(GUARD));
        guarded.push_str(part);
    })
}

/// The original of a value from [`guard`]: removes each `'` added there, and no other.
///
/// A value that was never guarded and merely begins with an apostrophe (`'s-Gravenhage`) stays whole.
pub fn unguard(field: &str) -> Cow<'_, str> {
    if !parts(field).any(|(first, part)| bare(first, part).is_some()) {
        return Cow::Borrowed(field);
    }
    rejoined(field, |first, part, value| value.push_str(bare(first, part).unwrap_or(part)))
}

/// The parts of a value, each with whether it is the first.
fn parts(value: &str) -> impl Iterator<Item = (bool, &str)> {
    value.split(SEPARATOR).enumerate().map(|(at, part)| (at == 0, part))
}

/// A part without the guard's `'`; `None` if the guard added none.
fn bare(first: bool, part: &str) -> Option<&str> {
    part.strip_prefix(GUARD).filter(|bare| is_risky(first, bare))
}

fn rejoined(value: &str, mut add: impl FnMut(bool, &str, &mut String)) -> Cow<'_, str> {
    let mut joined = String::with_capacity(value.len() + 4);
    for (first, part) in parts(value) {
        joined.extend((!first).then_some(SEPARATOR));
        add(first, part, &mut joined);
    }
    Cow::Owned(joined)
}

/// Whether the first visible character, or one skipped before it, is one of the signs. After a separator, quotation
/// marks are skipped too: a CSV doubles them, and a field that begins with two really begins after them.
fn is_risky(first: bool, part: &str) -> bool {
    let is_passed_over = |c: char| is_passed_over(c) || !first && c == '"';
    part.chars().find(|c| is_sign(*c) || !is_passed_over(*c)).is_some_and(is_sign)
}

fn is_sign(c: char) -> bool {
    let narrow = u32::from(c).checked_sub(FULL_WIDTH).and_then(char::from_u32);
    // Full-width forms exist for printed signs only, not for tab, CR and LF.
    SIGNS.contains(&c) || narrow.is_some_and(|narrow| narrow.is_ascii_graphic() && SIGNS.contains(&narrow))
}

/// Blanks and invisible characters; a spreadsheet may drop either before it looks for a formula.
fn is_passed_over(c: char) -> bool {
    // The last two draw nothing on their own: variation selectors and the empty Braille cell.
    c.is_whitespace() || is_unseen(c) || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{2800}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_possible_formula_gets_an_apostrophe() {
        for value in ["=1+1", "+49 30", "-", "@SUM(A1)", "|calc", "%0A", "\tx", "\rx", "\nx", "'", "'s-Gravenhage"] {
            assert_eq!(guard(value), format!("'{value}"), "{value:?}");
        }
    }

    #[test]
    fn full_width_signs_are_guarded_like_the_narrow_ones() {
        for value in ["＝1", "＋1", "－1", "＠A", "｜x", "％x", "＇x"] {
            assert_eq!(guard(value), format!("'{value}"), "{value:?}");
        }
    }

    #[test]
    fn signs_after_blanks_or_invisible_characters_are_guarded() {
        for value in
            [" =1", "\u{a0}=1", "\u{3000}＝1", "\u{feff}=1", "\u{200b}\u{202e} @A", "\u{b}=1", "\u{fe0f}=1", " \tx"]
        {
            assert_eq!(guard(value), format!("'{value}"), "{value:?}");
        }
    }

    #[test]
    fn other_text_is_unchanged() {
        for value in ["", " ", "Bank A", "a=b", "5-3", "1 + 1", "“=1”", "−5", "(=1)", "北京", "0'", "Ａ１", "０"]
        {
            assert_eq!(guard(value), value);
            assert_eq!(unguard(value), value);
        }
    }

    #[test]
    fn each_part_between_semicolons_is_guarded() {
        for (value, guarded) in [
            ("x;=cmd", "x;'=cmd"),
            ("=a; +b;c;-d", "'=a;' +b;c;'-d"),
            ("S1;'s", "S1;''s"),
            ("x;\"=cmd", "x;'\"=cmd"),
            (";;=", ";;'="),
            ("a;b;", "a;b;"),
            ("owner:=x", "owner:=x"),
        ] {
            assert_eq!(guard(value), guarded);
            assert_eq!(unguard(guarded), value);
        }
        assert_eq!(unguard("a;'s-Gravenhage"), "a;'s-Gravenhage");
    }

    #[test]
    fn an_apostrophe_not_added_by_the_guard_stays() {
        assert_eq!(unguard("'s-Gravenhage"), "'s-Gravenhage");
        assert_eq!(unguard("''s-Gravenhage"), "'s-Gravenhage");
        assert_eq!(unguard("'=1"), "=1");
        assert_eq!(unguard("=1"), "=1");
    }

    proptest! {
        #[test]
        fn every_value_comes_back_unchanged(value in ".*") {
            let guarded = guard(&value);
            prop_assert_eq!(unguard(&guarded).into_owned(), value.as_str());
        }

        #[test]
        fn every_value_of_signs_and_blanks_comes_back_and_none_begins_with_a_sign(
            value in "['=+@|%＝＇ \t\r\n\u{200b}a;\"-]{0,9}",
        ) {
            let guarded = guard(&value);
            prop_assert_eq!(unguard(&guarded).into_owned(), value.as_str());
            for part in guarded.split(SEPARATOR) {
                let first = part.chars().find(|c| !c.is_whitespace() && !is_unseen(*c));
                prop_assert!(first.is_none_or(|c| c == GUARD || !is_sign(c)));
            }
        }
    }
}
