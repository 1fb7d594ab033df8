//! Turns the lexicons, `src/phrase/lexicon/*.toml`, into the tables included by `phrase::lexicon`, so that nothing is
//! parsed at run time. Each fault in a lexicon is a build error with its file and line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

const FOLDER: &str = "src/phrase/lexicon";

/// The language-independent lexicon, which also lists the languages and the names shared by several currencies.
const COMMON: &str = "common";

/// The meaning of a currency name shared by several currencies: the first of them, the others, and how one is chosen.
type SharedNames = BTreeMap<String, (Vec<String>, &'static str)>;

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    writeln!(out, "cargo::rerun-if-changed=build.rs\ncargo::rerun-if-changed={FOLDER}")?;
    let mut faults = Vec::new();
    let tables = tables(&mut faults)?;
    for fault in &faults {
        writeln!(out, "cargo::error={fault}")?;
    }
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    fs::write(PathBuf::from(folder).join("lexicons.rs"), tables)
}

/// The tables as Rust code.
fn tables(faults: &mut Vec<String>) -> io::Result<String> {
    let folder = Path::new(FOLDER);
    let text = fs::read_to_string(folder.join(format!("{COMMON}.toml")))?;
    let mut common = Lexicon::of(COMMON, &text, faults);
    let languages = common.languages();
    common.read_shared_names();
    let names = std::mem::take(&mut common.shared_names);
    let (constant, _) = common.table(&names);
    let (mut all, mut examples) = (String::new(), String::new());
    for tag in &languages {
        let text = fs::read_to_string(folder.join(format!("{tag}.toml")))
            .map_err(|error| io::Error::other(format!("{FOLDER}/{tag}.toml, a language of {COMMON}.toml: {error}")))?;
        let (table, examples_of) = Lexicon::of(tag, &text, faults).table(&names);
        _ = writeln!(all, "&{table},");
        _ = writeln!(examples, "({tag:?}, &[{examples_of}]),");
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_lexicon = path.extension().is_some_and(|extension| extension == "toml");
        if is_lexicon && tag != COMMON && !languages.iter().any(|known| known == tag) {
            faults.push(format!("{}: no language of {COMMON}.toml", path.display()));
        }
    }
    Ok(format!(
        "/// What belongs to no one language.\npub(super) static COMMON: Lexicon = {constant};\n\
         /// The lexicons of languages, in the order of their bits.\npub(super) static ALL: &[&Lexicon] = &[\n{all}];\n\
         /// Phrases of each language and their amounts.\n#[cfg(test)]\n\
         pub(super) static EXAMPLES: &[(&str, &[(&str, &str)])] = &[\n{examples}];\n"
    ))
}

/// One lexicon file.
struct Lexicon<'t> {
    tag: &'t str,
    text: &'t str,
    top: DeTable<'t>,
    endings: Vec<String>,
    shared_names: SharedNames,
    faults: &'t mut Vec<String>,
}

impl<'t> Lexicon<'t> {
    fn of(tag: &'t str, text: &'t str, faults: &'t mut Vec<String>) -> Lexicon<'t> {
        let (top, wrong) = DeTable::parse_recoverable(text);
        let mut lexicon =
            Lexicon { tag, text, top: top.into_inner(), endings: Vec::new(), shared_names: BTreeMap::new(), faults };
        for error in wrong {
            lexicon.fault(error.span().map_or(0, |span| span.start), error.message());
        }
        lexicon
    }

    fn fault(&mut self, at: usize, what: &str) {
        let line = 1 + self.text[..at].matches('\n').count();
        self.faults.push(format!("{FOLDER}/{}.toml:{line}: {what}", self.tag));
    }

    /// Removes a top-level key and returns it; a fault and `None` if it is missing.
    fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'t>>> {
        let value = self.top.remove(key);
        if value.is_none() {
            self.fault(0, &format!("{key} is missing"));
        }
        value
    }

    fn take_text(&mut self, key: &str) -> String {
        let Some(value) = self.take(key) else { return String::new() };
        self.text_of(&value)
    }

    fn text_of(&mut self, value: &Spanned<DeValue>) -> String {
        let text = value.get_ref().as_str().map(str::to_owned);
        text.unwrap_or_else(|| {
            self.fault(value.span().start, "this should be a text");
            String::new()
        })
    }

