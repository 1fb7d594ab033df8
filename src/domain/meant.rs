//! What a word may have meant that a closed vocabulary lacks.

/// Words of every day, and the word of a vocabulary for each.
#[rustfmt::skip]
const EVERYDAY: &[(&str, &str)] = &[
    ("money", "cash"), ("banknotes", "cash"), ("coins", "cash"), ("currency", "cash"),
    ("account", "bank-account"), ("bank", "bank-account"), ("deposit", "bank-account"), ("iban", "bank-account"),
    ("shares", "securities"), ("stocks", "securities"), ("bonds", "securities"), ("stock", "securities"),
    ("crypto", "crypto-asset"), ("bitcoin", "crypto-asset"), ("wallet", "crypto-asset"), ("token", "crypto-asset"),
    ("cryptocurrency", "crypto-asset"), ("btc", "crypto-asset"),
    ("house", "real-estate"), ("flat", "real-estate"), ("apartment", "real-estate"), ("building", "real-estate"),
    ("land", "real-estate"), ("property", "real-estate"), ("villa", "real-estate"), ("immovable", "real-estate"),
    ("car", "vehicle"), ("lorry", "vehicle"), ("truck", "vehicle"), ("motorcycle", "vehicle"), ("van", "vehicle"),
    ("motorbike", "vehicle"), ("automobile", "vehicle"),
    ("boat", "vessel"), ("ship", "vessel"), ("yacht", "vessel"),
    ("plane", "aircraft"), ("aeroplane", "aircraft"), ("airplane", "aircraft"), ("helicopter", "aircraft"), ("jet", "aircraft"),
    ("gold", "precious"), ("jewellery", "precious"), ("jewelry", "precious"), ("watch", "precious"), ("diamond", "precious"),
    ("silver", "precious"),
    ("painting", "art"), ("antique", "art"), ("sculpture", "art"),
    ("company", "business-share"), ("business", "business-share"), ("firm", "business-share"), ("share", "business-share"),
    ("claim", "receivable"), ("debt", "receivable"), ("loan", "receivable"),
    ("domain", "domain-name"), ("website", "domain-name"),
    ("computer", "equipment"), ("phone", "equipment"), ("telephone", "equipment"), ("laptop", "equipment"), ("machine", "equipment"),
    ("device", "equipment"),
    ("merchandise", "goods"), ("clothes", "goods"), ("cigarettes", "goods"),
    ("animal", "livestock"), ("cattle", "livestock"), ("horse", "livestock"),
    ("drugs", "contraband"), ("weapon", "contraband"), ("counterfeit", "contraband"),
    ("froze", "freeze"), ("frozen", "freeze"), ("blocked", "freeze"), ("block", "freeze"),
    ("forfeit", "confiscate"), ("forfeiture", "confiscate"), ("unfreeze", "release"), ("sell", "dispose"),
    ("auctioned", "sold"), ("shredded", "destroyed"), ("stolen", "lost"),
    ("cars", "vehicles"), ("houses", "properties"), ("flats", "properties"), ("buildings", "properties"), ("ships", "vessels"),
    ("boats", "vessels"), ("planes", "aircraft"), ("phones", "devices"), ("computers", "devices"), ("paintings", "artworks"),
    ("items", "pieces"), ("firms", "companies"),
];

/// The word of a vocabulary that is meant by one of every day, or that is spelt similarly.
pub(crate) fn meant(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let word = word.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(same) = known.iter().find(|known| **known == word) {
        return Some(same);
    }
    let everyday = EVERYDAY.iter().find(|(everyday, meant)| *everyday == word && known.contains(meant));
    everyday.map(|(_, meant)| *meant).or_else(|| near(&word, known))
}

fn near(word: &str, known: &[&'static str]) -> Option<&'static str> {
    let most = match word.chars().count() {
        0..3 => 0,
        3..5 => 1,
        5..9 => 2,
        _ => 3,
    };
    let measured = known.iter().map(|known| (strsim::damerau_levenshtein(word, known), *known));
    measured.filter(|(distance, _)| *distance <= most).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Action, AssetKind};

    fn kind(word: &str) -> Option<&'static str> {
        meant(word, AssetKind::WORDS)
    }

    #[test]
    fn an_everyday_word_means_a_kind() {
        for (word, meant) in [
            ("car", "vehicle"),
            ("Flat", "real-estate"),
            ("house", "real-estate"),
            ("bank account", "bank-account"),
            ("crypto", "crypto-asset"),
            ("vehicel", "vehicle"),
            ("vesel", "vessel"),
        ] {
            assert_eq!(kind(word), Some(meant), "{word}");
        }
        for word in ["", "x", "frozen", "something", "lots"] {
            assert_eq!(kind(word), None, "{word}");
        }
    }

    #[test]
    fn every_meaning_is_a_word_of_some_vocabulary() {
        use crate::domain::{Disposal, Things};
        let known = [AssetKind::WORDS, Action::WORDS, Disposal::WORDS, Things::WORDS].concat();
        assert!(EVERYDAY.iter().all(|(_, meant)| known.contains(meant)));
    }
}
