//! Random commands and questions.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::amount::{Amount, End, Range, decimals, figure, finest};
use super::days::{Day, Days, civil, day, end_of_month, written};
use super::journal::{Action, Birth, Event, Journal, Of, Places, STAGES};
use super::reports::Question;

/// The asset of a command that creates a new one.
pub const NEW: &str = "?";

pub const CASES: [&str; 3] = ["c", "d", "e"];
const PLACES: [&str; 4] = ["DE", "FR", "NL", "IT"];
const KINDS: [&str; 5] = ["cash", "bank-account", "securities", "vehicle", "domain-name"];
const CURRENCIES: [&str; 6] = ["EUR", "EUR", "EUR", "EUR", "USD", "BTC"];
const AUTHORITIES: [&str; 2] = ["North", "South"];
const FIRST: Day = 19_500; // May 2023
const LAST: Day = 19_900; // June 2024: the clock of the tests is in July

/// A command line, word by word, and its meaning for the model.
#[derive(Clone, Debug)]
pub struct Command {
    pub words: Vec<String>,
    pub event: Event,
    /// Whether it is a row of a file: what a person types has no more decimals than its currency.
    pub is_row: bool,
}

/// What commands and questions are drawn from.
pub struct Drawer<'a> {
    pub random: &'a mut Rng,
    pub journal: &'a Journal,
    /// The entry that the next command becomes if accepted.
    pub next: u64,
}