    fn texts_of(&mut self, value: &Spanned<DeValue>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(list) => list.iter().map(|text| self.text_of(text)).collect(),
            _ => {
                self.fault(value.span().start, "this should be a list of texts");
                Vec::new()
            }
        }
    }

    fn languages(&mut self) -> Vec<String> {
        self.take("languages").map(|list| self.texts_of(&list)).unwrap_or_default()
    }

    fn read_shared_names(&mut self) {
        let Some(value) = self.take("shared_names") else { return };
        for (name, shared) in value.get_ref().as_table().into_iter().flatten() {
            let part = |key: &str| shared.get_ref().as_table().and_then(|parts| parts.get(key));
            let (codes, choice) = match (part("usual"), part("others"), part("one_of")) {
                (Some(usual), Some(others), None) => {
                    let mut codes = vec![self.text_of(usual)];
                    codes.extend(self.texts_of(others));
                    (codes, "First")
                }
                (None, None, Some(codes)) => (self.texts_of(codes), "Asked"),
                _ => {
                    self.fault(name.span().start, "a shared name has `one_of`, or `usual` and `others`");
                    continue;
                }
            };
            self.shared_names.insert(name.get_ref().to_string(), (codes, choice));
        }
    }

    /// The file's table, and its examples.
    fn table(mut self, names: &SharedNames) -> (String, String) {
        let name = self.take_text("name");
        let mark = match self.take_text("decimal_mark").as_str() {
            "comma" => "Comma",
            "point" => "Point",
            _ => {
                self.fault(0, "decimal_mark should be \"comma\" or \"point\"");
                "Point"
            }
        };
        let compounds = self.take("numbers_in_one_word").and_then(|value| value.get_ref().as_bool());
        let compounds = compounds.unwrap_or_else(|| {
            self.fault(0, "numbers_in_one_word should be true or false");
            false
        });
        self.endings = self.top.remove("endings").map(|list| self.texts_of(&list)).unwrap_or_default();
        let mut examples = String::new();
        if let Some(list) = self.top.remove("examples") {
            for (phrase, amount) in list.get_ref().as_table().into_iter().flatten() {
                let amount = self.text_of(amount);
                _ = write!(examples, "({:?}, {amount:?}), ", phrase.get_ref());
            }
        }
        let mut entries = String::new();
        for letter in self.top.remove("letters").iter().filter_map(|list| list.get_ref().as_array()).flatten() {
            self.letter(letter, &mut entries);
        }
        let top = std::mem::take(&mut self.top);
        self.entries(&mut Vec::new(), &top, names, &mut entries);
        let tag = self.tag;
        let head = format!("tag: {tag:?}, name: {name:?}, mark: DecimalMark::{mark}, compounds: {compounds}");
        (format!("Lexicon {{ {head}, entries: &[\n{entries}] }}"), examples)
    }

    /// The word lists below `path`, each with its meaning.
    fn entries(&mut self, path: &mut Vec<String>, table: &DeTable, names: &SharedNames, out: &mut String) {
        for (key, value) in table {
            path.push(key.get_ref().to_string());
            match value.get_ref() {
                DeValue::Table(table) => self.entries(path, table, names, out),
                _ => match meaning(&path.iter().map(String::as_str).collect::<Vec<_>>(), names) {
                    Some(meaning) => {
                        let words = self.words(value);
                        _ = writeln!(out, "({meaning}, {words:?}),");
                    }
                    None => self.fault(key.span().start, &format!("a lexicon has no place {}", path.join("."))),
                },
            }
            path.pop();
        }
    }

    /// The words of a list with their endings, separated by `|`.
    fn words(&mut self, value: &Spanned<DeValue>) -> String {
        let mut words: Vec<String> = Vec::new();
        for text in value.get_ref().as_array().into_iter().flatten() {
            let word = self.text_of(text);
            let stem = word.strip_suffix('~').filter(|stem| !stem.is_empty());
            if stem.is_some() && self.endings.is_empty() {
                self.fault(text.span().start, &format!("“{word}” takes endings, and the lexicon has none"));
            }
            if word.contains('|') || word.split(' ').any(|part| part.is_empty() || part != part.trim()) {
                self.fault(text.span().start, &format!("“{word}” is not words with one space between them"));
            }
            words.push(stem.unwrap_or(&word).to_owned());
            words.extend(self.endings.iter().filter_map(|ending| stem.map(|stem| format!("{stem}{ending}"))));
        }
        if words.is_empty() {
            self.fault(value.span().start, "this should be a list of words");
        }
        words.join("|")
    }

    fn letter(&mut self, letter: &Spanned<DeValue>, out: &mut String) {
        let mut parts = letter.get_ref().as_table().cloned().unwrap_or_default();
        let power = parts.remove("power").map(|text| self.text_of(&text)).and_then(|text| power(&text));
        let words = parts.remove("words").map(|list| self.words(&list)).unwrap_or_default();
        let mut codes = |key: &str| parts.remove(key).map(|list| self.texts_of(&list)).unwrap_or_default();
        let (only, not) = (codes("only_in"), codes("not_in"));
        let Some(power) = power.filter(|_| parts.is_empty()) else {
            let what = "a letter has `power`, `words` and perhaps `only_in` or `not_in`";
            return self.fault(letter.span().start, what);
        };
        _ = writeln!(out, "(Meaning::Letter(Letter {{ power: {power}, only: &{only:?}, not: &{not:?} }}), {words:?}),");
    }
}

