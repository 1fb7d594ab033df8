//! Free text: what may stand in the ledger, and how any text is shown on a terminal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::Fault;

/// The most characters that one text may have.
pub const LONGEST: usize = 10_000;

/// How much of a refused text a message repeats.
const QUOTED: usize = 60;

/// The text as the ledger keeps it: in NFC, without blanks at its ends, and with nothing in it that cannot be seen.
///
/// # Errors
/// Control, bidi, zero-width and tag characters and noncharacters, named with their position (counted in characters
/// from 1): they make two different texts look the same. More than [`LONGEST`] characters.
pub fn clean(text: &str) -> Result<String, Fault> {
    if let Some((index, c, what)) = text.chars().enumerate().find_map(|(i, c)| unseen(c).map(|what| (i, c, what))) {
        return Err(Fault::new(format!("the text holds U+{:04X}, {what}, as character {}", u32::from(c), index + 1))
            .hint("take it out: text must consist of characters that can be seen"));
    }
    // NFC can lengthen a text, so both lengths count; the first keeps the work bounded.
    let trimmed = text.trim();
    let clean: String = trimmed.chars().take(LONGEST + 1).nfc().collect();
    if trimmed.chars().nth(LONGEST).is_some() || clean.chars().nth(LONGEST).is_some() {
        return Err(Fault::new(format!("the text has more than {LONGEST} characters"))
            .hint("add the long text as a source with --file and cite it"));
    }
    Ok(clean)
}

/// The text with everything that could steer a terminal, or not be seen on it, spelt out: `\u{1b}`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| unseen(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match unseen(c) {
            Some(_) => shown.extend(c.escape_unicode()),
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The text as a message repeats it: escaped, in quotation marks, cut where it is long.
pub fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((cut, _)) => format!("“{}…”", escape(&text[..cut])),
        None => format!("“{}”", escape(text)),
    }
}

/// What kind of character this is, where it is one that a reader cannot see or that reorders what he sees.
fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        _ if c.is_control() => "a control character",
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a control character of writing direction"
        }
        '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' => {
            ZERO_WIDTH
        }
        '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' => ZERO_WIDTH,
        // Letters by their category, yet nothing is drawn for them.
        '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => ZERO_WIDTH,
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        '\u{e0000}'..='\u{e007f}' => "a tag character",
        '\u{fdd0}'..='\u{fdef}' => NONCHARACTER,
        _ if u32::from(c) & 0xfffe == 0xfffe => NONCHARACTER,
        _ => return None,
    })
}

const ZERO_WIDTH: &str = "a zero-width character";
const NONCHARACTER: &str = "no character of Unicode";
