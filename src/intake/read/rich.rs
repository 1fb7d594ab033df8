//! Texts with parts that are raised, lowered or struck through.

use super::format::unclear;
use crate::domain::Fault;
use crate::domain::text;
use crate::intake::table::Cell;

/// The position of a part of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stand {
    /// On the line.
    #[default]
    Plain,
    /// Above the line, like footnote marks and powers.
    Raised,
    /// Below the line.
    Lowered,
}

/// The look of a part of a text, as far as it affects meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Its position.
    pub(super) stand: Stand,
    /// Whether it is struck through.
    pub(super) is_struck: bool,
}

/// A text composed of its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    /// The text; raised or lowered digits become the characters for such digits.
    pub(super) text: String,
    /// Whether letters or digits in it are struck through.
    pub(super) is_struck: bool,
    /// Whether something raised or lowered, other than a digit, touches a digit.
    pub(super) touches: bool,
    last: Option<(char, Stand)>,
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

impl Rich {
    /// A text composed earlier.
    pub(super) fn known(text: &str, is_struck: bool, touches: bool) -> Rich {
        Rich { text: text.to_owned(), is_struck, touches, last: None }
    }

    /// Adds a part.
    pub(super) fn push(&mut self, part: &str, look: Look) {
        self.is_struck |= look.is_struck && part.contains(char::is_alphanumeric);
        if look.stand == Stand::Plain && self.last.is_none_or(|(_, stand)| stand == Stand::Plain) {
            self.text.push_str(part);
            self.last = part.chars().next_back().map(|last| (last, Stand::Plain)).or(self.last);
            return;
        }
        for sign in part.chars() {
            let digit = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            let shown = match (look.stand, digit) {
                (Stand::Raised, Some(digit)) => RAISED[digit],
                (Stand::Lowered, Some(digit)) => LOWERED[digit],
                _ => sign,
            };
            self.touches |= self.last.is_some_and(|last| meet(last, (sign, look.stand)));
            self.text.push(shown);
            self.last = Some((sign, look.stand));
        }
    }

    /// The text as a cell.
    pub(super) fn cell(&self, plain: impl FnOnce(&str) -> Cell) -> Cell {
        let refused = |why: &str| {
            let what = format!("{} {why}", text::quote(&self.text));
            unclear(&self.text, Fault::new(what).hint("write what the cell says as plain text"))
        };
        match self.text.as_str() {
            "" => Cell::Empty,
            _ if self.is_struck => refused("is struck through, all of it or in part"),
            _ if self.touches => refused("has raised or lowered letters beside a digit"),
            text => plain(text),
        }
    }
}

/// A cell that is raised, lowered or struck through as a whole.
pub(super) fn dressed(cell: &Cell, look: Look) -> Cell {
    let why = if look.is_struck { "is struck through" } else { "is raised or lowered like a mark" };
    let stored = crate::intake::cell::repeated(cell);
    let what = format!("{} {why}", text::quote(&stored));
    unclear(&stored, Fault::new(what).hint("write what the cell says as plain text"))
}

/// Whether a raised or lowered character other than a digit touches a digit on the line.
fn meet(last: (char, Stand), next: (char, Stand)) -> bool {
    let off = |(sign, stand): (char, Stand)| stand != Stand::Plain && sign.is_alphabetic();
    let on = |(sign, stand): (char, Stand)| stand == Stand::Plain && sign.is_ascii_digit();
    off(last) && on(next) || on(last) && off(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(parts: &[(&str, Stand, bool)]) -> Cell {
        let mut rich = Rich::default();
        parts
            .iter()
            .for_each(|(part, stand, is_struck)| rich.push(part, Look { stand: *stand, is_struck: *is_struck }));
        rich.cell(|text| Cell::Text(text.to_owned()))
    }

    #[test]
    fn raised_and_lowered_digits_stay_so_and_struck_text_is_not_read() {
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(cell(&[("5000", Stand::Plain, false), ("1", Stand::Raised, false)]), text("5000¹"));
        assert_eq!(cell(&[("120 m", Stand::Plain, false), ("2", Stand::Raised, false)]), text("120 m²"));
        assert_eq!(
            cell(&[("CO", Stand::Plain, false), ("2", Stand::Lowered, false), (" 5", Stand::Plain, false)]),
            text("CO₂ 5")
        );
        assert_eq!(
            cell(&[("M", Stand::Plain, false), ("me", Stand::Raised, false), (" X", Stand::Plain, false)]),
            text("Mme X")
        );
        let unclear = |parts: &[(&str, Stand, bool)]| assert!(matches!(cell(parts), Cell::Unclear(_)), "{parts:?}");
        unclear(&[("5000", Stand::Plain, false), ("k", Stand::Raised, false)]);
        unclear(&[("5000", Stand::Plain, true), (" 400", Stand::Plain, false)]);
        assert_eq!(cell(&[(" ", Stand::Plain, true), ("400", Stand::Plain, false)]), text(" 400"));
    }
}
