//! The nearest words, where a word finds nothing.

use crate::domain::folded::Word;

use super::index::Index;

/// How many words are suggested for one.
const MOST: usize = 3;

/// A word that is asked for.
struct Asked<'a> {
    word: &'a str,
    /// Whether a known word contains it.
    is_known: bool,
    /// The nearest known words, each with its distance.
    near: Vec<(usize, String)>,
}

/// The words known to an index that are spelt like one of these words; empty where the index has the word itself, or nothing like it.
pub(super) fn nearest<I: Index>(index: &I, words: &[Word]) -> Result<Vec<String>, I::Error> {
    let asked = words.iter().filter(|word| word.is_of_letters() && !word.is_run());
    let asked = asked.map(|word| Asked { word: word.as_str(), is_known: false, near: Vec::new() });
    let mut asked: Vec<Asked<'_>> = asked.collect();
    index.each_word(&mut |known| asked.iter_mut().for_each(|asked| asked.compare(known)))?;
    let unknown = asked.into_iter().filter(|asked| !asked.is_known);
    Ok(unknown.flat_map(|asked| asked.near.into_iter().map(|(_, word)| word)).collect())
}

impl Asked<'_> {
    fn compare(&mut self, known: &str) {
        self.is_known |= known.contains(self.word);
        let most = tolerated(self.word);
        // A character has at most four bytes.
        if self.is_known || known.len().abs_diff(self.word.len()) > 4 * most {
            return;
        }
        let distance = strsim::osa_distance(self.word, known);
        if distance <= most {
            self.near.push((distance, known.to_owned()));
            self.near.sort();
            self.near.truncate(MOST);
        }
    }
}

/// How many slips a word of this length may have.
fn tolerated(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 1,
        4..9 => 2,
        _ => 3,
    }
}
