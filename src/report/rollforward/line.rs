//! The lines of a roll-forward, in the order of a statement.

/// One line of a roll-forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// What was in stock at the end of the day before the period.
    Opening,
    /// What came into stock: it began, or was taken again after a release.
    New,
    /// What came from another row, from an asset that was carved, or in place of one that was sold.
    MovedIn,
    /// What an asset came to after its amount was restated.
    RestatedIn,
    /// What was lost and found again.
    Recovered,
    /// What went to another row, was carved, or was sold and left proceeds.
    MovedOut,
    /// What an asset came to before its amount was restated.
    RestatedOut,
    /// What was released.
    Released,
    /// What was returned.
    Returned,
    /// What was disposed of and left no proceeds.
    Disposed,
    /// What is in stock at the end of the period.
    Closing,
    /// What the other lines leave unexplained.
    Check,
}

impl Line {
    /// All of them, in order.
    pub(crate) const ALL: [Line; 12] = [
        Line::Opening,
        Line::New,
        Line::MovedIn,
        Line::RestatedIn,
        Line::Recovered,
        Line::MovedOut,
        Line::RestatedOut,
        Line::Released,
        Line::Returned,
        Line::Disposed,
        Line::Closing,
        Line::Check,
    ];

    /// Its name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Line::Opening => "opening",
            Line::New => "new",
            Line::MovedIn => "moved_in",
            Line::RestatedIn => "restated_in",
            Line::Recovered => "recovered",
            Line::MovedOut => "moved_out",
            Line::RestatedOut => "restated_out",
            Line::Released => "released",
            Line::Returned => "returned",
            Line::Disposed => "disposed",
            Line::Closing => "closing",
            Line::Check => "check",
        }
    }

    /// The sign with which the check counts the line.
    pub(super) fn sign(self) -> i64 {
        match self {
            Line::Opening | Line::New | Line::MovedIn | Line::RestatedIn | Line::Recovered => 1,
            Line::MovedOut | Line::RestatedOut | Line::Released | Line::Returned | Line::Disposed | Line::Closing => -1,
            Line::Check => 0,
        }
    }

    /// Whether the line is the stock of a day.
    pub(super) fn is_stock(self) -> bool {
        matches!(self, Line::Opening | Line::Closing)
    }

    /// The letter at the end of its key: keys sort in the order of the lines.
    pub(super) fn letter(self) -> char {
        match self {
            Line::Opening => 'a',
            Line::New => 'b',
            Line::MovedIn => 'c',
            Line::RestatedIn => 'd',
            Line::Recovered => 'e',
            Line::MovedOut => 'f',
            Line::RestatedOut => 'g',
            Line::Released => 'h',
            Line::Returned => 'i',
            Line::Disposed => 'j',
            Line::Closing => 'k',
            Line::Check => 'l',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_the_order_of_the_lines() {
        assert!(Line::ALL.windows(2).all(|pair| pair[0].letter() < pair[1].letter()));
    }
}
