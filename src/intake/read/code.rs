//! Parses a spreadsheet's number format code: `#,##0.00 "Mio. €";[Red]-0`.

/// A section of a code, separated by semicolons: for positive figures, negative ones, zero, and texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// The text before the number.
    pub(super) before: String,
    /// The text after it.
    pub(super) behind: String,
    /// Whether it has digit placeholders.
    pub(super) has_digits: bool,
    /// The minimum number of digits before the decimal mark.
    pub(super) zeros: usize,
    /// The number of decimal places.
    pub(super) decimals: usize,
    /// Whether it groups digits.
    pub(super) is_grouped: bool,
    /// Whether it omits thousands.
    pub(super) is_scaled: bool,
    /// Whether it shows an exponent.
    pub(super) has_power: bool,
    /// Whether there is text between the digits.
    pub(super) is_split: bool,
    /// The number of percent signs.
    pub(super) percent: usize,
    /// Whether it shows a number unchanged.
    pub(super) is_general: bool,
    /// Whether it shows a text unchanged.
    pub(super) is_text: bool,
    /// Whether it applies only to some figures.
    pub(super) has_condition: bool,
    /// Whether it contains anything unknown.
    pub(super) is_odd: bool,
    /// What it shows of a date.
    pub(super) date: Option<Date>,
}

/// What a format shows of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each of the parts is shown or is not")]
pub(super) struct Date {
    /// The year.
    pub(super) has_year: bool,
    /// The month.
    pub(super) has_month: bool,
    /// The day of the month.
    pub(super) has_day: bool,
    /// The time of day.
    pub(super) has_time: bool,
    /// Hours, minutes or seconds that run past a day.
    pub(super) is_span: bool,
    /// Letters or digits besides these.
    pub(super) has_words: bool,
}

impl Section {
    /// A section that is not understood.
    pub(super) fn odd() -> Section {
        Section { is_odd: true, ..Section::default() }
    }

    fn of(tokens: &[Token]) -> Section {
        let is_part = |token: &Token| matches!(token, Token::Part(..) | Token::Span(_));
        let is_date = tokens.iter().any(is_part);
        // Digits may follow seconds; before any part of a date they belong to a number.
        let is_odd = is_date
            && matches!(
                tokens.iter().find(|token| is_part(token) || matches!(token, Token::Digit(_))),
                Some(Token::Digit(_))
            );
        let mut section = Section { date: is_date.then(|| date(tokens)), is_odd, ..Section::default() };
        let mut pending = Pending::default();
        for token in tokens {
            section.take(token, &mut pending);
        }
        section.behind = pending.text;
        // Commas after the last digit placeholder omit thousands.
        section.is_scaled = pending.commas > 0 && section.has_digits && !is_date;
        section
    }

    fn take(&mut self, token: &Token, pending: &mut Pending) {
        match token {
            Token::Text(text) => self.literal(text, pending),
            Token::Digit(sign) => {
                if pending.commas > 0 && !pending.past_point {
                    self.is_grouped = true;
                }
                self.is_scaled |= pending.commas > 0 && pending.past_point;
                self.is_split |= !is_grouping(&pending.text);
                self.is_grouped |= !pending.text.is_empty() && is_grouping(&pending.text);
                pending.commas = 0;
                pending.text.clear();
                self.has_digits = true;
                match (pending.past_point, sign) {
                    (true, _) => self.decimals += 1,
                    (false, '0') => self.zeros += 1,
                    (false, _) => {}
                }
            }
            Token::Point => {
                // A comma before the point scales too.
                self.is_odd |= pending.past_point && self.date.is_none();
                pending.past_point = true;
            }
            Token::Comma if self.has_digits => pending.commas += 1,
            Token::Comma => self.literal(",", pending),
            Token::Percent => self.percent += 1,
            Token::Power => self.has_power = true,
            Token::Slash if self.has_digits => {}
            Token::Slash => self.literal("/", pending),
            Token::General => self.is_general = true,
            Token::At => self.is_text = true,
            Token::Condition => self.has_condition = true,
            Token::Odd => self.is_odd = true,
            Token::Part(..) | Token::Span(_) => {}
        }
    }

    fn literal(&mut self, text: &str, pending: &mut Pending) {
        if self.has_digits || self.is_general || self.is_text {
            pending.text.push_str(text);
        } else {
            self.before.push_str(text);
        }
    }
}

/// What follows the last digit placeholder.
#[derive(Default)]
struct Pending {
    text: String,
    commas: usize,
    past_point: bool,
}

