//! Free text: what the ledger may contain, and how any text is shown on a terminal.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Advice, Fault};

/// The most characters in one text.
pub const LONGEST: usize = 10_000;

/// How many characters of a refused text a message repeats.
const QUOTED: usize = 100;

/// The text as the ledger stores it: in NFC, trimmed, and without invisible characters.
///
/// # Errors
/// It has control, bidi, zero-width or tag characters or noncharacters, which make two different texts look the same;
/// the fault names them with their position (in characters, from 1). Or it has more than [`LONGEST`] characters.
pub fn clean(text: &str) -> Result<String, Fault> {
    cleaned(text).map(Cow::into_owned)
}

/// The text as [`clean`] returns it, borrowed if only blanks at its ends are removed.
///
/// # Errors
/// As for [`clean`].
pub(crate) fn cleaned(text: &str) -> Result<Cow<'_, str>, Fault> {
    // Most text of a ledger is visible ASCII, which is already in NFC.
    if text.bytes().fold(true, |seen, byte| seen & matches!(byte, b' '..=b'~')) {
        let trimmed = text.trim_ascii();
        return if trimmed.len() > LONGEST { Err(too_long()) } else { Ok(Cow::Borrowed(trimmed)) };
    }
    let refused = |(index, (c, what)): (usize, (char, Option<&'static str>))| what.map(|what| (index, c, what));
    if let Some((index, c, what)) = in_company(text).enumerate().find_map(refused) {
        return Err(Fault::new(format!("the text holds U+{:04X}, {what}, as character {}", u32::from(c), index + 1))
            .hint("take it out: text must consist of characters that can be seen"));
    }
    let trimmed = text.trim();
    if trimmed.chars().nth(LONGEST).is_some() {
        return Err(too_long());
    }
    if is_nfc_quick(trimmed.chars()) == IsNormalized::Yes {
        return Ok(Cow::Borrowed(trimmed));
    }
    // NFC can lengthen a text, so both lengths count; the first check bounds the work.
    let composed: String = trimmed.nfc().collect();
    if composed.chars().nth(LONGEST).is_some() { Err(too_long()) } else { Ok(Cow::Owned(composed)) }
}

fn too_long() -> Fault {
    Fault::new(format!("the text has more than {LONGEST} characters")).advise(Advice::CiteLongText)
}

/// The text with everything invisible or able to control a terminal spelled out: `\u{1b}`.
pub fn escape(text: &str) -> Cow<'_, str> {
    // Checked byte by byte first: every text of a report passes here, and most are ASCII.
    let is_seen = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(is_seen) || !text.contains(|c| unseen(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (c, what) in in_company(text) {
        match what {
            Some(_) => shown.extend(c.escape_unicode()),
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// JSON text with the characters that JSON may contain raw but a terminal should not receive written as `\u202e`.
///
/// They occur only inside strings, where the escape means the same; JSON itself has escaped the ASCII ones, so the
/// remaining line feeds are layout.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    let harms = |c: char| c != '\n' && is_unseen(c);
    if !json.contains(harms) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    let mut units = [0; 2];
    for c in json.chars() {
        if harms(c) {
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// The text as quoted in a message: escaped, in quotation marks, cut if long.
pub fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((cut, _)) => format!("“{}…”", escape(&text[..cut])),
        None => format!("“{}”", escape(text)),
    }
}

/// Between letters of Persian and Indic scripts these two are part of a word's spelling.
const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';

/// The characters of a text, each with its kind if it is invisible; a joiner or non-joiner between letters that it
/// changes is not.
fn in_company(text: &str) -> impl Iterator<Item = (char, Option<&'static str>)> {
    let mut before = None;
    text.char_indices().map(move |(at, c)| {
        let next = || text[at + c.len_utf8()..].chars().next();
        let joins = match c {
            NON_JOINER => before.is_some_and(is_joined) && next().is_some_and(is_joined),
            JOINER => before.is_some_and(is_joined),
            _ => false,
        };
        before = Some(c);
        (c, if joins { None } else { unseen(c) })
    })
}

/// Whether joiners and non-joiners change the look of a letter's script: Arabic, Syriac, Mongolian, and those of India
/// and its neighbours.
fn is_joined(letter: char) -> bool {
    let is_of_script = matches!(letter, '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{a840}'..='\u{a87f}' | '\u{a980}'..='\u{a9df}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{1173f}');
    is_of_script && !letter.is_numeric()
}

/// Whether a character is invisible or reorders what is visible; includes control characters.
pub fn is_unseen(c: char) -> bool {
    unseen(c).is_some()
}

/// The kind of a character that is invisible or reorders what is visible.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        _ if c.is_control() => "a control character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a control character of writing direction"
        }
        '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' => {
            ZERO_WIDTH
        }
        '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' => ZERO_WIDTH,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => ZERO_WIDTH,
        // Letters by category, but drawn as nothing.
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => ZERO_WIDTH,
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        '\u{e0000}'..='\u{e0fff}' => "a tag character",
        '\u{fdd0}'..='\u{fdef}' => NONCHARACTER,
        _ if u32::from(c) & 0xfffe == 0xfffe => NONCHARACTER,
        _ => return None,
    })
}

const ZERO_WIDTH: &str = "a zero-width character";
const NONCHARACTER: &str = "a noncharacter of Unicode";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_stored_composed_and_trimmed() {
        assert_eq!(clean("  Ko\u{308}ln, Blatt 7\u{a0}").as_deref(), Ok("Köln, Blatt 7"));
        assert_eq!(clean("").as_deref(), Ok(""));
        assert_eq!(clean("two  blanks").as_deref(), Ok("two  blanks"));
        assert_eq!(clean("北京 🚗 ‘x’ – €").as_deref(), Ok("北京 🚗 ‘x’ – €"));
    }

    #[test]
    fn invisible_characters_are_refused_by_number_and_position() {
        for (c, number, what) in [
            ('\0', "U+0000", "a control character"),
            ('\n', "U+000A", "a control character"),
            ('\t', "U+0009", "a control character"),
            ('\u{1b}', "U+001B", "a control character"),
            ('\u{7f}', "U+007F", "a control character"),
            ('\u{9b}', "U+009B", "a control character"),
            ('\u{202e}', "U+202E", "a control character of writing direction"),
            ('\u{2067}', "U+2067", "a control character of writing direction"),
            ('\u{200f}', "U+200F", "a control character of writing direction"),
            ('\u{200b}', "U+200B", "a zero-width character"),
            ('\u{200c}', "U+200C", "a zero-width character"),
            ('\u{200d}', "U+200D", "a zero-width character"),
            ('\u{2060}', "U+2060", "a zero-width character"),
            ('\u{feff}', "U+FEFF", "a zero-width character"),
            ('\u{ad}', "U+00AD", "a zero-width character"),
            ('\u{3164}', "U+3164", "a zero-width character"),
            ('\u{2028}', "U+2028", "a line or paragraph separator"),
            ('\u{e0041}', "U+E0041", "a tag character"),
            ('\u{fdd0}', "U+FDD0", "a noncharacter of Unicode"),
            ('\u{1fffe}', "U+1FFFE", "a noncharacter of Unicode"),
        ] {
            let fault = clean(&format!("äb{c}d")).unwrap_err();
            assert_eq!(fault.what(), format!("the text holds {number}, {what}, as character 3"));
            assert!(clean(&format!("{c}")).is_err(), "at an end it is trimmed: {number}");
        }
    }

    #[test]
    fn a_joiner_stays_only_between_letters_that_it_changes() {
        for name in ["علی\u{200c}رضا", "می\u{200c}خواهم", "ক\u{9cd}\u{200d}ষ", "श\u{94d}\u{200d}री"]
        {
            assert_eq!(clean(name).as_deref(), Ok(name));
            assert_eq!(escape(name), name);
        }
        for text in ["a\u{200c}b", "علی\u{200c}", "علی\u{200c}\u{200c}رضا", "\u{200d}علی", "علی\u{200c}b", "5\u{200d}0"]
        {
            assert!(clean(text).is_err(), "{text:?}");
            assert!(escape(text).contains("\\u{200"), "{text:?}");
        }
    }

    #[test]
    fn a_text_has_at_most_ten_thousand_characters() {
        assert_eq!(clean(&format!(" {} ", "ä".repeat(LONGEST))).map(|text| text.chars().count()), Ok(LONGEST));
        assert_eq!(clean(&"ä".repeat(LONGEST + 1)).unwrap_err().what(), "the text has more than 10000 characters");
        // U+0958 has no composed form, so NFC turns it into two characters.
        assert!(clean(&"\u{958}".repeat(LONGEST)).is_err());
    }

    #[test]
    fn nothing_that_controls_a_terminal_is_shown_raw() {
        assert_eq!(escape("a\u{1b}[31mb"), r"a\u{1b}[31mb");
        assert_eq!(escape("a\u{202e}b\u{200b}\n"), r"a\u{202e}b\u{200b}\u{a}");
        assert!(matches!(escape("Köln – 北京"), Cow::Borrowed("Köln – 北京")));
    }

    #[test]
    fn escaped_json_keeps_its_layout_and_meaning() {
        let json = "{\n  \"a\": \"\u{202e}\u{9b}\u{e0041}é\"\n}";
        assert_eq!(escape_json(json), "{\n  \"a\": \"\\u202e\\u009b\\udb40\\udc41é\"\n}");
        assert!(matches!(escape_json("{\n\"é\": 1}"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_message_quotes_a_text_escaped_and_cut() {
        assert_eq!(quote("a\tb"), r"“a\u{9}b”");
        assert_eq!(quote(&"ä".repeat(100)), format!("“{}”", "ä".repeat(100)));
        assert_eq!(quote(&"ä".repeat(101)), format!("“{}…”", "ä".repeat(100)));
    }

    proptest! {
        #[test]
        fn a_clean_text_stays_clean_and_needs_no_escaping(text in any::<String>()) {
            let shown = escape(&text).into_owned();
            prop_assert_eq!(escape(&shown), shown.as_str());
            if let Ok(kept) = clean(&text) {
                prop_assert_eq!(escape(&kept), kept.as_str());
                prop_assert_eq!(clean(&kept), Ok(kept));
            }
        }
    }

    #[test]
    fn terminal_controls_are_shown_and_not_sent() {
        assert_eq!(escape("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape("a\tb\r\n\u{7f}\u{9b}"), "a\\u{9}b\\u{d}\\u{a}\\u{7f}\\u{9b}");
        assert_eq!(escape("\u{202e}evil\u{2066}"), "\\u{202e}evil\\u{2066}");
        assert_eq!(escape("a\u{200b}b\u{feff}\u{e0041}"), "a\\u{200b}b\\u{feff}\\u{e0041}");
    }

    #[test]
    fn letters_of_every_script_are_unchanged() {
        for text in ["Société Générale", "Přední ulice 3", "北京市", "שלום", "Ελλάδα", "e\u{301}", "❤\u{fe0f}"]
        {
            assert_eq!(escape(text), text);
        }
    }
}
