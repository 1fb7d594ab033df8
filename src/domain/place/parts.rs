//! Lists of places as people write them: conjunctions, and commas within one place.

use crate::domain::{Fault, text};

/// Words that may precede the last place of a list.
const CONJUNCTIONS: [&str; 19] =
    ["and", "et", "und", "y", "e", "i", "en", "og", "och", "ja", "a", "și", "&", "és", "ir", "un", "ve", "и", "και"];

/// Territories, and countries whose name is part of another's, with the States that may follow them.
const WITHIN: [(&str, &[&str]); 12] = [
    ("CN", &["HK", "MO", "TW"]),
    ("US", &["AS", "GE", "GU", "MP", "PR", "UM", "VI"]),
    ("FR", &["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"]),
    ("GB", &["AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"]),
    ("NL", &["AW", "BQ", "CW", "SX"]),
    ("DK", &["FO", "GL"]),
    ("FI", &["AX"]),
    ("NO", &["BV", "SJ"]),
    ("AU", &["CC", "CX", "HM", "NF"]),
    ("NZ", &["CK", "NU", "TK"]),
    ("PT", &["MO"]),
    ("MA", &["EH"]),
];

/// The names in a list with a conjunction, or the codes in a list with only blanks between them; `None` for anything
/// else. A conjunction in capitals may be a code, so it counts as neither.
pub(super) fn joined(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    for (place, part) in text.split([',', ';', '+']).enumerate() {
        let mut pieces = pieces(part);
        // “…, and NL”
        if place > 0 && pieces.len() == 2 && pieces[0].is_empty() {
            pieces.remove(0);
        }
        for piece in pieces {
            match codes(piece) {
                Some(codes) => names.extend(codes),
                None => names.push(piece),
            }
        }
    }
    (names.len() > 1 && names.iter().all(|name| !name.is_empty())).then_some(names)
}

/// The pieces of a part, split at conjunctions.
fn pieces(part: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    for word in part.split_inclusive(char::is_whitespace) {
        if CONJUNCTIONS.contains(&word.trim()) {
            pieces.push(part[from..at].trim());
            from = at + word.len();
        }
        at += word.len();
    }
    pieces.push(part[from..].trim());
    pieces
}

/// Codes of one length in capitals, separated by blanks.
fn codes(name: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let length = words.first()?.len();
    let is_code = |word: &&str| word.len() == length && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_clear = |word: &&str| !CONJUNCTIONS.contains(&word.to_lowercase().as_str());
    let all = (2..=3).contains(&length) && words.iter().all(|word| is_code(word) && is_clear(word));
    (words.len() > 1 && all).then_some(words)
}

/// Refuses a territory followed by a comma and its State: it may be one place or two. `known` returns the code of a
/// place.
pub(super) fn one_or_two(text: &str, known: impl Fn(&str) -> Option<&'static str>) -> Option<Fault> {
    let is_name = |name: &str| name.trim().len() > 3;
    for list in text.split([';', '+']) {
        let names: Vec<&str> = list.split(',').collect();
        for pair in names.windows(2) {
            let (Some(place), Some(state)) = (known(pair[0]), known(pair[1])) else { continue };
            let within = WITHIN.iter().any(|(of, places)| *of == state && places.contains(&place));
            if within && is_name(pair[0]) {
                let what = format!("{} may be one place or two", text::quote(&format!("{},{}", pair[0], pair[1])));
                let hint = format!("write {place} for the one place, or {place}+{state} for both");
                return Some(Fault::new(what).hint(hint));
            }
        }
    }
    None
}
