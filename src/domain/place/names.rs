//! Which jurisdiction a name belongs to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::tables::{FRENCH, OTHER};
use crate::domain::{Fault, text};

/// What ISO 3166-1 lacks and the ledger needs: both codes and the English name.
const BEYOND: &[(&str, &str, &str)] = &[("EU", "EUE", "European Union"), ("XK", "XKX", "Kosovo")];

/// Words that never distinguish two countries; their position in a name varies from list to list.
const PASSING: &[&str] = &["the", "of", "and", "la", "le", "les", "l", "de", "du", "des", "d", "et"];

/// Forms of government that official names put before the common one. A country that needs the word to be
/// distinguished (`Republic of Korea`) has it in its own name, which is tried first.
#[rustfmt::skip]
const GOVERNMENT: &[&str] = &[
    "republic", "republique", "kingdom", "royaume", "federal", "federale", "federative", "principality", "principaute",
    "grand", "duchy", "duche", "state", "etat",
];

/// How many names a fault suggests.
const SUGGESTED: usize = 3;

/// The longest text that is compared with names; no name is longer.
const LONGEST: usize = 80;

/// Every name, folded, with the jurisdictions that share it.
static NAMES: LazyLock<BTreeMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for (code, name) in whole_names() {
        add(&mut names, folded(name), code);
    }
    // “Iran (Islamic Republic of)” is also Iran, unless that is another country's whole name (Congo).
    let mut bases = BTreeMap::new();
    for (code, name) in whole_names() {
        match base(name).map(|base| folded(&base)) {
            Some(base) if !names.contains_key(&base) => add(&mut bases, base, code),
            _ => {}
        }
    }
    names.extend(bases);
    names
});

/// Names in the languages that amounts are read in, besides English and French: a line each, with language, code and name.
const ELSEWHERE: &str = include_str!("names.tsv");

/// These names, folded like the others. They are read only for a name that is neither English nor French.
static FOREIGN: LazyLock<BTreeMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for (_, code, name) in foreign_names() {
        add(&mut names, folded(name), code);
        if let Some(base) = base(name) {
            add(&mut names, folded(&base), code);
        }
    }
    names
});

/// The alpha-2 codes by letter, because nearly every entry of a ledger contains one.
static ALPHA2: [Option<&str>; LETTERS * LETTERS] = {
    let mut table = [None; LETTERS * LETTERS];
    let mut at = 0;
    while at < rust_iso3166::ALL.len() {
        let code = rust_iso3166::ALL[at].alpha2;
        table[cell(code.as_bytes()[0], code.as_bytes()[1])] = Some(code);
        at += 1;
    }
    at = 0;
    while at < BEYOND.len() {
        let code = BEYOND[at].0;
        table[cell(code.as_bytes()[0], code.as_bytes()[1])] = Some(code);
        at += 1;
    }
    table
};

const LETTERS: usize = 26;

/// The index of two capitals in the table; beyond its end for anything else.
const fn cell(first: u8, second: u8) -> usize {
    if first.is_ascii_uppercase() && second.is_ascii_uppercase() {
        (first - b'A') as usize * LETTERS + (second - b'A') as usize
    } else {
        LETTERS * LETTERS
    }
}

/// The alpha-2 code for two letters in any case.
pub(super) fn by_alpha2(code: &str) -> Option<&'static str> {
    let [first, second] = code.as_bytes() else { return None };
    ALPHA2.get(cell(first.to_ascii_uppercase(), second.to_ascii_uppercase())).copied().flatten()
}

/// Every alpha-2 code, in order.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    ALPHA2.iter().copied().flatten()
}

/// The alpha-2 code for an alpha-3 code in any case.
pub(super) fn by_alpha3(code: &str) -> Option<&'static str> {
    if code.len() != 3 {
        return None;
    }
    let code = code.to_ascii_uppercase();
    let country = rust_iso3166::from_alpha3(&code).map(|country| country.alpha2);
    country.or_else(|| BEYOND.iter().find(|(_, three, _)| *three == code).map(|known| known.0))
}

/// The alpha-2 code of the jurisdiction with this name.
///
/// # Errors
/// No jurisdiction, or more than one, has the name.
pub(super) fn by_name(name: &str) -> Result<&'static str, Fault> {
    let key = if name.chars().nth(LONGEST).is_some() { String::new() } else { folded(name) };
    let found = NAMES.get(&key).or_else(|| NAMES.get(&without_government(&key))).or_else(|| FOREIGN.get(&key));
    match found.map(Vec::as_slice) {
        Some([code]) => Ok(code),
        Some(codes) => Err(Fault::new(format!("{} is the name of several jurisdictions", text::quote(name)))
            .hint(format!("use the code: {}", list(codes)))),
        None => {
            let fault = Fault::new(format!("{} is not a jurisdiction that impound knows", text::quote(name)));
            let close = close_to(&key);
            let advice = "use a code of ISO 3166-1 such as DE, or the country's name";
            Err(if close.is_empty() {
                fault.hint(advice)
            } else {
                fault.hint(format!("perhaps {}; {advice}", list(&close)))
            })
        }
    }
}

/// The English name for a code.
pub(super) fn english(code: &str) -> &'static str {
    let beyond = || BEYOND.iter().find(|known| known.0 == code).map(|known| known.2);
    rust_iso3166::from_alpha2(code).map(|country| country.name).or_else(beyond).unwrap_or_default()
}

