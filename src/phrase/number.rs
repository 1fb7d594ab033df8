//! Numbers composed of digits, number words and scale words.

use super::item::{Item, What};
use super::meaning::{Alone, Letter, Meaning};
use super::numeral::{DecimalMark, Literal};
use crate::domain::Decimal;

/// The context of a number, which decides what belongs to it.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) mark: DecimalMark,
    /// A currency precedes it.
    pub(super) prefixed: bool,
    /// “Between” precedes it, so “and” divides.
    pub(super) opened: bool,
    /// The currency of the phrase, which letters multiply; without one, “5 m” is five metres.
    pub(super) code: Option<&'static str>,
}

/// A number and where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// The first item after it.
    pub(super) next: usize,
    /// The item where one separator before three digits has two readings.
    pub(super) either: Option<usize>,
    /// The power of ten of its first scale word; 0 if none.
    pub(super) power: u32,
    /// Its own word makes it rough.
    pub(super) rough: bool,
}

/// What was found at a place where a number may begin.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    Number(Number),
    /// A scale word without a number: a size but not a figure; holds the first item after it.
    Vague(usize),
    /// Digits or parts that do not form a figure; holds the first item after it.
    Malformed(usize),
    /// More digits than a figure holds; holds the first item after it.
    TooLarge(usize),
}

/// Reads the number that begins at `at`, if one does.
pub(super) fn number_at(items: &[Item], at: usize, around: Around) -> Option<Found> {
    let begins = match items.get(at)?.what {
        What::Digits(_) => true,
        What::Means(meaning) => begins_number(meaning),
        _ => false,
    };
    if !begins {
        return None;
    }
    let mut reader = Reader { items, around, sum: Sum::default(), next: at };
    let mut end = Step::Taken;
    while let (Step::Taken, Some(item)) = (end, items.get(reader.next)) {
        end = match item.what {
            What::Digits(literal) => reader.digits(literal),
            What::Means(meaning) => reader.word(meaning, item),
            _ => Step::Done,
        };
    }
    reader.finish(at, end)
}

/// Whether a word can begin a number.
fn begins_number(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Count(_)
            | Meaning::Roughly(_)
            | Meaning::Article
            | Meaning::Hundred(_)
            | Meaning::Scale(..)
            | Meaning::Part(_)
    )
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Taken,
    /// The item does not belong to the number.
    Done,
    Vague,
    Malformed,
    TooLarge,
}

/// The number as read so far: `total` + (`thousands` + `group`), the latter two still to be multiplied.
#[derive(Default)]
struct Sum {
    total: Option<Decimal>,
    /// The power of the last scale word in `total`.
    last_power: u32,
    thousands: Option<Decimal>,
    group: Option<Decimal>,
    /// Number words below this may still be added to `group`.
    room: u32,
    /// The last word was a number below ten, before which tens may stand: `vierundzwanzig`.
    ones: bool,
    /// Digits were read, so number words after them may be another number.
    digits: bool,
    either: Option<usize>,
    power: u32,
    rough: bool,
}

impl Sum {
    fn empty(&self) -> bool {
        self.total.is_none() && self.thousands.is_none() && self.group.is_none()
    }

    fn rest(&self) -> Option<Decimal> {
        sum_of(self.thousands, self.group)
    }
}

struct Reader<'i> {
    items: &'i [Item],
    around: Around,
    sum: Sum,
    next: usize,
}