/// The meaning of the words at a path in a lexicon; `None` if lexicons have no such path.
fn meaning(place: &[&str], names: &SharedNames) -> Option<String> {
    let meaning = match place {
        ["numbers", "article"] => "Article".to_owned(),
        ["numbers", number] => format!("Count({})", number.parse::<u32>().ok()?),
        ["rough_numbers", number] => format!("Roughly({})", number.parse::<u32>().ok()?),
        ["fractions", fraction] => format!("Part({})", hundredths(fraction)?),
        ["added_fractions", fraction] => format!("AndPart({})", hundredths(fraction)?),
        ["scales", power] => scale(power, "Alone::IsVague")?,
        ["scales", "alone", power] => scale(power, "Alone::IsOne")?,
        ["currencies", "after", code] if is_code(code, 3..=5) => money(&[*code], "First", "Behind"),
        ["currencies", "either_side", name] => match names.get(*name) {
            Some((codes, choice)) => money(codes, choice, "Either"),
            None => {
                let codes: Vec<&str> = name.split(' ').collect();
                let choice = if codes.len() == 1 { "First" } else { "Asked" };
                codes.iter().all(|code| is_code(code, 3..=5)).then(|| money(&codes, choice, "Either"))?
            }
        },
        ["countries", code] if is_code(code, 2..=2) => format!("Land({code:?})"),
        [section @ .., key] => WORDS.iter().find(|word| word.0 == section.join(".") && word.1 == *key)?.2.to_owned(),
        [] => return None,
    };
    Some(format!("Meaning::{meaning}"))
}

/// The paths whose words share one meaning.
const WORDS: [(&str, &str, &str); 36] = [
    ("bounds.before", "more_than", "Bound(Bound::More)"),
    ("bounds.before", "more_than_unless_noun", "MoreUnlessNoun"),
    ("bounds.before", "at_least", "Bound(Bound::AtLeast)"),
    ("bounds.before", "less_than", "Bound(Bound::Less)"),
    ("bounds.before", "at_most", "Bound(Bound::AtMost)"),
    ("bounds.after", "more_than", "BoundAfter(Bound::More)"),
    ("bounds.after", "at_least", "BoundAfter(Bound::AtLeast)"),
    ("bounds.after", "less_than", "BoundAfter(Bound::Less)"),
    ("bounds.after", "at_most", "BoundAfter(Bound::AtMost)"),
    ("approximations", "before", "About"),
    ("approximations", "either_side", "AboutAfter"),
    ("approximations", "estimated", "Estimate"),
    ("ranges", "between", "Between"),
    ("ranges", "between_after", "BetweenAfter"),
    ("ranges", "from", "From"),
    ("ranges", "to", "To"),
    ("ranges", "up_to", "UpTo"),
    ("joins", "and", "And"),
    ("joins", "or", "Or"),
    ("joins", "of", "Of"),
    ("joins", "of_after_number", "OfAny"),
    ("changes", "before", "Change"),
    ("changes", "after", "ChangeAfter"),
    ("shares", "each", "Each"),
    ("shares", "each_after", "EachAfter"),
    ("shares", "several_of", "Sums"),
    ("shares", "percent", "Percent"),
    ("unclear", "vague", "Vague"),
    ("unclear", "doubtful", "Doubt"),
    ("money", "hundredths", "Cent"),
    ("money", "pieces", "Pieces"),
    ("without_meaning", "filler", "Filler"),
    ("without_meaning", "describing", "Describing"),
    ("without_meaning", "thing", "Thing"),
    ("without_meaning", "plain", "Plain"),
    ("dates", "before_year", "Dating"),
];

fn scale(text: &str, alone: &str) -> Option<String> {
    Some(match power(text)? {
        2 => format!("Hundred({alone})"),
        power => format!("Scale({power}, {alone})"),
    })
}

/// The exponent in `10^6`.
fn power(text: &str) -> Option<u32> {
    text.strip_prefix("10^")?.parse().ok()
}

/// A fraction such as `3/2` in hundredths; `None` if that is not a whole number.
fn hundredths(text: &str) -> Option<u32> {
    let (above, below) = text.split_once('/')?;
    let (above, below) = (above.parse::<u32>().ok()?.checked_mul(100)?, below.parse::<u32>().ok()?);
    (above.checked_rem(below)? == 0).then(|| above / below)
}

fn is_code(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn money(codes: &[impl AsRef<str>], choice: &str, side: &str) -> String {
    let codes: Vec<&str> = codes.iter().map(AsRef::as_ref).collect();
    let (first, others) = codes.split_first().map_or(("", &[][..]), |(first, others)| (*first, others));
    format!("Money(Money {{ first: {first:?}, others: &{others:?}, choice: Choice::{choice}, side: Side::{side} }})")
}
