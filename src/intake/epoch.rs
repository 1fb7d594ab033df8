//! How spreadsheets count days.

use jiff::Span;
use jiff::civil::{Date, date};

/// The day from which a spreadsheet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1 January 1900, and 60 is 29 February of that year, a day that never existed.
    Of1900,
    /// 0 is 1 January 1904.
    Of1904,
}

impl Epoch {
    /// The day with this number; `None` if it does not exist.
    pub(super) fn day(self, number: i64) -> Option<Date> {
        let before = match (self, number) {
            (Epoch::Of1904, 0..) => date(1904, 1, 1),
            (Epoch::Of1900, 1..=59) => date(1899, 12, 31),
            (Epoch::Of1900, 61..) => date(1899, 12, 30),
            _ => return None,
        };
        before.checked_add(Span::new().try_days(number).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_never_existed_has_no_date() {
        for (epoch, number, day) in [
            (Epoch::Of1900, -1, None),
            (Epoch::Of1900, 0, None),
            (Epoch::Of1900, 1, Some(date(1900, 1, 1))),
            (Epoch::Of1900, 59, Some(date(1900, 2, 28))),
            (Epoch::Of1900, 60, None),
            (Epoch::Of1900, 61, Some(date(1900, 3, 1))),
            (Epoch::Of1900, 2_958_465, Some(date(9999, 12, 31))),
            (Epoch::Of1900, i64::MAX, None),
            (Epoch::Of1904, -1, None),
            (Epoch::Of1904, 0, Some(date(1904, 1, 1))),
            (Epoch::Of1904, 2_958_465, None),
        ] {
            assert_eq!(epoch.day(number), day, "{epoch:?} {number}");
        }
    }
}
