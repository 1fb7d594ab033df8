//! The layout of answers on a terminal: labelled lines and aligned columns. Nothing in them can steer the terminal.

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::words::shown;

/// Between two columns.
const GAP: &str = "  ";

/// Labelled lines: labels and their values.
#[derive(Debug, Default)]
pub(super) struct Sheet(Vec<(String, String)>);

impl Sheet {
    /// Adds a line.
    pub(super) fn line(&mut self, label: impl Into<String>, value: impl ToString) {
        self.0.push((label.into(), value.to_string()));
    }

    /// Adds a line if there is a value.
    pub(super) fn line_if(&mut self, label: impl Into<String>, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.line(label, value);
        }
    }

    /// Adds a line for each value, with the label on the first.
    pub(super) fn lines<T: ToString>(&mut self, label: impl Into<String>, values: impl IntoIterator<Item = T>) {
        let mut label = label.into();
        for value in values {
            self.line(std::mem::take(&mut label), value);
        }
    }

    /// Appends the lines of another sheet.
    pub(super) fn append(&mut self, other: Sheet) {
        self.0.extend(other.0);
    }

    /// As an object: labels become names, and several values become a list.
    pub(super) fn object(self) -> Map<String, Value> {
        let mut object = Map::new();
        let mut name = String::new();
        for (label, value) in self.0 {
            if !label.is_empty() {
                name = label.replace(' ', "_");
            }
            let value = Value::from(value);
            match object.get_mut(&name) {
                None => drop(object.insert(name.clone(), value)),
                Some(Value::Array(values)) => values.push(value),
                Some(one) => *one = Value::from(vec![one.take(), value]),
            }
        }
        object
    }

    /// The lines, with their values aligned.
    pub(super) fn text(self) -> String {
        columns(self.0.into_iter().map(|(label, value)| vec![label, value]).collect())
    }
}

/// Rows without the columns that are empty in all of them.
pub(super) fn spoken(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let speaks: Vec<bool> =
        (0..count).map(|at| rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()))).collect();
    for row in &mut rows {
        let mut speaks = speaks.iter();
        row.retain(|_| speaks.next().is_some_and(|speaks| *speaks));
    }
    rows
}

/// A list: rows under headings, without the columns that are empty in all rows; nothing if there are no rows. A column whose cells
/// say themselves what they are needs no heading.
pub(super) fn headed<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: Vec<Vec<String>>) -> String {
    let is_used = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|cell| !cell.is_empty()));
    let used: Vec<usize> = (0..COLUMNS).filter(|at| is_used(*at)).collect();
    if used.is_empty() {
        return String::new();
    }
    let head = headings.map(str::to_owned).to_vec();
    let row = |row: Vec<String>| used.iter().filter_map(|at| row.get(*at).cloned()).collect();
    columns(std::iter::once(head).chain(rows).map(row).collect())
}

/// Rows as lines, with aligned cells.
pub(super) fn columns(rows: Vec<Vec<String>>) -> String {
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.iter().map(|cell| shown(cell)).collect::<Vec<_>>()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..count).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width())));
            line.push_str(GAP);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The narrowest that the last column of a row is still easy to read.
const ROOM: usize = 24;

/// The indent for the rest of a row whose last column is too narrow.
const SET_IN: usize = 4;

/// Wraps lines between words at the terminal's width. What does not fit goes below, under the row's last column if
/// there is room. A word longer than a line stays whole.
pub(super) fn fitted(lines: &str, width: usize) -> String {
    let mut text = String::with_capacity(lines.len());
    for line in lines.lines() {
        if line.width() <= width {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let last = line.rfind(GAP).map_or(0, |at| line[..at + GAP.len()].width());
        let set_in = if last + ROOM <= width { last } else { SET_IN.min(width / 4) };
        let (mut column, mut begun) = (0, false);
        // A word keeps the blanks before it while it stays on the line.
        for piece in words(line) {
            let (blanks, word) = piece.split_at(piece.len() - piece.trim_start().len());
            if begun && column + piece.width() > width {
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', set_in));
                column = set_in;
            } else {
                text.push_str(blanks);
                column += blanks.width();
            }
            text.push_str(word);
            column += word.width();
            begun = true;
        }
        text.push('\n');
    }
    text
}

/// The words of a line, each with its leading blanks.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let end = rest[blanks..].find(' ').map_or(rest.len(), |end| blanks + end);
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_headings_and_no_empty_column() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = vec![row(["coco", "", "entry 4"]), row(["m", "", "entry 12"])];
        assert_eq!(headed(["case", "lead", ""], rows), "case\ncoco  entry 4\nm     entry 12\n");
        assert_eq!(headed(["case"], vec![]), "");
    }

    #[test]
    fn columns_line_up_whatever_the_width_of_their_characters() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let text = columns(vec![row(["a", "日本", "x"]), row(["bbb", "é", "y"]), row(["c", "", ""])]);
        assert_eq!(text, "a    日本  x\nbbb  é     y\nc\n");
    }

    #[test]
    fn a_long_line_wraps_between_words_under_its_last_column() {
        let text = "note  one two three four five six seven\nshort\n";
        assert_eq!(fitted(text, 31), "note  one two three four five\n      six seven\nshort\n");
        let wide = format!("entry 12  2024-06-28T09:30:00Z  {}  frozen: bank-account in DE", "A".repeat(30));
        assert_eq!(
            fitted(&format!("{wide}\n"), 66),
            format!("entry 12  2024-06-28T09:30:00Z  {}\n    frozen: bank-account in DE\n", "A".repeat(30))
        );
        let digest = "d".repeat(64);
        assert_eq!(fitted(&format!("digest  {digest}\n"), 40), format!("digest\n        {digest}\n"));
        for width in 10..90 {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&fitted(&wide, width)), words(&wide), "{width}");
        }
    }

    #[test]
    fn what_could_steer_a_terminal_is_escaped() {
        let mut sheet = Sheet::default();
        sheet.line("title", "a\u{1b}[2J\nb");
        assert_eq!(sheet.text(), "title  a\\u{1b}[2J\\u{a}b\n");
    }
}
