//! A phrase split into words, figures, symbols and marks, with words folded to one spelling.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::numeral::{self, Literal};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Letters; looked up under their folded spelling.
    Word,
    /// Currency symbols, `%`, `~` and the like; looked up like words.
    Symbol,
    /// Digits with their separators.
    Digits(Literal),
    /// Any other character except a space; `..`, `...`, `>=` and `<=` are one mark.
    Mark(char),
}

/// One token and its place in the phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    key: (usize, usize),
    /// A space or the start of the phrase precedes it.
    pub(super) spaced: bool,
    /// A word with an initial capital followed by lower case.
    pub(super) capital: bool,
}

/// The tokens of a phrase and the folded spellings of its words.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Splits a phrase in one pass. `first_word` finds the first word of a text in a script without spaces.
    pub(super) fn of(phrase: &str, first_word: impl Fn(&str) -> Option<usize>) -> Tokens {
        let mut tokens =
            Tokens { list: Vec::with_capacity(phrase.len() / 4 + 1), folded: String::with_capacity(phrase.len()) };
        let mut at = 0;
        let mut spaced = true;
        while let Some(c) = phrase[at..].chars().next() {
            if c.is_whitespace() || is_ignored(c) {
                spaced |= c.is_whitespace();
                at += c.len_utf8();
                continue;
            }
            let (kind, end) = kind_at(phrase, at, c, &first_word);
            let key = tokens.fold(kind, &phrase[at..end]);
            let capital = kind == Kind::Word && begins_capital(&phrase[at..end]);
            tokens.list.push(Token { kind, start: at, end, key, spaced, capital });
            (at, spaced) = (end, false);
        }
        tokens
    }

    /// The folded spelling of a word or symbol; empty for others.
    pub(super) fn key(&self, token: &Token) -> &str {
        &self.folded[token.key.0..token.key.1]
    }

    fn fold(&mut self, kind: Kind, text: &str) -> (usize, usize) {
        let start = self.folded.len();
        if matches!(kind, Kind::Word | Kind::Symbol) {
            fold_into(text, &mut self.folded);
        }
        (start, self.folded.len())
    }
}

/// The one spelling of a word by which lexicons are searched: lower case, no accents.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

pub(super) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        for lower in c.to_lowercase() {
            decompose_canonical(lower, |part| match part {
                'ł' => out.push('l'),
                'ø' => out.push('o'),
                'đ' => out.push('d'),
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'ı' => out.push('i'),
                'ς' => out.push('σ'),
                // The horn tells Vietnamese “hơn” from other words.
                '\u{31B}' => out.push('\''),
                part if is_accent(part) || is_ignored(part) => {}
                part => out.push(part),
            });
        }
    }
}

/// Marks over and under letters that a word may be written without; the vowel signs of Indian scripts and Thai are not
/// among them.
fn is_accent(c: char) -> bool {
    is_combining_mark(c) && (c == '\u{93C}' || !matches!(c, '\u{900}'..='\u{DFF}' | '\u{E00}'..='\u{EFF}'))
}

fn kind_at(phrase: &str, at: usize, c: char, first_word: impl Fn(&str) -> Option<usize>) -> (Kind, usize) {
    let rest = &phrase[at..];
    if numeral::digit(c).is_some() {
        let (literal, length) = numeral::scan(rest);
        (Kind::Digits(literal), at + length)
    } else if c.is_alphabetic() {
        let length = rest.find(|c: char| !c.is_alphabetic() && !is_combining_mark(c) && !is_ignored(c));
        let run = &rest[..length.unwrap_or(rest.len())];
        (Kind::Word, at + if runs_together(c) { word_in_run(run, first_word) } else { run.len() })
    } else if let Some((mark, length)) = entity(rest) {
        (Kind::Mark(mark), at + length)
    } else if is_symbol(c) {
        (Kind::Symbol, at + c.len_utf8())
    } else if c.is_numeric() {
        (Kind::Digits(Literal::Malformed), at + c.len_utf8())
    } else {
        let (mark, length) = mark_of(rest, c);
        (Kind::Mark(mark), at + length)
    }
}

