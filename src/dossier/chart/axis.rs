//! The axis of a chart: from 0, linear, with round steps, up to a little more than the greatest figure.

use crate::domain::{Digits, scaled_text};

/// How finely a place is measured: in ten-thousandths of a percent of the axis.
const PARTS: u128 = 1_000_000;

/// The most steps that the labels have room for.
const MOST_STEPS: i128 = 7;

/// What part of the axis, in percent, stays free beyond the greatest figure, so that an arrow has room.
const ROOM: i128 = 8;

/// An axis from 0 to a round figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dossier) struct Axis {
    step: i128,
    steps: i128,
    digits: Digits,
}

/// How far along the axis something lies, in ten-thousandths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dossier) struct Place(u64);

impl Axis {
    /// The axis for figures of a unit with these digits.
    pub(in crate::dossier) fn over(figures: impl IntoIterator<Item = i128>, digits: Digits) -> Axis {
        let greatest = figures.into_iter().max().unwrap_or(0).max(0);
        if greatest == 0 {
            return Axis { step: ten_to(digits.kept()), steps: 2, digits };
        }
        let fits = |step: &i128| greatest / step < MOST_STEPS;
        // The last of them is more than any amount.
        let step = round_figures().find(fits).unwrap_or(i128::MAX / 8);
        let least = greatest / step + 1;
        let is_tight = (least * step - greatest) / step.max(1) == 0
            && (least * step - greatest) < (least * step / 100).saturating_mul(ROOM);
        Axis { step, steps: if is_tight { least + 1 } else { least }, digits }
    }

    /// Where a number lies on the way to another.
    pub(in crate::dossier) fn between(number: i128, of: i128) -> Place {
        Axis { step: of.max(1), steps: 1, digits: Digits::exactly(0) }.place(number)
    }

    /// How many steps it has.
    pub(in crate::dossier) fn steps(self) -> i128 {
        self.steps
    }

    /// Where a figure lies.
    pub(in crate::dossier) fn place(self, scaled: i128) -> Place {
        let (figure, end) = (scaled.max(0).unsigned_abs(), (self.step * self.steps).unsigned_abs());
        let parts = match figure.checked_mul(PARTS) {
            Some(parts) => parts / end,
            // So great a figure has digits to spare.
            None => figure / (end / PARTS),
        };
        Place(u64::try_from(parts).unwrap_or(u64::MAX))
    }

    /// The word for the scale of its labels: `million`; empty for units.
    pub(in crate::dossier) fn scale(self) -> &'static str {
        match self.power() {
            9 => "billion",
            6 => "million",
            3 => "thousand",
            _ => "",
        }
    }

    /// Each step with its place and its figure in that unit.
    pub(in crate::dossier) fn labels(self) -> impl Iterator<Item = (Place, String)> {
        let digits = Digits::exactly(self.digits.kept() + self.power());
        (0..=self.steps).map(move |number| {
            let text = scaled_text(number * self.step, digits);
            let text =
                if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
            (self.place(number * self.step), text)
        })
    }

    fn power(self) -> u32 {
        let whole = self.step * self.steps / ten_to(self.digits.kept());
        match whole {
            1_000_000_000.. => 9,
            1_000_000.. => 6,
            10_000.. => 3,
            _ => 0,
        }
    }
}

impl Place {
    /// The beginning of the axis.
    pub(in crate::dossier) const ZERO: Place = Place(0);

    /// How far it is from an earlier one.
    pub(in crate::dossier) fn since(self, earlier: Place) -> Place {
        Place(self.0.saturating_sub(earlier.0))
    }

    /// The middle between two.
    pub(in crate::dossier) fn half_way_to(self, other: Place) -> Place {
        Place(self.0.midpoint(other.0))
    }

    /// Whether it is less than this many hundredths of a percent.
    pub(in crate::dossier) fn is_under(self, hundredths: u64) -> bool {
        self.0 < hundredths * 100
    }

    /// The same part of a length in pixels, to a hundredth.
    pub(in crate::dossier) fn of_pixels(self, length: u64) -> String {
        hundredths(self.0 * length / 10_000)
    }

    /// What is left of a length in pixels above it, to a hundredth.
    pub(in crate::dossier) fn below_pixels(self, length: u64) -> String {
        hundredths(length * 100 - (self.0 * length / 10_000).min(length * 100))
    }
}

/// As a percentage, without zeros at the end: `82.8571%`.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{}.{:04}", self.0 / 10_000, self.0 % 10_000);
        write!(f, "{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }
}

fn hundredths(number: u64) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// 1, 2, 5, 10, 20 and so on.
fn round_figures() -> impl Iterator<Item = i128> {
    (0..37).flat_map(|power| [1, 2, 5].map(|figure| figure * ten_to(power)))
}

fn ten_to(power: u32) -> i128 {
    10_i128.checked_pow(power).unwrap_or(i128::MAX / 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures in whole euro, kept to eight decimals.
    fn axis(figures: &[i128]) -> Axis {
        let euro = crate::domain::Unit::parse("EUR").unwrap();
        Axis::over(figures.iter().map(|figure| figure * ten_to(euro.digits().kept())), euro.digits())
    }

    fn labels(figures: &[i128]) -> (&'static str, String) {
        let axis = axis(figures);
        (axis.scale(), axis.labels().map(|(_, label)| label).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn steps_are_round_and_the_end_lies_beyond_the_greatest_figure() {
        assert_eq!(labels(&[2_900_000, 1_350_000]), ("million", "0 0.5 1 1.5 2 2.5 3 3.5".to_owned()));
        assert_eq!(labels(&[4_300_000]), ("million", "0 1 2 3 4 5".to_owned()));
        assert_eq!(labels(&[64_350]), ("thousand", "0 10 20 30 40 50 60 70".to_owned()));
        assert_eq!(labels(&[3]), ("", "0 0.5 1 1.5 2 2.5 3 3.5".to_owned()));
        assert_eq!(labels(&[5_000_000_000]), ("billion", "0 1 2 3 4 5 6".to_owned()));
        assert_eq!(labels(&[]), ("", "0 1 2".to_owned()));
    }

    #[test]
    fn an_arrow_has_room_beyond_the_greatest_figure() {
        for greatest in [1, 99, 100, 199, 949, 950, 999, 1_000, 123_456_789] {
            let axis = axis(&[greatest]);
            let place = axis.place(greatest * ten_to(8));
            assert!(place.is_under(9_300), "{greatest}: {place}");
        }
    }

    #[test]
    fn places_are_percentages_of_the_axis() {
        let axis = axis(&[2_900_000]);
        let place = |figure: i128| axis.place(figure * ten_to(8)).to_string();
        assert_eq!(place(0), "0%");
        assert_eq!(place(2_900_000), "82.8571%");
        assert_eq!(place(3_500_000), "100%");
        assert_eq!(axis.place(1_750_000 * ten_to(8)).of_pixels(104), "52");
        assert_eq!(axis.place(1_750_000 * ten_to(8)).below_pixels(104), "52");
    }

    #[test]
    fn the_greatest_figures_have_a_place() {
        let digits = Digits::exactly(0);
        let axis = Axis::over([i128::MAX / 16], digits);
        assert!(axis.place(i128::MAX / 16) > axis.place(i128::MAX / 32));
    }
}
