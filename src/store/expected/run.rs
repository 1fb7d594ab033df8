//! Rows handed from the thread that reads them to one that compares them: their texts in one run of bytes.

/// The number of bytes of text passed on together.
const FULL: usize = 128 << 10;

/// Rows with two texts each, of which the second may be empty, and what else they hold.
#[derive(Default)]
pub(super) struct Run<T> {
    text: String,
    rows: Vec<(usize, usize, T)>,
}

impl<T> Run<T> {
    /// Adds a row.
    pub(super) fn push(&mut self, [one, other]: [&str; 2], row: T) {
        self.text.push_str(one);
        let between = self.text.len();
        self.text.push_str(other);
        self.rows.push((between, self.text.len(), row));
    }

    /// Whether it is time to pass it on.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= FULL
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = ([&str; 2], &T)> {
        let starts = std::iter::once(0).chain(self.rows.iter().map(|(_, end, _)| *end));
        let text = |from: usize, to: usize| &self.text[from..to];
        self.rows
            .iter()
            .zip(starts)
            .map(move |((between, end, row), start)| ([text(start, *between), text(*between, *end)], row))
    }
}
