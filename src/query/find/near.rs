//! The nearest words, where a word finds nothing.

use crate::domain::folded::Word;

use super::index::Index;

/// How many words are suggested for one.
const MOST: usize = 3;

/// The words known to an index that are spelt like one of these words; empty where the index has the word itself, or nothing like it.
pub(super) fn nearest<I: Index>(index: &I, words: &[Word]) -> Result<Vec<String>, I::Error> {
    let mut asked: Vec<(&Word, bool, Vec<(usize, String)>)> = words
        .iter()
        .filter(|word| word.is_of_letters() && !word.is_run())
        .map(|word| (word, false, Vec::new()))
        .collect();
    index.each_word(&mut |known| {
        for (word, is_known, near) in &mut asked {
            let word = word.as_str();
            *is_known |= known.contains(word);
            let most = tolerated(word);
            if known.len().abs_diff(word.len()) <= 2 * most {
                let distance = strsim::osa_distance(word, known);
                near.extend((distance <= most).then(|| (distance, known.to_owned())));
                near.sort();
                near.truncate(MOST);
            }
        }
    })?;
    let unknown = asked.into_iter().filter(|(_, is_known, _)| !is_known);
    Ok(unknown.flat_map(|(_, _, near)| near.into_iter().map(|(_, word)| word)).collect())
}

/// How many slips a word of this length may have.
fn tolerated(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 1,
        4..9 => 2,
        _ => 3,
    }
}