impl Drawer<'_> {
    fn one_in(&mut self, times: u32) -> bool {
        self.random.u32(..times) == 0
    }

    fn choose<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.random.usize(..among.len())]
    }

    /// A command; if possible, one that refers to something existing.
    pub fn command(&mut self) -> Command {
        let standing = self.journal.standing(None);
        if standing.is_empty() {
            return self.new_asset(&standing);
        }
        match self.random.u32(..100) {
            0..22 => self.new_asset(&standing),
            22..50 => self.item(&standing),
            50..84 => self.later(&standing),
            84..94 => self.correction(&standing),
            _ => self.void(&standing),
        }
    }

    fn new_asset(&mut self, standing: &[Action]) -> Command {
        let verb = self.choose(&["freeze", "freeze", "seize", "confiscate"]);
        let (case, kind) = (self.choose(&CASES), self.choose(&KINDS));
        let places = self.places();
        let birth = Birth { parent: None, case: Some(case), places: Some(places.clone()), kind: Some(kind) };
        let words = words(&[verb, "--case", case, "--kind", kind, "--in", &listed(&places)]);
        self.action(words, standing, Action { verb, birth: Some(birth), ..self.blank(NEW) }, 8)
    }

    fn item(&mut self, standing: &[Action]) -> Command {
        let parent = self.asset(standing);
        let verb = match self.random.u32(..3) {
            0 => last_verb(standing, &parent),
            _ => self.choose(&["freeze", "seize", "confiscate", "release", "return", "dispose"]),
        };
        let mut line = words(&[verb, "--part-of", &parent]);
        let mut birth = Birth { parent: Some(parent.clone()), case: None, places: None, kind: None };
        if self.one_in(6) {
            let case = self.choose(&CASES);
            line.extend(words(&["--case", case]));
            birth.case = Some(case);
        }
        if self.one_in(6) {
            let kind = self.choose(&KINDS);
            line.extend(words(&["--kind", kind]));
            birth.kind = Some(kind);
        }
        if self.one_in(2) {
            let places = Places::from([self.choose(&PLACES)]);
            line.extend(words(&["--in", &listed(&places)]));
            birth.places = Some(places);
        }
        self.action(line, standing, Action { verb, birth: Some(birth), ..self.blank(NEW) }, 3)
    }

    fn later(&mut self, standing: &[Action]) -> Command {
        let asset = self.asset(standing);
        let verb =
            self.choose(&["freeze", "seize", "confiscate", "release", "return", "dispose", "revalue", "revalue"]);
        let line = words(&[verb, "--asset", &asset]);
        let stateless = if verb == "revalue" { 20 } else { 2 };
        self.action(line, standing, Action { verb, ..self.blank(&asset) }, stateless)
    }

    fn blank(&self, asset: &str) -> Action {
        Action {
            entry: self.next,
            asset: asset.to_owned(),
            verb: "",
            days: Days { first: None, last: 0 },
            birth: None,
            amount: None,
            of: None,
            whole: false,
            authority: None,
            links: Vec::new(),
        }
    }

    /// The particulars that every action has; one in `stateless` actions states no amount.
    fn action(&mut self, mut line: Vec<String>, standing: &[Action], mut action: Action, stateless: u32) -> Command {
        let beside = action.birth.as_ref().map_or(Some(action.asset.clone()), |birth| birth.parent.clone());
        let (days, date) = self.date(beside.and_then(|asset| last_day(standing, &asset)));
        action.days = days;
        line.extend(words(&["--on", &date, "--source", "s", "--ref", &format!("r{}", self.next)]));
        if action.verb == "dispose" {
            line.extend(words(&["--how", "sold"]));
        }
        // An item of an item is identified by its reference, which a row has only within its own case.
        let begins =
            action.birth.as_ref().is_some_and(|birth| birth.parent.as_ref().is_none_or(|of| !of.contains('.')));
        let is_row = begins && self.one_in(3);
        if !self.one_in(stateless) {
            let carved = is_carved(standing, &action.asset);
            self.amount(&mut line, &mut action, carved, is_row);
        }
        if self.one_in(4) {
            let authority = self.choose(&AUTHORITIES);
            line.extend(words(&["--authority", authority]));
            action.authority = Some(authority);
        }
        if self.one_in(8) && !standing.is_empty() {
            let other = self.asset(standing);
            if other != action.asset {
                line.extend(words(&["--may-overlap", &other]));
                action.links.push(other);
            }
        }
        Command { words: line, event: Event::Done(action), is_row }
    }

    fn amount(&mut self, line: &mut Vec<String>, action: &mut Action, carved: bool, is_row: bool) {
        let (amount, text) = self.some_amount(is_row);
        line.extend(words(&["--amount", &text]));
        if let Amount::Unstated(Some(currency)) = amount {
            line.extend(words(&["--currency", currency]));
        }
        let states = !matches!(amount, Amount::Unstated(_));
        action.amount = Some(amount);
        if !states {
            action.of = None;
        }
        if action.birth.is_some() || !states {
            return;
        }
        if carved && !self.one_in(8) {
            let (of, word) = self.choose(&[(Of::Whole, "whole"), (Of::Rest, "rest")]);
            line.extend(words(&["--of", word]));
            action.of = Some(of);
        }
        if action.verb != "revalue" && self.one_in(3) {
            line.push("--whole".to_owned());
            action.whole = true;
        }
    }

    fn correction(&mut self, standing: &[Action]) -> Command {
        let mut action = standing[self.random.usize(..standing.len())].clone();
        let mut line = words(&["correct", &action.entry.to_string(), "--reason", "better known"]);
        match self.random.u32(..8) {
            0..3 => {
                let (days, date) = self.date(Some(action.days.last));
                line.extend(words(&["--on", &date]));
                action.days = days;
            }
            3 => {
                let authority = self.choose(&AUTHORITIES);
                line.extend(words(&["--authority", authority]));
                action.authority = Some(authority);
            }
            4 => {
                let other = self.asset(standing);
                if other == action.asset {
                    return self.correction(standing);
                }
                line.extend(words(&["--may-overlap", &other]));
                action.links = vec![other];
            }
            5 if action.birth.is_some() => {
                let places = self.places();
                line.extend(words(&["--in", &listed(&places)]));
                let birth = action.birth.as_mut().unwrap();
                // An item with no stated place is where its asset is.
                birth.places = (birth.parent.is_none() || !places.is_empty()).then_some(places);
            }
            _ => {
                let carved = is_carved(standing, &action.asset);
                self.amount(&mut line, &mut action, carved, false);
            }
        }
        Command { words: line, event: Event::Corrected(action), is_row: false }
    }

    fn void(&mut self, standing: &[Action]) -> Command {
        let voided = self.journal.voided();
        if !voided.is_empty() && self.one_in(2) {
            let entry = voided[self.random.usize(..voided.len())].entry;
            let words = words(&["reinstate", &entry.to_string(), "--reason", "after all"]);
            return Command { words, event: Event::Reinstated(entry), is_row: false };
        }
        let from = standing.len().saturating_sub(6);
        let entry = standing[self.random.usize(from..standing.len())].entry;
        let words = words(&["void", &entry.to_string(), "--reason", "not so"]);
        Command { words, event: Event::Voided(entry), is_row: false }
    }

    fn asset(&mut self, standing: &[Action]) -> String {
        let born: Vec<&Action> = standing.iter().filter(|action| action.birth.is_some()).collect();
        let from = if self.one_in(2) { born.len().saturating_sub(3) } else { 0 };
        born[self.random.usize(from..born.len())].asset.clone()
    }

    fn places(&mut self) -> Places {
        match self.random.u32(..8) {
            0 => Places::new(),
            1..4 => Places::from([self.choose(&PLACES)]),
            _ => (0..self.random.usize(2..4)).map(|_| self.choose(&PLACES)).collect(),
        }
    }

    /// A date near a day, or any date.
    fn date(&mut self, near: Option<Day>) -> (Days, String) {
        let middle = near.unwrap_or(FIRST + self.random.i64(0..300));
        let at = (middle + self.random.i64(-25..60)).clamp(FIRST, LAST);
        let (year, month, _) = civil(at);
        let after = (at + self.random.i64(0..120)).min(LAST);
        match self.random.u32(..12) {
            0 => (
                Days { first: Some(day(year, month, 1)), last: end_of_month(year, month) },
                format!("{year}-{month:02}"),
            ),
            1 => (Days { first: Some(day(year, 1, 1)), last: end_of_month(year, 12) }, format!("{year}")),
            2 | 3 => (Days { first: None, last: at }, format!("../{}", written(at))),
            4 | 5 => (Days { first: Some(at), last: after }, format!("{}/{}", written(at), written(after))),
            6 => {
                let (last_year, last_month, _) = civil(after);
                let days = Days { first: Some(day(year, month, 1)), last: end_of_month(last_year, last_month) };
                (days, format!("{year}-{month:02}/{last_year}-{last_month:02}"))
            }
            7 => (Days { first: Some(at), last: at }, format!("{}~", written(at))),
            _ => (Days { first: Some(at), last: at }, written(at)),
        }
    }

    /// An amount of any form, and its text; a fine one may have more decimals than its currency.
    fn some_amount(&mut self, is_fine: bool) -> (Amount, String) {
        let currency = self.choose(&CURRENCIES);
        let small = i128::from(self.random.u8(0..13)) * 10;
        let cents = if self.one_in(6) { i128::from(self.random.u8(..100)) } else { 0 };
        let scale = 10_i128.pow(u32::try_from(finest(currency)).unwrap());
        let hundredth = scale / 100;
        let beyond = if is_fine && finest(currency) > decimals(currency) { hundredth } else { 1 };
        let mut fraction = || if self.random.bool() { self.random.i128(0..beyond) } else { 0 };
        let (below, above) = (fraction(), fraction());
        let low = (small * 100 + cents) * hundredth + below;
        let high = low - below + i128::from(self.random.u8(1..8)) * 10 * scale + above;
        let (low_text, high_text) = (figure(End::at(low), currency), figure(End::at(high), currency));
        let (open, hair) = (self.random.u32(..4), |end: i128, open: i128| End { minor: end, open, about: 0 });
        let range = |lower: End, upper: Option<End>| Range { lower, upper };
        let stated = |range: Range, text: String| {
            (Amount::Stated { range, about: false, currency }, format!("{text} {currency}"))
        };
        match self.random.u32(..16) {
            0 => (Amount::Unstated(None), "unstated".to_owned()),
            1 => (Amount::Unstated(Some(currency)), "unstated".to_owned()),
            2 => (Amount::NonValued, "non-valued".to_owned()),
            3 => stated(range(hair(low, 1), None), format!(">{low_text}")),
            4 => stated(range(End::at(low), None), format!(">={low_text}")),
            5 => stated(range(End::ZERO, Some(hair(high, -1))), format!("<{high_text}")),
            6 => stated(range(End::ZERO, Some(End::at(high))), format!("<={high_text}")),
            7 | 8 => {
                let (above, below) = (open & 1 == 1, open & 2 == 2);
                let ends = range(hair(low, i128::from(above)), Some(hair(high, -i128::from(below))));
                let mark = |is: bool, mark: &'static str| if is { mark } else { "" };
                stated(ends, format!("{}{low_text}..{}{high_text}", mark(above, ">"), mark(below, "<")))
            }
            9 if low > 0 => {
                let end = |about: i128| End { minor: low, open: 0, about };
                let range = Range { lower: end(-1), upper: Some(end(1)) };
                (Amount::Stated { range, about: true, currency }, format!("~{low_text} {currency}"))
            }
            _ => stated(range(End::at(low), Some(End::at(low))), low_text),
        }
    }

    /// A question for a report with certain dimensions and options, and the options that ask it.
    pub fn question(&mut self, known: &[&'static str], plain: bool) -> (Question, Vec<String>) {
        let (mut question, mut line) = (Question::default(), Vec::new());
        let (options, mut by): (Vec<&str>, Vec<&str>) = known.iter().partition(|name| name.starts_with("--"));
        if !by.is_empty() {
            self.random.shuffle(&mut by);
            by.truncate(self.random.usize(1..4));
            line.extend(words(&["--by", &by.join(",")]));
            question.by = by;
        }
        for option in options {
            if self.one_in(3) {
                line.push(option.to_owned());
                question.stated |= option == "--stated";
                question.with_unplaced |= option == "--with-unplaced";
            }
        }
        let flow = known.contains(&"--stated");
        if plain {
            return (question, line);
        }
        let a_day = |random: &mut Rng| FIRST - 10 + random.i64(0..LAST - FIRST + 200);
        if self.one_in(2) {
            let day = a_day(self.random);
            line.extend(words(&["--as-of", &written(day)]));
            question.as_of = Some(day);
        }
        if flow && self.one_in(2) {
            let (one, other) = (a_day(self.random), a_day(self.random));
            let which = self.random.u32(..3);
            if which != 0 {
                line.extend(words(&["--from", &written(one.min(other))]));
                question.from = Some(one.min(other));
            }
            if which != 1 {
                line.extend(words(&["--to", &written(one.max(other))]));
                question.to = Some(one.max(other));
            }
        }
        if self.one_in(4) && self.next > 6 {
            let entry = self.random.u64(5..self.next);
            line.extend(words(&["--at-entry", &entry.to_string()]));
            question.at_entry = Some(entry);
        }
        if self.one_in(5) {
            let case = self.choose(&CASES);
            line.extend(words(&["--case", case]));
            question.case = Some(case);
        }
        if self.one_in(4) {
            let places: BTreeSet<&str> = (0..self.random.usize(..3)).map(|_| self.choose(&PLACES)).collect();
            line.extend(words(&["--in", &listed(&places)]));
            question.places = Some(places);
        }
        (question, line)
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn listed(places: &Places) -> String {
    if places.is_empty() { "unstated".to_owned() } else { places.iter().copied().collect::<Vec<_>>().join(",") }
}

/// The action that brought an asset to its stage.
fn last_verb(standing: &[Action], asset: &str) -> &'static str {
    let moves = |action: &&Action| action.asset == asset && STAGES.iter().any(|(verb, _)| *verb == action.verb);
    standing.iter().rfind(moves).map_or("freeze", |action| action.verb)
}

/// Whether an asset has items.
fn is_carved(standing: &[Action], asset: &str) -> bool {
    standing.iter().filter_map(|action| action.birth.as_ref()).any(|birth| birth.parent.as_deref() == Some(asset))
}

fn last_day(standing: &[Action], asset: &str) -> Option<Day> {
    standing.iter().rfind(|action| action.asset == asset).map(|action| action.days.last)
}
