//! What stands against a figure and makes it another: `1_000`, `.5`, `5^6`, `5e3`. A figure is never cut out of a
//! longer word.

use super::figure::Figure;
use super::item::{Item, What};
use super::meaning::Meaning;
use super::mention::Mention;
use super::numeral::DecimalMark;
use super::token::NO_COMPARISON;
use crate::domain::Decimal;

/// Whether something before or behind the figures of a mention may belong to them and was not read.
pub(super) fn is_cut_out(items: &[Item], mention: &Mention) -> bool {
    let last = mention.upper.as_ref().unwrap_or(&mention.figure);
    before(items, mention) || behind(items, mention, last)
}

/// Whether an item stands against the one before it, with nothing between.
fn touches(items: &[Item], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| items.get(before));
    before.zip(items.get(at)).is_some_and(|(before, item)| before.end == item.start)
}

fn is_digits(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| matches!(item.what, What::Digits(_)))
}

fn before(items: &[Item], mention: &Mention) -> bool {
    let first = mention.figure.start;
    if !touches(items, first) {
        return false;
    }
    let digits_first = is_digits(items, first);
    let at = first - 1;
    let follows = touches(items, at);
    let follows_digits = follows && is_digits(items, at - 1);
    match items[at].what {
        What::Mark('(' | '<' | '>' | '=' | '≤' | '≥' | '+' | '*' | '×') => false,
        What::Mark('-') => follows && digits_first,
        What::Mark(',' | '.' | '/') => digits_first || follows_digits,
        What::Mark(':' | ';' | '!' | '?' | ')' | '|' | '…' | '•' | '·') => {
            follows_digits || (digits_first && !follows)
        }
        What::Mark(_) | What::Digits(_) => true,
        What::Unknown { .. } => digits_first,
        What::Means(_) => digits_first && at < mention.start,
    }
}

fn behind(items: &[Item], mention: &Mention, figure: &Figure) -> bool {
    let at = figure.end;
    let Some(item) = items.get(at) else { return false };
    let touching = touches(items, at);
    let understood = at < mention.end;
    let ends = at + 1 == items.len();
    if said_aside(items, at) {
        return true;
    }
    match item.what {
        // A minus behind the figure, as some book-keeping programs write it.
        What::Mark('-') if ends => true,
        What::Mark('<' | '>' | '≤' | '≥' | '±' | NO_COMPARISON) => !understood,
        What::Mark(mark) => touching && runs_into(items, at, mark),
        What::Digits(_) => touching,
        What::Unknown { like_scale, .. } => {
            !understood && (touching || (like_scale && figure.power == 0 && figure.money_behind))
        }
        What::Means(Meaning::Letter(_)) => touching || figure.money_behind || figure.power > 0,
        What::Means(Meaning::Scale(..) | Meaning::Hundred(_) | Meaning::AndPart(_)) => !understood,
        What::Means(Meaning::Part(_)) => touching || ends || item.end - item.start == '½'.len_utf8(),
        What::Means(Meaning::Doubt | Meaning::About) => !understood && (touching || ends),
        What::Means(Meaning::Count(_) | Meaning::Money(_)) => touching,
        What::Means(_) => false,
    }
}

/// Whether a scale or bound word for the figure stands aside: `5 EUR (thousands)`, `5 EUR (000)`, `5 EUR (approx)`.
fn said_aside(items: &[Item], at: usize) -> bool {
    let opens = |item: &&Item| item.is_mark('(') || matches!(item.meaning(), Some(Meaning::Of | Meaning::OfAny));
    let opened = items[at..].iter().take(2).take_while(opens).count();
    let Some(item) = items.get(at + opened).filter(|_| opened > 0) else { return false };
    let group_end = item.behind.map_or(item.end, |(_, group_end)| group_end);
    let next = items[at + opened + 1..].iter().find(|next| next.start >= group_end);
    let closed = next.is_none_or(|next| next.is_mark(')'));
    let says = match item.what {
        What::Means(Meaning::Scale(..) | Meaning::Hundred(_) | Meaning::Vague | Meaning::Letter(_)) => true,
        What::Means(Meaning::About | Meaning::AboutAfter | Meaning::Estimate | Meaning::Bound(_) | Meaning::Doubt) => {
            true
        }
        What::Digits(literal) => literal.value(DecimalMark::Point) == Decimal::parse("0").ok(),
        _ => item.behind.is_some(),
    };
    closed && says
}

/// Whether the marks from `at` on, which stand against a figure, are no punctuation or lead up to further digits.
fn runs_into(items: &[Item], at: usize, mark: char) -> bool {
    let mut next = at + 1;
    while touches(items, next) && matches!(items[next].what, What::Mark(_)) {
        next += 1;
    }
    let goes_on = touches(items, next);
    let thing = goes_on && matches!(items[next].what, What::Unknown { .. });
    match mark {
        // `€50/kg` is a price.
        '/' if thing => true,
        '-' => !goes_on || is_digits(items, next),
        '(' | ')' | ',' | '.' | ';' | ':' | '!' | '?' | '/' | '+' | '\u{FFFD}' => goes_on && is_digits(items, next),
        '…' | '*' => goes_on,
        _ => true,
    }
}