/// Whether a text between digits only groups them.
fn is_grouping(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\'' | '’'))
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Digit(char),
    Point,
    Comma,
    Percent,
    Power,
    Slash,
    General,
    At,
    /// A part of a date by its letter, and how often that occurs.
    Part(char, usize),
    /// Hours, minutes or seconds that run past a day.
    Span(char),
    Condition,
    Odd,
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(sign) = rest.chars().next() {
        if sign == ';' {
            sections.push(Vec::new());
            rest = &rest[1..];
            continue;
        }
        let (token, length) = token(rest, sign);
        if let (Some(token), Some(section)) = (token, sections.last_mut()) {
            section.push(token);
        }
        rest = &rest[length.max(sign.len_utf8()).min(rest.len())..];
    }
    sections.iter().map(|tokens| Section::of(tokens)).collect()
}

/// The next token of a code, and its length in bytes.
fn token(rest: &str, sign: char) -> (Option<Token>, usize) {
    let second = rest.chars().nth(1).map_or(0, char::len_utf8);
    let begins = |word: &str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match sign {
        '"' => {
            let end = rest[1..].find('"').map_or(rest.len(), |at| at + 1);
            (Some(Token::Text(rest[1..end].to_owned())), end + 1)
        }
        '\\' | '!' if second > 0 => (Some(Token::Text(rest[1..1 + second].to_owned())), 1 + second),
        // A space as wide as a character, or a character that fills the cell.
        '_' | '*' => (None, 1 + second),
        '[' => {
            let end = rest.find(']').unwrap_or(rest.len());
            (bracket(&rest[1..end.max(1)]), end + 1)
        }
        '0' | '#' | '?' => (Some(Token::Digit(sign)), 1),
        '.' => (Some(Token::Point), 1),
        ',' => (Some(Token::Comma), 1),
        '%' => (Some(Token::Percent), 1),
        '/' => (Some(Token::Slash), 1),
        '@' => (Some(Token::At), 1),
        _ if begins("general") => (Some(Token::General), 7),
        _ if begins("standard") => (Some(Token::General), 8),
        _ if begins("am/pm") => (Some(Token::Part('h', 0)), 5),
        _ if begins("a/p") => (Some(Token::Part('h', 0)), 3),
        _ if begins("e+") || begins("e-") => (Some(Token::Power), 2),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'g' | 'G' | 'b' | 'B' => {
            let length = rest.chars().take_while(|other| other.eq_ignore_ascii_case(&sign)).count();
            (Some(Token::Part(sign.to_ascii_lowercase(), length)), length)
        }
        _ => (Some(Token::Text(sign.to_string())), sign.len_utf8()),
    }
}

/// The contents of square brackets: a currency, a language, a colour, a condition, a span.
fn bracket(inner: &str) -> Option<Token> {
    if let Some(currency) = inner.strip_prefix('$') {
        let sign = currency.rsplit_once('-').map_or(currency, |(sign, _)| sign);
        return (!sign.is_empty()).then(|| Token::Text(sign.to_owned()));
    }
    let lower = inner.to_ascii_lowercase();
    let mut letters = lower.chars();
    match letters.next() {
        Some(first @ ('h' | 'm' | 's')) if letters.all(|other| other == first) => Some(Token::Span(first)),
        Some('<' | '>' | '=') => Some(Token::Condition),
        _ if lower.starts_with("dbnum") || lower.starts_with("natnum") => Some(Token::Odd),
        // A colour.
        _ => None,
    }
}

/// What the tokens of a section show of a date.
fn date(tokens: &[Token]) -> Date {
    let mut date = Date::default();
    let parts: Vec<(char, usize)> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Part(letter, length) => Some((*letter, *length)),
            Token::Span(letter) => Some((*letter, 1)),
            _ => None,
        })
        .collect();
    for (at, (letter, length)) in parts.iter().enumerate() {
        let is_minute = *length < 3
            && (at > 0 && parts[at - 1].0 == 'h' || parts.get(at + 1).is_some_and(|(next, _)| *next == 's'));
        match letter {
            'y' | 'e' | 'b' => date.has_year = true,
            'm' if is_minute => date.has_time = true,
            'm' => date.has_month = true,
            'd' if *length < 3 => date.has_day = true,
            'h' | 's' => date.has_time = true,
            // A weekday, an era.
            _ => {}
        }
    }
    date.is_span = tokens.iter().any(|token| matches!(token, Token::Span(_)));
    let words = |token: &Token| matches!(token, Token::Text(text) if has_words(text));
    date.has_words = tokens.iter().any(words);
    date
}

/// Letters that languages put between the parts of a date.
const BETWEEN: [&str; 12] = ["de", "del", "of", "a", "g", "г", "г.", "年", "月", "日", "m", "."];

fn has_words(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && !BETWEEN.contains(&bare.to_lowercase().as_str())
}