fn whole_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let english = rust_iso3166::ALL.iter().map(|country| (country.alpha2, country.name));
    let beyond = BEYOND.iter().map(|known| (known.0, known.2));
    let tables = FRENCH.iter().chain(OTHER).flat_map(|(code, names)| names.split('|').map(move |name| (*code, name)));
    english.chain(beyond).chain(tables)
}

fn foreign_names() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ELSEWHERE.lines().filter_map(|line| {
        let (language, rest) = line.split_once('\t')?;
        let (code, name) = rest.split_once('\t')?;
        Some((language, by_alpha2(code)?, name))
    })
}

fn add(names: &mut BTreeMap<String, Vec<&'static str>>, name: String, code: &'static str) {
    let codes = names.entry(name).or_default();
    if !codes.contains(&code) {
        codes.push(code);
    }
}

/// A name without its brackets; `None` if it has none, or nothing else.
fn base(name: &str) -> Option<String> {
    let (before, rest) = name.split_once('(')?;
    let (_, after) = rest.split_once(')')?;
    Some(format!("{before}{after}"))
}

/// A name reduced to its words: without accents, case, punctuation or passing words, in alphabetical order, so that
/// `Korea, Republic of` and `The Republic of Korea` are the same.
fn folded(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let lower = plain.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).map(|word| match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    });
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty() && !PASSING.contains(word)).collect();
    words.sort_unstable();
    words.join(" ")
}

fn without_government(key: &str) -> String {
    let words: Vec<&str> = key.split(' ').filter(|word| !GOVERNMENT.contains(word)).collect();
    words.join(" ")
}

fn list(codes: &[&'static str]) -> String {
    let named: Vec<String> = codes.iter().map(|code| format!("{code} ({})", english(code))).collect();
    named.join(" or ")
}

/// The jurisdictions whose names differ from `key` by at most two letters, closest first.
fn close_to(key: &str) -> Vec<&'static str> {
    let allowed = if key.chars().count() < 6 { 1 } else { 2 };
    let near = |name: &str| (name.len().abs_diff(key.len()) <= 2 * allowed).then(|| strsim::levenshtein(name, key));
    let mut close: Vec<(usize, &'static str)> = NAMES
        .iter()
        .chain(FOREIGN.iter())
        .filter_map(|(name, codes)| Some((near(name).filter(|apart| *apart <= allowed)?, codes)))
        .flat_map(|(apart, codes)| codes.iter().map(move |code| (apart, *code)))
        .collect();
    close.sort_unstable();
    let mut codes: Vec<&'static str> = Vec::new();
    for (_, code) in close {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.truncate(SUGGESTED);
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_jurisdiction_has_an_english_and_a_french_name_once() {
        let mut french: Vec<&str> = FRENCH.iter().map(|row| row.0).collect();
        let mut all: Vec<&str> = rust_iso3166::ALL_ALPHA2.iter().copied().chain(["EU", "XK"]).collect();
        french.sort_unstable();
        all.sort_unstable();
        assert_eq!(french, all);
        assert_eq!(all.len(), 251);
        assert!(FRENCH.iter().chain(OTHER).all(|row| by_alpha2(row.0) == Some(row.0)));
    }

    #[test]
    fn only_names_that_are_really_shared_are_ambiguous() {
        let shared: Vec<&str> = NAMES.iter().filter(|name| name.1.len() > 1).map(|name| name.0.as_str()).collect();
        assert_eq!(shared, ["coree", "iles vierges", "islands virgin", "korea", "martin saint"]);
        assert!(!NAMES.contains_key(""));
    }

    #[test]
    fn a_name_in_another_language_never_means_what_an_english_or_french_one_does_not() {
        let contradicts = |(name, codes): &(&String, &Vec<&str>)| NAMES.get(*name).is_some_and(|known| known != *codes);
        let contradicting: Vec<_> = FOREIGN.iter().filter(contradicts).collect();
        assert_eq!(contradicting, []);
        let shared: Vec<&str> = FOREIGN.iter().filter(|name| name.1.len() > 1).map(|name| name.0.as_str()).collect();
        assert_eq!(shared, ["kongo", "martin svaty", "αγιος μαρτινος", "ва виргинские о", "конго"]);
        assert!(!FOREIGN.contains_key(""));
    }

    #[test]
    fn every_name_in_another_language_is_read_as_it_stands() {
        let read = |name: &str| by_alpha2(name).or_else(|| by_alpha3(name)).map_or_else(|| by_name(name).ok(), Some);
        let wrong: Vec<_> = foreign_names().filter(|(_, code, name)| read(name) != Some(code)).collect();
        // Norwegian and Polish do not mean the same.
        assert!(wrong.iter().all(|(_, _, name)| *name == "Kongo"), "{wrong:?}");
    }

    #[test]
    fn every_line_of_names_is_read_and_every_language_names_every_member_of_the_union() {
        let lines = ELSEWHERE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(foreign_names().count(), lines);
        let languages: std::collections::BTreeSet<&str> = foreign_names().map(|name| name.0).collect();
        assert_eq!(languages.len(), 38);
        let union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK CH GB US EU XK";
        for language in languages {
            let named: Vec<&str> = foreign_names().filter(|name| name.0 == language).map(|name| name.1).collect();
            // Names of one or two letters are left out.
            let missing: Vec<&str> = union.split(' ').filter(|code| !named.contains(code)).collect();
            let short: &[&str] = if language == "vi" { &["AT", "BE"] } else { &[] };
            assert_eq!(missing, short, "{language}");
        }
    }
}
