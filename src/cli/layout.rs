//! How answers stand on a terminal: labelled lines, and columns that line up. Nothing in them can steer the terminal.

use unicode_width::UnicodeWidthStr;

use super::words::shown;

/// Between two columns.
const GAP: &str = "  ";

/// Labelled lines: a label, and what it says.
#[derive(Debug, Default)]
pub(super) struct Sheet(Vec<(&'static str, String)>);

impl Sheet {
    /// Adds a line.
    pub(super) fn line(&mut self, label: &'static str, value: impl ToString) {
        self.0.push((label, value.to_string()));
    }

    /// Adds a line where there is something to say.
    pub(super) fn line_if(&mut self, label: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.line(label, value);
        }
    }

    /// Adds a line for each value; the label stands at the first.
    pub(super) fn lines<T: ToString>(&mut self, label: &'static str, values: impl IntoIterator<Item = T>) {
        for (at, value) in values.into_iter().enumerate() {
            self.line(if at == 0 { label } else { "" }, value);
        }
    }

    /// The lines, what they say lined up.
    pub(super) fn text(self) -> String {
        columns(self.0.into_iter().map(|(label, value)| vec![label.to_owned(), value]).collect())
    }
}

/// Rows as lines, their cells lined up.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_width_of_their_characters() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let text = columns(vec![row(["a", "日本", "x"]), row(["bbb", "é", "y"]), row(["c", "", ""])]);
        assert_eq!(text, "a    日本  x\nbbb  é     y\nc\n");
    }

    #[test]
    fn what_could_steer_a_terminal_is_spelt_out() {
        let mut sheet = Sheet::default();
        sheet.line("title", "a\u{1b}[2J\nb");
        assert_eq!(sheet.text(), "title  a\\u{1b}[2J\\u{a}b\n");
    }
}