/// Scripts without spaces between words: Thai, Lao, Khmer, Han, Kana; and Korean, for its endings.
pub(super) fn runs_together(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// The length of the first word in a run of letters without spaces; an unknown word ends where the next known one
/// begins.
fn word_in_run(run: &str, first_word: impl Fn(&str) -> Option<usize>) -> usize {
    if let Some(length) = first_word(run) {
        return length;
    }
    let mut rest = run.char_indices().skip(1);
    rest.find(|(at, c)| !is_combining_mark(*c) && (!runs_together(*c) || first_word(&run[*at..]).is_some()))
        .map_or(run.len(), |(at, _)| at)
}

/// A mark written as an HTML entity: `&gt;`.
fn entity(rest: &str) -> Option<(char, usize)> {
    const NAMED: &[(&str, char)] = &[
        ("&gt;", '>'),
        ("&lt;", '<'),
        ("&ge;", '≥'),
        ("&le;", '≤'),
        ("&ndash;", '-'),
        ("&mdash;", '-'),
        ("&minus;", '-'),
    ];
    NAMED.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, mark)| (*mark, name.len()))
}

/// The mark that `rest` begins with, which may have several characters, and its length.
fn mark_of(rest: &str, first: char) -> (char, usize) {
    let run_of = |belongs: fn(char) -> bool| rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
    if first == '.' {
        return match run_of(|c| c == '.') {
            1 => ('.', 1),
            2 => (TWO_DOTS, 2),
            more => ('…', more),
        };
    }
    if let Some(sign) = ["+/-", "-/+", "+-", "∓"].iter().find(|sign| rest.starts_with(**sign)) {
        return ('±', sign.len());
    }
    if is_comparison(first) {
        let length = run_of(is_comparison);
        let mut shapes = rest[..length].chars().map(plain_mark);
        let mark = match (shapes.next(), shapes.next(), shapes.next()) {
            (Some(one), None, _) => one,
            (Some('>'), Some('='), None) => '≥',
            (Some('<'), Some('='), None) => '≤',
            _ => NO_COMPARISON,
        };
        return (mark, length);
    }
    (plain_mark(first), first.len_utf8())
}

/// Two points, which divide a range in canonical text.
pub(super) const TWO_DOTS: char = '‥';

/// Comparison signs that make no sense together, such as `=>`.
pub(super) const NO_COMPARISON: char = '≠';

fn is_comparison(c: char) -> bool {
    matches!(plain_mark(c), '<' | '>' | '=' | '≤' | '≥')
}

/// Reduces marks of one meaning and several shapes to one shape.
fn plain_mark(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '’' | 'ʼ' | '‘' | '`' | '´' | '׳' => '\'',
        '״' | '＂' => '"',
        '־' => '-',
        '、' | '،' => ',',
        '。' => '.',
        '：' => ':',
        '；' => ';',
        '﹣' | '－' | '⁻' | '₋' | '➖' | '〜' | '˗' | '﹘' | '\u{2E3A}' | '\u{2E3B}' => '-',
        '＜' | '﹤' => '<',
        '＞' | '﹥' => '>',
        '＝' | '﹦' => '=',
        '⩽' | '≦' => '≤',
        '⩾' | '≧' => '≥',
        '＋' | '﹢' => '+',
        '[' | '（' => '(',
        ']' | '）' => ')',
        other => other,
    }
}

/// Characters with a meaning in lexicons, like words.
fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '%' | '％'
            | '٪'
            | '‰'
            | '~'
            | '≈'
            | '∼'
            | '≃'
            | '≅'
            | '～'
            | '&'
            | '½'
            | '¼'
            | '¾'
            | '$'
            | '¢'
            | '£'
            | '¥'
            | '֏'
            | '৳'
            | '฿'
            | '៛'
            | '\u{20A0}'..='\u{20CF}' | '﷼' | '＄' | '￡' | '￥' | '￦'
    )
}

/// Invisible characters: soft hyphen, joiners, direction marks, byte-order mark.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn begins_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(phrase: &str) -> Vec<&str> {
        Tokens::of(phrase, |_| None).list.iter().map(|t| &phrase[t.start..t.end]).collect()
    }

    #[test]
    fn words_figures_and_symbols_are_split_where_they_meet() {
        assert_eq!(cut("€5m"), ["€", "5", "m"]);
        assert_eq!(cut("d’1,5 M€."), ["d", "’", "1,5", "M", "€", "."]);
        assert_eq!(cut("US$1.2bn"), ["US", "$", "1.2", "bn"]);
        assert_eq!(cut("3–4 Mio."), ["3", "–", "4", "Mio", "."]);
        assert_eq!(cut(" "), [""; 0]);
    }

    #[test]
    fn one_word_has_one_folded_spelling() {
        for (word, folded) in [
            ("Près", "pres"),
            ("PRÈS", "pres"),
            ("pre\u{300}s", "pres"),
            ("Złotych", "zlotych"),
            ("tūkst", "tukst"),
            ("größer", "grosser"),
            ("й", "и"),
            ("Ευρώ", "ευρω"),
            ("يورو", "يورو"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
