//! Lines of words: text is broken between words, and behind the `;` of a list, never inside a word.

use unicode_width::UnicodeWidthStr;

/// Where text may be broken, behind the character.
const BREAKS: [char; 2] = [' ', ';'];

/// The words of a text, without the blanks between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(BREAKS).map(str::trim_end)
}

/// A text as lines within `room`; a word that is wider stays whole, on a line of its own.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive(BREAKS) {
        let Some(line) = lines.last_mut() else { break };
        if !line.trim_end().is_empty() && line.width() + piece.trim_end().width() > room {
            line.truncate(line.trim_end().len());
            lines.push(piece.trim_start().to_owned());
        } else {
            line.push_str(piece);
        }
    }
    lines
}

/// The parts joined, on as many lines as needed; a part that is wider than the room is broken between its words.
pub(super) fn joined<'a>(parts: impl Iterator<Item = &'a str>, joint: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.width() + joint.width() + part.width() <= room => {
                line.push_str(joint);
                line.push_str(part);
            }
            last => {
                last.into_iter().for_each(|line| line.push_str(joint.trim_end()));
                lines.extend(wrapped(part, room));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_broken_between_words_and_behind_the_semicolons_of_a_list() {
        assert_eq!(wrapped("a villa by the lake", 10), ["a villa by", "the lake"]);
        assert_eq!(wrapped("S1#p. 3;S2;S3", 8), ["S1#p. 3;", "S2;S3"]);
        assert_eq!(wrapped("a-very-long-word and one", 5), ["a-very-long-word", "and", "one"]);
        assert_eq!(wrapped("", 5), [""]);
    }

    #[test]
    fn parts_stay_whole_if_they_can() {
        let parts = ["by stage", "as of 2024-12-31", "a filter of many words"];
        assert_eq!(
            joined(parts.into_iter(), "; ", 16),
            ["by stage;", "as of 2024-12-31;", "a filter of many", "words"]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_word_is_broken(text in "[a-z; ]{0,80}", room in 1_usize..40) {
            let lines = wrapped(&text, room);
            let squeezed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            for line in &lines {
                prop_assert!(line.trim_end().width() <= room || words(line.trim()).count() == 1, "{line:?}");
            }
        }
    }
}