impl Reader<'_> {
    fn meaning(&self, ahead: usize) -> Option<Meaning> {
        self.items.get(self.next + ahead).and_then(Item::meaning)
    }

    fn scale_follows(&self, ahead: usize) -> bool {
        matches!(self.meaning(ahead), Some(Meaning::Scale(..) | Meaning::Hundred(_)))
    }

    fn take(&mut self, items: usize) -> Step {
        self.next += items;
        Step::Taken
    }

    fn digits(&mut self, literal: Literal) -> Step {
        if self.sum.group.is_some() || (!self.sum.empty() && !self.continues(1)) {
            return Step::Done;
        }
        let Some(value) = literal.value(self.around.mark) else {
            return if literal == Literal::TooLong { Step::TooLarge } else { Step::Malformed };
        };
        if matches!(literal, Literal::Either { .. }) {
            self.sum.either = self.sum.either.or(Some(self.next));
        }
        (self.sum.group, self.sum.room, self.sum.digits) = (Some(value), 0, true);
        self.take(1)
    }

    /// Whether a further part belongs to this number rather than to the next: a scale or currency follows it.
    fn continues(&self, ahead: usize) -> bool {
        match self.meaning(ahead) {
            Some(Meaning::Scale(power, _)) => power < self.sum.last_power || self.sum.total.is_none(),
            Some(Meaning::Hundred(_)) => true,
            Some(Meaning::Money(_) | Meaning::Letter(_)) => !self.around.prefixed,
            _ => false,
        }
    }

    fn word(&mut self, meaning: Meaning, item: &Item) -> Step {
        match meaning {
            Meaning::Count(count) => self.count(count),
            Meaning::Roughly(count) if self.sum.empty() => {
                (self.sum.group, self.sum.rough) = (whole(count), true);
                self.take(1)
            }
            Meaning::Article if self.sum.empty() && self.scale_follows(1) => {
                self.sum.group = whole(1);
                self.take(1)
            }
            Meaning::Article if self.sum.empty() && matches!(self.meaning(1), Some(Meaning::Part(_))) => self.take(1),
            Meaning::Hundred(alone) => self.hundred(alone),
            Meaning::And => self.and(item),
            Meaning::Part(hundredths) => self.part(hundredths, item),
            Meaning::AndPart(hundredths) => self.and_part(hundredths),
            Meaning::Scale(3, alone) => self.thousand(alone),
            Meaning::Scale(power, alone) => self.scale(power, alone),
            Meaning::Letter(letter) if self.letter_counts(letter, item) => self.scale(letter.power, Alone::IsVague),
            Meaning::Of | Meaning::OfAny | Meaning::Describing
                if self.sum.group.is_some() && matches!(self.meaning(1), Some(Meaning::Scale(..))) =>
            {
                self.take(1)
            }
            _ => Step::Done,
        }
    }

    fn count(&mut self, count: u32) -> Step {
        match self.sum.group {
            None if self.sum.digits && !self.continues(1) => Step::Done,
            None => {
                (self.sum.group, self.sum.room, self.sum.ones) = (whole(count), room_of(count), count < 10);
                self.take(1)
            }
            Some(group) if count < self.sum.room && count > 0 => {
                self.sum.group = sum_of(Some(group), whole(count));
                (self.sum.room, self.sum.ones) = (room_of(count), count < 10);
                self.take(1)
            }
            Some(_) => Step::Done,
        }
    }

    fn hundred(&mut self, alone: Alone) -> Step {
        self.sum.group = match (self.sum.group, alone) {
            (None, Alone::IsVague) if self.sum.empty() => return Step::Vague,
            (None, Alone::IsVague) => return Step::Done,
            (None, Alone::IsOne) => whole(100),
            (Some(group), _) if Some(group) < whole(100) => group.times_ten_to(2).ok(),
            (Some(_), _) => return Step::Done,
        };
        self.sum.room = 100;
        self.take(1)
    }

    /// “and” within a number: `fünf-und-zwanzig`, `two hundred and five`.
    fn and(&mut self, item: &Item) -> Step {
        if self.joins_parts() {
            return self.take(1);
        }
        let Some(Meaning::Count(count)) = self.meaning(1) else { return Step::Done };
        if item.inner && self.sum.ones && self.sum.group.is_some() && (20..100).contains(&count) && count % 10 == 0 {
            self.sum.group = sum_of(self.sum.group, whole(count));
            self.sum.room = 0;
            return self.take(2);
        }
        let words_only = !self.sum.digits && !self.sum.empty();
        let room = if self.sum.group.is_some() { self.sum.room } else { 100 };
        if words_only && !self.around.opened && count < room { self.take(1) } else { Step::Done }
    }

    /// “and” joining the parts of one number: `1 million and 200 thousand euros`.
    fn joins_parts(&self) -> bool {
        let number = matches!(
            self.items.get(self.next + 1).map(|item| item.what),
            Some(What::Digits(_) | What::Means(Meaning::Count(_)))
        );
        let smaller = matches!(self.meaning(2), Some(Meaning::Scale(power, _)) if power < self.sum.last_power);
        let link = matches!(self.meaning(3), Some(Meaning::Of | Meaning::OfAny));
        let money = matches!(self.meaning(if link { 4 } else { 3 }), Some(Meaning::Money(_)));
        let whole = self.sum.total.is_some() && self.sum.rest().is_none();
        whole && number && smaller && money && !self.around.prefixed && !self.around.opened
    }

    /// A fraction before a scale word: “half a million”; `½` after digits too.
    fn part(&mut self, hundredths: u32, item: &Item) -> Step {
        let sign = item.end - item.start == '½'.len_utf8();
        let joins = sign && self.sum.digits && self.sum.group.is_some() && self.sum.total.is_none();
        if !self.sum.empty() && !joins {
            return Step::Done;
        }
        let link = matches!(self.meaning(1), Some(Meaning::Article | Meaning::Of | Meaning::OfAny));
        let behind = if link { 2 } else { 1 };
        let counted = matches!(self.meaning(behind), Some(Meaning::Scale(..) | Meaning::Money(_)));
        if !(joins || counted || hundredths == 150) {
            return Step::Done;
        }
        self.sum.group = sum_of(self.sum.group, parts(hundredths));
        self.sum.room = 0;
        self.take(if link && !joins { 2 } else { 1 })
    }

    /// “and a half” of the number or of the last scale word.
    fn and_part(&mut self, hundredths: u32) -> Step {
        match (self.sum.group, self.sum.total) {
            (Some(group), _) => self.sum.group = sum_of(Some(group), parts(hundredths)),
            (None, Some(total)) if self.sum.thousands.is_none() => {
                let part = parts(hundredths).and_then(|part| part.times_ten_to(self.sum.last_power).ok());
                self.sum.total = sum_of(Some(total), part);
            }
            (None, _) => match self.sum.thousands {
                Some(thousands) => {
                    let part = parts(hundredths).and_then(|part| part.times_ten_to(3).ok());
                    self.sum.thousands = sum_of(Some(thousands), part);
                }
                None => return Step::Done,
            },
        }
        self.sum.room = 0;
        self.take(1)
    }

    fn thousand(&mut self, alone: Alone) -> Step {
        if self.sum.thousands.is_some() || (self.sum.total.is_some() && self.sum.last_power <= 3) {
            return Step::Done;
        }
        let count = match (self.sum.group, alone) {
            (Some(group), _) => group,
            (None, Alone::IsOne) if !self.sum.digits => match whole(1) {
                Some(one) => one,
                None => return Step::Malformed,
            },
            (None, _) if self.sum.empty() => return Step::Vague,
            (None, _) => return Step::Done,
        };
        let Ok(thousands) = count.times_ten_to(3) else { return Step::TooLarge };
        (self.sum.thousands, self.sum.group, self.sum.room) = (Some(thousands), None, 0);
        self.note_power(3);
        self.take(1)
    }

    fn scale(&mut self, power: u32, alone: Alone) -> Step {
        if self.sum.total.is_some() && power >= self.sum.last_power {
            return Step::Done;
        }
        let count = match (self.sum.rest(), alone) {
            (Some(rest), _) => rest,
            (None, Alone::IsOne) if !self.sum.digits => match whole(1) {
                Some(one) => one,
                None => return Step::Malformed,
            },
            // Spanish “millón y medio”.
            (None, _) if self.sum.empty() && matches!(self.meaning(1), Some(Meaning::AndPart(_))) => match whole(1) {
                Some(one) => one,
                None => return Step::Malformed,
            },
            (None, _) if self.sum.empty() => return Step::Vague,
            (None, _) => return Step::Done,
        };
        let scaled = count.times_ten_to(power).ok().and_then(|scaled| sum_of(self.sum.total, Some(scaled)));
        let Some(total) = scaled else { return Step::TooLarge };
        (self.sum.total, self.sum.last_power) = (Some(total), power);
        (self.sum.thousands, self.sum.group, self.sum.room) = (None, None, 0);
        self.note_power(power);
        self.take(1)
    }

    fn note_power(&mut self, power: u32) {
        if self.sum.power == 0 {
            self.sum.power = power;
        }
    }

    /// Whether a letter is a scale word here: it touches digits, or the phrase has a currency.
    fn letter_counts(&self, letter: Letter, item: &Item) -> bool {
        let alone = !self.items.get(self.next + 1).is_some_and(|next| {
            let unknown = matches!(next.what, What::Unknown { .. }) && next.behind.is_none();
            !next.spaced && (unknown || matches!(next.what, What::Digits(_)))
        });
        let counts = self.around.code.map_or(!item.spaced && letter.only.is_empty(), |code| letter.counts_in(code));
        self.sum.group.is_some() && alone && counts
    }

    fn finish(self, at: usize, end: Step) -> Option<Found> {
        let sum = &self.sum;
        if end == Step::TooLarge {
            let scales = (0..).take_while(|ahead| self.scale_follows(*ahead)).count();
            return Some(Found::TooLarge((self.next + scales).max(at + 1)));
        }
        if sum.empty() {
            return match end {
                Step::Vague => Some(Found::Vague(self.next + 1)),
                Step::Malformed => Some(Found::Malformed(self.next.max(at) + 1)),
                Step::Taken | Step::Done | Step::TooLarge => None,
            };
        }
        let next = self.next;
        let fits = match (sum.total, sum.rest()) {
            (Some(_), Some(rest)) => power_of_ten(sum.last_power).is_some_and(|limit| rest < limit),
            _ => true,
        };
        // A scale word that did not fit must not be skipped.
        let left_over = matches!(self.items.get(next).and_then(Item::meaning), Some(Meaning::Scale(..)));
        match sum_of(sum.total, sum.rest()) {
            Some(value) if fits && !left_over && end != Step::Malformed => {
                Some(Found::Number(Number { value, next, either: sum.either, power: sum.power, rough: sum.rough }))
            }
            _ => Some(Found::Malformed(next.max(at + 1))),
        }
    }
}

/// The bound on words that may be added to this number: its lowest place; after 60 and 80, the French teens too.
fn room_of(count: u32) -> u32 {
    match count {
        0 => 0,
        60 | 80 => 20,
        _ if count.is_multiple_of(100) => 100,
        _ if count.is_multiple_of(10) => 10,
        _ => 0,
    }
}

fn whole(count: u32) -> Option<Decimal> {
    Decimal::parse(&count.to_string()).ok()
}

fn parts(hundredths: u32) -> Option<Decimal> {
    let text = if hundredths.is_multiple_of(10) {
        format!("{}.{}", hundredths / 100, hundredths % 100 / 10)
    } else {
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    };
    Decimal::parse(&text).ok()
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    whole(1).and_then(|one| one.times_ten_to(power).ok())
}

fn sum_of(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    match (a, b) {
        (Some(a), Some(b)) => a.plus(b).ok(),
        (a, b) => a.or(b),
    }
}
